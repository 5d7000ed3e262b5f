#pragma once

#include "timeline/read/record.h"
#include "timeline/timeline.h"
#include "base/findings.h"
#include "base/yaml.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace perilune::timeline {

/// Names that stood in the files and must be found among all that was read.
struct PendingReferences {
    std::vector<Reference> sources, sites, milestones, vehicles, missions, programmes, blocs, people;
};

/// An office that an announcement cites: it was held on that day.
struct CitedOffice {
    Reference person;
    std::string office; ///< its English title; empty: the one held then
    base::SourcePlace place;
    Window announced;
};

/// A milestone that is said to have caused an announcement of another.
struct NamedCause {
    Reference cause;
    std::string effect; ///< id of the milestone
    Window announced;   ///< the effect
};

/// Where what a file holds begins in the timeline's lists, and what the file is ordered by.
struct FileBounds {
    std::size_t programmes, sources, sites, milestones, vehicles, missions, blocs, partners, people;
    std::uint64_t digest; ///< of its text
};

/// Of an announcement that corrects another: which, by its day ("2024-01-09", or "2024-01-09#2" for the
/// second of that day). Empty of one that is added.
struct Correction {
    std::string of;
    base::SourcePlace place;
};

/// What the history of a milestone that amends another does to that one's.
struct Corrections {
    struct Withdrawal {
        Correction of;
        Withdrawn what; ///< its `said` is yet to be found
    };
    std::vector<Correction> each; ///< one for each announcement that is read
    std::vector<Withdrawal> withdrawals;
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
    /// Whether a file adds to others or corrects them, so that those are taken first.
    static bool liesOver(const base::YamlNode& root);

  private:
    using Places = std::unordered_map<std::string, base::SourcePlace>;
    using Entry = base::YamlNode::Entry;

    bool isTimeline(const base::YamlNode& root);
    void takeTree(const base::YamlNode& root, std::uint64_t digest);
    /// The programme of another file, to which what this one adds belongs.
    void takeProgrammeOf(const base::YamlNode& node);
    void takeProgramme(const base::YamlNode& node, const base::SourcePlace& at);
    void takeSource(const Entry& entry);
    void takeSite(const Entry& entry);
    void takeSiteHistory(const Record& record, Site& site);
    void takeVehicle(const Entry& entry);
    /// What a vehicle looks like: its file and how it stands, as one text.
    std::string modelOf(const Record& vehicle);
    /// Puts the vehicles' models to the sites that name them.
    void standVehicles();
    void takeMission(const Entry& entry);
    void takeBloc(const Entry& entry);
    void takePartner(const Entry& entry);
    void takePerson(const Entry& entry);
    Office officeOf(const Record& record);
    void takeEvidence(const Record& root);
    void takeMilestone(const Entry& entry);
    /// `corrections` gets what it does to another's; null where the history is a whole one.
    std::vector<Announcement> historyOf(const base::YamlNode& node, const std::string& milestone,
                                        Corrections* corrections);
    void takeWithdrawal(const base::YamlNode& item, Corrections* corrections);
    /// Puts what an entry with `amends` says over the milestone of its id.
    void amend(const Record& record, Milestone over, const Corrections& corrections);
    bool place(Milestone& milestone, Announcement said, const Correction& correction);
    bool withdraw(Milestone& milestone, const Corrections::Withdrawal& withdrawal, const std::string& by);
    void tellNoSuchWord(const Milestone& milestone, const Correction& correction);
    void checkAmended(const Record& record, Milestone& milestone);
    /// True where the entry says `amends`: it stands in the place of the one of its id then.
    template <class T> bool replaces(const Record& record, const char* what, std::vector<T>& items, T& item);
    /// Tells that there is none to amend.
    void tellNothingBelow(const Record& record, const char* what, const std::string& id,
                          const std::vector<std::string>& ids);
    Announcement announcementOf(const Record& record, Status before);
    /// Who said it and in which office, and who is to fly.
    void takePeopleOf(const Record& record, Announcement& said);
    void takeCausesOf(const Record& record, const std::string& milestone, Announcement& said);
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
    /// Tells of offices that were not held on the day for which they are cited.
    void checkOffices();
    /// Tells of causes that are younger than what they are said to have caused, and of rings of them.
    void checkCauses();
    /// Tells where something was announced later than the file's evidence ends.
    void checkEvidence(const Evidence& evidence, const FileBounds& from);
    /// Evidence in the order of the programmes.
    void orderEvidence();
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
    Places vehiclePlaces_, missionPlaces_, blocPlaces_, partnerPlaces_, peoplePlaces_;
    std::map<std::tuple<std::string, std::string, std::string>, int> doubles_; ///< by kind, file, first file
    std::unordered_map<std::string, std::size_t> sourceIndex_;
    PendingReferences pending_;
    /// A vehicle that has a model, and the milestone that brings it.
    struct VehicleModel {
        std::string model, milestone;
    };
    std::unordered_map<std::string, VehicleModel> vehicleModels_;
    /// Sites at which a vehicle stands.
    std::vector<std::pair<std::string, Reference>> standing_;
    std::vector<CitedOffice> citedOffices_;
    std::vector<NamedCause> namedCauses_;
    std::vector<FileBounds> bounds_; ///< of the files taken so far
    /// Files that lie over others, which are taken last.
    struct Later {
        std::string file;
        base::YamlNode root;
        std::uint64_t digest;
    };
    std::vector<Later> later_;
    bool someUnread_ = false; ///< a file could not be read, so that what others name may be in it
};

template <class T>
bool Reader::replaces(const Record& record, const char* what, std::vector<T>& items, T& item) {
    if (!record.optional("amends"))
        return false;
    std::string by = record.text("amends");
    for (T& below : items)
        if (below.id == item.id) {
            timeline_.amendments.push_back({what, item.id, std::move(by), record.at()});
            below = std::move(item);
            return true;
        }
    std::vector<std::string> ids;
    for (const T& below : items)
        ids.push_back(below.id);
    tellNothingBelow(record, what, item.id, ids);
    return true;
}

/// The place of a site: a point, a circle, a polygon, candidates or unknown.
Geometry geometryOf(const Record& site);

/// What points to others by their ids, and may not come back to itself.
struct Chained {
    std::string_view id;
    const base::SourcePlace& place;
    std::vector<std::string_view> to;
};
/// Tells each ring once, at the place of one that is in it; `says` stands between two of its ids.
void tellRings(const std::vector<Chained>& all, std::string_view says, std::string_view todo,
               base::Findings& findings);

/// What is wrong between the entries of one history: their order, and dates that contradict each other.
void checkHistory(base::Findings& findings, const Milestone& milestone);

} // namespace perilune::timeline
