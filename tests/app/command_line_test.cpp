// The program is started as a user starts it: exit status, what it says, what it leaves behind.
#include "app/program.h"
#include "base/image.h"
#include "common/small_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;
using nlohmann::json;
using perilune::test::Outcome;
using testing::HasSubstr;

namespace {

class CommandLine : public perilune::test::Program {
  protected:
    /// No GL on this machine is no fault of the command line.
    static bool machineCannot(const Outcome& outcome) { return outcome.status == 3; }
};

const std::string kSmall = perilune::test::kSmallRecord + R"(sites:
  plain: {title: Plain, note: A plain, where: {point: [5, 10]}, sources: [s1]}
  nowhere: {title: Nowhere, note: Not said, where: unknown, sources: [s1]}
milestones:
  landing:
    title: Landing
    lane: missions
    weight: 3
    sites: [plain]
    history:
      - {announced: 2019-03-26, target: 2024, by: The head, words: Soon., sources: [s1]}
      - {announced: 2021-11-09, target: 2025, by: The head, words: Later., sources: [s1]}
)";

} // namespace

TEST_F(CommandLine, everyCommandHasHelp) {
    std::vector<std::string> commands{""};
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const auto help = run(commands[i] + " --help");
        EXPECT_EQ(help.status, 0) << commands[i];
        EXPECT_THAT(help.out, HasSubstr("Usage:")) << commands[i];
        EXPECT_EQ(help.err, "") << commands[i];
        // What it lists below it: a name and what it does, each.
        const auto list = help.out.find("Subcommands:\n");
        std::istringstream lines(list == std::string::npos ? ""
                                                           : help.out.substr(help.out.find('\n', list) + 1));
        for (std::string line; std::getline(lines, line) && line.starts_with("  ");) {
            std::istringstream words(line);
            std::string name, about;
            words >> name >> about;
            EXPECT_NE(about, "") << commands[i] << " " << name << " does not say what it does";
            commands.push_back(commands[i].empty() ? name : commands[i] + " " + name);
        }
    }
    EXPECT_GE(commands.size(), 20u);
    EXPECT_THAT(run("film --help").out, HasSubstr("--frames"));
}

TEST_F(CommandLine, wrongUseIsStatusTwoAndSaysWhatIsWanted) {
    struct Case {
        const char *arguments, *message;
    };
    for (const auto& [arguments, message] : {Case{"fly", "fly"},
                                             Case{"list --on 2024-02-30", "no day 30"},
                                             Case{"list --nonsense", "--nonsense"},
                                             Case{"scene", "--at"},
                                             Case{"scene --at noon", "noon"},
                                             Case{"scene --state ''", "link is empty"},
                                             Case{"scene --at 1900-01-01", "1950 to 2100"},
                                             Case{"sky --at 2024-09-08 --place 95,0", "outside the Moon"},
                                             Case{"sky", "--at"},
                                             Case{"sky --eclipses 2019..2101", "1950 to 2100"},
                                             Case{"sky --eclipses 2030..2019", "before the first"},
                                             Case{"sky --eclipses soon", "2019..2030"},
                                             Case{"sky --at 2024-09-08 --eclipses 2024", "--eclipses"},
                                             Case{"still -o a.png --size 12x7", "16 to 16384"},
                                             Case{"still -o a.png --size big", "WIDTHxHEIGHT"},
                                             Case{"still -o a.png --samples 0", "1 to 256"},
                                             Case{"still -o a.png --look 0,0,-4", "kilometres"},
                                             Case{"still", "--output"},
                                             Case{"film a.yaml -o a.mp4 --fps 0", "frame rate"},
                                             Case{"film a.yaml -o a.mp4 --frames 9-3", "range of frames"},
                                             Case{"bench --seconds never", "seconds"},
                                             Case{"bench --scene round", "round"},
                                             Case{"model", ""},
                                             Case{"fmt", "files"}}) {
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.status, 2) << arguments;
        EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
    }
    EXPECT_TRUE(leftNothing());
}

TEST_F(CommandLine, aFileWithoutANameIsWrongUse) {
    for (const char* line : {"still -o ''", "film '' -o a.mp4", "list --timeline ''", "check ''", "fmt ''",
                             "--screenshot ''", "import ''", "model info ''"}) {
        const Outcome outcome = run(line);
        EXPECT_EQ(outcome.status, 2) << line;
        EXPECT_NE(outcome.err.find("it names no file"), std::string::npos) << line << outcome.err;
    }
}

TEST_F(CommandLine, checkTakesTheShippedFiles) {
    const auto outcome = run("check '" PERILUNE_SOURCE_DIR "'/timelines/*.yaml");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("no mistakes"));
}

TEST_F(CommandLine, checkTellsEveryKindOfBadFile) {
    write("small.yaml", kSmall);
    EXPECT_EQ(run("check small.yaml").status, 0);

    auto outcome = run("check missing.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("missing.yaml"));
    EXPECT_THAT(outcome.err, HasSubstr("error:"));

    outcome = run("check .");
    EXPECT_EQ(outcome.status, 1);

    write("latin1.yaml", "perilune: timeline/1\nprogramme: {id: a, title: Caf\xE9}\n");
    outcome = run("check latin1.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("latin1.yaml:2:"));
    EXPECT_THAT(outcome.err, HasSubstr("UTF-8"));

    std::string typo = kSmall;
    typo.replace(typo.find("weight"), 6, "wieght");
    write("typo.yaml", typo);
    outcome = run("check typo.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("typo.yaml:18:5: error:"));
    EXPECT_THAT(outcome.err, HasSubstr("weight"));

    write("else.yaml", "shopping: [milk]\n");
    outcome = run("check else.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("perilune: timeline/1"));

    write("bad.story.yaml", "perilune: story/1\ntitle: A\ntimelines: [small.yaml]\nduration: 5\nkeyframes:\n"
                            "  - {at: 0, date: 2020-01-01, look: {site: plane, range_km: 100}}\n");
    outcome = run("check bad.story.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("bad.story.yaml:6:"));
    EXPECT_THAT(outcome.err, HasSubstr("plain")) << "the closest site is suggested";
}

TEST_F(CommandLine, listShowsHowThingsStood) {
    write("small.yaml", kSmall);
    const auto then = json::parse(run("list --timeline small.yaml --known 2020-01-01 --json").out);
    EXPECT_EQ(then["on"], "2020-01-01");
    ASSERT_EQ(then["milestones"].size(), 1u);
    EXPECT_EQ(then["milestones"][0]["target"], "2024");
    const auto now = json::parse(run("list --timeline small.yaml --json").out)["milestones"][0];
    EXPECT_EQ(now["id"], "landing");
    EXPECT_EQ(now["target"], "2025");
    EXPECT_EQ(now["standing"], "upcoming");
    EXPECT_EQ(now["programme"], "alpha");
    EXPECT_EQ(now["slip_days"], 365);
    EXPECT_THAT(run("list --timeline small.yaml").out, HasSubstr("Landing"));
    const auto wrong = run("list --programme artemi");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean \"artemis\""));
}

TEST_F(CommandLine, nothingKnownLaterIsListed) {
    const auto rows = json::parse(run("list --known 2019-12-31 --json").out)["milestones"];
    ASSERT_FALSE(rows.empty());
    bool found = false;
    for (const auto& row : rows)
        if (row["id"] == "first-crewed-landing") {
            found = true;
            EXPECT_EQ(row["target"], "2024");
        }
    EXPECT_TRUE(found);
}

TEST_F(CommandLine, aRecordThatSaysNothingIsThatOfToday) {
    write("empty.yaml", "perilune: timeline/1\nprogramme: {id: club, title: Club, mark: square, colour: "
                        "\"#f2b544\", lanes: [{id: all, title: All}]}\n");
    for (const char* command :
         {"list", "list --json", "slips", "slips --json", "partners", "partners --json",
          "scene --at 2026-05-02", "scene --at 2026-05-02 --json", "scene --at 2026-05-02 --link"}) {
        const Outcome outcome = run(std::string(command) + " --timeline empty.yaml");
        EXPECT_EQ(outcome.status, 0) << command << outcome.err;
        EXPECT_EQ(outcome.out.find("1970"), std::string::npos) << command << outcome.out;
    }
}

TEST_F(CommandLine, aTimeMayBeSaidInWords) {
    EXPECT_THAT(run("scene --at 'Artemis II'").out, HasSubstr("at: 2026-04-01T22:35:12Z"));
    EXPECT_THAT(run("scene --at 'march 2021'").out, HasSubstr("at: 2021-03-01T12:00:00Z"));
    EXPECT_THAT(run("scene --at 2021-03-01").out, HasSubstr("at: 2021-03-01T00:00:00Z")) << "as ever";
    const auto several = run("scene --at \"Chang'e\"");
    EXPECT_EQ(several.status, 1);
    EXPECT_THAT(several.err, HasSubstr("several are called so"));
    EXPECT_THAT(run("scene --at '3/1/2028'").err, HasSubstr("could be 3 January or 1 March"));
}

TEST_F(CommandLine, theStepsOfAStoryAreListedWithTheirNotes) {
    const std::string story = "'" PERILUNE_SOURCE_DIR "/timelines/who-is-with-whom.story.yaml'";
    const auto text = run("steps " + story);
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("Eight sign"));
    EXPECT_THAT(text.out, HasSubstr("Record: artemis-accords 2020-10-13"));
    const auto steps = json::parse(run("steps --json " + story).out)["steps"];
    ASSERT_EQ(steps.size(), 8u);
    EXPECT_EQ(steps[1]["title"], "Eight sign");
    EXPECT_TRUE(steps[1]["advance"].is_null());
}

TEST_F(CommandLine, sceneSaysWhatIsShown) {
    const auto text = run("scene --at 2024-06-30 --known 2021-01-01");
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("known: 2021-01-01"));
    const auto outcome = run("scene --at 2024-06-30 --json");
    EXPECT_TRUE(json::parse(outcome.out).is_object());
}

TEST_F(CommandLine, aLinkShowsTheSameSceneAgain) {
    const std::string view = "--at 2026-11-25 --look mons-mouton,300 --tint slope --title 'Pole / 1'";
    Outcome link = run("scene " + view + " --link");
    ASSERT_EQ(link.status, 0) << link.err;
    EXPECT_TRUE(link.out.starts_with("perilune:1/record=")) << link.out;
    link.out.pop_back(); // the line's end; no shell's quotes are wanted
    const Outcome direct = run("scene " + view), followed = run("scene --state " + link.out);
    ASSERT_EQ(followed.status, 0) << followed.err;
    EXPECT_EQ(followed.out, direct.out);
    EXPECT_EQ(followed.err, "");
    EXPECT_EQ(run("scene --link --state " + link.out).out, link.out + "\n");
}

TEST_F(CommandLine, aLinkOfAnotherRecordSaysSoAndABadOneIsOneLine) {
    const Outcome other =
        run("scene --state perilune:1/record=2999-01-01.00000000/at=2026-11-25/select=nobody/sound=on");
    EXPECT_EQ(other.status, 0);
    EXPECT_THAT(other.err, HasSubstr("a newer record, of 1 January 2999"));
    EXPECT_THAT(other.err, HasSubstr("no milestone \"nobody\""));
    EXPECT_THAT(other.err, HasSubstr("\"sound\", which this program does not know"));
    const Outcome bad = run("scene --state https://example.org/1");
    EXPECT_EQ(bad.status, 1);
    EXPECT_EQ(std::count(bad.err.begin(), bad.err.end(), '\n'), 1) << bad.err;
    EXPECT_EQ(run("scene").status, 2);                           // neither an instant nor a link
    EXPECT_EQ(run("scne").status, 2);                            // neither a command nor a link
    EXPECT_EQ(run("perilune:1/ --state perilune:1/").status, 2); // two links for one window
}

TEST_F(CommandLine, sceneSpeaksTheChosenLanguage) {
    const auto russian = run("scene --at 2024-06-30 --select first-crewed-landing --language ru");
    EXPECT_EQ(russian.status, 0) << russian.err;
    EXPECT_THAT(russian.out, HasSubstr("language of titles: ru"));
    EXPECT_THAT(russian.out, HasSubstr("Артемида"));
    const auto outcome = run("scene --at 2024-06-30 --language zh --json");
    EXPECT_EQ(json::parse(outcome.out)["language"], "zh");
    for (const char* command : {"scene --at 2024-06-30", "still -o a.png", "--screenshot a.png"}) {
        if (!PERILUNE_HAS_WINDOW && command[0] == '-')
            continue;
        const auto unknown = run(std::string(command) + " --language tlh");
        EXPECT_EQ(unknown.status, 1) << command;
        EXPECT_THAT(unknown.err, HasSubstr("there are en, lv, ru, zh")) << command;
        EXPECT_EQ(std::count(unknown.err.begin(), unknown.err.end(), '\n'), 1) << command;
    }
    EXPECT_TRUE(leftNothing());
}

TEST_F(CommandLine, skyHasItsKeys) {
    const auto sky = json::parse(run("sky --at 2024-09-08 --json").out);
    for (const char* key : {"subsolar", "subearth"}) {
        EXPECT_TRUE(sky[key]["lat"].is_number()) << key;
        EXPECT_TRUE(sky[key]["lon"].is_number()) << key;
    }
    EXPECT_NEAR(sky["distance_km"].get<double>(), 4.037e5, 1e3);
    EXPECT_NEAR(sky["phase_percent"].get<double>(), 20.3, 0.5);
    EXPECT_FALSE(sky.contains("sun"));
    const auto place = json::parse(run("sky --at 2024-09-08 --place -89.5,137 --json").out);
    EXPECT_LT(std::abs(place["sun"]["elevation"].get<double>()), 3.0) << "the Sun stays low at the pole";
    EXPECT_TRUE(place["earth"]["azimuth"].is_number());
    const auto site = run("sky --at 2024-09-08 --site mons-moutn");
    EXPECT_EQ(site.status, 1);
    EXPECT_THAT(site.err, HasSubstr("did you mean \"mons-mouton\""));
}

// Blue Ghost's place at the greatest eclipse of 2025-03-14: the Sun up, and all of it behind the Earth.
TEST_F(CommandLine, skyTellsOfTheSunOverAPlace) {
    const auto sky = json::parse(run("sky --at 2025-03-14T06:58:47Z --place 18.56,61.81 --json").out);
    EXPECT_EQ(sky["sun"]["covered_by_earth"], 1.0);
    EXPECT_EQ(sky["sun"]["above_flat_horizon"], 1.0);
    EXPECT_NEAR(sky["sun"]["angular_radius"].get<double>(), 0.267, 0.002);
    EXPECT_TRUE(sky["sun"].contains("above_real_horizon"));
    EXPECT_EQ(sky["phase"], "full Moon");
    EXPECT_NEAR(sky["age_days"].get<double>(), 14.26, 0.02);
    EXPECT_EQ(sky["light"]["is_up"], true);
    EXPECT_GT(sky["light"]["days_left"].get<double>(), 1.0);
    EXPECT_LT(sky["light"]["sets"].get<std::string>(), sky["light"]["rises"].get<std::string>());
}

TEST_F(CommandLine, skyListsEclipses) {
    const auto list = json::parse(run("sky --eclipses 2019..2030 --json").out)["eclipses"];
    ASSERT_EQ(list.size(), 28u) << "as many as NASA's catalogue has";
    int total = 0;
    for (const auto& eclipse : list)
        total += eclipse["type"] == "total";
    EXPECT_EQ(total, 10);
    const auto first = list[0];
    EXPECT_EQ(first["type"], "total");
    EXPECT_EQ(first["greatest"].get<std::string>().substr(0, 16), "2019-01-21T05:12");
    EXPECT_EQ(first["contacts"]["U2"].get<std::string>().substr(0, 16), "2019-01-21T04:41");
    EXPECT_FALSE(list[2]["contacts"].contains("U1")) << "a penumbral eclipse";
    EXPECT_THAT(run("sky --eclipses 2025").out, HasSubstr("2025-09-07  total"));
}

TEST_F(CommandLine, stillWritesThePictureOrNothing) {
    auto outcome = run("still --size 320x180 --samples 1 -o a.png");
    if (machineCannot(outcome))
        GTEST_SKIP() << "skipped: " << outcome.err;
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto image = perilune::base::readImage(folder / "a.png");
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width, 320);
    EXPECT_EQ(image->height, 180);
    fs::remove(folder / "a.png");

    outcome = run("still --look mons-moutn -o a.png");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("did you mean \"mons-mouton\""));
    write("small.yaml", kSmall);
    outcome = run("still --timeline small.yaml --look nowhere -o a.png");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("no place was announced"));
    fs::remove(folder / "small.yaml");

    outcome = run("still --size 320x180 -o no/such/folder/a.png");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("no/such/folder"));
    fs::create_directory(folder / "folder.png");
    EXPECT_EQ(run("still --size 320x180 -o folder.png").status, 1);
    fs::remove(folder / "folder.png");
    EXPECT_TRUE(leftNothing());
}

TEST_F(CommandLine, anUnwritableFolderIsTold) {
    if (geteuid() == 0)
        GTEST_SKIP() << "skipped: root may write everywhere";
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    const auto outcome = run("still -o a.png");
    fs::permissions(folder, fs::perms::owner_all);
    EXPECT_NE(outcome.status, 0);
}

TEST_F(CommandLine, fmtBringsStoriesIntoFormToo) {
    write("a.story.yaml",
          "perilune: 'story/1'\nduration: 2\ntitle: A # kept\nkeyframes:\n- {date: 2020-01-01, at: 0}\n");
    auto outcome = run("fmt --check a.story.yaml");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "a.story.yaml is not in canonical form\n");
    EXPECT_EQ(run("fmt a.story.yaml").status, 0);
    EXPECT_EQ(contentOf("a.story.yaml"),
              "perilune: story/1\ntitle: A # kept\nduration: 2\nkeyframes:\n  - {at: 0, date: 2020-01-01}\n");
    EXPECT_EQ(run("fmt --check a.story.yaml").status, 0);
    fs::remove(folder / "a.story.yaml");
}

TEST_F(CommandLine, filmWritesTheFramesAskedForOrNothing) {
    if (!PERILUNE_HAS_FILM)
        GTEST_SKIP() << "this build makes no films";
    const auto odd = run("film a.yaml -o a.mp4 --size 1281x720");
    EXPECT_EQ(odd.status, 2);
    EXPECT_THAT(odd.err, HasSubstr("even"));
    write("small.yaml", kSmall);
    write("a.story.yaml", "perilune: story/1\ntitle: A\ntimelines: [small.yaml]\nduration: 2\nkeyframes:\n"
                          "  - {at: 0, date: 2020-01-01, look: {disc: {lat: 0, lon: 0}}}\n");
    auto outcome = run("film a.story.yaml -o a.mp4 --size 160x90 --fps 10 --frames 3-7");
    if (machineCannot(outcome))
        GTEST_SKIP() << "skipped: " << outcome.err;
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_GT(fs::file_size(folder / "a.mp4"), 500u);
    EXPECT_THAT(outcome.err, HasSubstr("5/5 frames"));

    // A job says the same in a file; options go over it, and a job printed is the job that was read.
    outcome = run("film a.story.yaml --size 160x90 --fps 10 --frames 3-7 --job");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const std::string job = outcome.out;
    EXPECT_EQ(
        job,
        "perilune: film/1\nstory: a.story.yaml\nsize: 160x90\nrate: 10\nframes: 3-7\nsamples: 1\n"
        "codec: usual\nquality: high\ncaptions: burnt\ntitle-card: 0\ncredits: 0\nwithout: nothing\n"
        "safe-areas: hidden\nalpha: none\nnarration: story\nmusic: story\nposter: auto\nlicence: unsaid\n");
    write("a.job.yaml", job);
    EXPECT_EQ(run("film a.job.yaml --job").out, job);
    EXPECT_THAT(run("film a.job.yaml --job --frames 4-5").out, HasSubstr("frames: 4-5\n"));
    EXPECT_EQ(run("film a.job.yaml -o b.mp4").status, 0);
    EXPECT_EQ(contentOf("b.mp4"), contentOf("a.mp4"));
    write("bad.job.yaml", "perilune: film/1\nstory: a.story.yaml\nframes: 9-3\n");
    outcome = run("film bad.job.yaml -o b.mp4");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("bad.job.yaml:3:9: error: frames: \"9-3\" is no range of frames"));
    EXPECT_EQ(run("check bad.job.yaml").status, 1);
    EXPECT_EQ(run("check a.job.yaml").status, 0);
    // In parts on many machines, as one would type it.
    EXPECT_EQ(run("film a.job.yaml -o c.mp4 --part 1/2").status, 0);
    EXPECT_EQ(run("film a.job.yaml -o c.mp4 --part 2/2").status, 0);
    EXPECT_EQ(run("film a.job.yaml -o c.mp4 --join --hashes c.txt").status, 0);
    EXPECT_EQ(contentOf("c.mp4"), contentOf("a.mp4"));
    EXPECT_THAT(contentOf("c.txt"), testing::MatchesRegex("3 [0-9a-f]{32}\n4 (.|\n)*7 [0-9a-f]{32}\n"));
    outcome = run("film a.job.yaml -o c.mp4 --verify 5");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.out, HasSubstr("5 frames drawn again, all as they were"));
    EXPECT_EQ(run("film a.job.yaml -o d.mp4 --codec prores").status, 1);
    EXPECT_EQ(run("film a.job.yaml -o d.mp4 --codec divx").status, 2);
    EXPECT_THAT(run("film a.story.yaml --preset square --size 640x640 --job").out,
                HasSubstr("size: 640x640\nrate: 30\nframes: all\nsamples: 4\ncodec: h264\n"));
    for (const char* file : {"a.mp4", "b.mp4", "c.mp4", "a.mp4.lock", "b.mp4.lock", "c.mp4.lock", "c.txt",
                             "a.job.yaml", "bad.job.yaml"})
        fs::remove(folder / file);

    outcome = run("film a.story.yaml -o a.mp4 --size 160x90 --fps 10 --frames 3-99");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("0 to 19"));
    outcome = run("film small.yaml -o a.mp4");
    EXPECT_EQ(outcome.status, 1);
    outcome = run("film a.story.yaml -o nowhere/a.mp4");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("nowhere"));

    // Interrupted: nothing is left, not even a part.
    outcome = runInterrupted("film a.story.yaml -o a.mp4 --size 320x180 --fps 60 --samples 8", " 10 %");
    EXPECT_EQ(outcome.status, 130);
    EXPECT_THAT(outcome.err, HasSubstr("perilune: stopped; nothing was written\n"));
    fs::remove(folder / "small.yaml");
    fs::remove(folder / "a.story.yaml");
    EXPECT_TRUE(leftNothing());
}

TEST_F(CommandLine, aFullDiskIsTheMachinesFault) {
    const auto outcome = run("list > /dev/full");
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.err, HasSubstr("disk"));
}

TEST_F(CommandLine, withoutADisplayTheWindowSaysWhatElseThereIs) {
    if (!PERILUNE_HAS_WINDOW)
        GTEST_SKIP() << "this build has no window";
    const auto outcome = run("", "env -u DISPLAY -u WAYLAND_DISPLAY");
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.err.find("perilune film") != std::string::npos, PERILUNE_HAS_FILM != 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("perilune still"));
}

TEST_F(CommandLine, aModelIsDrawnBesideAPersonAndItsNotesAreTold) {
    const std::string file = "'" PERILUNE_SOURCE_DIR "/models/scale/person.glb'";
    const auto outcome =
        run("model render " + file + " -o model.png --size 160x90 --samples 1 --wires --turn 120",
            "env -u DISPLAY -u WAYLAND_DISPLAY");
    if (machineCannot(outcome))
        GTEST_SKIP() << "skipped: " << outcome.err;
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("model.png"));
    const auto unknown = run("model render " + file + " -o model.png --animation walk");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.err, HasSubstr("it has no animation 'walk'; it has none at all"));
    EXPECT_EQ(run("model render " + file + " -o model.mov").status, 1);
    EXPECT_THAT(run("model info " + file + " --json").out,
                testing::AllOf(HasSubstr("\"approximated\""), HasSubstr("\"ignored\""), HasSubstr("1.75"),
                               HasSubstr("\"Person\"")));
}

TEST_F(CommandLine, theScreenshotNeedsNoDisplay) {
    if (!PERILUNE_HAS_WINDOW)
        GTEST_SKIP() << "this build has no window";
    const auto outcome = run("--size 320x180 --screenshot shot.png", "env -u DISPLAY -u WAYLAND_DISPLAY");
    if (machineCannot(outcome))
        GTEST_SKIP() << "skipped: " << outcome.err;
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_TRUE(perilune::base::readImage(folder / "shot.png"));
    EXPECT_EQ(run("--screenshot no/where.png").status, 1);
}

TEST_F(CommandLine, modelInfoCountsAndRefuses) {
    const auto good = run("model info '" PERILUNE_SOURCE_DIR "/models/spacecraft/blue-moon-mk1.glb' --json");
    ASSERT_EQ(good.status, 0) << good.err;
    const auto info = json::parse(good.out);
    for (const char* key :
         {"meshes", "primitives", "vertices", "triangles", "materials", "textures", "animations", "skins"})
        EXPECT_TRUE(info[key].is_number()) << key;
    EXPECT_TRUE(info["extensions_used"].is_array());
    write("no.glb", "this is no model");
    const auto bad = run("model info no.glb");
    EXPECT_EQ(bad.status, 1);
    EXPECT_THAT(bad.err, HasSubstr("no.glb"));
}

TEST_F(CommandLine, benchHasItsKeys) {
    const auto outcome = run("bench --size 320x180 --seconds 0.2 --json");
    if (machineCannot(outcome))
        GTEST_SKIP() << "skipped: " << outcome.err;
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto bench = json::parse(outcome.out);
    for (const char* key : {"first_frame_ms", "fps", "peak_rss_mb"})
        EXPECT_GT(bench[key].get<double>(), 0.0) << key;
    for (const char* key : {"p50", "p95", "p99"})
        EXPECT_GT(bench["frame_ms"][key].get<double>(), 0.0) << key;
    EXPECT_FALSE(bench["renderer"].get<std::string>().empty());
}

TEST_F(CommandLine, badTimelinesShowTheirMistakesInEveryCommand) {
    write("bad.yaml", "perilune: timeline/1\nprogramme: 3\n");
    for (const char* command : {"list", "scene --at 2024-01-01", "still -o a.png", "--screenshot a.png"}) {
        if (!PERILUNE_HAS_WINDOW && command[0] == '-')
            continue;
        const auto outcome = run(std::string(command) + " --timeline bad.yaml");
        EXPECT_EQ(outcome.status, 1) << command;
        EXPECT_THAT(outcome.err, HasSubstr("bad.yaml:2:")) << command;
    }
}
