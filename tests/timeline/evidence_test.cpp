// How old the record is, in words.
#include "timeline/ask/evidence.h"

#include "timeline/read/parse.h"
#include "histories.h"

#include <gtest/gtest.h>

namespace perilune::timeline {
namespace {

std::string fileOf(const std::string& id, const std::string& title, const char* until) {
    return "perilune: timeline/1\n" + (until ? "evidence_until: " + std::string(until) + "\n" : "") +
           "programme: {id: " + id + ", title: " + title +
           ", mark: circle, colour: \"#ffffff\", lanes: [{id: all, title: All}]}\n";
}

std::string wordsOn(const char* day, const std::vector<std::string>& files) {
    std::vector<std::pair<std::string, std::string>> named;
    for (const std::string& text : files)
        named.emplace_back("file" + std::to_string(named.size()) + ".yaml", text);
    const auto parsed = parseTimelines(named);
    for (const auto& d : parsed.diagnostics)
        ADD_FAILURE() << format(d);
    return evidenceInWords(parsed.value, *base::parseDay(day));
}

TEST(Evidence, isToldToEndOnlyOnLaterDays) {
    EXPECT_EQ(wordsOn("2026-10-10", {fileOf("a", "Artemis", "2026-10-10")}), "");
    EXPECT_EQ(wordsOn("2026-10-11", {fileOf("a", "Artemis", "2026-10-10")}), "evidence ends 10 October 2026");
    EXPECT_EQ(wordsOn("2030-01-01", {fileOf("a", "Artemis", nullptr)}), "") << "the file does not tell";
}

TEST(Evidence, namesTheProgrammesWhereItEndsForSomeOrOnSeveralDays) {
    const std::string a = fileOf("a", "Artemis", "2026-10-10"), b = fileOf("b", "ILRS", "2026-09-13");
    EXPECT_EQ(wordsOn("2026-10-10", {a, b}), "evidence ends 13 September 2026 (ILRS)");
    EXPECT_EQ(wordsOn("2026-10-11", {b, a}),
              "evidence ends 13 September 2026 (ILRS), 10 October 2026 (Artemis)");
    EXPECT_EQ(wordsOn("2026-10-11", {a, fileOf("b", "ILRS", "2026-10-10")}), "evidence ends 10 October 2026");
    EXPECT_EQ(wordsOn("2026-10-11", {a, fileOf("b", "ILRS", nullptr)}),
              "evidence ends 10 October 2026 (Artemis)");
}

TEST(Evidence, ofAProgrammeIsThatOfItsOldestFile) {
    const std::string partners = "perilune: timeline/1\nevidence_until: 2026-08-01\nblocs: {accords: {title: "
                                 "Accords, programme: a}}\npartners: {}\n";
    EXPECT_EQ(wordsOn("2026-10-01", {fileOf("a", "Artemis", "2026-10-10"), partners}),
              "evidence ends 1 August 2026");
}

} // namespace
} // namespace perilune::timeline
