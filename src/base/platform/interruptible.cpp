#include "base/platform/interruptible.h"

#include <array>
#include <csignal>

namespace perilune::base {

namespace {

/// A handler can reach nothing else.
volatile std::sig_atomic_t interrupted = 0;

void note(int) {
    interrupted = 1;
}

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

} // namespace

struct Interruptible::Before {
    std::array<struct sigaction, kSignals.size()> actions{};
};

Interruptible::Interruptible() : before_(std::make_unique<Before>()) {
    struct sigaction action {};
    action.sa_handler = note;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction& before = before_->actions[i];
        sigaction(kSignals[i], nullptr, &before);
        if (i == 0 && before.sa_handler != note)
            interrupted = 0; // no other lives
        // Work that was begun to outlive its terminal (nohup) does.
        if (kSignals[i] != SIGHUP || before.sa_handler != SIG_IGN)
            sigaction(kSignals[i], &action, nullptr);
    }
}

Interruptible::~Interruptible() {
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        sigaction(kSignals[i], &before_->actions[i], nullptr);
}

bool Interruptible::wasInterrupted() const {
    return interrupted != 0;
}

} // namespace perilune::base
