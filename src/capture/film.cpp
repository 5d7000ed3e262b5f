#include "capture/film.h"

#include "capture/capture.h"
#include "capture/shutter.h"
#include "capture/sinks/encoder.h"
#include "base/files.h"
#include "base/image.h"

#include <fmt/format.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace perilune::capture {

namespace {

// Encodes on a thread of its own while the next frame is drawn. Frames go through in order; at most
// `kWaiting` wait, so that a slow encoder holds the drawing back instead of filling the memory.
class EncodingLine {
  public:
    explicit EncodingLine(Encoder& encoder) : encoder_(encoder), thread_([this] { run(); }) {}
    ~EncodingLine() { close(); }

    // A spare picture to draw into.
    base::Image takeSpare() {
        const std::lock_guard lock(mutex_);
        if (spare_.empty())
            return {};
        base::Image image = std::move(spare_.back());
        spare_.pop_back();
        return image;
    }

    base::Result<void> add(base::Image image) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_.size() < kWaiting || failure_; });
        if (failure_)
            return tl::unexpected(*failure_);
        waiting_.push_back(std::move(image));
        changed_.notify_all();
        return {};
    }

    // Waits until all that was added is encoded.
    base::Result<void> close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
            changed_.notify_all();
        }
        if (thread_.joinable())
            thread_.join();
        if (failure_)
            return tl::unexpected(*failure_);
        return {};
    }

  private:
    static constexpr std::size_t kWaiting = 3;

    void run() {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !waiting_.empty() || closed_; });
            if (waiting_.empty())
                return;
            base::Image image = std::move(waiting_.front());
            waiting_.pop_front();
            changed_.notify_all();
            lock.unlock();
            const auto added = encoder_.add(image);
            lock.lock();
            spare_.push_back(std::move(image));
            if (!added) {
                failure_ = added.error();
                waiting_.clear();
                changed_.notify_all();
                return;
            }
        }
    }

    Encoder& encoder_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<base::Image> waiting_;
    std::vector<base::Image> spare_;
    std::optional<base::Error> failure_;
    bool closed_ = false;
    std::thread thread_; // last: it uses all the others
};

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

    EncodingLine line(**encoder);
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
            return base::inputError("cancelled; nothing was written");
    }
    if (auto closed = line.close(); !closed)
        return closed;
    return (*encoder)->finish();
}

} // namespace perilune::capture
