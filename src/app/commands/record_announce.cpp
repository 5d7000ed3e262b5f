// Additions to the record: what was typed is looked at word by word, then the whole record with it.
#include "app/commands/record_announce.h"

#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/read/record.h"
#include "base/did_you_mean.h"
#include "base/files.h"
#include "base/letters.h"
#include "base/platform/output_file.h"
#include "base/platform/process.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr std::size_t kMostBytes = 64u << 20;
constexpr const char* kDates = "as in 2026-11-20, 2026-11 or 2026";

using Texts = std::vector<std::pair<std::string, std::string>>;

/// The record that something is added to.
struct Ground {
    Texts texts;
    timeline::Timeline timeline;
    std::set<std::string> worthALook; ///< before
    Paths broken;                     ///< own files that are left out
};

std::string lines(const std::vector<base::Diagnostic>& found, base::Severity severity) {
    std::string text;
    for (const base::Diagnostic& one : found)
        if (one.severity == severity)
            text += (text.empty() ? "" : "\n") + base::format(one);
    return text;
}

Result<Ground> groundOf(const AnnounceOptions& options) {
    Ground ground;
    Paths files = options.timelines;
    if (files.empty()) {
        auto record = player::readRecord();
        if (!record.ok())
            return base::inputError(lines(record.diagnostics, base::Severity::Error));
        for (const fs::path& file : record.value.files) {
            const bool isOwn = file.parent_path() == player::ownFolder();
            const Paths& taken = record.value.own;
            if (isOwn && std::find(taken.begin(), taken.end(), file) == taken.end())
                ground.broken.push_back(file);
            else
                files.push_back(file);
        }
    }
    for (const fs::path& file : files) {
        auto text = base::readText(file, kMostBytes);
        if (!text)
            return tl::unexpected(text.error());
        ground.texts.emplace_back(file.string(), std::move(*text));
    }
    auto parsed = timeline::parseTimelines(ground.texts);
    if (!parsed.ok())
        return base::inputError(lines(parsed.diagnostics, base::Severity::Error));
    for (const base::Diagnostic& one : parsed.diagnostics)
        ground.worthALook.insert(one.what + one.todo);
    ground.timeline = std::move(parsed.value);
    return ground;
}

tl::unexpected<base::Error> bad(const std::string& option, const std::string& message) {
    return base::inputError(fmt::format("{}: {}", option, message));
}

std::string folded(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return text;
}

/// The milestone that is meant; whoever writes its title is told its id.
Result<const timeline::Milestone*> milestoneOf(const timeline::Timeline& timeline, const std::string& id) {
    if (const auto* milestone = timeline.milestone(id))
        return milestone;
    if (id.empty())
        return base::inputError("which milestone? Name its id; \"perilune search WORDS\" finds it");
    std::vector<std::string> ids, alike;
    for (const auto& milestone : timeline.milestones) {
        ids.push_back(milestone.id);
        bool isTitle = folded(milestone.shortTitle) == folded(id);
        bool isPart = milestone.id.find(folded(id)) != std::string::npos;
        for (const auto& [language, title] : milestone.title.byLanguage) {
            isTitle = isTitle || folded(title) == folded(id);
            isPart = isPart || folded(title).find(folded(id)) != std::string::npos;
        }
        if (isTitle)
            return base::inputError(
                fmt::format("\"{}\" is the title of a milestone; name its id: {}", id, milestone.id));
        if (isPart)
            alike.push_back(milestone.id);
    }
    constexpr std::size_t kMostAlike = 8;
    const std::string meant = base::didYouMean(id, ids, '"');
    std::string message = fmt::format("no milestone is called \"{}\"; {}", id, meant);
    if (meant.empty() && !alike.empty() && alike.size() <= kMostAlike)
        message += fmt::format("did you mean one of {}?", fmt::join(alike, ", "));
    message += message.ends_with("?") ? " Else \"perilune search" : "\"perilune search";
    return base::inputError(message + " WORDS\" finds one, and \"perilune milestone new\" makes one");
}

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

bool isAddress(const std::string& word) {
    return word.starts_with("https://") || word.starts_with("http://");
}

/// The ids of the sources that are named; new ones for addresses that none has.
class Sources {
  public:
    Sources(const timeline::Timeline& timeline, const AnnounceOptions& options)
        : timeline_(timeline), options_(options) {}

    Result<std::string> idOf(const std::string& word) {
        if (isAddress(word))
            return idOfAddress(word);
        if (timeline_.source(word))
            return word;
        std::vector<std::string> ids;
        for (const auto& source : timeline_.sources)
            ids.push_back(source.id);
        const std::string meant = base::didYouMean(word, ids, '"');
        const bool nearlyAddress = word.starts_with("www.") || word.find('/') != std::string::npos;
        return bad(
            "--source",
            fmt::format(
                "no source has the id \"{}\"; {}", word,
                nearlyAddress ? fmt::format("did you mean https://{}?", word)
                : meant.empty()
                    ? "give its address (https://…), and it becomes one; \"perilune sources\" lists them"
                    : meant + " Or give its address (https://…)"));
    }
    std::vector<timeline::NewSource> made;
    std::vector<std::string> remarks;

  private:
    Result<std::string> idOfAddress(const std::string& url) {
        for (const auto& source : timeline_.sources)
            if (source.url == url)
                return source.id;
        for (const auto& source : made)
            if (source.url == url)
                return source.id;
        const timeline::NewSource& named = options_.source;
        const bool isNamed = !named.title.empty() || !named.publisher.empty() || !named.date.empty();
        if (!made.empty() && isNamed)
            return bad("--source",
                       "two new ones cannot both be called that; add one by \"perilune source new\" "
                       "and name its id");
        timeline::NewSource source = named;
        source.url = url;
        source.id = timeline::idOfSource(url, options_.said.announced, timeline_, made);
        if (source.title.empty())
            source.title = url.substr(url.find("://") + 3);
        if (source.publisher.empty())
            source.publisher = timeline::hostOf(url);
        if (named.title.empty() || named.publisher.empty())
            remarks.push_back(fmt::format("the new source {} is called by its address; --source-title and "
                                          "--publisher name it better",
                                          source.id));
        if (named.date.empty())
            remarks.push_back(fmt::format(
                "when the source {} was published is not said; --published DAY says it", source.id));
        made.push_back(source);
        return source.id;
    }

    const timeline::Timeline& timeline_;
    const AnnounceOptions& options_;
};

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

std::string whoAdds(const AnnounceOptions& options) {
    for (const std::string& name : {options.as, base::environment("USER"), base::environment("LOGNAME")})
        if (!name.empty())
            return name;
    return "the user of this machine";
}

/// The file and its text; where it stands in the place of one that the record is read from, that one's
/// number.
struct Target {
    fs::path file;
    std::string text;
    std::optional<std::size_t> standsFor;
};

Result<Target> targetOf(const AnnounceOptions& options, const std::string& programme, const Ground& ground) {
    Target target;
    target.file = options.into;
    if (target.file.empty()) {
        if (player::ownFolder().empty())
            return base::machineError("this machine has no home for timelines of your own; name a file with "
                                      "--into, or set XDG_DATA_HOME to a folder");
        target.file = player::ownFolder() / ((programme.empty() ? "sources" : programme) + ".yaml");
    }
    if (target.file.extension() != ".yaml" && target.file.extension() != ".yml")
        return bad("--into",
                   fmt::format("{} is no timeline's name; let it end in .yaml", target.file.string()));
    std::error_code none;
    if (std::find(ground.broken.begin(), ground.broken.end(), target.file) != ground.broken.end())
        return base::inputError(fmt::format("{} has mistakes, and nothing is added before they are mended: "
                                            "\"perilune check {}\" tells them",
                                            target.file.string(), target.file.string()));
    if (fs::exists(target.file, none)) {
        auto text = base::readText(target.file, kMostBytes);
        if (!text)
            return tl::unexpected(text.error());
        target.text = std::move(*text);
    }
    for (std::size_t i = 0; i < ground.texts.size(); ++i)
        if (fs::equivalent(ground.texts[i].first, target.file, none))
            target.standsFor = i;
    // Another copy of the file of a programme, as in a checkout, stands in its place.
    for (const auto& owned : ground.timeline.programmes)
        if (!target.standsFor && !target.text.empty() && timeline::ownsProgramme(target.text, owned.id))
            for (std::size_t i = 0; i < ground.texts.size(); ++i)
                if (timeline::ownsProgramme(ground.texts[i].second, owned.id))
                    target.standsFor = i;
    return target;
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

/// The record with the addition must be as whole as it was without.
Result<void> checkRecord(const Ground& ground, const Target& target, const std::string& after, bool anyway,
                         std::vector<std::string>& remarks) {
    Texts texts = ground.texts;
    const std::string name = target.file.string();
    if (target.standsFor)
        texts[*target.standsFor] = {name, after};
    else
        texts.emplace_back(name, after);
    const auto parsed = timeline::parseTimelines(texts);
    if (!parsed.ok())
        return base::inputError("nothing is written, for this would be wrong:\n" +
                                lines(parsed.diagnostics, base::Severity::Error));
    std::string look;
    for (const base::Diagnostic& one : parsed.diagnostics) {
        if (ground.worthALook.contains(one.what + one.todo) || (target.standsFor && one.place.file != name))
            continue;
        // That somebody adds what is newer than the last look at all is no fault of what is added.
        if (one.what.find("later than the evidence") != std::string::npos)
            remarks.push_back(fmt::format("{}; {}", one.what, one.todo));
        else
            look += "\n" + base::format(one);
    }
    if (!look.empty() && !anyway)
        return base::inputError(
            "nothing is written, for this is worth a look; --anyway writes it all the same:" + look);
    return {};
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
        Sources sources(timeline, options);
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

Result<FileChange> add(const AnnounceOptions& options, base::Day today) {
    // Two at once must not each read what the other is about to replace.
    base::OpenFile lock;
    std::error_code failed;
    const fs::path folder = options.into.empty() ? player::ownFolder() : fs::path();
    if (!folder.empty()) {
        fs::create_directories(folder.parent_path(), failed);
        auto opened = failed ? tl::unexpected(failed) : base::openLock(folder.string() + ".lock");
        if (!opened)
            return base::machineError(
                fmt::format("{}: cannot be written in: {}; set XDG_DATA_HOME to another "
                            "folder, or name a file with --into",
                            folder.string(), opened.error().message()));
        lock = std::move(*opened);
        if (!lock.lock())
            return base::machineError("another perilune is adding to your timelines right now; try again");
    }
    auto change = additionOf(options, today);
    if (!change)
        return change;
    if (!folder.empty())
        fs::create_directories(folder,
                               failed); // where it cannot be made, neither can the file, which is told
    const auto written = base::writeAtomically(change->file, change->after.data(), change->after.size());
    if (!written)
        return tl::unexpected(written.error());
    return change;
}

} // namespace perilune::app
