#include "app/commands/long_work.h"

#include "app/commands/loading.h"

#include <fmt/format.h>

namespace perilune::app {

void ProgressLine::show(std::int64_t done, std::int64_t total) {
    if (first_ < 0)
        first_ = done;
    const int percent = total > 0 ? int(done * 100 / total) : 100;
    const double passedS = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    const double rate = passedS > 0.0 ? double(done - first_) / passedS : 0.0;
    const double leftS = rate > 0.0 ? double(total - done) / rate : 0.0;
    if (terminal_) {
        const auto now = std::chrono::steady_clock::now();
        if (done < total && now - shown_ < std::chrono::milliseconds{100})
            return;
        shown_ = now;
        const int filled = percent * 30 / 100;
        tell(fmt::format("\r[{:=<{}}{: <{}}] {:3} %  {}/{} {}  {:.1f} a second  {:.0f} s left  ", "", filled,
                         "", 30 - filled, percent, done, total, unit_, rate, leftS));
        open_ = true;
    } else if (percent / 10 > tenth_) {
        tenth_ = percent / 10;
        tell(fmt::format("{:3} %  {}/{} {}  {:.1f} a second\n", tenth_ * 10, done, total, unit_, rate));
    }
}

void ProgressLine::end() {
    if (open_)
        tell("\n");
    open_ = false;
}

} // namespace perilune::app
