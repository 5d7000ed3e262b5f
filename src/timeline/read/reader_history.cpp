#include "timeline/read/reader.h"

#include <fmt/format.h>

namespace perilune::timeline {

void checkHistory(base::Findings& findings, const Milestone& milestone) {
    const Announcement* before = nullptr;
    bool announced = false;
    for (const Announcement& said : milestone.history) {
        if (before && said.knownFrom() < before->knownFrom()) {
            const bool imprecise = before->announced.precision != Precision::Day;
            const std::string why = imprecise ? fmt::format(", which is sure to be known only from {}",
                                                            base::formatDay(before->knownFrom().day))
                                              : std::string();
            findings.error(said.place,
                           fmt::format("announced {} stands after {}{}", said.announced.edtf,
                                       before->announced.edtf, why),
                           "put the history in the order in which it was said");
        } else {
            before = &said;
        }
        announced = announced || !said.isProjection();
    }
    if (!milestone.history.empty() && !announced)
        findings.error(milestone.place,
                       fmt::format("'{}' has projections only; nobody has announced it", milestone.id),
                       "add what the programme itself said");
}

} // namespace perilune::timeline
