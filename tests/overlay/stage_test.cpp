#include "overlay/stage.h"

#include "overlay/page.h"
#include "base/image.h"
#include "good_stage.h"
#include "raster.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <map>

namespace perilune::overlay::test {
namespace {

TEST(Stage, noTextLiesOnAnotherNorLeavesThePictureWhateverTheScene) {
    for (const PictureSize& picture : kPictureSizes)
        for (unsigned seed = 1; seed <= 40; ++seed)
            expectGoodStage(randomScene(seed), picture,
                            fmt::format("seed {} at {}x{}: ", seed, picture.width, picture.height));
}

TEST(Stage, theShippedTimelinesAreReadableAtEverySize) {
    scene::Moment card = landingMoment();
    card.caption = "In March 2019 a landing was promised within five years.";
    scene::Moment sources = southPoleMoment();
    sources.selected = "first-crewed-landing";
    sources.layers.sources = true;
    for (const PictureSize& picture : kPictureSizes)
        for (const scene::Moment& moment : {card, sources, southPoleMoment()})
            expectGoodStage(described(moment), picture,
                            fmt::format("{}x{}: ", picture.width, picture.height));
}

TEST(Stage, theShippedTimelinesAreReadableInEveryLanguage) {
    scene::Moment sources = southPoleMoment();
    sources.selected = "first-crewed-landing";
    sources.layers.sources = true;
    for (const char* language : {"ru", "zh", "lv"})
        for (const PictureSize& picture : kPictureSizes)
            for (scene::Moment moment : {landingMoment(), sources, southPoleMoment()}) {
                moment.language = language;
                expectGoodStage(described(moment), picture,
                                fmt::format("{} {}x{}: ", language, picture.width, picture.height));
            }
}

TEST(Stage, theSameSceneGivesTheSameTriangles) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const scene::Scene scene = described(landingMoment());
    const Stage a = layoutStage(scene, {1280, 720}, *fonts), b = layoutStage(scene, {1280, 720}, *fonts);
    ASSERT_EQ(a.draw.vertices.size(), b.draw.vertices.size());
    EXPECT_EQ(0, std::memcmp(a.draw.vertices.data(), b.draw.vertices.data(),
                             a.draw.vertices.size() * sizeof(Vertex)));
    EXPECT_EQ(a.draw.indices, b.draw.indices);
}

TEST(Stage, anEmptySceneDrawsNothing) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Stage stage = layoutStage(scene::Scene{}, {1280, 720}, *fonts);
    EXPECT_TRUE(stage.draw.indices.empty());
    EXPECT_TRUE(stage.hits.empty());
    EXPECT_EQ(stage.axis.rect.x1, stage.axis.rect.x0);
}

TEST(Stage, theSelectedMilestoneIsAlwaysNamedOnTheStrip) {
    for (const PictureSize& picture :
         {PictureSize{1024, 768}, PictureSize{1280, 720}, PictureSize{3840, 2160}}) {
        const auto fonts = fontsFor(picture.height);
        ASSERT_TRUE(fonts);
        for (const char* id : {"first-crewed-landing", "artemis-1", "artemis-2", "gateway", "chang-e-7"}) {
            scene::Moment moment = landingMoment();
            moment.selected = id;
            const scene::Scene scene = described(moment);
            std::string label;
            for (const auto& programme : scene.strip->programmes)
                for (const auto& lane : programme.lanes)
                    for (const auto& mark : lane.marks)
                        if (mark.selected && mark.kind == scene::StripMarkKind::Current)
                            label = mark.label;
            if (label.empty())
                continue;
            const Stage stage = layoutStage(scene, {picture.width, picture.height}, *fonts);
            // Whole, or its name alone where the strip is full: the card has the date.
            const bool named = std::any_of(stage.texts.begin(), stage.texts.end(), [&](const TextBox& t) {
                return t.text == label || label.starts_with(t.text + " · ");
            });
            EXPECT_TRUE(named) << label << " at " << picture.width;
        }
    }
}

/// The marks of a stage: their areas for clicks are squares, those of labels are long.
std::vector<HitArea> marksOn(const Stage& stage) {
    std::vector<HitArea> marks;
    for (const HitArea& hit : stage.hits)
        if (hit.kind == HitKind::Mark && std::abs(widthOf(hit.rect) - heightOf(hit.rect)) < 0.5f)
            marks.push_back(hit);
    return marks;
}

/// "Chang'e 7" and, cut, "Chang'…".
bool isLabel(const std::string& text, const std::string& label) {
    const std::size_t dots = text.rfind("…");
    return text == label ||
           (dots != std::string::npos && dots > 2 && label.starts_with(text.substr(0, dots)));
}

/// What of a strip's labels that belong to marks near its ends lies on marks.
std::string labelsOnMarksAtTheEnds(const scene::Scene& scene, const Stage& stage, float u) {
    const std::vector<HitArea> marks = marksOn(stage);
    std::string faults;
    for (const auto& programme : scene.strip->programmes)
        for (const auto& lane : programme.lanes)
            for (const scene::StripMark& mark : lane.marks)
                for (const TextBox& text : stage.texts) {
                    const float x = stage.axis.xOf(base::startOf(mark.anchor)), width = widthOf(text.rect);
                    const bool atEnd = x + 12.0f * u + width > stage.axis.rect.x1 + 4.0f * u ||
                                       x - 12.0f * u - width < stage.axis.rect.x0;
                    if (mark.label.empty() || !isLabel(text.text, mark.label) || !atEnd ||
                        text.rect.y0 < stage.axis.rect.y0 || mark.kind != scene::StripMarkKind::Current)
                        continue;
                    for (const HitArea& hit : marks) {
                        const float mx = 0.5f * (hit.rect.x0 + hit.rect.x1),
                                    my = 0.5f * (hit.rect.y0 + hit.rect.y1), half = 3.0f * u;
                        if (overlaps(letters(text), {mx - half, my - half, mx + half, my + half}))
                            faults += told(text) + " on " + hit.id + "\n";
                    }
                }
    return faults;
}

TEST(Stage, labelsAtTheStripsEndsLieOnNoMarks) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    std::size_t tried = 0;
    for (const timeline::Milestone& milestone : shippedTimelines().milestones) {
        if (milestone.weight < 3 || milestone.history.empty() || !milestone.history.back().target)
            continue;
        const base::Day there = milestone.history.back().target->anchor();
        for (const int years : {4, 13})
            for (const bool right : {false, true}) {
                scene::Moment moment = landingMoment();
                moment.selected = tried % 2 == 0 ? "" : milestone.id;
                const std::chrono::days length{years * 365}, rest{years * (3 + int(tried) % 12)};
                moment.span.first = right ? there - length + rest : there - rest;
                moment.span.last = moment.span.first + length;
                const scene::Scene scene = described(moment);
                const Stage stage = layoutStage(scene, {1280, 720}, *fonts);
                EXPECT_EQ(labelsOnMarksAtTheEnds(scene, stage, fonts->pixels(Fonts::Size::Small) / 16.0f), "")
                    << milestone.id << " " << years << " years, " << (right ? "right" : "left");
                ++tried;
            }
    }
    EXPECT_GT(tried, 20u);
}

TEST(Stage, clicksMeanWhatIsDrawnThere) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const scene::Scene scene = described(landingMoment());
    const Stage stage = layoutStage(scene, {1280, 720}, *fonts);
    const auto at = [&](const std::string& text) -> const HitArea* {
        for (const TextBox& t : stage.texts)
            if (t.text == text || (text == "sources" && t.text.find(" sources") != std::string::npos))
                return stage.hitAt(0.5f * (t.rect.x0 + t.rect.x1), 0.5f * (t.rect.y0 + t.rect.y1));
        return nullptr;
    };
    ASSERT_TRUE(at("hindsight"));
    EXPECT_EQ(at("hindsight")->kind, HitKind::AsOfMode);
    ASSERT_TRUE(at(base::dayInShortWords(scene.known.day)));
    EXPECT_EQ(at(base::dayInShortWords(scene.known.day))->kind, HitKind::KnownAxis);
    ASSERT_TRUE(at("First crewed landing"));
    EXPECT_EQ(at("First crewed landing")->kind, HitKind::Card);
    ASSERT_TRUE(at("sources"));
    EXPECT_EQ(at("sources")->kind, HitKind::CardSources);
    ASSERT_TRUE(at("2027"));
    EXPECT_EQ(at("2027")->kind, HitKind::Strip);
    ASSERT_TRUE(at("Artemis I"));
    EXPECT_EQ(at("Artemis I")->kind, HitKind::Mark);
    EXPECT_EQ(at("Artemis I")->id, "artemis-1");
    ASSERT_TRUE(at("Haworth"));
    EXPECT_EQ(at("Haworth")->kind, HitKind::Pin);
    EXPECT_EQ(stage.hitAt(300, 300), nullptr);
    for (const HitArea& hit : stage.hits) {
        EXPECT_GE(hit.rect.x1 - hit.rect.x0, 19.9f);
        EXPECT_GE(hit.rect.y1 - hit.rect.y0, 19.9f);
    }
}

TEST(Stage, labelsStayWhereTheyAreWhileTheCameraMovesSlowly) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    scene::Moment moment = southPoleMoment();
    std::map<std::string, Rect> before;
    int jumps = 0, moves = 0;
    for (int step = 0; step < 100; ++step) {
        moment.look.heading = base::Angle::degrees(0.1 * step);
        scene::Scene scene = described(moment);
        scene.strip.reset();
        std::map<std::string, Rect> now; // the label comes after the pin itself
        for (const HitArea& hit : layoutStage(scene, {1280, 720}, *fonts).hits)
            if (hit.kind == HitKind::Pin && hit.rect.x1 - hit.rect.x0 > 30.0f)
                now[hit.id] = hit.rect;
        for (const auto& [id, rect] : now) {
            const auto was = before.find(id);
            if (was == before.end())
                continue;
            ++moves;
            jumps += std::hypot(was->second.x0 - rect.x0, was->second.y0 - rect.y0) > 12.0f;
        }
        before = std::move(now);
    }
    EXPECT_GT(moves, 1000);
    EXPECT_LT(jumps, moves / 50);
}

TEST(Stage, pinsBehindTheMoonAreNotDrawn) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    scene::Scene scene = described(southPoleMoment());
    scene.strip.reset();
    scene.sites.clear();
    for (const double latitude : {-85.0, 40.0}) {
        scene::SitePin pin;
        pin.id = latitude < 0 ? "near" : "far";
        pin.title = pin.id;
        pin.position = astro::toMcmf({base::Angle::degrees(latitude), {}, 0.0});
        scene.sites.push_back(pin);
    }
    const Stage stage = layoutStage(scene, {1280, 720}, *fonts);
    const auto has = [&](const std::string& id) {
        return std::any_of(stage.hits.begin(), stage.hits.end(),
                           [&](const HitArea& h) { return h.id == id; });
    };
    EXPECT_TRUE(has("near"));
    EXPECT_FALSE(has("far"));
}

TEST(Stage, anAreaThatOutgrowsThePictureDoesNotTintIt) {
    const auto greyAt = [](double rangeM) {
        scene::Moment moment = southPoleMoment();
        moment.look.rangeM = rangeM;
        moment.look.tilt = {};
        scene::Scene scene = described(moment);
        std::erase_if(scene.sites, [](const auto& site) { return site.outline.empty(); });
        scene.sites.resize(std::min<std::size_t>(scene.sites.size(), 1));
        EXPECT_EQ(scene.sites.size(), 1u);
        // A wide ring round what is looked at, a quarter of the way out from its own middle.
        const auto middle = astro::toMcmf({moment.look.latitude, moment.look.longitude, 0.0});
        const auto frame = astro::localFrame({moment.look.latitude, moment.look.longitude, 0.0});
        for (std::size_t i = 0; i < scene.sites[0].outline.size(); ++i) {
            const double t = 6.283185307179586 * double(i) / double(scene.sites[0].outline.size());
            const glm::dvec3 out = frame.m * glm::dvec3{40'000.0 * std::cos(t), 40'000.0 * std::sin(t), 0.0};
            scene.sites[0].outline[i] = {glm::normalize(middle.m + out) * astro::kMoonRadiusM};
        }
        scene.sites[0].position = scene.sites[0].outline[0];
        scene.sites[0].selected = false;
        scene.strip.reset();
        scene.card.reset();
        const auto fonts = fontsFor(360);
        base::Image picture = plainPicture(640, 360, 128);
        rasterise(layoutStage(scene, {640, 360}, *fonts).draw, *fonts, picture);
        // Left of the middle, where no pin stands.
        const std::size_t at = (std::size_t{150} * 640 + 300) * std::size_t(picture.channels);
        return picture.pixels[at];
    };
    EXPECT_NE(greyAt(600'000.0), 128); // a ring in the picture is tinted
    EXPECT_EQ(greyAt(60'000.0), 128);  // inside it the ground has its own colour
}

TEST(Stage, theCurtainLiesOverEverything) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    scene::Scene scene = described(landingMoment());
    scene.curtain = 0.5;
    const Stage stage = layoutStage(scene, {1280, 720}, *fonts);
    ASSERT_GE(stage.draw.vertices.size(), 4u);
    EXPECT_EQ(stage.draw.vertices.back().colour, 0x80000000u);
}

} // namespace
} // namespace perilune::overlay::test
