#pragma once

#include "ui/action.h"
#include "ui/desk.h"
#include "ui/show.h"

#include <string>

namespace perilune::ui {

/// One sitting: the show, and the desk from which it is led.
struct Session {
    Show show;
    Desk desk;
};

/// Pure: the next state. No clock, no I/O.
Session reduce(Session session, const Action& action, const Dataset& data);

/// Time alone will change what is seen, on a screen or at the desk.
inline bool isMoving(const Session& session) {
    return isMoving(session.show) || isMoving(session.desk);
}

/// The state at the start: the lit side with its terminator, today in hindsight, and the milestone whose
/// target moved most, with its card open.
Session openingSession(const Dataset& data, base::Instant now, const std::string& language = "en");

} // namespace perilune::ui
