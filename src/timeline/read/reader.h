#pragma once

#include "timeline/read/record.h"
#include "timeline/timeline.h"
#include "base/findings.h"
#include "base/yaml.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace perilune::timeline {

/// Names that stood in the files and must be found among all that was read.
struct PendingReferences {
    std::vector<Reference> sources, sites, milestones, vehicles, missions, programmes, blocs;
};

/// Where what a file holds begins in the timeline's lists, and what the file is ordered by.
struct FileBounds {
    std::size_t programmes, sources, sites, milestones, vehicles, missions, blocs, partners;
    std::uint64_t digest; ///< of its text
};

/// Reads the records of one file into a timeline that grows over all files of a load.
class Reader {
  public:
    Reader(base::Findings& findings, Timeline& timeline) : findings_(findings), timeline_(timeline) {}

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
    void takeSiteHistory(const Record& record, Site& site);
    void takeVehicle(const Entry& entry);
    void takeMission(const Entry& entry);
    void takeBloc(const Entry& entry);
    void takePartner(const Entry& entry);
    void takeMilestone(const Entry& entry);
    std::vector<Announcement> historyOf(const base::YamlNode& node);
    Announcement announcementOf(const Record& record, Status before);
    /// Calls `take` for each record of a section such as `sites:`.
    void takeSection(const Record& root, const char* key, const std::function<void(const Entry&)>& take);

    /// False after telling where the same id stood first.
    /// A vehicle or a mission.
    template <class T>
    void takeSubject(const Entry& entry, const char* what, const char* kind, Places& places,
                     std::vector<T>& into);
    bool isNew(Places& places, const char* what, const std::string& id, const base::SourcePlace& place);
    std::vector<std::string> sourcesOf(const Record& record, Confidence confidence);
    /// A place, whose candidates are to be looked up.
    Geometry whereOf(const Record& record);
    /// The ids of a list, to be looked up among those of `pending`.
    std::vector<std::string> idsIn(const Record& record, const char* key, std::vector<Reference>& pending);
    /// One id, to be looked up; empty where none is given.
    std::string idIn(const Record& record, const char* key, std::vector<Reference>& pending);
    /// Tells of what waits for itself: milestones, what supersedes them, sets of candidates.
    void checkOrder();
    /// Puts the files into an order of their own, whatever the order in which they were named.
    void orderFiles();
    base::SourcePlace placeOf(const Entry& entry) const { return {file_, entry.keyLine, entry.keyColumn}; }
    base::SourcePlace placeOf(const base::YamlNode& node) const { return {file_, node.line, node.column}; }

    base::Findings& findings_;
    Timeline& timeline_;
    std::string file_;
    Programme programme_; ///< of the file at hand
    std::unordered_set<std::string> laneIds_;
    Places programmePlaces_, sourcePlaces_, sitePlaces_, milestonePlaces_;
    Places vehiclePlaces_, missionPlaces_, blocPlaces_, partnerPlaces_;
    std::set<std::tuple<std::string, std::string, std::string>> doubles_; ///< kind, file, first file
    std::unordered_map<std::string, std::size_t> sourceIndex_;
    PendingReferences pending_;
    std::vector<FileBounds> bounds_; ///< of the files taken so far
    bool someUnread_ = false;        ///< a file could not be read, so that what others name may be in it
};

/// The place of a site: a point, a circle, a polygon, candidates or unknown.
Geometry geometryOf(const Record& site);

/// What is wrong between the entries of one history: their order, and dates that contradict each other.
void checkHistory(base::Findings& findings, const Milestone& milestone);

} // namespace perilune::timeline
