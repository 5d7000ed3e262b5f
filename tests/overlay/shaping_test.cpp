// Every script is written as its readers write it: joined, reordered, from right to left, marks in their
// places, cut and broken only where that may be.
#include "overlay/ink/canvas.h"
#include "overlay/ink/line_breaks.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

namespace perilune::overlay::test {
namespace {

using Size = Fonts::Size;
using Weight = Fonts::Weight;

constexpr const char* kTitles[] = {
    "Landing at the south pole, as announced on 26 March 2019",
    "Посадка у южного полюса, объявлено 26 марта 2019 года",
    "Προσελήνωση στον νότιο πόλο, ανακοινώθηκε στις 26 Μαρτίου 2019",
    "الهبوط على القطب الجنوبي للقمر كما أُعلن في 26 مارس 2019",
    "נחיתה בקוטב הדרומי של הירח, הוכרזה ב־26 במרץ 2019",
    "चंद्रमा के दक्षिणी ध्रुव पर अवतरण, 26 मार्च 2019 को घोषित किया गया",
    "การลงจอดที่ขั้วใต้ของดวงจันทร์ตามที่ประกาศเมื่อวันที่ 26 มีนาคม 2019",
    "2019年3月26日宣布的月球南极着陆任务，由国际月球科研站实施",
    "2019年3月26日に発表された月の南極への着陸、アルテミス計画による",
    "2019년 3월 26일에 발표된 달 남극 착륙, 아르테미스 계획",
    "L\u0327u\u0304nar a\u0301nd q\u0303uite ma\u030Arked le\u0302tte\u0301rs go\u0308ing fa\u0304r",
    "চাঁদের দক্ষিণ মেরুতে অবতরণ, ২৬ মার্চ ২০১৯ ঘোষিত"};

const Fonts& everyScript() {
    static const std::shared_ptr<const Fonts> fonts = [] {
        base::Letters letters;
        for (const char* title : kTitles)
            base::addLetters(letters, title);
        base::addLetters(
            letters,
            "ببب שלום THE VALUES कि ที่ กำ が か\u3099 “” \u1103\u1161\u11AF 달 אבגדהוזחטיכלמנסעפצקרשת");
        auto read = Fonts::load({base::shareDir() / "fonts"}, 720, letters);
        return read ? *read : nullptr;
    }();
    return *fonts;
}

std::shared_ptr<const ShapedText> shaped(std::string_view text, Weight weight = Weight::Regular) {
    return everyScript().lettering().shaped(text, everyScript().setting(Size::Body, weight));
}

/// The letters of a line from left to right, as they are seen.
std::u32string seen(std::string_view text) {
    std::u32string letters;
    for (const ShapedGlyph& glyph : shaped(text)->glyphs)
        letters += glyph.letter;
    return letters;
}

/// Capitals as Hebrew letters, small letters as they are: how Unicode's report writes its examples.
std::string hebrewCapitals(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text)
        base::addCharacter(out, c >= U'A' && c <= U'Z' ? U'\u05D0' + (c - U'A') % 22 : c);
    return out;
}
std::u32string hebrewSeen(std::u32string_view text) {
    std::u32string out;
    for (const char32_t c : text)
        out += c >= U'A' && c <= U'Z' ? U'\u05D0' + (c - U'A') % 22 : c;
    return out;
}

TEST(Shaping, everyScriptHasItsLettersInBothWeights) {
    EXPECT_EQ(everyScript().remark(), "");
    for (const char* title : kTitles)
        for (const Weight weight : {Weight::Regular, Weight::SemiBold}) {
            const auto line = shaped(title, weight);
            std::size_t ink = 0;
            for (const ShapedGlyph& glyph : line->glyphs) {
                EXPECT_NE(glyph.glyph, 0u) << title << ' ' << std::uint32_t(glyph.letter);
                ink += everyScript().glyph(Size::Body, weight, glyph).empty() ? 0 : 1;
                const ShapedGlyph box{0, 0, glyph.letter, 0, 0, 0, 0};
                EXPECT_NE(&everyScript().glyph(Size::Body, weight, glyph),
                          &everyScript().glyph(Size::Body, weight, box))
                    << title << ' ' << std::uint32_t(glyph.letter);
            }
            EXPECT_GT(ink, line->glyphs.size() / 2) << title;
        }
}

TEST(Shaping, arabicLettersJoin) {
    const auto alone = shaped("ب"), three = shaped("ببب");
    ASSERT_EQ(alone->glyphs.size(), 1u);
    ASSERT_EQ(three->glyphs.size(), 3u);
    std::set<std::uint32_t> forms{alone->glyphs[0].glyph};
    for (const ShapedGlyph& glyph : three->glyphs)
        forms.insert(glyph.glyph);
    EXPECT_EQ(forms.size(), 4u) << "isolated, initial, medial, final";
    EXPECT_EQ(shaped("لا")->glyphs.size(), 1u) << "lam and alef are one";
}

TEST(Shaping, hebrewRunsFromRightToLeft) {
    const auto line = shaped("שלום");
    EXPECT_TRUE(line->rightToLeft);
    EXPECT_EQ(seen("שלום"), U"םולש");
    for (std::size_t i = 1; i < line->glyphs.size(); ++i)
        EXPECT_GT(line->glyphs[i].x, line->glyphs[i - 1].x);
    EXPECT_FALSE(shaped("Moon")->rightToLeft);
}

TEST(Shaping, theShortIOfDevanagariStandsBeforeItsLetter) {
    const auto line = shaped("कि");
    ASSERT_EQ(line->glyphs.size(), 2u);
    EXPECT_EQ(line->clusters.size(), 1u);
    const auto ka = shaped("क");
    ASSERT_EQ(ka->glyphs.size(), 1u);
    EXPECT_EQ(line->glyphs[1].glyph, ka->glyphs[0].glyph);
    EXPECT_GT(line->glyphs[1].x, line->glyphs[0].x);
}

TEST(Shaping, marksTakeNoRoomAndStandOverTheirLetter) {
    for (const char* text : {"ที่", "q\u0303", "x\u0301", "בּ", "بُ"}) {
        const auto line = shaped(text);
        EXPECT_EQ(line->clusters.size(), 1u) << text;
        float wide = 0;
        for (const ShapedGlyph& glyph : line->glyphs)
            wide = std::max(wide, glyph.advance);
        EXPECT_FLOAT_EQ(line->width, wide) << text << ": one glyph alone takes room";
    }
    EXPECT_FLOAT_EQ(shaped("e\u0301")->width, shaped("é")->width);
    EXPECT_EQ(shaped("e\u0301")->glyphs[0].glyph, shaped("é")->glyphs[0].glyph);
    EXPECT_EQ(shaped("か\u3099")->glyphs[0].glyph, shaped("が")->glyphs[0].glyph);
    EXPECT_EQ(shaped("\u1103\u1161\u11AF")->glyphs[0].glyph, shaped("달")->glyphs[0].glyph);
    // Of two marks the second stands over the first: "thi" with its vowel and its tone.
    const auto thai = shaped("ที่");
    ASSERT_EQ(thai->glyphs.size(), 3u);
    const auto topOf = [&](std::size_t i) {
        const ShapedGlyph& glyph = thai->glyphs[i];
        return everyScript().glyph(Size::Title, Weight::SemiBold, glyph).y0 -
               glyph.y * everyScript().pixels(Size::Title);
    };
    EXPECT_LT(topOf(1), topOf(0));
    EXPECT_LT(topOf(2), topOf(1));
}

/// UAX 9, the examples of rule L2 and of isolates.
TEST(Shaping, linesOfTwoDirectionsAreOrderedAsUnicodeHasIt) {
    const struct {
        const char32_t *written, *seen;
    } kExamples[] = {{U"car means CAR.", U"car means RAC."},
                     {U"\u200Fcar MEANS CAR.", U".RAC SNAEM car\u200F"},
                     {U"he said “\u2067car MEANS CAR\u2069.” “\u2067IT DOES\u2069,” she agreed.",
                      U"he said “\u2067RAC SNAEM car\u2069.” “\u2067SEOD TI\u2069,” she agreed."},
                     {U"THE YEAR 2019 ENDS", U"SDNE 2019 RAEY EHT"},
                     {U"ON 2019-03-26 (nasa) SAID", U"DIAS (nasa) 2019-03-26 NO"},
                     // As between FSI and PDI: a date, a length stay whole.
                     {U"ON 26 mar 2019 SAID", U"DIAS 26 mar 2019 NO"},
                     {U"A 12:30, B 1,500.5 km", U"1,500.5 km B ,12:30 A"}};
    for (const auto& example : kExamples) {
        std::u32string got = seen(hebrewCapitals(example.written)), wanted = hebrewSeen(example.seen);
        std::erase_if(
            got, [](char32_t c) { return c >= 0x200E && c <= 0x2069 && c != U'“' && c != U'”'; });
        std::erase_if(wanted,
                      [](char32_t c) { return c >= 0x200E && c <= 0x2069 && c != U'“' && c != U'”'; });
        // A bracket is seen mirrored where its line runs to the left: by its glyph, not its letter.
        EXPECT_EQ(got.size(), wanted.size());
        for (std::u32string* text : {&got, &wanted})
            for (char32_t& c : *text)
                c = c == U'(' || c == U')' ? U'|' : c;
        EXPECT_TRUE(got == wanted) << hebrewCapitals(example.written);
    }
}

TEST(Shaping, bracketsOpenTowardsWhatTheyHold) {
    const auto latin = shaped("(a)"), hebrew = shaped("(א)");
    ASSERT_EQ(hebrew->glyphs.size(), 3u);
    EXPECT_EQ(hebrew->glyphs[0].glyph, latin->glyphs[0].glyph);
    EXPECT_EQ(hebrew->glyphs[2].glyph, latin->glyphs[2].glyph);
}

TEST(Shaping, theSameTextStandsInTheSamePlacesWhateverWasWrittenBefore) {
    const auto again = Fonts::load({base::shareDir() / "fonts"}, 720, [] {
        base::Letters letters;
        for (const char* title : kTitles)
            base::addLetters(letters, title);
        return letters;
    }());
    ASSERT_TRUE(again);
    for (auto title = std::rbegin(kTitles); title != std::rend(kTitles); ++title) {
        const auto one = shaped(*title),
                   other =
                       (*again)->lettering().shaped(*title, (*again)->setting(Size::Body, Weight::Regular));
        ASSERT_EQ(one->glyphs.size(), other->glyphs.size());
        for (std::size_t i = 0; i < one->glyphs.size(); ++i) {
            EXPECT_EQ(one->glyphs[i].glyph, other->glyphs[i].glyph);
            EXPECT_EQ(one->glyphs[i].x, other->glyphs[i].x);
            EXPECT_EQ(one->glyphs[i].y, other->glyphs[i].y);
        }
    }
}

TEST(Shaping, clustersCoverTheTextAndTheWidth) {
    for (const char* title : kTitles) {
        const auto line = shaped(title);
        float width = 0;
        std::uint32_t end = 0;
        for (const ShapedCluster& cluster : line->clusters) {
            EXPECT_GT(cluster.endByte, end) << title;
            end = cluster.endByte;
            width += cluster.width;
        }
        EXPECT_EQ(end, std::string_view(title).size());
        EXPECT_NEAR(width, line->width, 0.001f) << title;
    }
}

TEST(Cutting, neverPartsALetterFromItsMarks) {
    const Canvas canvas(everyScript(), 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    for (const std::string_view title : kTitles)
        for (float width = 40.0f; width < 600.0f; width += 7.0f) {
            std::string cut = canvas.fitted(title, type, width);
            if (cut.empty() || cut == title)
                continue;
            EXPECT_LE(canvas.widthOf(cut, type), width) << cut;
            ASSERT_TRUE(cut.ends_with("…")) << cut;
            cut.resize(cut.size() - std::string_view("…").size());
            ASSERT_TRUE(title.starts_with(cut)) << cut;
            std::string_view rest = title.substr(cut.size());
            const char32_t next = base::nextCharacter(rest);
            EXPECT_FALSE(joinsTheOneBefore(next)) << cut;
        }
}

TEST(Wrapping, fitsAndLosesNothingInAnyScript) {
    const Canvas canvas(everyScript(), 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    for (const std::string_view title : kTitles)
        for (float width = 60.0f; width < 600.0f; width += 13.0f) {
            const auto lines = canvas.wrapped(title, type, width, 100);
            std::string joined;
            for (const std::string& line : lines) {
                EXPECT_LE(canvas.widthOf(line, type), width) << line;
                EXPECT_EQ(shaped(line)->rightToLeft, shaped(title)->rightToLeft) << line;
                std::string_view plain = line;
                for (const std::string_view mark : {"\u200E", "\u200F"})
                    if (plain.starts_with(mark))
                        plain.remove_prefix(mark.size());
                if (title.substr(joined.size()).starts_with(' '))
                    joined += ' ';
                ASSERT_TRUE(title.substr(joined.size()).starts_with(plain)) << line;
                joined += plain;
            }
            EXPECT_EQ(joined, title);
        }
}

TEST(Wrapping, takesAnyTextWhatever) {
    std::mt19937 lot(7);
    constexpr char32_t kFrom[] = {0,      0x20,   0x41,   0x300,  0x5D0,  0x628,   0x64B,   0x915,  0x93E,
                                  0xE01,  0xE31,  0x1100, 0x1161, 0x200B, 0x202A,  0x2066,  0x2010, 0x4E2D,
                                  0x3042, 0xAC00, 0xD7FF, 0xFE00, 0xFFF0, 0x1F468, 0x10FFF0};
    const Canvas canvas(everyScript(), 1280, 720);
    const Type type{Size::Body, Weight::Regular};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int i = int(lot() % 40); i > 0; --i)
            if (lot() % 9 == 0)
                text += char(lot());
            else
                base::addCharacter(text, kFrom[lot() % std::size(kFrom)] + char32_t(lot() % 20));
        const float width = float(10 + lot() % 300);
        const std::string cut = canvas.fitted(text, type, width);
        EXPECT_TRUE(cut.empty() || canvas.widthOf(cut, type) <= width) << cut;
        std::size_t bytes = 0;
        for (const std::string& line : canvas.wrapped(text, type, width, 50)) {
            bytes += line.size();
            EXPECT_TRUE(canvas.widthOf(line, type) <= width || shaped(line)->clusters.size() <= 2) << line;
        }
        EXPECT_LE(bytes, 4 * text.size() + 200);
        Canvas drawn(everyScript(), 1280, 720);
        drawn.text(0, 20, text, type, ink(0xFFFFFF));
        for (const Vertex& vertex : drawn.takeDrawing().vertices)
            ASSERT_TRUE(std::isfinite(vertex.x) && std::isfinite(vertex.y));
    }
}

TEST(Wrapping, endsLinesWhereUnicodeLetsThem) {
    const auto parts = [](std::string_view text) {
        std::vector<std::string> out;
        std::size_t from = 0;
        for (const std::size_t end : lineBreaksOf(text)) {
            out.emplace_back(text.substr(from, end - from));
            from = end;
        }
        return out;
    };
    using Parts = std::vector<std::string>;
    EXPECT_EQ(parts("south-polar landing, 1,500.5 km"),
              (Parts{"south-", "polar ", "landing, ", "1,500.5 ", "km"}));
    EXPECT_EQ(parts("月球（站）。两国"), (Parts{"月", "球", "（站）。", "两", "国"}));
    EXPECT_EQ(parts("的“国际”（站）"), (Parts{"的", "“国", "际”", "（站）"}));
    EXPECT_EQ(parts("アルテミスー、月"), (Parts{"ア", "ル", "テ", "ミ", "スー、", "月"}));
    EXPECT_EQ(parts("달 남극 착륙"), (Parts{"달 ", "남", "극 ", "착", "륙"}));
    EXPECT_EQ(parts("ดวงจันทร์และโลก"), (Parts{"ดวง", "จันทร์", "และ", "โลก"}));
    EXPECT_EQ(parts("26\u00A0March 2019"), (Parts{"26\u00A0March ", "2019"}));
    EXPECT_EQ(parts(""), Parts{});
    EXPECT_EQ(lineBreaksOf("a\xFF\x80z").back(), 4u);
}

TEST(Remembered, hasABoundAndForgetsWhatWasNotAskedForLongest) {
    Remembered<std::size_t> lengths(100, 1000);
    std::size_t made = 0;
    const auto of = [&](const std::string& text) {
        return *lengths.of(text, [&] {
            ++made;
            return text.size();
        });
    };
    for (int i = 0; i < 10'000; ++i) {
        EXPECT_EQ(of(std::string(std::size_t(i % 37), 'x') + std::to_string(i)),
                  std::size_t(i % 37) + std::to_string(i).size());
        EXPECT_EQ(of("always asked for"), 16u);
        ASSERT_LE(lengths.texts(), 100u);
        ASSERT_LE(lengths.bytes(), 1000u);
    }
    EXPECT_EQ(made, 10'001u) << "what is asked for in every frame is made once";
    EXPECT_EQ(of(std::string(5000, 'y')), 5000u);
    EXPECT_LE(lengths.bytes(), 1000u);
}

TEST(Shaping, datesWithinTextThatRunsLeftStayWhole) {
    for (const char* before : {"נחיתה ", "הבוט ", "هبوط "})
        for (const char* date : {"30 June 2024", "Q3 2026", "12 Dec 2025", "2024 to 2026 early"})
            for (const char* after : {"", " ירח", " القمر"}) {
                std::u32string seen;
                const auto line =
                    everyScript().lettering().shaped(std::string(before) + date + after, Setting{});
                EXPECT_TRUE(line->rightToLeft);
                for (const ShapedGlyph& glyph : line->glyphs)
                    seen += glyph.letter;
                std::u32string wanted;
                for (const char* c = date; *c; ++c)
                    wanted += char32_t(*c);
                EXPECT_NE(seen.find(wanted), std::u32string::npos) << before << date << after;
            }
}

TEST(FontFiles, thatAreDamagedAreToldByName) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "perilune-damaged-fonts";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& entry : std::filesystem::directory_iterator(base::shareDir() / "fonts"))
        std::filesystem::copy_file(entry.path(), folder / entry.path().filename());
    const auto size = std::filesystem::file_size(folder / "NotoSansThai-Regular.ttf");
    std::filesystem::resize_file(folder / "NotoSansThai-Regular.ttf", size / 2);
    base::Letters letters;
    base::addLetters(letters, "ดวงจันทร์ луна");
    const auto fonts = Fonts::load({folder}, 720, letters);
    ASSERT_TRUE(fonts) << "without Thai all else is as ever";
    EXPECT_NE((*fonts)->remark().find("NotoSansThai-Regular.ttf"), std::string::npos) << (*fonts)->remark();
    EXPECT_NE((*fonts)->remark().find("install"), std::string::npos) << (*fonts)->remark();
    std::filesystem::resize_file(folder / kInterFonts[1], 100'000);
    const auto none = Fonts::load({folder}, 720, letters);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("Inter-SemiBold.otf"), std::string::npos) << none.error().message;
    std::filesystem::remove_all(folder);
}

TEST(FurtherFonts, areAskedForWhatNoneOfOursHasAlone) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "perilune-further-fonts",
                                share = base::shareDir() / "fonts";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const char* name : kInterFonts)
        std::filesystem::copy_file(share / name, folder / name);
    base::Letters letters, asked;
    base::addLetters(letters, "Луна ที่");
    const auto fonts =
        Fonts::load({folder,
                     [&](const base::Letters& lacking) -> std::vector<FurtherFont> {
                         asked = lacking;
                         return {{"/nowhere/font.ttf", 0}, {share / "NotoSansThai-Regular.ttf", 0}};
                     }},
                    720, letters);
    ASSERT_TRUE(fonts) << fonts.error().message;
    EXPECT_EQ(asked, (base::Letters{U'ท', U'ี', U'่'}));
    EXPECT_TRUE((*fonts)->has(U'ท'));
    EXPECT_EQ((*fonts)->remark(), "");
    const auto without = Fonts::load({folder}, 720, letters);
    ASSERT_TRUE(without);
    EXPECT_FALSE((*without)->has(U'ท'));
    EXPECT_NE((*without)->remark().find("NotoSansThai-Regular.ttf"), std::string::npos)
        << (*without)->remark();
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace perilune::overlay::test
