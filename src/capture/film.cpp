#include "capture/film.h"

#include "capture/capture.h"
#include "capture/shutter.h"
#include "capture/sinks/encoding_line.h"
#include "base/image.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace {

base::Result<std::int64_t> lastFrameOf(const story::Storyboard& story, const story::FilmJob& job) {
    const std::int64_t count = story::frameCount(story, job.rate.num, job.rate.den);
    const std::int64_t last = job.frames.last < 0 ? count - 1 : job.frames.last;
    if (count < 1)
        return base::inputError(
            "the story is shorter than one frame; make it longer or raise the frame rate");
    if (job.frames.first < 0 || job.frames.first > last || last >= count)
        return base::inputError(fmt::format("frames {}-{} are not in this film; it has frames 0-{}",
                                            job.frames.first, last, count - 1));
    return last;
}

} // namespace

base::Result<void> writeFilm(const Studio& studio, render::Renderer& renderer, const story::Storyboard& story,
                             const story::FilmJob& job, const std::filesystem::path& file,
                             const std::function<bool(const FilmProgress&)>& report) {
    const auto last = lastFrameOf(story, job);
    if (!last)
        return tl::unexpected(last.error());
    auto encoder =
        Encoder::create(file, {job.size.width, job.size.height, job.rate.num, job.rate.den, story.title});
    if (!encoder)
        return tl::unexpected(encoder.error());
    auto shutter =
        Shutter::create(studio, renderer, job.size, job.samples, story.language, story::lettersOf(story));
    if (!shutter)
        return tl::unexpected(shutter.error());

    EncodingLine line(**encoder, studio.workers);
    FilmProgress progress{0, *last - job.frames.first + 1};
    for (std::int64_t frame = job.frames.first; frame <= *last; ++frame) {
        base::Image image = line.takeSpare();
        const story::StoryTime t = story::timeOfFrame(frame, job.rate.num, job.rate.den);
        if (auto taken = shutter->take(story::momentAt(story, t), image); !taken)
            return tl::unexpected(
                base::Error{fmt::format("frame {}: {}", frame, taken.error().message), taken.error().fault});
        if (auto added = line.add(std::move(image)); !added)
            return added;
        ++progress.done;
        if (report && !report(progress))
            return base::cancelled("stopped; nothing was written");
    }
    if (auto closed = line.close(); !closed)
        return closed;
    return (*encoder)->finish();
}

} // namespace perilune::capture
