// Settings: what is in the file, and what becomes of one with mistakes.
#include "player/settings.h"

#include "ui/keys.h"
#include "base/files.h"
#include "fixture.h"

#include <gtest/gtest.h>

namespace perilune::player {
namespace {

std::string firstOf(const std::string& text) {
    const auto parsed = parseSettings(text, "settings.yaml");
    return parsed.diagnostics.empty() ? "" : base::format(parsed.diagnostics.front());
}

TEST(Settings, areReadAndTheRestIsAsUsual) {
    const auto parsed =
        parseSettings("perilune: settings/1\nsize: 1600x900\ntext-size: 1.5\nlanguage: lv\n"
                      "reduced-motion: true\naudience-monitor: HDMI-1\nkeys: {black: [y, ctrl+g], sky: []}\n",
                      "settings.yaml");
    ASSERT_TRUE(parsed.ok()) << firstOf("");
    EXPECT_EQ(parsed.value.size->width, 1600);
    EXPECT_EQ(parsed.value.textSize, 1.5);
    EXPECT_EQ(parsed.value.language, "lv");
    EXPECT_TRUE(parsed.value.reducedMotion);
    EXPECT_FALSE(parsed.value.fullScreen);
    const ui::Session session;
    const auto meaning = ui::meaningOf({.typed = U'y'}, {}, session, false, parsed.value.keys);
    ASSERT_EQ(meaning.actions.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<ui::action::ToggleBlack>(meaning.actions[0]));
    EXPECT_TRUE(ui::meaningOf({.typed = U'b'}, {}, session, false, parsed.value.keys).actions.empty());
    EXPECT_EQ(ui::keyFor("black", {}, parsed.value.keys), "Y");
}

TEST(Settings, mistakesAreToldWithTheirPlaceAndWhatToDo) {
    EXPECT_EQ(firstOf("size: 1600x900\n"), "settings.yaml:1:1: error: the file does not say that it holds "
                                           "settings; begin it with perilune: settings/1");
    EXPECT_NE(firstOf("perilune: settings/1\nsise: 1x1\n").find("settings.yaml:2:1"), std::string::npos);
    EXPECT_NE(firstOf("perilune: settings/1\ntext-size: 9\n").find("settings.yaml:2:12"), std::string::npos);
    EXPECT_NE(firstOf("perilune: settings/1\nkeys: {blak: b}\n").find("black"), std::string::npos);
    EXPECT_NE(firstOf("perilune: settings/1\nkeys: {black: Hyper}\n").find("'Hyper' is no key"),
              std::string::npos);
    EXPECT_NE(firstOf("perilune: settings/1\nkeys: {black: k}\n").find("K is the key of both"),
              std::string::npos);
    EXPECT_NE(firstOf("perilune: [\n"), "");
}

TEST(Settings, aBrokenFileIsSetAsideWithAMessageAndNothingOfItIsLost) {
    const test::Folder folder;
    EXPECT_EQ(readSettings(folder.path() / "settings.yaml").message, "") << "none is no mistake";
    for (int i = 1; i <= 2; ++i) {
        const auto file = folder.write("settings.yaml", "perilune: settings/1\ntext-size: large\n");
        const auto read = readSettings(file);
        EXPECT_EQ(read.settings.textSize, 1.0);
        const auto aside = file.string() + ".broken-" + std::to_string(i);
        EXPECT_NE(read.message.find(aside), std::string::npos) << read.message;
        EXPECT_NE(read.message.find("settings.yaml:2:12"), std::string::npos) << read.message;
        EXPECT_FALSE(std::filesystem::exists(file));
        EXPECT_EQ(base::readText(aside, 1000).value_or(""), "perilune: settings/1\ntext-size: large\n");
    }
    EXPECT_TRUE(readSettings(folder.write("settings.yaml", "perilune: settings/1\n")).message.empty());
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "settings.yaml"));
}

} // namespace
} // namespace perilune::player
