#include "app/commands/loading.h"

#include "app/exit.h"
#include "scene/choices.h"
#include "scene/looks.h"
#include "scene/opening.h"
#include "scene/standing.h"
#include "scene/where.h"
#include "terrain/ground.h"
#include "timeline/languages.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace perilune::app {

namespace {

std::string didYouMean(const std::string& word, const std::vector<std::string>& ids) {
    const std::string close = base::closestWord(word, ids);
    return close.empty() ? "" : fmt::format("; did you mean \"{}\"?", close);
}

/// The place where one stands, as far as the words tell it; else that which --look looks at.
base::Result<scene::Look> standFor(const ViewFrom& from, const timeline::Timeline& timeline,
                                   scene::Moment& moment) {
    if (from.place)
        return scene::standingAt(astro::Selenographic{from.place->latitude, from.place->longitude, 0.0});
    if (from.site.empty())
        return scene::standingAt(astro::Selenographic{moment.look.latitude, moment.look.longitude, 0.0});
    const auto site = findSite(timeline, from.site);
    if (!site)
        return tl::unexpected(site.error());
    moment.selectedSite = (*site)->id;
    if (const auto look = scene::standingAt(**site, timeline.latestKnown(), timeline))
        return *look;
    return base::inputError(
        fmt::format("no place was announced for \"{}\"; give --view site:LAT,LON", from.site));
}

/// --view and what goes with it, on top of --look.
base::Result<void> lookFrom(const ViewWish& wish, const timeline::Timeline& timeline, scene::Moment& moment) {
    const scene::Vantage vantage = wish.from ? wish.from->vantage : scene::Vantage::Over;
    if (vantage == scene::Vantage::Over && (wish.aim || wish.north || wish.azimuthDeg || wish.elevationDeg))
        return base::inputError("--aim, --north, --azimuth and --elevation go with --view; over the ground "
                                "there are --look, --heading and --tilt");
    if (vantage == scene::Vantage::Over)
        return {};
    if (wish.headingDeg || wish.tiltDeg)
        return base::inputError("--heading and --tilt are for looks over the ground; with --view there are "
                                "--azimuth and --elevation");
    scene::Look look;
    switch (vantage) {
    case scene::Vantage::Earth:
        look = scene::lookFromEarth();
        break;
    case scene::Vantage::Craft:
        look = scene::lookFromCraft(wish.from->craft);
        break;
    case scene::Vantage::TwoBodies:
        look = scene::lookAtTwoBodies();
        break;
    default: {
        const auto stand = standFor(*wish.from, timeline, moment);
        if (!stand)
            return tl::unexpected(stand.error());
        look = *stand;
    }
    }
    if (vantage != scene::Vantage::Site && wish.look) {
        look.latitude = moment.look.latitude;
        look.longitude = moment.look.longitude;
        if (scene::canAim(vantage, scene::Aim::Place))
            look.aim = scene::Aim::Place;
    }
    if (wish.aim) {
        if (!scene::canAim(vantage, *wish.aim))
            return base::inputError(fmt::format("one cannot look at \"{}\" from \"{}\"",
                                                scene::nameOf(*wish.aim), scene::nameOf(vantage)));
        if (*wish.aim == scene::Aim::Place && !wish.look)
            return base::inputError("--aim place wants --look SITE or --look LAT,LON");
        if (*wish.aim != look.aim)
            look.azimuth = look.elevation = {};
        look.aim = *wish.aim;
    }
    if (wish.north && vantage != scene::Vantage::Earth)
        return base::inputError("--north goes with --view earth");
    look.north = wish.north.value_or(look.north);
    if (wish.azimuthDeg)
        look.azimuth = base::wrapped360(base::Angle::degrees(*wish.azimuthDeg));
    if (wish.elevationDeg)
        look.elevation = base::Angle::degrees(std::clamp(*wish.elevationDeg, -90.0, 90.0));
    moment.look = look;
    return {};
}

} // namespace

void tell(const std::string& text) {
    std::fputs(text.c_str(), stderr);
}

int report(const std::vector<base::Diagnostic>& diagnostics) {
    for (const auto& d : diagnostics)
        tell(base::format(d) + "\n");
    return base::hasErrors(diagnostics) ? kBadInput : kDone;
}

int report(const base::Error& error) {
    tell(fmt::format("perilune: {}\n", error.message));
    return error.fault == base::Fault::Machine ? kMachine : kBadInput;
}

std::shared_ptr<const timeline::Timeline> loadTimelines(const Paths& files) {
    const auto read = player::readContent({.timelines = files});
    report(read.diagnostics);
    return read.value.timeline;
}

std::optional<player::Content> loadStory(const std::filesystem::path& file, const Paths& timelines) {
    auto read = player::readContent({.timelines = timelines, .story = file});
    if (report(read.diagnostics) != kDone)
        return std::nullopt;
    return std::move(read.value);
}

base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline) {
    return player::openStudio(
        std::move(timeline), [](const std::string& remark) { tell(fmt::format("perilune: {}\n", remark)); });
}

base::Result<const timeline::Site*> findSite(const timeline::Timeline& timeline, const std::string& id) {
    if (const auto* site = timeline.site(id))
        return site;
    std::vector<std::string> ids;
    for (const auto& site : timeline.sites)
        ids.push_back(site.id);
    return base::inputError(fmt::format("no site is called \"{}\"{}", id, didYouMean(id, ids)));
}

base::Result<std::string> findLanguage(const timeline::Timeline& timeline, const std::string& code) {
    const std::vector<std::string> languages = timeline::languagesOf(timeline);
    for (const std::string& known : languages)
        if (code == known || code.substr(0, code.find('-')) == known)
            return code;
    const std::string shown = code.size() > 40 ? code.substr(0, 37) + "..." : code;
    return base::inputError(fmt::format("--language: no title is given in \"{}\"; there are {}", shown,
                                        fmt::join(languages, ", ")));
}

base::Result<scene::Moment> momentFor(const ViewWish& wish, const timeline::Timeline& timeline) {
    const base::Instant lastKnown = base::startOf(timeline.latestKnown().day);
    scene::Moment moment = scene::defaultMoment(timeline, wish.at.value_or(lastKnown));
    moment.known = wish.known;
    if (!wish.language.empty()) {
        const auto language = findLanguage(timeline, wish.language);
        if (!language)
            return tl::unexpected(language.error());
        moment.language = *language;
    }
    if (wish.look) {
        if (wish.look->site.empty()) {
            const auto [latitude, longitude] = wish.look->place;
            if (wish.look->rangeKm)
                moment.look = scene::lookFrom({latitude, longitude, 0.0}, *wish.look->rangeKm * 1000.0);
            else
                moment.look = scene::wholeDisc(latitude, longitude);
        } else {
            const auto site = findSite(timeline, wish.look->site);
            if (!site)
                return tl::unexpected(site.error());
            const auto where = scene::whereIs(**site, timeline.latestKnown(), timeline);
            if (!where)
                return base::inputError(fmt::format(
                    "no place was announced for \"{}\"; choose another site, or give LAT,LON", (*site)->id));
            moment.look = wish.look->rangeKm
                              ? scene::lookFrom({where->middle.latitude, where->middle.longitude, 0.0},
                                                *wish.look->rangeKm * 1000.0)
                              : scene::lookAt(*where);
            moment.selectedSite = (*site)->id;
        }
    }
    if (const auto ok = lookFrom(wish, timeline, moment); !ok)
        return tl::unexpected(ok.error());
    if (wish.headingDeg)
        moment.look.heading = base::wrapped360(base::Angle::degrees(*wish.headingDeg));
    if (wish.tiltDeg)
        moment.look.tilt = base::Angle::degrees(std::clamp(*wish.tiltDeg, 0.0, 89.0));
    if (wish.fieldOfViewDeg)
        moment.look.fieldOfView = base::Angle::degrees(
            std::clamp(*wish.fieldOfViewDeg, scene::kLeastFieldDeg, scene::kGreatestFieldDeg));
    if (!wish.select.empty()) {
        if (!timeline.milestone(wish.select)) {
            std::vector<std::string> ids;
            for (const auto& m : timeline.milestones)
                ids.push_back(m.id);
            return base::inputError(
                fmt::format("no milestone is called \"{}\"{}", wish.select, didYouMean(wish.select, ids)));
        }
        moment.selected = wish.select;
    }
    if (!wish.country.empty()) {
        std::vector<std::string> countries;
        for (const auto& partner : timeline.partners)
            countries.push_back(partner.country);
        if (std::find(countries.begin(), countries.end(), wish.country) == countries.end())
            return base::inputError(fmt::format(
                "no partner's country is \"{}\"; give two capital letters of ISO 3166, such as FR{}",
                wish.country, didYouMean(wish.country, countries)));
        moment.country = wish.country;
        moment.layers.partners = true;
    }
    if (wish.changedSince)
        moment.changedSince = timeline::KnownDay{*wish.changedSince};
    if (wish.plain)
        moment.layers = {
            .strip = false, .card = false, .pins = false, .models = true, .titles = false, .sources = false};
    moment.layers = wish.layers.applied(moment.layers);
    moment.ground.tint = wish.tint.value_or(moment.ground.tint);
    moment.sky = wish.sky.value_or(moment.sky);
    moment.paths = wish.paths;
    moment.pathAxes = wish.pathAxes.value_or(moment.pathAxes);
    moment.ground.modelled = wish.modelledRelief.value_or(moment.ground.modelled);
    moment.exposure = wish.exposure.value_or(moment.exposure);
    return moment;
}

} // namespace perilune::app
