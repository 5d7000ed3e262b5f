#include "app/loading.h"

#include "app/app.h"

#include "ui/looks.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "base/files.h"
#include "terrain/ground.h"
#include "timeline/parse.h"

namespace perilune::app {

namespace {

std::string didYouMean(const std::string& word, const std::vector<std::string>& ids) {
    const std::string close = base::closestWord(word, ids);
    return close.empty() ? "" : fmt::format("; did you mean \"{}\"?", close);
}

} // namespace

Paths shippedTimelines() {
    const auto folder = base::shareDir() / "timelines";
    return {folder / "artemis.yaml", folder / "ilrs.yaml"};
}

std::filesystem::path shippedStory() {
    return base::shareDir() / "timelines" / "the-road-back.story.yaml";
}

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
    auto parsed = timeline::readTimelines(files.empty() ? shippedTimelines() : files);
    if (report(parsed.diagnostics) != kDone)
        return nullptr;
    return std::make_shared<const timeline::Timeline>(std::move(parsed.value));
}

std::optional<LoadedStory> loadStory(const std::filesystem::path& file, const Paths& timelines) {
    LoadedStory loaded;
    loaded.timelineFiles = timelines;
    if (timelines.empty()) {
        auto named = story::timelinesOf(file);
        if (!named.ok()) {
            report(named.diagnostics);
            return std::nullopt;
        }
        loaded.timelineFiles = named.value.empty() ? shippedTimelines() : std::move(named.value);
    }
    loaded.timeline = loadTimelines(loaded.timelineFiles);
    if (!loaded.timeline)
        return std::nullopt;
    auto parsed = story::readStory(file, *loaded.timeline);
    if (report(parsed.diagnostics) != kDone)
        return std::nullopt;
    loaded.story = std::move(parsed.value);
    return loaded;
}

base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline) {
    auto ground = terrain::Ground::open(base::shareDir(), base::dataDir() / "terrain");
    if (!ground)
        return tl::unexpected(ground.error());
    return capture::Studio{std::move(timeline), *ground, base::shareDir()};
}

base::Result<const timeline::Site*> findSite(const timeline::Timeline& timeline, const std::string& id) {
    if (const auto* site = timeline.site(id))
        return site;
    std::vector<std::string> ids;
    for (const auto& site : timeline.sites)
        ids.push_back(site.id);
    return base::inputError(fmt::format("no site is called \"{}\"{}", id, didYouMean(id, ids)));
}

base::Result<scene::Moment> momentFor(const ViewWish& wish, const timeline::Timeline& timeline) {
    const base::Instant lastKnown = base::startOf(timeline.latestKnown().day);
    scene::Moment moment = ui::defaultMoment(timeline, wish.at.value_or(lastKnown));
    moment.known = wish.known;
    if (wish.look) {
        if (wish.look->site.empty()) {
            const auto [latitude, longitude] = wish.look->place;
            if (wish.look->rangeKm)
                moment.look = ui::lookFrom({latitude, longitude, 0.0}, *wish.look->rangeKm * 1000.0);
            else
                moment.look = scene::wholeDisc(latitude, longitude);
        } else {
            const auto site = findSite(timeline, wish.look->site);
            if (!site)
                return tl::unexpected(site.error());
            const auto middle = ui::middleOf((*site)->geometry);
            if (!middle)
                return base::inputError(fmt::format(
                    "no place was announced for \"{}\"; choose another site, or give LAT,LON", (*site)->id));
            moment.look = wish.look->rangeKm ? ui::lookFrom(*middle, *wish.look->rangeKm * 1000.0)
                                             : *ui::lookAtSite(**site);
            moment.selectedSite = (*site)->id;
        }
    }
    if (wish.headingDeg)
        moment.look.heading = base::wrapped360(base::Angle::degrees(*wish.headingDeg));
    if (wish.tiltDeg)
        moment.look.tilt = base::Angle::degrees(std::clamp(*wish.tiltDeg, 0.0, 89.0));
    if (wish.fieldOfViewDeg)
        moment.look.fieldOfView = base::Angle::degrees(std::clamp(*wish.fieldOfViewDeg, 1.0, 120.0));
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
