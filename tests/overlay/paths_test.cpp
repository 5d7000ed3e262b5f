// Trails and spacecraft in the picture: named, clear of other words, cut by the Moon.
#include "overlay/page.h"
#include "overlay/stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace perilune::overlay::test {
namespace {

scene::Moment flyby(double latitude, double longitude, double rangeM) {
    scene::Moment m = landingMoment();
    m.at = base::parseInstant("2026-04-06T23:00Z").value();
    m.look = scene::wholeDisc(base::Angle::degrees(latitude), base::Angle::degrees(longitude));
    m.look.rangeM = rangeM;
    m.selected = "artemis-2-flyby";
    return m;
}

Stage staged(const scene::Moment& moment, int width = 1280, int height = 720) {
    return layoutStage(described(moment), {width, height}, *fontsFor(height));
}

const TextBox* textOf(const Stage& stage, const std::string& beginning) {
    for (const TextBox& text : stage.texts)
        if (text.text.starts_with(beginning))
            return &text;
    return nullptr;
}

TEST(PathLabels, nameTheSpacecraftAndSayWhatIsComputed) {
    const Stage stage = staged(flyby(0, -110, 30e6));
    EXPECT_TRUE(textOf(stage, "Artemis II, reconstructed"));
    const TextBox* words = textOf(stage, "homeward, 6,5");
    ASSERT_TRUE(words);
    EXPECT_NE(words->text.find("(computed)"), std::string::npos);
}

TEST(PathLabels, tellThatTheMoonHidesTheSpacecraft) {
    EXPECT_TRUE(textOf(staged(flyby(0, 0, 30e6)), "behind the Moon"));
}

TEST(PathLabels, lieOnNoOtherWords) {
    for (const double longitude : {-170.0, -110.0, -50.0, 10.0, 90.0, 150.0})
        for (const double rangeM : {8e6, 30e6, 200e6, 900e6})
            for (const auto& [width, height] :
                 {std::pair{1280, 720}, std::pair{1024, 768}, std::pair{720, 1280}}) {
                scene::Moment moment = flyby(15, longitude, rangeM);
                moment.paths = {"artemis-1", "gateway-nrho", "queqiao-2", "chang-e-6"};
                const Stage stage = staged(moment, width, height);
                for (const TextBox& a : stage.texts)
                    for (const TextBox& b : stage.texts) {
                        if (&a == &b)
                            continue;
                        EXPECT_FALSE(overlaps(grown(a.rect, -1.0f, -0.12f * a.pixels),
                                              grown(b.rect, -1.0f, -0.12f * b.pixels)))
                            << a.text << " on " << b.text << " " << longitude << " " << rangeM << " "
                            << width;
                    }
            }
}

TEST(Trails, addInkWhereTheyAreAskedForAndNoneElsewhere) {
    scene::Moment moment = flyby(15, -110, 30e6);
    moment.selected.clear();
    const std::size_t without = staged(moment).draw.indices.size();
    moment.paths = {"artemis-2"};
    EXPECT_GT(staged(moment).draw.indices.size(), without + 500);
}

TEST(Trails, stayWithinReasonWhateverTheView) {
    for (const double rangeM : {2e3, 1e5, 8e6, 9e8}) {
        scene::Moment moment = flyby(15, -110, rangeM);
        moment.paths = {"artemis-1", "gateway-nrho", "queqiao-2", "chang-e-5", "chang-e-6", "luna-25"};
        const Stage stage = staged(moment);
        EXPECT_LT(stage.draw.vertices.size(), 400'000u) << rangeM;
        for (const Vertex& v : stage.draw.vertices)
            ASSERT_TRUE(std::isfinite(v.x) && std::isfinite(v.y)) << rangeM;
    }
}

} // namespace
} // namespace perilune::overlay::test
