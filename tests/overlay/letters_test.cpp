// Letters that Inter lacks: where they come from, how large they may grow, how their lines are broken.
#include "overlay/ink/canvas.h"
#include "timeline/languages.h"
#include "scenes.h"

#include <gtest/gtest.h>

namespace perilune::overlay::test {
namespace {

using Size = Fonts::Size;
using Weight = Fonts::Weight;

std::shared_ptr<const Fonts> fontsWith(std::string_view text, int height = 720) {
    base::Letters letters;
    base::addLetters(letters, text);
    auto fonts = Fonts::load({base::shareDir() / "fonts"}, height, letters);
    return fonts ? *fonts : nullptr;
}

constexpr const char* kChinese =
    "2021年3月9日，中国国家航天局与俄罗斯国家航天集团公司签署《关于合作建设国际月球科研站的谅解备忘录》；"
    "两国将在月球表面或月球轨道上建设可进行月球探索、基础研究与技术验证等活动的“国际月球科研站”（ILRS）。";

TEST(Letters, whatIsAskedForIsDrawnInEverySizeAndWeight) {
    const auto fonts = fontsWith(kChinese);
    ASSERT_TRUE(fonts);
    EXPECT_EQ(fonts->remark(), "");
    for (const Size size : {Size::Small, Size::Body, Size::Large, Size::Title})
        for (const Weight weight : {Weight::Regular, Weight::SemiBold}) {
            const Glyph& box = glyphOf(*fonts, size, weight, U'龘'); // not asked for
            for (std::string_view rest = kChinese; !rest.empty();) {
                const char32_t c = base::nextCharacter(rest);
                ASSERT_TRUE(fonts->has(c)) << std::uint32_t(c);
                const Glyph& g = glyphOf(*fonts, size, weight, c);
                EXPECT_FALSE(g.empty()) << std::uint32_t(c);
                EXPECT_FALSE(g.u0 == box.u0 && g.v0 == box.v0) << std::uint32_t(c);
                if (!base::isIdeographic(c))
                    continue;
                // An em wide and no higher, but for the empty texels of its rim and a stroke's growth.
                std::string alone;
                base::addCharacter(alone, c);
                EXPECT_NEAR(fonts->lettering().shaped(alone, fonts->setting(size, weight))->width, 1.0f,
                            0.001f);
                EXPECT_LT(g.y1 - g.y0, 1.04f * fonts->pixels(size) + 3.0f) << std::uint32_t(c);
            }
            // Beside Latin letters: its middle is that of capitals.
            const Glyph &land = glyphOf(*fonts, size, weight, U'国'),
                        &capital = glyphOf(*fonts, size, weight, U'H');
            EXPECT_NEAR(land.y0 + land.y1, capital.y0 + capital.y1, 3.0f);
        }
    EXPECT_FALSE(fonts->has(U'龘'));
}

TEST(Letters, semiBoldOnesAreDarkerAsInInter) {
    const auto fonts = fontsWith(kChinese, 1080);
    ASSERT_TRUE(fonts);
    const auto ink = [&](Weight weight, char32_t c) {
        const Glyph& g = glyphOf(*fonts, Size::Large, weight, c);
        double sum = 0;
        const int x0 = int(g.u0 * float(fonts->atlasWidth()) + 0.5f),
                  x1 = int(g.u1 * float(fonts->atlasWidth()) + 0.5f);
        const int y0 = int(g.v0 * float(fonts->atlasHeight()) + 0.5f),
                  y1 = int(g.v1 * float(fonts->atlasHeight()) + 0.5f);
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x)
                sum += fonts->coverage()[std::size_t(y) * std::size_t(fonts->atlasWidth()) + std::size_t(x)];
        return sum;
    };
    for (const char32_t c : std::u32string(U"中国月球科研站")) {
        const double grown = ink(Weight::SemiBold, c) / ink(Weight::Regular, c);
        EXPECT_GT(grown, 1.10) << std::uint32_t(c);
        EXPECT_LT(grown, 1.60) << std::uint32_t(c);
    }
}

TEST(Letters, everyTitleOfTheRecordIsDrawnInItsLanguage) {
    const std::filesystem::path folder = base::shareDir() / "timelines";
    const auto parsed =
        timeline::readTimelines({folder / "artemis.yaml", folder / "ilrs.yaml", folder / "context.yaml",
                                 folder / "partners-artemis.yaml", folder / "partners-ilrs.yaml"});
    ASSERT_TRUE(parsed.ok());
    const timeline::Timeline& record = parsed.value;
    std::size_t drawn = 0;
    for (const std::string language : {"en", "ru", "zh", "lv"}) {
        const auto fonts =
            Fonts::load({base::shareDir() / "fonts"}, 720, timeline::lettersOf(record, language));
        ASSERT_TRUE(fonts);
        EXPECT_EQ((*fonts)->remark(), "");
        const auto check = [&](const auto& items) {
            for (const auto& item : items)
                for (std::string_view rest = item.title.in(language); !rest.empty(); ++drawn) {
                    const char32_t c = base::nextCharacter(rest);
                    EXPECT_TRUE((*fonts)->has(c)) << item.id << ' ' << language << ' ' << std::uint32_t(c);
                    EXPECT_TRUE(c == U' ' || c == 0xA0 ||
                                !glyphOf(**fonts, Size::Large, Weight::SemiBold, c).empty())
                        << item.id << ' ' << language << ' ' << std::uint32_t(c);
                }
        };
        check(record.programmes);
        for (const auto& programme : record.programmes)
            check(programme.lanes);
        check(record.sites);
        check(record.milestones);
        check(record.vehicles);
        check(record.missions);
        check(record.blocs);
        check(record.partners);
    }
    EXPECT_GT(drawn, 10'000u);
}

TEST(Letters, whatNoFontHasIsAnEmptyBox) {
    const auto fonts = fontsFor(720);
    ASSERT_TRUE(fonts);
    const Glyph& question = glyphOf(*fonts, Size::Body, Weight::Regular, U'?');
    for (const char32_t c : {U'中', U'\u0E01', char32_t(0x1F680), char32_t(0x10FFFF)}) {
        const Glyph& g = glyphOf(*fonts, Size::Body, Weight::Regular, c);
        EXPECT_FALSE(fonts->has(c));
        EXPECT_FALSE(g.empty());
        EXPECT_FALSE(g.u0 == question.u0 && g.v0 == question.v0);
        std::string alone;
        base::addCharacter(alone, c);
        EXPECT_FLOAT_EQ(fonts->lettering().shaped(alone, fonts->setting(Size::Body, Weight::Regular))->width,
                        c == U'中' ? 1.0f : 0.62f);
    }
}

TEST(Letters, withoutTheFallbackLatinIsDrawnAndOneLineSaysWhatIsMissing) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "perilune-inter-alone";
    std::filesystem::create_directories(folder);
    for (const char* name : {"Inter-Regular.otf", "Inter-SemiBold.otf"})
        std::filesystem::copy_file(base::shareDir() / "fonts" / name, folder / name,
                                   std::filesystem::copy_options::overwrite_existing);
    base::Letters letters;
    base::addLetters(letters, "Rīgā; Луна; 月球");
    const auto fonts = Fonts::load({folder}, 720, letters);
    ASSERT_TRUE(fonts) << fonts.error().message;
    EXPECT_TRUE((*fonts)->has(U'ī'));
    EXPECT_FALSE((*fonts)->has(U'月'));
    EXPECT_NE((*fonts)->remark().find("fonts-droid-fallback"), std::string::npos);
    EXPECT_EQ((*fonts)->remark().find('\n'), std::string::npos);
    // Who asks for nothing is told nothing.
    const auto latin = Fonts::load({folder}, 720);
    ASSERT_TRUE(latin);
    EXPECT_EQ((*latin)->remark(), "");
    std::filesystem::remove_all(folder);
}

TEST(Letters, thousandsOfIdeographsInAPictureOf2160LinesHaveABound) {
    base::Letters letters;
    for (char32_t c = 0x4E00; c < 0x4E00 + 12'000; ++c)
        letters.insert(c);
    const auto fonts = Fonts::load({base::shareDir() / "fonts"}, 2160, letters);
    ASSERT_TRUE(fonts);
    EXPECT_LE((*fonts)->atlasWidth(), 8192);
    EXPECT_LE((*fonts)->atlasHeight(), 8192);
    const auto plain = fontsFor(2160);
    EXPECT_LT(double((*fonts)->coverage().size()),
              double(plain->coverage().size()) + 1.15 * Fonts::kLetterTexels);
    EXPECT_TRUE((*fonts)->has(0x4E00));
    EXPECT_FALSE((*fonts)->has(0x4E00 + 11'999));
    EXPECT_NE((*fonts)->remark().find("have no room"), std::string::npos);
}

TEST(Letters, wrappedChineseFitsLosesNothingAndBeginsNoLineWithAComma) {
    const auto fonts = fontsWith(kChinese);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    for (float width = 100.0f; width < 700.0f; width += 17.0f) { // the longest that holds together is 98 wide
        const auto lines = canvas.wrapped(kChinese, type, width, 200);
        std::string joined;
        for (const std::string& line : lines) {
            EXPECT_LE(canvas.widthOf(line, type), width) << line;
            for (const char* mark : {"，", "。", "、", "；", "》", "）", "”"})
                EXPECT_FALSE(line.starts_with(mark)) << line;
            for (const char* mark : {"《", "（", "“"})
                EXPECT_FALSE(line.ends_with(mark)) << line;
            joined += line;
        }
        EXPECT_EQ(joined, kChinese);
        // No line is left half empty.
        for (std::size_t i = 0; i + 1 < lines.size(); ++i)
            EXPECT_GT(canvas.widthOf(lines[i], type), width - 4.0f * fonts->pixels(Size::Body) - 40.0f)
                << lines[i];
        const auto cut = canvas.wrapped(kChinese, type, width, 1);
        ASSERT_EQ(cut.size(), 1u);
        EXPECT_LE(canvas.widthOf(cut[0], type), width);
        EXPECT_EQ(cut[0].find("\u2026") != std::string::npos, lines.size() > 1) << cut[0];
    }
}

TEST(Letters, blanksBetweenChineseAndLatinWordsStay) {
    const auto fonts = fontsWith(kChinese);
    ASSERT_TRUE(fonts);
    const Canvas canvas(*fonts, 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    EXPECT_EQ(canvas.wrapped("国际 ILRS 月球 station", type, 900.0f, 3),
              std::vector<std::string>{"国际 ILRS 月球 station"});
}

} // namespace
} // namespace perilune::overlay::test
