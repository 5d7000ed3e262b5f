#pragma once

#include <memory>

namespace perilune::base {

/// While it lives, Ctrl+C, a request to end and the closing of the terminal set a flag that long work asks
/// between its steps, instead of ending the process. One may live within another: they share the flag.
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
