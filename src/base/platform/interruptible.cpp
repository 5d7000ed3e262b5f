#include "base/platform/interruptible.h"

#include <csignal>

namespace perilune::base {

namespace {

/// A handler can reach nothing else.
volatile std::sig_atomic_t interrupted = 0;

} // namespace

struct Interruptible::Before {
    struct sigaction onInterrupt {
    }, onEnd{};
};

Interruptible::Interruptible() : before_(std::make_unique<Before>()) {
    interrupted = 0;
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before_->onInterrupt);
    sigaction(SIGTERM, &action, &before_->onEnd);
}

Interruptible::~Interruptible() {
    sigaction(SIGINT, &before_->onInterrupt, nullptr);
    sigaction(SIGTERM, &before_->onEnd, nullptr);
}

bool Interruptible::wasInterrupted() const {
    return interrupted != 0;
}

} // namespace perilune::base
