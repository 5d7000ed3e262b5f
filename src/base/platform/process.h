#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace perilune::base {

// What this process can know about itself and its surroundings.

/// Whoever began this process may have closed its standard input, output or error. The next file that is
/// opened would get the number, and what is printed would land in it: such a one leads nowhere from now on.
/// First of all in main().
void openStandardStreams();
/// A reader that goes (`| head -1`) and a file that grows past its limit are faults of one write from now on,
/// and do not end the process.
void takeWriteFaultsAsValues();

/// A variable of the environment; empty where it is not set.
std::string environment(const char* name);
/// This program's own file; empty where the machine does not tell.
std::filesystem::path executablePath();
/// Its number, which no other has meanwhile.
int processNumber();
/// Whether a person sees what is written to standard error.
bool stderrIsTerminal();
/// Whether a shared library is there and loads.
bool canLoad(const char* library);

/// Seconds since the kernel started this process, to its clock tick (10 ms); the loading of libraries counts.
/// NaN where the machine does not tell.
double processAgeS();
/// Seconds in which this process, or the thread that asks, had a processor.
double processorS();
double threadProcessorS();
/// The most memory that it had at once.
double peakMemoryMb();
/// Before all else: freed blocks are kept for the next ones, so that tiles, pictures and lists of one frame
/// do not go to the kernel and back.
void keepFreedMemory();
/// Gives the kernel back what is free, when much has gone for good.
void giveBackMemory();
/// So much memory and no more may it ask for from now on.
void limitMemory(std::uint64_t bytes);

/// Standard output as it was at the start, for this alone: what libraries print on it afterwards goes
/// nowhere.
class OwnStandardOutput {
  public:
    OwnStandardOutput();
    ~OwnStandardOutput();
    OwnStandardOutput(const OwnStandardOutput&) = delete;
    OwnStandardOutput& operator=(const OwnStandardOutput&) = delete;
    /// False: nobody reads it any more.
    bool write(const void* data, std::size_t bytes) const;

  private:
    int number_;
};

} // namespace perilune::base
