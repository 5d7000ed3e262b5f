#pragma once

#include "base/image.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace perilune::capture {

struct EncoderOptions {
    int width = 0, height = 0; ///< even
    std::int64_t fpsNum = 30, fpsDen = 1;
    std::string title;
};

/// Frames in, an MP4 out. Frames are taken in order; nothing is written under the final name before `finish`.
class Encoder {
  public:
    static base::Result<std::unique_ptr<Encoder>> create(const std::filesystem::path& file,
                                                         const EncoderOptions& options);
    ~Encoder();
    base::Result<void> add(const base::Image& rgba);
    base::Result<void> finish();

  private:
    struct Impl;
    explicit Encoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::capture
