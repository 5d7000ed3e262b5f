#pragma once

#include "overlay/page.h"
#include "overlay/stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string_view>

namespace perilune::overlay::test {

struct PictureSize {
    int width, height;
};
inline constexpr PictureSize kPictureSizes[] = {{320, 180},   {1024, 768}, {1280, 720},
                                                {2560, 1080}, {720, 1280}, {3840, 2160}};

inline std::string told(const TextBox& t) {
    return fmt::format("\"{}\" at {:.0f},{:.0f} to {:.0f},{:.0f}", t.text, t.rect.x0, t.rect.y0, t.rect.x1,
                       t.rect.y1);
}

/// Descenders may reach into the leading of the next line, never into its letters.
inline Rect letters(const TextBox& t) {
    return {t.rect.x0 + 0.5f, t.rect.y0 + 0.05f * t.pixels, t.rect.x1 - 0.5f, t.rect.y1 - 0.10f * t.pixels};
}

/// What says that a fact is doubtful.
inline constexpr std::string_view kDoubts[] = {"confidence: low", "unverified", "disputed, not counted"};

/// The doubt of which a cut text has the beginning only, as "Somebody · confi…" has; empty where none was
/// cut.
inline std::string_view cutDoubt(std::string_view text) {
    constexpr std::string_view kEllipsis = "\u2026";
    const std::size_t cut = text.rfind(kEllipsis);
    if (cut == std::string_view::npos)
        return {};
    const std::string_view left = text.substr(0, cut);
    for (const std::string_view doubt : kDoubts)
        for (std::size_t length = 1; length < doubt.size(); ++length) {
            const std::size_t begin = left.size() - std::min(length, left.size());
            if (left.ends_with(doubt.substr(0, length)) &&
                (begin == 0 || left.substr(0, begin).ends_with(", ") ||
                 left.substr(0, begin).ends_with("\u00b7 ")))
                return doubt;
        }
    return {};
}

inline void expectGoodStage(const scene::Scene& scene, const PictureSize& picture, const std::string& name,
                            const WorldMap* worldMap = nullptr) {
    const auto fonts = fontsFor(picture.height);
    ASSERT_TRUE(fonts);
    const Stage stage = layoutStage(scene, {picture.width, picture.height}, *fonts, worldMap);
    const Rect whole{-0.5f, -0.5f, float(picture.width) + 0.5f, float(picture.height) + 0.5f};
    for (std::size_t i = 0; i < stage.texts.size(); ++i) {
        const TextBox& a = stage.texts[i];
        EXPECT_EQ(cutDoubt(a.text), "") << name << told(a);
        EXPECT_GE(a.pixels, std::min(0.0222f * float(picture.height), 8.0f) - 0.01f) << name << told(a);
        if (picture.height >= 360)
            EXPECT_GE(a.pixels, 0.022f * float(picture.height)) << name << told(a);
        EXPECT_TRUE(a.rect.x0 >= whole.x0 && a.rect.y0 >= whole.y0 && a.rect.x1 <= whole.x1 &&
                    a.rect.y1 <= whole.y1)
            << name << "outside the picture: " << told(a);
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(overlaps(letters(a), letters(stage.texts[j])))
                << name << told(a) << " lies on " << told(stage.texts[j]);
    }
    for (const HitArea& hit : stage.hits) {
        EXPECT_LT(hit.rect.x0, hit.rect.x1) << name;
        EXPECT_LT(hit.rect.y0, hit.rect.y1) << name;
    }
    for (const Vertex& v : stage.draw.vertices)
        ASSERT_TRUE(std::isfinite(v.x) && std::isfinite(v.y)) << name;
    std::uint32_t next = 0;
    for (const DrawCommand& c : stage.draw.commands) {
        EXPECT_EQ(c.firstIndex, next) << name;
        next += c.indexCount;
    }
    EXPECT_EQ(next, stage.draw.indices.size()) << name;
}

} // namespace perilune::overlay::test
