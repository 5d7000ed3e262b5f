#include "base/bytes.h"

#include "base/platform/process.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace perilune::base {
namespace {

namespace fs = std::filesystem;

class EveryWay : public testing::TestWithParam<FileWay> {
  protected:
    EveryWay() : file(fs::temp_directory_path() / ("perilune-bytes-" + std::to_string(processNumber()))) {
        std::string text(100'000, '\0');
        for (std::size_t i = 0; i < text.size(); ++i)
            text[i] = char(i * 7 + i / 256);
        all = text;
        std::ofstream(file, std::ios::binary) << text;
    }
    ~EveryWay() override { fs::remove(file); }

    std::string piece(const Bytes& bytes, std::uint64_t offset, std::size_t count) const {
        const auto at = bytes.at(offset, count);
        return at ? std::string(reinterpret_cast<const char*>(at.get()), count) : "none";
    }
    fs::path file;
    std::string all;
};

TEST_P(EveryWay, givesTheSameBytes) {
    const auto bytes = Bytes::open(file, GetParam());
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), all.size());
    for (const std::size_t offset : {0u, 1u, 4096u, 99'000u}) {
        EXPECT_EQ(piece(*bytes, offset, 1000), all.substr(offset, 1000));
        EXPECT_EQ(piece(*bytes, offset, 16), all.substr(offset, 16));
    }
    bytes->forget();
    EXPECT_EQ(piece(*bytes, 5, 1000), all.substr(5, 1000));
    EXPECT_EQ(piece(*bytes, 0, all.size()), all);
}

TEST_P(EveryWay, givesNothingBeyondTheEnd) {
    const auto bytes = Bytes::open(file, GetParam());
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->at(all.size(), 1), nullptr);
    EXPECT_EQ(bytes->at(all.size() - 3, 4), nullptr);
    EXPECT_EQ(bytes->at(~std::uint64_t{0} - 2, 4), nullptr);
}

TEST_P(EveryWay, takesPlainFilesAlone) {
    EXPECT_EQ(Bytes::open(file.string() + "-absent", GetParam()).error(),
              std::errc::no_such_file_or_directory);
    EXPECT_EQ(Bytes::open(fs::temp_directory_path(), GetParam()).error(), std::errc::invalid_argument);
    EXPECT_EQ(Bytes::open("/dev/null", GetParam()).error(), std::errc::invalid_argument);
}

TEST_P(EveryWay, servesManyThreads) {
    const auto bytes = Bytes::open(file, GetParam());
    ASSERT_TRUE(bytes);
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < 500; ++i) {
                const std::size_t offset = (i * 7919 + t * 31) % (all.size() - 100);
                wrong[t] += piece(*bytes, offset, 100) != all.substr(offset, 100) ? 1 : 0;
                if (i % 100 == 0)
                    bytes->forget();
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4));
}

INSTANTIATE_TEST_SUITE_P(Bytes, EveryWay, testing::Values(FileWay::Mapped, FileWay::Read, FileWay::Loaded),
                         [](const auto& way) {
                             return way.param == FileWay::Mapped ? "Mapped"
                                    : way.param == FileWay::Read ? "Read"
                                                                 : "Loaded";
                         });

TEST(Bytes, aFileThatIsCutShortWhileItIsReadGivesNothingAndKillsNobody) {
    const fs::path file = fs::temp_directory_path() / ("perilune-cut-" + std::to_string(processNumber()));
    std::ofstream(file) << std::string(100'000, 'a');
    const auto read = Bytes::open(file, FileWay::Read);
    const auto loaded = Bytes::open(file, FileWay::Loaded);
    ASSERT_TRUE(read && loaded);
    const auto before = read->at(60'000, 100);
    fs::resize_file(file, 10);
    EXPECT_EQ(read->at(50'000, 100), nullptr);
    EXPECT_EQ(char(*before), 'a');
    EXPECT_EQ(char(*loaded->at(50'000, 100)), 'a');
    fs::remove(file);
}

TEST(Bytes, memoryIsTakenAsItIs) {
    const Bytes bytes = Bytes::of({std::byte{1}, std::byte{2}, std::byte{3}});
    EXPECT_EQ(bytes.size(), 3u);
    EXPECT_EQ(*bytes.at(2, 1), std::byte{3});
}

TEST(Bytes, aPieceThatIsHeldOutlivesWhatIsKept) {
    const fs::path file = fs::temp_directory_path() / ("perilune-held-" + std::to_string(processNumber()));
    std::ofstream(file) << std::string(100, 'h');
    const auto bytes = Bytes::open(file, FileWay::Read);
    ASSERT_TRUE(bytes);
    const auto piece = bytes->at(0, 100);
    bytes->forget();
    EXPECT_EQ(char(*piece), 'h');
    fs::remove(file);
}

} // namespace
} // namespace perilune::base
