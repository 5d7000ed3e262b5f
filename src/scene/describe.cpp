#include "scene/describe.h"

#include "scene/date_words.h"
#include "scene/daylight.h"
#include "scene/describe_parts.h"
#include "scene/exposure.h"
#include "scene/subject_light.h"
#include "scene/words.h"
#include "astro/disc_sizes.h"
#include "astro/trajectory.h"
#include "timeline/ask/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::scene {

using namespace std::chrono;

namespace {

// The picture is taken to have this many lines, and measured ground to look soft from this many lines a
// sample on.
constexpr double kLines = 720.0, kSoftLines = 8.0;

std::string asOfInWords(const AsOf& known, timeline::KnownDay day) {
    if (known.mode == AsOfMode::AsItLookedThen)
        return "as it looked then";
    return "seen with the knowledge of " + base::dayInWords(day.day);
}

// "relief finer than 11 km is modelled" where the view is close enough to show more than was measured.
std::optional<std::string> reliefNote(const Look& look, const Camera& camera,
                                      const terrain::Surface& surface) {
    // From elsewhere than over the ground, the ground below the eye is the nearest.
    astro::Selenographic place{look.latitude, look.longitude, 0.0};
    double rangeM = look.rangeM;
    if (look.vantage != Vantage::Over) {
        place = astro::toSelenographic(camera.eye);
        rangeM = std::max(place.heightM - surface.drawnHeightM({place.latitude, place.longitude, 0.0}),
                          kLeastRangeM);
        place.heightM = 0.0;
    }
    const double heightM = 2.0 * rangeM * std::tan(look.fieldOfView.radians() / 2.0);
    const double resolutionM = surface.resolutionM(place);
    if (!(resolutionM > kSoftLines * heightM / kLines))
        return std::nullopt;
    return resolutionM < 950.0 ? fmt::format("relief finer than {:.0f} m is modelled", resolutionM)
                               : fmt::format("relief finer than {:.2g} km is modelled", resolutionM / 1000.0);
}

// From where a picture was taken, where that is not over the ground.
std::vector<std::string> vantageNotes(const Look& look, base::Instant at) {
    switch (look.vantage) {
    case Vantage::Earth:
        return {"seen from the Earth's centre"};
    case Vantage::Site:
        return {fmt::format("seen from {:.0f} m above the ground", kEyeHeightM)};
    case Vantage::TwoBodies:
        return {"to scale"};
    case Vantage::Craft:
        if (const astro::Trajectory* path = astro::trajectoryNamed(look.craft))
            return {fmt::format("seen from {}{}, {} path", path->title,
                                at < path->first  ? " before its flight"
                                : at > path->last ? " after its flight"
                                                  : "",
                                astro::nameOf(path->kind))};
        break;
    case Vantage::Over:
        break;
    }
    return {};
}

// Ground that is but a spot in the picture is no measure for its exposure.
double groundShare(const Camera& camera) {
    const double share =
        astro::kMoonRadiusM / (glm::length(camera.eye.m) * std::tan(camera.fieldOfView.radians() / 2.0));
    const double t = std::clamp((share - 0.12) / 0.18, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

// What does not stand in the record itself: "with additions by Anna".
std::string overNote(const timeline::Timeline& timeline) {
    std::vector<std::string> names;
    for (const timeline::Amendment& one : timeline.amendments)
        if (std::find(names.begin(), names.end(), one.by) == names.end())
            names.push_back(one.by);
    if (names.empty()) // milestones of their own alone
        for (const std::string& file : timeline.over)
            names.push_back(file.substr(file.find_last_of('/') + 1));
    constexpr std::size_t kMostNamed = 2;
    const std::string more = names.size() > kMostNamed ? " and others" : "";
    names.resize(std::min(names.size(), kMostNamed));
    return fmt::format("with additions by {}{}", fmt::join(names, ", "), more);
}

/// How all that was known stands on a day.
struct Rows {
    timeline::StandingMilestones rows;
    RowsAtSites atSites;

    Rows(const timeline::Timeline& timeline, timeline::KnownDay known, timeline::ValidDay day,
         const timeline::Changes* changes)
        : rows(timeline::asKnown(timeline, known), day, changes) {
        for (const timeline::StandingMilestone& row : rows)
            for (const std::string& site : row.milestone().sites)
                if (auto& own = atSites[site]; own.empty() || own.back() != &row)
                    own.push_back(&row);
    }
};

/// The Moment without what says nothing of the record: where one looks from, light, the time of day.
Moment askedOfTheRecord(const Moment& moment) {
    Moment asked = moment;
    asked.at = base::startOf(base::dayOf(moment.at));
    asked.look = {};
    asked.light = {};
    asked.exposure = {};
    return asked;
}

} // namespace

struct Describer::Kept {
    std::optional<Rows> rows;
    std::optional<Moment> asked; ///< that the strip is of; the rows are of its days
    std::optional<Strip> strip;

    const Rows& rowsOf(const timeline::Timeline& timeline, const Moment& moment,
                       const timeline::Changes* changes) {
        const timeline::KnownDay known = knownDayOf(timeline, moment);
        const timeline::ValidDay day{base::dayOf(moment.at)};
        // A comparison is of its own scene alone.
        if (changes || compared || !rows || rows->rows.known() != known || rows->rows.day() != day) {
            asked.reset();
            rows.emplace(timeline, known, day, changes);
        }
        compared = changes != nullptr;
        return *rows;
    }

    Strip stripOf(const Basis& basis) {
        Moment now = askedOfTheRecord(basis.moment);
        if (!strip || asked != now) {
            strip = scene::stripOf(basis);
            asked = std::move(now);
        }
        strip->playhead = basis.moment.at;
        return *strip;
    }

    /// The nearest sunlit hour is looked for but once while neither instant nor place change.
    const Daylight& daylightOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface) {
        const auto place =
            moment.light.mode == LightMode::Sunlit ? placeOf(moment, sky, surface) : std::nullopt;
        const LightAsked now{moment.at, moment.light, moment.ground.modelled,
                             place ? std::pair(place->latitude, place->longitude)
                                   : std::pair<base::Angle, base::Angle>{}};
        if (!light || lightAsked != now) {
            light = scene::daylightOf(moment, sky, surface, skyline);
            lightAsked = now;
        }
        return *light;
    }

  private:
    struct LightAsked {
        base::Instant at;
        Light light;
        bool modelled = true;
        std::pair<base::Angle, base::Angle> place;
        bool operator==(const LightAsked&) const = default;
    };
    std::optional<LightAsked> lightAsked;
    std::optional<Daylight> light;
    Skyline skyline;
    bool compared = false; ///< the rows are marked with changes
};

namespace {

base::Result<Scene> describeWith(Describer::Kept& kept, const timeline::Timeline& timeline,
                                 const terrain::Surface& ground, const Moment& moment);

} // namespace

timeline::KnownDay knownDayOf(const AsOf& known, base::Instant at, const timeline::Timeline& timeline) {
    switch (known.mode) {
    case AsOfMode::AsItLookedThen:
        return {base::dayOf(at)};
    case AsOfMode::Hindsight:
        return timeline::saysNothing(timeline) ? timeline::KnownDay{base::dayOf(at)} : timeline.latestKnown();
    case AsOfMode::OnADay:
        break;
    }
    return known.day;
}

timeline::KnownDay knownDayOf(const timeline::Timeline& timeline, const Moment& moment) {
    return knownDayOf(moment.known, moment.at, timeline);
}

base::Result<Scene> describe(const timeline::Timeline& timeline, const terrain::Surface& ground,
                             const Moment& moment) {
    Describer::Kept nothing;
    return describeWith(nothing, timeline, ground, moment);
}

Describer::Describer(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), kept_(std::make_unique<Kept>()) {}
Describer::Describer(Describer&&) noexcept = default;
Describer& Describer::operator=(Describer&&) noexcept = default;
Describer::~Describer() = default;

base::Result<Scene> Describer::describe(const terrain::Surface& surface, const Moment& moment) {
    return describeWith(*kept_, *timeline_, surface, moment);
}

namespace {

base::Result<Scene> describeWith(Describer::Kept& kept, const timeline::Timeline& timeline,
                                 const terrain::Surface& ground, const Moment& moment) {
    const terrain::MeasuredOnly measured(ground);
    const terrain::Surface& surface = moment.ground.modelled ? ground : measured;
    base::Result<astro::Sky> sky = astro::skyAt(moment.at);
    if (!sky)
        return tl::unexpected(sky.error());

    Scene scene;
    scene.at = moment.at;
    scene.known = knownDayOf(timeline, moment);
    scene.language = moment.language;
    scene.camera = cameraOf(moment, *sky, surface);
    scene.sky = *sky;
    scene.ground = moment.ground;
    const Daylight light = kept.daylightOf(moment, *sky, surface);
    scene.sunPinned = moment.light.isPinned();
    scene.sun = light.sun;
    scene.sunHour = light.of;
    scene.heavens = heavensOf(moment, *sky, scene.sun, scene.camera, surface);
    scene.stopsAsked = moment.exposure.stops;
    scene.exposureStops = scene.stopsAsked;
    std::optional<double> automatic;
    if (moment.exposure.automatic) {
        const double share = groundShare(scene.camera);
        automatic = share * automaticStops(scene.camera, scene.sun, sky->earth);
        scene.exposureStops += share * eclipseStops(scene.camera, scene.heavens);
    }
    const SubjectLight subject =
        subjectLightOf(moment.look, scene.camera, scene.sun, sky->earth, automatic, surface);
    scene.shadowLift = subject.shadowLift;
    scene.liftedStops = subject.stops;
    scene.exposureStops += subject.automatic;

    std::optional<timeline::Changes> changes;
    if (moment.changedSince)
        changes = timeline::diff(timeline, std::min(*moment.changedSince, scene.known), scene.known);
    const timeline::Changes* since = changes ? &*changes : nullptr;
    const Rows& rows = kept.rowsOf(timeline, moment, since);
    const Basis basis{timeline, moment, since, rows.rows, rows.atSites};
    // A view that lies over the Moon leaves no room for what is told about its ground.
    const bool covered = moment.changedSince || moment.layers.partners;
    if (moment.changedSince)
        scene.changes = changesOf(basis);
    else if (moment.layers.partners)
        scene.partners = partnersOf(basis);
    if (moment.layers.pins && !covered)
        scene.sites = sitesOf(basis, scene.camera, surface);
    if (moment.layers.models)
        scene.models = modelsOf(basis, scene.camera, scene.sun, surface);
    if (!covered)
        scene.paths = pathsOf(basis, scene.sky, scene.camera);
    if (moment.layers.names && !covered)
        scene.names = namesOf(scene.camera, surface);
    if (moment.layers.graticule && !covered)
        scene.graticule = graticuleOf(scene.camera, surface);
    if (moment.layers.scale && !covered)
        scene.scaleM = scaleOf(scene.camera, surface);
    if (moment.layers.strip)
        scene.strip = kept.stripOf(basis);
    if (moment.layers.card && !scene.partners)
        scene.card = cardOf(basis);
    scene.ground.heights = heightSpanOf(moment, scene.camera, surface);
    if (!covered)
        scene.legend = legendOf(moment, surface, scene.ground.heights);
    if (moment.layers.facts && !covered)
        scene.facts = factsOf(basis, *sky, surface);
    if (moment.look.vantage == Vantage::TwoBodies && !covered) {
        scene.bodies = {{"Earth", scene.heavens.earth, astro::kEarthEquatorM},
                        {"Moon", {}, astro::kMoonRadiusM}};
        scene.apart = kilometres(sky->earthDistanceM);
    }

    if (moment.layers.titles) {
        scene.title = moment.title;
        scene.subtitle = moment.subtitle;
        scene.date = dateInWords(moment);
        if (!timeline::saysNothing(timeline)) // else nothing was known on any day
            scene.knownWords = asOfInWords(moment.known, scene.known);
        scene.caption = moment.caption;
        scene.captionOpacity = moment.captionOpacity;
    }
    // Wherever something of the record is shown.
    if (scene.strip || scene.card || covered || moment.layers.titles || moment.layers.pins)
        scene.evidence = timeline::evidenceInWords(
            timeline, std::max(base::dayOf(moment.at), scene.known.day), moment.language);
    scene.curtain = moment.curtain;
    if (!timeline.over.empty())
        scene.notes.push_back(overNote(timeline));
    if (covered)
        return scene;
    if (scene.sunPinned)
        scene.notes.push_back("Sun pinned");
    if (std::optional<std::string> note = daylightNote(light, moment.at))
        scene.notes.push_back(std::move(*note));
    for (std::string& note : vantageNotes(moment.look, moment.at))
        scene.notes.push_back(std::move(note));
    if (auto note = hiddenEarthNote(scene.camera, scene.heavens, surface))
        scene.notes.push_back(std::move(*note));
    if (moment.ground.modelled)
        if (std::optional<std::string> note = reliefNote(moment.look, scene.camera, surface))
            scene.notes.push_back(*note);
    for (std::string& note : exposureNotes(scene.exposureStops))
        scene.notes.push_back(std::move(note));
    if (subject.note)
        scene.notes.push_back(*subject.note);
    else if (scene.shadowLift > 0.5)
        scene.notes.push_back("shadows lifted");
    const auto nearOne = [&scene](const auto& is) {
        return std::any_of(
            scene.models.begin(), scene.models.end(),
            [&](const PlacedModel& model) {
                return is(model) && glm::length(model.position.m - scene.camera.eye.m) < kLampsSeenM;
            });
    };
    if (nearOne([](const PlacedModel& model) { return model.lamps > 0.5; }))
        scene.notes.push_back("lamps of spacecraft are modelled");
    if (nearOne([](const PlacedModel& model) { return model.presence == Presence::Lost; }))
        scene.notes.push_back("how the lost spacecraft lies is not known");
    return scene;
}

} // namespace

} // namespace perilune::scene
