#include "app/commands/model_render.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "capture/darkroom.h"
#include "capture/film_scenes.h"
#include "capture/shutter.h"
#include "scene/describe.h"
#include "scene/opening.h"
#include "model/model.h"
#include "model/wish.h"
#include "terrain/ground.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::app {

namespace {

using base::Angle;

constexpr double kPersonM = 1.75, kPersonWidthM = 0.7;
constexpr double kSmallestBesideM = 0.3; ///< of a smaller model a person would be all that is seen

/// Even mare ground, so that nothing but the model is looked at: near Apollo 11's landing place.
constexpr double kLatitudeDeg = 0.67, kLongitudeDeg = 23.47;

/// What stands there, in the model's own axes: its box and the person's place.
struct Stand {
    std::string model, person; ///< the person's empty where nobody stands there
    glm::dvec3 low{0.0}, high{0.0};
    glm::dvec3 personAt{0.0};
};

/// Axes east, north, up at the place, and a direction in them by where the model's front looks: north.
glm::dvec3 towards(double fromFrontDeg, double upDeg) {
    const double turn = Angle::degrees(fromFrontDeg).radians(), up = Angle::degrees(upDeg).radians();
    return {-std::sin(turn) * std::cos(up), std::cos(turn) * std::cos(up), std::sin(up)};
}
glm::dvec3 enuOf(const glm::dvec3& model) {
    return {-model.x, model.z, model.y};
}

/// The ground where it stands, lit as asked, with nothing over it.
scene::Moment momentOf(const timeline::Timeline& timeline, const ModelRenderOptions& options, double rangeM) {
    scene::Moment moment = scene::defaultMoment(timeline, base::startOf(timeline.latestKnown().day));
    moment.layers = {.strip = false, .card = false, .pins = false, .models = false, .titles = false};
    moment.look.latitude = Angle::degrees(kLatitudeDeg);
    moment.look.longitude = Angle::degrees(kLongitudeDeg);
    moment.look.rangeM = std::clamp(rangeM, scene::kLeastRangeM, 1e5);
    moment.look.tilt = Angle::degrees(90.0 - options.heightDeg);
    moment.light.mode = scene::LightMode::Pinned;
    // The Sun is overhead as far away as it stands below the zenith, in the direction that it shines from.
    const auto frame = astro::localFrame({moment.look.latitude, moment.look.longitude, 0.0});
    const glm::dvec3 sun = frame.m * towards(options.sunFromDeg, options.sunDeg);
    const astro::Selenographic under = astro::toSelenographic({sun * astro::kMoonRadiusM});
    moment.light.subsolarLatitude = under.latitude;
    moment.light.subsolarLongitude = under.longitude;
    return moment;
}

class Exhibition {
  public:
    Exhibition(const capture::Studio& studio, const ModelRenderOptions& options, const Stand& stand)
        : studio_(studio), options_(options), stand_(stand) {
        middle_ = 0.5 * (stand.low + stand.high);
        const double radius = std::max(0.5 * glm::distance(stand.low, stand.high), 0.02);
        const double aspect = std::min(1.0, double(options.size.width) / double(options.size.height));
        constexpr double kRoom = 1.08;
        distanceM_ = kRoom * radius / (std::sin(kFieldOfView.radians() / 2.0) * aspect);
    }

    base::Result<scene::Scene> sceneAt(double turnDeg, const std::string& model) const {
        auto scene = scene::describe(*studio_.timeline, *studio_.ground,
                                     momentOf(*studio_.timeline, options_, distanceM_));
        if (!scene)
            return scene;
        astro::Selenographic place{Angle::degrees(kLatitudeDeg), Angle::degrees(kLongitudeDeg), 0.0};
        place.heightM = studio_.ground->drawnHeightM(place);
        const auto frame = astro::localFrame(place);
        const glm::dvec3 origin = astro::toMcmf(place).m - frame.m * enuOf({0.0, stand_.low.y, 0.0});
        const auto put = [&](const std::string& file, const glm::dvec3& at) {
            scene::PlacedModel placed;
            placed.file = file;
            placed.position = {origin + frame.m * enuOf(at)};
            placed.frame = frame;
            placed.presence = scene::Presence::There;
            scene->models.push_back(std::move(placed));
        };
        put(model, {0.0, 0.0, 0.0});
        if (!stand_.person.empty())
            put(stand_.person, stand_.personAt);
        const glm::dvec3 away = frame.m * towards(turnDeg, options_.heightDeg);
        const glm::dvec3 middle = origin + frame.m * enuOf(middle_);
        scene->camera.eye = {middle + distanceM_ * away};
        scene->camera.forward = {-away};
        const glm::dvec3 up = frame.m * glm::dvec3(0, 0, 1);
        scene->camera.up = {glm::normalize(up - glm::dot(up, away) * away)};
        scene->camera.fieldOfView = kFieldOfView;
        scene->camera.shift = glm::dvec2(0.0);
        return scene;
    }

  private:
    static constexpr Angle kFieldOfView = Angle::degrees(30.0);
    const capture::Studio& studio_;
    const ModelRenderOptions& options_;
    const Stand& stand_;
    glm::dvec3 middle_{0.0};
    double distanceM_ = 10.0;
};

Stand standOf(const model::ModelInfo& info, const std::string& model, bool alone) {
    Stand stand{model, "", info.lowM, info.lowM + info.sizeM, {}};
    const double longest = std::max({info.sizeM.x, info.sizeM.y, info.sizeM.z});
    if (alone || longest < kSmallestBesideM)
        return stand;
    // At its left, a little before its middle, clear of it.
    stand.person = (base::shareDir() / "models" / "scale" / "person.glb").string();
    stand.personAt = {stand.high.x + kPersonWidthM, stand.low.y, 0.25 * stand.high.z};
    stand.high.x = stand.personAt.x + 0.5 * kPersonWidthM;
    stand.high.y = std::max(stand.high.y, stand.low.y + kPersonM);
    return stand;
}

bool isFilm(const std::filesystem::path& file) {
    return file.extension() == ".mp4";
}

base::Result<void> write(const capture::Studio& studio, render::Renderer& renderer, const Exhibition& shown,
                         const model::ModelWish& wish, const ModelRenderOptions& options) {
    if (!isFilm(options.output)) {
        const auto scene = shown.sceneAt(options.turnDeg, model::wordsOf(wish));
        if (!scene)
            return tl::unexpected(scene.error());
        auto shutter = capture::Shutter::create(studio, renderer, options.size, options.samples);
        if (!shutter)
            return tl::unexpected(shutter.error());
        base::Image image;
        if (auto taken = shutter->take(*scene, image); !taken)
            return taken;
        return base::writePng(options.output, image);
    }
    capture::ScenesWork work;
    work.file = options.output;
    work.title = wish.file.filename().string();
    work.size = options.size;
    work.samples = options.samples;
    work.frames = std::max<std::int64_t>(std::llround(options.seconds * double(work.fps)), 1);
    const base::Interruptible guard;
    base::Result<void> failed;
    auto done =
        capture::writeScenes(studio, renderer, work, [&](std::int64_t i) -> std::optional<scene::Scene> {
            model::ModelWish now = wish;
            if (!wish.animation.empty())
                now.pose.timeS += double(i) / double(work.fps);
            auto scene =
                shown.sceneAt(options.turnDeg + 360.0 * double(i) / double(work.frames), model::wordsOf(now));
            if (!scene)
                failed = tl::unexpected(scene.error());
            if (!scene || guard.wasInterrupted())
                return {};
            return std::move(*scene);
        });
    return failed ? done : failed;
}

} // namespace

int modelRender(const ModelRenderOptions& options) {
    const auto target =
        checkTarget(options.output, isFilm(options.output) ? base::kFilm : base::kPicture, {});
    if (!target)
        return report(target.error());
    if (isFilm(options.output) && (options.size.width % 2 != 0 || options.size.height % 2 != 0))
        return report(base::Error{"a film's width and height are even; give --size so"});
    model::ModelWish wish;
    wish.file = std::filesystem::absolute(options.file);
    wish.animation = options.animation;
    wish.variant = options.variant;
    wish.scene = options.scene;
    wish.pose.timeS = options.timeS;
    wish.pose.wires = options.wires;
    const auto info = model::readModelInfo(model::wordsOf(wish));
    if (!info)
        return report(info.error());
    const Stand stand = standOf(*info, model::wordsOf(wish), options.alone);
    if (stand.person.empty() && !options.alone)
        tell("nobody stands beside it: it is less than 30 cm long\n");
    const auto timeline = loadTimelines({});
    if (!timeline)
        return kBadInput;
    const auto studio = openStudio(timeline, base::Workers::onThreads());
    if (!studio)
        return report(studio.error());
    const auto darkroom = capture::Darkroom::open(*studio);
    if (!darkroom)
        return report(darkroom.error());
    const Exhibition shown(*studio, options, stand);
    if (auto written = write(*studio, *darkroom->renderer, shown, wish, options); !written)
        return report(written.error());
    for (const std::string& note : info->notes)
        tell(fmt::format("{}: {}\n", options.file.string(), note));
    sayWritten(options.output, *target);
    return kDone;
}

} // namespace perilune::app
