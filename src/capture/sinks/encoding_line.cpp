#include "capture/sinks/encoding_line.h"

namespace perilune::capture {

base::Image EncodingLine::takeSpare() {
    const std::scoped_lock lock(mutex_);
    if (spare_.empty())
        return {};
    base::Image image = std::move(spare_.back());
    spare_.pop_back();
    return image;
}

base::Result<void> EncodingLine::add(base::Image image) {
    std::unique_lock lock(mutex_);
    while (waiting_.size() >= kWaiting && !failure_)
        if (!encodeNext(lock))
            changed_.wait(lock);
    if (failure_)
        return outcome();
    waiting_.push_back(std::move(image));
    lock.unlock();
    if (!task_.isBegun() || task_.isReady())
        task_ = workers_.repeat([this] {
            std::unique_lock own(mutex_);
            return encodeNext(own) && !waiting_.empty();
        });
    return {};
}

base::Result<void> EncodingLine::close() {
    std::unique_lock lock(mutex_);
    while (encoding_ || (!waiting_.empty() && !failure_))
        if (!encodeNext(lock))
            changed_.wait(lock);
    return outcome();
}

bool EncodingLine::encodeNext(std::unique_lock<std::mutex>& lock) {
    if (encoding_ || waiting_.empty() || failure_)
        return false;
    encoding_ = true;
    base::Image image = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    const auto added = encoder_.add(image);
    lock.lock();
    encoding_ = false;
    spare_.push_back(std::move(image));
    if (!added)
        failure_ = added.error();
    changed_.notify_all();
    return true;
}

base::Result<void> EncodingLine::outcome() const {
    if (failure_)
        return tl::unexpected(*failure_);
    return {};
}

} // namespace perilune::capture
