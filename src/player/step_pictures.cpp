#include "player/step_pictures.h"

#include <cmath>
#include <utility>

namespace perilune::player {

namespace {

constexpr capture::Size kSize{384, 216};
constexpr std::size_t kMost = 200; ///< of a story without steps whose keyframes are many

/// What a step shows, without what nobody can read at that size.
scene::Moment pictureOf(const story::Telling& talk, const story::Rest& rest) {
    scene::Moment moment = story::momentAt(talk.board, {std::llround(rest.standsS * 1e6), 1'000'000});
    moment.title.clear();
    moment.subtitle.clear();
    moment.caption.clear();
    moment.curtain = 0.0;
    moment.layers.titles = moment.layers.card = moment.layers.facts = moment.layers.names = false;
    moment.layers.strip = moment.layers.sources = moment.layers.pins = false;
    return moment;
}

} // namespace

StepPictures::StepPictures(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
                           std::function<double()> clockS)
    : easel_(std::move(studio), std::move(renderer), std::move(clockS)) {}

StepPictures::~StepPictures() = default;

void StepPictures::setContent(std::shared_ptr<const timeline::Timeline> timeline,
                              const std::optional<story::Storyboard>& story) {
    std::vector<scene::Moment> moments;
    if (story) {
        const story::Telling talk = story::asTalk(*story);
        for (const story::Rest& rest : talk.rests)
            if (moments.size() < kMost)
                moments.push_back(pictureOf(talk, rest));
    }
    if (timeline == timeline_ && moments == moments_)
        return;
    timeline_ = timeline;
    easel_.setContent(std::move(timeline), {});
    moments_ = std::move(moments);
    pictures_.clear();
    pictures_.resize(moments_.size());
    next_ = 0;
}

base::Result<bool> StepPictures::step() {
    if (!wantsMore())
        return false;
    if (auto drawn = easel_.draw(moments_[next_], kSize, false); !drawn)
        return tl::unexpected(drawn.error());
    if (!easel_.wantsMore())
        pictures_[next_++] = easel_.takePicture();
    return wantsMore();
}

std::vector<unsigned> StepPictures::textures() const {
    std::vector<unsigned> textures;
    for (const auto& picture : pictures_)
        textures.push_back(picture ? picture->texture() : 0);
    return textures;
}

} // namespace perilune::player
