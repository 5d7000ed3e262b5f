// The table of the Moment, stories' keys and FORMAT.md agree.
#include "story/keyframes.h"
#include "story/look_fields.h"
#include "story/moment_values.h"
#include "story/schema.h"
#include "scene/choices.h"
#include "scene/moment_fields.h"
#include "scene/moment_members.h"
#include "base/files.h"
#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace perilune::story {
namespace {

using scene::Field;
using scene::Moment;
using test::messagesOf;
using test::storyWith;
namespace kind = scene::kind;

/// A row's value as a story writes it.
std::string yamlOf(const Field& field, const Moment& moment) {
    const std::string words = scene::write(field, moment);
    if (std::holds_alternative<kind::Shown>(field.kind) || std::holds_alternative<kind::Ids>(field.kind))
        return words == "none" ? "[]" : "[" + words + "]";
    if (std::holds_alternative<kind::Heights>(field.kind))
        return words == "auto" ? words : "[" + words + "]";
    if (const auto* sun = std::get_if<kind::Sun>(&field.kind)) {
        const scene::Light& light = sun->in(moment);
        return light.isPinned() ? "{lat: " + scene::degreesOf(light.subsolarLatitude) +
                                      ", lon: " + scene::degreesOf(light.subsolarLongitude) + "}"
                                : words;
    }
    if (const auto* stops = std::get_if<kind::Stops>(&field.kind)) {
        const scene::Exposure& exposure = stops->in(moment);
        return std::string("{auto: ") + (exposure.automatic ? "true" : "false") +
               ", stops: " + std::to_string(exposure.stops) + "}";
    }
    return words;
}

/// What must stand beside a key of a look for it to mean something.
std::string beside(std::string_view key) {
    if (key == "lat")
        return "lon: 12, ";
    if (key == "lon")
        return "lat: 12, ";
    if (key == "azimuth" || key == "elevation")
        return "from: site, lat: 1, lon: 2, ";
    if (key == "craft")
        return "from: craft, ";
    if (key == "at")
        return "from: craft, craft: capstone, ";
    if (key == "north")
        return "from: earth, ";
    return "";
}

/// The Moment of a keyframe that says one key on top of a first one.
Moment after(const std::string& key, const std::string& value) {
    const auto parsed = storyWith("  - {at: 0, date: 2026-04-06}\n  - {at: 1, " + key + ": " + value + "}\n");
    EXPECT_TRUE(parsed.ok()) << key << ": " << value << '\n' << messagesOf(parsed.diagnostics);
    return parsed.ok() ? parsed.value.keyframes.back().moment : Moment{};
}

/// Each row with a Moment that says something else there than a fresh one, ids being those of the record.
template <class Each> void eachExample(const Each& each) {
    std::set<std::string> done;
    scene::test::eachAltered([&](Moment altered, const std::string&) {
        for (const Field& field : scene::momentFields()) {
            if (!scene::same(field, altered, Moment{}) && !done.count(field.name)) {
                if (const auto* id = std::get_if<kind::Id>(&field.kind))
                    if (id->of != scene::IdOf::Path)
                        id->in(altered) = scene::idsOf(id->of, test::twoProgrammes()).empty()
                                              ? "none"
                                              : scene::idsOf(id->of, test::twoProgrammes()).back();
                if (field.name == std::string_view("aim"))
                    altered.look.aim = scene::Aim::Earth;
                each(field, altered);
                done.insert(field.name);
            }
        }
    });
    EXPECT_EQ(done.size(), scene::momentFields().size());
}

TEST(MomentKeys, everyRowWithAKeyIsReadFromAStory) {
    eachExample([](const Field& field, const Moment& example) {
        if (!field.key)
            return;
        const std::string path = field.key, value = yamlOf(field, example);
        const auto dot = path.find('.');
        const Moment read = dot == std::string::npos
                                ? after(path, value)
                                : after("look", "{" + beside(path.substr(dot + 1)) + path.substr(dot + 1) +
                                                    ": " + value + "}");
        EXPECT_TRUE(scene::same(field, read, example))
            << path << ": " << value << " is read as " << scene::write(field, read);
    });
}

TEST(MomentKeys, whatNoKeyframeSaysIsSaidByTheWholeStory) {
    std::set<std::string> without;
    for (const Field& field : scene::momentFields())
        if (!field.key)
            without.insert(field.name);
    // `language` of the story, and its list of captions
    EXPECT_EQ(without, (std::set<std::string>{"language", "caption", "caption-opacity"}));
}

std::string page() {
    return base::readText(PERILUNE_SOURCE_DIR "/timelines/FORMAT.md", 1u << 20).value_or("");
}

/// The lines of the page's table whose head begins with this.
std::vector<std::string> rowsUnder(const std::string& head) {
    std::istringstream text(page());
    std::vector<std::string> rows;
    bool within = false;
    for (std::string line; std::getline(text, line);)
        if (line.starts_with(head))
            within = true;
        else if (within && !line.starts_with("|"))
            break;
        else if (within && !line.starts_with("|---"))
            rows.push_back(line);
    return rows;
}

/// What stands in backticks, each alone.
std::set<std::string> codeIn(std::string text) {
    std::set<std::string> found;
    while (true) {
        const auto begin = text.find('`'), end = text.find('`', begin + 1);
        if (begin == std::string::npos || end == std::string::npos)
            return found;
        found.insert(text.substr(begin + 1, end - begin - 1));
        text.erase(0, end + 1);
    }
}
std::string firstCell(const std::string& row) {
    return row.substr(0, row.find('|', 1));
}

std::vector<std::string> choicesOf(const Field& field) {
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind))
        return choice->words();
    if (const auto* of = std::get_if<kind::Switch>(&field.kind))
        return {of->on, of->off};
    if (std::holds_alternative<kind::Shown>(field.kind))
        return scene::layerNames();
    return {};
}

TEST(MomentKeys, theFormatsPageListsEveryKeyAndEveryWordAndNoOther) {
    const auto rows = rowsUnder("| key of a keyframe |");
    ASSERT_FALSE(rows.empty());
    std::set<std::string> listed{"at"};
    for (const std::string& row : rows)
        listed.merge(codeIn(firstCell(row)));
    const auto keys = keyframeKeys();
    EXPECT_EQ(listed, std::set<std::string>(keys.begin(), keys.end()));
    for (const Field& field : scene::momentFields()) {
        if (!field.key || isOfLook(field))
            continue;
        for (const std::string& row : rows)
            if (codeIn(firstCell(row)).count(field.key))
                for (const std::string& word : choicesOf(field))
                    EXPECT_TRUE(codeIn(row).count(word)) << field.key << " can be " << word;
    }
}

TEST(MomentKeys, theFormatsPageListsEveryKeyOfALook) {
    const std::string text = page();
    const auto begin = text.find("| key of a keyframe |"), end = text.find("### Bounds");
    ASSERT_NE(begin, std::string::npos);
    const std::string part = text.substr(begin, end - begin);
    const auto listsWord = [&](const std::string& word) {
        for (const std::string& code : codeIn(part)) {
            const auto at = code.find(word);
            const auto edge = [&](std::size_t i) {
                return i >= code.size() ||
                       !(std::isalnum(static_cast<unsigned char>(code[i])) || code[i] == '_');
            };
            if (at != std::string::npos && (at == 0 || edge(at - 1)) && edge(at + word.size()))
                return true;
        }
        return false;
    };
    for (const std::string& key : lookKeys())
        EXPECT_TRUE(listsWord(key)) << key;
    for (const Field& field : scene::momentFields())
        if (isOfLook(field))
            for (const std::string& word : choicesOf(field))
                EXPECT_TRUE(listsWord(word)) << field.key << " can be " << word;
}

// PERILUNE_UPDATE_GOLDEN=1 writes it anew.
TEST(MomentKeys, theSchemaOfStoriesIsMadeOfTheTable) {
    const std::string path = PERILUNE_SOURCE_DIR "/timelines/story.schema.json";
    if (std::getenv("PERILUNE_UPDATE_GOLDEN"))
        std::ofstream(path, std::ios::binary) << storySchema();
    EXPECT_EQ(base::readText(path, 1u << 20).value_or(""), storySchema());
}

TEST(MomentKeys, heightsOfTheMapOfHeightsAreAPairOrAutomatic) {
    EXPECT_EQ(after("heights", "[-3000, 2000]").ground.heights, (terrain::HeightSpan{-3000, 2000}));
    EXPECT_EQ(after("heights", "auto").ground.heights, terrain::HeightSpan{});
    for (const char* bad : {"-3000", "[1]", "[2000, -3000]", "[-99000, 0]", "{low: 1}", "[a, b]"}) {
        const auto parsed = storyWith("  - {at: 0, date: 2026-04-06, heights: " + std::string(bad) + "}\n");
        EXPECT_FALSE(parsed.ok()) << bad;
    }
}

} // namespace
} // namespace perilune::story
