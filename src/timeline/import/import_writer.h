#pragma once

#include "base/findings.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace perilune::timeline {

/// What an import has gathered; it becomes the text of a timeline.
struct Imported {
    struct Entry {
        std::string announced, kind, target, actual, status, by, words, source, confidence;
    };
    struct Milestone {
        std::string id, title, lane;
        std::vector<Entry> history;
    };
    struct Source {
        std::string id, title, publisher, url;
    };

    std::string origin; ///< the file's name, for the remark at the top
    std::string id, title;
    std::vector<std::pair<std::string, std::string>> lanes; ///< id, title
    std::vector<Source> sources;
    std::vector<Milestone> milestones;
};

std::string toYaml(const Imported& imported);
/// The text itself; empty, and told, where it is no timeline after all.
std::string verified(std::string yaml, const std::string& fileName, base::Findings& findings);

/// An id made of a text: lower case letters, digits and hyphens; `otherwise` where nothing of it is left.
std::string idFrom(std::string_view text, std::string_view otherwise);
/// The same, not yet taken; it is then.
std::string freeId(std::string_view text, std::string_view otherwise, std::unordered_set<std::string>& taken);
/// Text without mark-up: tags left out, the common character references written out.
std::string withoutTags(std::string_view html);
/// At most so many bytes, cut between characters, with an ellipsis.
std::string shortened(std::string_view text, std::size_t mostBytes);

} // namespace perilune::timeline
