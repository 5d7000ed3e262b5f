#include "ui/show.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

scene::Moment liveMomentOf(const Show& show, const World& world) {
    if (show.storyPlaying && world.story)
        return story::momentAt(*world.story, {std::llround(show.storyS * 1e6), 1'000'000});
    return show.moment;
}

scene::Moment momentOf(const Show& show, const World& world) {
    scene::Moment moment = show.frozen ? *show.frozen : liveMomentOf(show, world);
    moment.curtain = std::max(moment.curtain, show.blackness);
    return moment;
}

bool isMoving(const Show& s) {
    return s.playing || s.flight || s.storyPlaying || s.spinXShareS != 0.0 || s.spinYShareS != 0.0 ||
           s.zoomRate != 0.0 || s.blackness != (s.black ? 1.0 : 0.0);
}

} // namespace perilune::ui
