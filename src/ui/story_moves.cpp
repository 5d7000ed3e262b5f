// How a story that is told goes on, stands, waits and is taken up again.
#include "ui/story_moves.h"

#include "ui/action.h"
#include "ui/approach.h"
#include "ui/calendar_moves.h"
#include "ui/camera_moves.h"
#include "scene/camera.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::ui {

namespace {

using State = StoryRun::State;

constexpr double kLongestGlideS = 1.6;
constexpr double kOpenS = 1.2; ///< the curtain, at the end

story::StoryTime timeOf(double s) {
    return {std::llround(s * 1e6), 1'000'000};
}

/// Sets off from a look to what the story shows now.
void glideFrom(Show& show, const scene::Look& from, const story::Told& story) {
    StoryRun& run = show.story;
    run.glide.reset();
    const scene::Look to = story::momentAt(tellingOf(run, story).board, timeOf(run.s)).look;
    if (!show.calm && from != to && scene::sameStand(from, to))
        run.glide = Glide{from, show.nowS, std::min(flightS(from, to), kLongestGlideS)};
}

void stopHand(Show& show) {
    show.flight.reset();
    show.spinXShareS = show.spinYShareS = show.zoomRate = 0.0;
    show.zoomTowards.reset();
    show.playing = false;
}

} // namespace

const story::Telling& tellingOf(const StoryRun& run, const story::Told& story) {
    return run.asTalk ? story.talk : story.film;
}

scene::Moment toldMomentOf(const Show& show, const story::Told& story) {
    const StoryRun& run = show.story;
    scene::Moment moment = story::momentAt(tellingOf(run, story).board, timeOf(run.s));
    moment.curtain *= 1.0 - run.opened;
    if (run.glide) {
        const double t = (show.nowS - run.glide->startedS) / run.glide->lastsS;
        moment.look = scene::between(run.glide->from, moment.look, smoother(std::clamp(t, 0.0, 1.0)));
    }
    return moment;
}

std::optional<std::size_t> stepOf(const StoryRun& run, const story::Told& story) {
    return story::restAt(tellingOf(run, story), run.s);
}

bool isAtEnd(const StoryRun& run, const story::Told& story) {
    return run.s >= tellingOf(run, story).board.durationS;
}

bool isMoving(const StoryRun& run) {
    return run.isGoing() || (run.isSeen() && run.glide) || (run.opened > 0.0 && run.opened < 1.0);
}

void pass(Show& show, double dtS, const story::Told& story) {
    StoryRun& run = show.story;
    if (!run.isSeen())
        return;
    const story::Telling& telling = tellingOf(run, story);
    const double endS = telling.board.durationS;
    run.s = std::min(run.s, endS); // another story may have come in
    if (run.glide) {
        if (show.nowS < run.glide->startedS + run.glide->lastsS)
            return;
        run.glide.reset();
    } else if (run.isGoing()) {
        const double before = run.s;
        run.s = std::min(before + dtS, endS);
        for (const story::Rest& rest : telling.rests)
            if (rest.waits && before < rest.standsS && rest.standsS <= run.s) {
                run.s = rest.standsS;
                run.state = State::Standing;
                break;
            }
        if (run.isGoing() && run.s >= endS)
            run.state = State::Standing;
    }
    if (run.state == State::Standing && run.s >= endS)
        approach(run.opened, 1.0, dtS / kOpenS);
}

void begin(Show& show, bool asTalk, bool again, const story::Told& story) {
    StoryRun& run = show.story;
    if (!run.isOn())
        run.before = show.moment;
    const bool resumes = again && (run.waits || run.isOn());
    const double writtenS = resumes ? story::writtenS(tellingOf(run, story), run.s) : 0.0;
    const scene::Look from = run.isSeen() ? toldMomentOf(show, story).look : show.moment.look;
    stopHand(show);
    run.s =
        asTalk == run.asTalk && resumes ? run.s : story::toldS(asTalk ? story.talk : story.film, writtenS);
    run.asTalk = asTalk;
    run.state = resumes ? State::Standing : State::Going;
    run.waits = false;
    run.opened = 0.0;
    run.glide.reset();
    if (resumes)
        glideFrom(show, from, story);
}

void takeDetour(Show& show, const story::Told& story) {
    StoryRun& run = show.story;
    scene::Moment shown = toldMomentOf(show, story);
    shown.caption.clear();
    shown.captionOpacity = 1.0;
    shown.curtain = 0.0;
    shown.span = bounded(shown.span);
    if (isOver(shown.look))
        shown.look.rangeM = std::clamp(shown.look.rangeM, kNearestM, kFarthestM);
    show.moment = std::move(shown);
    run.wentOn = run.isGoing();
    run.glide.reset();
    run.state = State::Detour;
}

void endDetour(Show& show, const story::Told& story) {
    StoryRun& run = show.story;
    const scene::Look from = show.moment.look;
    stopHand(show);
    run.state = run.wentOn ? State::Going : State::Standing;
    glideFrom(show, from, story);
}

void leave(Show& show, const story::Told& story) {
    StoryRun& run = show.story;
    if (!run.isOn())
        return;
    if (run.isSeen())
        takeDetour(show, story);
    if (run.before) {
        const scene::Moment& before = *run.before;
        show.moment.title = before.title;
        show.moment.subtitle = before.subtitle;
        show.moment.language = before.language;
        show.moment.light = before.light;
        show.moment.exposure = before.exposure;
        show.moment.layers = before.layers;
        show.moment.sky = before.sky;
        show.moment.ground = before.ground;
    } else {
        show.moment.title.clear();
        show.moment.subtitle.clear();
    }
    run.waits = !isAtEnd(run, story);
    run.state = State::Away;
    run.before.reset();
    run.glide.reset();
}

void goToStep(Show& show, std::size_t step, const story::Told& story) {
    StoryRun& run = show.story;
    const scene::Look from = liveMomentOf(show, {nullptr, nullptr, &story, nullptr}).look;
    if (!run.isOn())
        run.before = show.moment;
    stopHand(show);
    run.asTalk = true;
    run.opened = 0.0;
    run.waits = false;
    run.state = State::Standing;
    if (story.talk.rests.empty())
        run.s = 0.0;
    else
        run.s = story.talk.rests[std::min(step, story.talk.rests.size() - 1)].standsS;
    glideFrom(show, from, story);
}

} // namespace perilune::ui
