#include "timeline/ask/partners.h"

#include <algorithm>
#include <unordered_map>

namespace perilune::timeline {

Roster partnersAt(const Timeline& timeline, KnownDay day) {
    Roster roster;
    std::unordered_map<std::string_view, std::size_t> order;
    for (const Bloc& bloc : timeline.blocs) {
        order.emplace(bloc.id, roster.counts.size());
        roster.counts.push_back({&bloc});
    }
    for (const Partner& partner : timeline.partners) {
        const auto left = partner.leftFrom();
        if (partner.joinedFrom() > day || (left && *left <= day))
            continue;
        const auto bloc = order.find(partner.bloc);
        if (bloc == order.end())
            continue;
        roster.partners.push_back(&partner);
        BlocCount& count = roster.counts[bloc->second];
        if (partner.disputed) {
            ++count.disputed;
            continue;
        }
        ++count.all;
        count.countries += partner.kind == PartnerKind::Country;
    }
    std::stable_sort(roster.partners.begin(), roster.partners.end(), [&](const Partner* a, const Partner* b) {
        const std::size_t first = order.at(a->bloc), second = order.at(b->bloc);
        return first != second ? first < second : a->joinedFrom() < b->joinedFrom();
    });
    return roster;
}

std::vector<PartnerEvent> partnerEvents(const Timeline& timeline) {
    std::vector<PartnerEvent> events;
    for (const Partner& partner : timeline.partners) {
        events.push_back({partner.joinedFrom(), &partner, false});
        if (const auto left = partner.leftFrom())
            events.push_back({*left, &partner, true});
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const PartnerEvent& a, const PartnerEvent& b) { return a.day < b.day; });
    return events;
}

} // namespace perilune::timeline
