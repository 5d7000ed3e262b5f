// Cards before and behind a film.
#include "overlay/views/placard.h"

#include "base/files.h"

#include <gtest/gtest.h>

namespace perilune::overlay {
namespace {

std::vector<std::string> linesOf(int count) {
    std::vector<std::string> lines;
    for (int i = 0; i < count; ++i)
        lines.push_back("NASA: report " + std::to_string(i) +
                        " about what was planned and what came of it, " +
                        "20 Apr 2026, https://www.example.org/a/very/long/address/that/has/no/blank/in/it/" +
                        std::string(std::size_t(i % 7) * 30, 'x'));
    return lines;
}

TEST(Placards, aListIsOnItsPagesWholeAndInOrder) {
    for (const Viewport& viewport :
         {Viewport{1280, 720}, {640, 360}, {1080, 1920}, {320, 180}, {4096, 716}}) {
        SCOPED_TRACE(std::to_string(viewport.width));
        const auto fonts = Fonts::load({base::shareDir() / "fonts", nullptr}, viewport.height);
        ASSERT_TRUE(fonts);
        const auto lines = linesOf(60);
        const auto pages = pagesOf("Sources", lines, viewport, **fonts);
        ASSERT_GT(pages.size(), 1u);
        std::vector<std::string> all;
        for (const Placard& page : pages) {
            all.insert(all.end(), page.lines.begin(), page.lines.end());
            const Stage stage = layoutPlacard(page, viewport, **fonts);
            for (const TextBox& box : stage.texts) {
                EXPECT_GE(box.rect.x0, 0.03f * float(viewport.width)) << box.text;
                EXPECT_LE(box.rect.x1, 0.97f * float(viewport.width)) << box.text;
                EXPECT_GE(box.rect.y0, 0.03f * float(viewport.height)) << box.text;
                EXPECT_LE(box.rect.y1, 0.97f * float(viewport.height)) << box.text;
                EXPECT_EQ(box.text.find("\u2026"), std::string::npos) << box.text;
            }
        }
        EXPECT_EQ(all, lines);
    }
}

TEST(Placards, aSafeAreaLiesOverAllElseAndChangesNothingBelow) {
    const Viewport viewport{1280, 720};
    const auto fonts = Fonts::load({base::shareDir() / "fonts", nullptr}, viewport.height);
    ASSERT_TRUE(fonts);
    const Stage plain = layoutPlacard({"Title", {"Line"}, true, 1.0}, viewport, **fonts);
    Stage lined = plain;
    addSafeAreas(lined, viewport, **fonts);
    ASSERT_GT(lined.draw.indices.size(), plain.draw.indices.size());
    EXPECT_TRUE(std::equal(plain.draw.indices.begin(), plain.draw.indices.end(), lined.draw.indices.begin()));
    for (std::size_t i = plain.draw.indices.size(); i < lined.draw.indices.size(); ++i) {
        ASSERT_LT(lined.draw.indices[i], lined.draw.vertices.size());
        ASSERT_GE(lined.draw.indices[i], plain.draw.vertices.size());
    }
    const DrawCommand& last = lined.draw.commands.back();
    EXPECT_EQ(last.firstIndex + last.indexCount, lined.draw.indices.size());
}

} // namespace
} // namespace perilune::overlay
