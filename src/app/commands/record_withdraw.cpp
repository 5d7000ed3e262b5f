// What was said is withdrawn: taken out of one's own file, or declared to be wrong where it is another's.
#include "app/commands/record_ground.h"
#include "timeline/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

/// "2024-01-09#2": the second of that day; 0: no number.
struct Called {
    std::string day;
    std::size_t number = 0;
};

Result<Called> calledBy(const std::string& on) {
    if (on.empty())
        return bad("--on", "say the day on which it was said, as in 2026-11-20");
    const std::size_t mark = on.find('#');
    Called called{on.substr(0, mark), 0};
    if (mark != std::string::npos) {
        for (const char c : on.substr(mark + 1))
            called.number = c >= '0' && c <= '9' && called.number < 1000
                                ? called.number * 10 + std::size_t(c - '0')
                                : 1'000'000;
        if (called.number == 0)
            called.number = 1'000'000;
    }
    return called;
}

std::string inShort(const timeline::Announcement& said) {
    constexpr std::size_t kMost = 60;
    std::string words = said.words.substr(0, kMost);
    while (!words.empty() && words.size() == kMost &&
           (static_cast<unsigned char>(words.back()) & 0xC0u) == 0x80u)
        words.pop_back();
    return fmt::format("{}{}{}", said.by, said.by.empty() || words.empty() ? "" : ": ", words);
}

std::string daysOf(const timeline::Milestone& milestone) {
    std::vector<std::string> days;
    for (const auto& said : milestone.history)
        if (days.empty() || days.back() != said.announced.edtf)
            days.push_back(said.announced.edtf);
    return fmt::format("{}", fmt::join(days, ", "));
}

const timeline::Withdrawn* withdrawnOn(const timeline::Milestone& milestone, const std::string& day) {
    for (const auto& one : milestone.withdrawn)
        if (one.said.announced.edtf == day)
            return &one;
    return nullptr;
}

Result<const timeline::Announcement*> saidOn(const timeline::Milestone& milestone, const Called& called) {
    std::vector<const timeline::Announcement*> found;
    for (const auto& said : milestone.history)
        if (said.announced.edtf == called.day)
            found.push_back(&said);
    if (called.number > 0 && called.number <= found.size())
        return found[called.number - 1];
    if (found.size() == 1 && called.number == 0)
        return found[0];
    if (found.empty()) {
        if (const auto* gone = withdrawnOn(milestone, called.day))
            return base::inputError(
                fmt::format("{}:{}: {} has withdrawn it already; --restore takes that back", gone->place.file,
                            gone->place.line, gone->by));
        return bad("--on", fmt::format("{} has no announcement of {}; there are {}", milestone.id, called.day,
                                       daysOf(milestone)));
    }
    std::string choice;
    for (std::size_t i = 0; i < found.size(); ++i)
        choice += fmt::format("\n  --on '{}#{}'   {}", called.day, i + 1, inShort(*found[i]));
    return bad("--on", fmt::format("{} has {} announcement{} of {}; name one:{}", milestone.id, found.size(),
                                   found.size() == 1 ? "" : "s", called.day, choice));
}

bool isFile(const std::string& name, const fs::path& file) {
    std::error_code none;
    return fs::equivalent(name, file, none);
}

/// Whether something else than the entry that begins there names the source.
bool isNeededBeside(const timeline::Timeline& timeline, const std::string& source,
                    const base::SourcePlace& place) {
    const auto names = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), source) != ids.end();
    };
    const auto isIt = [&](const base::SourcePlace& at) {
        return at.file == place.file && at.line == place.line;
    };
    for (const auto& milestone : timeline.milestones) {
        for (const auto& said : milestone.history)
            if (!isIt(said.place) && names(said.sources))
                return true;
        for (const auto& one : milestone.withdrawn)
            if ((!isIt(one.place) && names(one.sources)) ||
                (!isIt(one.said.place) && names(one.said.sources)))
                return true;
    }
    const auto anyOf = [&](const auto& all) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return names(one.sources); });
    };
    for (const auto& site : timeline.sites)
        if (names(site.sources) || anyOf(site.history))
            return true;
    for (const auto& person : timeline.people)
        if (names(person.sources) || anyOf(person.offices))
            return true;
    return anyOf(timeline.partners) || anyOf(timeline.vehicles) || anyOf(timeline.missions);
}

/// Takes an entry out of the file in which it stands.
Result<FileChange> takenOut(const AnnounceOptions& options, const base::SourcePlace& place,
                            const Ground& ground, const std::string& programme) {
    AnnounceOptions there = options;
    there.into = place.file;
    auto target = targetOf(there, programme, ground);
    if (!target)
        return tl::unexpected(target.error());
    auto after = timeline::withoutEntry(
        target->text, target->file.string(), place.line,
        [&](const std::string& source) { return isNeededBeside(ground.timeline, source, place); });
    if (!after)
        return tl::unexpected(after.error());
    FileChange change{target->file, target->text, *after, {}};
    // Where nothing is left the file goes; the record is read without it.
    const std::string left = after->empty() ? "perilune: timeline/1\nsources: {}\n" : *after;
    if (auto ok = checkRecord(ground, *target, left, options.anyway, change.remarks); !ok)
        return tl::unexpected(ok.error());
    if (after->empty())
        change.remarks.push_back("nothing is left of the file; it is removed");
    return change;
}

/// A file of one's own says that it is wrong.
Result<FileChange> declaredWrong(const AnnounceOptions& options, const timeline::Milestone& milestone,
                                 const timeline::Announcement& said, const Called& called,
                                 const Ground& ground) {
    if (options.said.words.empty())
        return bad("--words",
                   fmt::format("{}:{} is not yours to take out; say in a sentence why it is wrong, and "
                               "your own timeline tells it",
                               said.place.file, said.place.line));
    timeline::NewWithdrawal withdrawal;
    withdrawal.programme = milestone.programme;
    withdrawal.milestone = milestone.id;
    withdrawal.day = called.number > 1 ? fmt::format("{}#{}", called.day, called.number) : called.day;
    withdrawal.by = options.said.by.empty() ? whoAdds(options) : options.said.by;
    withdrawal.why = options.said.words;
    NamedSources sources(ground.timeline, options);
    for (const std::string& word : options.said.sources) {
        auto id = sources.idOf(word);
        if (!id)
            return tl::unexpected(id.error());
        withdrawal.sources.push_back(std::move(*id));
    }
    withdrawal.newSources = std::move(sources.made);
    auto target = targetOf(options, milestone.programme, ground);
    if (!target)
        return tl::unexpected(target.error());
    auto after = timeline::withWithdrawal(target->text, target->file.string(), withdrawal);
    if (!after)
        return tl::unexpected(after.error());
    FileChange change{target->file, target->text, *after, std::move(sources.remarks)};
    if (auto ok = checkRecord(ground, *target, *after, options.anyway, change.remarks); !ok)
        return tl::unexpected(ok.error());
    return change;
}

} // namespace

Result<FileChange> withdrawalOf(const AnnounceOptions& options) {
    const auto ground = groundOf(options);
    if (!ground)
        return tl::unexpected(ground.error());
    const auto milestone = milestoneOf(ground->timeline, options.milestone);
    if (!milestone)
        return tl::unexpected(milestone.error());
    const auto called = calledBy(options.said.announced);
    if (!called)
        return tl::unexpected(called.error());
    // Where the record is read from an installed or shipped file, that one is never changed.
    const auto isOwn = [&](const base::SourcePlace& place) {
        return options.into.empty() ? fs::path(place.file).parent_path() == player::ownFolder()
                                    : isFile(place.file, options.into);
    };
    if (options.restore) {
        const auto* gone = withdrawnOn(**milestone, called->day);
        if (!gone)
            return bad("--restore", fmt::format("nothing that was said of {} on {} is withdrawn",
                                                (*milestone)->id, called->day));
        if (!isOwn(gone->place))
            return bad("--restore", fmt::format("it is withdrawn in {}:{}; name that file with --into",
                                                gone->place.file, gone->place.line));
        return takenOut(options, gone->place, *ground, (*milestone)->programme);
    }
    const auto said = saidOn(**milestone, *called);
    if (!said)
        return tl::unexpected(said.error());
    if (isOwn((*said)->place))
        return takenOut(options, (*said)->place, *ground, (*milestone)->programme);
    return declaredWrong(options, **milestone, **said, *called, *ground);
}

} // namespace perilune::app
