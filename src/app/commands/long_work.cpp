#include "app/commands/long_work.h"

#include "app/commands/loading.h"

#include <fmt/format.h>

#include <unistd.h>

namespace perilune::app {

namespace {

/// A handler can reach nothing else.
volatile std::sig_atomic_t interrupted = 0;

} // namespace

Interruptible::Interruptible() {
    interrupted = 0;
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &oldInt_);
    sigaction(SIGTERM, &action, &oldTerm_);
}

Interruptible::~Interruptible() {
    sigaction(SIGINT, &oldInt_, nullptr);
    sigaction(SIGTERM, &oldTerm_, nullptr);
}

bool Interruptible::wasInterrupted() const {
    return interrupted != 0;
}

bool ProgressLine::isTerminal() {
    return isatty(STDERR_FILENO) == 1;
}

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
