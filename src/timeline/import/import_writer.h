#pragma once

#include "timeline/import/account.h"
#include "timeline/timeline.h"
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
        std::string announced, kind, target, actual, status, supersededBy, by, words, confidence;
        std::string person, office;
        std::vector<CrewMember> crew;
        std::vector<std::string> because; ///< ids
        std::vector<std::string> sources; ///< ids
    };
    struct Milestone {
        std::string id;
        LocalizedText title;
        std::string shortTitle, lane;
        int weight = 1;
        std::vector<std::string> after, sites, vehicles;
        std::string mission;
        std::vector<Entry> history;
    };
    using Fields = std::vector<std::pair<std::string, std::string>>; ///< key, and its value as YAML
    /// A site, a vehicle, a mission, a bloc, a partner, a person.
    struct Thing {
        std::string id;
        LocalizedText title;
        Fields fields;
        std::vector<Fields> history; ///< of a site; of a person the offices
    };
    struct Source {
        std::string id, title, publisher, date, url;
    };
    struct Lane {
        std::string id;
        LocalizedText title;
    };

    std::string origin; ///< the file's name, for the remark at the top
    std::string id;
    LocalizedText title;
    std::string evidenceUntil; ///< a day, or empty
    std::string mark = "square", colour = "#f2b544";
    std::vector<Lane> lanes;
    std::vector<Source> sources;
    std::vector<Milestone> milestones;
    std::vector<Thing> sites, vehicles, missions, blocs, partners, people;
};

/// What is put together while a file of others is read: lanes and sources by what they are called, and ids
/// that are made of names.
class Gathering {
  public:
    explicit Gathering(const std::string& file);

    Imported imported;

    /// The lane of that title; it is made where there was none.
    std::string laneOf(const std::string& title);
    std::string titleOfLane(std::string_view id) const;
    /// The source that is the same in all of these; publisher and title are made of the address where they
    /// are empty.
    std::string sourceOf(const std::string& title, const std::string& publisher, const std::string& url);
    /// An id that no milestone has; it is taken then.
    std::string idFor(std::string_view wanted, std::string_view otherwise);
    /// An id that a file gives, which is free: it is taken as it is.
    const std::string& keptId(const std::string& id) { return *ids_.insert(id).first; }
    /// Calls the programme after the file, where nothing else has named it, and tells that.
    void nameAfterFile(ImportAccount& account);

  private:
    std::string file_;
    std::map<std::string, std::string> laneByTitle_, sourceByKey_;
    std::unordered_set<std::string> ids_, sourceIds_, laneIds_;
};

LocalizedText inEnglish(std::string text);
/// Beginning with http:// or https://, and without what breaks off an address in a text.
bool isWebAddress(std::string_view text);

std::string toYaml(const Imported& imported);
std::string yamlListOf(const std::vector<std::string>& ids); ///< "[a, b]"
std::string yamlTitleOf(const LocalizedText& title);         ///< a text, or one for each language, in a line

/// An id made of a text: lower case letters, digits and hyphens; `otherwise` where nothing of it is left.
std::string idFrom(std::string_view text, std::string_view otherwise);
/// The same, not yet taken; it is then.
std::string freeId(std::string_view text, std::string_view otherwise, std::unordered_set<std::string>& taken);
/// At most so many bytes, cut between characters, with an ellipsis.
std::string shortened(std::string_view text, std::size_t mostBytes);
/// What a field says, white space single, as long as a timeline takes it; what is cut off is told.
std::string fitted(std::string_view text, ImportAccount::FieldId field, ImportAccount& account);

} // namespace perilune::timeline
