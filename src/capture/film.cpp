#include "capture/film.h"

#include "capture/film/lock.h"
#include "capture/film/notes.h"
#include "capture/film/run.h"
#include "capture/film/sound.h"
#include "capture/film/sources.h"
#include "capture/sinks/digest.h"
#include "capture/sinks/encoder.h"
#include "capture/sinks/frame_reader.h"
#include "capture/sinks/join.h"
#include "capture/sinks/library.h"
#include "story/captions.h"
#include "story/film_format.h"
#include "base/output_rules.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::capture {

namespace {

using Report = std::function<bool(const FilmProgress&)>;

/// The pictures of segments that keep every pixel, one after the other.
base::Result<void> forEachPicture(const FilmRun& run, const std::vector<Segment>& segments,
                                  const std::function<base::Result<void>(const base::Image&)>& visit) {
    base::Image image;
    for (const Segment& segment : segments) {
        const auto file = run.folder().fileOf(segment);
        auto reader = FrameReader::open(file);
        if (!reader)
            return tl::unexpected(reader.error());
        for (std::int64_t i = 0; i < segment.count(); ++i) {
            auto more = (*reader)->next(image);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return base::inputError(
                    fmt::format("{}: has {} frames and not {}; delete it, and it is drawn "
                                "again",
                                file.string(), i, segment.count()));
            if (auto visited = visit(image); !visited)
                return visited;
        }
    }
    return {};
}

/// One picture file that moves, made as a whole of the segments' pictures.
base::Result<void> encodeWhole(const FilmRun& run, const std::vector<Segment>& segments,
                               EncoderOptions options, const std::filesystem::path& file,
                               const std::function<bool()>& goOn) {
    const auto going = [&](base::Result<void> done) -> base::Result<void> {
        return done && !goOn() ? base::cancelled("stopped") : std::move(done);
    };
    const Coder& coder = coderOf(run.format().codec);
    if (coder.pixels == AV_PIX_FMT_PAL8) {
        auto finder = PaletteFinder::create(options.width, options.height);
        if (!finder)
            return tl::unexpected(finder.error());
        if (auto looked = forEachPicture(
                run, segments, [&](const base::Image& image) { return going(finder->look(image)); });
            !looked)
            return looked;
        const auto palette = finder->take();
        if (!palette)
            return tl::unexpected(palette.error());
        auto painter = PalettePainter::create(options.width, options.height, **palette);
        if (!painter)
            return tl::unexpected(painter.error());
        options.painter = std::make_shared<PalettePainter>(std::move(*painter));
    }
    auto encoder = Encoder::create(file, options, coder);
    if (!encoder)
        return tl::unexpected(encoder.error());
    if (auto coded = forEachPicture(run, segments,
                                    [&](const base::Image& image) { return going((*encoder)->add(image)); });
        !coded)
        return coded;
    return (*encoder)->finish();
}

/// ISO 639-2, as containers want it; "und" is its word for what is not known.
std::string trackLanguage(const std::string& code) {
    static constexpr std::pair<std::string_view, const char*> kCodes[] = {
        {"en", "eng"}, {"ru", "rus"}, {"zh", "zho"}, {"lv", "lav"}, {"de", "deu"}, {"fr", "fra"},
        {"es", "spa"}, {"it", "ita"}, {"ja", "jpn"}, {"ar", "ara"}, {"pt", "por"}, {"hi", "hin"},
    };
    for (const auto& [two, three] : kCodes)
        if (code == two)
            return three;
    return "und";
}

base::Result<void> makeFilm(const FilmRun& run, const std::vector<Segment>& segments,
                            const story::Storyboard& story, const story::FilmJob& job, const FilmNotes& notes,
                            const std::filesystem::path& file, const std::function<bool()>& goOn) {
    const std::int64_t first = segments.front().first, last = segments.back().last;
    const auto clips = soundsOf(story, job, run.folder().path());
    if (!clips)
        return tl::unexpected(clips.error());
    if (run.format().isAnimation)
        return encodeWhole(run, segments,
                           {job.size.width, job.size.height, job.rate.num, job.rate.den, story.title,
                            job.quality, job.clearSky, nullptr},
                           file, goOn);
    Joined parts;
    for (const Segment& segment : segments) {
        parts.segments.push_back(run.folder().fileOf(segment));
        parts.frames.push_back(segment.count());
    }
    parts.fpsNum = job.rate.num;
    parts.fpsDen = job.rate.den;
    parts.title = notes.title;
    parts.description = notes.description;
    parts.comment = notes.comment;
    parts.copyright = notes.copyright;
    parts.chapters = run.reel().chapters(first, last);
    const auto sound = soundOf(run.reel(), *clips, first, last);
    if (!sound)
        return tl::unexpected(sound.error());
    parts.sound = sound->get();
    parts.soundLanguage = trackLanguage(story.language);
    if (story::hasTrack(job.captions)) {
        for (const story::Caption& caption : run.reel().captions(first, last))
            parts.subtitles.push_back({caption.text, caption.fromS, caption.toS});
        parts.language = trackLanguage(story.language);
    }
    const auto form = story::outputFormOf(run.format(), file);
    parts.container = containerOf(form.ending);
    return join(parts, file, goOn);
}

base::Result<void> writePoster(const FilmRun& run, const Studio& studio, render::Renderer& renderer,
                               const story::Storyboard& story, const story::FilmJob& job,
                               const std::filesystem::path& file) {
    auto shutter = shutterFor(studio, renderer, story, job, run.reel());
    if (!shutter)
        return tl::unexpected(shutter.error());
    const auto shown = run.reel().at(run.reel().posterFrame());
    if (!shown)
        return tl::unexpected(shown.error());
    base::Image image;
    if (auto taken = take(*shutter, *shown, image); !taken)
        return taken;
    return base::writePng(file, image);
}

base::Result<void> writeHashes(const std::filesystem::path& file, std::int64_t first,
                               const std::vector<std::string>& frames) {
    std::string text;
    for (std::size_t i = 0; i < frames.size(); ++i)
        text += fmt::format("{} {}\n", first + std::int64_t(i), frames[i]);
    return base::writeAtomically(file, text.data(), text.size());
}

/// The lock goes onto no input and onto nothing that is no lock: nobody gave it its name.
base::Result<void> checkLockFile(const FilmWork& work) {
    constexpr base::OutputForm kForm{"what a film was made of", "YAML", ".lock", true};
    const std::filesystem::path file = lockFileOf(work.file);
    const auto there = base::checkOutput(file, kForm, work.read);
    if (!there)
        return tl::unexpected(there.error());
    if (*there == base::Outcome::Replaces && !readLock(file))
        return base::inputError(fmt::format(
            "{}: is no lock of a film, which would take its place; move it away, or name the film otherwise",
            file.string()));
    return {};
}

/// The error of a run that ended early, with what is left of it.
base::Error ended(const FilmRun& run, base::Error error) {
    if (run.folder().isEmpty()) {
        run.folder().remove();
        if (error.fault == base::Fault::Cancelled)
            error.message = "stopped; nothing was written";
    } else {
        error.message += fmt::format("; what is drawn waits in {}, and the same command goes on from there",
                                     run.folder().path().string());
    }
    return error;
}

base::Result<void> checkSound(const FilmRun& run, const Studio& studio, const story::Storyboard& story,
                              const story::FilmJob& job) {
    const auto clips = soundsOf(story, job, run.folder().path());
    if (!clips)
        return tl::unexpected(clips.error());
    const auto& segments = run.segments();
    const auto heard = clipsOf(run.reel(), *clips, segments.front().first, segments.back().last);
    if (!heard)
        return tl::unexpected(heard.error());
    if (!heard->empty() && run.format().isAnimation && studio.tell)
        studio.tell(fmt::format("{} holds no sound: the film is silent", run.format().name));
    return {};
}

} // namespace

std::filesystem::path lockFileOf(const std::filesystem::path& film) {
    std::filesystem::path path = film;
    path += ".lock";
    return path;
}

base::Result<FilmDone> writeFilm(const Studio& studio, render::Renderer& renderer,
                                 const story::Storyboard& asTold, const story::FilmJob& job,
                                 const FilmWork& work, const Report& report) {
    if (auto free = checkLockFile(work); !free)
        return tl::unexpected(free.error());
    const auto held = heldStory(asTold, job);
    if (!held)
        return tl::unexpected(held.error());
    const story::Storyboard& story = *held;
    const auto run = FilmRun::begin(studio, renderer, story, job, work);
    if (!run)
        return tl::unexpected(run.error());
    // What is wrong with a sound is told before hours of drawing, not behind them.
    if (auto heard = checkSound(*run, studio, story, job); !heard)
        return tl::unexpected(ended(*run, heard.error()));
    FilmDone done;
    done.folder = run->folder().path();
    const auto share = work.part ? shareOf(run->segments(), *work.part) : run->segments();
    FilmProgress progress;
    for (const Segment& segment : share) {
        const auto is = run->isDone(segment);
        if (!is)
            return tl::unexpected(ended(*run, is.error()));
        (*is ? done.kept : done.drawn).push_back(segment);
        progress.total += *is ? 0 : segment.count();
    }
    auto whole = run->segments();
    if (work.joinOnly && !done.drawn.empty()) {
        if (!work.partial)
            return base::inputError(fmt::format("{}: lacks frames {}; draw them (film --part K/N, or without "
                                                "--join), or add --partial for a film of what is there",
                                                done.folder.string(), framesInWords(done.drawn)));
        const auto missing = std::find_if(whole.begin(), whole.end(), [&](const Segment& s) {
            return s.first == done.drawn.front().first;
        });
        whole.erase(missing, whole.end());
        if (whole.empty())
            return base::inputError(
                fmt::format("{}: lacks the film's beginning; nothing can be joined", done.folder.string()));
        done.drawn.clear();
    }
    if (auto drawn = run->draw(done.drawn, progress, report); !drawn)
        return tl::unexpected(ended(*run, drawn.error()));
    if (work.part)
        return done;

    FilmLock lock{run->manifest(), run->sources(), whole.front().first, {}};
    for (const Segment& segment : whole) {
        const auto sheet = run->folder().sheetOf(segment);
        if (!sheet)
            return base::machineError(fmt::format("{}: went while the film was made; draw it again",
                                                  run->folder().fileOf(segment).string()));
        lock.frames.insert(lock.frames.end(), sheet->frames.begin(), sheet->frames.end());
    }
    const auto goOn = [&] { return !report || report(progress); };
    if (auto made = makeFilm(*run, whole, story, job, notesOf(studio, story, job, work), work.file, goOn);
        !made)
        return tl::unexpected(ended(*run, made.error()));
    done.joined = true;
    if (auto locked = writeLock(lockFileOf(work.file), lock); !locked)
        return tl::unexpected(locked.error());
    if (!work.hashes.empty())
        if (auto hashed = writeHashes(work.hashes, lock.first, lock.frames); !hashed)
            return tl::unexpected(hashed.error());
    if (!work.subtitles.empty()) {
        const auto captions = run->reel().captions(whole.front().first, whole.back().last);
        const std::string text =
            work.subtitles.extension() == ".srt" ? story::subRip(captions) : story::webVtt(captions);
        if (auto written = base::writeAtomically(work.subtitles, text.data(), text.size()); !written)
            return tl::unexpected(written.error());
    }
    if (!work.poster.empty())
        if (auto drawn = writePoster(*run, studio, renderer, story, job, work.poster); !drawn)
            return tl::unexpected(drawn.error());
    if (!work.keep && !work.partial) {
        run->folder().remove();
        done.folder.clear();
    }
    return done;
}

base::Result<FilmEstimate> estimateFilm(const Studio& studio, render::Renderer& renderer,
                                        const story::Storyboard& asTold, const story::FilmJob& job,
                                        const FilmWork& work, const Report& report) {
    const auto held = heldStory(asTold, job);
    if (!held)
        return tl::unexpected(held.error());
    const story::Storyboard& story = *held;
    const auto run = FilmRun::begin(studio, renderer, story, job, work);
    if (!run)
        return tl::unexpected(run.error());
    const auto& all = run->segments();
    // In the middles of equal shares of the film.
    const std::size_t tries = std::min<std::size_t>(all.size(), all.size() >= 40 ? 5 : 3);
    std::vector<Segment> drawn;
    FilmEstimate estimate{.frames = all.back().last - all.front().first + 1};
    FilmProgress progress;
    for (std::size_t i = 0; i < tries; ++i) {
        drawn.push_back(all[(2 * i + 1) * all.size() / (2 * tries)]);
        progress.total += drawn.back().count();
    }
    estimate.drawn = progress.total;
    if (auto ok = run->draw(drawn, progress, report); !ok)
        return tl::unexpected(ended(*run, ok.error()));
    double bytes = 0.0;
    for (const Segment& segment : drawn)
        if (const auto sheet = run->folder().sheetOf(segment))
            bytes += double(sheet->bytes);
    estimate.bytes = bytes / double(estimate.drawn) * double(estimate.frames);
    return estimate;
}

base::Result<FilmCheck> verifyFilm(const Studio& studio, render::Renderer& renderer,
                                   const story::Storyboard& asTold, const story::FilmJob& job,
                                   const FilmWork& work, std::int64_t samples, const Report& report) {
    if (auto films = av::load(); !films)
        return tl::unexpected(films.error());
    const auto held = heldStory(asTold, job);
    if (!held)
        return tl::unexpected(held.error());
    const story::Storyboard& story = *held;
    const auto lock = readLock(lockFileOf(work.file));
    if (!lock)
        return tl::unexpected(lock.error());
    const auto sources = digestOfFiles(work.read);
    if (!sources)
        return tl::unexpected(sources.error());
    FilmCheck check;
    check.otherwise =
        difference(lock->manifest, manifestOf(studio, renderer, story, job, work.file, work.program));
    if (*sources != lock->sources)
        check.otherwise += check.otherwise.empty() ? "the story or a timeline" : ", the story or a timeline";
    const auto reel = Reel::create(studio, story, job);
    if (!reel)
        return tl::unexpected(reel.error());
    auto shutter = shutterFor(studio, renderer, story, job, *reel);
    if (!shutter)
        return tl::unexpected(shutter.error());
    const auto count = std::int64_t(lock->frames.size());
    const std::int64_t wanted = std::min(samples, count);
    FilmProgress progress{0, wanted};
    base::Image image;
    for (std::int64_t i = 0; i < wanted; ++i) {
        const std::int64_t at = (2 * i + 1) * count / (2 * wanted);
        const std::int64_t frame = lock->first + at;
        const auto shown = reel->at(frame);
        if (!shown)
            return tl::unexpected(shown.error());
        if (auto taken = take(*shutter, *shown, image); !taken)
            return tl::unexpected(taken.error());
        if (digestOf(image) != lock->frames[std::size_t(at)])
            check.different.push_back(frame);
        ++check.compared;
        ++progress.done;
        if (report && !report(progress))
            return base::cancelled("stopped");
    }
    return check;
}

} // namespace perilune::capture
