#include "capture/film/run.h"

#include "capture/film/segment_writer.h"
#include "capture/film/sources.h"
#include "capture/sinks/digest.h"
#include "capture/sinks/encoding_line.h"
#include "capture/sinks/library.h"
#include "story/film_format.h"
#include "scene/describe.h"
#include "terrain/ground.h"
#include "base/image.h"

#include <fmt/format.h>

namespace perilune::capture {

scene::Moment momentOfFrame(const story::Storyboard& story, const story::FilmJob& job, std::int64_t frame) {
    auto moment = story::momentAt(story, story::timeOfFrame(frame, job.rate.num, job.rate.den));
    if (!story::isBurnt(job.captions))
        moment.caption.clear();
    return moment;
}

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

base::Result<FilmRun> FilmRun::begin(const Studio& studio, render::Renderer& renderer,
                                     const story::Storyboard& story, const story::FilmJob& job,
                                     const FilmWork& work) {
    if (auto films = av::load(); !films)
        return tl::unexpected(films.error());
    const auto last = lastFrameOf(story, job);
    if (!last)
        return tl::unexpected(last.error());
    const auto format = story::formatFor(job, work.file);
    if (!format)
        return tl::unexpected(format.error());
    const Coder& coder = (*format)->isAnimation ? losslessCoder() : coderOf((*format)->codec);
    FilmRun run(studio, renderer, story, job, **format, coder);
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

base::Result<scene::Scene> FilmRun::sceneOf(std::int64_t frame) const {
    return scene::describe(*studio_.timeline, *studio_.ground, momentOfFrame(story_, job_, frame));
}

base::Result<std::string> FilmRun::contentOf(const Segment& segment) const {
    Digest digest;
    for (std::int64_t frame = segment.first; frame <= segment.last; ++frame) {
        const auto scene = sceneOf(frame);
        if (!scene)
            return tl::unexpected(scene.error());
        digest.add(digestOf(*scene));
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

base::Result<void> FilmRun::draw(const std::vector<Segment>& segments, FilmProgress& progress,
                                 const std::function<bool(const FilmProgress&)>& report) const {
    if (segments.empty())
        return {};
    auto shutter = Shutter::create(studio_, renderer_, job_.size, job_.samples, story_.language,
                                   story::lettersOf(story_));
    if (!shutter)
        return tl::unexpected(shutter.error());
    SegmentWriter writer(folder_, segments,
                         {job_.size.width, job_.size.height, job_.rate.num, job_.rate.den, story_.title,
                          job_.quality, nullptr},
                         coder_, sources_);
    EncodingLine line(writer, studio_.workers);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        Digest content;
        for (std::int64_t frame = segments[i].first; frame <= segments[i].last; ++frame) {
            base::Image image = line.takeSpare();
            const auto scene = sceneOf(frame);
            const auto taken = scene ? shutter->take(*scene, image) : tl::unexpected(scene.error());
            if (!taken)
                return tl::unexpected(base::Error{fmt::format("frame {}: {}", frame, taken.error().message),
                                                  taken.error().fault});
            content.add(digestOf(*scene));
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
