#include "ui/show.h"

#include <algorithm>
#include <cmath>

namespace perilune::ui {

scene::Moment liveMomentOf(const Show& show, const Dataset& data) {
    if (show.storyPlaying && data.story)
        return story::momentAt(*data.story, {std::llround(show.storyS * 1e6), 1'000'000});
    return show.moment;
}

scene::Moment momentOf(const Show& show, const Dataset& data) {
    scene::Moment moment = show.frozen ? *show.frozen : liveMomentOf(show, data);
    moment.curtain = std::max(moment.curtain, show.blackness);
    return moment;
}

bool isMoving(const Show& s) {
    return s.playing || s.flight || s.storyPlaying || s.spinXShareS != 0.0 || s.spinYShareS != 0.0 ||
           s.zoomRate != 0.0 || s.blackness != (s.black ? 1.0 : 0.0);
}

} // namespace perilune::ui
