// Law: the canonical form of a file is the same record, whatever its histories and however it was typed.
#include "timeline/ask/query.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/canonical.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::timeline {
namespace {

/// Types records as people do: keys in any order, in blocks or on one line, texts with and without quotes,
/// remarks.
class Typist {
  public:
    explicit Typist(unsigned seed) : random_(seed) {}

    std::string record() {
        std::string text =
            "perilune: timeline/1\n# what follows is made up\nprogramme:\n  lanes: [{id: one, title: One}]\n"
            "  colour: \"#6fb1ff\"\n  id: club\n  mark: circle\n  title: {ru: Клуб, en: Club}\n\n"
            "sources:\n  s: {date: 2019, publisher: P, title: \"S: a text\"}\n\nmilestones:\n";
        const int count = pick(1, 6);
        for (int i = 0; i < count; ++i)
            text += milestone(i);
        return text;
    }

  private:
    int pick(int from, int to) { return std::uniform_int_distribution<>(from, to)(random_); }
    template <class... Choices> std::string one(Choices... choices) {
        const char* all[] = {choices...};
        return all[pick(0, int(sizeof...(choices)) - 1)];
    }

    std::string words() {
        return one("Plain words.", "'It''s said: later'", "\"a \\\"b\\\" # c\"", "Луна — позже",
                   "\"嫦娥: 月\"", "on", "\"2024\"",
                   "long words that go on and on until a line of the canonical form has no room for them any "
                   "more at all");
    }

    std::string target(int year) {
        const std::string form =
            one("{}", "{}-09", "{}-34", "{}-41", "{}~", "{}?", "{}/..", "../{}", "{}-06-30", "{}-23");
        return fmt::format(fmt::runtime(form), year);
    }

    /// One announcement, its keys in a random order.
    std::string announcement(const std::string& day, int year, bool last, bool block) {
        std::vector<std::string> keys{"announced: " + day, "sources: [s]"};
        if (last && pick(0, 3) == 0) {
            keys.push_back("kind: event");
            keys.push_back("actual: " + day);
            keys.push_back("status: achieved");
        } else {
            keys.push_back("target: " + target(year + pick(1, 9)));
            if (pick(0, 2) == 0)
                keys.push_back("kind: " + one("projection", "target"));
            if (pick(0, 2) == 0)
                keys.push_back("confidence: " + one("low", "high"));
        }
        if (pick(0, 1))
            keys.push_back("by: " + one("The chair", "\"A, B\"", "ЦНИИмаш"));
        if (pick(0, 1) && block)
            keys.push_back("words: " + words());
        std::shuffle(keys.begin(), keys.end(), random_);
        std::string text;
        if (!block)
            return fmt::format("      - {{{}}}\n", fmt::join(keys, ", "));
        for (std::size_t i = 0; i < keys.size(); ++i)
            text += fmt::format("{}{}{}\n", i == 0 ? "      - " : "        ", keys[i],
                                pick(0, 9) == 0 ? "  # a remark" : "");
        return text;
    }

    std::string milestone(int number) {
        std::string text = fmt::format("  m{}:\n", number);
        std::vector<std::string> keys{"    title: " + words() + "\n", "    lane: one\n"};
        if (pick(0, 1))
            keys.push_back(fmt::format("    weight: {}\n", pick(1, 3)));
        std::string history = "    history:\n";
        const int entries = pick(1, 7);
        // The first sets a target, so that there is a history to tell.
        for (int k = 0, year = 2010; k < entries; ++k, year += pick(1, 3)) {
            if (pick(0, 7) == 0)
                history += "      # between two entries\n";
            history += k == 0 ? fmt::format("      - {{target: {}, announced: {}-01-01, sources: [s]}}\n",
                                            year + 5, year)
                              : announcement(fmt::format("{}-{:02}-{:02}", year, pick(1, 12), pick(1, 28)),
                                             year, k + 1 == entries, pick(0, 1) == 1);
        }
        keys.push_back(history);
        std::shuffle(keys.begin(), keys.end(), random_);
        for (const std::string& key : keys)
            text += key;
        return text;
    }

    std::mt19937 random_;
};

/// All that the parser read, by value.
std::string told(const Timeline& timeline) {
    std::string text;
    for (const Milestone& m : timeline.milestones) {
        text += fmt::format("{} {} {} {}\n", m.id, m.lane, m.weight, m.shortTitle);
        for (const auto& [language, title] : m.title.byLanguage)
            text += fmt::format("  {}: {}\n", language, title);
        for (const Announcement& a : m.history)
            text +=
                fmt::format("  {} {} {} {} {} {} {} {}\n", a.announced.edtf, nameOf(a.kind),
                            a.target ? a.target->edtf : "-",
                            a.actual ? base::formatInstant(a.actual->instant) : "-", nameOf(a.status), a.by,
                            a.words, fmt::format("{} {}", nameOf(a.confidence), fmt::join(a.sources, " ")));
    }
    return text;
}

TEST(HistoryLaws, theCanonicalFormOfAnyHistoryIsTheSameRecord) {
    std::size_t announcements = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const std::string text = Typist(seed).record();
        const auto before = parseTimelines({{"club.yaml", text}});
        ASSERT_TRUE(before.ok()) << seed << "\n"
                                 << text << (before.diagnostics.empty() ? "" : format(before.diagnostics[0]));
        const auto made = canonicalForm(text, "club.yaml");
        ASSERT_TRUE(made.ok()) << seed << "\n" << text;
        const auto after = parseTimelines({{"club.yaml", made.value}});
        ASSERT_TRUE(after.ok()) << seed << "\n" << made.value;
        ASSERT_EQ(told(after.value), told(before.value)) << seed << "\n" << text << "\n" << made.value;
        EXPECT_EQ(canonicalForm(made.value, "club.yaml").value, made.value) << seed;
        const auto remarks = [](const std::string& t) {
            std::size_t count = 0;
            for (std::size_t at = 0; (at = t.find("# a remark", at)) != std::string::npos; ++at)
                ++count;
            return count;
        };
        EXPECT_EQ(remarks(made.value), remarks(text)) << seed;
        for (const Milestone& m : before.value.milestones)
            announcements += m.history.size();
    }
    EXPECT_GT(announcements, 3000u);
}

} // namespace
} // namespace perilune::timeline
