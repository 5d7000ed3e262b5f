// The views in the Moon's place: who joined which bloc, and what changed between two known days.
#include "overlay/ink/hatch.h"
#include "overlay/ink/style.h"
#include "overlay/ink/triangulate.h"
#include "overlay/views/world_map.h"
#include "scene/words.h"
#include "good_stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace perilune::overlay::test {
namespace {

const WorldMap& worldMap() {
    static const std::shared_ptr<const WorldMap> map = [] {
        auto read = WorldMap::load(base::shareDir() / "models" / "earth" / "countries.csv");
        return read ? *read : std::make_shared<const WorldMap>();
    }();
    return *map;
}

scene::Moment partnersOn(const char* when) {
    scene::Moment m = landingMoment();
    m.at = base::startOf(day(when));
    m.layers.partners = true;
    m.selected.clear();
    return m;
}

scene::Moment changesBetween(const char* from, const char* to) {
    scene::Moment m = landingMoment();
    m.at = base::startOf(day(to));
    m.known = {scene::AsOfMode::OnADay, {day(to)}};
    m.changedSince = timeline::KnownDay{day(from)};
    m.selected.clear();
    return m;
}

Stage stageOf(const scene::Moment& moment, int width = 1280, int height = 720) {
    return layoutStage(described(moment), {width, height}, *fontsFor(height), &worldMap());
}

bool says(const Stage& stage, const std::string& text) {
    return std::any_of(
        stage.texts.begin(), stage.texts.end(),
        [&](const TextBox& t) { return t.text.find(text) != std::string::npos; });
}

TEST(Views, areReadableAtEverySize) {
    scene::Moment selected = partnersOn("2026-09-30");
    selected.country = "TH";
    scene::Moment card = changesBetween("2024-01-01", "2024-12-31");
    card.selected = "artemis-2";
    scene::Moment captioned = partnersOn("2026-04-25"), captionedChanges = card;
    captioned.caption = captionedChanges.caption = "In March 2019 a landing was promised within five years.";
    for (const PictureSize& picture : kPictureSizes)
        for (const scene::Moment& moment :
             {partnersOn("2019-01-01"), partnersOn("2022-06-07"), partnersOn("2026-04-25"), selected,
              changesBetween("2024-01-01", "2024-12-31"), changesBetween("2026-01-01", "2026-01-02"),
              changesBetween("2010-01-01", "2026-09-30"), card, captioned, captionedChanges})
            expectGoodStage(described(moment), picture, fmt::format("{}x{}: ", picture.width, picture.height),
                            &worldMap());
}

// Law 4, in one set of words: what is doubtful says so on the card, in its rows, in the changes and of a
// partner.
TEST(Views, doubtIsToldInTheSameWordsEverywhere) {
    const auto laidOut = [](const scene::Scene& scene) {
        return layoutStage(scene, {1920, 1080}, *fontsFor(1080), &worldMap());
    };
    scene::Moment joined = partnersOn("2026-09-30");
    joined.country = "TH";
    for (const auto doubt : {timeline::Confidence::Low, timeline::Confidence::Unverified}) {
        const std::string words = scene::wordsOf(doubt);
        scene::Scene card = described(landingMoment());
        card.card->confidence = doubt;
        EXPECT_TRUE(says(laidOut(card), words)) << "the card's last word";
        card.card->confidence = timeline::Confidence::High;
        card.card->rows.resize(1);
        card.card->rows[0].confidence = doubt;
        EXPECT_TRUE(says(laidOut(card), words)) << "a row of the card";
        scene::Scene changes = described(changesBetween("2024-01-01", "2024-12-31"));
        for (scene::ChangeColumn& column : changes.changes->columns)
            for (scene::ChangeRow& row : column.rows)
                row.confidence = doubt;
        EXPECT_TRUE(says(laidOut(changes), words)) << "a change";
        scene::Scene partners = described(joined);
        for (scene::BlocLines& bloc : partners.partners->blocs)
            for (scene::PartnerLine& line : bloc.partners)
                line.confidence = doubt;
        EXPECT_TRUE(says(laidOut(partners), words)) << "a partner";
    }
}

// Of what is drawn, as often as it is drawn: with fonts of the picture's own size, and with larger ones.
TEST(Views, wordsOfDoubtAreNeverCutAndNeverLeftOut) {
    const auto saysHowOften = [](const Stage& stage, const std::string& words) {
        return std::count_if(stage.texts.begin(), stage.texts.end(),
                             [&](const TextBox& t) { return t.text.find(words) != std::string::npos; });
    };
    scene::Moment joined = partnersOn("2026-09-30");
    joined.country = "TH"; // in both blocs
    for (const PictureSize& picture : kPictureSizes)
        for (const int fontsOf : {picture.height, picture.height * 5 / 4})
            for (const auto doubt : {timeline::Confidence::Low, timeline::Confidence::Unverified}) {
                const std::string words = scene::wordsOf(doubt);
                const auto laidOut = [&](const scene::Scene& scene) {
                    const Stage stage =
                        layoutStage(scene, {picture.width, picture.height}, *fontsFor(fontsOf), &worldMap());
                    for (const TextBox& t : stage.texts)
                        EXPECT_EQ(cutDoubt(t.text), "") << told(t);
                    return stage;
                };
                SCOPED_TRACE(
                    fmt::format("{} at {}x{}, letters of {}", words, picture.width, picture.height, fontsOf));

                scene::Scene changes = described(changesBetween("2024-01-01", "2024-12-31"));
                changes.strip.reset();
                for (scene::ChangeColumn& column : changes.changes->columns)
                    for (scene::ChangeRow& row : column.rows)
                        row.confidence = doubt;
                const Stage listed = laidOut(changes);
                EXPECT_EQ(saysHowOften(listed, words),
                          std::count_if(listed.hits.begin(), listed.hits.end(),
                                        [](const HitArea& hit) { return hit.kind == HitKind::Mark; }));

                scene::Scene card = described(landingMoment());
                card.card->confidence = doubt;
                for (scene::CardRow& row : card.card->rows) {
                    row.confidence = doubt;
                    row.by = "Somebody whose name is longer than the line";
                }
                const Stage told = laidOut(card);
                const bool drawn = std::any_of(told.hits.begin(), told.hits.end(), [](const HitArea& hit) {
                    return hit.kind == HitKind::Card && !hit.id.empty();
                });
                const auto says = saysHowOften(told, words);
                EXPECT_EQ(drawn, says > 0);
                for (const TextBox& t : told.texts)
                    if (t.text.starts_with("Somebody"))
                        EXPECT_TRUE(t.text.ends_with(words)) << t.text;

                scene::Scene partners = described(joined);
                for (scene::BlocLines& bloc : partners.partners->blocs)
                    for (scene::PartnerLine& line : bloc.partners) {
                        line.confidence = doubt;
                        line.disputed = true;
                    }
                const Stage foot = laidOut(partners);
                EXPECT_EQ(saysHowOften(foot, "disputed, not counted"), saysHowOften(foot, "Thailand \u00b7"));
            }
}

TEST(Views, aQuestionMarkOutlivesTheWordsBeforeIt) {
    const auto fonts = fontsFor(720);
    const Canvas canvas(*fonts, 1280, 720);
    const std::string cut = canvas.fitted("a landing in 2027?", type::kSmall, 80.0f);
    EXPECT_TRUE(cut.ends_with("\u2026?")) << cut;
    EXPECT_LE(canvas.widthOf(cut, type::kSmall), 80.0f);
}

TEST(Views, everyPartnersCountryIsOnTheMap) {
    for (const timeline::Partner& partner : shippedTimelines().partners)
        if (!partner.country.empty())
            EXPECT_TRUE(worldMap().find(partner.country)) << partner.id;
}

// The area of a polygon on the plane is the sum of its triangles' areas, whatever way it was cut.
TEST(Views, countriesAreCutIntoTrianglesWithoutLoss) {
    ASSERT_GT(worldMap().countries().size(), 190u);
    double lost = 0.0, all = 0.0;
    for (const WorldMap::Country& country : worldMap().countries())
        for (const WorldMap::Ring& ring : country.rings) {
            double area = 0.0, sum = 0.0;
            for (std::size_t i = 0; i < ring.corners.size(); ++i) {
                const Point &a = ring.corners[i], &b = ring.corners[(i + 1) % ring.corners.size()];
                area += 0.5 * (double(a.x) * double(b.y) - double(b.x) * double(a.y));
            }
            for (std::size_t i = 0; i + 2 < ring.triangles.size(); i += 3) {
                const Point &a = ring.corners[ring.triangles[i]], &b = ring.corners[ring.triangles[i + 1]],
                            &c = ring.corners[ring.triangles[i + 2]];
                sum += 0.5 * std::abs(double(b.x - a.x) * double(c.y - a.y) -
                                      double(b.y - a.y) * double(c.x - a.x));
            }
            lost += std::abs(sum - std::abs(area));
            all += std::abs(area);
        }
    EXPECT_LT(lost, 0.002 * all);
}

// Patterson's own table of the projection: lengths of the parallels and their distances from the equator.
TEST(Views, theWorldIsProjectedAsPublished) {
    struct Parallel {
        double latitudeDeg, length, distance;
    };
    for (const Parallel& p :
         {Parallel{0, 1.0, 0.0}, Parallel{15, 0.9894, 0.1860}, Parallel{30, 0.9570, 0.3720},
          Parallel{45, 0.9006, 0.5571}, Parallel{60, 0.8196, 0.7346}, Parallel{75, 0.7160, 0.8936},
          Parallel{80, 0.6754, 0.9394}}) {
        EXPECT_NEAR(naturalEarth(180.0, p.latitudeDeg).x / naturalEarth(180.0, 0.0).x, p.length, 0.004)
            << p.latitudeDeg;
        EXPECT_NEAR(naturalEarth(0.0, p.latitudeDeg).y / naturalEarth(0.0, 90.0).y, p.distance, 0.004)
            << p.latitudeDeg;
    }
    EXPECT_FLOAT_EQ(naturalEarth(-30.0, 40.0).x, -naturalEarth(30.0, 40.0).x);
    EXPECT_FLOAT_EQ(naturalEarth(30.0, -40.0).y, -naturalEarth(30.0, 40.0).y);
}

TEST(Views, aClickOnACountryMeansIt) {
    scene::Moment moment = partnersOn("2026-04-25");
    const Stage stage = stageOf(moment);
    std::set<std::string> hit;
    for (const HitArea& area : stage.hits)
        if (area.kind == HitKind::Country)
            if (const HitArea* top =
                    stage.hitAt(0.5f * (area.rect.x0 + area.rect.x1), 0.5f * (area.rect.y0 + area.rect.y1)))
                hit.insert(top->id);
    for (const char* country : {"US", "RU", "CN", "FR", "LU", "SG", "BR", "ZA"})
        EXPECT_TRUE(hit.count(country)) << country;
    // Nothing of the Moon below can be clicked.
    for (const HitArea& area : stage.hits)
        EXPECT_NE(area.kind, HitKind::Pin);
}

TEST(Views, noClickGoesThroughToTheMoonHoweverSmallThePicture) {
    for (const scene::Moment& moment : {partnersOn("2026-04-25"), changesBetween("2024-01-01", "2024-12-31")})
        for (const PictureSize& picture : kPictureSizes) {
            const Stage stage = stageOf(moment, picture.width, picture.height);
            for (float x = 0.05f; x < 1.0f; x += 0.1f)
                for (float y = 0.05f; y < 1.0f; y += 0.1f)
                    EXPECT_TRUE(stage.hitAt(x * float(picture.width), y * float(picture.height)));
            const auto strip =
                stage.hitAt(0.5f * (stage.axis.rect.x0 + stage.axis.rect.x1), stage.axis.rect.y1 - 1.0f);
            ASSERT_TRUE(strip);
            EXPECT_NE(strip->kind, HitKind::Card) << "the strip lies above";
        }
}

TEST(Views, aSelectedCountryIsToldWithItsSource) {
    scene::Moment moment = partnersOn("2026-04-25");
    moment.country = "FR";
    const Stage stage = stageOf(moment);
    EXPECT_TRUE(says(stage, "France · Artemis Accords · 7 June 2022"));
    EXPECT_TRUE(says(stage, "Space.com"));
    moment.at = base::startOf(day("2022-06-06"));
    EXPECT_FALSE(says(stageOf(moment), "France · Artemis Accords"));
}

TEST(Views, countsStandAtThePlayhead) {
    const Stage stage = stageOf(partnersOn("2022-06-07")); // the 20th signature was France's, on that day
    EXPECT_TRUE(
        std::any_of(stage.texts.begin(), stage.texts.end(), [](const TextBox& t) { return t.text == "20"; }));
}

TEST(Views, everyRowOfAChangeOpensItsCard) {
    const Stage stage = stageOf(changesBetween("2024-01-01", "2024-12-31"));
    EXPECT_TRUE(says(stage, "What changed from 1 January 2024 to 31 December 2024"));
    for (const TextBox& text : stage.texts)
        if (text.text == "Artemis II" && text.rect.y0 < stage.axis.rect.y0) {
            const HitArea* hit =
                stage.hitAt(0.5f * (text.rect.x0 + text.rect.x1), 0.5f * (text.rect.y0 + text.rect.y1));
            ASSERT_TRUE(hit);
            EXPECT_EQ(hit->kind, HitKind::Mark);
            EXPECT_EQ(hit->id, "artemis-2");
            return;
        }
    FAIL() << "the move of Artemis II is not told";
}

TEST(Views, movedOnTheListShowsWhatCameBelow) {
    scene::Moment moment = changesBetween("2010-01-01", "2026-09-30");
    std::set<std::string> shown;
    for (std::size_t first = 0; first < 120; first += 4) {
        moment.changesFrom = first;
        for (const HitArea& hit : stageOf(moment).hits)
            if (hit.kind == HitKind::Mark && hit.rect.y1 < 480.0f)
                shown.insert(hit.id);
    }
    const scene::Scene scene = described(moment);
    for (const scene::ChangeColumn& column : scene.changes->columns)
        for (const scene::ChangeRow& row : column.rows)
            EXPECT_TRUE(shown.count(row.milestone)) << row.milestone;
}

TEST(Views, strokesLieInsideThePolygon) {
    const Point square[4] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const auto level = strokesInside(square, 0.0f, 1.0f, 2.0f);
    ASSERT_EQ(level.size(), 5u); // at 0, 2, 4, 6, 8: the upper edge belongs to it, the lower does not
    for (const auto& [from, to] : level)
        EXPECT_NEAR(std::abs(to.x - from.x), 10.0f, 1e-4f);
    EXPECT_TRUE(strokesInside(square, 0.0f, 1.0f, 1e-3f).empty()) << "bounded";
}

TEST(Views, everyPolygonBecomesTwoTrianglesLessThanItsCorners) {
    const Point star[8] = {{0, -4}, {1, -1}, {4, 0}, {1, 1}, {0, 4}, {-1, 1}, {-4, 0}, {-1, -1}};
    EXPECT_EQ(triangulated(star).size(), 6u * 3u);
    std::vector<Point> turned(std::rbegin(star), std::rend(star));
    EXPECT_EQ(triangulated(turned).size(), 6u * 3u);
    EXPECT_TRUE(triangulated(std::vector<Point>{{0, 0}, {1, 0}}).empty());
    EXPECT_EQ(triangulated(std::vector<Point>{{0, 0}, {1, 0}, {0, 1}}).size(), 3u);
}

} // namespace
} // namespace perilune::overlay::test
