#include "ui/show.h"

#include "ui/story_moves.h"

#include <algorithm>

namespace perilune::ui {

scene::Moment liveMomentOf(const Show& show, const Dataset& data) {
    return show.story.isSeen() && data.story ? toldMomentOf(show, *data.story) : show.moment;
}

scene::Moment momentOf(const Show& show, const Dataset& data) {
    scene::Moment moment = show.frozen ? *show.frozen : liveMomentOf(show, data);
    moment.curtain = std::max(moment.curtain, show.blackness);
    return moment;
}

bool isMoving(const Show& s) {
    return s.playing || s.flight || isMoving(s.story) || s.spinXShareS != 0.0 || s.spinYShareS != 0.0 ||
           s.zoomRate != 0.0 || !s.ink.empty() || s.blackness != (s.black ? 1.0 : 0.0);
}

} // namespace perilune::ui
