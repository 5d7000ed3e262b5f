#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

void Reader::takeCausesOf(const Record& record, const std::string& milestone, Announcement& said) {
    for (Reference& cause : record.references("because")) {
        said.because.push_back(cause.id);
        pending_.milestones.push_back(cause);
        if (!said.announced.edtf.empty())
            namedCauses_.push_back({std::move(cause), milestone, said.announced});
    }
}

void Reader::checkCauses() {
    std::unordered_map<std::string_view, const Milestone*> milestones;
    for (const Milestone& milestone : timeline_.milestones)
        milestones.emplace(milestone.id, &milestone);
    for (const NamedCause& named : namedCauses_) {
        const auto found = milestones.find(named.cause.id);
        if (found == milestones.end() || found->second->history.empty())
            continue; // told already
        // The first day on which it can have been known, and the last one of what it caused.
        const auto& history = found->second->history;
        const auto first = std::min_element(history.begin(), history.end(),
                                            [](const Announcement& a, const Announcement& b) {
                                                return a.announced.firstDay() < b.announced.firstDay();
                                            });
        if (first->announced.firstDay() > named.announced.lastDay())
            findings_.error(named.cause.place,
                            fmt::format("the cause '{}' is younger ({}) than what it is said to have caused "
                                        "({})",
                                        named.cause.id, first->announced.edtf, named.announced.edtf),
                            "check both dates, or name what came before");
    }
    std::vector<Chained> because;
    for (const Milestone& milestone : timeline_.milestones) {
        Chained chained{milestone.id, milestone.place, {}};
        for (const Announcement& said : milestone.history)
            chained.to.insert(chained.to.end(), said.because.begin(), said.because.end());
        std::sort(chained.to.begin(), chained.to.end());
        chained.to.erase(std::unique(chained.to.begin(), chained.to.end()), chained.to.end());
        because.push_back(std::move(chained));
    }
    tellRings(because, "is so because of", "leave out of 'because' what is no cause", findings_);
}

} // namespace perilune::timeline
