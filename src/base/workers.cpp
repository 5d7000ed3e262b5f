#include "base/workers.h"

#include <algorithm>
#include <deque>
#include <thread>
#include <vector>

namespace perilune::base {

namespace {

/// More threads than this share no work of ours well.
constexpr unsigned kMostThreads = 16;
/// Even one core gets two: while one thread waits for a disk the other works.
constexpr unsigned kLeastThreads = 2;

} // namespace

bool Job::stepLocked(std::unique_lock<std::mutex>& lock) {
    running_ = true;
    lock.unlock();
    bool more = false;
    std::exception_ptr thrown;
    try {
        more = step_();
    } catch (...) {
        thrown = std::current_exception();
    }
    lock.lock();
    running_ = false;
    thrown_ = thrown;
    over_ = over_ || !more;
    std::function<bool()> done;
    if (over_)
        done = std::exchange(step_, nullptr);
    changed_.notify_all();
    const bool again = !over_;
    lock.unlock();
    done = nullptr; // what it holds may want this lock when it goes
    lock.lock();
    return again;
}

bool Job::step() {
    std::unique_lock lock(mutex_);
    return !over_ && !running_ && stepLocked(lock);
}

void Job::finish() {
    std::unique_lock lock(mutex_);
    while (!over_)
        if (running_)
            changed_.wait(lock);
        else
            stepLocked(lock);
    if (thrown_)
        std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void Job::drop() {
    std::function<bool()> dropped;
    std::unique_lock lock(mutex_);
    over_ = true;
    changed_.wait(lock, [this] { return !running_; });
    dropped = std::exchange(step_, nullptr);
    lock.unlock();
}

bool Job::isOver() {
    const std::scoped_lock lock(mutex_);
    return over_ && !running_;
}

namespace {

/// What waits to be done.
struct Waiting {
    std::mutex mutex;
    std::condition_variable wanted;
    std::deque<std::shared_ptr<Job>> jobs;
    std::size_t idle = 0; ///< threads with nothing to do
    bool ending = false;

    void takeFirst(std::unique_lock<std::mutex>& lock) {
        auto job = std::move(jobs.front());
        jobs.pop_front();
        lock.unlock();
        const bool again = job->step();
        lock.lock();
        if (again)
            jobs.push_back(std::move(job));
    }
    /// A thread's life.
    void work() {
        std::unique_lock lock(mutex);
        while (!ending)
            if (jobs.empty()) {
                ++idle;
                wanted.wait(lock);
                --idle;
            } else {
                takeFirst(lock);
            }
    }
};

} // namespace

class Workers::Pool {
  public:
    explicit Pool(unsigned threads) : most_(threads) {}
    ~Pool() {
        {
            const std::scoped_lock lock(waiting_->mutex);
            waiting_->ending = true;
        }
        waiting_->wanted.notify_all();
        for (std::thread& thread : threads_)
            end(thread);
        for (Long& one : long_)
            end(one.thread);
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    unsigned threads() const { return most_; }

    void post(std::shared_ptr<Job> job) {
        const std::scoped_lock lock(waiting_->mutex);
        waiting_->jobs.push_back(std::move(job));
        if (waiting_->idle < waiting_->jobs.size() && threads_.size() < most_)
            threads_.emplace_back([waiting = waiting_] { waiting->work(); });
        waiting_->wanted.notify_one();
    }
    void postLong(const std::shared_ptr<Job>& job) {
        if (most_ == 0)
            return post(job);
        const std::scoped_lock lock(waiting_->mutex);
        std::erase_if(
            long_,
            [](Long& one) {
                const bool over = one.job->isOver();
                if (over)
                    end(one.thread);
                return over;
            });
        long_.push_back({std::thread([job] {
                             while (job->step()) {
                             }
                         }),
                         job});
    }
    bool stepOne() {
        std::unique_lock lock(waiting_->mutex);
        if (most_ > 0 || waiting_->jobs.empty())
            return false;
        waiting_->takeFirst(lock);
        return true;
    }

  private:
    struct Long {
        std::thread thread;
        std::shared_ptr<Job> job;
    };
    /// The last to want the pool may be one of its own threads.
    static void end(std::thread& thread) {
        if (thread.get_id() == std::this_thread::get_id())
            thread.detach();
        else
            thread.join();
    }

    const unsigned most_;
    std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
    std::vector<std::thread> threads_; ///< these two under the mutex of waiting_
    std::vector<Long> long_;
};

Workers::Workers(unsigned threads) : pool_(std::make_shared<Pool>(threads)) {}

Workers Workers::onThreads() {
    return Workers(std::clamp(std::thread::hardware_concurrency(), kLeastThreads, kMostThreads));
}

Workers Workers::inlined() {
    return Workers(0);
}

unsigned Workers::count() const {
    return std::max(pool_->threads(), 1u);
}

void Workers::post(const std::shared_ptr<Job>& job, bool isLong) const {
    isLong ? pool_->postLong(job) : pool_->post(job);
}

Task<void> Workers::repeat(std::function<bool()> step) const {
    auto job = std::make_shared<Job>(std::move(step));
    post(job, false);
    return {std::move(job), nullptr};
}

void Workers::share(std::size_t most, const std::function<void()>& run) const {
    std::mutex mutex;
    std::exception_ptr thrown;
    const auto guarded = [&] {
        try {
            run();
        } catch (...) {
            const std::scoped_lock lock(mutex);
            thrown = std::current_exception();
        }
    };
    {
        std::vector<Task<void>> others;
        for (std::size_t i = 1; i < std::min<std::size_t>(most, count()); ++i)
            others.push_back(start(guarded));
        guarded();
    } // who has not begun by now is not needed; who has is waited for
    if (thrown)
        std::rethrow_exception(thrown);
}

bool Workers::help() const {
    return pool_->stepOne();
}

} // namespace perilune::base
