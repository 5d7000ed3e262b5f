#pragma once

#include <algorithm>
#include <optional>

namespace perilune::app {

/// When the next frame is due. Times are seconds of the window's own clock.
class Pace {
  public:
    /// Something was done: it is answered with frames for a while, and with some in any case, however slow
    /// they are.
    void answer(double nowS) {
        answeredS_ = nowS;
        owed_ = 3;
    }
    void drew(double nowS) {
        drewS_ = nowS;
        owed_ = std::max(0, owed_ - 1);
    }
    double drewS() const { return drewS_; }

    /// Frames follow each other without waiting; `moving`: time alone changes something.
    bool isLively(double nowS, bool moving) const { return moving || owed_ > 0 || nowS - answeredS_ < 0.3; }
    /// While nothing is lively, so long an event is waited for; `restsForS`: until time alone changes
    /// something.
    static double waitS(std::optional<double> restsForS, bool working) {
        return std::min(restsForS.value_or(1.0), working ? 0.2 : 1.0);
    }
    /// What time alone changes has been waiting since the last frame.
    bool isTimely(double nowS, std::optional<double> restsForS) const {
        return restsForS.value_or(1.0) <= nowS - drewS_;
    }

  private:
    double drewS_ = 0.0, answeredS_ = 0.0;
    int owed_ = 0;
};

} // namespace perilune::app
