#pragma once

#include "player/record_files.h"
#include "capture/capture.h"
#include "story/storyboard.h"
#include "base/diagnostic.h"
#include "base/workers.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace perilune::player {

std::filesystem::path shippedStory();

/// A story that can be chosen.
struct StoryFile {
    std::filesystem::path file;
    std::string title;
    bool operator==(const StoryFile&) const = default;
};
/// Those that ship with the program, the road back first, then those beside the user's own timelines.
std::vector<StoryFile> storyFiles();

/// What is to be read.
struct ContentWish {
    Paths timelines;             ///< none: those that the story names, else the record with the user's own
    std::filesystem::path story; ///< empty: none
    std::string language;        ///< of the story's titles; empty: the story's own
    /// Where neither is named: the shipped story too, if it can be read. It is no duty. Shipped stories are
    /// told over the record, whichever timelines they name.
    bool shippedStory = false;
};

/// What is shown, as read from files.
struct Content {
    std::shared_ptr<const timeline::Timeline> timeline;
    std::optional<story::Storyboard> story;
    Paths timelineFiles;
    std::filesystem::path storyFile;  ///< empty: none
    std::vector<StoryFile> stories;   ///< to choose from, that which is open among them
    Paths own;                        ///< of the files those of the user's own, which lie over the record
    bool isRecord = false;            ///< nobody named timelines: the record, with the user's own over it
    std::vector<std::string> leftOut; ///< what is wrong with those that are left out, a line each

    /// The files that it was made of.
    Paths files() const;
    /// The letters of its story's texts.
    base::Letters letters() const;
};

/// What is shown where nothing could be read: the Moon alone, and the files that are waited for.
Content emptyContent(Content unread);

/// Reads it, with all that is wrong with it. The timeline is null where there was an error.
base::Parsed<Content> readContent(const ContentWish& wish);

/// The ground that ships with the program and what the user has installed.
base::Result<std::shared_ptr<const terrain::Ground>> openGround(const base::Workers& workers);
/// The map of the world that partners are shown on.
base::Result<std::shared_ptr<const overlay::WorldMap>> openWorldMap();
/// All that pictures of a timeline are made of; `tell` as in capture::Studio.
base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline,
                                         const base::Workers& workers,
                                         std::function<void(const std::string&)> tell);

} // namespace perilune::player
