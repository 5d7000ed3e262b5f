// Whatever the bytes are: they become a timeline or diagnostics, in bounded time, and the queries hold their
// laws.

#include "timeline/ask/query.h"
#include "timeline/read/parse.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace perilune;
using fuzz::require;

namespace {

void askAll(const timeline::Timeline& all) {
    for (const timeline::KnownDay known :
         {all.latestKnown(), timeline::KnownDay{*base::parseDay("2021-03-09")}}) {
        const timeline::Snapshot snapshot = asKnown(all, known);
        require(snapshot.at(timeline::ValidDay{known.day}).size() == snapshot.milestones.size(),
                "a standing for each");
        for (const timeline::KnownMilestone& milestone : snapshot.milestones) {
            require(milestone.current && milestone.current->knownFrom() <= known, "the last word was known");
            if (const auto window = milestone.window()) {
                require(window->begin < window->end, "no window is empty");
                require(!inWords(*window).empty(), "every window reads in words");
            }
            slips(milestone);
        }
        require(stops(snapshot).size() <= snapshot.milestones.size(), "one stop a milestone");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto parsed = timeline::parseTimelines({{"fuzz.yaml", text}});
    for (const base::Diagnostic& diagnostic : parsed.diagnostics) {
        require(!diagnostic.what.empty(), "every mistake says what it is");
        require(diagnostic.place.line >= 0 && diagnostic.place.column >= 0, "every mistake has a place");
        require(!base::format(diagnostic).empty(), "every mistake is a line");
    }
    if (parsed.ok())
        askAll(parsed.value);
    if (const auto window = timeline::parseEdtf(text.substr(0, 64))) {
        require(window->begin < window->end && window->contains(window->anchor()),
                "a window holds its anchor");
        require(!inWords(*window).empty(), "every window reads in words");
    }
    return 0;
}
