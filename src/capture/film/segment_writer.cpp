#include "capture/film/segment_writer.h"

#include "capture/sinks/digest.h"

namespace perilune::capture {

SegmentWriter::SegmentWriter(const WorkFolder& folder, std::vector<Segment> segments, EncoderOptions options,
                             const Coder& coder, std::string sources)
    : folder_(folder), segments_(std::move(segments)), options_(std::move(options)), coder_(coder),
      sources_(std::move(sources)), contents_(segments_.size()) {}

base::Result<void> SegmentWriter::add(const base::Image& rgba) {
    const Segment& segment = segments_[index_];
    if (!encoder_) {
        auto made = Encoder::create(folder_.fileOf(segment), options_, coder_);
        if (!made)
            return tl::unexpected(made.error());
        encoder_ = std::move(*made);
        hashes_.clear();
    }
    hashes_.push_back(digestOf(rgba));
    if (auto added = encoder_->add(rgba); !added)
        return added;
    if (std::int64_t(hashes_.size()) < segment.count())
        return {};
    if (auto finished = encoder_->finish(); !finished)
        return finished;
    encoder_.reset();
    return folder_.record(segment, {sources_, contents_[index_++], 0, hashes_});
}

} // namespace perilune::capture
