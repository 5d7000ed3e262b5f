#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/yaml.h"
#include "timeline/findings.h"
#include "timeline/record.h"
#include "timeline/timeline.h"

namespace perilune::timeline {

/// Names that stood in the files and must be found among all that was read.
struct PendingReferences {
    std::vector<Reference> sources, sites, milestones;
};

/// Reads the records of one file into a timeline that grows over all files of a load.
class Reader {
  public:
    Reader(Findings& findings, Timeline& timeline) : findings_(findings), timeline_(timeline) {}

    void take(const std::string& file, const std::string& text);
    /// Tells that a file could not be read.
    void miss(const std::string& file, const base::Error& error);
    /// After the last file: looks up what the files name, and builds the index.
    void finish();

  private:
    using Places = std::unordered_map<std::string, base::SourcePlace>;
    using Entry = base::YamlNode::Entry;

    bool isTimeline(const base::YamlNode& root);
    void takeProgramme(const base::YamlNode& node, const base::SourcePlace& at);
    void takeSource(const Entry& entry);
    void takeSite(const Entry& entry);
    void takeMilestone(const Entry& entry);
    std::vector<Announcement> historyOf(const base::YamlNode& node);
    Announcement announcementOf(const Record& record, Status before);
    /// Calls `take` for each record of a section such as `sites:`.
    void takeSection(const Record& root, const char* key, const std::function<void(const Entry&)>& take);

    /// False after telling where the same id stood first.
    bool isNew(Places& places, const char* what, const std::string& id, const base::SourcePlace& place);
    std::vector<std::string> sourcesOf(const Record& record, Confidence confidence);
    base::SourcePlace placeOf(const Entry& entry) const { return {file_, entry.keyLine, entry.keyColumn}; }
    base::SourcePlace placeOf(const base::YamlNode& node) const { return {file_, node.line, node.column}; }

    Findings& findings_;
    Timeline& timeline_;
    std::string file_;
    Programme programme_; ///< of the file at hand
    Places programmePlaces_, sourcePlaces_, sitePlaces_, milestonePlaces_;
    std::unordered_map<std::string, std::size_t> sourceIndex_;
    PendingReferences pending_;
    bool someUnread_ = false; ///< a file could not be read, so that what others name may be in it
};

/// The place of a site: a point, a circle, a polygon or unknown.
Geometry geometryOf(const Record& site);

/// What is wrong between the entries of one history: their order, and dates that contradict each other.
void checkHistory(Findings& findings, const Milestone& milestone);

} // namespace perilune::timeline
