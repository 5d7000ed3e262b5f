#pragma once

#include "capture/sinks/coders.h"
#include "capture/sinks/palette.h"
#include "capture/sinks/sink.h"
#include "story/film_job.h"
#include "base/image.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace perilune::capture {

struct EncoderOptions {
    int width = 0, height = 0; ///< even
    std::int64_t fpsNum = 30, fpsDen = 1;
    std::string title;
    story::Quality quality = story::Quality::High;
    bool alpha = false;                      ///< of a coder that has it
    std::shared_ptr<PalettePainter> painter; ///< of a coder whose pictures have a palette
};

/// Frames in, a coded file out. Frames are taken in order; nothing is written under the final name before
/// `finish`.
class Encoder : public Sink {
  public:
    /// `container`: libavformat's name; null: the coder's own.
    static base::Result<std::unique_ptr<Encoder>> create(const std::filesystem::path& file,
                                                         const EncoderOptions& options,
                                                         const Coder& coder = coderOf("h264"),
                                                         const char* container = nullptr);
    ~Encoder() override;
    base::Result<void> add(const base::Image& rgba) override;
    base::Result<void> finish() override;

  private:
    struct Impl;
    explicit Encoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::capture
