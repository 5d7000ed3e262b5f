#include "app/commands/record.h"
#include "app/exit.h"
#include "scene/describe.h"
#include "terrain/gazetteer.h"
#include "timeline/ask/changes.h"
#include "timeline/ask/order.h"
#include "timeline/ask/partners.h"
#include "timeline/ask/people.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "base/did_you_mean.h"
#include "base/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace perilune::app {

using nlohmann::ordered_json;
using timeline::Announcement;
using timeline::KnownDay;

namespace {

/// A move from one target to another, and which way.
std::string signedMove(const timeline::Window& from, const timeline::Window& to) {
    const int days = timeline::slipDays(from, to);
    return (days > 0 ? "+" : days < 0 ? "-" : "") + timeline::moveInWords(from, to);
}

/// In days, marked as EDTF marks what is about so where not both are known to the day.
std::string signedDays(const timeline::Slip& slip) {
    const bool exact = timeline::isMoveExact(*slip.from->target, *slip.to->target);
    return fmt::format("{}{:+}", exact ? "" : "~", slip.days);
}

/// When a partner came or went.
const timeline::Window& windowOf(const timeline::PartnerEvent& event) {
    return event.left ? *event.partner->left : event.partner->joined;
}

std::string dumped(const ordered_json& out) {
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

ordered_json titleOf(const timeline::LocalizedText& title) {
    ordered_json out = ordered_json::object();
    for (const auto& [language, text] : title.byLanguage)
        out[language] = text;
    return out;
}

std::string targetWords(const timeline::KnownMilestone* known) {
    return known && known->targetFrom ? inWords(*known->targetFrom->target) : "no date";
}

/// Ids of what made it so, by the words that stand after it.
const std::vector<std::string>& becauseOf(const timeline::MilestoneChange& change) {
    const Announcement* target = change.after->targetFrom;
    const bool ofTarget = target && !target->because.empty() && (change.movedDays || change.dated);
    return ofTarget ? target->because : change.after->current->because;
}

/// What became of a milestone, as people say it.
std::string changeInWords(const timeline::MilestoneChange& change) {
    std::vector<std::string> said;
    if (change.isNew())
        said.push_back("new");
    if (change.happened)
        said.push_back("happened " + inWords(*change.after->window()));
    if (change.movedDays && *change.movedDays != 0)
        said.push_back(
            fmt::format("{} -> {} ({})", targetWords(change.before), targetWords(change.after),
                        signedMove(*change.before->targetFrom->target, *change.after->targetFrom->target)));
    else if (change.movedDays)
        said.push_back(fmt::format("{} -> {}", targetWords(change.before), targetWords(change.after)));
    if (change.dated || (change.isNew() && !change.happened && change.after->targetFrom))
        said.push_back("for " + targetWords(change.after));
    if (change.withdrawn)
        said.push_back(fmt::format("no longer for {}", targetWords(change.before)));
    if (change.statusChanged && !(change.happened && change.after->status == timeline::Status::Achieved))
        said.push_back(timeline::inWords(change.after->status));
    if (said.empty())
        said.push_back("told of again");
    if (!becauseOf(change).empty())
        said.push_back(fmt::format("because of {}", fmt::join(becauseOf(change), " and ")));
    return fmt::format("{}", fmt::join(said, ", "));
}

} // namespace

void printColumns(const std::vector<std::vector<std::string>>& rows) {
    const auto width = [](const std::string& text) {
        return static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    };
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line.append(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    }
}

int slips(const SlipsOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    if (!options.milestone.empty() && !timeline->milestone(options.milestone)) {
        std::vector<std::string> ids;
        for (const auto& m : timeline->milestones)
            ids.push_back(m.id);
        return report(base::Error{base::unknownName("milestone", options.milestone, ids)});
    }
    const KnownDay known = scene::knownDayOf(options.known, base::startOf(lastDayOf(*timeline)), *timeline);
    const timeline::Snapshot snapshot = timeline::asKnown(*timeline, known);
    ordered_json out{{"known", base::formatDay(known.day)}, {"slips", ordered_json::array()}};
    std::vector<std::vector<std::string>> rows{
        {"MILESTONE", "ANNOUNCED", "FROM", "TO", "DAYS", "MOVED", "BY", "BECAUSE OF"}};
    for (const timeline::KnownMilestone& milestone : snapshot.milestones) {
        const std::string& id = milestone.milestone->id;
        if (!options.milestone.empty() && id != options.milestone)
            continue;
        for (const timeline::Slip& slip : timeline::slips(milestone)) {
            if (options.in && !timeline::liesIn(slip.to->announced, *options.in))
                continue;
            rows.push_back({id, slip.to->announced.edtf, inWords(*slip.from->target),
                            inWords(*slip.to->target), signedDays(slip),
                            signedMove(*slip.from->target, *slip.to->target),
                            timeline::speakerOf(*timeline, *slip.to),
                            fmt::format("{}", fmt::join(slip.to->because, ", "))});
            out["slips"].push_back(
                {{"milestone", id},
                 {"announced", slip.to->announced.edtf},
                 {"from", slip.from->target->edtf},
                 {"to", slip.to->target->edtf},
                 {"days", slip.days},
                 {"days_exact", timeline::isMoveExact(*slip.from->target, *slip.to->target)},
                 {"move_words", signedMove(*slip.from->target, *slip.to->target)},
                 {"by", slip.to->by},
                 {"speaker", timeline::speakerOf(*timeline, *slip.to)},
                 {"because", slip.to->because},
                 {"words", slip.to->words},
                 {"sources", slip.to->sources}});
        }
    }
    if (options.json) {
        fmt::print("{}\n", dumped(out));
        return kDone;
    }
    if (rows.size() == 1)
        fmt::print("no date moved{}, as known on {}\n",
                   options.in ? " in " + timeline::inWords(*options.in) : std::string(),
                   base::dayInWords(known.day));
    else
        printColumns(rows);
    return kDone;
}

int diff(const DiffOptions& options) {
    if (options.to <= options.from)
        return report(base::Error{fmt::format("{} is not later than {}; give the earlier day first",
                                              base::formatDay(options.to), base::formatDay(options.from))});
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const timeline::Changes changes = timeline::diff(*timeline, KnownDay{options.from}, KnownDay{options.to});
    if (options.json) {
        ordered_json out{{"from", base::formatDay(options.from)},
                         {"to", base::formatDay(options.to)},
                         {"milestones", ordered_json::array()},
                         {"partners", ordered_json::array()}};
        const auto target = [](const timeline::KnownMilestone* known) {
            return known && known->targetFrom ? ordered_json(known->targetFrom->target->edtf)
                                              : ordered_json(nullptr);
        };
        for (const timeline::MilestoneChange& change : changes.milestones)
            out["milestones"].push_back(
                {{"id", change.after->milestone->id},
                 {"title", change.after->milestone->title.english()},
                 {"new", change.isNew()},
                 {"happened", change.happened},
                 {"cancelled", change.cancelled},
                 {"withdrawn", change.withdrawn},
                 {"target_before", target(change.before)},
                 {"target_after", target(change.after)},
                 {"moved_days", change.movedDays ? ordered_json(*change.movedDays) : ordered_json(nullptr)},
                 {"moved_days_exact",
                  change.movedDays ? ordered_json(timeline::isMoveExact(*change.before->targetFrom->target,
                                                                        *change.after->targetFrom->target))
                                   : ordered_json(nullptr)},
                 {"status_before",
                  change.before ? ordered_json(nameOf(change.before->status)) : ordered_json(nullptr)},
                 {"status_after", nameOf(change.after->status)},
                 {"because", becauseOf(change)},
                 {"words", changeInWords(change)}});
        for (const timeline::PartnerEvent& event : changes.partners)
            out["partners"].push_back({{"id", event.partner->id},
                                       {"title", event.partner->title.english()},
                                       {"bloc", event.partner->bloc},
                                       {"date", windowOf(event).edtf},
                                       {"date_words", inWords(windowOf(event))},
                                       {"left", event.left}});
        fmt::print("{}\n", dumped(out));
        return kDone;
    }
    fmt::print("{} milestones and {} partners changed from {} to {}\n", changes.milestones.size(),
               changes.partners.size(), base::dayInWords(options.from), base::dayInWords(options.to));
    std::vector<std::vector<std::string>> rows{{"", ""}};
    for (const timeline::MilestoneChange& change : changes.milestones)
        rows.push_back({change.after->milestone->title.english(), changeInWords(change)});
    for (const timeline::PartnerEvent& event : changes.partners) {
        const timeline::Bloc* bloc = timeline->bloc(event.partner->bloc);
        rows.push_back(
            {event.partner->title.english(),
             fmt::format("{} {}, {}", event.left ? "left" : "joined",
                         bloc ? bloc->title.english() : event.partner->bloc, inWords(windowOf(event)))});
    }
    if (rows.size() > 1)
        printColumns(rows);
    return kDone;
}

int partners(const PartnersOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    const KnownDay day{options.on.value_or(lastDayOf(*timeline))};
    const timeline::Roster roster = timeline::partnersAt(*timeline, day);
    if (options.json) {
        ordered_json out{{"on", base::formatDay(day.day)},
                         {"blocs", ordered_json::array()},
                         {"partners", ordered_json::array()}};
        for (const timeline::BlocCount& count : roster.counts)
            out["blocs"].push_back({{"id", count.bloc->id},
                                    {"title", titleOf(count.bloc->title)},
                                    {"partners", count.all},
                                    {"countries", count.countries},
                                    {"disputed", count.disputed}});
        for (const timeline::Partner* partner : roster.partners)
            out["partners"].push_back({{"id", partner->id},
                                       {"title", titleOf(partner->title)},
                                       {"bloc", partner->bloc},
                                       {"kind", nameOf(partner->kind)},
                                       {"level", nameOf(partner->level)},
                                       {"country", partner->country},
                                       {"joined", partner->joined.edtf},
                                       {"disputed", partner->disputed},
                                       {"sources", partner->sources},
                                       {"confidence", nameOf(partner->confidence)}});
        fmt::print("{}\n", dumped(out));
        return kDone;
    }
    fmt::print("Partners on {}\n", base::dayInWords(day.day));
    for (const timeline::BlocCount& count : roster.counts) {
        fmt::print("\n{}: {} ({} countries{})\n", count.bloc->title.english(), count.all, count.countries,
                   count.disputed ? fmt::format("; {} more in dispute", count.disputed) : "");
        std::vector<std::vector<std::string>> rows;
        for (const timeline::Partner* partner : roster.partners)
            if (partner->bloc == count.bloc->id)
                rows.push_back({"  " + partner->title.english(), inWords(partner->joined),
                                nameOf(partner->level), partner->disputed ? "disputed" : ""});
        if (!rows.empty())
            printColumns(rows);
    }
    return kDone;
}

int search(const SearchOptions& options) {
    const auto timeline = loadTimelines(options.timelines);
    if (!timeline)
        return kBadInput;
    std::vector<timeline::NamedPlace> places;
    const auto gazetteer = terrain::Gazetteer::read(base::shareDir() / "models" / "moon");
    if (!gazetteer)
        return report(gazetteer.error());
    for (const terrain::Feature& feature : gazetteer->features())
        places.push_back({feature.name, feature.kind});
    const timeline::SearchIndex index(*timeline, std::move(places));
    const std::string query = fmt::format("{}", fmt::join(options.words, " "));
    const auto hits = index.find(query, static_cast<std::size_t>(options.most));
    if (options.json) {
        ordered_json out{{"query", query}, {"hits", ordered_json::array()}};
        for (const timeline::Hit& hit : hits)
            out["hits"].push_back({{"kind", nameOf(hit.kind)},
                                   {"id", hit.id},
                                   {"title", hit.title},
                                   {"language", hit.language},
                                   {"detail", hit.detail},
                                   {"rank", hit.rank}});
        fmt::print("{}\n", dumped(out));
        return kDone;
    }
    if (hits.empty()) {
        fmt::print("nothing was found for \"{}\"\n", query);
        return kDone;
    }
    std::vector<std::vector<std::string>> rows{{"KIND", "TITLE", "ID"}};
    for (const timeline::Hit& hit : hits)
        rows.push_back({hit.detail.empty() ? std::string(nameOf(hit.kind)) : std::string(hit.detail),
                        std::string(hit.title), std::string(hit.id)});
    printColumns(rows);
    return kDone;
}

} // namespace perilune::app
