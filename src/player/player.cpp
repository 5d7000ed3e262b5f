#include "player/player.h"

#include "ui/story_moves.h"
#include "terrain/ground.h"

#include <fmt/format.h>

#include <utility>

namespace perilune::player {

namespace {

constexpr double kMotionS = 0.2;  ///< after so long without a change the picture stands
constexpr double kOpeningS = 0.5; ///< what changes in the beginning is no motion

} // namespace

Player::Player(Content content, std::shared_ptr<const terrain::Ground> ground, base::Workers workers,
               base::Instant now, const std::string& language)
    : ground_(std::move(ground)), workers_(std::move(workers)), findIndex_(workers_) {
    take(std::move(content));
    session_ = ui::openingSession(data(), now, language);
    settle();
}

ui::Dataset Player::data() const {
    return {content_.timeline.get(), ground_.get(), told_ ? &*told_ : nullptr, search_};
}

void Player::take(Content content) {
    content_ = std::move(content);
    told_.reset();
    if (content_.story)
        told_.emplace(*content_.story);
}

void Player::setCalm(bool calm) {
    calm_ = session_.show.calm = calm;
}

void Player::act(const ui::Action& action) {
    session_ = ui::reduce(std::move(session_), action, data());
    settle();
}

void Player::show(const scene::Moment& moment) {
    ui::Show& show = session_.show;
    if (told_)
        ui::leave(show, *told_);
    show.playing = show.heldForPlay = false;
    show.flight.reset();
    show.spinXShareS = show.spinYShareS = show.zoomRate = 0.0;
    show.zoomTowards.reset();
    show.moment = moment;
    settle();
}

void Player::step(double dtS) {
    workers_.help();
    ageS_ += dtS;
    sameForS_ += dtS;
    act(ui::action::Tick{dtS});
    search_ = session_.desk.panel == ui::Panel::Find ? findIndex_.of(content_.timeline, *ground_) : nullptr;
    tellLight();
}

void Player::open(Content content, base::Instant now, const std::string& language) {
    search_ = nullptr;
    take(std::move(content));
    session_ = ui::openingSession(data(), now, language);
    session_.show.calm = calm_;
    settle();
}

void Player::setContent(Content content) {
    const bool otherStory = content.storyFile != content_.storyFile || !content.story;
    if (otherStory) {
        act(ui::action::PlayStory{false}); // what is seen stays
        session_.show.story = {};
        session_.desk.message.clear();
    }
    search_ = nullptr; // it points into the old timeline
    findIndex_.forget();
    take(std::move(content));
    settle();
}

bool Player::isInMotion() const {
    return sameForS_ < kMotionS && ageS_ > kOpeningS;
}

bool Player::isMoving() const {
    return ui::isMoving(session_) || (session_.desk.panel == ui::Panel::Find && !search_);
}

void Player::settle() {
    scene::Moment fresh = ui::momentOf(session_.show, data());
    if (fresh == moment_)
        return;
    moment_ = std::move(fresh);
    sameForS_ = 0.0;
}

void Player::tellLight() {
    if (!terrain::needsLight(moment_.ground.tint))
        return;
    const int tenth = int(ground_->illuminationProgress() * 10.0);
    const int before = std::exchange(lightTenth_, tenth);
    if (tenth == before)
        return;
    if (tenth < 10)
        act(ui::action::Say{fmt::format("Working out the light of 18 years… {} %", tenth * 10)});
    else if (before >= 0)
        act(ui::action::Say{"The light of 18 years is worked out"});
}

} // namespace perilune::player
