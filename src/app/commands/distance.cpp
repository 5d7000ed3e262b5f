// How far it is between places, what lies between them, and whether one sees the other.
#include "app/commands/questions.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "scene/where.h"
#include "terrain/ground.h"
#include "terrain/line_of_sight.h"
#include "terrain/tile_set_name.h"
#include "base/files.h"
#include "base/workers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::app {

namespace {

using nlohmann::ordered_json;

/// Eyes of somebody who stands there.
constexpr double kEyesM = 2.0;

struct End {
    std::string id, title; ///< of a site; the title of a bare place is what was written
    std::string programme; ///< id, or empty
    astro::Selenographic place;
    double radiusM = 0.0; ///< what was said of the site reaches so far
};

End endOf(const timeline::Site& site, const scene::Where& where) {
    return {site.id,
            site.title.english(),
            site.programme,
            {where.middle.latitude, where.middle.longitude, 0.0},
            where.radiusM};
}

base::Result<End> endOf(const std::string& word, const timeline::Timeline& timeline,
                        timeline::KnownDay known) {
    if (const auto place = parsePlace(word))
        return End{"", word, "", {place->latitude, place->longitude, 0.0}};
    const auto site = findSite(timeline, word);
    if (!site)
        return tl::unexpected(site.error());
    const auto where = scene::whereIs(**site, known, timeline);
    if (!where)
        return base::inputError(fmt::format("no place was announced for \"{}\"; give LAT,LON", word));
    return endOf(**site, *where);
}

/// The nearest of each programme but one's own, and but the others' candidates that have no place.
std::vector<End> nearestTo(const End& from, const timeline::Timeline& timeline, timeline::KnownDay known) {
    std::vector<End> nearest;
    for (const timeline::Programme& programme : timeline.programmes) {
        if (programme.id == from.programme)
            continue;
        std::optional<End> best;
        for (const timeline::Site& site : timeline.sites) {
            const bool isSet = std::holds_alternative<timeline::CandidateGeometry>(site.geometry);
            const auto where = site.programme == programme.id && !isSet && scene::isKnown(site, known)
                                   ? scene::whereIs(site, known, timeline)
                                   : std::nullopt;
            if (!where || site.id == from.id)
                continue;
            End end = endOf(site, *where);
            if (!best || terrain::groundDistanceM(from.place, end.place) <
                             terrain::groundDistanceM(from.place, best->place))
                best = std::move(end);
        }
        if (best)
            nearest.push_back(std::move(*best));
    }
    return nearest;
}

std::string inWords(double metres) {
    return metres < 10'000.0 ? fmt::format("{:.0f} m", metres) : fmt::format("{:.1f} km", metres / 1000.0);
}

std::string nameOf(const End& end) {
    return end.id.empty() ? end.title : fmt::format("{} ({})", end.title, end.id);
}

ordered_json jsonOf(const End& end) {
    return {{"site", end.id.empty() ? ordered_json(nullptr) : ordered_json(end.id)},
            {"title", end.title},
            {"programme", end.programme.empty() ? ordered_json(nullptr) : ordered_json(end.programme)},
            {"lat", end.place.latitude.degrees()},
            {"lon", base::wrapped180(end.place.longitude).degrees()},
            {"reaches_m", end.radiusM}};
}

struct Heights {
    double lowM, highM;
};
Heights heightsOf(const terrain::WayOver& way) {
    const auto [low, high] =
        std::minmax_element(way.profile.begin(), way.profile.end(),
                            [](const auto& a, const auto& b) { return a.heightM < b.heightM; });
    return {low->heightM, high->heightM};
}

ordered_json jsonOf(const End& from, const End& to, const terrain::WayOver& way,
                    const terrain::Surface& surface, bool profile) {
    const auto [lowM, highM] = heightsOf(way);
    ordered_json out{{"from", jsonOf(from)},
                     {"to", jsonOf(to)},
                     {"ground_m", way.groundM},
                     {"straight_m", way.straightM},
                     {"azimuth_deg", way.azimuth.degrees()},
                     {"lowest_m", lowM},
                     {"highest_m", highM},
                     {"seen", way.isSeen()},
                     {"eyes_m", kEyesM},
                     {"heights_from", surface.source(from.place)},
                     {"resolution_m", surface.resolutionM(from.place)}};
    if (way.highest)
        out["highest_over_line"] = {{"above_m", way.highest->aboveLineM}, {"along_m", way.highest->alongM}};
    if (profile) {
        out["profile"] = ordered_json::array();
        for (const auto& point : way.profile)
            out["profile"].push_back({point.alongM, point.heightM});
    }
    return out;
}

/// So many rows of heights are read by a person.
constexpr std::size_t kRows = 24;

void printText(const End& from, const End& to, const terrain::WayOver& way, const terrain::Surface& surface,
               bool profile) {
    const auto line = [](std::string_view name, const std::string& value) {
        fmt::print("{:<16}{}\n", name, value);
    };
    line("from", nameOf(from));
    line("to", nameOf(to));
    line("distance",
         fmt::format("{} over the ground{}", inWords(way.groundM),
                     way.straightM > 0 ? fmt::format(", {} from eye to eye", inWords(way.straightM)) : ""));
    if (from.radiusM > 0 || to.radiusM > 0)
        line("", fmt::format("from middle to middle; what was said reaches {} and {} around them",
                             inWords(from.radiusM), inWords(to.radiusM)));
    line("azimuth", fmt::format("{:.1f}°, from north through east", way.azimuth.degrees()));
    const auto [lowM, highM] = heightsOf(way);
    line("heights", fmt::format("{:.0f} m here, {:.0f} m there, from {:.0f} to {:.0f} m on the way",
                                way.profile.front().heightM, way.profile.back().heightM, lowM, highM));
    line("seen", !way.highest ? "it is the same place"
                 : way.isSeen()
                     ? "yes, over the measured ground, with eyes 2 m high at both"
                     : fmt::format("no: {} from here the ground stands {} over the line from eye to eye",
                                   inWords(way.highest->alongM), inWords(way.highest->aboveLineM)));
    line("heights from",
         fmt::format("{}, {} a pixel", surface.source(from.place), inWords(surface.resolutionM(from.place))));
    if (!profile)
        return;
    fmt::print("\n{:>10}  {:>8}\n", "ALONG", "HEIGHT");
    const std::size_t last = way.profile.size() - 1;
    for (std::size_t i = 0; i <= std::min(kRows, last); ++i) {
        const auto& point = way.profile[i * last / std::min(kRows, std::max<std::size_t>(last, 1))];
        fmt::print("{:>10}  {:>6.0f} m\n", inWords(point.alongM), point.heightM);
    }
}

} // namespace

int distance(const DistanceOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const auto known =
        scene::knownDayOf(options.known, base::startOf(timeline->latestKnown().day), *timeline);
    const auto from = endOf(options.from, *timeline, known);
    if (!from)
        return report(from.error());
    std::vector<End> ends;
    if (options.to.empty()) {
        ends = nearestTo(*from, *timeline, known);
    } else {
        const auto to = endOf(options.to, *timeline, known);
        if (!to)
            return report(to.error());
        ends = {*to};
    }
    if (ends.empty())
        return report(base::Error{"no other programme has a site with a place; name one"});
    const auto ground =
        terrain::Ground::open(base::shareDir(), base::Workers::onThreads(), terrain::mapsDir());
    if (!ground)
        return report(ground.error());
    ordered_json out{{"known", base::formatDay(known.day)}, {"ways", ordered_json::array()}};
    for (const End& to : ends) {
        const terrain::WayOver way = terrain::wayOver(**ground, from->place, to.place, kEyesM);
        if (options.json)
            out["ways"].push_back(jsonOf(*from, to, way, **ground, options.profile));
        else {
            fmt::print("{}", &to == ends.data() ? "" : "\n");
            printText(*from, to, way, **ground, options.profile);
        }
    }
    if (options.json)
        fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kDone;
}

} // namespace perilune::app
