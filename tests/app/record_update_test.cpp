// `perilune record` as a user starts it: whatever is wrong with a new record, the old one stays whole.
#include "app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

namespace perilune {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using testing::HasSubstr;
using testing::Not;

/// A small record, and how a newer one of it is called.
constexpr const char* kRecord = R"(perilune: timeline/1
programme:
  id: club
  title: Club
  mark: circle
  colour: "#f2b544"
  lanes:
    - {id: rovers, title: Rovers}
milestones:
  rover:
    title: Rover
    lane: rovers
    history:
      - {announced: 2024-03-02, target: 2026, confidence: unverified}
)";

class RecordUpdate : public test::Program {
  protected:
    void SetUp() override {
        fs::create_directories(folder / "src");
        write("src/artemis.yaml", kRecord);
        ASSERT_EQ(record("pack src/artemis.yaml -o one.tar.gz --as 2030-01-01").status, 0);
        write("src/artemis.yaml",
              std::string(kRecord) +
                  "      - {announced: 2025-03-02, target: 2027, confidence: unverified}\n");
        ASSERT_EQ(record("pack src/artemis.yaml -o two.tar.gz --as 2030-01-02").status, 0);
    }
    std::string home() const { return "XDG_DATA_HOME='" + (folder / "data").string() + "'"; }
    Outcome record(const std::string& words, const std::string& before = "") const {
        return run("record " + words, home() + " " + before);
    }
    /// How the record stands that is shown: "rover 2026", "rover 2027", or of the shipped one many lines.
    std::string shown() const {
        const Outcome list = run("list --edtf", home());
        EXPECT_EQ(list.status, 0) << list.err;
        return list.out;
    }
    /// All that lies where records are installed, but for what was begun by one that was killed.
    std::string installed() const {
        std::string names;
        for (const auto& entry : fs::recursive_directory_iterator(folder / "data/perilune"))
            names += fs::relative(entry.path(), folder).string() + "\n";
        return names;
    }
};

TEST_F(RecordUpdate, installsWhatIsNewerAndGoesBack) {
    const std::string before = shown();
    const Outcome first = record("update one.tar.gz");
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_THAT(first.out, HasSubstr("the record 2030-01-01 is in use"));
    EXPECT_THAT(first.err, HasSubstr("--key"));
    EXPECT_THAT(shown(), testing::AllOf(HasSubstr("rover"), HasSubstr("2026"), Not(HasSubstr("2027"))));
    EXPECT_EQ(record("update two.tar.gz").status, 0);
    EXPECT_THAT(shown(), HasSubstr("2027"));
    EXPECT_THAT(record("update two.tar.gz").out, HasSubstr("in use already"));
    const Outcome older = record("update one.tar.gz");
    EXPECT_EQ(older.status, 1);
    EXPECT_THAT(older.err, HasSubstr("older than the one in use (2030-01-02)"));
    EXPECT_THAT(record("update --undo").out, HasSubstr("2030-01-01 is in use again"));
    EXPECT_THAT(shown(), Not(HasSubstr("2027")));
    EXPECT_EQ(record("update two.tar.gz").status, 0) << "and on again";
    record("update --undo");
    record("update --undo");
    EXPECT_EQ(shown(), before);
    EXPECT_THAT(record("update --undo").out, HasSubstr("nothing to undo"));
}

TEST_F(RecordUpdate, onlyLooksWhereThatIsAskedFor) {
    const Outcome dry = record("update one.tar.gz --dry-run");
    EXPECT_EQ(dry.status, 0) << dry.err;
    EXPECT_THAT(dry.out, HasSubstr("would be installed"));
    EXPECT_FALSE(fs::exists(folder / "data/perilune/record/2030-01-01"));
    EXPECT_EQ(record("update").status, 2) << "the record names no address";
}

TEST_F(RecordUpdate, inWhateverWayANewOneIsBrokenTheOldOneStaysWhole) {
    ASSERT_EQ(record("update one.tar.gz").status, 0);
    const Outcome made =
        shell("mkdir broken && python3 '" PERILUNE_TEST_DIR "/broken_records.py' two.tar.gz broken");
    if (made.status != 0)
        GTEST_SKIP() << "needs python3";
    const std::string before = shown(), names = installed();
    std::istringstream ways(made.out);
    int count = 0;
    for (std::string way; ways >> way; ++count) {
        // Memory and disk are bounded: with 1.5 GB of address space it must do.
        const Outcome update = record("update broken/" + way + ".tar.gz", "prlimit --as=1500000000");
        EXPECT_EQ(update.status, 1) << way << update.err;
        EXPECT_THAT(update.err, HasSubstr(way == "older" ? "older" : ": ")) << way;
        EXPECT_EQ(installed(), names) << way;
    }
    EXPECT_GE(count, 30);
    EXPECT_EQ(shown(), before);
    EXPECT_FALSE(fs::exists("/tmp/perilune-was-here.yaml"));
    EXPECT_EQ(record("update two.tar.gz").status, 0) << "and none of them is in the way of a good one";
}

TEST_F(RecordUpdate, askedWhoSignedItTakesNoOthers) {
    const Outcome key = record("key secret"), other = record("key other");
    ASSERT_EQ(key.status, 0) << key.err;
    const std::string mine = "--key " + key.out.substr(0, 44), theirs = "--key " + other.out.substr(0, 44);
    EXPECT_EQ(record("key secret").status, 1) << "a key is never written over";
    ASSERT_EQ(record("pack src/artemis.yaml -o signed.tar.gz --as 2030-01-03 --sign secret").status, 0);
    EXPECT_THAT(record("update two.tar.gz " + mine).err, HasSubstr("not signed, and a key is named"));
    EXPECT_THAT(record("update signed.tar.gz " + theirs).err, HasSubstr("not signed by who holds that key"));
    EXPECT_THAT(record("update signed.tar.gz --key abc").err, HasSubstr("no public key"));
    // Somebody else's signature in the place of the right one.
    ASSERT_EQ(record("pack src/artemis.yaml -o forged.tar.gz --as 2030-01-03 --sign other").status, 0);
    EXPECT_EQ(record("update forged.tar.gz " + mine).status, 1);
    EXPECT_FALSE(fs::exists(folder / "data/perilune/record/2030-01-03"));
    write("key.pub", key.out);
    EXPECT_EQ(record("update signed.tar.gz --key key.pub").status, 0) << "the key in a file";
}

// Wherever it is killed: what is shown is the old record or the new one, and the next update goes through.
TEST_F(RecordUpdate, killedAtAnyMomentLeavesTheOldRecordOrTheNewOneWhole) {
    ASSERT_EQ(record("update one.tar.gz").status, 0);
    const std::string old = shown();
    const auto began = std::chrono::steady_clock::now();
    record("update two.tar.gz");
    const std::chrono::duration<double> lasts = std::chrono::steady_clock::now() - began;
    const std::string fresh = shown();
    ASSERT_NE(old, fresh);
    record("update --undo");
    for (int i = 0; i < 20; ++i) {
        shell(fmt::format("{} timeout -s KILL {:.4f} '{}' record update two.tar.gz >/dev/null 2>&1", home(),
                          lasts.count() * (i + 1) / 16.0, PERILUNE_BINARY));
        const std::string now = shown();
        EXPECT_TRUE(now == old || now == fresh) << now;
        EXPECT_EQ(record("update two.tar.gz").status, 0) << i;
        EXPECT_EQ(shown(), fresh);
        EXPECT_THAT(installed(), Not(HasSubstr(".new-"))) << "what a killed one left is swept away";
        record("update --undo");
    }
}

TEST_F(RecordUpdate, onAFullDiskOrOneThatCannotBeWrittenChangesNothing) {
    // In a file system of its own, where this machine lets us have one.
    const std::string in = "unshare -Urm sh -c 'mount -t tmpfs -o size={}k{} none data && {}' 2> stderr.txt";
    fs::create_directories(folder / "data");
    if (shell(fmt::format(fmt::runtime(in), 64, "", "true")).status != 0)
        GTEST_SKIP() << "needs user namespaces";
    const auto update = [&](int kilobytes, const char* more) {
        return shell(
            fmt::format(fmt::runtime(in), kilobytes, more,
                        fmt::format("{} \"{}\" record update one.tar.gz; s=$?; find data -type f | grep -v "
                                    "lock; exit $s",
                                    "XDG_DATA_HOME=\"$PWD/data\"", PERILUNE_BINARY)));
    };
    write("fill", std::string(1 << 20, 'x'));
    for (const int kilobytes : {4, 8, 12, 16, 20, 24}) {
        const Outcome full = update(kilobytes, "");
        if (full.status == 0) {
            EXPECT_THAT(full.out, HasSubstr("data/perilune/record/current"));
            continue;
        }
        EXPECT_EQ(full.status, 3) << full.err;
        EXPECT_EQ(full.out, "") << "nothing of it is left: " << full.out;
    }
    EXPECT_NE(update(4, "").status, 0);
    EXPECT_EQ(update(64, "").status, 0);
    EXPECT_EQ(update(64, ",ro").status, 3);
    write("file", "");
    EXPECT_EQ(run("record update one.tar.gz", "XDG_DATA_HOME='" + (folder / "file").string() + "'").status,
              3);
}

TEST_F(RecordUpdate, goesToTheNetworkSafelyOrNotAtAll) {
    EXPECT_EQ(record("update http://localhost:1/one.tar.gz").status, 1);
    EXPECT_THAT(record("update ftp://localhost:1/one.tar.gz").err, HasSubstr("only https is safe"));
    const Outcome nobody = record("update https://localhost:1/one.tar.gz --timeout 2");
    EXPECT_EQ(nobody.status, 3) << nobody.err;
    EXPECT_THAT(nobody.err, testing::AllOf(HasSubstr("going to the network: https://localhost:1/"),
                                           HasSubstr("no network")));
    const Outcome keys = shell(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout tls.key -out tls.pem -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost 2> stderr.txt");
    if (keys.status != 0)
        GTEST_SKIP() << "needs openssl";
    // The server ends with the shell that started it, and by itself after a while.
    const std::string serving =
        "python3 '" PERILUNE_TEST_DIR
        "/broken_records.py' serve . tls.pem tls.key > port 2> /dev/null < /dev/null & server=$!; "
        "trap 'kill $server' EXIT; for i in $(seq 100); do [ -s port ] && break; sleep 0.05; done; "
        "export no_proxy=localhost; ";
    const auto update = [&](const std::string& way, bool trusted) {
        return shell(serving + home() + (trusted ? " SSL_CERT_FILE=tls.pem" : "") +
                     line("record update \"https://localhost:$(cat port)/" + way + "\" --timeout 5") +
                     " 2> stderr.txt");
    };
    EXPECT_THAT(update("one.tar.gz", false).err, HasSubstr("certificate is not trusted"));
    for (const char* way : {"http/one.tar.gz", "file/one.tar.gz"}) {
        const Outcome led = update(way, true);
        EXPECT_EQ(led.status, 1) << way << led.err;
        EXPECT_THAT(led.err, HasSubstr("not https")) << way;
    }
    EXPECT_EQ(update("missing", true).status, 1);
    EXPECT_NE(update("short/one.tar.gz", true).status, 0);
    EXPECT_FALSE(fs::exists(folder / "data/perilune/record/2030-01-01"));
    const Outcome good = update("one.tar.gz", true);
    EXPECT_EQ(good.status, 0) << good.err;
    EXPECT_THAT(shown(), HasSubstr("rover"));
    EXPECT_THAT(installed(), Not(HasSubstr("download")));
}

TEST_F(RecordUpdate, aRecordThatIsDamagedLaterGivesWayToTheShippedOne) {
    const std::string shipped = shown();
    ASSERT_EQ(record("update one.tar.gz").status, 0);
    write("data/perilune/record/2030-01-01/artemis.yaml", "nothing");
    const Outcome list = run("list --edtf", home());
    EXPECT_EQ(list.status, 0);
    EXPECT_EQ(list.out, shipped);
    EXPECT_THAT(list.err,
                testing::AllOf(HasSubstr("artemis.yaml:1:1"), HasSubstr("the shipped one is shown")));
}

TEST_F(RecordUpdate, diffTellsWhatMovesInWordsAndAsJson) {
    const Outcome words = record("diff one.tar.gz two.tar.gz");
    EXPECT_EQ(words.status, 0) << words.err;
    EXPECT_EQ(words.out,
              "~ milestone rover: Rover\n    target 2026 -> 2027\n    announcement 2025-03-02: 2027\n"
              "milestones: 1 changed\n");
    EXPECT_EQ(record("diff two.tar.gz src").out, "the same\n");
    EXPECT_EQ(record("diff src/artemis.yaml two.tar.gz").out, "the same\n");
    const Outcome json = record("diff one.tar.gz two.tar.gz --json");
    EXPECT_THAT(json.out, HasSubstr("\"change\": \"changed\""));
    EXPECT_THAT(record("diff shipped shipped").out, HasSubstr("the same"));
    EXPECT_EQ(record("diff shipped none").status, 1);
    EXPECT_THAT(record("diff shipped installed").err, HasSubstr("no record is installed"));
}

TEST_F(RecordUpdate, packMakesTheSameBytesOfTheSameRecord) {
    ASSERT_EQ(record("pack src/artemis.yaml -o again.tar.gz --as 2030-01-02").status, 0);
    EXPECT_EQ(contentOf("again.tar.gz"), contentOf("two.tar.gz"));
    write("bad.yaml", "perilune: timeline/1\n");
    EXPECT_EQ(record("pack bad.yaml -o bad.tar.gz").status, 1);
    EXPECT_FALSE(fs::exists(folder / "bad.tar.gz"));
    EXPECT_EQ(record("pack src/artemis.yaml -o src/artemis.yaml").status, 1);
    EXPECT_EQ(record("pack src/artemis.yaml -o x.tar.gz --as soon").status, 1);
}

/// "2026-11-30" -> "2026-11-30.2" -> "2026-11-30.3".
std::string raised(const std::string& version) {
    const std::size_t point = version.find('.');
    const int number = point == std::string::npos ? 1 : std::stoi(version.substr(point + 1));
    return fmt::format("{}.{}", version.substr(0, point), number + 1);
}

// Who has a record of that version installed, or a program of that day, must not be told that it is the
// newest where facts have changed since. PERILUNE_UPDATE_GOLDEN=1 raises the version and writes the sums
// anew.
TEST_F(RecordUpdate, theShippedManifestHoldsTheSumsOfTheFilesAsTheyAreSoThatNoFactChangesUnderOneVersion) {
    const fs::path source = fs::path(PERILUNE_SOURCE_DIR) / "timelines", file = source / "record.manifest";
    std::string files;
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(source))
        if (const std::string name = entry.path().filename().string();
            name.ends_with(".yaml") && !name.ends_with(".story.yaml"))
            all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    for (const fs::path& one : all)
        files += " '" + one.string() + "'";
    const auto packed = [&](const std::string& version) {
        const Outcome made = record("pack" + files + " -o shipped.tar.gz --as " + version);
        EXPECT_EQ(made.status, 0) << made.err;
        return shell("tar -xzOf shipped.tar.gz record.manifest").out;
    };
    std::ifstream read(file, std::ios::binary);
    const std::string before(std::istreambuf_iterator<char>(read), {});
    const std::size_t at = before.find("version: ");
    ASSERT_NE(at, std::string::npos);
    const std::string version = before.substr(at + 9, before.find('\n', at) - at - 9);
    if (packed(version) == before)
        return;
    if (std::getenv("PERILUNE_UPDATE_GOLDEN")) {
        const std::string next = packed(raised(version));
        std::ofstream(file, std::ios::binary) << next;
        return;
    }
    FAIL() << "timelines/ says something else than version " << version << " did, whose sums are:\n"
           << before << "\nand these are those of today's files:\n"
           << packed(version)
           << "\nRaise the version: PERILUNE_UPDATE_GOLDEN=1 build/release/tests/test_app "
              "--gtest_filter='RecordUpdate.theShippedManifest*' writes version "
           << raised(version) << " and the sums into timelines/record.manifest.";
}

} // namespace
} // namespace perilune
