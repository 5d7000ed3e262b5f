#include "app/window/window.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "app/system_fonts.h"
#include "app/window/announce_form.h"
#include "app/window/desk_view.h"
#include "app/window/export_worker.h"
#include "app/window/glfw.h"
#include "app/window/glfw_window.h"
#include "app/window/installed_files.h"
#include "app/window/pace.h"
#include "app/window/reloading.h"
#include "player/player.h"
#include "player/screen.h"
#include "player/step_pictures.h"
#include "capture/darkroom.h"
#include "terrain/ground.h"
#include "base/files.h"
#include "base/platform/process.h"
#include "base/workers.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace perilune::app {

namespace {

using Clock = std::chrono::steady_clock;

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string languageOf(const WindowOptions& options) {
    return options.language.empty() ? "en" : options.language;
}

/// What is told, a line each, for people rather than for a log.
std::string sentences(const std::vector<std::string>& remarks) {
    std::string lines;
    for (const std::string& remark : remarks) {
        lines += (lines.empty() ? "" : "\n") + remark;
        char& first = lines[lines.size() - remark.size()];
        if (first >= 'a' && first <= 'z')
            first = char(first - 'a' + 'A');
    }
    return lines;
}

player::ContentWish contentWishOf(const WindowOptions& options) {
    return {options.timelines, options.story, options.language, true};
}

constexpr const char* kNothingYet = "Nothing can be shown yet";

/// With what the loop begins.
struct Start {
    std::optional<scene::Followed> state{}; ///< the link that was asked for
    std::optional<scene::Moment> seen{};    ///< before the window's parts were made anew
    std::vector<std::string> mistakes{};    ///< for which there is nothing to be shown
};

/// In windows letters that no font of ours has come from the system's; what is exported is the same
/// everywhere.
capture::Studio withSystemFonts(capture::Studio studio) {
    studio.furtherFonts = systemFontsFor;
    return studio;
}

/// The window's loop: what the hand does goes to the player, what the player shows goes to the screen, and
/// the desk lies over it.
class Loop {
  public:
    Loop(const WindowOptions& options, player::Content content, const Start& start, capture::Studio studio,
         Glfw& glfw, GlfwWindow& window, std::shared_ptr<render::Renderer> renderer)
        : glfw_(glfw), window_(window), studio_(std::move(studio)), renderer_(std::move(renderer)),
          screen_(withSystemFonts(studio_), renderer_, [this] { return sinceStartS(); }),
          stepPictures_(withSystemFonts(studio_), renderer_, [this] { return sinceStartS(); }),
          desk_(window, studio_.shareDir), reloading_(contentWishOf(options), content, studio_.workers),
          player_(std::move(content), studio_.ground, studio_.workers, now(), languageOf(options)),
          options_(options) {
        showContent();
        if (start.mistakes.empty())
            begin(start);
        isBlank_ = !start.mistakes.empty();
        leftOut_ = player_.content().leftOut;
        tellLeftOut();
        if (isBlank_)
            player_.act(ui::action::TellMistakes{{kNothingYet, start.mistakes, false}});
    }

    /// What was seen last.
    const scene::Moment& moment() const { return player_.moment(); }
    const player::Content& content() const { return player_.content(); }
    /// It ended since what could not be used may be usable now.
    bool wantsToReopen() const { return wantsToReopen_; }

    int run() {
        while (!mayClose()) {
            if (!isDue())
                continue;
            if (const auto drawn = frame(); !drawn)
                return report(drawn.error());
            sayProblems();
            if (!problems_.empty() && installed_.haveChanged(sinceStartS())) {
                wantsToReopen_ = true;
                break;
            }
        }
        return isBlank_ ? kBadInput : kDone;
    }

  private:
    /// The show as it opens on content that can be shown.
    void begin(const Start& start) {
        if (start.seen)
            return player_.show(*start.seen);
        if (start.state)
            player_.show(start.state->moment);
        if (!options_.story.empty())
            player_.act(ui::action::PlayStory{true});
        else if (start.state && !start.state->remarks.empty())
            player_.act(ui::action::Say{sentences(start.state->remarks)});
        else
            player_.act(ui::action::Say{"? shows the keys"});
    }

    /// The files are mended in which nothing could be read before.
    void beginAnew(player::Content content) {
        isBlank_ = false;
        player_.open(std::move(content), now(), languageOf(options_));
        showContent();
        Start start;
        if (!options_.state.empty()) {
            if (auto state = follow(options_.state, *player_.content().timeline))
                start.state = std::move(*state);
            else
                player_.act(ui::action::TellMistakes{{"The link is not followed", {state.error().message}}});
        }
        begin(start);
    }

    /// Maps and models that are left out, or were found damaged while they were drawn, and what of a model is
    /// not drawn.
    void sayProblems() {
        const auto maps = studio_.ground->problems();
        const auto models = renderer_->takeProblems();
        if (maps.size() <= saidProblems_ && models.empty())
            return;
        tellProblems(*studio_.ground, std::max(toldProblems_, saidProblems_));
        tellOfModels(models);
        problems_.insert(problems_.end(), maps.begin() + std::ptrdiff_t(saidProblems_), maps.end());
        problems_.insert(problems_.end(), models.begin(), models.end());
        saidProblems_ = maps.size();
        if (!isBlank_)
            player_.act(ui::action::TellMistakes{{"This is left out of the picture", problems_}});
        pace_.answer(sinceStartS());
    }

    double sinceStartS() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

    /// Whoever closes the window while an export runs is asked first.
    bool mayClose() {
        if (window_.wantsToClose() && export_.isRunning() && !closeAnyway_) {
            window_.stay();
            asksToClose_ = true;
            pace_.answer(sinceStartS());
        }
        return window_.wantsToClose();
    }

    /// Waits until a frame is wanted: at once while something moves, else for an event. False: nothing to
    /// draw yet.
    bool isDue() {
        const bool lively =
            pace_.isLively(sinceStartS(), player_.isMoving() || desk_.isHeld() || desk_.awaitsTip() ||
                                              screen_.easel().wantsMore() || wantsStepPictures());
        if (!lively && !window_.isEventful())
            glfw_.waitEvents(Pace::waitS(player_.restsForS(), export_.isRunning() || reloading_.isReading()));
        else
            glfw_.pollEvents();
        const bool event = window_.takeEvents();
        if (event) {
            pace_.answer(sinceStartS());
            player_.act(ui::action::Wake{});
        }
        const bool reloaded = reload();
        const auto size = window_.framebufferSize();
        if (size.width < 1 || size.height < 1) { // minimised
            glfw_.waitEvents(0.2);
            return false;
        }
        const bool timely = pace_.isTimely(sinceStartS(), player_.restsForS());
        const bool exporting = export_.isRunning() || exportShown_ == ui::ExportState::Phase::Running;
        return lively || event || reloaded || timely || exporting;
    }

    /// A changed file is read again; a broken one changes nothing but the message.
    bool reload() {
        auto fresh = reloading_.look(sinceStartS());
        if (!fresh)
            return false;
        pace_.answer(sinceStartS()); // some frames for the message, which finds its size in the first
        if (!fresh->content) {
            const char* heading = isBlank_ ? kNothingYet : "What was read before is still shown";
            player_.act(ui::action::TellMistakes{{heading, std::move(fresh->mistakes), !isBlank_}});
            return true;
        }
        player_.act(ui::action::TellMistakes{});
        leftOut_ = fresh->content->leftOut;
        if (isBlank_) {
            beginAnew(std::move(*fresh->content));
        } else {
            player_.setContent(std::move(*fresh->content));
            showContent();
            fresh->content.reset();
            base::giveBackMemory();
        }
        if (!std::exchange(opening_, false))
            player_.act(ui::action::Say{said_.empty() ? "Read again" : said_});
        said_.clear();
        tellLeftOut();
        return true;
    }

    /// What of the user's own timelines has mistakes, and so is not shown.
    void tellLeftOut() {
        if (!leftOut_.empty())
            player_.act(ui::action::TellMistakes{{"Of your own timelines this is left out", leftOut_}});
    }

    /// Adds to the user's own timelines what the form holds, by the same way as the command.
    void announce(const ui::AnnounceRequest& form) {
        const auto added = add(optionsOf(form), base::dayOf(now()));
        pace_.answer(sinceStartS());
        announcing_.message = added ? "" : inFormWords(added.error().message);
        announcing_.mayAnyway = !added && added.error().message.find("--anyway") != std::string::npos;
        if (!added)
            return;
        ++announcing_.added;
        said_ = fmt::format("{} {}", form.withdraw ? "Withdrawn in" : "Added to", added->file.string());
        for (const std::string& remark : added->remarks)
            said_ += "\n" + inFormWords(sentences({remark}));
        player_.act(ui::action::TogglePanel{ui::Panel::Announce});
        reloading_.ask();
    }

    /// New texts may have new letters: the picture and the panels get their fonts anew.
    void showContent() {
        const player::Content& content = player_.content();
        studio_.timeline = content.timeline;
        screen_.easel().setContent(content.timeline, content.letters());
        desk_.setContent(content);
        stepPictures_.setContent(content.timeline, content.story);
    }

    /// While nothing else is to be drawn: they must not make a show stutter.
    bool wantsStepPictures() const {
        return stepPictures_.wantsMore() && player_.session().desk.panel == ui::Panel::Stories &&
               !player_.isInMotion();
    }

    base::Result<void> frame() {
        const auto size = window_.framebufferSize();
        if (auto ok = desk_.begin(size); !ok)
            return ok;
        const double nowS = sinceStartS();
        player_.step(nowS - pace_.drewS());
        pace_.drew(nowS);
        desk_.takeInput(player_, screen_.easel().frame(), size, nowS);
        if (auto ok = screen_.easel().draw(player_.moment(), size, player_.isInMotion()); !ok)
            return ok;
        if (wantsStepPictures())
            if (auto ok = stepPictures_.step(); !ok)
                return tl::unexpected(ok.error());
        layPanels(size);
        if (auto ok = screen_.show({0, size.width, size.height}, player_.session().show.laser); !ok)
            return ok;
        desk_.draw();
        window_.swap();
        return {};
    }

    void layPanels(capture::Size size) {
        const auto state = export_.state();
        if (state.phase != exportShown_) {
            if (exportShown_ == ui::ExportState::Phase::Running &&
                player_.session().desk.panel != ui::Panel::Export)
                player_.act(ui::action::Say{state.message});
            exportShown_ = state.phase;
        }
        asksToClose_ = asksToClose_ && export_.isRunning();
        const auto wish = desk_.layPanels(player_, screen_.easel().frame().stage, state, announcing_,
                                          asksToClose_, stepPictures_.textures(), size);
        for (const auto& action : wish.actions)
            player_.act(action);
        if (!wish.actions.empty())
            pace_.answer(sinceStartS());
        if (wish.start)
            export_.start(*wish.start, studio_, player_.moment(), player_.content().story,
                          player_.content().files());
        if (wish.story && *wish.story < player_.content().stories.size()) {
            reloading_.openStory(player_.content().stories[*wish.story].file);
            opening_ = true;
        }
        if (wish.cancelExport)
            export_.cancel();
        if (wish.announce)
            announce(*wish.announce);
        if (wish.close) {
            asksToClose_ = false;
            closeAnyway_ = *wish.close;
            if (closeAnyway_)
                window_.close();
        }
    }

    Glfw& glfw_;
    GlfwWindow& window_;
    capture::Studio studio_;
    std::shared_ptr<render::Renderer> renderer_;
    player::Screen screen_;
    player::StepPictures stepPictures_;
    DeskView desk_;
    Reloading reloading_;
    player::Player player_;
    ExportWorker export_;
    ui::AnnounceState announcing_;
    bool opening_ = false;             ///< another story was asked for
    std::string said_;                 ///< once what was added is read
    std::vector<std::string> leftOut_; ///< of the user's own timelines
    ui::ExportState::Phase exportShown_ = ui::ExportState::Phase::Idle;
    bool asksToClose_ = false, closeAnyway_ = false;
    Pace pace_;
    const WindowOptions& options_;
    bool isBlank_ = false; ///< the files have mistakes, and nothing of them was ever read
    bool wantsToReopen_ = false;
    std::vector<std::string> problems_; ///< with maps and models
    InstalledFiles installed_{{base::dataDir() / "terrain", studio_.shareDir / "models" / "spacecraft"}};
    /// Of the maps' problems: at the start they were told on standard error alone.
    std::size_t saidProblems_ = 0, toldProblems_ = studio_.ground->problems().size();
    Clock::time_point start_ = Clock::now();
};

/// The opening picture without a window: the same on every machine.
int saveScreenshot(const WindowOptions& options, const player::Content& content,
                   const std::optional<scene::Followed>& state, const capture::Studio& studio,
                   base::Outcome outcome) {
    const auto darkroom = capture::Darkroom::open(studio);
    if (!darkroom)
        return report(darkroom.error());
    player::Player player(content, studio.ground, studio.workers, now(), languageOf(options));
    if (state)
        player.show(state->moment);
    if (!options.story.empty())
        player.act(ui::action::PlayStory{true});
    const auto size = options.size.value_or(capture::Size{1280, 720});
    if (auto done =
            capture::writeStill(studio, *darkroom->renderer, player.moment(), size, 4, options.screenshot);
        !done)
        return report(done.error());
    sayWritten(options.screenshot, outcome);
    return kDone;
}

} // namespace

int window(const WindowOptions& options) {
    auto outcome = base::Outcome::New;
    if (!options.screenshot.empty()) {
        Paths read = options.timelines;
        read.push_back(options.story);
        const auto target = checkTarget(options.screenshot, base::kPicture, std::move(read));
        if (!target)
            return report(target.error());
        outcome = *target;
    }
    // The window opens while the files are read.
    const auto workers = base::Workers::onThreads();
    auto reading = workers.start([&] { return player::readContent(contentWishOf(options)); });
    auto opening = workers.start([&] { return player::openGround(workers); });
    std::unique_ptr<Glfw> glfw;
    std::unique_ptr<GlfwWindow> window;
    std::optional<base::Error> noWindow;
    if (options.screenshot.empty()) {
        auto opened = Glfw::start().and_then([&](auto started) {
            glfw = std::move(started);
            return GlfwWindow::open(*glfw, options.size);
        });
        if (opened)
            window = std::move(*opened);
        else
            noWindow = opened.error();
    }
    auto content = reading.take();
    const auto ground = opening.take();
    Start start;
    if (report(content.diagnostics) != kDone) {
        if (!window)
            return kBadInput;
        start.mistakes = mistakesOf(content.diagnostics);
        content.value = player::emptyContent(std::move(content.value));
    }
    tellOwn(content.value);
    const bool blank = !start.mistakes.empty();
    if (!options.language.empty() && !blank)
        if (const auto known = findLanguage(*content.value.timeline, options.language); !known)
            return report(known.error());
    std::optional<scene::Followed>& state = start.state;
    if (!options.state.empty() && !blank) {
        auto followed = follow(options.state, *content.value.timeline);
        if (!followed)
            return report(followed.error());
        if (!options.language.empty())
            followed->moment.language = options.language;
        state = std::move(*followed);
    }
    if (noWindow)
        return report(*noWindow);
    if (!ground)
        return report(ground.error());
    const auto worldMap = player::openWorldMap();
    if (!worldMap)
        return report(worldMap.error());
    // Each size and language loads fonts of its own; what they lack is told once.
    const auto tellOnce = [last = std::string()](const std::string& remark) mutable {
        if (remark != last)
            tell(fmt::format("perilune: {}\n", remark));
        last = remark;
    };
    tellProblems(**ground);
    capture::Studio studio{content.value.timeline, *ground, base::shareDir(), workers, *worldMap, tellOnce};
    if (!options.screenshot.empty())
        return saveScreenshot(options, content.value, state, studio, outcome);
    for (;;) {
        auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers});
        if (!renderer)
            return report(renderer.error());
        Loop loop(options, std::move(content.value), start, studio, *glfw, *window, std::move(*renderer));
        const int status = loop.run();
        if (!loop.wantsToReopen())
            return status;
        // What was damaged may be mended: ground and models are read anew, and the picture stays.
        start.seen = loop.moment();
        content.value = loop.content();
        studio.timeline = content.value.timeline;
        if (auto fresh = player::openGround(workers))
            studio.ground = std::move(*fresh);
        tellProblems(*studio.ground);
    }
}

} // namespace perilune::app
