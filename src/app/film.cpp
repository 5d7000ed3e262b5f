#include "app/commands.h"

#include "app/app.h"

#include <atomic>
#include <chrono>
#include <csignal>

#include <fmt/format.h>
#include <unistd.h>

#include "base/files.h"
#include "terrain/ground.h"

namespace perilune::app {

namespace {

/// Ctrl+C while a film is made: a flag that the film asks between frames. A handler can reach nothing else.
volatile std::sig_atomic_t interrupted = 0;

/// Catches SIGINT and SIGTERM while it lives.
class Interruptible {
  public:
    Interruptible() {
        interrupted = 0;
        struct sigaction action {};
        action.sa_handler = [](int) { interrupted = 1; };
        sigemptyset(&action.sa_mask);
        sigaction(SIGINT, &action, &oldInt_);
        sigaction(SIGTERM, &action, &oldTerm_);
    }
    ~Interruptible() {
        sigaction(SIGINT, &oldInt_, nullptr);
        sigaction(SIGTERM, &oldTerm_, nullptr);
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

  private:
    struct sigaction oldInt_ {
    }, oldTerm_{};
};

/// Progress on stderr: one line that is rewritten on a terminal, a line every tenth elsewhere.
class ProgressLine {
  public:
    void show(const capture::FilmProgress& p) {
        const int percent = p.total > 0 ? int(p.done * 100 / p.total) : 100;
        const double passedS =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
        const double rate = passedS > 0.0 ? double(p.done) / passedS : 0.0;
        const double leftS = rate > 0.0 ? double(p.total - p.done) / rate : 0.0;
        if (terminal_) {
            const auto now = std::chrono::steady_clock::now();
            if (p.done < p.total && now - shown_ < std::chrono::milliseconds{100})
                return;
            shown_ = now;
            const int filled = percent * 30 / 100;
            tell(fmt::format("\r[{:=<{}}{: <{}}] {:3} %  {}/{} frames  {:.1f} a second  {:.0f} s left  ", "",
                             filled, "", 30 - filled, percent, p.done, p.total, rate, leftS));
            open_ = true;
        } else if (percent / 10 > tenth_) {
            tenth_ = percent / 10;
            tell(fmt::format("{:3} %  {}/{} frames  {:.1f} a second\n", tenth_ * 10, p.done, p.total, rate));
        }
    }
    void end() {
        if (open_)
            tell("\n");
        open_ = false;
    }

  private:
    bool terminal_ = isatty(STDERR_FILENO) == 1;
    bool open_ = false;
    int tenth_ = 0;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now(), shown_{};
};

} // namespace

int film(const FilmCommand& options) {
    if (options.size.width % 2 != 0 || options.size.height % 2 != 0) {
        fmt::print(
            stderr, "perilune: --size: a film needs an even width and height, {}x{} is not; try {}x{}\n",
            options.size.width, options.size.height, options.size.width & ~1, options.size.height & ~1);
        return kUsage;
    }
    if (auto ok = base::checkWritable(options.output); !ok)
        return report(ok.error());
    const auto loaded = loadStory(options.story, options.timelines);
    if (!loaded)
        return kBadInput;
    const auto total = story::frameCount(loaded->story, options.rate.num, options.rate.den);
    if (options.frames.first >= total || options.frames.last >= total)
        return report(base::Error{fmt::format(
            "--frames: the story has frames 0 to {} at this rate; choose from these", total - 1)});
    const auto studio = openStudio(loaded->timeline);
    if (!studio)
        return report(studio.error());
    const auto context = render::HeadlessContext::create();
    if (!context)
        return report(context.error());
    const auto renderer = render::Renderer::create({studio->shareDir, studio->ground});
    if (!renderer)
        return report(renderer.error());

    capture::FilmOptions filmOptions;
    filmOptions.size = options.size;
    filmOptions.fpsNum = options.rate.num;
    filmOptions.fpsDen = options.rate.den;
    filmOptions.firstFrame = options.frames.first;
    filmOptions.lastFrame = options.frames.last;
    filmOptions.samples = options.samples;
    const Interruptible guard;
    ProgressLine line;
    const auto done = capture::writeFilm(*studio, **renderer, loaded->story, filmOptions, options.output,
                                         [&](const auto& progress) {
                                             line.show(progress);
                                             return interrupted == 0;
                                         });
    line.end();
    if (!done && interrupted != 0) {
        tell("perilune: stopped; nothing was written\n");
        return kInterrupted;
    }
    if (!done)
        return report(done.error());
    fmt::print("{}\n", options.output.string());
    return kDone;
}

} // namespace perilune::app
