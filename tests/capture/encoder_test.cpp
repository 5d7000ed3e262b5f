#include "capture/sinks/encoder.h"

#include "capture/decode.h"
#include "base/image.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace perilune::capture {
namespace {

namespace fs = std::filesystem;

class EncoderTest : public testing::Test {
  protected:
    EncoderTest() : folder(fs::temp_directory_path() / ("perilune-encoder-" + std::to_string(::getpid()))) {
        fs::create_directories(folder);
    }
    ~EncoderTest() override { fs::remove_all(folder); }
    std::size_t filesInFolder() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
    fs::path folder;
};

base::Image plain(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    base::Image image{width, height, 4,
                      std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height) * 4)};
    for (std::size_t i = 0; i < image.pixels.size(); i += 4) {
        image.pixels[i] = r;
        image.pixels[i + 1] = g;
        image.pixels[i + 2] = b;
        image.pixels[i + 3] = 255;
    }
    return image;
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void encode(const fs::path& file, int frames) {
    auto encoder = Encoder::create(file, {64, 48, 30000, 1001, "Test"});
    ASSERT_TRUE(encoder) << encoder.error().message;
    for (int i = 0; i < frames; ++i)
        ASSERT_TRUE((*encoder)->add(plain(64, 48, std::uint8_t(8 * i), 128, 40)));
    ASSERT_TRUE((*encoder)->finish());
}

TEST_F(EncoderTest, everyFrameComesBackInOrderWithItsTags) {
    const fs::path file = folder / "film.mp4";
    encode(file, 31);
    const DecodedFilm film = decodeFilm(file);
    ASSERT_EQ(film.luma.size(), 31u);
    EXPECT_EQ(film.width, 64);
    EXPECT_EQ(film.height, 48);
    EXPECT_EQ(film.frameRate.num, 30000);
    EXPECT_EQ(film.frameRate.den, 1001);
    EXPECT_EQ(film.pixelFormat, AV_PIX_FMT_YUV420P);
    EXPECT_EQ(film.space, AVCOL_SPC_BT709);
    EXPECT_EQ(film.primaries, AVCOL_PRI_BT709);
    EXPECT_EQ(film.transfer, AVCOL_TRC_BT709);
    EXPECT_EQ(film.range, AVCOL_RANGE_MPEG);
    for (std::size_t i = 1; i < film.luma.size(); ++i) {
        EXPECT_GT(film.pts[i], film.pts[i - 1]);
        EXPECT_GE(film.luma[i][0], film.luma[i - 1][0]); // each frame is a little brighter
    }
}

TEST_F(EncoderTest, coloursFollowBt709VideoRange) {
    const fs::path file = folder / "white.mp4";
    auto encoder = Encoder::create(file, {64, 48, 30, 1, ""});
    ASSERT_TRUE(encoder);
    ASSERT_TRUE((*encoder)->add(plain(64, 48, 255, 255, 255)));
    ASSERT_TRUE((*encoder)->add(plain(64, 48, 0, 255, 0)));
    ASSERT_TRUE((*encoder)->finish());
    const DecodedFilm film = decodeFilm(file);
    EXPECT_NEAR(film.luma[0][100], 235, 1);               // white
    EXPECT_NEAR(film.luma[1][100], 16 + 219 * 0.7152, 2); // green: BT.709's Kg
}

TEST_F(EncoderTest, theIndexStandsBeforeThePictures) {
    encode(folder / "film.mp4", 5);
    const std::string bytes = bytesOf(folder / "film.mp4");
    ASSERT_NE(bytes.find("moov"), std::string::npos);
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
}

TEST_F(EncoderTest, theSameFramesAreTheSameBytes) {
    encode(folder / "a.mp4", 20);
    encode(folder / "b.mp4", 20);
    EXPECT_EQ(bytesOf(folder / "a.mp4"), bytesOf(folder / "b.mp4"));
}

/// A picture with something in it to follow: stripes that move.
base::Image stripes(int width, int height, int step) {
    base::Image image = plain(width, height, 20, 20, 30);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if ((x + 3 * step + y / 2) % 40 < 20)
                image.pixels[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4 + 1] =
                    std::uint8_t(90 + (x * y + step) % 120);
    return image;
}

TEST_F(EncoderTest, whatMemoryHeldBeforeDoesNotShow) {
    // Every width of macroblocks modulo eight; glibc fills what it gives out and takes back.
    for (int width = 256; width < 256 + 128; width += 16) {
        std::string first;
        for (const int dirt : {1, 85, 170}) {
            mallopt(M_PERTURB, dirt);
            const fs::path file = folder / "dirty.mp4";
            auto encoder = Encoder::create(file, {width, 144, 10, 1, ""});
            ASSERT_TRUE(encoder);
            for (int i = 0; i < 24; ++i)
                ASSERT_TRUE((*encoder)->add(stripes(width, 144, i)));
            ASSERT_TRUE((*encoder)->finish());
            encoder->reset();
            mallopt(M_PERTURB, 0);
            first = first.empty() ? bytesOf(file) : first;
            EXPECT_EQ(bytesOf(file) == first, true) << width << " with " << dirt;
        }
    }
}

TEST_F(EncoderTest, leavesNothingBehindWhenItIsGivenUp) {
    {
        auto encoder = Encoder::create(folder / "film.mp4", {64, 48, 30, 1, ""});
        ASSERT_TRUE(encoder);
        ASSERT_TRUE((*encoder)->add(plain(64, 48, 1, 2, 3)));
    }
    EXPECT_EQ(filesInFolder(), 0u);
}

TEST_F(EncoderTest, anOlderFilmSurvivesAFullDisk) {
    const fs::path file = folder / "film.mp4";
    encode(file, 3);
    const std::string before = bytesOf(file);
    // A file-size limit is a disk that is full after 20 kB.
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{20'000, old.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    base::Result<void> outcome;
    {
        auto encoder = Encoder::create(file, {256, 256, 30, 1, ""});
        if (!encoder) {
            outcome = tl::unexpected(encoder.error());
        } else {
            std::mt19937 random(1);
            base::Image noise = plain(256, 256, 0, 0, 0);
            for (int i = 0; i < 30 && outcome; ++i) {
                for (auto& p : noise.pixels)
                    p = std::uint8_t(random());
                outcome = (*encoder)->add(noise);
            }
            if (outcome)
                outcome = (*encoder)->finish();
        }
    }
    setrlimit(RLIMIT_FSIZE, &old);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().fault, base::Fault::Machine);
    EXPECT_EQ(bytesOf(file), before);
    EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(EncoderTest, refusesWhatCannotBeWritten) {
    EXPECT_FALSE(Encoder::create(folder / "film.mp4", {63, 48, 30, 1, ""}));
    const auto nowhere = Encoder::create(folder / "no-such-folder" / "film.mp4", {64, 48, 30, 1, ""});
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().message.find("does not exist"), std::string::npos);
    EXPECT_EQ(nowhere.error().fault, base::Fault::Input);
}

} // namespace
} // namespace perilune::capture
