#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scene/exposure.h"
#include "scene/parts.h"

namespace perilune::scene {

using namespace std::chrono;

namespace {

constexpr int kUsualYearsBack = 8, kUsualYearsAhead = 9;
// The picture is taken to have this many lines, and measured ground to look soft from this many lines a
// sample on.
constexpr double kLines = 720.0, kSoftLines = 8.0;

std::string knownInWords(const Known& known, timeline::KnownDay day) {
    if (known.mode == Knowledge::AsItLookedThen)
        return "as it looked then";
    return "seen with the knowledge of " + base::dayInWords(day.day);
}

// "relief finer than 11 km is modelled" where the view is close enough to show more than was measured.
std::optional<std::string> reliefNote(const Look& look, const terrain::Surface& surface) {
    const double heightM = 2.0 * look.rangeM * std::tan(look.fieldOfView.radians() / 2.0);
    const double resolutionM = surface.resolutionM({look.latitude, look.longitude, 0.0});
    if (!(resolutionM > kSoftLines * heightM / kLines))
        return std::nullopt;
    return resolutionM < 950.0 ? fmt::format("relief finer than {:.0f} m is modelled", resolutionM)
                               : fmt::format("relief finer than {:.2g} km is modelled", resolutionM / 1000.0);
}

// From far away shadows are black, as on film exposed for the Sun; within the last kilometres to the ground the
// exposure grows longer, and what sunlit hills throw into the shadows shows.
double shadowLiftOf(const Camera& camera) {
    constexpr double kBlackM = 30'000.0, kLiftedM = 3'000.0;
    const double heightM = std::max(glm::length(camera.eye.m) - astro::kMoonRadiusM, 1.0);
    const double t = std::clamp(std::log(heightM / kBlackM) / std::log(kLiftedM / kBlackM), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

base::Day firstOfYear(int y) {
    return sys_days{year{y} / January / 1};
}

} // namespace

timeline::KnownDay resolve(const Known& known, base::Instant at, const timeline::Timeline& timeline) {
    switch (known.mode) {
    case Knowledge::AsItLookedThen:
        return {base::dayOf(at)};
    case Knowledge::Hindsight:
        return timeline.latestKnown();
    case Knowledge::OnADay:
        break;
    }
    return known.day;
}

StripSpan usualSpan(const timeline::Timeline& timeline) {
    const int last = int(year_month_day{timeline.latestKnown().day}.year());
    return {firstOfYear(last - kUsualYearsBack), firstOfYear(last + kUsualYearsAhead) - days{1}};
}

base::Result<Scene> describe(const timeline::Timeline& timeline, const terrain::Surface& ground,
                             const Moment& moment) {
    const terrain::MeasuredOnly measured(ground);
    const terrain::Surface& surface = moment.ground.modelled ? ground : measured;
    base::Result<astro::Sky> sky = astro::skyAt(moment.at);
    if (!sky)
        return tl::unexpected(sky.error());

    Scene scene;
    scene.at = moment.at;
    scene.known = resolve(moment.known, moment.at, timeline);
    scene.camera = cameraOf(moment, surface);
    scene.sky = *sky;
    scene.ground = moment.ground;
    scene.shadowLift = shadowLiftOf(scene.camera);
    scene.sunPinned = moment.light.pinned;
    scene.sun = scene.sunPinned
                    ? astro::up({moment.light.subsolarLatitude, moment.light.subsolarLongitude, 0.0})
                    : sky->sun;
    scene.heavens = heavensOf(moment, *sky, scene.sun, scene.camera, surface);
    scene.stopsAsked = moment.exposure.stops;
    scene.exposureStops = scene.stopsAsked;
    if (moment.exposure.automatic)
        scene.exposureStops += automaticStops(scene.camera, scene.sun, sky->earth);

    const timeline::Snapshot snapshot = timeline::asKnown(timeline, scene.known);
    const Knowing knowing{timeline, snapshot, moment, {base::dayOf(moment.at)}};
    if (moment.layers.pins)
        scene.sites = sitesOf(knowing, surface);
    if (moment.layers.models)
        scene.models = modelsOf(knowing, surface);
    scene.paths = pathsOf(knowing, scene.sky, scene.camera);
    if (moment.layers.names)
        scene.names = namesOf(scene.camera, surface);
    if (moment.layers.graticule)
        scene.graticule = graticuleOf(scene.camera, surface);
    if (moment.layers.scale)
        scene.scaleM = scaleOf(scene.camera, surface);
    if (moment.layers.strip)
        scene.strip = stripOf(knowing);
    if (moment.layers.card)
        scene.card = cardOf(knowing);
    scene.legend = legendOf(moment, surface);

    if (moment.layers.titles) {
        scene.title = moment.title;
        scene.subtitle = moment.subtitle;
        scene.date = base::dayInWords(base::dayOf(moment.at));
        scene.knownWords = knownInWords(moment.known, scene.known);
        scene.caption = moment.caption;
        scene.captionOpacity = moment.captionOpacity;
    }
    scene.curtain = moment.curtain;
    if (scene.sunPinned)
        scene.notes.push_back("Sun pinned");
    if (moment.ground.modelled)
        if (std::optional<std::string> note = reliefNote(moment.look, surface))
            scene.notes.push_back(*note);
    for (std::string& note : exposureNotes(scene.exposureStops))
        scene.notes.push_back(std::move(note));
    if (scene.shadowLift > 0.5)
        scene.notes.push_back("shadows lifted");
    return scene;
}

} // namespace perilune::scene
