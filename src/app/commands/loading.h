#pragma once

#include "app/commands/view.h"
#include "player/content.h"
#include "capture/capture.h"
#include "base/output_rules.h"
#include "base/workers.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace perilune::app {

using Paths = player::Paths;

/// Puts text on stderr; where that is closed or full there is nobody to tell.
void tell(const std::string& text);

/// Prints what is wrong on stderr, one line each, and gives the exit status that it comes to.
int report(const std::vector<base::Diagnostic>& diagnostics);
int report(const base::Error& error);

/// Whether a command may write there: nothing that it reads would be lost, be it named (`read`) or found with
/// the program and in the user's folders, such as maps, models and fonts.
base::Result<base::Outcome> checkTarget(const std::filesystem::path& output, const base::OutputForm& form,
                                        Paths read);
/// The one rule of all outputs that are named on the command line: a file that stands there is replaced, and
/// that is said.
void sayReplaced(const std::filesystem::path& output, base::Outcome outcome);
/// Prints where something was written, unless that is where prints go, and whether it replaced something.
void sayWritten(const std::filesystem::path& output, base::Outcome outcome);
/// For the help of an option that names an output.
inline constexpr const char* kReplaces = "a file of that name is replaced";

/// The day on which a record ends; today where nothing is said in it.
base::Day lastDayOf(const timeline::Timeline& timeline);

/// Tells of the user's own timelines that lie over the record.
void tellOwn(const player::Content& content);

/// Reads timelines (none named: the record with the user's own), printing what is wrong with them. Null: an
/// error was printed.
std::shared_ptr<const timeline::Timeline> loadTimelines(const Paths& files);

/// A story with the timelines it is to be shown with: those given, else those it names, else the shipped
/// ones. What is wrong is printed; nothing where there was an error.
std::optional<player::Content> loadStory(const std::filesystem::path& file, const Paths& timelines);

/// Tells which installed maps were left out or found damaged, but for the first `from` that were told before.
void tellProblems(const terrain::Ground& ground, std::size_t from = 0);

/// Tells what a renderer has to say of its models: those left out, and what of the others is not drawn.
void tellOfModels(const std::vector<std::string>& problems);

/// What pictures of it are made of; what the user should know is printed.
base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline,
                                         const base::Workers& workers);

/// A site by its id; an error suggests the closest one.
base::Result<const timeline::Site*> findSite(const timeline::Timeline& timeline, const std::string& id);

} // namespace perilune::app
