#pragma once

#include <memory>

namespace perilune::base {

/// While it lives, Ctrl+C and a request to end set a flag that long work asks between its steps, instead of
/// ending the process.
class Interruptible {
  public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    bool wasInterrupted() const;

  private:
    struct Before;
    std::unique_ptr<Before> before_;
};

} // namespace perilune::base
