#include "capture/sinks/encoding_line.h"

namespace perilune::capture {

EncodingLine::EncodingLine(Sink& sink, const base::Workers& workers)
    : sink_(sink), alone_(workers.count() == 1) {
    if (!alone_)
        task_ = workers.startLong([this] { run(); });
}

EncodingLine::~EncodingLine() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
}

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
    changed_.wait(lock, [this] { return waiting_.size() < kWaiting || failure_; });
    if (!failure_) {
        waiting_.push_back(std::move(image));
        changed_.notify_all();
        if (alone_)
            encodeNext(lock);
    }
    if (failure_)
        return tl::unexpected(*failure_);
    return {};
}

base::Result<void> EncodingLine::close() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
    if (task_.isBegun())
        task_.take();
    if (failure_)
        return tl::unexpected(*failure_);
    return {};
}

void EncodingLine::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return !waiting_.empty() || closed_; });
        if (waiting_.empty())
            return;
        encodeNext(lock);
    }
}

void EncodingLine::encodeNext(std::unique_lock<std::mutex>& lock) {
    base::Image image = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    const auto added = sink_.add(image);
    lock.lock();
    spare_.push_back(std::move(image));
    if (!added) {
        failure_ = added.error();
        waiting_.clear();
        closed_ = true;
    }
    changed_.notify_all();
}

} // namespace perilune::capture
