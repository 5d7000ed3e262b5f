#include "astro/eclipse.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>

namespace perilune::astro {
namespace {

using namespace std::chrono;
using Kind = LunarEclipse::Kind;

base::Instant at(const char* text) {
    return *base::parseInstant(text);
}
double secondsBetween(base::Instant a, base::Instant b) {
    return duration<double>(a - b).count();
}
double minutesOf(const LunarEclipse::Span& span) {
    return secondsBetween(span.ends, span.begins) / 60.0;
}

// Rows of NASA's Five Millennium Catalog of Lunar Eclipses (Espenak & Meeus, NASA/TP-2009-214173):
// terrestrial time of greatest eclipse, type, gamma, magnitudes, durations in minutes.
struct Row {
    const char* greatestTt;
    Kind kind;
    double gamma, penumbral, umbral, penumbralMin, partialMin, totalMin;
};
constexpr Row kNasa[] = {
    {"1996-09-27T02:55:24Z", Kind::Total, 0.3426, 2.2188, 1.2395, 320.9, 203.3, 69.2},
    {"1997-03-24T04:40:28Z", Kind::Partial, 0.4899, 1.9994, 0.9195, 353.9, 203.1, 0},
    {"2003-11-09T01:19:38Z", Kind::Total, -0.4319, 2.1139, 1.0178, 363.2, 211.4, 22.0},
    {"2013-04-25T20:08:38Z", Kind::Partial, -1.0121, 0.9866, 0.0148, 247.7, 27.0, 0},
    {"2015-04-04T12:01:24Z", Kind::Total, 0.4460, 2.0792, 1.0008, 357.5, 209.0, 4.7},
    {"2018-07-27T20:22:54Z", Kind::Total, 0.1168, 2.6792, 1.6087, 373.8, 234.5, 103.0},
    {"2019-01-21T05:13:27Z", Kind::Total, 0.3684, 2.1684, 1.1953, 311.5, 196.8, 62.0},
    {"2021-05-26T11:19:53Z", Kind::Total, 0.4774, 1.9540, 1.0095, 302.0, 187.4, 14.5},
    {"2022-05-16T04:12:42Z", Kind::Total, -0.2532, 2.3726, 1.4137, 318.7, 207.2, 84.9},
    {"2023-05-05T17:24:05Z", Kind::Penumbral, -1.0349, 0.9636, -0.0457, 257.5, 0, 0},
    {"2024-09-18T02:45:25Z", Kind::Partial, -0.9792, 1.0372, 0.0848, 246.3, 62.8, 0},
    {"2025-03-14T06:59:56Z", Kind::Total, 0.3484, 2.2595, 1.1784, 362.6, 218.3, 65.4},
    {"2025-09-07T18:12:58Z", Kind::Total, -0.2752, 2.3440, 1.3619, 326.7, 209.4, 82.1},
    {"2026-03-03T11:34:52Z", Kind::Total, -0.3765, 2.1838, 1.1507, 338.6, 207.2, 58.3},
    {"2026-08-28T04:14:04Z", Kind::Partial, 0.4964, 1.9645, 0.9299, 337.8, 198.1, 0},
    {"2027-02-20T23:14:06Z", Kind::Penumbral, -1.0480, 0.9266, -0.0569, 241.0, 0, 0},
    {"2027-07-18T16:04:09Z", Kind::Penumbral, -1.5758, 0.0014, -1.0680, 11.8, 0, 0},
    {"2027-08-17T07:14:59Z", Kind::Penumbral, 1.2797, 0.5456, -0.5254, 218.6, 0, 0},
    {"2028-01-12T04:14:13Z", Kind::Partial, 0.9817, 1.0468, 0.0662, 250.7, 56.0, 0},
    {"2028-07-06T18:20:57Z", Kind::Partial, -0.7903, 1.4266, 0.3892, 310.6, 141.5, 0},
    {"2028-12-31T16:53:15Z", Kind::Total, 0.3258, 2.2742, 1.2463, 336.2, 208.8, 71.3},
    {"2029-06-26T03:23:22Z", Kind::Total, 0.0124, 2.8266, 1.8436, 335.1, 219.5, 101.9},
    {"2029-12-20T22:43:12Z", Kind::Total, -0.3811, 2.2008, 1.1174, 358.0, 213.3, 53.7},
    {"2030-06-15T18:34:34Z", Kind::Partial, 0.7534, 1.4480, 0.5025, 278.2, 144.4, 0},
    {"2030-12-09T22:28:51Z", Kind::Penumbral, -1.0731, 0.9416, -0.1628, 279.2, 0, 0},
    {"2035-08-19T01:12:15Z", Kind::Partial, 0.9433, 1.1507, 0.1037, 289.8, 76.5, 0},
    {"2040-11-18T19:04:40Z", Kind::Total, 0.2361, 2.4525, 1.3974, 353.6, 220.4, 87.8},
    {"2047-07-07T10:35:45Z", Kind::Total, -0.0636, 2.7310, 1.7513, 333.4, 218.5, 100.8},
};

TEST(Eclipses, agreeWithTheRowsOfNasasCatalogue) {
    for (const Row& row : kNasa) {
        SCOPED_TRACE(row.greatestTt);
        const base::Instant tt = at(row.greatestTt);
        const auto found = lunarEclipses(tt - days{3}, tt + days{3});
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1u);
        const LunarEclipse& e = found->front();
        EXPECT_EQ(e.kind, row.kind);
        const double ttS = secondsBetween(tt, at("2000-01-01T12:00Z"));
        EXPECT_NEAR(e.greatestTtDaysJ2000 * 86400.0, ttS, 20.0);
        EXPECT_NEAR(e.gamma, row.gamma, 0.001);
        EXPECT_NEAR(e.penumbralMagnitude, row.penumbral, 0.003);
        EXPECT_NEAR(e.umbralMagnitude, row.umbral, 0.003);
        // Each contact within a minute, so each duration within two; the last grazes of the shadow take most
        // of it.
        EXPECT_NEAR(minutesOf(e.penumbral), row.penumbralMin, 2.0);
        EXPECT_NEAR(e.partial ? minutesOf(*e.partial) : 0.0, row.partialMin, 0.5);
        EXPECT_NEAR(e.total ? minutesOf(*e.total) : 0.0, row.totalMin, 0.5);
    }
}

// Contacts to the second as published after F. Espenak's predictions (UT): each within a minute.
TEST(Eclipses, contactsAreWithinAMinuteOfThePublished) {
    struct Published {
        const char *day, *p1, *u1, *u2, *greatest, *u3, *u4, *p4;
    };
    constexpr Published kPublished[] = {
        {"2021-05-26", "08:47:39", "09:44:57", "11:11:25", "11:18:40", "11:25:55", "12:52:22", "13:49:41"},
        {"2021-11-19", "06:02:08", "07:18:42", nullptr, "09:02:55", nullptr, "10:47:07", "12:03:43"},
        {"2022-11-08", "08:02:17", "09:09:12", "10:16:39", "10:59:09", "11:41:37", "12:49:03", "13:56:08"},
        {"2025-03-14", "03:57:24", "05:09:33", "06:25:59", "06:58:42", "07:31:23", "08:47:48", "10:00:01"},
    };
    for (const Published& p : kPublished) {
        SCOPED_TRACE(p.day);
        const auto found = lunarEclipses(at(p.day), at(p.day) + days{1});
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1u);
        const LunarEclipse& e = found->front();
        const auto near = [&p](base::Instant t, const char* clock) {
            EXPECT_LE(std::abs(secondsBetween(t, at((std::string(p.day) + "T" + clock + "Z").c_str()))), 20.0)
                << clock;
        };
        near(e.penumbral.begins, p.p1);
        near(e.partial->begins, p.u1);
        near(e.greatest, p.greatest);
        near(e.partial->ends, p.u4);
        near(e.penumbral.ends, p.p4);
        ASSERT_EQ(e.total.has_value(), p.u2 != nullptr);
        if (e.total) {
            near(e.total->begins, p.u2);
            near(e.total->ends, p.u3);
        }
    }
}

TEST(Eclipses, areAsManyAsTheCatalogueHasAndRefusedOutsideTheYears) {
    const auto century = lunarEclipses(at("2001-01-01"), *base::parseInstant("2100-12-31T23:59Z"));
    ASSERT_TRUE(century);
    int total = 0, partial = 0;
    for (const LunarEclipse& e : *century) {
        total += e.kind == Kind::Total;
        partial += e.kind == Kind::Partial;
    }
    // NASA: 228 in the 21st century, 85 total, 57 partial.
    EXPECT_EQ(century->size(), 228u);
    EXPECT_EQ(total, 85);
    EXPECT_EQ(partial, 57);
    EXPECT_FALSE(lunarEclipses(at("1949-06-01"), at("1951-01-01")));
    EXPECT_FALSE(lunarEclipses(at("2099-06-01"), at("2102-01-01")));
}

std::string shadowAt(const char* instant) {
    const auto shadow = moonInShadow(*base::parseInstant(instant));
    return shadow ? inWords(*shadow) : "none";
}

// Contacts and magnitudes of NASA's catalogue: 2025-03-14 (P1 03:57, U1 05:09, U2 06:26, greatest 06:59, U3
// 07:31, U4 08:48, P4 10:00), 2024-09-18 (partial, 0.0848 at 02:44), 2024-03-25 (penumbral, 0.956 at 07:13).
TEST(MoonInShadow, isNamedByKindShadowAndPartOfTheDiameter) {
    EXPECT_EQ(shadowAt("2025-03-14T03:50Z"), "none");
    EXPECT_EQ(shadowAt("2025-03-14T04:00Z").substr(0, 21), "total, in the penumbr");
    EXPECT_EQ(shadowAt("2025-03-14T05:11Z").substr(0, 20), "total, in the umbra,");
    EXPECT_EQ(shadowAt("2025-03-14T06:24Z").substr(0, 22), "total, in the umbra, 9");
    EXPECT_EQ(shadowAt("2025-03-14T06:25:50Z"), "total, in the umbra, 99 %") << "not yet whole";
    EXPECT_EQ(shadowAt("2025-03-14T06:28Z"), "total, in the umbra, 100 %");
    EXPECT_EQ(shadowAt("2025-03-14T07:30Z"), "total, in the umbra, 100 %");
    EXPECT_NE(shadowAt("2025-03-14T07:35Z"), "total, in the umbra, 100 %");
    EXPECT_EQ(shadowAt("2025-03-14T10:02Z"), "none");
    EXPECT_EQ(shadowAt("2024-09-18T02:44Z"), "partial, in the umbra, 8 %");
    EXPECT_EQ(shadowAt("2024-09-18T02:00Z").substr(0, 24), "partial, in the penumbra");
    EXPECT_EQ(shadowAt("2024-03-25T07:13Z"), "penumbral, in the penumbra, 96 %");
    EXPECT_EQ(shadowAt("2025-04-13T00:22Z"), "none") << "a full Moon far from the node";
    EXPECT_EQ(shadowAt("1900-01-01"), "none");
}

} // namespace
} // namespace perilune::astro
