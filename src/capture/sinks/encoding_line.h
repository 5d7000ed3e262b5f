#pragma once

#include "capture/sinks/encoder.h"
#include "base/image.h"
#include "base/result.h"
#include "base/workers.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace perilune::capture {

/// Encodes beside while the next frame is drawn. Frames go through in order; only a few wait, so that a slow
/// encoder holds the drawing back (which then encodes too) instead of filling the memory.
class EncodingLine {
  public:
    /// `encoder` must outlive it.
    EncodingLine(Encoder& encoder, base::Workers workers) : encoder_(encoder), workers_(std::move(workers)) {}

    /// A spare picture to draw into.
    base::Image takeSpare();
    base::Result<void> add(base::Image image);
    /// Waits until all that was added is encoded.
    base::Result<void> close();

  private:
    static constexpr std::size_t kWaiting = 3;
    /// Encodes the frame that waits longest, the lock open meanwhile; false where none waits or one is being
    /// encoded.
    bool encodeNext(std::unique_lock<std::mutex>& lock);
    base::Result<void> outcome() const;

    Encoder& encoder_;
    base::Workers workers_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<base::Image> waiting_;
    std::vector<base::Image> spare_;
    std::optional<base::Error> failure_;
    bool encoding_ = false;
    base::Task<void> task_; ///< encodes while frames wait; last: it uses all the others
};

} // namespace perilune::capture
