#include "app/commands/check_shown.h"

#include "app/commands/loading.h"
#include "app/commands/view.h"
#include "story/sounds.h"
#include "story/steps.h"
#include "story/unseen.h"
#include "overlay/ink/font_cover.h"
#include "model/model.h"
#include "timeline/languages.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace perilune::app {

namespace {

using base::Diagnostic;
using base::YamlNode;

/// Files as YAML, in which what is told has its place.
std::vector<std::pair<std::string, YamlNode>> documentsOf(const player::Paths& files) {
    std::vector<std::pair<std::string, YamlNode>> documents;
    for (const std::filesystem::path& file : files)
        documents.emplace_back(file.string(), base::readYaml(file).value);
    return documents;
}

using Documents = std::vector<std::pair<std::string, YamlNode>>;

/// Where a file names a site's model.
base::SourcePlace placeOfModel(const timeline::Site& site, const Documents& documents) {
    for (const auto& [file, root] : documents)
        if (file == site.place.file)
            if (const YamlNode* sites = root.find("sites"))
                if (const YamlNode* found = sites->find(site.id))
                    for (const char* key : {"model", "vehicle"})
                        if (const YamlNode* model = found->find(key))
                            return {file, model->line, model->column};
    return site.place;
}

void checkModels(const timeline::Timeline& timeline, const Documents& documents,
                 std::vector<Diagnostic>& found) {
    const std::filesystem::path folder = base::shareDir() / "models" / "spacecraft";
    std::map<std::string, std::string> faults; ///< by model: one file is named by many sites
    for (const timeline::Site& site : timeline.sites) {
        if (site.model.empty())
            continue;
        const auto [at, isNew] = faults.try_emplace(site.model);
        std::error_code none;
        const std::string file = (folder / site.model).string();
        if (isNew && !std::filesystem::exists(file.substr(0, file.rfind('#')), none))
            at->second = fmt::format("there is no model '{}'", site.model);
        else if (isNew) {
            const auto read = model::readModel(folder / site.model);
            if (!read)
                at->second = fmt::format("the model '{}' is broken: {}", site.model, read.error().message);
            else
                for (const std::string& note : read->info.notes)
                    found.push_back({base::Severity::Warning, placeOfModel(site, documents),
                                     fmt::format("the model '{}': {}", site.model, note),
                                     "it is drawn without that; change it where it was made"});
        }
        if (!at->second.empty())
            found.push_back(
                {base::Severity::Warning, placeOfModel(site, documents), at->second,
                 fmt::format("nothing is drawn in its place; put a model of that name into {}, or name "
                             "another",
                             folder.string())});
    }
}

/// The lacking letters that a file's texts have, and where the first of them stands.
void gatherLacking(const YamlNode& node, const base::Letters& lacking, base::Letters& here,
                   const YamlNode*& first) {
    if (node.kind == YamlNode::Kind::Scalar) {
        base::Letters letters;
        base::addLetters(letters, node.scalar);
        for (const char32_t letter : letters)
            if (lacking.contains(letter)) {
                here.insert(letter);
                first = first ? first : &node;
            }
    }
    for (const YamlNode& item : node.items)
        gatherLacking(item, lacking, here, first);
    for (const YamlNode::Entry& entry : node.entries)
        if (entry.key != "url")
            gatherLacking(entry.value, lacking, here, first);
}

std::string utf8(char32_t c) {
    std::string text;
    base::addCharacter(text, c);
    return text;
}

/// Once a file: a whole script is one lack.
void checkLetters(const base::Letters& letters, const Documents& documents, std::vector<Diagnostic>& found) {
    const auto cover = overlay::coverOf({base::shareDir() / "fonts"}, letters);
    if (!cover) {
        found.push_back({base::Severity::Error, {documents.front().first, 1, 1}, cover.error().message, ""});
        return;
    }
    if (cover->lacking.empty())
        return;
    for (const auto& [file, root] : documents) {
        base::Letters here;
        const YamlNode* first = nullptr;
        gatherLacking(root, cover->lacking, here, first);
        if (first)
            found.push_back(
                {base::Severity::Warning,
                 {file, first->line, first->column},
                 here.size() == 1
                     ? fmt::format("the letter {} is in none of the fonts and is drawn as a box",
                                   utf8(*here.begin()))
                     : fmt::format("{} letters such as {} are in none of the fonts and are drawn as boxes",
                                   here.size(), utf8(*here.begin())),
                 overlay::cureOf(*cover)});
    }
}

void addAll(std::vector<Diagnostic>& found, std::vector<Diagnostic> more) {
    found.insert(found.end(), more.begin(), more.end());
}

} // namespace

std::vector<Diagnostic> checkShown(const timeline::Timeline& timeline, const player::Paths& files) {
    std::vector<Diagnostic> found;
    const Documents documents = documentsOf(files);
    checkModels(timeline, documents, found);
    base::Letters letters;
    for (const std::string& language : timeline::languagesOf(timeline))
        letters.merge(timeline::lettersOf(timeline, language));
    checkLetters(letters, documents, found);
    return found;
}

std::vector<Diagnostic> checkFilm(const story::FilmJob& job, const std::filesystem::path& jobFile,
                                  const player::Paths& timelinesBeside) {
    std::vector<Diagnostic> found;
    const auto named = story::timelinesOf(job.story);
    if (!named.ok()) {
        addAll(found, named.diagnostics);
        return found;
    }
    // A story is held against what it names, or its job; where neither names any, against the timelines
    // beside it here.
    const player::Paths against = !job.timelines.empty()     ? job.timelines
                                  : !named.value.empty()     ? named.value
                                  : !timelinesBeside.empty() ? timelinesBeside
                                                             : player::shippedTimelines();
    const auto parsed = timeline::readTimelines(against);
    if (!parsed.ok()) {
        if (against != timelinesBeside)
            addAll(found, parsed.diagnostics);
        return found;
    }
    auto story = story::readStory(job.story, parsed.value);
    addAll(found, story.diagnostics);
    if (!story.ok())
        return found;
    const auto tellOfJob = [&](const char* key, const std::string& message) {
        const auto yaml = base::readYaml(jobFile);
        const YamlNode* node = yaml.value.find(key);
        const std::size_t cut = message.find("; ");
        found.push_back({base::Severity::Error,
                         {jobFile.string(), node ? node->line : 1, node ? node->column : 1},
                         fmt::format("{}: {}", key, message.substr(0, cut)),
                         cut == std::string::npos ? "" : message.substr(cut + 2)});
    };
    if (!job.language.empty()) {
        if (const auto language = findLanguage(parsed.value, job.language))
            story.value = story::inLanguage(std::move(story.value), *language);
        else
            tellOfJob("language", language.error().message);
    }
    addAll(found, story::missingSounds(story.value));
    const story::Storyboard film = story::asFilm(story.value).board;
    // How many frames cards take, or narrations that are waited for, is known when the film is made.
    const bool isLonger = job.titleCardS > 0.0 || job.creditsS > 0.0 || story::hasHolds(story.value);
    const auto frames = story::checkFrames(film, job.rate, isLonger ? story::FrameRange{} : job.frames);
    if (!frames)
        tellOfJob("frames", frames.error().message);
    const player::Paths storyFile = {job.story};
    Documents documents = documentsOf(storyFile);
    if (frames)
        addAll(found, story::unseenIn(film, job.story.string(), documents.front().second, job.rate,
                                      isLonger ? story::FrameRange{} : job.frames));
    for (auto& document : documentsOf(against))
        documents.push_back(std::move(document));
    checkModels(parsed.value, documents, found);
    base::Letters letters = story::lettersOf(story.value);
    letters.merge(timeline::lettersOf(parsed.value, story.value.language));
    checkLetters(letters, documents, found);
    return found;
}

} // namespace perilune::app
