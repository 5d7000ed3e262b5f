// `perilune terrain fetch` against a local archive, as a user starts it; the network outside is never asked.
#include "app/interrupt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

/// 72 x 36 pixels, 5 degrees each, in the words of LOLA's own labels.
constexpr int kWidth = 72, kHeight = 36;
const char* const kLabel = R"(PDS_VERSION_ID = "PDS3"
DATA_SET_ID = "LRO-L-LOLA-4-GDR-V1.0"
PRODUCT_ID = "HILLS"
PRODUCER_INSTITUTION_NAME = "A TEST"
OBJECT = UNCOMPRESSED_FILE
FILE_NAME = "HILLS.IMG"
RECORD_TYPE = FIXED_LENGTH
FILE_RECORDS = 36
RECORD_BYTES = 144
^IMAGE = "HILLS.IMG"
OBJECT = IMAGE
NAME = HEIGHT
LINES = 36
LINE_SAMPLES = 72
SAMPLE_TYPE = LSB_INTEGER
SAMPLE_BITS = 16
UNIT = METER
SCALING_FACTOR = 0.5
OFFSET = 1737400.
END_OBJECT = IMAGE
END_OBJECT = UNCOMPRESSED_FILE
OBJECT = IMAGE_MAP_PROJECTION
MAP_PROJECTION_TYPE = "SIMPLE CYLINDRICAL"
MAP_RESOLUTION = 0.2 <pix/deg>
A_AXIS_RADIUS = 1737.4 <km>
B_AXIS_RADIUS = 1737.4 <km>
C_AXIS_RADIUS = 1737.4 <km>
POSITIVE_LONGITUDE_DIRECTION = "EAST"
CENTER_LATITUDE = 0 <deg>
CENTER_LONGITUDE = 180 <deg>
LINE_FIRST_PIXEL = 1
LINE_LAST_PIXEL = 36
SAMPLE_FIRST_PIXEL = 1
SAMPLE_LAST_PIXEL = 72
MAP_SCALE = 151616.75 <m/pix>
MAXIMUM_LATITUDE = 90 <deg>
MINIMUM_LATITUDE = -90 <deg>
WESTERNMOST_LONGITUDE = 0 <deg>
EASTERNMOST_LONGITUDE = 360 <deg>
LINE_PROJECTION_OFFSET = 17.5 <pix>
SAMPLE_PROJECTION_OFFSET = 35.5 <pix>
END_OBJECT = IMAGE_MAP_PROJECTION
END
)";

struct Outcome {
    int status = -1;
    std::string text; ///< all that it said
};

class Fetch : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "perilune-fetch-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        std::ofstream(folder / "product.lbl", std::ios::binary) << kLabel;
        std::ofstream image(folder / "product.img", std::ios::binary);
        for (int i = 0; i < kWidth * kHeight; ++i) {
            const int half = 2 * int(1000.0 * std::sin(i % kWidth * 0.087) * std::cos(i / kWidth * 0.087));
            image.put(char(half & 0xff)).put(char((half >> 8) & 0xff));
        }
        image.close();
        // Its standard input is the write end that we hold: it ends when we do, however we do.
        int toServer[2], fromServer[2];
        ASSERT_EQ(::pipe(toServer), 0);
        ASSERT_EQ(::pipe(fromServer), 0);
        server = ::fork();
        if (server == 0) {
            ::dup2(toServer[0], 0);
            ::dup2(fromServer[1], 1);
            for (const int fd : {toServer[0], toServer[1], fromServer[0], fromServer[1]})
                ::close(fd);
            ::execlp("python3", "python3", PERILUNE_TEST_DIR "/archive_server.py", folder.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(toServer[0]);
        ::close(fromServer[1]);
        hold = toServer[1];
        for (char c = 0; ::read(fromServer[0], &c, 1) == 1 && c != '\n';)
            port += c;
        ::close(fromServer[0]);
        ASSERT_FALSE(port.empty()) << "python3 did not start";
    }
    void TearDown() override {
        ::close(hold);
        int status = 0;
        ::waitpid(server, &status, 0);
        std::error_code none;
        fs::remove_all(folder, none);
    }

    std::string at(const std::string& how) const { return "http://127.0.0.1:" + port + "/" + how + "/"; }
    Outcome fetch(const std::string& from, const std::string& more = "",
                  const std::string& before = "") const {
        const std::string command = "no_proxy='*' XDG_DATA_HOME='" + (folder / "data").string() + "' " +
                                    before + " '" PERILUNE_BINARY "' terrain fetch standard --from " + from +
                                    " " + more + " 2>&1";
        Outcome outcome;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> buffer{};
        for (std::size_t n = 0; pipe && (n = ::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            outcome.text.append(buffer.data(), n);
        const int status = pipe ? ::pclose(pipe) : -1;
        outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return outcome;
    }
    bool isInstalled() const { return fs::exists(folder / "data/perilune/terrain/ldem_16.tiles"); }
    fs::path downloads() const { return folder / "data/perilune/downloads/ldem_16"; }
    std::string log() const {
        std::ifstream in(folder / "log.txt");
        return {std::istreambuf_iterator<char>(in), {}};
    }

    fs::path folder;
    pid_t server = -1;
    int hold = -1;
    std::string port;
};

TEST_F(Fetch, installsAndSaysThatItGoesToTheNetwork) {
    const Outcome outcome = fetch(at("whole"));
    EXPECT_EQ(outcome.status, 0) << outcome.text;
    EXPECT_THAT(outcome.text,
                AllOf(HasSubstr("going to the network: " + at("whole") + "cylindrical/img/ldem_16.lbl"),
                      HasSubstr("ldem_16.img")));
    EXPECT_TRUE(isInstalled());
    EXPECT_FALSE(fs::exists(downloads())) << "the download is removed once it is installed";
    const std::string before = log();
    EXPECT_EQ(fetch(at("whole")).status, 0);
    EXPECT_EQ(log(), before) << "what is installed is not fetched again";
}

TEST_F(Fetch, goesOnWhereItBroke) {
    const Outcome broken = fetch(at("cut"));
    EXPECT_EQ(broken.status, 3) << broken.text;
    EXPECT_THAT(broken.text, HasSubstr("goes on from there"));
    EXPECT_EQ(fs::file_size(downloads() / "HILLS.IMG.part"), kWidth * kHeight);
    const Outcome whole = fetch(at("cut"), "--keep");
    EXPECT_EQ(whole.status, 0) << whole.text;
    EXPECT_THAT(log(), HasSubstr("ldem_16.img bytes=2592-"));
    const std::string same =
        "cmp '" + (folder / "product.img").string() + "' '" + (downloads() / "HILLS.IMG").string() + "'";
    EXPECT_EQ(std::system(same.c_str()), 0);
    EXPECT_TRUE(isInstalled());
}

TEST_F(Fetch, beginsAnewWhereTheServerHasNoRangesOrAnotherVersion) {
    for (const char* how : {"noranges", "changed"}) {
        SCOPED_TRACE(how);
        fs::remove_all(folder / "data");
        EXPECT_EQ(fetch(at(how)).status, 3);
        const Outcome whole = fetch(at(how), "--keep");
        EXPECT_EQ(whole.status, 0) << whole.text;
        const std::string same =
            "cmp '" + (folder / "product.img").string() + "' '" + (downloads() / "HILLS.IMG").string() + "'";
        EXPECT_EQ(std::system(same.c_str()), 0);
    }
}

TEST_F(Fetch, thatFailsSaysWhyInOneLineAndInstallsNothing) {
    const std::vector<std::array<std::string, 3>> cases{
        {"missing", "", "answers 404"},
        {"noimage", "", "answers 404"},
        {"larger", "", "the label says 5184"},
        {"short", "", "goes on from there"},
        {"html", "", "no PDS3 label, it begins with \"<!DOCTYPE html>"},
        {"hang", "--patience 1", "no network"},
        {"loop", "", "redirect"},
        {"elsewhere", "", "file"}};
    for (const auto& [how, more, why] : cases) {
        const Outcome outcome = fetch(at(how), more);
        EXPECT_THAT(outcome.status, testing::AnyOf(1, 3)) << how << outcome.text;
        EXPECT_THAT(outcome.text, HasSubstr(why)) << how;
        EXPECT_FALSE(isInstalled()) << how;
        EXPECT_FALSE(fs::exists(downloads() / "HILLS.IMG")) << how;
    }
}

TEST_F(Fetch, withoutANetworkSaysThatTheProgramWorksWithoutIt) {
    const Outcome outcome = fetch("http://127.0.0.1:9/"); // nobody listens there
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.text, AllOf(HasSubstr("no network: "), HasSubstr("the program works without it")));
    EXPECT_FALSE(fs::exists(downloads()));
}

TEST_F(Fetch, thatIsInterruptedIsNoFaultAndGoesOnLater) {
    const std::string program = "no_proxy='*' XDG_DATA_HOME='" + (folder / "data").string() +
                                "' '" PERILUNE_BINARY "' terrain fetch standard --from " + at("hangimage");
    const std::string line = "cd '" + folder.string() + "'; " +
                             perilune::interruptedAt("ldem_16.img", program) + "; echo $?; cat stderr.txt";
    FILE* pipe = ::popen(line.c_str(), "r");
    ASSERT_TRUE(pipe);
    std::string said(4096, '\0');
    said.resize(::fread(said.data(), 1, said.size(), pipe));
    ::pclose(pipe);
    EXPECT_TRUE(said.starts_with("130\n")) << said;
    EXPECT_THAT(said, HasSubstr("perilune: stopped; the same command goes on from here\n"));
    EXPECT_FALSE(isInstalled());
    const Outcome outcome = fetch(at("whole"));
    EXPECT_EQ(outcome.status, 0) << outcome.text;
    EXPECT_TRUE(isInstalled());
}

TEST_F(Fetch, goesThroughTheProxyOfTheEnvironment) {
    const Outcome outcome =
        fetch("http://archive.invalid/whole/", "", "no_proxy= http_proxy=http://127.0.0.1:" + port);
    EXPECT_EQ(outcome.status, 0) << outcome.text;
    EXPECT_THAT(log(), HasSubstr("http://archive.invalid/whole/cylindrical/img/ldem_16.img"));
}

TEST_F(Fetch, dryRunAsksForTheLabelAloneAndLeavesNothing) {
    const Outcome outcome = fetch(at("whole"), "--dry-run");
    EXPECT_EQ(outcome.status, 0) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr("would fetch"));
    EXPECT_THAT(log(), Not(HasSubstr(".img")));
    EXPECT_FALSE(fs::exists(downloads()));
}

TEST_F(Fetch, refusesAddressesThatAreNotOfTheWeb) {
    EXPECT_EQ(fetch("file:///etc/").status, 2);
    EXPECT_EQ(fetch(at("whole"), "--patience 0").status, 2);
}

} // namespace
