// The examples do what their page says: each of its lines is run as it stands there, in a copy of the folder.
// Pictures and films are made small, films of a few frames, and the window saves its picture and ends.
#include "base/image.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

const fs::path kExamples = fs::path(PERILUNE_SOURCE_DIR) / "examples";

std::vector<std::string> commandsOf(const fs::path& page) {
    std::ifstream in(page);
    std::vector<std::string> commands;
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("perilune "))
            commands.push_back(line.substr(std::string("perilune ").size()));
    return commands;
}

std::string madeSmall(const std::string& command) {
    if (command.starts_with("still "))
        return command + " --size 320x180 --samples 1";
    if (command.starts_with("film "))
        return command + " --size 160x90 --frames 70-72";
    if (command.starts_with("--"))
        return command + " --size 320x180 --screenshot window.png";
    return command;
}

class Examples : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("perilune-examples-" + std::to_string(getpid()));
        fs::remove_all(folder);
        fs::copy(kExamples, folder, fs::copy_options::recursive);
    }
    void TearDown() override { fs::remove_all(folder); }

    int run(const std::string& arguments) const {
        const int status = std::system(("cd '" + folder.string() + "' && '" PERILUNE_BINARY "' " + arguments +
                                        " > said.txt 2>&1 < /dev/null")
                                           .c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    }
    std::string said() const {
        std::ifstream in(folder / "said.txt");
        return {std::istreambuf_iterator<char>(in), {}};
    }

    fs::path folder;
};

TEST_F(Examples, doWhatTheirPageSays) {
    const auto commands = commandsOf(kExamples / "README.md");
    ASSERT_GE(commands.size(), 10u);
    for (const std::string& command : commands) {
        const int status = run(madeSmall(command));
        if (status == 3)
            GTEST_SKIP() << "skipped: " << said();
        EXPECT_EQ(status, 0) << command << "\n" << said();
    }
    for (const char* made : {"photograph.png", "window.png"})
        EXPECT_TRUE(perilune::base::readImage(folder / made)) << made;
    EXPECT_GT(fs::file_size(folder / "club.mp4"), 500u);
}

TEST_F(Examples, areAllUsedByTheirPage) {
    std::string used;
    for (const std::string& command : commandsOf(kExamples / "README.md"))
        used += command + "\n";
    for (const auto& entry :
         fs::directory_iterator(kExamples)) // templates for many machines have a test of their own
        if (const std::string name = entry.path().filename().string();
            name != "README.md" && name != "cluster")
            EXPECT_NE(used.find(name), std::string::npos) << "examples/README.md does not use " << name;
}

} // namespace
