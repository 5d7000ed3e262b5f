#include "capture/film/notes.h"

#include "base/calendar.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace perilune::capture {

FilmNotes notesOf(const Studio& studio, const story::Storyboard& story, const story::FilmJob& job,
                  const FilmWork& work) {
    FilmNotes notes{.title = story.title, .copyright = job.licence};
    std::vector<std::string> names;
    for (const auto& file : work.read)
        names.push_back(file.filename().string());
    notes.comment = fmt::format("Made with {} of {}", work.program, fmt::join(names, ", "));
    std::vector<std::string> evidence;
    for (const timeline::Evidence& one : studio.timeline->evidence) {
        const timeline::Programme* programme = studio.timeline->programme(one.programme);
        std::string words = fmt::format("{} {}", programme ? programme->title.english() : one.place.file,
                                        base::dayInWords(one.until));
        if (std::find(evidence.begin(), evidence.end(), words) == evidence.end())
            evidence.push_back(std::move(words));
    }
    notes.description = job.story.empty()
                            ? "A story as a film."
                            : fmt::format("The story {} as a film.", job.story.filename().string());
    if (!evidence.empty())
        notes.description +=
            fmt::format(" The record was looked after until: {}.", fmt::join(evidence, "; "));
    notes.description += " Whose maps, names and models it shows: the program's models/credits.yaml.";
    return notes;
}

} // namespace perilune::capture
