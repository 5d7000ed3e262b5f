#include "player/easel.h"

#include "render/compose.h"
#include "terrain/ground.h"
#include "timeline/languages.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perilune::player {

namespace {

constexpr double kWantedMs = 30.0, kSlowMs = 40.0, kFastMs = 18.0;
/// Coarsest share of a height: 400 lines, but never below a quarter.
double coarsest(int height) {
    return std::clamp(400.0 / height, 0.25, 0.5);
}

} // namespace

Easel::Easel(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
             std::function<double()> clockS)
    : studio_(std::move(studio)), describer_(studio_.timeline), renderer_(std::move(renderer)),
      clockS_(std::move(clockS)), viewer_(renderer_->makeViewer()) {}

void Easel::setContent(std::shared_ptr<const timeline::Timeline> timeline, base::Letters story) {
    if (studio_.timeline != timeline)
        studio_.fontsAhead = nullptr;
    studio_.timeline = std::move(timeline);
    describer_ = scene::Describer(studio_.timeline);
    story_ = std::move(story);
    forgetFonts(); // new texts may have new letters
    fresh_ = false;
}

std::unique_ptr<render::OffscreenTarget> Easel::takePicture() {
    size_ = {0, 0};
    fresh_ = false;
    return std::move(offscreen_);
}

base::Result<void> Easel::fitFonts(const overlay::TextSize& size, const std::string& language) {
    const bool fits = fonts_ && fonts_->size() == size;
    if (fits && language == language_)
        return {};
    if (fits && takeFontsOf(language))
        return {};
    if (!fits)
        forgetFonts();
    auto fonts = capture::loadFonts(studio_, size, language, story_);
    if (!fonts)
        return tl::unexpected(fonts.error());
    fonts_ = std::move(*fonts);
    language_ = language;
    fresh_ = false;
    return {};
}

void Easel::beginFontsOfOthers() {
    constexpr std::size_t kMost = 6; // languages: some megabytes each
    const overlay::TextSize size = fonts_->size();
    if (othersSize_ == size || studio_.workers.count() < 2)
        return;
    othersSize_ = size;
    others_ = studio_.workers.start(
        [timeline = studio_.timeline,
         sources = overlay::FontSources{studio_.shareDir / "fonts", studio_.furtherFonts}, size,
         story = story_, own = language_] {
            FontsByLanguage made;
            for (const std::string& language : timeline::languagesOf(*timeline)) {
                if (language == own || made.size() == kMost)
                    continue;
                base::Letters letters = story;
                letters.merge(timeline::lettersOf(*timeline, language));
                // Of what they lack it is told when they are loaded for a picture.
                if (auto fonts = overlay::Fonts::load(sources, size, letters);
                    fonts && (*fonts)->remark().empty())
                    made[language] = std::move(*fonts);
            }
            return made;
        });
}

void Easel::finishBeside() {
    if (others_.isBegun())
        made_ = others_.take();
}

bool Easel::takeFontsOf(const std::string& language) {
    finishBeside();
    const auto made = made_.find(language);
    if (made == made_.end())
        return false;
    made_[language_] = std::exchange(fonts_, made->second);
    language_ = language;
    fresh_ = false;
    return true;
}

void Easel::forgetFonts() {
    fonts_ = nullptr;
    made_.clear();
    othersSize_ = 0;
    std::erase_if(unwanted_, [](const Making& task) { return task.isReady(); });
    if (others_.isBegun())
        unwanted_.push_back(std::move(others_)); // it would be waited for where it goes
    others_ = {};
}

base::Result<void> Easel::draw(const scene::Moment& moment, capture::Size size, bool moving) {
    if (size.width != size_.width || size.height != size_.height) {
        auto offscreen = render::OffscreenTarget::create(size.width, size.height);
        if (!offscreen)
            return tl::unexpected(offscreen.error());
        offscreen_ = std::move(*offscreen);
        size_ = size;
        fresh_ = false;
    }
    if (auto fit =
            fitFonts(overlay::textSizeFor({size.width, size.height}, moment.textPercent), moment.language);
        !fit)
        return fit;
    const double scale = moving ? movingScale_ : 1.0;
    const bool same = fresh_ && moment == moment_;
    if (same && complete_ && (moving || scale_ >= scale))
        return {};
    if (!same) {
        const auto scene = describer_.describe(*studio_.ground, moment);
        if (!scene)
            return tl::unexpected(scene.error());
        frame_ = render::compose(*scene, {size.width, size.height}, fonts_, studio_.worldMap.get());
        moment_ = moment;
    }
    render::DrawOptions options;
    options.renderScale = scale;
    const double begunS = clockS_();
    const auto complete = renderer_->draw(*viewer_, frame_, offscreen_->target(), options);
    if (!complete)
        return tl::unexpected(complete.error());
    renderer_->finish();
    // A whole picture at rest tells too how fast this machine is, so that the first moving one is not late.
    if (moving || *complete)
        adapt((clockS_() - begunS) * 1000.0, scale);
    complete_ = *complete;
    scale_ = scale;
    fresh_ = true;
    if (complete_ && !moving)
        beginFontsOfOthers();
    return {};
}

void Easel::adapt(double ms, double scale) {
    // Pixels cost in proportion to the square of the scale.
    const double wanted = scale * std::clamp(std::sqrt(kWantedMs / ms), 0.7, 1.0);
    if (ms > kSlowMs)
        movingScale_ = std::min(movingScale_, std::max(coarsest(size_.height), wanted));
    else if (ms < kFastMs)
        movingScale_ = std::min(1.0, movingScale_ * 1.08);
}

} // namespace perilune::player
