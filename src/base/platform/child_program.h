#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace perilune::base {

/// A program that was started to be asked: what it reads and writes as standard input and output is one
/// socket to us. It ends with this object: closed, then, where it does not go by itself, killed; never left
/// as a zombie.
class ChildProgram {
  public:
    static Result<ChildProgram> start(const std::filesystem::path& program,
                                      const std::vector<std::string>& arguments, double patienceS);
    ChildProgram(ChildProgram&& other) noexcept;
    ChildProgram& operator=(ChildProgram&&) = delete;
    ~ChildProgram();

    Result<void> write(const std::string& text);
    Result<void> read(void* out, std::size_t bytes);
    /// Up to the next newline, which is left out.
    Result<std::string> readLine(std::size_t limitBytes);

  private:
    ChildProgram(std::string name, int pid, int socket, double patienceS)
        : name_(std::move(name)), pid_(pid), socket_(socket), patienceS_(patienceS) {}
    Result<void> await(short events);
    /// Waits for its end and says what it was.
    Error obituary();
    Error giveUp(const char* why);
    Result<std::size_t> receive(void* out, std::size_t limit);
    bool reap(int waitMs, int& status);

    std::string name_;
    int pid_ = -1; ///< -1 = it has ended and was waited for
    int socket_ = -1;
    double patienceS_;
    std::string ahead_; ///< received while a line was sought, from ahead_[taken_] on
    std::size_t taken_ = 0;
};

} // namespace perilune::base
