#include "app/window/window.h"

#include "app/commands/loading.h"
#include "app/exit.h"
#include "app/system_fonts.h"
#include "app/window/announce_form.h"
#include "app/window/audience.h"
#include "app/window/desk_view.h"
#include "app/window/export_worker.h"
#include "app/window/glfw.h"
#include "app/window/glfw_window.h"
#include "app/window/guest_model.h"
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
#include <cmath>
#include <ctime>
#include <map>
#include <optional>
#include <utility>

namespace perilune::app {

namespace {

using Clock = std::chrono::steady_clock;

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Of this machine's clock and zone.
std::string timeOfDay() {
    const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&time, &local);
    return fmt::format("{:02}:{:02}", local.tm_hour, local.tm_min);
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

/// After so long other content has all its pictures and lists.
constexpr double kSettledS = 2.0;

constexpr const char* kNothingYet = "Nothing can be shown yet";

/// With what the loop begins.
struct Start {
    std::optional<scene::Followed> state{}; ///< the link that was asked for
    std::optional<scene::Moment> seen{};    ///< before the window's parts were made anew
    std::vector<std::string> mistakes{};    ///< for which there is nothing to be shown
    std::string settings{};                 ///< what is wrong with those
};

/// In windows letters that no font of ours has come from the system's; what is exported is the same
/// everywhere.
capture::Studio withSystemFonts(capture::Studio studio) {
    studio.furtherFonts = systemFontsFor;
    return studio;
}

/// The first picture's fonts, made while the graphics start.
std::shared_ptr<capture::FontsAhead> fontsOfTheFirst(const capture::Studio& studio, const GlfwWindow& window,
                                                     const std::optional<scene::Followed>& state,
                                                     const WindowOptions& options,
                                                     const player::Content& content) {
    capture::Studio asShown = withSystemFonts(studio);
    capture::beginFonts(asShown, window.framebufferSize().height,
                        state ? state->moment.language : languageOf(options), content.letters());
    return asShown.fontsAhead;
}

/// The window's loop: what the hand does goes to the player, what the player shows goes to the screen, and
/// the desk lies over it.
class Loop {
  public:
    Loop(const WindowOptions& options, const player::Settings& settings, player::Content content,
         const Start& start, capture::Studio studio, Glfw& glfw, GlfwWindow& window,
         std::shared_ptr<render::Renderer> renderer)
        : glfw_(glfw), window_(window), studio_(std::move(studio)), renderer_(std::move(renderer)),
          screen_(withSystemFonts(studio_), renderer_, [this] { return sinceStartS(); }),
          audience_(glfw, window, studio_.shareDir),
          stepPictures_(withSystemFonts(studio_), renderer_, [this] { return sinceStartS(); }),
          desk_(window, studio_.shareDir), reloading_(contentWishOf(options), content, studio_.workers),
          player_(std::move(content), studio_.ground, studio_.workers, now(), languageOf(options)),
          options_(options) {
        desk_.setSettings(settings);
        audience_.prefer(settings.audienceMonitor);
        player_.setCalm(settings.reducedMotion);
        showContent();
        if (start.mistakes.empty())
            begin(start);
        isBlank_ = !start.mistakes.empty();
        leftOut_ = player_.content().leftOut;
        tellLeftOut();
        if (!start.settings.empty())
            player_.act(ui::action::TellMistakes{{"Settings", {start.settings}}});
        if (settings.fullScreen && !window_.isFullScreen())
            window_.toggleFullScreen();
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
        if (options_.present)
            present();
        else if (!options_.story.empty())
            player_.act(ui::action::PlayStory{true});
        else if (start.state && !start.state->remarks.empty())
            player_.act(ui::action::Say{sentences(start.state->remarks)});
        else
            player_.act(ui::action::Say{"? shows the keys"});
    }

    /// Tells the story: on a second monitor, if there is one, else here.
    void present() {
        player_.act(ui::action::Talk{});
        if (monitorsNow().size() > 1)
            return;
        if (!window_.isFullScreen())
            window_.toggleFullScreen();
        player_.act(ui::action::Say{"One screen: F2 lays the notes over the picture"});
    }

    /// A talk was begun and is on (to step through a story alone is none), so that an audience's window is
    /// wanted where there is a second monitor.
    bool isTalk() const {
        const ui::StoryRun& run = player_.session().show.story;
        return run.isOn() && run.asTalk && player_.session().desk.talkS > 0.0;
    }

    /// Seconds until time alone changes something; a clock is told by the second.
    std::optional<double> restsForS() const {
        const auto rests = player_.restsForS();
        if (!audience_.isOpen() && !player_.session().desk.notes)
            return rests;
        const double second = 1.0 - std::fmod(player_.session().desk.talkS, 1.0) + 0.01;
        return std::min(rests.value_or(second), second);
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
        if (!lively && !window_.isEventful() && !(audience_.window() && audience_.window()->isEventful()))
            glfw_.waitEvents(Pace::waitS(restsForS(), export_.isRunning() || reloading_.isReading()));
        else
            glfw_.pollEvents();
        const bool there = audience_.window() && audience_.window()->takeEvents();
        const bool event = window_.takeEvents() || there;
        if (event) {
            pace_.answer(sinceStartS());
            player_.act(ui::action::Wake{});
        }
        const bool reloaded = reload();
        for (const std::filesystem::path& file : window_.takeDropped())
            standWhereSelected(file);
        const auto size = window_.framebufferSize();
        if ((size.width < 1 || size.height < 1) && !audience_.isOpen()) { // minimised
            glfw_.waitEvents(0.2);
            return false;
        }
        const bool timely = pace_.isTimely(sinceStartS(), restsForS());
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
            for (const auto& [site, file] : guests_)
                fresh->content->timeline = withModelAt(*fresh->content->timeline, site, file);
            player_.setContent(std::move(*fresh->content));
            showContent();
            fresh->content.reset();
            base::giveBackMemory();
            giveBackAtS_ = sinceStartS() + kSettledS;
        }
        if (!std::exchange(opening_, false))
            player_.act(ui::action::Say{said_.empty() ? "Read again" : said_});
        said_.clear();
        tellLeftOut();
        return true;
    }

    /// A model that was dropped on the window stands at the selected site until the window is closed.
    void standWhereSelected(const std::filesystem::path& file) {
        const auto stood = standAtSelected(file, player_.content(), player_.moment());
        pace_.answer(sinceStartS());
        if (!stood) {
            player_.act(ui::action::TellMistakes{{"The model is not shown", {stood.error().message}}});
            return;
        }
        guests_[stood->site] = stood->file;
        player_.setContent(stood->content);
        showContent();
        player_.act(ui::action::Say{stood->words});
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
        return stepPictures_.wantsMore() && !player_.isInMotion() &&
               (player_.session().desk.panel == ui::Panel::Stories || audience_.isOpen());
    }

    /// The audience's window comes and goes with the talk and with its monitor. One that cannot be opened is
    /// told once.
    void followMonitors() {
        if (audience_.window() && audience_.window()->wantsToClose())
            player_.act(ui::action::PlayStory{false});
        if (desk_.takeSwap())
            audience_.swapMonitors();
        if (auto ok = audience_.follow(isTalk() && !noAudience_); !ok) {
            noAudience_ = true;
            player_.act(ui::action::Say{ok.error().message});
        }
    }

    base::Result<void> frame() {
        followMonitors();
        const bool presents = audience_.isOpen();
        const auto own = window_.framebufferSize();
        const auto size = presents ? audience_.size() : own;
        const double nowS = sinceStartS();
        // Where both want to be drawn the audience comes first.
        constexpr double kDeskEveryS = 1.0 / 12.0;
        const bool deskWaits = presents && (own.width < 1 || (player_.isInMotion() && !window_.isEventful() &&
                                                              nowS - deskDrewS_ < kDeskEveryS));
        if (!deskWaits) {
            deskDrewS_ = nowS;
            if (auto ok = desk_.begin(own); !ok)
                return ok;
        }
        player_.step(nowS - pace_.drewS());
        pace_.drew(nowS);
        if (!deskWaits)
            desk_.takeInput(player_, screen_.easel().frame(), size, presents, nowS);
        if (presents)
            desk_.takeKeys(player_, audience_.window()->takeStrokes());
        if (size.width > 0 && size.height > 0)
            if (auto ok = screen_.easel().draw(player_.moment(), size, player_.isInMotion()); !ok)
                return ok;
        if (auto ok = audience_.show(screen_.easel(), player_.session().show); !ok)
            return ok;
        if (giveBackAtS_ && nowS > *giveBackAtS_ && !player_.isInMotion()) {
            giveBackAtS_.reset(); // what the last pictures of the content before were made of, too
            base::giveBackMemory();
        }
        if (deskWaits)
            return {};
        if (wantsStepPictures())
            if (auto ok = stepPictures_.step(); !ok)
                return tl::unexpected(ok.error());
        layPanels(size);
        if (auto ok = screen_.show({0, own.width, own.height}, player_.session().show); !ok)
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
        const auto* picture = screen_.easel().offscreen();
        const auto wish =
            desk_.layPanels(player_, {screen_.easel().frame().stage, state, announcing_, asksToClose_,
                                      stepPictures_.textures(), now(), timeOfDay(), audience_.isOpen(),
                                      audience_.isOpen(), picture ? picture->texture() : 0, size});
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
    Audience audience_;
    player::StepPictures stepPictures_;
    DeskView desk_;
    Reloading reloading_;
    player::Player player_;
    ExportWorker export_;
    ui::AnnounceState announcing_;
    std::map<std::string, std::string> guests_; ///< by site the model that was dropped there
    bool noAudience_ = false;                   ///< a window for it could not be opened
    double deskDrewS_ = 0.0;
    bool opening_ = false;             ///< another story was asked for
    std::string said_;                 ///< once what was added is read
    std::vector<std::string> leftOut_; ///< of the user's own timelines
    ui::ExportState::Phase exportShown_ = ui::ExportState::Phase::Idle;
    bool asksToClose_ = false, closeAnyway_ = false;
    Pace pace_;
    const WindowOptions& options_;
    bool isBlank_ = false; ///< the files have mistakes, and nothing of them was ever read
    bool wantsToReopen_ = false;
    std::optional<double> giveBackAtS_; ///< memory
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

int window(const WindowOptions& asked) {
    WindowOptions options = asked;
    player::SettingsRead settings;
    if (options.screenshot.empty()) { // what is drawn into files is the same everywhere
        settings = player::readSettings(player::settingsFile());
        if (!settings.message.empty())
            tell(fmt::format("perilune: {}\n", settings.message));
        if (!options.size)
            options.size = settings.settings.size;
    }
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
    if (options.language.empty() && options.state.empty() && !settings.settings.language.empty() && !blank) {
        if (const auto known = findLanguage(*content.value.timeline, settings.settings.language))
            options.language = *known;
        else
            settings.message = known.error().message;
    }
    start.settings = settings.message;
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
    studio.fontsAhead = fontsOfTheFirst(studio, *window, state, options, content.value);
    for (;;) {
        auto renderer = render::Renderer::create({studio.shareDir, studio.ground, studio.workers});
        if (!renderer)
            return report(renderer.error());
        Loop loop(options, settings.settings, std::move(content.value), start, studio, *glfw, *window,
                  std::move(*renderer));
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
