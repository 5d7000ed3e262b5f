#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct AVFrame;

namespace perilune::capture {

inline constexpr int kSoundRate = 48'000; ///< samples a second, of two channels

/// A file that is heard, in samples of the film.
struct MixClip {
    std::filesystem::path file;
    bool isMusic = false;           ///< makes way for what is none
    std::int64_t at = 0;            ///< where it begins
    std::int64_t skip = 0;          ///< so much of its own beginning is left out
    std::optional<std::int64_t> to; ///< where it is cut off
    std::int64_t length = 0;        ///< all of it; of one that repeats, of one time
    double gainDb = 0.0;
    double fadeInS = 0.0, fadeOutS = 0.0;
    bool repeats = false; ///< until `to`, or the end
};

/// Of sound: integrated loudness (ITU-R BS.1770-4, EBU R 128), LUFS; nothing where it is silent.
using Loudness = std::optional<double>;
inline constexpr double kWantedLufs = -16.0;
inline constexpr double kGreatestPeakDb = -1.5; ///< of a sample; what is between them stays below -1

/// How long a file is heard, seconds. An error where it is none, or holds no sound, or breaks off.
base::Result<double> soundLengthOf(const std::filesystem::path& file);

/// Clips as one sound of the film's length: faded, music lowered while somebody speaks, as loud as is wanted
/// throughout. The same clips give the same samples.
class Mix {
  public:
    /// Listens to all of it to find out how loud it is. `samples`: of the whole.
    static base::Result<std::unique_ptr<Mix>> create(const std::vector<MixClip>& clips, std::int64_t samples);
    ~Mix();
    /// Planar floats of so many samples, fewer only at the end; null behind it. Valid until the next call.
    base::Result<AVFrame*> next(int samples);

  private:
    struct Impl;
    explicit Mix(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::capture
