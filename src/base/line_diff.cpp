#include "base/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace perilune::base {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kAround = 3;
/// Texts that differ in more lines than that are told as one change of all that differs.
constexpr int kMostSteps = 2000;

/// With their ends, so that a last line without one differs from one with.
Lines linesWithEnds(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// A line that stays, goes or comes.
struct Step {
    char sign;
    std::size_t before, after; ///< lines passed of either text before it
};

/// The shortest way from one to the other (E. W. Myers, "An O(ND) Difference Algorithm", 1986), or all lines
/// out and in where that is long.
std::vector<Step> stepsBetween(const Lines& a, const Lines& b) {
    const int n = int(a.size()), m = int(b.size());
    const int most = std::min(n + m, kMostSteps);
    std::vector<std::vector<int>> traces;
    std::vector<int> reach(std::size_t(2 * most + 3), 0);
    const auto at = [most](int k) { return std::size_t(k + most + 1); };
    int found = -1;
    for (int d = 0; d <= most && found < 0; ++d) {
        traces.emplace_back(reach.begin() + std::ptrdiff_t(at(-d) - 1),
                            reach.begin() + std::ptrdiff_t(at(d) + 2));
        for (int k = -d; k <= d; k += 2) {
            int x = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]) ? reach[at(k + 1)]
                                                                               : reach[at(k - 1)] + 1;
            while (x < n && x - k < m && a[std::size_t(x)] == b[std::size_t(x - k)])
                ++x;
            reach[at(k)] = x;
            if (x >= n && x - k >= m) {
                found = d;
                break;
            }
        }
    }
    std::vector<Step> steps;
    int x = n, y = m;
    if (found < 0) {
        for (; y > 0; --y)
            steps.push_back({'+', std::size_t(n), std::size_t(y - 1)});
        for (; x > 0; --x)
            steps.push_back({'-', std::size_t(x - 1), 0});
    }
    for (int d = found; d >= 0; --d) {
        const std::vector<int>& trace = traces[std::size_t(d)]; // its middle is k = 0
        const auto was = [&](int k) { return trace[std::size_t(k + d + 1)]; };
        const int k = x - y;
        const bool comes = k == -d || (k != d && was(k - 1) < was(k + 1));
        const int fromX = d == 0 ? 0 : comes ? was(k + 1) : was(k - 1);
        const int fromY = d == 0 ? 0 : fromX - (comes ? k + 1 : k - 1);
        const int startX = d == 0 || comes ? fromX : fromX + 1;
        while (x > startX) { // lines that both have
            --x;
            --y;
            steps.push_back({' ', std::size_t(x), std::size_t(y)});
        }
        if (d == 0)
            break;
        steps.push_back({comes ? '+' : '-', std::size_t(fromX), std::size_t(fromY)});
        x = fromX;
        y = fromY;
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

void addLine(std::string& out, char sign, std::string_view line) {
    out += sign;
    out += line;
    if (!line.ends_with('\n'))
        out += "\n\\ No newline at end of file\n";
}

std::string range(std::size_t first, std::size_t count) {
    const std::size_t line = count == 0 ? first : first + 1;
    return count == 1 ? fmt::format("{}", line) : fmt::format("{},{}", line, count);
}

} // namespace

std::string unifiedDiff(std::string_view before, std::string_view after, std::string_view nameBefore,
                        std::string_view nameAfter) {
    if (before == after)
        return {};
    const Lines a = linesWithEnds(before), b = linesWithEnds(after);
    const std::vector<Step> steps = stepsBetween(a, b);
    std::string out = fmt::format("--- {}\n+++ {}\n", nameBefore, nameAfter);
    for (std::size_t i = 0; i < steps.size();) {
        if (steps[i].sign == ' ') {
            ++i;
            continue;
        }
        const std::size_t from = i > kAround ? i - kAround : 0;
        std::size_t last = i; // of the changes that lie so near that they share what is around them
        for (std::size_t k = i; k < steps.size() && k <= last + 2 * kAround; ++k)
            if (steps[k].sign != ' ')
                last = k;
        const std::size_t to = std::min(steps.size(), last + 1 + kAround);
        std::size_t olds = 0, news = 0;
        std::string body;
        for (std::size_t k = from; k < to; ++k) {
            olds += steps[k].sign != '+';
            news += steps[k].sign != '-';
            addLine(body, steps[k].sign, steps[k].sign == '+' ? b[steps[k].after] : a[steps[k].before]);
        }
        out += fmt::format("@@ -{} +{} @@\n{}", range(steps[from].before, olds),
                           range(steps[from].after, news), body);
        i = to;
    }
    return out;
}

} // namespace perilune::base
