#pragma once

#include <atomic>
#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace perilune::base {

class Job;
template <class T> class Task;

/// Who works beside the caller: threads, or nobody. Where there is nobody (a browser's page has one thread),
/// work that was begun waits until its result is wanted, or until `help` is called between two frames. Made
/// once, in `app`, and handed down by value: copies are the same workers. With the last copy the threads end.
class Workers {
  public:
    /// As many as the machine has cores; each starts when it is first needed.
    static Workers onThreads();
    static Workers inlined();

    /// Threads that may be at work at once, the caller's among them; 1 where there are no others.
    unsigned count() const;

    /// Makes a value beside the caller. What is captured must live as long as the task.
    template <class Make> auto start(Make make) const -> Task<std::invoke_result_t<Make&>>;
    /// The same for work that takes minutes: it gets a thread of its own, so that nothing waits behind it.
    template <class Make> auto startLong(Make make) const -> Task<std::invoke_result_t<Make&>>;
    /// Calls `step` again and again, on one thread at a time, while it says that there is more to do; other
    /// work gets its turn in between.
    Task<void> repeat(std::function<bool()> step) const;

    /// Calls `run` here and beside on up to `most` threads in all, and returns when every call has.
    void share(std::size_t most, const std::function<void()>& run) const;
    /// Calls `work` with 0 .. count - 1, in no order.
    template <std::integral Index, class Work> void forEach(Index count, const Work& work) const;

    /// Where nobody else works: takes one step of what waits; false when nothing does. For the time between
    /// frames.
    bool help() const;

  private:
    class Pool;
    explicit Workers(unsigned threads);
    template <class Make> static auto jobFor(Make make) -> Task<std::invoke_result_t<Make&>>;
    void post(const std::shared_ptr<Job>& job, bool isLong) const;

    std::shared_ptr<Pool> pool_;
};

/// Work in steps, of which one thread at a time takes one: a worker, or who waits for the end.
class Job {
  public:
    /// `step` says whether there is more to do.
    explicit Job(std::function<bool()> step) : step_(std::move(step)) {}
    /// Takes a step, unless another thread is at one. False: it is over, or somebody else sees to the rest.
    bool step();
    /// Returns when all is done: does it here where nobody is at it. Throws what a step threw.
    void finish();
    /// No further step is taken; one under way is waited for.
    void drop();
    bool isOver();

  private:
    bool stepLocked(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<bool()> step_;
    std::exception_ptr thrown_;
    bool running_ = false, over_ = false;
};

/// Work that was begun, held by who wants it done. Where this goes before the end, no further step is taken,
/// and one under way is waited for.
template <class T> class Task {
  public:
    using Made = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    Task() = default;
    Task(std::shared_ptr<Job> job, std::shared_ptr<std::optional<Made>> made)
        : job_(std::move(job)), made_(std::move(made)) {}
    Task(Task&&) noexcept = default;
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            drop();
            job_ = std::move(other.job_);
            made_ = std::move(other.made_);
        }
        return *this;
    }
    ~Task() { drop(); }

    /// Something was begun and not yet taken.
    bool isBegun() const { return job_ != nullptr; }
    /// It can be taken without waiting.
    bool isReady() const { return job_ && job_->isOver(); }
    /// What was made; waits for it, or makes it here where nobody is at it. Only while `isBegun`.
    T take() {
        const auto job = std::move(job_);
        const auto made = std::move(made_);
        job->finish();
        if constexpr (!std::is_void_v<T>)
            return std::move(**made);
    }

  private:
    void drop() {
        if (job_)
            job_->drop();
        job_ = nullptr;
    }
    std::shared_ptr<Job> job_;
    std::shared_ptr<std::optional<Made>> made_;

    friend class Workers;
};

template <class Make> auto Workers::jobFor(Make make) -> Task<std::invoke_result_t<Make&>> {
    using T = std::invoke_result_t<Make&>;
    // Functions are copied; what they hold need not be copyable.
    const auto held = std::make_shared<Make>(std::move(make));
    const auto made = std::make_shared<std::optional<typename Task<T>::Made>>();
    auto job = std::make_shared<Job>([held, made] {
        if constexpr (std::is_void_v<T>)
            (*held)();
        else
            made->emplace((*held)());
        return false;
    });
    return {std::move(job), made};
}

template <class Make> auto Workers::start(Make make) const -> Task<std::invoke_result_t<Make&>> {
    auto task = jobFor(std::move(make));
    post(task.job_, false);
    return task;
}

template <class Make> auto Workers::startLong(Make make) const -> Task<std::invoke_result_t<Make&>> {
    auto task = jobFor(std::move(make));
    post(task.job_, true);
    return task;
}

template <std::integral Index, class Work> void Workers::forEach(Index count, const Work& work) const {
    std::atomic<Index> next{0};
    share(std::size_t(count), [&] {
        for (Index i = next++; i < count; i = next++)
            work(i);
    });
}

} // namespace perilune::base
