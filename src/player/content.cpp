#include "player/content.h"

#include "terrain/ground.h"
#include "terrain/tile_set_name.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/yaml.h"

#include <algorithm>

namespace perilune::player {

namespace {

constexpr std::size_t kMostStories = 200;

bool isThere(const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::exists(file, error);
}

} // namespace

std::filesystem::path shippedStory() {
    return base::shareDir() / "timelines" / "the-road-back.story.yaml";
}

namespace {

/// What a story's file says of itself, unchecked: it is checked when it is opened.
std::optional<StoryFile> storyFileAt(const std::filesystem::path& file) {
    const auto yaml = base::readYaml(file);
    const base::YamlNode* title = yaml.value.find("title");
    if (!yaml.ok() || !title || title->kind != base::YamlNode::Kind::Scalar)
        return std::nullopt;
    return StoryFile{file, title->scalar};
}

void addStories(const std::filesystem::path& folder, std::vector<StoryFile>& stories) {
    Paths files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.ends_with(".story.yaml") && name[0] != '.' && files.size() < kMostStories)
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    std::stable_partition(files.begin(), files.end(),
                          [](const auto& file) { return file == shippedStory(); });
    for (const auto& file : files)
        if (auto story = storyFileAt(file))
            stories.push_back(std::move(*story));
}

} // namespace

std::vector<StoryFile> storyFiles() {
    std::vector<StoryFile> stories;
    addStories(shippedStory().parent_path(), stories);
    if (!ownFolder().empty())
        addStories(ownFolder(), stories);
    return stories;
}

Paths Content::files() const {
    Paths files = timelineFiles;
    if (!storyFile.empty())
        files.push_back(storyFile);
    return files;
}

base::Letters Content::letters() const {
    return story ? story::lettersOf(*story) : base::Letters{};
}

Content emptyContent(Content unread) {
    unread.timeline = std::make_shared<const timeline::Timeline>();
    unread.story.reset();
    return unread;
}

base::Parsed<Content> readContent(const ContentWish& wish) {
    base::Parsed<Content> read;
    Content& content = read.value;
    const auto failed = [&read](std::vector<base::Diagnostic> found) {
        read.diagnostics.insert(read.diagnostics.end(), found.begin(), found.end());
        return base::hasErrors(found);
    };
    content.timelineFiles = wish.timelines;
    content.storyFile = wish.story;
    // What ships with the program is told over the record as it is here, with the user's own.
    const bool overRecord = wish.shippedStory && wish.story.parent_path() == shippedStory().parent_path();
    if (!wish.story.empty() && wish.timelines.empty() && !overRecord) {
        auto named = story::timelinesOf(wish.story);
        // What is but worth a look is found again when the story is read.
        if (!named.ok()) {
            failed(std::move(named.diagnostics));
            return read;
        }
        content.timelineFiles = std::move(named.value);
    }
    const bool shipped = content.timelineFiles.empty();
    base::Parsed<timeline::Timeline> timeline;
    if (shipped) {
        auto record = readRecord();
        content.timelineFiles = std::move(record.value.files);
        content.isRecord = true;
        content.own = std::move(record.value.own);
        content.leftOut = std::move(record.value.leftOut);
        timeline = {std::move(record.value.timeline), std::move(record.diagnostics)};
    } else {
        timeline = timeline::readTimelines(content.timelineFiles);
    }
    if (failed(std::move(timeline.diagnostics)))
        return read;
    const auto shared = std::make_shared<const timeline::Timeline>(std::move(timeline.value));
    if (!wish.story.empty()) {
        auto story = story::readStory(wish.story, *shared);
        if (failed(std::move(story.diagnostics)))
            return read;
        content.story = std::move(story.value);
    } else if (wish.shippedStory && shipped && isThere(shippedStory())) {
        if (auto story = story::readStory(shippedStory(), *shared); story.ok()) {
            content.story = std::move(story.value);
            content.storyFile = shippedStory();
        }
    }
    if (content.story && !wish.language.empty())
        content.story = story::inLanguage(std::move(*content.story), wish.language);
    content.timeline = shared;
    content.stories = storyFiles();
    const auto isOpen = [&content](const StoryFile& one) { return one.file == content.storyFile; };
    if (content.story && std::none_of(content.stories.begin(), content.stories.end(), isOpen))
        content.stories.insert(content.stories.begin(), {content.storyFile, content.story->title});
    return read;
}

base::Result<std::shared_ptr<const terrain::Ground>> openGround(const base::Workers& workers) {
    return terrain::Ground::open(base::shareDir(), workers, terrain::mapsDir());
}

base::Result<std::shared_ptr<const overlay::WorldMap>> openWorldMap() {
    return overlay::WorldMap::load(base::shareDir() / "models" / "earth" / "countries.csv");
}

base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline,
                                         const base::Workers& workers,
                                         std::function<void(const std::string&)> tell) {
    auto ground = openGround(workers);
    if (!ground)
        return tl::unexpected(ground.error());
    auto worldMap = openWorldMap();
    if (!worldMap)
        return tl::unexpected(worldMap.error());
    return capture::Studio{std::move(timeline),  *ground,        base::shareDir(), workers,
                           std::move(*worldMap), std::move(tell)};
}

} // namespace perilune::player
