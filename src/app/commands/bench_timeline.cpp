#include "app/commands/bench_timeline.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "timeline/ask/changes.h"
#include "timeline/ask/partners.h"
#include "timeline/ask/standing_milestones.h"
#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "base/platform/process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace perilune::app {

namespace {

constexpr int kMilestones = 20'000;
constexpr int kAnnouncements = 5;
constexpr int kPartners = 200;
constexpr int kPositions = 101; ///< days that are asked, evenly over the record

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Time that this process had a processor: what loading costs, also where others keep the machine busy.
double cpuMs() {
    return base::processorS() * 1e3;
}

/// The same of this thread, finely: an answer's work, however long it had to wait for a processor.
double workMs() {
    return base::threadProcessorS() * 1e3;
}

constexpr double kLongestMs = 1.0; ///< what an answer at a position of the playhead may take

struct Measured {
    const char* name = "";
    double median = 0, most = 0, mostWork = 0; ///< ms
    bool isSlow() const { return median > kLongestMs || mostWork > kLongestMs; }
};

/// Asks at positions all over the record; every answer goes into a sum, so that none is left out.
Measured measure(const char* name, const std::function<std::size_t(double)>& ask, std::size_t& sum) {
    std::vector<double> times;
    double mostWork = 0.0;
    for (int i = 0; i < kPositions; ++i) {
        const auto start = Clock::now();
        const double workStart = workMs();
        sum += ask(double(i) / (kPositions - 1));
        mostWork = std::max(mostWork, workMs() - workStart);
        times.push_back(millisecondsSince(start));
    }
    std::sort(times.begin(), times.end());
    return {name, times[times.size() / 2], times.back(), mostWork};
}

} // namespace

std::string madeTimeline(int milestones, int announcements) {
    std::uint32_t state = 19690720;
    const auto pick = [&state](int below) {
        state = state * 1664525u + 1013904223u;
        return static_cast<int>((state >> 8) % static_cast<std::uint32_t>(below));
    };
    std::string text = "perilune: timeline/1\n"
                       "programme:\n  id: made\n  title: Made\n  mark: circle\n  colour: \"#6fb1ff\"\n"
                       "  lanes: [{id: one, title: One}, {id: two, title: Two}]\n"
                       "sources:\n  made: {title: Made for measuring, publisher: Perilune, date: 2024}\n"
                       "blocs:\n  east: {title: East}\n  west: {title: West}\n"
                       "partners:\n";
    for (int i = 0; i < kPartners; ++i)
        text += fmt::format(
            "  partner-{}: {{title: Partner {}, country: {}{}, bloc: {}, joined: {}-{:02}, sources: "
            "[made]}}\n",
            i, i, char('A' + i % 26), char('A' + i / 26), i % 3 ? "west" : "east", 2015 + pick(10),
            1 + pick(12));
    text += "milestones:\n";
    for (int i = 0; i < milestones; ++i) {
        text += fmt::format(
            "  milestone-{}:\n    title: {{en: Milestone {}, ru: Веха {}, zh: 里程碑{}}}\n    lane: "
            "{}\n    history:\n",
            i, i, i, i, i % 2 ? "one" : "two");
        int said = pick(1500), target = said + 300 + pick(2000);
        for (int k = 0; k < announcements; ++k) {
            const auto day = [](int number) {
                return base::formatDay(base::Day{std::chrono::year{2010} / 1 / 1} +
                                       std::chrono::days{number});
            };
            text += fmt::format("      - announced: {}\n", day(said));
            const int fate = pick(20);
            if (k == announcements - 1 && fate < 4)
                text += fmt::format("        kind: event\n        actual: {}\n        status: achieved\n",
                                    day(said));
            else if (k == announcements - 1 && fate == 4)
                text += "        status: cancelled\n";
            else
                text += fmt::format("        target: {}\n        status: {}\n",
                                    fate < 10 ? day(target).substr(0, 7) : day(target).substr(0, 4),
                                    k == 0 ? "announced" : "delayed");
            text += fmt::format("        by: The agency\n        words: Word {} of milestone {}, as it was "
                                "given.\n        sources: [made]\n",
                                k, i);
            said += 30 + pick(700);
            target = std::max(target, said) + pick(600);
        }
    }
    return text;
}

int benchTimeline(bool json) {
    const std::string text = madeTimeline(kMilestones, kAnnouncements);
    const auto loadStart = Clock::now();
    const double loadCpuStart = cpuMs();
    const auto parsed = timeline::parseTimelines({{"made.yaml", text}});
    const double loadMs = millisecondsSince(loadStart), loadCpuMs = cpuMs() - loadCpuStart;
    if (report(parsed.diagnostics) != kDone)
        return kBadInput;
    const timeline::Timeline& all = parsed.value;
    const auto searchStart = Clock::now();
    const timeline::SearchIndex index(all);
    const double searchBuildMs = millisecondsSince(searchStart);

    const base::Day first = base::Day{std::chrono::year{2010} / 1 / 1}, last = all.latestKnown().day;
    const auto dayAt = [&](double part) {
        return first + std::chrono::days{static_cast<int>(double((last - first).count()) * part)};
    };
    const auto knownAt = [&](double part) { return timeline::KnownDay{dayAt(part)}; };
    const timeline::Snapshot hindsight = timeline::asKnown(all, all.latestKnown());
    std::size_t sum = 0;
    std::vector<Measured> queries;
    const auto add = [&](const char* name, const std::function<std::size_t(double)>& ask) {
        queries.push_back(measure(name, ask, sum));
    };
    add("asKnown", [&](double p) { return timeline::asKnown(all, knownAt(p)).milestones.size(); });
    add("Snapshot::at", [&](double p) {
        const auto standings = hindsight.at(timeline::ValidDay{dayAt(p)});
        return static_cast<std::size_t>(standings[standings.size() / 2]);
    });
    add("rows of all", [&](double p) {
        const timeline::StandingMilestones rows(hindsight, timeline::ValidDay{dayAt(p)});
        return rows.size() + rows[rows.size() / 2].ghosts.size();
    });
    add(
        "Snapshot::find",
        [&](double p) {
            const auto& m = all.milestones[static_cast<std::size_t>(p * double(all.milestones.size() - 1))];
            return hindsight.find(m.id) ? 1u : 0u;
        });
    add(
        "slips of a milestone",
        [&](double p) {
            return slips(
                       hindsight
                           .milestones[static_cast<std::size_t>(p * double(hindsight.milestones.size() - 1))])
                .size();
        });
    add(
        "slips of all, in a year",
        [&](double p) {
            return slipsBetween(all, timeline::KnownDay{dayAt(p) - std::chrono::days{365}}, knownAt(p))
                .size();
        });
    add(
        "slips of all, ever", [&](double p) { return slipsBetween(all, {first}, knownAt(p)).size(); });
    add(
        "diff of a month",
        [&](double p) {
            return diff(all, timeline::KnownDay{dayAt(p) - std::chrono::days{30}}, knownAt(p))
                .milestones.size();
        });
    add(
        "diff of all", [&](double p) { return diff(all, {first}, knownAt(p)).milestones.size(); });
    add("partnersAt", [&](double p) { return partnersAt(all, knownAt(p)).partners.size(); });
    add("next stop", [&](double p) {
        const auto stop = stopAfter(timeline::asKnown(all, knownAt(p)), dayAt(p), all.milestones.front().id);
        return stop ? stop->milestone.size() : 0;
    });
    add(
        "previous stop",
        [&](double p) {
            const auto stop =
                stopBefore(timeline::asKnown(all, knownAt(p)), dayAt(p), all.milestones.back().id);
            return stop ? stop->milestone.size() : 0;
        });
    add(
        "stops", [&](double p) { return stops(timeline::asKnown(all, knownAt(p))).size(); });
    add("search, few hits",
        [&](double p) { return index.find(fmt::format("milestone {}", int(p * 19'999))).size(); });
    add("search, nearly all hit", [&](double p) {
        constexpr const char* kWords[] = {"milestone",    "a",        "e", "1", "0", "里", "-",
                                          "made of word", "as it was"};
        return index.find(kWords[static_cast<std::size_t>(p * (std::size(kWords) - 1))]).size();
    });
    add(
        "search, inside of words",
        [&](double p) {
            const int number = int(p * 19'999) % 100;
            return index.find(p < 0.5 ? fmt::format("ilestone {}", number) : fmt::format("{}, as", number))
                .size();
        });
    add("search, many hits", [&](double p) { return index.find(p < 0.5 ? "веха" : "word").size(); });

    const double peakMb = base::peakMemoryMb();
    if (json) {
        nlohmann::ordered_json out{{"milestones", all.milestones.size()},
                                   {"announcements", all.milestones.size() * kAnnouncements},
                                   {"bytes", text.size()},
                                   {"load_ms", loadMs},
                                   {"load_cpu_ms", loadCpuMs},
                                   {"search_index_ms", searchBuildMs},
                                   {"peak_rss_mb", peakMb},
                                   {"checksum", sum}};
        for (const Measured& one : queries)
            out["query_ms"][one.name] = {{"median", one.median},
                                         {"most", one.most},
                                         {"most_work", one.mostWork},
                                         {"slow", one.isSlow()}};
        fmt::print("{}\n", out.dump(2));
        return kDone;
    }
    fmt::print("{} milestones of {} announcements, {:.1f} MB, asked on {} days from {} to {}\n\n",
               all.milestones.size(), kAnnouncements, double(text.size()) / 1e6, kPositions,
               base::formatDay(first), base::formatDay(last));
    fmt::print("{:<26}{:8.0f} ms, {:.0f} of them working\n{:<26}{:8.0f} ms\n{:<26}{:8.0f} "
               "MB\n\n{:<26}{:>11}{:>11}{:>13}\n",
               "loading", loadMs, loadCpuMs, "index for searching", searchBuildMs, "memory at most", peakMb,
               "query", "median ms", "most ms", "most work ms");
    for (const Measured& one : queries)
        fmt::print("{:<26}{:11.3f}{:11.3f}{:13.3f}{}\n", one.name, one.median, one.most, one.mostWork,
                   one.isSlow() ? fmt::format("  above {:.0f} ms", kLongestMs) : "");
    return kDone;
}

} // namespace perilune::app
