// Files that lie over others: they add to what those hold, and correct it by its id.
#include "timeline/read/parse.h"
#include "timeline/read/reader.h"
#include "timeline/statuses.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;

namespace {

/// How an announcement is called by one that corrects it.
struct Called {
    std::string_view day;
    std::size_t number = 1; ///< of those that were made on that day, from 1; 0: no number
};

Called calledBy(std::string_view of) {
    const std::size_t mark = of.find('#');
    if (mark == std::string_view::npos)
        return {of, 1};
    std::size_t number = 0;
    for (const char c : of.substr(mark + 1))
        number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + std::size_t(c - '0') : 1'000'000;
    return {of.substr(0, mark), number};
}

std::string daysOf(const Milestone& milestone) {
    std::string days;
    for (const Announcement& said : milestone.history)
        days += (days.empty() ? "" : ", ") + said.announced.edtf;
    return days;
}

/// Behind all that was known by then.
void insert(std::vector<Announcement>& history, Announcement said) {
    auto at = history.end();
    while (at != history.begin() && said.knownFrom() < std::prev(at)->knownFrom())
        --at;
    history.insert(at, std::move(said));
}

} // namespace

bool Reader::liesOver(const YamlNode& root) {
    for (const Entry& section : root.entries) {
        if (section.key == "programme" && section.value.kind == YamlNode::Kind::Scalar)
            return true;
        if (section.key == "programme")
            continue;
        for (const Entry& entry : section.value.entries)
            if (entry.value.find("amends"))
                return true;
    }
    return false;
}

void Reader::takeProgrammeOf(const YamlNode& node) {
    for (const Programme& programme : timeline_.programmes)
        if (programme.id == node.scalar) {
            programme_ = programme;
            for (const Lane& lane : programme.lanes)
                laneIds_.insert(lane.id);
            return;
        }
    std::vector<std::string> ids;
    for (const Programme& programme : timeline_.programmes)
        ids.push_back(programme.id);
    if (!someUnread_)
        findings_.error(placeOf(node), fmt::format("no programme has the id {}", base::inQuotes(node.scalar)),
                        findings_.suggest(node.scalar, ids, "load the file of that programme too"));
}

void Reader::tellNothingBelow(const Record& record, const char* what, const std::string& id,
                              const std::vector<std::string>& ids) {
    if (!someUnread_)
        findings_.error(record.at(),
                        fmt::format("no {} has the id {} to be amended", what, base::inQuotes(id)),
                        findings_.suggest(id, ids, "load the file that holds it too, or leave 'amends' out"));
}

void Reader::amend(const Record& record, Milestone over, const Corrections& corrections) {
    const auto below = std::find_if(timeline_.milestones.begin(), timeline_.milestones.end(),
                                    [&](const Milestone& m) { return m.id == over.id; });
    if (below == timeline_.milestones.end()) {
        std::vector<std::string> ids;
        for (const Milestone& milestone : timeline_.milestones)
            ids.push_back(milestone.id);
        return tellNothingBelow(record, "milestone", over.id, ids);
    }
    const auto says = [&](const char* key) { return record.optional(key) != nullptr; };
    if (says("title")) {
        if (below->shortTitle == below->title.english())
            below->shortTitle = over.title.english();
        below->title = std::move(over.title);
    }
    if (says("short"))
        below->shortTitle = std::move(over.shortTitle);
    if (says("lane")) {
        std::vector<std::string> lanes;
        for (const Programme& programme : timeline_.programmes)
            if (programme.id == below->programme)
                for (const Lane& lane : programme.lanes)
                    lanes.push_back(lane.id);
        if (std::find(lanes.begin(), lanes.end(), over.lane) == lanes.end())
            record.error(*record.optional("lane"),
                         fmt::format("the programme has no lane {}", base::inQuotes(over.lane)),
                         findings_.suggest(over.lane, lanes));
        else
            below->lane = std::move(over.lane);
    }
    if (says("mission"))
        below->mission = std::move(over.mission);
    if (says("vehicles"))
        below->vehicles = std::move(over.vehicles);
    if (says("sites"))
        below->sites = std::move(over.sites);
    if (says("after"))
        below->after = std::move(over.after);
    if (says("weight"))
        below->weight = over.weight;
    const std::string by = record.text("amends");
    bool whole = true;
    for (std::size_t i = 0; i < over.history.size(); ++i) {
        over.history[i].amendedBy = by;
        whole = place(*below, std::move(over.history[i]), corrections.each[i]) && whole;
    }
    for (const Corrections::Withdrawal& withdrawal : corrections.withdrawals)
        whole = withdraw(*below, withdrawal, by) && whole;
    if (whole)
        checkAmended(record, *below);
    bool alone = true;
    for (const char* key : {"title", "short", "lane", "mission", "vehicles", "sites", "after", "weight"})
        alone = alone && !says(key);
    timeline_.amendments.push_back({"milestone", below->id, by, record.at(), alone});
}

bool Reader::place(Milestone& milestone, Announcement said, const Correction& correction) {
    if (correction.of.empty()) {
        insert(milestone.history, std::move(said));
        return true;
    }
    const Called called = calledBy(correction.of);
    std::size_t number = 0;
    for (auto at = milestone.history.begin(); at != milestone.history.end(); ++at)
        if (at->announced.edtf == called.day && ++number == called.number) {
            // It keeps its place among those of its day.
            if (at->announced.edtf == said.announced.edtf) {
                *at = std::move(said);
            } else {
                milestone.history.erase(at);
                insert(milestone.history, std::move(said));
            }
            return true;
        }
    tellNoSuchWord(milestone, correction);
    return false;
}

bool Reader::withdraw(Milestone& milestone, const Corrections::Withdrawal& withdrawal,
                      const std::string& by) {
    const Called called = calledBy(withdrawal.of.of);
    std::size_t number = 0;
    for (auto at = milestone.history.begin(); at != milestone.history.end(); ++at)
        if (at->announced.edtf == called.day && ++number == called.number) {
            Withdrawn withdrawn = withdrawal.what;
            if (withdrawn.by.empty())
                withdrawn.by = by;
            withdrawn.said = std::move(*at);
            milestone.history.erase(at);
            auto& all = milestone.withdrawn;
            const KnownDay known = withdrawn.said.knownFrom();
            all.insert(std::find_if(all.begin(), all.end(),
                                    [&](const Withdrawn& one) { return known < one.said.knownFrom(); }),
                       std::move(withdrawn));
            return true;
        }
    for (const Withdrawn& one : milestone.withdrawn)
        if (one.said.announced.edtf == called.day) {
            findings_.error(withdrawal.of.place,
                            fmt::format("'{}' of '{}' is withdrawn in {}:{} already", withdrawal.of.of,
                                        milestone.id, one.place.file, one.place.line),
                            "leave this one out");
            return false;
        }
    tellNoSuchWord(milestone, withdrawal.of);
    return false;
}

void Reader::tellNoSuchWord(const Milestone& milestone, const Correction& correction) {
    findings_.error(
        correction.place,
        fmt::format("'{}' has no announcement of {}", milestone.id, base::inQuotes(correction.of)),
        fmt::format("name the day of one of these: {}", daysOf(milestone)));
}

/// What an entry leaves to the one before it is that of another now, and what cannot follow is told of what
/// was put there.
void Reader::checkAmended(const Record& record, Milestone& milestone) {
    if (std::all_of(milestone.history.begin(), milestone.history.end(),
                    [](const Announcement& said) { return said.isProjection(); })) {
        findings_.error(record.at(), fmt::format("nothing that was announced of '{}' is left", milestone.id),
                        "withdraw all but one, and correct that one: 'amends: DAY' with 'status: cancelled'");
        return;
    }
    const Announcement* before = nullptr;
    Status status = Status::Announced;
    bool happened = false;
    for (Announcement& said : milestone.history) {
        if (!said.saysStatus)
            said.status = status;
        if (said.isProjection())
            continue;
        const bool touched = !said.amendedBy.empty() || (before && !before->amendedBy.empty());
        if (touched && before && said.saysStatus && !mayFollow(before->status, said.status))
            findings_.warning(said.amendedBy.empty() ? before->place : said.place,
                              fmt::format("'{}' after '{}'", nameOf(said.status), nameOf(before->status)),
                              howToMend(before->status));
        happened = happened || said.actual;
        const bool claims = said.status == Status::Achieved || said.status == Status::PartlyAchieved;
        if (claims && said.saysStatus && !happened && !said.amendedBy.empty())
            findings_.error(
                said.place,
                fmt::format("status '{}' without the day on which it happened", nameOf(said.status)),
                "add 'kind: event' and 'actual: …'");
        status = said.status;
        before = &said;
    }
}

} // namespace perilune::timeline
