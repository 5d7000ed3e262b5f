#include "scene/describe_parts.h"
#include "scene/on_ground.h"
#include "scene/where.h"
#include "scene/words.h"
#include "timeline/ask/places_known.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace perilune::scene {

using astro::kMoonRadiusM;
using astro::Mcmf;
using astro::Position;
using timeline::Standing;
using timeline::StandingMilestone;

namespace {

constexpr double kOverGroundM = 1.0; // a pin stands a little over the ground
// An edge has a point for about so much of its distance from the eye, a few pixels, so that it follows the
// relief.
constexpr double kOutlineStepShare = 0.01;
constexpr double kLeastOutlineStepM = 50.0, kGreatestOutlineStepM = 5000.0;
constexpr std::size_t kLeastCirclePoints = 36, kMostOutlinePoints = 1440;

astro::Selenographic toSelenographic(const timeline::Place& place) {
    return {place.latitude, place.longitude, 0.0};
}

// Beside a lander the other sites lie on or behind the horizon, one upon the other: what is this many times
// farther away than the place that is looked at has no pin.
constexpr double kFarLooks = 40.0;

// How far away is what one looks at: on the ground a few hundred metres, else the ground below.
double rangeOf(const Look& look, const Position<Mcmf>& eye) {
    constexpr double kStandingM = 500.0;
    if (look.vantage == Vantage::Over)
        return look.rangeM;
    return std::max(glm::length(eye.m) - kMoonRadiusM, kStandingM);
}

// From where the whole Moon is but a spot, pins would hide it.
bool isSpot(const Camera& camera) {
    constexpr double kLeastDiscShare = 0.25;
    return kMoonRadiusM <
           kLeastDiscShare * glm::length(camera.eye.m) * std::tan(camera.fieldOfView.radians() / 2.0);
}

// In steps of two, so that an edge lies still while the camera comes nearer.
double outlineStepM(double distanceM) {
    return std::clamp(std::exp2(std::floor(std::log2(kOutlineStepShare * std::max(distanceM, 1.0)))),
                      kLeastOutlineStepM, kGreatestOutlineStepM);
}

std::vector<Position<Mcmf>> outlineOf(const timeline::CircleGeometry& circle, const OnGround& ground,
                                      double stepM) {
    const glm::dmat3 frame = astro::localFrame(toSelenographic(circle.centre)).m;
    const double radius = circle.radiusKm * 1000.0 / kMoonRadiusM;
    const double lengthM = 2.0 * std::numbers::pi * kMoonRadiusM * std::abs(std::sin(radius));
    const std::size_t count =
        std::clamp(std::size_t(lengthM / stepM), kLeastCirclePoints, kMostOutlinePoints);
    std::vector<Position<Mcmf>> outline;
    for (std::size_t i = 0; i < count; ++i) {
        const double a = 2.0 * std::numbers::pi * double(i) / double(count);
        const glm::dvec3 side = frame[1] * std::cos(a) + frame[0] * std::sin(a);
        outline.push_back(ground.at(frame[2] * std::cos(radius) + side * std::sin(radius)));
    }
    return outline;
}

std::vector<Position<Mcmf>> outlineOf(const timeline::PolygonGeometry& polygon, const OnGround& ground,
                                      double stepM) {
    std::vector<glm::dvec3> corners;
    for (const timeline::Place& corner : polygon.corners)
        corners.push_back(directionOf(corner));
    double around = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i)
        around += angleBetween(corners[i], corners[(i + 1) % corners.size()]);
    const double step = std::max(stepM / kMoonRadiusM, around / double(kMostOutlinePoints));

    std::vector<Position<Mcmf>> outline;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const glm::dvec3 a = corners[i], b = corners[(i + 1) % corners.size()];
        const double angle = angleBetween(a, b);
        const int pieces = std::max(1, int(std::ceil(angle / step)));
        for (int k = 0; k < pieces; ++k) {
            const double t = double(k) / pieces;
            const glm::dvec3 mixed =
                std::sin(angle) < 1e-12
                    ? a
                    : (a * std::sin((1.0 - t) * angle) + b * std::sin(t * angle)) / std::sin(angle);
            outline.push_back(ground.at(glm::normalize(mixed)));
        }
    }
    return outline;
}

std::vector<Position<Mcmf>> outlineOf(const timeline::Geometry& geometry, const OnGround& ground,
                                      double stepM) {
    if (const auto* circle = std::get_if<timeline::CircleGeometry>(&geometry))
        return outlineOf(*circle, ground, stepM);
    if (const auto* polygon = std::get_if<timeline::PolygonGeometry>(&geometry))
        return outlineOf(*polygon, ground, stepM);
    if (const auto* point = std::get_if<timeline::PointGeometry>(&geometry);
        point && point->uncertaintyKm > 0.0)
        return outlineOf(timeline::CircleGeometry{point->at, point->uncertaintyKm}, ground, stepM);
    return {};
}

// Many sites share one milestone where a list of candidates was announced: it tells nothing of any one of
// them.
constexpr std::size_t kMostOwnSites = 2;

// The milestones that concern this site itself.
std::vector<const StandingMilestone*> ownMilestones(const timeline::Site& site, const Basis& basis) {
    std::vector<const StandingMilestone*> own;
    for (const StandingMilestone* row : basis.rowsAt(site))
        if (row->milestone().sites.size() <= kMostOwnSites)
            own.push_back(row);
    return own;
}

bool isLanding(const StandingMilestone& row) {
    return row.milestone().id.ends_with("-landing");
}

// The milestones that decide whether something stands there: the model's; else the landings (…-landing),
// since a launch alone leaves a site empty; else all.
std::vector<const StandingMilestone*> decidingMilestones(const timeline::Site& site, const Basis& basis) {
    if (!site.modelMilestone.empty()) {
        const StandingMilestone* row = basis.rows.find(site.modelMilestone);
        return row ? std::vector{row} : std::vector<const StandingMilestone*>{};
    }
    std::vector<const StandingMilestone*> own = ownMilestones(site, basis);
    if (std::any_of(own.begin(), own.end(), [](const auto* row) { return isLanding(*row); }))
        std::erase_if(own, [](const auto* row) { return !isLanding(*row); });
    return own;
}

// "Chang'e 7, planned 2027": the site's chief milestone and how its landing stands, else what it is a
// candidate for, else the site's note.
std::string subtitleOf(const timeline::Site& site, const Candidacy* candidacy, const Basis& basis) {
    const StandingMilestone* chief = nullptr;
    const StandingMilestone* landing = nullptr;
    for (const StandingMilestone* row : ownMilestones(site, basis)) {
        if (!chief || row->milestone().weight > chief->milestone().weight)
            chief = row;
        if (isLanding(*row) && row->standing != Standing::Undated)
            landing = row;
    }
    if (!chief)
        return !candidacy || !candidacy->set ? site.note
               : candidacy->of == 1          ? "the one candidate that is left"
                                    : fmt::format("candidate, one of {}", numberInWords(candidacy->of));
    const std::string fate = fateInWords(landing ? *landing : *chief);
    const std::string& name = basis.nameOf(chief->milestone());
    return basis.titleOf(site.title).find(name) != std::string::npos ? fate : name + ", " + fate;
}

// A plan that another plan replaced takes its sites away.
bool isSuperseded(const timeline::Site& site, const Basis& basis) {
    const auto rows = basis.rowsAt(site);
    return !rows.empty() && std::all_of(rows.begin(), rows.end(), [](const StandingMilestone* row) {
        return row->known->status == timeline::Status::Superseded;
    });
}

int priorityOf(const timeline::Site& site, const Basis& basis) {
    if (site.id == basis.moment.selectedSite)
        return 1000;
    std::optional<int> weight;
    for (const StandingMilestone* row : basis.rowsAt(site)) {
        const timeline::Milestone& milestone = row->milestone();
        if (milestone.id == basis.moment.selected)
            return 500;
        // What lies outside the years of the strip steps back.
        const auto& when = row->known->window();
        if (when && (when->lastDay() < basis.moment.span.first || when->firstDay() > basis.moment.span.last))
            weight = std::max(weight.value_or(-1), -1);
        else
            weight = std::max(weight.value_or(0), milestone.weight * (milestone.sites.size() == 1 ? 2 : 1));
    }
    return weight.value_or(0);
}

} // namespace

double angleBetween(const glm::dvec3& a, const glm::dvec3& b) {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

Presence presenceOf(const timeline::Site& site, const Basis& basis) {
    Presence presence = Presence::Planned;
    for (const StandingMilestone* row : decidingMilestones(site, basis)) {
        if (row->standing == Standing::Done || row->standing == Standing::Partly)
            return Presence::There;
        if (row->standing == Standing::Failed)
            presence = Presence::Lost;
    }
    return presence;
}

std::vector<SitePin> sitesOf(const Basis& basis, const Camera& camera, const terrain::Surface& surface) {
    const Position<Mcmf> eye = camera.eye;
    if (basis.moment.look.vantage != Vantage::Over && isSpot(camera))
        return {};
    const OnGround ground(surface, eye, kOverGroundM);
    const double farM = kFarLooks * rangeOf(basis.moment.look, eye);
    const timeline::KnownDay known = basis.known();
    const std::map<std::string_view, Candidacy> candidacies = candidaciesAt(basis.timeline, known);
    std::vector<SitePin> pins;
    for (const timeline::Site& site : basis.timeline.sites) {
        const timeline::Geometry& geometry = geometryAt(site, known);
        const auto where = whereIs(site, known, basis.timeline);
        // The candidates have pins; their set has none.
        if (!where || std::holds_alternative<timeline::CandidateGeometry>(geometry) ||
            !isKnown(site, known) || isSuperseded(site, basis))
            continue;
        const timeline::Place* middle = &where->middle;
        const auto found = candidacies.find(site.id);
        const Candidacy* candidacy = found == candidacies.end() ? nullptr : &found->second;
        if (candidacy && !candidacy->set && ownMilestones(site, basis).empty())
            continue;
        const bool selected = site.id == basis.moment.selectedSite;
        if (!selected && glm::length(astro::toMcmf(toSelenographic(*middle)).m - eye.m) > farM)
            continue;
        SitePin pin;
        pin.id = site.id;
        pin.title = basis.titleOf(site.title);
        pin.candidate = candidacy && candidacy->set && candidacy->of > 1; // the only one left is the place
        pin.subtitle = subtitleOf(site, candidacy, basis);
        pin.programme = site.programme;
        if (const timeline::Programme* programme = basis.timeline.programme(site.programme)) {
            pin.mark = programme->mark;
            pin.colour = programme->colour;
            if (pin.subtitle.empty())
                pin.subtitle = basis.titleOf(programme->title);
        }
        pin.position = ground.at(toSelenographic(*middle));
        // Who stands on the ground sees no edge of an area, but hills before it; and deep inside an area its
        // far edge would only cut through what is looked at.
        constexpr double kDeepInside = 3.0;
        const bool inside = where->radiusM > kDeepInside * rangeOf(basis.moment.look, eye);
        if (basis.moment.look.vantage != Vantage::Site && !inside)
            pin.outline = outlineOf(geometry, ground, outlineStepM(glm::length(pin.position.m - eye.m)));
        pin.presence = presenceOf(site, basis);
        // What stands there may be but a plan: where the words do not say so, they do now.
        if (!site.model.empty() && pin.presence == Presence::Planned &&
            pin.subtitle.find("planned") == std::string::npos)
            pin.subtitle += "; lander planned";
        pin.confidence = site.confidence;
        pin.priority = priorityOf(site, basis);
        pin.selected = selected;
        pins.push_back(std::move(pin));
    }
    return pins;
}

} // namespace perilune::scene
