#include "timeline/read/parse.h"
#include "timeline/read/reader.h"
#include "timeline/statuses.h"

#include <fmt/format.h>

namespace perilune::timeline {

using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

/// An instant in UTC, or a date as exact as it is known; an actual date has no open end and no "about".
std::optional<Actual> actualOf(const Record& record) {
    const YamlNode* node = record.optional("actual");
    const auto text = node ? record.text(*node, "actual") : std::nullopt;
    if (!text)
        return std::nullopt;
    if (text->find('T') != std::string::npos) {
        const auto instant = base::parseInstant(*text);
        const auto day = instant ? parseEdtf(*text) : tl::unexpected(instant.error());
        if (day)
            return Actual{*day, *instant, true};
        record.error(*node, fmt::format("'actual': {}", day.error().message));
        return std::nullopt;
    }
    const auto window = record.window("actual", OpenEnds::None);
    if (!window)
        return std::nullopt;
    if (window->precision == Precision::Range || window->approximate || window->uncertain) {
        record.error(*node, fmt::format("'actual' is {}, which is not one sure date", base::inQuotes(*text)),
                     "write the day, or the month or year that is sure");
        return std::nullopt;
    }
    return Actual{*window, base::startOf(window->begin), false};
}

/// What was achieved has a day: in this entry, or in one before it.
void checkClaim(const Record& record, const Announcement& said, bool happened) {
    const YamlNode* status = record.optional("status");
    const bool claims = said.status == Status::Achieved || said.status == Status::PartlyAchieved;
    if (status && claims && !happened)
        record.error(*status,
                     fmt::format("status '{}' without the day on which it happened", nameOf(said.status)),
                     "add 'kind: event' and 'actual: …'");
}

} // namespace

void Reader::takeMilestone(const Entry& entry) {
    const Record record(
        findings_, entry.value, placeOf(entry), "a milestone",
        {"amends", "title", "short", "lane", "mission", "vehicles", "sites", "after", "weight", "history"});
    if (!record.isMapping())
        return;
    Milestone milestone;
    milestone.id = entry.key;
    milestone.place = record.at();
    milestone.programme = programme_.id;
    const bool amends = record.optional("amends");
    const auto wanted = [&](const char* key) { return amends ? record.optional(key) : record.required(key); };
    if (!amends || record.optional("title"))
        milestone.title = record.requiredTitle("title");
    milestone.shortTitle = record.text("short");
    if (milestone.shortTitle.empty())
        milestone.shortTitle = milestone.title.english();
    milestone.weight = record.integer("weight", 1, 3).value_or(1);
    if (const YamlNode* lane = wanted("lane")) {
        milestone.lane = record.text("lane");
        const bool isKnown = amends || milestone.lane.empty() || laneIds_.contains(milestone.lane);
        std::vector<std::string> lanes;
        if (!isKnown)
            for (const Lane& candidate : programme_.lanes)
                lanes.push_back(candidate.id);
        if (!lanes.empty())
            record.error(*lane, fmt::format("the programme has no lane {}", base::inQuotes(milestone.lane)),
                         findings_.suggest(milestone.lane, lanes));
    }
    milestone.sites = idsIn(record, "sites", pending_.sites);
    milestone.after = idsIn(record, "after", pending_.milestones);
    milestone.vehicles = idsIn(record, "vehicles", pending_.vehicles);
    milestone.mission = idIn(record, "mission", pending_.missions);
    Corrections corrections;
    if (const YamlNode* history = wanted("history")) {
        if (history->kind != Kind::Sequence || history->items.empty())
            record.error(
                *history,
                fmt::format("'history' is a list of announcements, not {}",
                            history->kind == Kind::Sequence ? "an empty one" : base::kindInWords(*history)),
                "write '- announced: 2026-09-13' below it");
        else
            milestone.history = historyOf(*history, milestone.id, amends ? &corrections : nullptr);
        if (!amends)
            checkHistory(findings_, milestone);
    }
    if (amends)
        return amend(record, std::move(milestone), corrections);
    if (isNew(milestonePlaces_, "milestone", milestone.id, record.at()))
        timeline_.milestones.push_back(std::move(milestone));
}

std::vector<Announcement> Reader::historyOf(const YamlNode& node, const std::string& milestone,
                                            Corrections* corrections) {
    std::vector<Announcement> history;
    Status before = Status::Announced;
    bool happened = false, spoken = false;
    for (const YamlNode& item : node.items) {
        if (item.find("withdraws")) {
            takeWithdrawal(item, corrections);
            continue;
        }
        const Record record(findings_, item, placeOf(item), "an announcement",
                            {"amends", "announced", "kind", "target", "actual", "status", "superseded_by",
                             "by", "person", "office", "crew", "because", "words", "sources", "confidence"});
        if (!record.isMapping())
            continue;
        Announcement announcement = announcementOf(record, before);
        takeCausesOf(record, milestone, announcement);
        announcement.saysStatus = record.optional("status");
        const YamlNode* amends = record.optional("amends");
        if (amends && !corrections)
            record.error(*amends, "'amends' in the history of a milestone that amends none",
                         "leave it out, or say 'amends: …' of the milestone too");
        // What is put between the entries of another file is looked at once it stands there.
        if (!announcement.isProjection() && !corrections) {
            const YamlNode* status = record.optional("status");
            if (status && spoken && !mayFollow(before, announcement.status))
                findings_.warning(record.placeOf(*status),
                                  fmt::format("'{}' after '{}'", nameOf(announcement.status), nameOf(before)),
                                  howToMend(before));
            spoken = true;
            before = announcement.status;
            happened = happened || record.optional("actual");
            checkClaim(record, announcement, happened);
        }
        // Without its day an announcement has no place in the history; what is wrong with it has been told.
        if (announcement.announced.edtf.empty())
            continue;
        history.push_back(std::move(announcement));
        if (corrections)
            corrections->each.push_back(
                {record.text("amends"), amends ? record.placeOf(*amends) : record.at()});
    }
    return history;
}

void Reader::takeWithdrawal(const YamlNode& item, Corrections* corrections) {
    const Record record(findings_, item, placeOf(item), "a withdrawal",
                        {"withdraws", "by", "words", "sources"});
    const YamlNode& which = *record.optional("withdraws");
    if (!corrections) {
        record.error(which, "'withdraws' in the history of a milestone that amends none",
                     "take that announcement out of its file, or say 'amends: …' of the milestone");
        return;
    }
    Corrections::Withdrawal withdrawal;
    withdrawal.of = {record.text("withdraws"), record.placeOf(which)};
    withdrawal.what.place = record.at();
    withdrawal.what.by = record.text("by");
    if (record.required("words"))
        withdrawal.what.why = record.text("words");
    withdrawal.what.sources = idsIn(record, "sources", pending_.sources);
    if (!withdrawal.of.of.empty())
        corrections->withdrawals.push_back(std::move(withdrawal));
}

Announcement Reader::announcementOf(const Record& record, Status before) {
    Announcement said;
    said.place = record.at();
    if (record.required("announced"))
        said.announced = record.window("announced", OpenEnds::Begin).value_or(Window{});
    const auto kind = record.word<AnnouncementKind>("kind");
    const bool kindIsSure = kind || !record.optional("kind");
    said.kind = kind.value_or(AnnouncementKind::Target);
    said.target = record.window("target", OpenEnds::Either);
    said.actual = actualOf(record);
    said.status = record.word<Status>("status").value_or(before);
    said.supersededBy = idIn(record, "superseded_by", pending_.milestones);
    if (!said.supersededBy.empty() && said.status != Status::Superseded)
        record.error(*record.optional("superseded_by"), "'superseded_by' without 'status: superseded'",
                     "give that status, or leave it out");
    said.by = record.text("by");
    takePeopleOf(record, said);
    said.words = record.text("words");
    said.confidence = record.word<Confidence>("confidence").value_or(Confidence::High);
    said.sources = sourcesOf(record, said.confidence);
    const YamlNode* actual = record.optional("actual");
    if (actual && kindIsSure && said.kind != AnnouncementKind::Event)
        record.error(*actual,
                     fmt::format("'actual' stands in an announcement of kind '{}'", nameOf(said.kind)),
                     "write 'kind: event' where something happened");
    if (said.actual && !said.announced.edtf.empty() &&
        base::dayOf(said.actual->instant) > said.announced.lastDay())
        record.error(*actual,
                     fmt::format("it happened ({}) after it was announced ({})", said.actual->when.edtf,
                                 said.announced.edtf),
                     "give both in UTC, and set 'announced' to the day on which it was told");
    const bool looksAhead = said.kind == AnnouncementKind::Target && said.target && !said.target->openEnd;
    if (looksAhead && !said.announced.edtf.empty() && !said.announced.openBegin &&
        said.target->end <= said.announced.begin)
        findings_.warning(record.placeOf(*record.optional("target")),
                          fmt::format("the target {} was over when it was announced ({})", said.target->edtf,
                                      said.announced.edtf),
                          "check both dates");
    return said;
}

} // namespace perilune::timeline
