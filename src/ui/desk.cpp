#include "ui/desk.h"

#include "ui/approach.h"

#include <algorithm>
#include <utility>

namespace perilune::ui {

namespace {

constexpr double kComeS = 0.12;

bool hides(const Desk& desk) {
    return desk.restedS > kChromeRestS && desk.panel == Panel::None;
}

} // namespace

void say(Desk& desk, std::string message) {
    const double toReadS = 3.0 + 0.06 * double(message.size());
    say(desk, std::move(message), toReadS);
}

void say(Desk& desk, std::string message, double forS) {
    desk.message = std::move(message);
    desk.messageForS = forS;
}

void pass(Desk& desk, double dtS) {
    desk.restedS += dtS;
    const bool hide = hides(desk);
    approach(desk.chrome, hide ? 0.0 : 1.0, dtS / (hide ? kFadeS : kComeS));
    desk.messageForS -= dtS;
    if (desk.messageForS <= 0.0)
        desk.message.clear();
}

bool isMoving(const Desk& desk) {
    return desk.chrome != (hides(desk) ? 0.0 : 1.0);
}

std::optional<double> restsForS(const Desk& desk) {
    std::optional<double> wait;
    if (desk.panel == Panel::None && desk.chrome > 0.0)
        wait = std::max(0.0, kChromeRestS - desk.restedS) + 0.01;
    if (!desk.message.empty())
        wait = std::min(wait.value_or(1e9), std::max(0.0, desk.messageForS) + 0.01);
    return wait;
}

} // namespace perilune::ui
