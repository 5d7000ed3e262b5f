#pragma once

#include "app/interrupt.h"
#include "common/folder.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/wait.h>

namespace perilune::test {

/// What a command came to.
struct Outcome {
    int status = -1;
    std::string out, err;
};

/// Starts the program as a user does, through a shell, in a folder of its own.
class Program : public testing::Test {
  protected:
    /// What a shell says to start it; `before` are words put before it.
    static std::string line(const std::string& arguments, const std::string& before = "") {
        return before + " '" PERILUNE_BINARY "' " + arguments;
    }
    Outcome run(const std::string& arguments, const std::string& before = "") const {
        return shell(line(arguments, before) + " 2> stderr.txt");
    }
    /// The same, interrupted, as Ctrl+C does, once it has said `word` on standard error.
    Outcome runInterrupted(const std::string& arguments, const std::string& word,
                           const std::string& before = "") const {
        return shell(interruptedAt(word, line(arguments, before)));
    }
    Outcome shell(const std::string& words) const {
        const std::string command = "cd '" + folder.string() + "'; " + words;
        Outcome outcome;
        FILE* pipe = popen(command.c_str(), "r");
        if (!pipe)
            return outcome;
        std::array<char, 4096> buffer{};
        for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            outcome.out.append(buffer.data(), n);
        const int status = pclose(pipe);
        outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        outcome.err = contentOf("stderr.txt");
        std::filesystem::remove(folder / "stderr.txt");
        return outcome;
    }
    std::string contentOf(const std::string& name) const { return folder_.contentOf(name); }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        return folder_.write(name, text);
    }
    bool leftNothing() const { return std::filesystem::is_empty(folder); }

  private:
    Folder folder_;

  protected:
    const std::filesystem::path& folder = folder_.path();
};

} // namespace perilune::test
