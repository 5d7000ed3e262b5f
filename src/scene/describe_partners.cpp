#include "scene/describe_parts.h"
#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace perilune::scene {

using timeline::Bloc;
using timeline::KnownDay;
using timeline::Partner;

namespace {

constexpr double kFreshDays = 60.0;

std::string sourcesOf(const Partner& partner, const timeline::Timeline& timeline) {
    std::string line;
    for (const std::string& id : partner.sources)
        if (const timeline::Source* source = timeline.source(id))
            line += (line.empty() ? "" : "; ") + sourceInWords(*source);
    return line.empty() ? "no text was read" : line;
}

/// The year of a date, or those among which it was not told.
std::string yearInWords(const timeline::Window& when) {
    const auto yearOf = [](base::Day day) { return int(std::chrono::year_month_day{day}.year()); };
    const int first = yearOf(when.firstDay()), last = yearOf(when.lastDay());
    if (when.precision == timeline::Precision::Decade)
        return fmt::format("{}s", first);
    return first == last ? fmt::format("{}", first) : fmt::format("{}–{:02}", first, last % 100);
}

PartnerLine lineOf(const Partner& partner, const Basis& basis) {
    PartnerLine line;
    line.id = partner.id;
    line.title = basis.titleOf(partner.title);
    line.country = partner.country;
    line.kind = partner.kind;
    line.level = partner.level;
    const base::Day joined = partner.joinedFrom().day;
    line.year = yearInWords(partner.joined);
    line.joined = timeline::inWords(partner.joined);
    line.source = sourcesOf(partner, basis.timeline);
    line.disputed = partner.disputed;
    line.confidence = partner.confidence;
    line.fresh = std::clamp(1.0 - double((basis.day().day - joined).count()) / kFreshDays, 0.0, 1.0);
    line.selected = !partner.country.empty() && partner.country == basis.moment.country;
    return line;
}

/// How many each bloc had, day after day.
std::map<std::string_view, std::vector<CountStep>> stepsOf(const Basis& basis) {
    std::map<std::string_view, std::vector<CountStep>> steps;
    for (const timeline::PartnerEvent& event : timeline::partnerEvents(basis.timeline)) {
        if (event.partner->disputed || event.day > basis.known())
            continue;
        std::vector<CountStep>& own = steps[event.partner->bloc];
        const std::size_t before = own.empty() ? 0 : own.back().count;
        const std::size_t now = event.left ? before - std::min<std::size_t>(before, 1) : before + 1;
        if (!own.empty() && own.back().day == event.day.day)
            own.back().count = now;
        else
            own.push_back({event.day.day, now});
    }
    return steps;
}

} // namespace

PartnerView partnersOf(const Basis& basis) {
    const KnownDay day = std::min(KnownDay{basis.day().day}, basis.known());
    const timeline::Roster roster = timeline::partnersAt(basis.timeline, day);
    const auto steps = stepsOf(basis);
    PartnerView view;
    std::map<std::string_view, std::size_t> places;
    for (const timeline::BlocCount& count : roster.counts) {
        const Bloc& bloc = *count.bloc;
        places.emplace(bloc.id, view.blocs.size());
        BlocLines lines;
        lines.id = bloc.id;
        lines.title = basis.titleOf(bloc.title);
        if (const timeline::Programme* programme = basis.timeline.programme(bloc.programme)) {
            lines.mark = programme->mark;
            lines.colour = programme->colour;
        }
        lines.count = count.all;
        lines.countries = count.countries;
        lines.disputed = count.disputed;
        if (const auto found = steps.find(bloc.id); found != steps.end())
            lines.steps = found->second;
        view.blocs.push_back(std::move(lines));
    }
    for (const Partner* partner : roster.partners)
        view.blocs[places.at(partner->bloc)].partners.push_back(lineOf(*partner, basis));
    return view;
}

} // namespace perilune::scene
