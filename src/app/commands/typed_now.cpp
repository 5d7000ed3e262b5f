#include "app/commands/typed_now.h"

#include <chrono>

namespace perilune::app {

base::Result<scene::TypedTime> typedNow(const std::string& words, const timeline::Timeline* timeline) {
    scene::TypedFrom from;
    from.now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    from.shown = *from.now;
    from.timeline = timeline;
    if (timeline)
        from.known = timeline->latestKnown();
    return scene::typedTime(words, from);
}

} // namespace perilune::app
