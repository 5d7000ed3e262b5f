// One renderer for several who look: each has its picture whole, none pays for the others, and a picture goes
// wherever it is wanted: into a part of a framebuffer, and into another context of the group.
#include "render/offscreen_target.h"
#include "render/projector.h"
#include "ground_test.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using namespace perilune;
using base::Angle;
using render::test::towards;

namespace {

constexpr int kWidth = 320, kHeight = 180;

base::Image read(const render::OffscreenTarget& offscreen) {
    base::Image image;
    offscreen.read(image);
    return image;
}

class Views : public render::test::GroundTest {
  protected:
    static std::unique_ptr<render::OffscreenTarget> offscreen(int width = kWidth, int height = kHeight) {
        return std::move(*render::OffscreenTarget::create(width, height));
    }
    render::Frame frameOf(double latitude, double longitude, double rangeM, const glm::vec3& sun,
                          double tiltDeg = 0.0) const {
        scene::Look look;
        look.latitude = Angle::degrees(latitude);
        look.longitude = Angle::degrees(longitude);
        look.rangeM = rangeM;
        look.tilt = Angle::degrees(tiltDeg);
        return GroundTest::frameOf(look, sun, kWidth, kHeight);
    }
    /// Two that share hardly a tile, each on a day of its own.
    render::Frame pole() const { return frameOf(-88, 20, 1.2e5, towards(-1.2, -35), 40.0); }
    render::Frame plain() const { return frameOf(12, 25, 6.0e4, towards(3, -20), 55.0); }
    /// The pole on another day.
    render::Frame poleLater() const { return frameOf(-88, 20, 1.2e5, towards(-1.1, 60), 40.0); }
};

/// One who looks at a frame again and again.
struct Looker {
    render::Frame frame;
    std::unique_ptr<render::Viewer> viewer;
    std::unique_ptr<render::OffscreenTarget> offscreen;
    bool complete = false;

    void draw(render::Renderer& renderer) {
        const auto drawn = renderer.draw(*viewer, frame, offscreen->target());
        ASSERT_TRUE(drawn.has_value()) << drawn.error().message;
        complete = *drawn;
    }
};

std::int64_t workOf(const render::Renderer& renderer) {
    return renderer.groundCost().tilesBuilt + renderer.groundCost().lightsMade;
}

/// Draws in turn until all are complete, and some rounds more; what it cost.
std::int64_t workInTurn(render::Renderer& renderer, std::vector<Looker>& lookers) {
    const auto all = [&] {
        return std::all_of(lookers.begin(), lookers.end(), [](const Looker& l) { return l.complete; });
    };
    for (int round = 0, rest = 0; round < 5000 && rest < 5; ++round) {
        for (Looker& looker : lookers)
            looker.draw(renderer);
        rest += all() ? 1 : 0;
    }
    EXPECT_TRUE(all());
    return workOf(renderer);
}

/// How many coarser tiles stand in meanwhile hangs on the threads, and on what else the machine does: the
/// least of some runs is the views' own work.
std::int64_t leastWork(const std::function<std::int64_t()>& run) {
    constexpr int kRuns = 4;
    std::int64_t least = run();
    for (int i = 1; i < kRuns; ++i)
        least = std::min(least, run());
    return least;
}

} // namespace

TEST_F(Views, twoDrawnInTurnBothBecomeCompleteAndCostHardlyMoreThanEachAlone) {
    // The least memory, so that what one needs could push out what the other shows.
    constexpr double kLittleMb = 1.0;
    for (const auto& second : {plain(), poleLater()}) {
        std::int64_t alone = 0;
        std::vector<base::Image> pictures;
        for (const auto& frame : {pole(), second}) {
            pictures.emplace_back();
            alone += leastWork([&] {
                const auto own = newRenderer(kLittleMb);
                std::vector<Looker> one;
                one.push_back({frame, own->makeViewer(), offscreen()});
                const auto work = workInTurn(*own, one);
                pictures.back() = read(*one[0].offscreen);
                return work;
            });
        }
        const auto together = leastWork([&] {
            const auto shared = newRenderer(kLittleMb);
            std::vector<Looker> both;
            both.push_back({pole(), shared->makeViewer(), offscreen()});
            both.push_back({second, shared->makeViewer(), offscreen()});
            const auto work = workInTurn(*shared, both);
            for (std::size_t i = 0; i < both.size(); ++i)
                EXPECT_EQ(read(*both[i].offscreen).pixels, pictures[i].pixels);
            return work;
        });
        EXPECT_LE(double(together), 1.1 * double(alone));
    }
}

TEST_F(Views, manyViewersPushNoTileOutThatAnotherStillShows) {
    const auto shared = newRenderer(1.0);
    constexpr int kMany = 5, kTall = 360; // together more than the least memory holds
    std::vector<Looker> lookers;
    for (int i = 0; i < kMany; ++i) {
        const double longitude = 50.0 * i;
        Looker looker{frameOf(-75.0 + 30.0 * i, longitude, 3.0e4, towards(10, longitude + 20.0), 75.0),
                      shared->makeViewer(), offscreen(640, kTall)};
        looker.frame.viewport = {640, kTall};
        ASSERT_TRUE(shared->draw(*looker.viewer, looker.frame, looker.offscreen->target(),
                                 {.waitUntilComplete = true}));
        lookers.push_back(std::move(looker));
    }
    const auto before = shared->groundCost().tilesBuilt;
    EXPECT_GT(before, 6 * 128);
    for (Looker& looker : lookers) {
        looker.draw(*shared);
        EXPECT_TRUE(looker.complete);
    }
    EXPECT_EQ(shared->groundCost().tilesBuilt, before);
}

TEST_F(Views, twoOfTheSameViewCostAsMuchAsOne) {
    const auto costOf = [&](int lookers) {
        return leastWork([&] {
            const auto shared = newRenderer();
            std::vector<Looker> all;
            for (int i = 0; i < lookers; ++i)
                all.push_back({pole(), shared->makeViewer(), offscreen()});
            return workInTurn(*shared, all);
        });
    };
    EXPECT_LE(double(costOf(2)), 1.1 * double(costOf(1)));
}

TEST_F(Views, whatOneWaitsForIsBuiltWhileAnotherIsDrawn) {
    // With nobody beside, what is built between frames hangs on no thread.
    const base::Workers nobody = base::Workers::inlined();
    const auto shared = std::move(*render::Renderer::create({base::shareDir(), ground_, nobody, 160.0}));
    Looker waiting{pole(), shared->makeViewer(), offscreen()};
    Looker busy{plain(), shared->makeViewer(), offscreen(64, 36)};
    waiting.draw(*shared);
    EXPECT_FALSE(waiting.complete);
    busy.draw(*shared);
    for (int steps = 1; nobody.help(); ++steps)
        if (steps % 8 == 0)
            busy.draw(*shared);
    busy.draw(*shared);
    while (nobody.help()) {
    }
    busy.draw(*shared);
    EXPECT_TRUE(busy.complete);
    waiting.draw(*shared);
    EXPECT_TRUE(waiting.complete);
}

TEST_F(Views, oneThatGoesLeavesTheOthersAndItsPlaceToTheNext) {
    const auto shared = newRenderer();
    std::vector<Looker> lookers;
    lookers.push_back({pole(), shared->makeViewer(), offscreen()});
    {
        Looker brief{plain(), shared->makeViewer(), offscreen()};
        brief.draw(*shared); // and never again, with much still to come
    }
    workInTurn(*shared, lookers);
    lookers.push_back({plain(), shared->makeViewer(), offscreen()});
    workInTurn(*shared, lookers);
}

TEST_F(Views, aPictureInPartOfATargetIsThePictureAndTouchesNothingElse) {
    const auto one = newRenderer();
    render::Frame covered = pole();
    covered.covered = true;
    const render::Frame disc = frameOf(2, 1, 1.2e7, towards(3, -40));
    struct Way {
        render::Frame frame;
        render::DrawOptions options;
    };
    for (const Way& way :
         {Way{pole(), {true, 1, 1.0}}, Way{pole(), {true, 4, 1.0}}, Way{pole(), {true, 1, 0.5}},
          Way{pole(), {true, 4, 0.5}}, Way{covered, {true, 1, 1.0}}, Way{disc, {true, 1, 1.0}}}) {
        const auto whole = offscreen();
        ASSERT_TRUE(one->draw(way.frame, whole->target(), way.options));
        const base::Image expected = read(*whole);

        constexpr int kLeft = 37, kBelow = 21, kAround = 80;
        const auto larger = offscreen(kWidth + kAround, kHeight + kAround);
        // Something is there already.
        ASSERT_TRUE(one->draw(plain(), larger->target(), {.waitUntilComplete = true}));
        const base::Image before = read(*larger);
        render::Target part = larger->target();
        part.x = kLeft;
        part.y = kBelow;
        part.width = kWidth;
        part.height = kHeight;
        ASSERT_TRUE(one->draw(way.frame, part, way.options));
        const base::Image after = read(*larger);
        int wrongInside = 0, wrongOutside = 0;
        for (int y = 0; y < after.height; ++y)
            for (int x = 0; x < after.width; ++x) {
                const int px = x - kLeft, py = y - (after.height - kBelow - kHeight);
                const bool inside = px >= 0 && px < kWidth && py >= 0 && py < kHeight;
                const auto at = [](const base::Image& image, int column, int row) {
                    return &image.pixels[std::size_t(4 * (row * image.width + column))];
                };
                const auto* is = at(after, x, y);
                const auto* should = inside ? at(expected, px, py) : at(before, x, y);
                // The mean of several samples is read between texels, and rounded there.
                const int rounding = inside && way.options.samples > 1 ? 1 : 0;
                (inside ? wrongInside : wrongOutside) += !std::equal(
                    is, is + 4, should, [&](int a, int b) { return std::abs(a - b) <= rounding; });
            }
        EXPECT_EQ(wrongInside, 0) << way.options.samples << " samples at " << way.options.renderScale;
        EXPECT_EQ(wrongOutside, 0) << way.options.samples << " samples at " << way.options.renderScale;
    }
}

TEST_F(Views, anotherContextOfTheGroupShowsTheCanvas) {
    const auto one = newRenderer();
    const auto picture = offscreen();
    ASSERT_TRUE(one->draw(pole(), picture->target(), {.waitUntilComplete = true}));
    one->finish();
    const base::Image expected = read(*picture);

    auto other = render::HeadlessContext::create(context_.get());
    ASSERT_TRUE(other.has_value()) << other.error().message; // and is current now
    {
        auto projector = render::Projector::create(base::shareDir() / "shaders");
        ASSERT_TRUE(projector.has_value()) << projector.error().message;
        const auto screen = offscreen();
        (*projector)->show(*picture, screen->target());
        EXPECT_EQ(read(*screen).pixels, expected.pixels);

        // The picture goes on in the first context; the other one shows that too.
        ASSERT_TRUE(context_->makeCurrent());
        ASSERT_TRUE(one->draw(plain(), picture->target(), {.waitUntilComplete = true}));
        one->finish();
        const base::Image next = read(*picture);
        EXPECT_NE(next.pixels, expected.pixels);
        ASSERT_TRUE((*other)->makeCurrent());
        (*projector)->show(*picture, screen->target());
        EXPECT_EQ(read(*screen).pixels, next.pixels);

        // In a larger window, in the middle, scaled.
        const auto larger = offscreen(3 * kWidth, 3 * kHeight);
        (*projector)
            ->show(*picture,
                   {larger->target().framebuffer, 2 * kWidth, 2 * kHeight, kWidth / 2, kHeight / 2});
        const base::Image shown = read(*larger);
        const auto brightnessAt = [](const base::Image& image, int x, int y) {
            return int(image.pixels[std::size_t(4 * (y * image.width + x))]);
        };
        EXPECT_NEAR(brightnessAt(shown, kWidth + kWidth / 2, kHeight + kHeight / 2),
                    brightnessAt(next, kWidth / 2, kHeight / 2), 40);
    }
    other->reset();
    ASSERT_TRUE(context_->makeCurrent());
    EXPECT_TRUE(one->draw(pole(), picture->target(), {.waitUntilComplete = true}));
    EXPECT_EQ(read(*picture).pixels, expected.pixels);
}

TEST_F(Views, aLasersSpotStandsWhereItPointsAndNowhereElse) {
    auto projector = render::Projector::create(base::shareDir() / "shaders");
    ASSERT_TRUE(projector.has_value());
    const auto screen = offscreen(400, 300);
    const auto black = offscreen(10, 10);
    for (const auto& target : {render::Target{screen->target().framebuffer, 400, 300},
                               render::Target{screen->target().framebuffer, 200, 150, 120, 60}}) {
        const auto bare = offscreen(1, 1);
        (*projector)->show(*bare, screen->target());
        const base::Image before = read(*screen);
        (*projector)->point(0.25, 0.1, target);
        const base::Image after = read(*screen);
        const int x = target.x + target.width / 4;
        const int y = 300 - target.y - target.height + target.height / 10;
        const auto* spot = &after.pixels[std::size_t(4 * (y * 400 + x))];
        EXPECT_GT(spot[0], 200) << "red";
        EXPECT_LT(spot[1], 160);
        for (int row = 0; row < 300; ++row)
            for (int column = 0; column < 400; ++column)
                if (std::hypot(column + 0.5 - x, row + 0.5 - y) > 9.0) {
                    const auto i = std::size_t(4 * (row * 400 + column));
                    ASSERT_EQ(after.pixels[i], before.pixels[i]) << column << ", " << row;
                }
    }
}

namespace {

/// While it lives, the driver's functions are these.
struct OtherDriver {
    static inline int asked = 0;
    static inline GLenum status = GL_FRAMEBUFFER_UNSUPPORTED;
    static GLint GLAPIENTRY askUniform(GLuint program, const GLchar* name) {
        ++asked;
        return instance->location(program, name);
    }
    static GLenum GLAPIENTRY checkFramebuffer(GLenum) { return status; }

    OtherDriver() { instance = this; }
    ~OtherDriver() {
        epoxy_glGetUniformLocation = location;
        epoxy_glCheckFramebufferStatus = check;
        instance = nullptr;
    }
    static inline OtherDriver* instance = nullptr;
    PFNGLGETUNIFORMLOCATIONPROC location = epoxy_glGetUniformLocation;
    PFNGLCHECKFRAMEBUFFERSTATUSPROC check = epoxy_glCheckFramebufferStatus;
};

} // namespace

TEST_F(Views, theDriverIsNotAskedForAUniformWhileAFrameIsDrawn) {
    const auto made = newRenderer();
    ASSERT_TRUE(made);
    const auto target = offscreen();
    ASSERT_TRUE(made->draw(pole(), target->target(), {.waitUntilComplete = true}).has_value());
    OtherDriver driver;
    OtherDriver::asked = 0;
    epoxy_glGetUniformLocation = OtherDriver::askUniform;
    ASSERT_TRUE(made->draw(pole(), target->target()).has_value());
    EXPECT_EQ(OtherDriver::asked, 0);
}

TEST_F(Views, aFramebufferThatTheDriverDoesNotTakeIsToldWithACure) {
    const auto made = newRenderer();
    ASSERT_TRUE(made);
    const auto target = offscreen();
    ASSERT_TRUE(made->draw(pole(), target->target()).has_value());
    const auto larger = offscreen(kWidth + 8, kHeight);
    OtherDriver driver;
    epoxy_glCheckFramebufferStatus = OtherDriver::checkFramebuffer;
    const auto drawn = made->draw(pole(), larger->target());
    ASSERT_FALSE(drawn.has_value());
    EXPECT_NE(drawn.error().message.find("cannot draw a picture of 328x180"), std::string::npos)
        << drawn.error().message;
    EXPECT_FALSE(render::OffscreenTarget::create(kWidth, kHeight).has_value());
    epoxy_glCheckFramebufferStatus = driver.check;
    // Several samples need a framebuffer more.
    ASSERT_TRUE(made->draw(pole(), larger->target()).has_value());
    epoxy_glCheckFramebufferStatus = OtherDriver::checkFramebuffer;
    EXPECT_FALSE(made->draw(pole(), larger->target(), {.samples = 2}).has_value());
}
