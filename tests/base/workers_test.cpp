#include "base/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <new>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

namespace perilune::base {
namespace {

class EitherWay : public testing::TestWithParam<bool> {
  protected:
    Workers workers = GetParam() ? Workers::onThreads() : Workers::inlined();
};

TEST_P(EitherWay, aTaskGivesWhatWasMade) {
    auto task = workers.start([value = std::make_unique<int>(7)]() mutable { return std::move(value); });
    EXPECT_TRUE(task.isBegun());
    EXPECT_EQ(*task.take(), 7);
    EXPECT_FALSE(task.isBegun());
    EXPECT_EQ(workers.startLong([] { return 8; }).take(), 8);
}

TEST_P(EitherWay, everyIndexIsWorkedOnOnce) {
    std::vector<std::atomic<int>> times(1000);
    workers.forEach(times.size(), [&](std::size_t i) { ++times[i]; });
    for (const auto& count : times)
        EXPECT_EQ(count, 1);
    workers.forEach(0, [](std::size_t) { FAIL(); });
}

TEST_P(EitherWay, repeatedWorkEndsWhenItSaysSo) {
    int steps = 0;
    auto task = workers.repeat([&] { return ++steps < 5; });
    task.take();
    EXPECT_EQ(steps, 5);
}

TEST_P(EitherWay, whatIsThrownReachesWhoTakesIt) {
    auto task = workers.start([]() -> int { throw std::bad_alloc(); });
    EXPECT_THROW(task.take(), std::bad_alloc);
    EXPECT_THROW(workers.forEach(4, [](std::size_t) { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST_P(EitherWay, aTaskMayWaitForAnother) {
    // However many wait: nobody holds a thread that the one waited for would need.
    std::vector<Task<int>> tasks;
    for (int i = 0; i < 50; ++i)
        tasks.push_back(workers.start([this, i] { return workers.start([i] { return i; }).take(); }));
    int sum = 0;
    for (auto& task : tasks)
        sum += task.take();
    EXPECT_EQ(sum, 49 * 50 / 2);
}

TEST_P(EitherWay, theLastWorkersMayGoOnTheirOwnThread) {
    auto last = std::make_unique<Workers>(workers);
    workers = Workers::inlined();
    const Workers& giver = *last;
    auto task = giver.start([held = std::move(last)] { return 1; });
    EXPECT_EQ(task.take(), 1);
}

INSTANTIATE_TEST_SUITE_P(Workers, EitherWay, testing::Bool(),
                         [](const auto& way) { return way.param ? "onThreads" : "inlined"; });

TEST(Workers, inlineNothingHappensUntilSomebodyHelps) {
    const Workers workers = Workers::inlined();
    int made = 0, steps = 0;
    const auto first = workers.start([&] { return ++made; });
    const auto second = workers.repeat([&] { return ++steps < 2; });
    EXPECT_EQ(made, 0);
    EXPECT_TRUE(workers.help());
    EXPECT_TRUE(first.isReady());
    EXPECT_EQ(steps, 0); // one step at a time
    EXPECT_TRUE(workers.help());
    EXPECT_TRUE(workers.help());
    EXPECT_TRUE(second.isReady());
    EXPECT_FALSE(workers.help());
}

TEST(Workers, inlineAllIsDoneOnThisThread) {
    const Workers workers = Workers::inlined();
    EXPECT_EQ(workers.count(), 1u);
    std::set<std::thread::id> threads;
    const auto tell = [&] { threads.insert(std::this_thread::get_id()); };
    workers.forEach(100, [&](std::size_t) { tell(); });
    workers.start(tell).take();
    workers.startLong(tell).take();
    EXPECT_EQ(threads, std::set{std::this_thread::get_id()});
}

TEST(Workers, whatNobodyWantsAnyMoreIsNotBegun) {
    const Workers workers = Workers::inlined();
    const auto held = std::make_shared<int>(1);
    int made = 0;
    {
        const auto task = workers.start([&made, held] { return made += *held; });
        EXPECT_EQ(held.use_count(), 2);
    }
    EXPECT_EQ(held.use_count(), 1); // nor is what it held kept
    while (workers.help()) {
    }
    EXPECT_EQ(made, 0);
}

TEST(Workers, aTaskThatGoesWaitsForTheStepUnderWay) {
    const Workers workers = Workers::onThreads();
    std::atomic<bool> inStep = false, mayGoOn = false;
    std::atomic<int> steps = 0;
    {
        auto task = workers.repeat([&] {
            inStep = true;
            while (!mayGoOn)
                std::this_thread::yield();
            ++steps;
            return true;
        });
        while (!inStep)
            std::this_thread::yield();
        mayGoOn = true;
    }
    const int then = steps;
    EXPECT_GE(then, 1);
    for (int i = 0; i < 1000; ++i)
        std::this_thread::yield();
    EXPECT_EQ(steps, then);
}

TEST(Workers, longWorkHoldsUpNoOther) {
    const Workers workers = Workers::onThreads();
    std::atomic<bool> over = false;
    std::vector<Task<void>> longOnes;
    for (unsigned i = 0; i < workers.count() + 1; ++i)
        longOnes.push_back(workers.startLong([&] {
            while (!over)
                std::this_thread::yield();
        }));
    auto task = workers.start([] { return 3; });
    while (!task.isReady())
        std::this_thread::yield();
    over = true;
    EXPECT_EQ(task.take(), 3);
}

} // namespace
} // namespace perilune::base
