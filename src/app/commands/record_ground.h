#pragma once

#include "app/commands/record_announce.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace perilune::app {

using Texts = std::vector<std::pair<std::string, std::string>>; ///< file names and what they hold

/// The record that something is added to.
struct Ground {
    Texts texts;
    timeline::Timeline timeline;
    std::set<std::string> worthALook; ///< before
    Paths broken;                     ///< own files that are left out
};
base::Result<Ground> groundOf(const AnnounceOptions& options);

/// The file and its text; where it stands in the place of one that the record is read from, that one's
/// number.
struct Target {
    std::filesystem::path file;
    std::string text;
    std::optional<std::size_t> standsFor;
};
base::Result<Target> targetOf(const AnnounceOptions& options, const std::string& programme,
                              const Ground& ground);

/// The milestone that is meant; whoever writes its title is told its id.
base::Result<const timeline::Milestone*> milestoneOf(const timeline::Timeline& timeline,
                                                     const std::string& id);
bool isAddress(const std::string& word);
/// Who changes the record: as the options say, or as the account is called.
std::string whoAdds(const AnnounceOptions& options);
/// "--on: say the day".
tl::unexpected<base::Error> bad(const std::string& option, const std::string& message);

/// The ids of the sources that are named; new ones for addresses that none has.
class NamedSources {
  public:
    NamedSources(const timeline::Timeline& timeline, const AnnounceOptions& options)
        : timeline_(timeline), options_(options) {}

    base::Result<std::string> idOf(const std::string& word);
    std::vector<timeline::NewSource> made;
    std::vector<std::string> remarks;

  private:
    base::Result<std::string> idOfAddress(const std::string& url);

    const timeline::Timeline& timeline_;
    const AnnounceOptions& options_;
};

/// The record with the change must be as whole as it was without.
base::Result<void> checkRecord(const Ground& ground, const Target& target, const std::string& after,
                               bool anyway, std::vector<std::string>& remarks);

} // namespace perilune::app
