#pragma once

#include "capture/film/work_folder.h"
#include "capture/sinks/encoder.h"
#include "capture/sinks/sink.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace perilune::capture {

/// The frames of several segments, one after the other, into a file each; every segment is coded by an
/// encoder of its own, so that its bytes hang on its frames alone.
class SegmentWriter : public Sink {
  public:
    /// `folder` outlives it.
    SegmentWriter(const WorkFolder& folder, std::vector<Segment> segments, EncoderOptions options,
                  const Coder& coder, std::string sources);
    /// What the frames of a segment show; before its last frame is added.
    void setContent(std::size_t index, std::string content) { contents_[index] = std::move(content); }
    base::Result<void> add(const base::Image& rgba) override;
    base::Result<void> finish() override { return {}; }

  private:
    const WorkFolder& folder_;
    std::vector<Segment> segments_;
    EncoderOptions options_;
    const Coder& coder_;
    std::string sources_;
    std::vector<std::string> contents_; ///< beside segments_
    std::size_t index_ = 0;             ///< of the one at hand
    std::unique_ptr<Encoder> encoder_;
    std::vector<std::string> hashes_;
};

} // namespace perilune::capture
