// What the record is added to, and what an addition is held against.
#include "app/commands/record_ground.h"

#include "timeline/read/parse.h"
#include "base/did_you_mean.h"
#include "base/files.h"
#include "base/platform/process.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr std::size_t kMostGroundBytes = 64u << 20;

std::string lines(const std::vector<base::Diagnostic>& found, base::Severity severity) {
    std::string text;
    for (const base::Diagnostic& one : found)
        if (one.severity == severity)
            text += (text.empty() ? "" : "\n") + base::format(one);
    return text;
}

std::string folded(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return text;
}

} // namespace

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
        auto text = base::readText(file, kMostGroundBytes);
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

bool isAddress(const std::string& word) {
    return word.starts_with("https://") || word.starts_with("http://");
}

Result<std::string> NamedSources::idOf(const std::string& word) {
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
        fmt::format("no source has the id \"{}\"; {}", word,
                    nearlyAddress ? fmt::format("did you mean https://{}?", word)
                    : meant.empty()
                        ? "give its address (https://…), and it becomes one; \"perilune sources\" lists them"
                        : meant + " Or give its address (https://…)"));
}
Result<std::string> NamedSources::idOfAddress(const std::string& url) {
    for (const auto& source : timeline_.sources)
        if (source.url == url)
            return source.id;
    for (const auto& source : made)
        if (source.url == url)
            return source.id;
    const timeline::NewSource& named = options_.source;
    const bool isNamed = !named.title.empty() || !named.publisher.empty() || !named.date.empty();
    if (!made.empty() && isNamed)
        return bad("--source", "two new ones cannot both be called that; add one by \"perilune source new\" "
                               "and name its id");
    timeline::NewSource source = named;
    source.url = url;
    // The day on which it came out, where it is said: a text of August may tell what was said in February.
    source.id =
        timeline::idOfSource(url, named.date.empty() ? options_.said.announced : named.date, timeline_, made);
    if (source.title.empty())
        source.title = url.substr(url.find("://") + 3);
    if (source.publisher.empty())
        source.publisher = timeline::hostOf(url);
    if (named.title.empty() || named.publisher.empty())
        remarks.push_back(fmt::format("the new source {} is called by its address; --source-title and "
                                      "--publisher name it better",
                                      source.id));
    if (named.date.empty())
        remarks.push_back(
            fmt::format("when the source {} was published is not said; --published DAY says it", source.id));
    made.push_back(source);
    return source.id;
}

std::string whoAdds(const AnnounceOptions& options) {
    for (const std::string& name : {options.as, base::environment("USER"), base::environment("LOGNAME")})
        if (!name.empty())
            return name;
    return "the user of this machine";
}

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
        auto text = base::readText(target.file, kMostGroundBytes);
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

} // namespace perilune::app
