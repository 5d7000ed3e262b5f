#include "timeline/ask/query.h"
#include "timeline/read/parse.h"
#include "timeline/write/canonical.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace perilune::timeline {
namespace {

constexpr const char* kFiles[] = {"timelines/artemis.yaml", "timelines/ilrs.yaml", "timelines/context.yaml",
                                  "timelines/partners-artemis.yaml", "timelines/partners-ilrs.yaml"};

const base::Parsed<Timeline>& shipped() {
    static const auto parsed = [] {
        std::vector<std::filesystem::path> files;
        for (const char* file : kFiles)
            files.push_back(std::filesystem::path(PERILUNE_SOURCE_DIR) / file);
        return readTimelines(files);
    }();
    return parsed;
}

TEST(Shipped, theTimelinesAreWithoutAMistake) {
    for (const auto& d : shipped().diagnostics)
        ADD_FAILURE() << format(d);
}

TEST(Shipped, theTimelinesAreInTheCanonicalForm) {
    for (const char* name : kFiles) {
        std::ifstream file(std::filesystem::path(PERILUNE_SOURCE_DIR) / name, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        EXPECT_TRUE(canonicalForm(text, name).value == text) << name << ": run perilune fmt on it";
    }
}

// What the record promises to hold: who promised what, when, of whom, and where.
TEST(Shipped, theRecordIsWhole) {
    const Timeline& all = shipped().value;
    const auto of = [&](const char* id) {
        return std::count_if(all.milestones.begin(), all.milestones.end(),
                             [&](const Milestone& m) { return m.programme == id; });
    };
    EXPECT_GE(of("artemis"), 85);
    EXPECT_GE(of("ilrs"), 85);
    EXPECT_GE(of("context"), 20);
    std::size_t announcements = 0;
    for (const Milestone& m : all.milestones)
        announcements += m.history.size();
    EXPECT_GE(announcements, 600u);
    EXPECT_GE(all.sites.size(), 75u);
    EXPECT_GE(all.partners.size(), 90u);
}

// Days that many texts give: the first eight, the 9th, 20th, 29th and 52nd signature; the founders and the
// first to join the lunar station.
TEST(Shipped, partnersJoinedOnTheirDays) {
    const auto joined = [](const char* id) {
        const Partner* partner = shipped().value.partner(id);
        return partner ? partner->joined.edtf : std::string("missing");
    };
    for (const char* first : {"australia", "canada", "italy", "japan", "luxembourg", "united-arab-emirates",
                              "united-kingdom", "united-states"})
        EXPECT_EQ(joined((std::string("accords-") + first).c_str()), "2020-10-13") << first;
    EXPECT_EQ(joined("accords-ukraine"), "2020-11-12");
    EXPECT_EQ(joined("accords-france"), "2022-06-07");
    EXPECT_EQ(joined("accords-germany"), "2023-09-14");
    EXPECT_EQ(joined("accords-liechtenstein"), "2024-12-20");
    EXPECT_EQ(joined("accords-latvia"), "2026-04-20");
    EXPECT_EQ(joined("ilrs-russia"), "2021-03-09");
    EXPECT_EQ(joined("ilrs-china"), "2021-03-09");
    EXPECT_EQ(joined("ilrs-venezuela"), "2023-07-17");
    EXPECT_EQ(joined("ilrs-senegal"), "2024-09-05");
}

// NASA told the number with each signature; the counts are the law that no state is missing or too many.
TEST(Shipped, asManyHadSignedTheAccordsAsWereCountedThen) {
    const auto signatories = [](const char* day) {
        const KnownDay then{*base::parseDay(day)};
        return std::count_if(
            shipped().value.partners.begin(), shipped().value.partners.end(),
            [&](const Partner& p) { return p.bloc == "artemis-accords" && p.joinedFrom() <= then; });
    };
    EXPECT_EQ(signatories("2020-10-13"), 8);
    EXPECT_EQ(signatories("2021-10-26"), 13); // Poland
    EXPECT_EQ(signatories("2022-06-07"), 20); // France
    EXPECT_EQ(signatories("2023-06-21"), 27); // Ecuador and India
    EXPECT_EQ(signatories("2023-11-30"), 33); // Angola
    EXPECT_EQ(signatories("2024-05-15"), 40); // Lithuania
    EXPECT_EQ(signatories("2024-12-20"), 52); // Liechtenstein
    EXPECT_EQ(signatories("2025-10-26"), 59); // Malaysia and the Philippines
    EXPECT_EQ(signatories("2026-04-20"), 62); // Latvia
}

TEST(Shipped, programmesAndFlightsAreNamedInFourLanguages) {
    const auto speaks = [](const LocalizedText& text, const char* language) {
        return std::any_of(text.byLanguage.begin(), text.byLanguage.end(),
                           [&](const auto& entry) { return entry.first == language; });
    };
    for (const Programme& p : shipped().value.programmes)
        for (const char* language : {"en", "ru", "zh", "lv"})
            EXPECT_TRUE(speaks(p.title, language)) << p.id << " " << language;
    for (const char* id : {"first-crewed-landing", "chang-e-6-landing", "luna-25-landing", "ilrs-memorandum",
                           "artemis-accords", "china-crewed-landing", "apollo-11"}) {
        const Milestone* milestone = shipped().value.milestone(id);
        ASSERT_TRUE(milestone) << id;
        for (const char* language : {"en", "ru", "zh", "lv"})
            EXPECT_TRUE(speaks(milestone->title, language)) << id << " " << language;
    }
}

// A file of partners alone is warned of the programme that it does not hold, and is read.
TEST(Shipped, eachFileStandsAlone) {
    for (const char* file : kFiles) {
        const auto parsed = readTimelines({std::filesystem::path(PERILUNE_SOURCE_DIR) / file});
        for (const auto& d : parsed.diagnostics)
            if (d.severity == base::Severity::Error ||
                std::string_view(file).find("partners") == std::string_view::npos)
                ADD_FAILURE() << format(d);
    }
}

// The targets of the first crewed landing as they are told in the record: 2024 (26 March 2019), 2025 (9
// November 2021), September 2026 (9 January 2024), mid-2027 (5 December 2024), 2028.
TEST(Shipped, theCrewedLandingHasItsWholeHistoryOfTargets) {
    const Milestone* landing = shipped().value.milestone("first-crewed-landing");
    ASSERT_TRUE(landing);
    const auto hasTarget = [&](const char* from, const char* to, Precision leastExact) {
        const base::Day first = *base::parseDay(from), last = *base::parseDay(to);
        return std::any_of(landing->history.begin(), landing->history.end(), [&](const Announcement& said) {
            return said.kind != AnnouncementKind::Projection && said.target &&
                   said.target->firstDay() >= first && said.target->lastDay() <= last &&
                   said.target->precision == leastExact;
        });
    };
    EXPECT_TRUE(hasTarget("2024-01-01", "2024-12-31", Precision::Year));
    EXPECT_TRUE(hasTarget("2025-01-01", "2025-12-31", Precision::Year));
    EXPECT_TRUE(hasTarget("2026-09-01", "2026-09-30", Precision::Month));
    EXPECT_TRUE(hasTarget("2027-04-01", "2027-09-30", Precision::Month) ||
                hasTarget("2027-04-01", "2027-09-30", Precision::Range) ||
                hasTarget("2027-04-01", "2027-09-30", Precision::Season));
    EXPECT_TRUE(hasTarget("2028-01-01", "2028-12-31", Precision::Year));
}

TEST(Shipped, inTheSpringOf2021TheLandingWasStillPromisedFor2024) {
    const Snapshot then = asKnown(shipped().value, KnownDay{*base::parseDay("2021-05-01")});
    const KnownMilestone* landing = then.find("first-crewed-landing");
    ASSERT_TRUE(landing && landing->targetFrom);
    EXPECT_EQ(landing->window()->edtf.substr(0, 4), "2024");
    EXPECT_EQ(standingOf(*landing, ValidDay{then.known.day}), Standing::Upcoming);
    EXPECT_EQ(standingOf(*landing, ValidDay{*base::parseDay("2025-01-01")}), Standing::Overdue);
}

TEST(Shipped, everyStopOfHindsightIsADayOfItsMilestone) {
    const Timeline& all = shipped().value;
    const Snapshot now = asKnown(all, all.latestKnown());
    const auto days = stops(now);
    EXPECT_TRUE(
        std::is_sorted(days.begin(), days.end(), [](const Stop& a, const Stop& b) { return a.day < b.day; }));
    for (const Stop& stop : days)
        EXPECT_TRUE(now.find(stop.milestone)->window()->contains(stop.day)) << stop.milestone;
}

TEST(Shipped, theExampleOfTheFormatsPageIsWithoutAMistake) {
    std::ifstream page(std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines/FORMAT.md");
    const std::string text{std::istreambuf_iterator<char>(page), {}};
    const std::size_t start = text.find("perilune: timeline/1\n");
    ASSERT_NE(start, std::string::npos);
    const auto example = parseTimelines({{"club.yaml", text.substr(start, text.find("```", start) - start)}});
    for (const auto& d : example.diagnostics)
        ADD_FAILURE() << format(d);
    EXPECT_EQ(example.value.milestones.size(), 2u);
}

} // namespace
} // namespace perilune::timeline
