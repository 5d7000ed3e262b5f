#include "terrain/ground.h"
#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace perilune::terrain {
namespace {

std::shared_ptr<const Ground> theGround() {
    static const auto ground = Ground::open(base::shareDir(), base::Workers::onThreads());
    return ground ? *ground : nullptr;
}

TileView lookingDown(const glm::dvec3& direction, double altitudeM, double fovDegrees, int widthPx,
                     int heightPx) {
    TileView view;
    view.eye = direction * (astro::kMoonRadiusM + altitudeM);
    view.forward = -direction;
    view.up = glm::normalize(glm::cross(glm::cross(view.forward, glm::dvec3(0.1, 0.2, 1.0)), view.forward));
    view.tanHalfY = std::tan(fovDegrees * std::numbers::pi / 360.0);
    view.tanHalfX = view.tanHalfY * widthPx / heightPx;
    view.heightPx = heightPx;
    return view;
}

/// The tile of the list that holds a direction; null when none does, and it must never be two.
const TileId* holderOf(const std::vector<TileId>& tiles, const glm::dvec3& direction) {
    const TileId* holder = nullptr;
    for (const TileId& id : tiles) {
        const glm::dvec3 a = directionOf(id, 0.5, 0.5);
        if (glm::dot(a, direction) < 0.3)
            continue;
        bool inside = true;
        for (int i = 0; i < 4 && inside; ++i) {
            constexpr double kAround[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
            const glm::dvec3 p = directionOf(id, kAround[i][0], kAround[i][1]);
            const glm::dvec3 q = directionOf(id, kAround[i + 1][0], kAround[i + 1][1]);
            inside = glm::dot(glm::cross(p, q), direction) >= 0.0;
        }
        if (inside) {
            EXPECT_EQ(holder, nullptr) << "two tiles hold one place";
            holder = &id;
        }
    }
    return holder;
}

TEST(SelectTiles, aFullDiscOf670PixelsTakesAtMost160Tiles) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    const double distance = 8.0 * astro::kMoonRadiusM;
    const double angular = 2.0 * std::asin(1.0 / 8.0);
    for (const glm::dvec3 d :
         {glm::dvec3(1, 0, 0), glm::normalize(glm::dvec3(1, 1, 1)), glm::dvec3(0, 0, -1)}) {
        TileView view = lookingDown(d, distance - astro::kMoonRadiusM, 30.0, 1280, 720);
        view.tanHalfY = std::tan(angular / 2.0) * 720.0 / 670.0;
        view.tanHalfX = view.tanHalfY * 1280.0 / 720.0;
        const auto tiles = ground->selectTiles(view);
        EXPECT_LE(tiles.size(), 160u);
        EXPECT_GE(tiles.size(), 60u);
    }
}

TEST(SelectTiles, everythingSeenIsCoveredOnce) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    for (const double altitude : {5e6, 4e5, 1e4, 300.0}) {
        const glm::dvec3 d = glm::normalize(glm::dvec3(0.05, 0.08, -1.0));
        const TileView view = lookingDown(d, 6000.0 + altitude, 40.0, 1280, 720);
        const auto tiles = ground->selectTiles(view);
        EXPECT_LE(tiles.size(), 600u);
        const glm::dvec3 right = glm::normalize(glm::cross(view.forward, view.up));
        const glm::dvec3 up = glm::cross(right, view.forward);
        for (double y = -0.95; y < 1.0; y += 0.19)
            for (double x = -0.95; x < 1.0; x += 0.19) {
                const glm::dvec3 ray =
                    glm::normalize(view.forward + x * view.tanHalfX * right + y * view.tanHalfY * up);
                const double b = glm::dot(view.eye, ray);
                const double inside =
                    b * b - glm::dot(view.eye, view.eye) + astro::kMoonRadiusM * astro::kMoonRadiusM;
                if (inside < 0.0)
                    continue;
                const glm::dvec3 hit = glm::normalize(view.eye + ray * (-b - std::sqrt(inside)));
                EXPECT_NE(holderOf(tiles, hit), nullptr);
            }
    }
}

TEST(SelectTiles, nearGroundIsFinestUnderTheEyeAndStaysBelowTheCap) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    const glm::dvec3 d = glm::normalize(glm::dvec3(0.07, 0.04, -1.0));
    const double h = ground->drawnHeightM(astro::toSelenographic({d * 1e6}));
    TileView view = lookingDown(d, h + 20.0, 45.0, 3840, 2160);
    view.forward = glm::normalize(glm::cross(d, glm::dvec3(0, 1, 0)) - 0.2 * d);
    view.up = d;
    const auto tiles = ground->selectTiles(view);
    EXPECT_LE(tiles.size(), 600u);
    EXPECT_TRUE(std::any_of(tiles.begin(), tiles.end(), [](const TileId& id) { return id.level >= 17; }));
}

TEST(SelectTiles, aBadViewGivesNothing) {
    const auto ground = theGround();
    ASSERT_TRUE(ground);
    TileView view;
    view.eye = glm::dvec3(NAN);
    EXPECT_TRUE(ground->selectTiles(view).empty());
}

} // namespace
} // namespace perilune::terrain
