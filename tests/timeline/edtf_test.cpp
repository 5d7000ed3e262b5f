#include "timeline/edtf.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace perilune::timeline {
namespace {

using testing::HasSubstr;

Window window(std::string_view text) {
    auto parsed = parseEdtf(text);
    EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : parsed.error().message);
    return parsed.value_or(Window{});
}

struct Case {
    const char* edtf;
    const char* first;
    const char* last;
    const char* anchor;
    Precision precision;
    const char* words;
};

class Edtf : public testing::TestWithParam<Case> {};

TEST_P(Edtf, coversItsDaysAndReadsInWords) {
    const Case& expected = GetParam();
    const Window w = window(expected.edtf);
    EXPECT_EQ(base::formatDay(w.firstDay()), expected.first);
    EXPECT_EQ(base::formatDay(w.lastDay()), expected.last);
    EXPECT_EQ(base::formatDay(w.anchor()), expected.anchor);
    EXPECT_EQ(w.precision, expected.precision);
    EXPECT_EQ(inWords(w), expected.words);
    EXPECT_EQ(w.edtf, expected.edtf);
}

using P = Precision;
constexpr Case kCases[] = {
    {"2024", "2024-01-01", "2024-12-31", "2024-12-31", P::Year, "2024"},
    {"2024-02", "2024-02-01", "2024-02-29", "2024-02-29", P::Month, "February 2024"},
    {"2024-12", "2024-12-01", "2024-12-31", "2024-12-31", P::Month, "December 2024"},
    {"2024-09-08", "2024-09-08", "2024-09-08", "2024-09-08", P::Day, "8 September 2024"},
    {"2022-11-16T06:47:44Z", "2022-11-16", "2022-11-16", "2022-11-16", P::Day, "16 November 2022"},
    {"202X", "2020-01-01", "2029-12-31", "2029-12-31", P::Decade, "the 2020s"},
    {"201X", "2010-01-01", "2019-12-31", "2019-12-31", P::Decade, "the 2010s"},
    {"2024-XX", "2024-01-01", "2024-12-31", "2024-12-31", P::Year, "2024"},
    {"2024-09-XX", "2024-09-01", "2024-09-30", "2024-09-30", P::Month, "September 2024"},
    {"2024-21", "2024-03-01", "2024-05-31", "2024-05-31", P::Season, "spring 2024"},
    {"2024-22", "2024-06-01", "2024-08-31", "2024-08-31", P::Season, "summer 2024"},
    {"2024-23", "2024-09-01", "2024-11-30", "2024-11-30", P::Season, "autumn 2024"},
    {"2024-24", "2024-12-01", "2025-02-28", "2025-02-28", P::Season, "winter 2024"},
    {"2024-25", "2024-03-01", "2024-05-31", "2024-05-31", P::Season, "spring 2024"},
    {"2024-29", "2024-09-01", "2024-11-30", "2024-11-30", P::Season, "southern spring 2024"},
    {"2024-32", "2024-06-01", "2024-08-31", "2024-08-31", P::Season, "southern winter 2024"},
    {"2027-33", "2027-01-01", "2027-03-31", "2027-03-31", P::Quarter, "first quarter of 2027"},
    {"2027-36", "2027-10-01", "2027-12-31", "2027-12-31", P::Quarter, "fourth quarter of 2027"},
    {"2024-40", "2024-01-01", "2024-06-30", "2024-06-30", P::Half, "first half of 2024"},
    {"2024-41", "2024-07-01", "2024-12-31", "2024-12-31", P::Half, "second half of 2024"},
    {"2025/..", "2025-01-01", "2025-12-31", "2025-01-01", P::Year, "not before 2025"},
    {"2026-04-01/..", "2026-04-01", "2026-04-01", "2026-04-01", P::Day, "not before 1 April 2026"},
    {"2028-33~/..", "2028-01-01", "2028-03-31", "2028-01-01", P::Quarter, "not before early 2028"},
    {"../2030", "2030-01-01", "2030-12-31", "2030-12-31", P::Year, "by the end of 2030"},
    {"../2030-09-08", "2030-09-08", "2030-09-08", "2030-09-08", P::Day, "by 8 September 2030"},
    {"../2029-36", "2029-10-01", "2029-12-31", "2029-12-31", P::Quarter,
     "by the end of the fourth quarter of 2029"},
    {"2028-36~", "2028-10-01", "2028-12-31", "2028-12-31", P::Quarter, "late 2028"},
    {"2028-34~", "2028-04-01", "2028-06-30", "2028-06-30", P::Quarter, "about the second quarter of 2028"},
    {"2027-06~", "2027-06-01", "2027-06-30", "2027-06-30", P::Month, "mid-2027"},
    {"2029~", "2029-01-01", "2029-12-31", "2029-12-31", P::Year, "about 2029"},
    {"2026-40~", "2026-01-01", "2026-06-30", "2026-06-30", P::Half, "about the first half of 2026"},
    {"2028?", "2028-01-01", "2028-12-31", "2028-12-31", P::Year, "2028, uncertain"},
    {"2028%", "2028-01-01", "2028-12-31", "2028-12-31", P::Year, "about 2028, uncertain"},
    {"2021/2025", "2021-01-01", "2025-12-31", "2025-12-31", P::Range, "2021 to 2025"},
    {"2021~/2025", "2021-01-01", "2025-12-31", "2025-12-31", P::Range, "about 2021 to 2025"},
    {"2027-33/2027-34", "2027-01-01", "2027-06-30", "2027-06-30", P::Range,
     "first to second quarter of 2027"},
    {"2027-36/2028-33", "2027-10-01", "2028-03-31", "2028-03-31", P::Range,
     "fourth quarter of 2027 to first quarter of 2028"},
    {"2025-03/2025-05", "2025-03-01", "2025-05-31", "2025-05-31", P::Range, "March to May 2025"},
    {"2025-12/2026-01", "2025-12-01", "2026-01-31", "2026-01-31", P::Range, "December 2025 to January 2026"},
    {"2025-03-03/2025-03-07", "2025-03-03", "2025-03-07", "2025-03-07", P::Range, "3 to 7 March 2025"},
    {"2025-02-28/2025-03-03", "2025-02-28", "2025-03-03", "2025-03-03", P::Range,
     "28 February to 3 March 2025"},
    {"2024-12-28/2025-01-03", "2024-12-28", "2025-01-03", "2025-01-03", P::Range,
     "28 December 2024 to 3 January 2025"},
};
INSTANTIATE_TEST_SUITE_P(Forms, Edtf, testing::ValuesIn(kCases));

std::string refusal(std::string_view text) {
    const auto parsed = parseEdtf(text);
    return parsed ? "accepted" : parsed.error().message;
}

TEST(EdtfRefusals, sayWhatToWriteInstead) {
    EXPECT_THAT(refusal(""), HasSubstr("a date is missing"));
    EXPECT_THAT(refusal("early 2028"), HasSubstr("'early 2028' is no date; write 2028"));
    EXPECT_THAT(refusal("2024-02-30"), HasSubstr("February 2024 has no day 30"));
    EXPECT_THAT(refusal("2023-02-29"), HasSubstr("February 2023 has no day 29"));
    EXPECT_THAT(refusal("2024-13"), HasSubstr("no month 13"));
    EXPECT_THAT(refusal("2024-00"), HasSubstr("no month 0"));
    EXPECT_THAT(refusal("2024-37"), HasSubstr("write the months, as in 2024-01/2024-04"));
    EXPECT_THAT(refusal("2024-9"), HasSubstr("is no date"));
    EXPECT_THAT(refusal("24"), HasSubstr("is no date"));
    EXPECT_THAT(refusal("2028/"), HasSubstr("write '2028/..'"));
    EXPECT_THAT(refusal("/2028"), HasSubstr("write '../2028'"));
    EXPECT_THAT(refusal("2028.."), HasSubstr("did you mean '2028/..'?"));
    EXPECT_THAT(refusal("..2030"), HasSubstr("did you mean '../2030'?"));
    EXPECT_THAT(refusal("../.."), HasSubstr("open at both ends"));
    EXPECT_THAT(refusal("2028/2026"), HasSubstr("write '2026/2028'"));
    EXPECT_THAT(refusal("2024/2024-06"), HasSubstr("overlap"));
    EXPECT_THAT(refusal("2024/2025/2026"), HasSubstr("is no date"));
    EXPECT_THAT(refusal("2024~-06"), HasSubstr("one mark at its end"));
    EXPECT_THAT(refusal("20XX"), HasSubstr("leaves out too much"));
    EXPECT_THAT(refusal("0999"), HasSubstr("outside 1000 to 9999"));
    EXPECT_THAT(refusal("-0044"), HasSubstr("outside 1000 to 9999"));
    EXPECT_THAT(refusal("Y17000"), HasSubstr("outside 1000 to 9999"));
    EXPECT_THAT(refusal("2024-02-28T10:00+03:00"), HasSubstr("always UTC"));
    EXPECT_THAT(refusal(std::string(1'000'000, '2')), HasSubstr("is no date"));
}

struct Example {
    const char* edtf;
    const char* read; ///< first and last day with the marks < > ~ ?, or nothing where it is refused
};

// Every example of levels 0, 1 and 2 on the Library of Congress's page of EDTF, and each sub-year grouping.
constexpr Example kStandard[] = {
    {"1985-04-12", "1985-04-12 1985-04-12"},
    {"1985-04", "1985-04-01 1985-04-30"},
    {"1985", "1985-01-01 1985-12-31"},
    {"1985-04-12T23:20:30", ""},
    {"1985-04-12T23:20:30Z", "1985-04-12 1985-04-12"},
    {"1985-04-12T23:20:30-04", ""},
    {"1985-04-12T23:20:30+04:30", ""},
    {"1964/2008", "1964-01-01 2008-12-31"},
    {"2004-06/2006-08", "2004-06-01 2006-08-31"},
    {"2004-02-01/2005-02-08", "2004-02-01 2005-02-08"},
    {"2004-02-01/2005-02", "2004-02-01 2005-02-28"},
    {"2004-02-01/2005", "2004-02-01 2005-12-31"},
    {"2005/2006-02", "2005-01-01 2006-02-28"},
    {"Y170000002", ""},
    {"Y-170000002", ""},
    {"2001-21", "2001-03-01 2001-05-31"},
    {"2001-22", "2001-06-01 2001-08-31"},
    {"2001-23", "2001-09-01 2001-11-30"},
    {"2001-24", "2001-12-01 2002-02-28"},
    {"1984?", "1984-01-01 1984-12-31?"},
    {"2004-06~", "2004-06-01 2004-06-30~"},
    {"2004-06-11%", "2004-06-11 2004-06-11~?"},
    {"201X", "2010-01-01 2019-12-31"},
    {"20XX", ""},
    {"2004-XX", "2004-01-01 2004-12-31"},
    {"1985-04-XX", "1985-04-01 1985-04-30"},
    {"1985-XX-XX", "1985-01-01 1985-12-31"},
    {"1985-04-12/..", "1985-04-12 1985-04-12>"},
    {"1985-04/..", "1985-04-01 1985-04-30>"},
    {"1985/..", "1985-01-01 1985-12-31>"},
    {"../1985-04-12", "<1985-04-12 1985-04-12"},
    {"../1985-04", "<1985-04-01 1985-04-30"},
    {"../1985", "<1985-01-01 1985-12-31"},
    {"1985-04-12/", ""},
    {"1985-04/", ""},
    {"1985/", ""},
    {"/1985-04-12", ""},
    {"/1985-04", ""},
    {"/1985", ""},
    {"-1985", ""},
    {"1984~/2004-06", "1984-01-01 2004-06-30~"},
    {"1984/2004-06~", "1984-01-01 2004-06-30~"},
    {"1984~/2004~", "1984-01-01 2004-12-31~"},
    {"1984?/2004%", "1984-01-01 2004-12-31~?"},
    {"-2004-06/2006", ""},
    {"Y-17E7", ""},
    {"1950S2", ""},
    {"Y171010000S3", ""},
    {"Y3388E2S3", ""},
    {"2001-25", "2001-03-01 2001-05-31"},
    {"2001-26", "2001-06-01 2001-08-31"},
    {"2001-27", "2001-09-01 2001-11-30"},
    {"2001-28", "2001-12-01 2002-02-28"},
    {"2001-29", "2001-09-01 2001-11-30"},
    {"2001-30", "2001-12-01 2002-02-28"},
    {"2001-31", "2001-03-01 2001-05-31"},
    {"2001-32", "2001-06-01 2001-08-31"},
    {"2001-33", "2001-01-01 2001-03-31"},
    {"2001-34", "2001-04-01 2001-06-30"},
    {"2001-35", "2001-07-01 2001-09-30"},
    {"2001-36", "2001-10-01 2001-12-31"},
    {"2001-37", ""},
    {"2001-38", ""},
    {"2001-39", ""},
    {"2001-40", "2001-01-01 2001-06-30"},
    {"2001-41", "2001-07-01 2001-12-31"},
    {"[1667,1668,1670..1672]", ""},
    {"[..1760-12-03]", ""},
    {"[1760-12..]", ""},
    {"[1667,1760-12]", ""},
    {"[..1984]", ""},
    {"{1667,1668,1670..1672}", ""},
    {"{1960,1961-12}", ""},
    {"{..1984}", ""},
    {"2004-06~-11", ""},
    {"2004?-06-11", ""},
    {"?2004-06-~11", ""},
    {"2004-%06-11", ""},
    {"156X-12-25", ""},
    {"15XX-12-25", ""},
    {"XXXX-12-XX", ""},
    {"1XXX-XX", ""},
    {"1XXX-12", ""},
    {"1984-1X", ""},
    {"2004-06-~01/2004-06-~20", ""},
    {"2004-06-XX/2004-07-03", "2004-06-01 2004-07-03"},
};

TEST(EdtfStandard, everyExampleIsReadRightOrRefused) {
    for (const Example& example : kStandard) {
        const auto read = parseEdtf(example.edtf);
        std::string as;
        if (read)
            as = fmt::format("{}{} {}{}{}{}", read->openBegin ? "<" : "", base::formatDay(read->firstDay()),
                             base::formatDay(read->lastDay()), read->openEnd ? ">" : "",
                             read->approximate ? "~" : "", read->uncertain ? "?" : "");
        EXPECT_EQ(as, example.read) << example.edtf << (read ? "" : ": " + read.error().message);
    }
    EXPECT_THAT(refusal("[1667,1668?]"), HasSubstr("a set or list of dates"));
    EXPECT_THAT(refusal("{..1984}"), HasSubstr("a set or list of dates"));
}

TEST(EdtfLaws, anOpenEndHasNoBound) {
    const base::Day early = *base::parseDay("1000-01-01"), late = *base::parseDay("9999-12-31");
    EXPECT_TRUE(window("../2030").contains(early));
    EXPECT_FALSE(window("../2030").contains(late));
    EXPECT_TRUE(window("2025/..").contains(late));
    EXPECT_FALSE(window("2025/..").contains(early));
}

TEST(EdtfLaws, everyWindowIsNotEmptyAndContainsExactlyItsDays) {
    std::mt19937 random(20240131);
    const auto pick = [&](int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random);
    };
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto date = [&] {
            std::string text = std::to_string(pick(1000, 9999));
            if (pick(0, 3) > 0)
                text +=
                    "-" + std::string(1, static_cast<char>('0' + pick(0, 4))) + std::to_string(pick(0, 9));
            if (text.size() == 7 && pick(0, 1))
                text += "-" + std::to_string(pick(10, 31));
            if (pick(0, 4) == 0)
                text += "~?%"[pick(0, 2)];
            return text;
        };
        const int form = pick(0, 3);
        const std::string text = form == 0   ? date()
                                 : form == 1 ? date() + "/.."
                                 : form == 2 ? "../" + date()
                                             : date() + "/" + date();
        const auto parsed = parseEdtf(text);
        if (!parsed) {
            EXPECT_FALSE(parsed.error().message.empty());
            continue;
        }
        ++accepted;
        const Window& w = *parsed;
        EXPECT_LT(w.begin, w.end) << text;
        EXPECT_LE(w.firstDay(), w.lastDay()) << text;
        EXPECT_TRUE(w.contains(w.firstDay()) && w.contains(w.lastDay()) && w.contains(w.anchor())) << text;
        EXPECT_EQ(w.contains(w.firstDay() - std::chrono::days{1}), w.openBegin) << text;
        EXPECT_EQ(w.contains(w.lastDay() + std::chrono::days{1}), w.openEnd) << text;
        EXPECT_FALSE(inWords(w).empty());
    }
    EXPECT_GT(accepted, 5'000);
}

} // namespace
} // namespace perilune::timeline
