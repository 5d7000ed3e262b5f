// Panels write every script that the stage writes, in the same forms.
#include "ui/panels/panel_letters.h"

#include "ui/panels/panels.h"
#include "ui/panels/theme.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace perilune::ui {
namespace {

class PanelTexts : public testing::Test {
  protected:
    void SetUp() override {
        const auto parsed = timeline::readTimelines(
            {std::filesystem::path(PERILUNE_SOURCE_DIR) / "tests/overlay/scripts.yaml"});
        ASSERT_TRUE(parsed.ok());
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = {1280, 720};
        auto themed = applyTheme({base::shareDir() / "fonts"}, 1.0f, 1.0f, panelLettersOf(parsed.value));
        ASSERT_TRUE(themed) << themed.error().message;
        letters = std::move(*themed);
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        ImGui::GetIO().DeltaTime = 1.0f / 30.0f;
        ImGui::NewFrame();
        for (const auto& milestone : parsed.value.milestones)
            titles.push_back(std::string(milestone.title.english()));
        for (const auto& source : parsed.value.sources)
            titles.push_back(source.title);
    }
    void TearDown() override {
        letters.reset();
        if (ImGui::GetCurrentContext())
            ImGui::DestroyContext();
    }
    std::unique_ptr<PanelLetters> letters;
    std::vector<std::string> titles;
};

TEST_F(PanelTexts, areInEveryScriptWithoutABox) {
    ASSERT_GE(titles.size(), 13u);
    for (const std::string& title : titles) {
        EXPECT_TRUE(canWrite(title)) << title;
        // What is typed is set by Dear ImGui letter by letter: it has them too.
        for (std::string_view rest = title; !rest.empty();) {
            const char32_t c = base::nextCharacter(rest);
            if (c >= 0x600 && c <= 0xFFFF)
                EXPECT_TRUE(ImGui::GetFont()->FindGlyphNoFallback(ImWchar(c))) << std::uint32_t(c);
        }
        if (!letters->sets(title))
            continue;
        ImDrawList list(ImGui::GetDrawListSharedData());
        list._ResetForNewFrame();
        list.PushTextureID(ImGui::GetIO().Fonts->TexID);
        list.PushClipRectFullScreen();
        letters->draw(list, {20, 20}, IM_COL32_WHITE, title, false, ImGui::GetFontSize());
        EXPECT_GT(list.VtxBuffer.Size, 4 * 12) << title;
        // Each quad shows some of the atlas, and that is not empty: those of boxes do not.
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        for (int i = 0; i + 3 < list.VtxBuffer.Size; i += 4) {
            const ImVec2 a = list.VtxBuffer[i].uv, b = list.VtxBuffer[i + 2].uv;
            int most = 0;
            for (int y = int(a.y * float(height)); y < int(b.y * float(height)); ++y)
                for (int x = int(a.x * float(width)); x < int(b.x * float(width)); ++x)
                    most = std::max(most, int(pixels[y * width + x]));
            EXPECT_GT(most, 60) << title << ' ' << i / 4;
        }
    }
}

TEST_F(PanelTexts, areCutAndBrokenAsOnTheStage) {
    for (const std::string& title : titles) {
        const float whole = textWidth(title);
        EXPECT_GT(whole, 40.0f) << title;
        EXPECT_EQ(fittedText(title, whole + 1.0f), title);
        const std::string cut = fittedText(title, 0.6f * whole);
        EXPECT_LE(textWidth(cut), 0.6f * whole + 0.5f) << cut;
        EXPECT_TRUE(cut.ends_with("…")) << cut;
        if (letters->sets(title))
            for (const std::string& line : letters->wrapped(title, 0.5f * whole, ImGui::GetFontSize()))
                EXPECT_LE(textWidth(line), 0.5f * whole) << line;
    }
}

TEST_F(PanelTexts, areLeftToDearImguiWithoutThem) {
    letters.reset();
    EXPECT_EQ(PanelLetters::current(), nullptr);
    EXPECT_GT(textWidth("Луна"), 10.0f);
    EXPECT_GT(textWidth(titles.front()), 10.0f);
}

} // namespace
} // namespace perilune::ui
