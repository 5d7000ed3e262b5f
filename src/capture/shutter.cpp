#include "capture/shutter.h"

#include "render/compose.h"
#include "render/memory_need.h"
#include "render/offscreen_target.h"
#include "scene/describe.h"
#include "terrain/ground.h"
#include "base/image.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

namespace perilune::capture {

base::Letters lettersOf(const scene::Moment& moment) {
    base::Letters letters;
    for (const std::string* text : {&moment.title, &moment.subtitle, &moment.caption})
        base::addLetters(letters, *text);
    return letters;
}

namespace {

constexpr double kWorthTellingBytes = 1e9;

/// With some for the Moon and its tiles; measured with Mesa's software driver, where graphics memory is the
/// machine's.
double memoryBytes(Size size, int samples) {
    return 200e6 + render::pictureBytes(size, samples);
}

} // namespace

base::Result<Shutter> Shutter::create(const Studio& studio, render::Renderer& renderer, Size size,
                                      int samples, const std::string& language, base::Letters texts,
                                      Framing framing) {
    Shutter shutter;
    shutter.studio_ = &studio;
    shutter.renderer_ = &renderer;
    shutter.size_ = size;
    shutter.samples_ = samples;
    shutter.framing_ = framing;
    if (const double bytes = memoryBytes(size, samples); bytes > kWorthTellingBytes && studio.tell)
        studio.tell(fmt::format("a picture of {} takes about {:.1f} GB of memory", base::sizeInWords(size),
                                bytes / 1e9));
    if (auto enough = render::hasMemoryForPicture(size, samples); !enough)
        return tl::unexpected(enough.error());
    auto offscreen = render::OffscreenTarget::create(size.width, size.height);
    if (!offscreen)
        return tl::unexpected(offscreen.error());
    shutter.offscreen_ = std::move(*offscreen);
    auto fonts = loadFonts(studio, size.height, language, std::move(texts));
    if (!fonts)
        return tl::unexpected(fonts.error());
    shutter.fonts_ = std::move(*fonts);
    return shutter;
}

base::Result<void> Shutter::take(const scene::Moment& moment, base::Image& into) {
    const auto scene = scene::describe(*studio_->timeline, *studio_->ground, moment);
    if (!scene)
        return tl::unexpected(scene.error());
    return take(*scene, into);
}

base::Result<void> Shutter::take(const scene::Scene& scene, base::Image& into) {
    return draw(render::compose(scene, {size_.width, size_.height}, fonts_, studio_->worldMap.get()), into);
}

base::Result<void> Shutter::take(const overlay::Placard& placard, base::Image& into) {
    render::Frame frame;
    frame.viewport = {size_.width, size_.height};
    frame.covered = true;
    frame.stage = overlay::layoutPlacard(placard, frame.viewport, *fonts_);
    frame.fonts = fonts_;
    return draw(std::move(frame), into);
}

base::Result<void> Shutter::draw(render::Frame frame, base::Image& into) {
    if (framing_.safeAreas)
        overlay::addSafeAreas(frame.stage, frame.viewport, *fonts_);
    render::DrawOptions options;
    options.clearSky = framing_.clearSky;
    options.waitUntilComplete = true;
    options.samples = samples_;
    const auto drawn = renderer_->draw(frame, offscreen_->target(), options);
    if (!drawn)
        return tl::unexpected(drawn.error());
    offscreen_->read(into, framing_.clearSky);
    return {};
}

base::Result<base::Image> shoot(const Studio& studio, render::Renderer& renderer, const scene::Moment& moment,
                                Size size, int samples) {
    auto shutter = Shutter::create(studio, renderer, size, samples, moment.language, lettersOf(moment));
    if (!shutter)
        return tl::unexpected(shutter.error());
    base::Image image;
    if (auto taken = shutter->take(moment, image); !taken)
        return tl::unexpected(taken.error());
    return image;
}

base::Result<void> writeStill(const Studio& studio, render::Renderer& renderer, const scene::Moment& moment,
                              Size size, int samples, const std::filesystem::path& file) {
    if (auto writable = base::checkWritable(file); !writable)
        return writable; // before the work, not after
    const auto image = shoot(studio, renderer, moment, size, samples);
    if (!image)
        return tl::unexpected(image.error());
    return base::writePng(file, *image);
}

} // namespace perilune::capture
