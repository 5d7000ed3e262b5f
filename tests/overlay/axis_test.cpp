#include "overlay/ink/canvas.h"
#include "overlay/strip/ticks.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace perilune::overlay::test {
namespace {

TEST(StripAxis, aPlaceAndItsDayAreEachOthersInverse) {
    std::mt19937 lot(7);
    for (int i = 0; i < 500; ++i) {
        StripAxis axis;
        axis.rect = {float(lot() % 300), 0, float(400 + lot() % 3000), 10};
        axis.span.first = day("1950-01-01") + std::chrono::days{int(lot() % 30000)};
        axis.span.last = axis.span.first + std::chrono::days{int(3 + lot() % 73000)};
        const double pixels = double(axis.rect.x1 - axis.rect.x0);
        const double length = double((axis.span.last - axis.span.first).count() + 1) * 86'400'000.0;
        const base::Instant t =
            base::startOf(axis.span.first) +
            std::chrono::milliseconds{std::int64_t(length * double(lot() % 1000) / 1000.0)};
        const double off = double((axis.instantAt(axis.xOf(t)) - t).count());
        EXPECT_LT(std::abs(off), 0.001 * length / pixels + 1.0); // a thousandth of a pixel, or a millisecond
        const float x = axis.rect.x0 + float(lot() % unsigned(pixels));
        EXPECT_NEAR(axis.xOf(axis.instantAt(x)), x, 0.001);
    }
}

TEST(StripAxis, bothEndsOfTheSpanAreOnTheAxis) {
    StripAxis axis{{100, 0, 1100, 10}, {day("2024-01-01"), day("2024-12-31")}};
    EXPECT_FLOAT_EQ(axis.xOf(base::startOf(day("2024-01-01"))), 100);
    EXPECT_FLOAT_EQ(axis.xOf(base::startOf(day("2025-01-01"))), 1100); // the end of the last day
}

TEST(Ticks, ascendAndTheirNamesNeverTouchFromThreeDaysToTwoCenturies) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type style{Fonts::Size::Small, Fonts::Weight::SemiBold, true};
    const auto widthOf = [&](std::string_view text) { return canvas.widthOf(text, style); };
    std::mt19937 lot(11);
    for (int i = 0; i < 600; ++i) {
        StripAxis axis;
        axis.rect = {100, 0, float(300 + lot() % 1500), 10};
        const double days = 3.0 * std::pow(73000.0 / 3.0, double(lot() % 1000) / 999.0);
        axis.span.first = day("1900-01-01") + std::chrono::days{int(lot() % 60000)};
        axis.span.last = axis.span.first + std::chrono::days{int(days)};
        const auto ticks = ticksFor(axis, base::startOf(axis.span.first), 22, widthOf);
        ASSERT_FALSE(ticks.empty());
        EXPECT_LT(ticks.size(), 150u);
        std::size_t named = 0, emphasised = 0;
        float free = axis.rect.x0;
        for (std::size_t k = 0; k < ticks.size(); ++k) {
            if (k > 0) {
                EXPECT_LT(ticks[k - 1].day, ticks[k].day);
                EXPECT_LT(ticks[k - 1].x, ticks[k].x);
            }
            emphasised += ticks[k].emphasised;
            if (ticks[k].label.empty())
                continue;
            ++named;
            EXPECT_GE(ticks[k].labelX, free) << ticks[k].label;
            EXPECT_FLOAT_EQ(ticks[k].labelWidth, widthOf(ticks[k].label));
            free = ticks[k].labelX + ticks[k].labelWidth;
            EXPECT_LE(free, axis.rect.x1 + 0.01f) << ticks[k].label;
        }
        EXPECT_GE(named, 1u) << base::formatDay(axis.span.first) << " " << days;
        EXPECT_EQ(emphasised, 1u);
    }
}

TEST(Ticks, adaptFromDaysToDecades) {
    const auto widthOf = [](std::string_view text) { return 9.0f * float(text.size()); };
    const auto labels = [&](const char* first, const char* last) {
        std::vector<std::string> out;
        for (const Tick& t :
             ticksFor({{0, 0, 1000, 10}, {day(first), day(last)}}, base::startOf(day(first)), 20, widthOf))
            if (!t.label.empty())
                out.push_back(t.label);
        return out;
    };
    const auto has = [](const std::vector<std::string>& all, const char* one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    EXPECT_TRUE(has(labels("2022-11-12", "2022-11-20"), "16"));
    EXPECT_TRUE(has(labels("2022-01-01", "2022-12-31"), "Nov"));
    EXPECT_TRUE(has(labels("2018-01-01", "2031-12-31"), "2024"));
    EXPECT_TRUE(has(labels("1950-01-01", "2099-12-31"), "2020"));
    EXPECT_FALSE(has(labels("1950-01-01", "2099-12-31"), "2021"));
}

} // namespace
} // namespace perilune::overlay::test
