// The options that say what a picture shows, and the table of the Moment that they are made of.
#include "app/commands/view.h"

#include "scene/choices.h"
#include "scene/moment_members.h"
#include "timeline/read/parse.h"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace perilune::app {
namespace {

using scene::Field;
using scene::Moment;
using testing::HasSubstr;

const timeline::Timeline& record() {
    static const timeline::Timeline timeline =
        timeline::readTimelines({PERILUNE_SOURCE_DIR "/timelines/artemis.yaml",
                                 PERILUNE_SOURCE_DIR "/timelines/partners-artemis.yaml"})
            .value;
    return timeline;
}

/// What these words of a command line show.
base::Result<Moment> shown(std::vector<std::string> words) {
    CLI::App app;
    ViewWish wish;
    addAt(app, wish, "When");
    addView(app, wish);
    std::reverse(words.begin(), words.end()); // as CLI11 wants them
    try {
        app.parse(words);
    } catch (const CLI::ParseError& e) {
        return base::inputError(std::string("usage: ") + e.what());
    }
    return momentFor(wish, record());
}

/// What must stand beside an option for it to mean something.
std::vector<std::string> beside(std::string_view name) {
    if (name == "azimuth" || name == "elevation")
        return {"--view=site:1,2"};
    if (name == "aim")
        return {"--view=craft:capstone"};
    if (name == "north")
        return {"--view=earth"};
    return {};
}

TEST(View, everyRowOfTheMomentHasAnOptionAndEveryOptionItsHelp) {
    CLI::App app;
    ViewWish wish;
    addAt(app, wish, "When");
    addView(app, wish);
    for (const Field& field : scene::momentFields()) {
        const CLI::Option* option = app.get_option_no_throw(std::string("--") + field.option);
        ASSERT_TRUE(option) << field.name;
        EXPECT_FALSE(option->get_description().empty()) << field.name;
        EXPECT_EQ(option->get_description().find("{}"), std::string::npos) << field.name;
    }
}

TEST(View, everyOptionOfARowSaysIt) {
    std::set<std::string> done;
    scene::test::eachAltered([&](Moment altered, const std::string&) {
        for (const Field& field : scene::momentFields()) {
            if (!field.hasOption() || scene::same(field, altered, Moment{}) || done.count(field.name))
                continue;
            if (const auto* id = std::get_if<scene::kind::Id>(&field.kind))
                id->in(altered) = scene::idsOf(id->of, record()).back();
            if (const auto* ids = std::get_if<scene::kind::Ids>(&field.kind)) {
                const std::vector<std::string> known = scene::idsOf(ids->of, record());
                ids->in(altered).assign(known.end() - std::min<std::ptrdiff_t>(2, std::ssize(known)),
                                        known.end());
            }
            if (field.name == std::string_view("aim"))
                altered.look.aim = scene::Aim::Earth;
            std::vector<std::string> words = beside(field.name);
            words.push_back(std::string("--") + field.name + "=" + scene::write(field, altered));
            const auto moment = shown(words);
            ASSERT_TRUE(moment) << words.back() << ": " << moment.error().message;
            EXPECT_TRUE(scene::same(field, *moment, altered)) << words.back();
            done.insert(field.name);
        }
    });
    for (const Field& field : scene::momentFields())
        EXPECT_TRUE(!field.hasOption() || done.count(field.name)) << field.name;
}

TEST(View, lookAndViewSayTheRowsThatAreTheirParts) {
    const auto over = shown({"--look=-84.5,31,300"});
    ASSERT_TRUE(over);
    EXPECT_EQ(scene::write(*scene::fieldNamed("lat"), *over), "-84.5");
    EXPECT_EQ(scene::write(*scene::fieldNamed("lon"), *over), "31");
    EXPECT_EQ(scene::write(*scene::fieldNamed("range"), *over), "300");
    const auto craft = shown({"--view=craft:capstone"});
    ASSERT_TRUE(craft);
    EXPECT_EQ(scene::write(*scene::fieldNamed("view"), *craft), "craft");
    EXPECT_EQ(scene::write(*scene::fieldNamed("craft"), *craft), "capstone");
}

TEST(View, aLinkIsShownAndOtherOptionsAreLaidOverIt) {
    const auto first = shown({"--at=2026-11-25", "--look=-84.5,31,300", "--tint=slope", "--span=2020/2030"});
    ASSERT_TRUE(first);
    const std::string link = scene::linkTo(*first, record());
    const auto same = shown({"--state=" + link});
    ASSERT_TRUE(same);
    EXPECT_EQ(*same, *first);
    const auto other = shown({"--state=" + link, "--tint=elevation", "--at=2027-01-01", "--tilt=40"});
    ASSERT_TRUE(other);
    EXPECT_EQ(other->ground.tint, terrain::GroundTint::Elevation);
    EXPECT_EQ(other->look.latitude, first->look.latitude);
    EXPECT_NEAR(other->look.tilt.degrees(), 40.0, 1e-9);
    EXPECT_NE(other->at, first->at);
    EXPECT_FALSE(shown({"--state=https://example.org"}));
}

TEST(View, whatMeansNothingFromThereIsAnError) {
    EXPECT_THAT(shown({"--azimuth=3"}).error().message, HasSubstr("go with --view"));
    EXPECT_THAT(shown({"--view=earth", "--tilt=3"}).error().message, HasSubstr("over the ground"));
    EXPECT_THAT(shown({"--view=craft:capstone", "--north=moon"}).error().message, HasSubstr("--view earth"));
    EXPECT_THAT(shown({"--view=earth", "--aim=path"}).error().message, HasSubstr("cannot look at \"path\""));
    EXPECT_THAT(shown({"--view=earth", "--aim=place"}).error().message, HasSubstr("--look SITE"));
    EXPECT_THAT(shown({"--select=first-crewd-landing"}).error().message,
                HasSubstr("did you mean \"first-crewed-landing\""));
    EXPECT_THAT(shown({"--tint=slopes"}).error().message,
                HasSubstr("usage: --tint: \"slopes\" is no tint; give"));
}

TEST(View, anglesOfTheCommandLineAreBroughtWithinTheirBounds) {
    EXPECT_EQ(shown({"--heading=-90"})->look.heading, base::wrapped360(base::Angle::degrees(-90.0)));
    EXPECT_EQ(shown({"--tilt=120"})->look.tilt, base::Angle::degrees(89.0));
    EXPECT_EQ(shown({"--fov=300"})->look.fieldOfView, base::Angle::degrees(scene::kGreatestFieldDeg));
    EXPECT_FALSE(shown({"--tilt=steep"}));
}

} // namespace
} // namespace perilune::app
