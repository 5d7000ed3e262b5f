// Additions to the record: what was typed is looked at word by word, then the whole record with it.
#include "app/commands/record_announce.h"

#include "app/commands/record_ground.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/read/record.h"
#include "base/did_you_mean.h"
#include "base/platform/open_file.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr const char* kDates = "as in 2026-11-20, 2026-11 or 2026";

Result<void> checkDate(const char* option, const std::string& text, bool must) {
    if (text.empty() && !must)
        return {};
    if (text.empty())
        return bad(option, fmt::format("say the day on which it was said, {}", kDates));
    if (auto window = timeline::parseEdtf(text); !window)
        return bad(option, window.error().message);
    return {};
}

template <class T> Result<void> checkWord(const char* option, const std::string& word) {
    if (word.empty() || timeline::named<T>(word))
        return {};
    std::vector<std::string> choice;
    for (const auto& one : timeline::words<T>())
        choice.emplace_back(one.name);
    const std::string meant = base::didYouMean(word, choice, '"');
    return bad(option, fmt::format("\"{}\" is none of {}{}{}", word, fmt::join(choice, ", "),
                                   meant.empty() ? "" : "; ", meant));
}

/// All that can be said of the words without the rest of the record.
Result<void> checkWords(const timeline::NewAnnouncement& said, base::Day today) {
    if (auto ok = checkDate("--on", said.announced, true); !ok)
        return ok;
    if (timeline::parseEdtf(said.announced)->begin > today)
        return bad("--on",
                   fmt::format("{} lies ahead, nobody has said it yet; when it is to happen is --target",
                               said.announced));
    for (const auto& [option, text] :
         {std::pair("--target", said.target), std::pair("--actual", said.actual)})
        if (auto ok = checkDate(option, text, false); !ok)
            return ok;
    if (auto ok = checkWord<timeline::Status>("--status", said.status); !ok)
        return ok;
    if (auto ok = checkWord<timeline::AnnouncementKind>("--kind", said.kind); !ok)
        return ok;
    if (auto ok = checkWord<timeline::Confidence>("--confidence", said.confidence); !ok)
        return ok;
    if (said.by.empty())
        return bad("--by", "say who said it, as in --by NASA");
    if (said.words.empty())
        return bad("--words", "say in a sentence or two of your own what was said");
    if (said.sources.empty() && said.confidence != "unverified")
        return bad("--source", "say where it stands: a source's id or its address (https://…); --confidence "
                               "unverified where you read it nowhere");
    const bool happened = said.status == "achieved" || said.status == "partly-achieved";
    if (happened && said.actual.empty() && said.kind != "event")
        return bad("--status",
                   fmt::format("{}: say the day on which it happened with --actual", said.status));
    return {};
}

Result<void> checkNew(const AnnounceOptions& options, const timeline::Timeline& timeline,
                      std::string& programme) {
    const timeline::NewMilestone& made = *options.made;
    if (!timeline::isId(options.milestone))
        return base::inputError(
            fmt::format("\"{}\" is no id: write lower case letters, digits and hyphens, as in "
                        "second-crewed-landing",
                        options.milestone));
    if (timeline.milestone(options.milestone))
        return base::inputError(
            fmt::format("there is a milestone {} already; \"perilune announce {} …\" adds to it",
                        options.milestone, options.milestone));
    if (made.title.empty())
        return bad("--title", "say what it is called");
    std::vector<std::string> lanes, owners, programmes;
    for (const auto& one : timeline.programmes) {
        programmes.push_back(one.id);
        if (!options.programme.empty() && one.id != options.programme)
            continue;
        for (const auto& lane : one.lanes) {
            lanes.push_back(lane.id);
            if (lane.id == made.lane)
                owners.push_back(one.id);
        }
    }
    if (!options.programme.empty() && !timeline.programme(options.programme))
        return bad("--programme", base::unknownName("programme", options.programme, programmes));
    if (owners.empty()) {
        std::sort(lanes.begin(), lanes.end());
        lanes.erase(std::unique(lanes.begin(), lanes.end()), lanes.end());
        return bad("--lane", made.lane.empty()
                                 ? fmt::format("say its row of the strip: {}", fmt::join(lanes, ", "))
                                 : fmt::format("no lane is called \"{}\"; there are {}", made.lane,
                                               fmt::join(lanes, ", ")));
    }
    if (owners.size() > 1)
        return bad("--programme",
                   fmt::format("several have a lane {}; name one of {}", made.lane, fmt::join(owners, ", ")));
    programme = owners.front();
    return {};
}

Result<void> checkNewSource(const timeline::NewSource& source, const timeline::Timeline& timeline) {
    if (!timeline::isId(source.id))
        return base::inputError(
            fmt::format("\"{}\" is no id: write lower case letters, digits and hyphens, as in "
                        "nasa-2026-11-20",
                        source.id));
    if (timeline.source(source.id))
        return base::inputError(fmt::format("there is a source {} already", source.id));
    if (source.title.empty())
        return bad("--title", "say what it is called");
    if (source.publisher.empty())
        return bad("--publisher", "say who brought it out");
    if (auto ok = checkDate("--date", source.date, false); !ok)
        return ok;
    if (!source.url.empty() && !isAddress(source.url))
        return bad("--url", fmt::format("{} is no web address; begin it with https://", source.url));
    for (const auto& one : timeline.sources)
        if (!source.url.empty() && one.url == source.url)
            return bad("--url", fmt::format("the source {} has that address; name that one", one.id));
    return {};
}

/// Said already, in other words or in the same.
const timeline::Announcement* sameIn(const timeline::Milestone& milestone,
                                     const timeline::NewAnnouncement& said) {
    for (const auto& one : milestone.history) {
        const bool target = (one.target ? one.target->edtf : "") == said.target;
        const bool actual = (one.actual ? one.actual->when.edtf : "") == said.actual;
        if (one.announced.edtf == said.announced && target && actual && one.by == said.by &&
            (one.words == said.words || !said.target.empty() || !said.actual.empty()) &&
            (said.status.empty() || said.status == timeline::nameOf(one.status)))
            return &one;
    }
    return nullptr;
}

} // namespace

Result<FileChange> additionOf(const AnnounceOptions& options, base::Day today) {
    const auto ground = groundOf(options);
    if (!ground)
        return tl::unexpected(ground.error());
    const timeline::Timeline& timeline = ground->timeline;
    timeline::Addition addition;
    FileChange change;
    const bool isSource = options.milestone.empty() && !options.source.id.empty();
    if (isSource) {
        if (auto ok = checkNewSource(options.source, timeline); !ok)
            return tl::unexpected(ok.error());
        addition.sources = {options.source};
    } else {
        if (options.made) {
            if (auto ok = checkNew(options, timeline, addition.programme); !ok)
                return tl::unexpected(ok.error());
        } else {
            const auto milestone = milestoneOf(timeline, options.milestone);
            if (!milestone)
                return tl::unexpected(milestone.error());
            addition.programme = (*milestone)->programme;
        }
        timeline::NewAnnouncement said = options.said;
        if (auto ok = checkWords(said, today); !ok)
            return tl::unexpected(ok.error());
        if (!said.actual.empty() && said.kind.empty())
            said.kind = "event";
        std::vector<std::string> ids;
        for (const auto& milestone : timeline.milestones)
            ids.push_back(milestone.id);
        for (const std::string& cause : said.because)
            if (!timeline.milestone(cause))
                return bad("--because", base::unknownName("milestone", cause, ids));
        NamedSources sources(timeline, options);
        for (std::string& source : said.sources) {
            auto id = sources.idOf(source);
            if (!id)
                return tl::unexpected(id.error());
            source = std::move(*id);
        }
        if (!options.made && said.corrects.empty())
            if (const auto* same = sameIn(*timeline.milestone(options.milestone), said))
                return base::inputError(
                    fmt::format("{}:{}: this stands there already", same->place.file, same->place.line));
        addition.sources = std::move(sources.made);
        change.remarks = std::move(sources.remarks);
        addition.milestone = options.milestone;
        addition.made = options.made;
        addition.announced = std::move(said);
        addition.amendedBy = whoAdds(options);
    }
    auto target = targetOf(options, addition.programme, *ground);
    if (!target)
        return tl::unexpected(target.error());
    auto after = timeline::withAddition(target->text, target->file.string(), addition);
    if (!after)
        return tl::unexpected(after.error());
    if (auto ok = checkRecord(*ground, *target, *after, options.anyway, change.remarks); !ok)
        return tl::unexpected(ok.error());
    change.file = std::move(target->file);
    change.before = std::move(target->text);
    change.after = std::move(*after);
    return change;
}

namespace {

/// Two at once must not each read what the other is about to replace: they wait for each other.
Result<base::OpenFile> lockFolderOf(const AnnounceOptions& options) {
    constexpr std::chrono::seconds kLongest{10};
    const fs::path parent = options.into.parent_path();
    const fs::path folder = options.into.empty() ? player::ownFolder() : parent.empty() ? "." : parent;
    if (folder.empty()) // told by what comes next
        return base::OpenFile();
    std::error_code failed;
    if (options.into.empty())
        fs::create_directories(folder, failed);
    auto opened = failed ? tl::unexpected(failed) : base::OpenFile::open(folder, base::OpenFile::Mode::Read);
    if (!opened && options.into.empty())
        return base::machineError(fmt::format("{}: cannot be written in: {}; set XDG_DATA_HOME to another "
                                              "folder, or name a file with --into",
                                              folder.string(), opened.error().message()));
    if (!opened) // and so will be that it cannot be written in
        return base::OpenFile();
    // A folder that cannot be locked, as some of the network, is written to all the same.
    if (opened->lockWithin(kLongest) == std::errc::timed_out)
        return base::machineError(
            fmt::format("another perilune has been adding to {} for {} seconds; try again", folder.string(),
                        kLongest.count()));
    return std::move(*opened);
}

} // namespace

Result<FileChange> add(const AnnounceOptions& options, base::Day today) {
    const auto lock = lockFolderOf(options);
    if (!lock)
        return tl::unexpected(lock.error());
    const bool takesBack = options.withdraw || options.restore;
    auto change = takesBack ? withdrawalOf(options) : additionOf(options, today);
    if (!change)
        return change;
    std::error_code failed;
    if (change->after.empty()) {
        if (!fs::remove(change->file, failed) && failed)
            return base::machineError(
                fmt::format("{}: cannot be removed: {}", change->file.string(), failed.message()));
        return change;
    }
    const auto written = base::writeAtomically(change->file, change->after.data(), change->after.size());
    if (!written)
        return tl::unexpected(written.error());
    return change;
}

} // namespace perilune::app
