#include "overlay/ink/canvas.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <fstream>

namespace perilune::overlay::test {
namespace {

using Size = Fonts::Size;
using Weight = Fonts::Weight;

TEST(Fonts, theSmallestTextIsTwoPointTwoPercentOfThePicture) {
    for (const int height : {720, 1080, 2160}) {
        const auto fonts = fontsFor(height);
        ASSERT_TRUE(fonts);
        EXPECT_GE(fonts->pixels(Size::Small), 0.022f * float(height));
        EXPECT_LT(fonts->pixels(Size::Small), 0.024f * float(height));
        EXPECT_LT(fonts->pixels(Size::Small), fonts->pixels(Size::Body));
        EXPECT_LT(fonts->pixels(Size::Body), fonts->pixels(Size::Large));
        EXPECT_LT(fonts->pixels(Size::Large), fonts->pixels(Size::Title));
        EXPECT_LE(fonts->atlasWidth(), 4096);
        EXPECT_LE(fonts->atlasHeight(), 8192);
        EXPECT_EQ(fonts->coverage().size(),
                  std::size_t(fonts->atlasWidth()) * std::size_t(fonts->atlasHeight()));
    }
}

TEST(Fonts, latvianRussianAndSignsHaveGlyphsOfTheirOwn) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Glyph& missing = glyphOf(*fonts, Size::Body, Weight::Regular, 0x4E2D);
    for (const char32_t c : std::u32string(U"AzāčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽБЖЩЪЫЭЮЯбжщъыэюяё«»–—…·→↑✓°≈€№")) {
        const Glyph& g = glyphOf(*fonts, Size::Body, Weight::Regular, c);
        EXPECT_TRUE(fonts->has(c)) << std::uint32_t(c);
        EXPECT_FALSE(g.empty()) << std::uint32_t(c);
        EXPECT_FALSE(g.u0 == missing.u0 && g.v0 == missing.v0) << std::uint32_t(c);
    }
}

TEST(Fonts, digitsOfADateTakeTheSameRoom) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type type{Size::Title, Weight::SemiBold, true};
    EXPECT_FLOAT_EQ(canvas.widthOf("11 November 2011", type), canvas.widthOf("28 November 2026", type));
}

TEST(Fonts, pairsAreKerned) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type type{Size::Title, Weight::SemiBold};
    const auto apart = [&](const char* a, const char* b) {
        return canvas.widthOf(a, type) + canvas.widthOf(b, type);
    };
    EXPECT_LT(canvas.widthOf("To", type), apart("T", "o") - 0.5f);
    EXPECT_NEAR(canvas.widthOf("nn", type), apart("n", "n"), 0.01f);
}

TEST(Fonts, aFolderWithoutFontsIsAClearError) {
    const auto none = Fonts::load({"/nowhere/at/all"}, 720);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("Inter-Regular.otf"), std::string::npos);

    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "perilune-no-font";
    std::filesystem::create_directories(folder);
    for (const char* name : {"Inter-Regular.otf", "Inter-SemiBold.otf"})
        std::ofstream(folder / name)
            << "this is no font, but a text that is long enough to be taken for the head of one";
    EXPECT_FALSE(Fonts::load({folder}, 720));
    std::filesystem::remove_all(folder);
}

TEST(Text, brokenUtf8IsReadToItsEnd) {
    for (std::string_view text : {std::string_view("\xC3"), std::string_view("a\xFF\x80z"),
                                  std::string_view("\xE2\x82"), std::string_view("\xF0\x9F\x98")}) {
        int characters = 0;
        while (!text.empty() && characters < 10) {
            base::nextCharacter(text);
            ++characters;
        }
        EXPECT_TRUE(text.empty());
    }
}

TEST(Text, wrappedLinesFitAndLoseNoWord) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    const std::string text =
        "In March 2019 a landing was promised within five years, and the date has moved since";
    for (const float width : {120.0f, 200.0f, 333.0f, 800.0f}) {
        const auto lines = canvas.wrapped(text, type, width, 20);
        std::string joined;
        for (const std::string& line : lines) {
            EXPECT_LE(canvas.widthOf(line, type), width);
            joined += (joined.empty() ? "" : " ") + line;
        }
        EXPECT_EQ(joined, text);
        const auto cut = canvas.wrapped(text, type, width, 1);
        ASSERT_EQ(cut.size(), 1u);
        EXPECT_LE(canvas.widthOf(cut[0], type), width);
        EXPECT_EQ(cut[0].find("\u2026") != std::string::npos, lines.size() > 1);
    }
}

} // namespace
} // namespace perilune::overlay::test
