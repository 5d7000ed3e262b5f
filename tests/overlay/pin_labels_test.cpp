// Labels of pins: which pin one belongs to can be told at a glance.
#include "overlay/ground/pin_labels.h"

#include "scenes.h"

#include <gtest/gtest.h>

#include <random>

namespace perilune::overlay::test {
namespace {

class PinLabels : public testing::Test {
  protected:
    PinSpot& add(float x, float y, int priority = 0) {
        scene::SitePin& site = sites_.emplace_back();
        site.id = fmt::format("s{}", sites_.size());
        site.title = fmt::format("Site number {}", sites_.size());
        site.subtitle = "planned 2027";
        site.priority = priority;
        PinSpot& spot = spots_.emplace_back();
        spot.at = {x, y};
        spot.radius = spot.rim = 9.0f;
        return spot;
    }
    std::vector<PinLabel> placed() {
        const auto fonts = fontsFor(720);
        for (std::size_t i = 0; i < spots_.size(); ++i)
            spots_[i].site = &sites_[i];
        const scene::Scene scene;
        const Page page{scene, *fonts, nullptr, documentaryTheme(), pictureOf({1280, 720}, *fonts, 0.0)};
        return placePinLabels(spots_, page, Canvas(*fonts, 1280, 720));
    }

    std::vector<scene::SitePin> sites_;
    std::vector<PinSpot> spots_;
};

float side(Point p, Point q, Point r) {
    return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
}
bool cross(const std::vector<Point>& one, const std::vector<Point>& other) {
    for (std::size_t i = 1; i < one.size(); ++i)
        for (std::size_t k = 1; k < other.size(); ++k)
            if (side(one[i - 1], one[i], other[k - 1]) * side(one[i - 1], one[i], other[k]) < 0 &&
                side(other[k - 1], other[k], one[i - 1]) * side(other[k - 1], other[k], one[i]) < 0)
                return true;
    return false;
}
/// How near a way comes to a place.
float distance(const std::vector<Point>& way, Point at) {
    float least = 1e9f;
    for (std::size_t i = 1; i < way.size(); ++i)
        for (float t = 0; t <= 1.0f; t += 0.01f)
            least = std::min(least, std::hypot(way[i - 1].x + t * (way[i].x - way[i - 1].x) - at.x,
                                               way[i - 1].y + t * (way[i].y - way[i - 1].y) - at.y));
    return least;
}

} // namespace

TEST_F(PinLabels, haveLeadersThatNeverCross) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        std::mt19937 random(seed);
        const auto upTo = [&random](unsigned n) { return float(unsigned(random()) % n); };
        sites_.clear();
        spots_.clear();
        sites_.reserve(30);
        const unsigned crowds = 1 + unsigned(random()) % 3, pins = 3 + unsigned(random()) % 22;
        for (unsigned i = 0; i < pins; ++i) {
            std::mt19937 middle(seed * 7 + i % crowds);
            add(200.0f + float(middle() % 880) + upTo(160), 150.0f + float(middle() % 350) + upTo(120),
                int(random() % 3));
        }
        const auto labels = placed();
        for (std::size_t i = 0; i < labels.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_FALSE(cross(labels[i].leader, labels[k].leader))
                    << "seed " << seed << ": " << labels[i].title << " and " << labels[k].title;
    }
}

TEST_F(PinLabels, areTakenForNoOtherPinsLabel) {
    sites_.reserve(3);
    add(689, 107, 1); // its neighbour's label would stand on the left, and its own right of the neighbour
    add(731, 102);
    add(640, 110);
    for (const PinLabel& label : placed())
        for (const PinSpot& spot : spots_)
            if (label.spot != &spot && !label.leader.empty()) {
                EXPECT_GT(distance(label.leader, spot.at), spot.radius) << label.title;
                const float near = label.alignRight ? label.box.x1 : label.box.x0;
                const bool begins = std::abs(near - spot.at.x) < 24.0f && spot.at.y > label.box.y0 &&
                                    spot.at.y < label.box.y1;
                EXPECT_FALSE(begins) << label.title;
            }
}

TEST_F(PinLabels, ofSpacecraftThatStandThereAreTiedToThemHoweverNarrowTheyAre) {
    sites_.reserve(1);
    PinSpot& spot = add(640, 300);
    spot.radius = 160;
    spot.rim = 60;
    const auto labels = placed();
    ASSERT_EQ(labels.size(), 1u);
    ASSERT_GE(labels[0].leader.size(), 3u);
    EXPECT_EQ(labels[0].leader.back().x, 640.0f);
}

} // namespace perilune::overlay::test
