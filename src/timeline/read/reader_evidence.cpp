#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace perilune::timeline {

void Reader::takeEvidence(const Record& root) {
    const base::YamlNode* node = root.optional("evidence_until");
    if (!node)
        return;
    const auto until = root.window("evidence_until", OpenEnds::None);
    if (!until)
        return;
    if (until->precision != Precision::Day || until->approximate || until->uncertain) {
        root.error(*node, fmt::format("'evidence_until' is no day ({})", until->edtf),
                   "write the day up to which you looked, as in 2026-10-10");
        return;
    }
    Evidence evidence{programme_.id, until->firstDay(), root.placeOf(*node)};
    if (evidence.programme.empty()) // a file of partners belongs to the programme of their bloc
        for (std::size_t i = bounds_.back().blocs; i < timeline_.blocs.size(); ++i)
            if (evidence.programme.empty())
                evidence.programme = timeline_.blocs[i].programme;
    checkEvidence(evidence, bounds_.back());
    timeline_.evidence.push_back(std::move(evidence));
}

void Reader::checkEvidence(const Evidence& evidence, const FileBounds& from) {
    struct Late {
        const Window* said = nullptr;
        const base::SourcePlace* place = nullptr;
        std::size_t count = 0;
    } late;
    const auto look = [&](const Window& said, const base::SourcePlace& place) {
        if (said.edtf.empty() || said.firstDay() <= evidence.until)
            return;
        ++late.count;
        if (!late.said || late.said->firstDay() < said.firstDay())
            late = {&said, &place, late.count};
    };
    for (std::size_t i = from.milestones; i < timeline_.milestones.size(); ++i)
        for (const Announcement& said : timeline_.milestones[i].history)
            look(said.announced, said.place);
    for (std::size_t i = from.sites; i < timeline_.sites.size(); ++i)
        for (const SiteAnnouncement& said : timeline_.sites[i].history)
            look(said.announced, said.place);
    for (std::size_t i = from.partners; i < timeline_.partners.size(); ++i)
        look(timeline_.partners[i].joined, timeline_.partners[i].place);
    if (late.said)
        findings_.warning(*late.place,
                          fmt::format("said on {}, later than the evidence of its file ends ({}){}",
                                      late.said->edtf, base::formatDay(evidence.until),
                                      late.count == 1 ? ""
                                      : late.count == 2
                                          ? "; so is another word"
                                          : fmt::format("; so are {} other words", late.count - 1)),
                          "set 'evidence_until' to the day up to which all of the file was looked after");
}

void Reader::orderEvidence() {
    const auto placeOf = [&](const Evidence& evidence) {
        const auto found = std::find_if(
            timeline_.programmes.begin(), timeline_.programmes.end(),
            [&](const Programme& programme) { return programme.id == evidence.programme; });
        return found - timeline_.programmes.begin();
    };
    std::sort(timeline_.evidence.begin(), timeline_.evidence.end(),
              [&](const Evidence& a, const Evidence& b) {
                  return std::tuple(placeOf(a), a.programme, a.until) <
                         std::tuple(placeOf(b), b.programme, b.until);
              });
}

} // namespace perilune::timeline
