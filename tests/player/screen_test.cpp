// Screens of one show: each has a picture of its own size, and all have the same Moment.
#include "player/screen.h"

#include "render/headless_context.h"
#include "fixture.h"

using namespace perilune;
namespace action = ui::action;

namespace {

constexpr capture::Size kWide{320, 180}, kTall{240, 200};

base::Image read(const render::OffscreenTarget& offscreen) {
    base::Image image;
    offscreen.read(image);
    return image;
}

class Screens : public testing::Test {
  protected:
    void SetUp() override {
        auto context = render::HeadlessContext::create();
        if (!context)
            GTEST_SKIP() << "skipped: " << context.error().message;
        context_ = std::move(*context);
        auto studio = player::openStudio(content_.timeline, base::Workers::onThreads(), {});
        ASSERT_TRUE(studio.has_value()) << studio.error().message;
        studio_ = std::move(*studio);
        auto renderer = render::Renderer::create({studio_.shareDir, studio_.ground, studio_.workers});
        ASSERT_TRUE(renderer.has_value()) << renderer.error().message;
        renderer_ = std::move(*renderer);
        show_ = std::make_unique<player::Player>(content_, studio_.ground, studio_.workers,
                                                 test::openingDay(), "en");
    }
    player::Screen screen() {
        return {studio_, renderer_, [this] { return clockS_ += drawingS_; }};
    }
    /// Until nothing more is to come.
    void settle(player::Screen& screen, capture::Size size) {
        for (int i = 0; i < 5000; ++i) {
            const auto drawn = screen.easel().draw(show_->moment(), size, false);
            ASSERT_TRUE(drawn.has_value()) << drawn.error().message;
            if (!screen.easel().wantsMore())
                return;
        }
        FAIL() << "the picture does not become complete";
    }
    base::Image still(capture::Size size) {
        auto image = capture::shoot(studio_, *renderer_, show_->moment(), size, 1);
        return image ? std::move(*image) : base::Image{};
    }

    test::Folder folder_;
    player::Content content_ = test::smallContent(folder_);
    std::unique_ptr<render::HeadlessContext> context_;
    capture::Studio studio_{{}, {}, {}, base::Workers::onThreads()};
    std::shared_ptr<render::Renderer> renderer_;
    std::unique_ptr<player::Player> show_;
    double clockS_ = 0.0, drawingS_ = 0.001; ///< what each look at the clock takes
};

} // namespace

TEST_F(Screens, settleOnThePictureOfTheStill) {
    auto one = screen();
    settle(one, kWide);
    EXPECT_EQ(read(*one.easel().offscreen()).pixels, still(kWide).pixels);
}

TEST_F(Screens, ofOneShowShowTheSameMomentEachInItsSize) {
    auto desk = screen(), audience = screen();
    show_->act(action::FlyToSite{"bright-plain"});
    for (int i = 0; i < 15; ++i) {
        show_->step(0.4);
        for (auto& [of, size] : {std::pair{&desk, kWide}, std::pair{&audience, kTall}})
            ASSERT_TRUE(of->easel().draw(show_->moment(), size, show_->isInMotion()));
    }
    settle(desk, kWide);
    settle(audience, kTall);
    EXPECT_EQ(read(*desk.easel().offscreen()).pixels, still(kWide).pixels);
    EXPECT_EQ(read(*audience.easel().offscreen()).pixels, still(kTall).pixels);
}

TEST_F(Screens, aSecondOneShowsInAContextOfItsOwn) {
    auto desk = screen();
    auto audience = std::make_unique<player::Screen>(screen());
    settle(desk, kWide);
    settle(*audience, kTall);
    const base::Image drawn = read(*audience->easel().offscreen());

    auto other = render::HeadlessContext::create(context_.get());
    ASSERT_TRUE(other.has_value()) << other.error().message;
    {
        const auto window = render::OffscreenTarget::create(kTall.width, kTall.height);
        ASSERT_TRUE(window.has_value());
        ASSERT_TRUE(audience->show((*window)->target(), ui::Show{}));
        EXPECT_EQ(read(**window).pixels, drawn.pixels);
        ui::Show pointing;
        pointing.laser = ui::Spot{0.5, 0.5};
        ASSERT_TRUE(audience->show((*window)->target(), pointing));
        EXPECT_NE(read(**window).pixels, drawn.pixels);
        audience->endShowing();
    }
    other->reset();
    ASSERT_TRUE(context_->makeCurrent());
    audience.reset();
    settle(desk, kWide);
}

TEST_F(Screens, aFrozenShowCostsNoDrawing) {
    auto one = screen();
    settle(one, kWide);
    const auto before = read(*one.easel().offscreen());
    const double clock = clockS_;
    show_->act(action::ToggleFreeze{});
    show_->act(action::TogglePlay{});
    for (int i = 0; i < 20; ++i) {
        show_->step(0.2);
        ASSERT_TRUE(one.easel().draw(show_->moment(), kWide, show_->isInMotion()));
    }
    EXPECT_EQ(clockS_, clock) << "nothing was drawn";
    EXPECT_EQ(read(*one.easel().offscreen()).pixels, before.pixels);
}

TEST_F(Screens, movingPicturesBecomeAsCoarseAsASlowMachineNeedsAndSharpAtRest) {
    auto one = screen();
    settle(one, kWide);
    drawingS_ = 0.3; // by the clock each drawing is slow
    for (int i = 0; i < 10; ++i) {
        show_->act(action::Orbit{0.01, 0.0});
        ASSERT_TRUE(one.easel().draw(show_->moment(), kWide, true));
    }
    EXPECT_TRUE(one.easel().wantsMore()) << "coarse";
    EXPECT_NE(read(*one.easel().offscreen()).pixels, still(kWide).pixels);
    settle(one, kWide);
    EXPECT_EQ(read(*one.easel().offscreen()).pixels, still(kWide).pixels);
}

TEST_F(Screens, inAnotherLanguageAreThePictureOfTheStill) {
    std::string text = test::kTimeline;
    text.replace(text.find("title: First landing"), 20,
                 "title: {en: First landing, lv: Pirmā nosēšanās, ru: Первая посадка, zh: 首次着陆}");
    const auto read_ = player::readContent({.timelines = {folder_.write("small.yaml", text)}});
    ASSERT_TRUE(read_.ok());
    show_->setContent(read_.value);
    studio_.timeline = read_.value.timeline;
    auto one = screen();
    one.easel().setContent(read_.value.timeline, read_.value.letters());
    show_->act(action::SelectMilestone{"first-landing"});
    std::set<std::vector<std::uint8_t>> seen;
    for (int change = 0; change < 5; ++change) {
        settle(one, kWide);
        one.easel().finishBeside();
        EXPECT_EQ(read(*one.easel().offscreen()).pixels, still(kWide).pixels) << show_->moment().language;
        seen.insert(read(*one.easel().offscreen()).pixels);
        show_->act(action::CycleLanguage{});
    }
    EXPECT_EQ(seen.size(), 4u);
}

TEST_F(Screens, otherContentIsDrawnAnew) {
    auto one = screen();
    settle(one, kWide);
    const auto before = read(*one.easel().offscreen());
    std::string renamed = test::kTimeline;
    renamed.replace(renamed.find("title: First landing"), 20, "title: Zweite Fahrt ");
    const auto read_ = player::readContent({.timelines = {folder_.write("small.yaml", renamed)}});
    ASSERT_TRUE(read_.ok());
    show_->setContent(read_.value);
    one.easel().setContent(read_.value.timeline, read_.value.letters());
    settle(one, kWide);
    EXPECT_NE(read(*one.easel().offscreen()).pixels, before.pixels);
}
