// Stories are written back: what was not changed stays letter for letter, and what is read is what was
// written.
#include "story/storyboard_write.h"

#include "story/keyframes.h"
#include "story/look_fields.h"
#include "story/storyboard_edit.h"
#include "scene/camera.h"
#include "scene/choices.h"
#include "scene/moment_fields.h"
#include "scene/standing.h"
#include "astro/trajectory.h"
#include "base/files.h"
#include "fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace perilune::story {
namespace {

namespace fs = std::filesystem;
using base::Angle;
using scene::Moment;
using testing::HasSubstr;
using testing::Not;

const fs::path kShipped = fs::path(PERILUNE_SOURCE_DIR) / "timelines/the-road-back.story.yaml";

std::string contentOf(const fs::path& file) {
    return base::readText(file, 1u << 20).value_or("");
}

/// What a story names; that of the tests where it is not there.
const timeline::Timeline& recordOf(const fs::path& story) {
    static std::map<fs::path, timeline::Timeline> records;
    const auto known = records.find(story);
    if (known != records.end())
        return known->second;
    const auto named = timelinesOf(story);
    if (!named.ok() || named.value.empty())
        return test::twoProgrammes();
    return records[story] = timeline::readTimelines(named.value).value;
}

/// Every story of the house that is valid.
std::vector<fs::path> stories() {
    std::vector<fs::path> files;
    for (const fs::path& folder :
         {fs::path(PERILUNE_SOURCE_DIR) / "timelines", fs::path(PERILUNE_SOURCE_DIR) / "examples",
          fs::path(PERILUNE_TEST_DIR) / "valid"})
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().string().ends_with(".story.yaml"))
                files.push_back(entry.path());
    return files;
}

Storyboard read(const std::string& text, const fs::path& file = "a.story.yaml") {
    const auto parsed = parseStory(text, file.string(), recordOf(file));
    EXPECT_TRUE(parsed.ok()) << test::messagesOf(parsed.diagnostics) << text;
    return parsed.value;
}

std::string write(const std::string& text, const Storyboard& wanted, const fs::path& file = "a.story.yaml") {
    const auto made = written(text, file.string(), wanted, recordOf(file));
    EXPECT_TRUE(made.ok()) << test::messagesOf(made.diagnostics) << text;
    return made.value;
}

bool same(const Storyboard& a, const Storyboard& b) {
    bool same = a.title == b.title && a.language == b.language && a.durationS == b.durationS &&
                a.keyframes.size() == b.keyframes.size() && a.captions.size() == b.captions.size();
    for (std::size_t i = 0; same && i < a.keyframes.size(); ++i)
        same = a.keyframes[i].atS == b.keyframes[i].atS && a.keyframes[i].ease == b.keyframes[i].ease &&
               sameInStory(a.keyframes[i].moment, b.keyframes[i].moment);
    for (std::size_t i = 0; same && i < a.captions.size(); ++i)
        same = a.captions[i].fromS == b.captions[i].fromS && a.captions[i].toS == b.captions[i].toS &&
               a.captions[i].text == b.captions[i].text;
    return same;
}

std::string with(std::string text, std::string_view before, std::string_view after) {
    const std::size_t at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    return at == std::string::npos ? text : text.replace(at, before.size(), after);
}

TEST(StoryWrite, whatWasReadIsWrittenByteForByte) {
    EXPECT_GE(stories().size(), 6u);
    for (const fs::path& file : stories()) {
        const std::string text = contentOf(file);
        EXPECT_EQ(write(text, read(text, file), file), text) << file;
    }
}

TEST(StoryWrite, aWordThatChangesIsChangedAndNothingElse) {
    const fs::path file = fs::path(PERILUNE_TEST_DIR) / "valid/odd-forms.story.yaml";
    const std::string text = contentOf(file);
    Storyboard story = read(text);
    story.keyframes[0].moment.look.heading = Angle::degrees(25);
    story.keyframes[1].moment.look.heading = Angle::degrees(25); // inherits it
    story.keyframes[2].moment.exposure.stops = 2;
    story.keyframes[3].moment.exposure.stops = 2;
    story.keyframes[3].moment.look.elevation = Angle::degrees(4.25);
    story.captions[0].text = "Zero";
    std::string expected = with(text, "heading: 20", "heading: 25");
    expected = with(expected, "stops: 1.50", "stops: 2");
    expected = with(expected, "elevation: 3.0", "elevation: 4.25");
    expected = with(expected, "\"One\"", "Zero");
    EXPECT_EQ(write(text, story), expected);
}

TEST(StoryWrite, aSiteKeepsItsNameAndADiscItsForm) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
                             "  - {at: 0, date: 2021-03-09, look: {site: rim, range_km: 300}} # the rim\n"
                             "  - {at: 3, look: {disc: {lat: -30, lon: 10}}}\n"
                             "  - {at: 6, select: crewed}\n";
    Storyboard story = read(text);
    story.keyframes[0].moment.look.rangeM = 250e3;
    story.keyframes[0].moment.look.tilt = Angle::degrees(30);
    story.keyframes[1].moment.look = scene::wholeDisc(Angle::degrees(-20), Angle::degrees(10));
    const std::string made = write(text, story);
    EXPECT_THAT(made, HasSubstr("look: {site: rim, range_km: 250, tilt: 30}} # the rim\n"));
    EXPECT_THAT(made, HasSubstr("look: {disc: {lat: -20, lon: 10}}}\n"));
    // The third inherited the disc that was: now it says so.
    EXPECT_THAT(made, HasSubstr("{at: 6, look: {disc: {lat: -30, lon: 10}}, select: crewed}\n"));
    // A place that is no site's any more loses the name.
    story.keyframes[0].moment.look.longitude = Angle::degrees(7);
    EXPECT_THAT(write(text, story), Not(HasSubstr("site: rim")));
}

TEST(StoryWrite, aKeyframeIsWrittenAsWhatChanges) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
                             "  - at: 0\n    date: 2021-03-09\n    subtitle: S\n"
                             "  # the end\n  - at: 6\n    curtain: 1\n";
    Storyboard story = read(text);
    Moment moment = story.keyframes[0].moment;
    moment.look = scene::wholeDisc(Angle::degrees(-30), Angle::degrees(10));
    moment.selected = "crewed";
    moment.light = {scene::LightMode::Pinned, Angle::degrees(1), Angle::degrees(-40)};
    story = withKeyframe(story, 3.5, moment, Ease::Linear).value();
    EXPECT_EQ(
        write(text, story),
        with(with(text, "  # the end\n",
                  "  - at: 3.5\n    look: {disc: {lat: -30, lon: 10}}\n    light: {lat: 1, lon: -40}\n"
                  "    select: crewed\n    ease: linear\n  # the end\n"),
             "    curtain: 1\n",
             "    look: {disc: {lat: 0, lon: 0}}\n    light: true\n    select: none\n    curtain: 1\n"));
}

TEST(StoryWrite, keyframesComeGoAndMoveWithTheirRemarks) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
                             "  - {at: 0, date: 2021-03-09}\n"
                             "  # the crew\n  - at: 3 # at three\n    select: crewed\n"
                             "  # the end\n  - {at: 6, select: none, curtain: 1}\n";
    const Storyboard story = read(text);
    EXPECT_EQ(write(text, retimed(story, 1, 7).value()),
              "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
              "  - {at: 0, date: 2021-03-09}\n"
              "  # the end\n  - {at: 6, select: none, curtain: 1}\n"
              "  # the crew\n  - at: 7 # at three\n    select: crewed\n    curtain: 0\n");
    EXPECT_EQ(write(text, withoutKeyframe(story, 1).value()),
              "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
              "  - {at: 0, date: 2021-03-09}\n"
              "  # the crew\n  # the end\n  - {at: 6, select: none, curtain: 1}\n");
    const std::string later = write(text, withoutKeyframe(story, 0).value());
    EXPECT_THAT(later, HasSubstr("  - at: 0 # at three\n    date: 2021-03-09\n    select: crewed\n"));
}

TEST(StoryWrite, aChangeGoesOnThroughThoseThatInheritItWhereItIsToldTo) {
    const std::string text = "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
                             "  - {at: 0, date: 2021-03-09, tint: slope}\n  - {at: 3, curtain: 0.5}\n"
                             "  - {at: 6, tint: none}\n";
    const Storyboard story = read(text);
    Moment moment = story.keyframes[0].moment;
    moment.ground.tint = terrain::GroundTint::Elevation;
    EXPECT_EQ(write(text, withMoment(story, 0, moment, Reach::Onwards).value()),
              with(text, "tint: slope", "tint: elevation"));
    EXPECT_EQ(write(text, withMoment(story, 0, moment, Reach::Alone).value()),
              with(with(text, "tint: slope", "tint: elevation"), "{at: 3, curtain",
                   "{at: 3, tint: slope, curtain"));
}

TEST(StoryWrite, titlesTimesAndCaptionsAreChanged) {
    const std::string text =
        "perilune: story/1\ntitle: T # the title\nduration: 8\nkeyframes:\n"
        "  - {at: 0, date: 2021-03-09}\n  - {at: 4, subtitle: S}\n"
        "captions:\n  - {from: 1, to: 2, text: One} # one\n  - {from: 2, to: 4, text: Two}\n";
    Storyboard story = renamed(read(text), "Another: title").value();
    story = stretched(story, 16).value();
    story = withCaption(story, 0, {2, 3, "Won"}).value();
    story = withCaption(story, 9, {10, 12, "Three"}).value();
    story = withoutCaption(story, 1).value();
    EXPECT_EQ(write(text, story),
              "perilune: story/1\ntitle: \"Another: title\" # the title\nduration: 16\nkeyframes:\n"
              "  - {at: 0, date: 2021-03-09}\n  - {at: 8, subtitle: S}\n"
              "captions:\n  - {from: 2, to: 3, text: Won} # one\n  - {from: 10, to: 12, text: Three}\n");
    story.captions.clear();
    EXPECT_THAT(write(text, story), Not(HasSubstr("captions")));
}

TEST(StoryWrite, aNewStoryIsAFileOfItsOwn) {
    Storyboard story;
    story.title = "New";
    story.durationS = 10;
    story.timelines = {"stories/a.yaml", "b.yaml"};
    Moment moment;
    moment.title = "New";
    moment.look = scene::wholeDisc({}, {});
    moment.at = base::parseInstant("2024-09-08").value();
    story.keyframes.push_back({0.0, Ease::Smooth, moment, std::nullopt});
    moment.caption = "no keyframe says it";
    moment.selected = "crewed";
    story.keyframes.push_back({5.0, Ease::Hold, moment, std::nullopt});
    story.captions.push_back({1, 2, "Words: with a colon\nand a second line", std::nullopt});
    EXPECT_EQ(write("", story, "stories/new.story.yaml"),
              "perilune: story/1\ntitle: New\ntimelines: [a.yaml, ../b.yaml]\nduration: 10\nkeyframes:\n"
              "  - at: 0\n    date: 2024-09-08\n  - at: 5\n    select: crewed\n    ease: hold\n"
              "captions:\n  - {from: 1, to: 2, text: \"Words: with a colon\\nand a second line\"}\n");
}

TEST(StoryWrite, whatIsNoStoryIsRefusedWithItsPlace) {
    const std::string text =
        "perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n  - {at: 0, date: 2021-03-09}\n";
    Storyboard story = read(text);
    story.keyframes[0].moment.selected = "nobody";
    auto made = written(text, "a.story.yaml", story, test::twoProgrammes());
    EXPECT_TRUE(made.value.empty());
    EXPECT_THAT(test::messagesOf(made.diagnostics),
                HasSubstr("a.story.yaml:5:39: error: there is no milestone 'nobody'"));
    made = written("perilune: story/1\ntitle: [\n", "a.story.yaml", story, test::twoProgrammes());
    EXPECT_THAT(test::messagesOf(made.diagnostics), HasSubstr("not YAML"));
    story = read(text);
    EXPECT_FALSE(retimed(story, 0, 3));
    EXPECT_FALSE(withKeyframe(story, 0, {}));
    EXPECT_FALSE(withKeyframe(story, 99, {}));
    EXPECT_FALSE(withoutKeyframe(story, 0));
    EXPECT_FALSE(withoutKeyframe(story, 7));
    EXPECT_FALSE(withCaption(story, 0, {3, 3, ""}));
    EXPECT_FALSE(withoutCaption(story, 0));
    EXPECT_FALSE(stretched(story, 0));
}

TEST(StoryFormLaws, everyKeyHasItsPlaceInTheForm) {
    const auto haveTheirPlaces = [](const base::YamlPath& path, const std::vector<std::string>& keys) {
        std::set<std::size_t> ranks;
        for (const std::string& key : keys)
            ranks.insert(storyForm().rank(path, {}, key));
        EXPECT_EQ(ranks.size(), keys.size());
        EXPECT_FALSE(ranks.contains(storyForm().rank(path, {}, "no key"))) << path.back();
    };
    haveTheirPlaces({"keyframes", "-"}, keyframeKeys());
    haveTheirPlaces({"keyframes", "-", "look"}, lookKeys());
}

TEST(StoryFormLaws, theFormKeepsTheStoryAndIsStable) {
    for (const fs::path& file : stories()) {
        const std::string text = contentOf(file);
        const auto made = canonicalStory(text, file.string());
        if (file.stem() == "aliases.story") {
            EXPECT_THAT(test::messagesOf(made.diagnostics), HasSubstr("an alias has no canonical form"));
            continue;
        }
        ASSERT_TRUE(made.ok()) << test::messagesOf(made.diagnostics);
        EXPECT_TRUE(same(read(text, file), read(made.value, file))) << made.value;
        EXPECT_EQ(canonicalStory(made.value, "again").value, made.value);
        EXPECT_EQ(std::count(made.value.begin(), made.value.end(), '#'),
                  std::count(text.begin(), text.end(), '#'));
    }
    EXPECT_EQ(canonicalStory(contentOf(kShipped), "shipped").value, contentOf(kShipped));
    EXPECT_THAT(test::messagesOf(canonicalStory("perilune: timeline/1\n", "x.yaml").diagnostics),
                HasSubstr("this is no story"));
}

/// Moments of every kind, among them those that no text said.
class Chance {
  public:
    explicit Chance(std::uint32_t seed) : random_(seed) {}

    std::size_t lot(std::size_t n) { return static_cast<std::size_t>(random_()) % n; }
    double between(double low, double high) {
        const double share = double(random_()) / double(std::mt19937::max());
        const double value = low + (high - low) * share;
        switch (lot(3)) {
        case 0:
            return std::clamp(std::round(value), low, high);
        case 1:
            return std::clamp(std::round(value * 100) / 100, low, high);
        default:
            return value;
        }
    }
    Angle angle(double low, double high) { return Angle::degrees(between(low, high)); }
    template <class T> const T& of(const std::vector<T>& choice) { return choice[lot(choice.size())]; }

    scene::Look look(const timeline::Timeline& record) {
        const Angle latitude = angle(-90, 90), longitude = angle(-180, 180);
        scene::Look look;
        switch (lot(6)) {
        case 0:
            return scene::wholeDisc(latitude, longitude);
        case 1:
            look = scene::lookFromEarth();
            look.aim = of<scene::Aim>({scene::Aim::Moon, scene::Aim::Sun, scene::Aim::Place});
            look.north = of<scene::North>({scene::North::Celestial, scene::North::Moon});
            break;
        case 2:
            look = scene::standingAt(astro::Selenographic{latitude, longitude, 0.0});
            look.aim = of<scene::Aim>({scene::Aim::Direction, scene::Aim::Earth, scene::Aim::Sun});
            break;
        case 3:
            look = scene::lookFromCraft(of(scene::idsOf(scene::IdOf::Path, record)));
            look.aim = of<scene::Aim>(
                {scene::Aim::Moon, scene::Aim::Earth, scene::Aim::Sun, scene::Aim::Place, scene::Aim::Path});
            break;
        case 4:
            look = scene::lookAtTwoBodies();
            look.rangeM = between(1e8, 9e8);
            break;
        default:
            look.rangeM = between(scene::kLeastRangeM, 1e7);
            look.heading = angle(-360, 360);
            look.tilt = angle(0, 89);
        }
        if (look.vantage != scene::Vantage::Over && lot(2) == 0) {
            look.azimuth = angle(-360, 360);
            look.elevation = angle(-90, 90);
        }
        look.latitude = latitude, look.longitude = longitude;
        if (lot(2) == 0)
            look.fieldOfView = angle(scene::kLeastFieldDeg, scene::kGreatestFieldDeg);
        return look;
    }

    /// Changes some of it.
    void change(Moment& moment, const timeline::Timeline& record) {
        const base::Day day = base::parseDay("2021-03-09").value();
        switch (lot(16)) {
        case 0:
            moment.at = base::startOf(day) + std::chrono::milliseconds(std::int64_t(between(-1e12, 1e12)));
            break;
        case 1:
            moment.known = of<scene::AsOf>(
                {{scene::AsOfMode::AsItLookedThen, {}},
                 {},
                 {scene::AsOfMode::OnADay, {day + std::chrono::days(std::int64_t(lot(2000)))}}});
            break;
        case 2:
            moment.light = of<scene::Light>({{},
                                             {scene::LightMode::Sunlit, {}, {}},
                                             {scene::LightMode::Pinned, angle(-90, 90), angle(-180, 180)}});
            break;
        case 3:
            moment.selected = lot(3) == 0 ? "" : of(scene::idsOf(scene::IdOf::Milestone, record));
            break;
        case 4:
            moment.selectedSite = lot(3) == 0 ? "" : of(scene::idsOf(scene::IdOf::Site, record));
            break;
        case 5:
            moment.span.first = day - std::chrono::days(std::int64_t(lot(2000)));
            moment.span.last = day + std::chrono::days(std::int64_t(lot(4000)));
            break;
        case 6:
            for (const scene::LayerName& layer : scene::kLayerNames)
                moment.layers.*layer.layer = lot(2) == 0;
            break;
        case 7:
            moment.ground.modelled = lot(2) == 0;
            moment.ground.tint =
                of<terrain::GroundTint>({terrain::GroundTint::None, terrain::GroundTint::Slope});
            break;
        case 8:
            moment.exposure = {between(-12, 12), lot(2) == 0};
            break;
        case 9:
            moment.sky = of<scene::SkyShown>({scene::SkyShown::Nothing, scene::SkyShown::Constellations});
            break;
        case 10:
            moment.paths.clear();
            for (auto n = lot(3); n > 0; --n)
                moment.paths.push_back(of(scene::idsOf(scene::IdOf::Path, record)));
            break;
        case 11:
            moment.changedSince.reset();
            if (lot(2) == 0)
                moment.changedSince = timeline::KnownDay{day};
            moment.changesFrom = lot(40);
            moment.said.reset();
            if (lot(2) == 0)
                moment.said = timeline::KnownDay{day};
            break;
        case 12:
            moment.title = of<std::string>({"", "A: b", "# x", "none", "'", "Лунa", " two  blanks "});
            moment.subtitle = of<std::string>({"", "null", "- x", "a\nb", "2024", "true"});
            break;
        case 13:
            moment.curtain = std::clamp(between(0, 1), 0.0, 1.0);
            break;
        default:
            moment.look = look(record);
        }
    }

  private:
    std::mt19937 random_;
};

// Moment → text → Moment: the identity after one canonicalisation; angles stay in degrees where they were
// given so.
TEST(StoryWriteLaws, momentsAreReadAsTheyWereWritten) {
    const timeline::Timeline& record = test::twoProgrammes();
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        Chance chance(seed);
        Storyboard story;
        story.title = "Chance";
        story.durationS = 100;
        Moment moment;
        moment.at = base::parseInstant("2021-03-09").value();
        for (int i = 0; i < 4; ++i) {
            for (auto n = chance.lot(5); n > 0; --n)
                chance.change(moment, record);
            story.keyframes.push_back({double(i) * 1.1,
                                       chance.of<Ease>({Ease::Hold, Ease::Linear, Ease::Smooth}), moment,
                                       std::nullopt});
        }
        const std::string text = write("", story);
        const Storyboard once = read(text);
        EXPECT_TRUE(same(once, canonical(story))) << seed << "\n" << text;
        // No angle moved by more than its last bits.
        for (std::size_t i = 0; i < once.keyframes.size(); ++i)
            EXPECT_NEAR(once.keyframes[i].moment.look.fieldOfView.radians(),
                        story.keyframes[i].moment.look.fieldOfView.radians(), 1e-15);
        const Storyboard twice = read(write("", once));
        for (std::size_t i = 0; i < once.keyframes.size(); ++i)
            EXPECT_EQ(once.keyframes[i].moment, twice.keyframes[i].moment) << seed << "\n" << text;
        EXPECT_EQ(write(text, once), text);
    }
}

// Any edits of any story: the text says what the storyboard says, and no remark of what stays is lost.
TEST(StoryWriteLaws, aStoryThatWasEditedIsReadAsItWasMeant) {
    for (const fs::path& file : stories()) {
        if (file.stem() == "aliases.story")
            continue; // edits of anchors are refused
        const std::string text = contentOf(file);
        const Storyboard read0 = read(text, file);
        for (std::uint32_t seed = 0; seed < (file == kShipped ? 25u : 60u); ++seed) {
            Chance chance(seed);
            Storyboard story = read0;
            const auto keep = [&](base::Result<Storyboard> edited) {
                if (edited)
                    story = std::move(*edited);
            };
            bool loses = false;
            for (auto edits = 1 + chance.lot(4); edits > 0; --edits) {
                const std::size_t i = chance.lot(story.keyframes.size());
                Moment moment = story.keyframes[i].moment;
                chance.change(moment, recordOf(file));
                switch (chance.lot(6)) {
                case 0:
                    keep(withMoment(story, i, moment, chance.lot(2) == 0 ? Reach::Alone : Reach::Onwards));
                    break;
                case 1:
                    keep(withKeyframe(story, chance.between(0, story.durationS), moment, Ease::Linear));
                    break;
                case 2:
                    keep(withoutKeyframe(story, i));
                    loses = true;
                    break;
                case 3:
                    keep(retimed(story, i, chance.between(0, story.durationS)));
                    break;
                case 4:
                    keep(renamed(story, "Name " + std::to_string(seed)));
                    keep(withCaption(story, 99, {0.1, 0.2, "First"}));
                    break;
                default:
                    keep(withMoment(story, i, moment));
                }
            }
            const std::string made = write(text, story, file);
            ASSERT_FALSE(made.empty()) << file << " " << seed;
            EXPECT_TRUE(same(read(made, file), canonical(story))) << seed << "\n" << made;
            if (!loses) {
                EXPECT_GE(std::count(made.begin(), made.end(), '#'),
                          std::count(text.begin(), text.end(), '#'))
                    << seed << "\n"
                    << made;
            }
        }
    }
}

} // namespace
} // namespace perilune::story
