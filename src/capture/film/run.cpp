#include "capture/film/run.h"

#include "capture/film/room.h"
#include "capture/film/segment_writer.h"
#include "capture/film/sources.h"
#include "capture/sinks/digest.h"
#include "capture/sinks/encoding_line.h"
#include "capture/sinks/library.h"
#include "story/film_format.h"
#include "base/image.h"

#include <fmt/format.h>

namespace perilune::capture {

namespace {

/// The last frame of the range that a job asks for.
base::Result<std::int64_t> lastFrameOf(const Reel& reel, const story::FilmJob& job) {
    const std::int64_t count = reel.count();
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

base::Result<Shutter> shutterFor(const Studio& studio, render::Renderer& renderer,
                                 const story::Storyboard& story, const story::FilmJob& job,
                                 const Reel& reel) {
    return Shutter::create(studio, renderer, job.size, job.samples, story.language, reel.letters(),
                           {job.safeAreas, job.clearSky});
}

base::Result<void> take(Shutter& shutter, const Reel::Shown& shown, base::Image& into) {
    return std::visit([&](const auto& one) { return shutter.take(one, into); }, shown);
}

base::Result<FilmRun> FilmRun::begin(const Studio& studio, render::Renderer& renderer,
                                     const story::Storyboard& story, const story::FilmJob& job,
                                     const FilmWork& work) {
    if (auto films = av::load(); !films)
        return tl::unexpected(films.error());
    auto reel = Reel::create(studio, story, job);
    if (!reel)
        return tl::unexpected(reel.error());
    const auto last = lastFrameOf(*reel, job);
    if (!last)
        return tl::unexpected(last.error());
    const auto format = story::formatFor(job, work.file);
    if (!format)
        return tl::unexpected(format.error());
    const Coder& coder = (*format)->isAnimation ? losslessCoder() : coderOf((*format)->codec);
    FilmRun run(studio, renderer, story, job, **format, coder, std::move(*reel));
    run.segments_ = segmentsOf(job.rate, job.frames.first, *last);
    run.manifest_ = manifestOf(studio, renderer, story, job, work.file, work.program);
    auto sources = digestOfFiles(work.read);
    if (!sources)
        return tl::unexpected(sources.error());
    run.sources_ = *sources;
    std::vector<std::string> told;
    auto folder =
        WorkFolder::open(work.file, run.manifest_, coder.ending, work.mustResume || work.joinOnly, told);
    if (!folder)
        return tl::unexpected(folder.error());
    run.folder_ = std::move(*folder);
    if (studio.tell)
        for (const std::string& line : told)
            studio.tell(line);
    return run;
}

base::Result<std::string> FilmRun::contentOf(const Segment& segment) const {
    Digest digest;
    for (std::int64_t frame = segment.first; frame <= segment.last; ++frame) {
        const auto shown = reel_.at(frame);
        if (!shown)
            return tl::unexpected(shown.error());
        digest.add(digestOf(*shown));
    }
    return digest.take();
}

base::Result<bool> FilmRun::isDone(const Segment& segment) const {
    auto sheet = folder_.sheetOf(segment);
    if (!sheet)
        return false;
    if (sheet->sources == sources_)
        return true;
    // Drawn from other files, which may well show the same here.
    const auto content = contentOf(segment);
    if (!content)
        return tl::unexpected(content.error());
    if (*content != sheet->content)
        return false;
    sheet->sources = sources_;
    if (auto recorded = folder_.record(segment, *sheet); !recorded)
        return tl::unexpected(recorded.error());
    return true;
}

base::Result<void> FilmRun::checkRoom(const std::vector<Segment>& toDraw, std::size_t done,
                                      bool& told) const {
    FilmBytes film{.toDraw = std::int64_t(toDraw.size() - done), .toJoin = std::int64_t(segments_.size())};
    double bytes = 0.0;
    int known = 0;
    for (std::size_t i = 0; i < done; ++i) {
        std::error_code none;
        const auto size = std::filesystem::file_size(folder_.fileOf(toDraw[i]), none);
        if (!none)
            bytes += double(size), ++known;
    }
    film.aSegment = known > 0 ? bytes / known : 0.0;
    std::error_code unknown;
    const auto space = std::filesystem::space(folder_.path(), unknown);
    if (unknown)
        return {};
    const RoomForFilm room = roomFor(film, double(space.available), folder_.path());
    if (room.ends)
        return base::machineError(room.words);
    if (!room.words.empty() && !told && studio_.tell)
        studio_.tell(room.words), told = true;
    return {};
}

base::Result<void> FilmRun::draw(const std::vector<Segment>& segments, FilmProgress& progress,
                                 const std::function<bool(const FilmProgress&)>& report) const {
    if (segments.empty())
        return {};
    auto shutter = shutterFor(studio_, renderer_, story_, job_, reel_);
    if (!shutter)
        return tl::unexpected(shutter.error());
    SegmentWriter writer(folder_, segments,
                         {job_.size.width, job_.size.height, job_.rate.num, job_.rate.den, story_.title,
                          job_.quality, job_.clearSky, nullptr},
                         coder_, sources_);
    EncodingLine line(writer, studio_.workers);
    bool told = false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (auto room = checkRoom(segments, i, told); !room)
            return room;
        Digest content;
        for (std::int64_t frame = segments[i].first; frame <= segments[i].last; ++frame) {
            base::Image image = line.takeSpare();
            const auto shown = reel_.at(frame);
            const auto taken = shown ? take(*shutter, *shown, image) : tl::unexpected(shown.error());
            if (!taken)
                return tl::unexpected(base::Error{fmt::format("frame {}: {}", frame, taken.error().message),
                                                  taken.error().fault});
            content.add(digestOf(*shown));
            if (frame == segments[i].last)
                writer.setContent(i, content.take());
            if (auto added = line.add(std::move(image)); !added)
                return added;
            ++progress.done;
            if (report && !report(progress))
                return base::cancelled("stopped");
        }
    }
    return line.close();
}

} // namespace perilune::capture
