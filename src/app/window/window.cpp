#include "app/window/window.h"

#include "app/commands/commands.h"
#include "app/exit.h"
#include "app/window/export_worker.h"
#include "app/window/glfw_window.h"
#include "app/window/watch.h"
#include "player/easel.h"
#include "player/find_index.h"
#include "ui/panels/panels.h"
#include "ui/pointer.h"
#include "render/headless_context.h"
#include "terrain/ground.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <future>

namespace perilune::app {

namespace {

using Clock = std::chrono::steady_clock;

/// What the window shows, as read from files.
struct Content {
    std::shared_ptr<const timeline::Timeline> timeline;
    std::optional<story::Storyboard> story;
    Paths timelineFiles;
    std::filesystem::path storyFile; ///< empty: none
};

/// Reads the content; what is wrong with it goes into `found`. A story that ships with the program is no
/// duty.
std::optional<Content> readContent(const WindowOptions& options, std::vector<base::Diagnostic>& found) {
    Content content;
    content.storyFile = options.story;
    content.timelineFiles = options.timelines;
    if (!options.story.empty() && options.timelines.empty()) {
        auto named = story::timelinesOf(options.story);
        found = named.diagnostics;
        if (!named.ok())
            return std::nullopt;
        content.timelineFiles = std::move(named.value);
    }
    const bool shipped = content.timelineFiles.empty();
    if (shipped)
        content.timelineFiles = shippedTimelines();
    auto timeline = timeline::readTimelines(content.timelineFiles);
    found.insert(found.end(), timeline.diagnostics.begin(), timeline.diagnostics.end());
    if (!timeline.ok())
        return std::nullopt;
    content.timeline = std::make_shared<const timeline::Timeline>(std::move(timeline.value));
    std::error_code error;
    if (options.story.empty() && shipped && std::filesystem::exists(shippedStory(), error)) {
        auto story = story::readStory(shippedStory(), *content.timeline);
        if (story.ok()) {
            content.story = std::move(story.value);
            content.storyFile = shippedStory();
        }
    } else if (!options.story.empty()) {
        auto story = story::readStory(options.story, *content.timeline);
        found.insert(found.end(), story.diagnostics.begin(), story.diagnostics.end());
        if (!story.ok())
            return std::nullopt;
        content.story = std::move(story.value);
    }
    if (content.story && !options.language.empty())
        content.story = story::inLanguage(std::move(*content.story), options.language);
    return content;
}

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

ui::World worldOf(const Content& content, const terrain::Surface& surface) {
    return {content.timeline.get(), &surface, content.story ? &*content.story : nullptr};
}

std::string languageOf(const WindowOptions& options) {
    return options.language.empty() ? "en" : options.language;
}

/// Dear ImGui with its two backends, while it lives.
class ImGuiSession {
  public:
    explicit ImGuiSession(GLFWwindow* window) {
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().ConfigInputTextCursorBlink = false; // while all rests no frames are drawn to blink in
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~ImGuiSession() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    ImGuiSession(const ImGuiSession&) = delete;
    ImGuiSession& operator=(const ImGuiSession&) = delete;
};

/// The window's loop: events, actions, picture, panels.
class Loop {
  public:
    Loop(const WindowOptions& options, Content content, capture::Studio studio, GlfwWindow& window,
         player::Easel& easel)
        : options_(options), content_(std::move(content)), studio_(std::move(studio)), window_(window),
          easel_(easel), imgui_(window.handle()), watch_(watched()),
          session_(ui::openingSession(world(), now(), languageOf(options))) {
        showContent();
        if (!options.story.empty())
            act(ui::action::PlayStory{true});
        else
            act(ui::action::Say{"H shows the keys"});
    }

    int run() {
        while (!window_.wantsToClose()) {
            if (!isDue())
                continue;
            if (const auto drawn = frame(); !drawn)
                return report(drawn.error());
        }
        return kDone;
    }

  private:
    ui::World world() const {
        ui::World world = worldOf(content_, *studio_.ground);
        world.search = search_;
        return world;
    }
    void act(const ui::Action& action) { session_ = ui::reduce(std::move(session_), action, world()); }
    double sinceStartS() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    Paths watched() const {
        Paths files = content_.timelineFiles;
        if (!content_.storyFile.empty())
            files.push_back(content_.storyFile);
        return files;
    }

    /// Waits until a frame is wanted: at once while something moves, else for an event. False: nothing to
    /// draw yet.
    bool isDue() {
        const double nowS = sinceStartS();
        const bool lively = ui::isMoving(session_) || pointer_.hold != ui::Hold::Nothing ||
                            easel_.wantsMore() || owedFrames_ > 0 || nowS - lastEventS_ < 0.3 ||
                            (session_.panel == ui::Panel::Find && !search_);
        bool event = false;
        if (lively) {
            event = window_.pollEvents();
        } else {
            double wait = std::min(1.0, ui::restsForS(session_).value_or(1.0));
            if (export_.isRunning())
                wait = std::min(wait, 0.2);
            event = window_.waitEvents(wait);
        }
        if (event) {
            answer();
            act(ui::action::Wake{});
        }
        const bool reloaded = reloadWhenChanged();
        const auto size = window_.framebufferSize();
        if (size.width < 1 || size.height < 1) { // minimised
            window_.waitEvents(0.2);
            return false;
        }
        const bool timely = ui::restsForS(session_).value_or(1.0) <= sinceStartS() - lastFrameS_;
        const bool exporting = export_.isRunning() || exportShown_ == ui::ExportState::Phase::Running;
        return lively || event || reloaded || timely || exporting;
    }

    /// A changed file is read again; a broken one changes nothing but the message.
    bool reloadWhenChanged() {
        const double nowS = sinceStartS();
        if (nowS - lastLookS_ < 1.0)
            return false;
        lastLookS_ = nowS;
        if (!watch_.hasChanged())
            return false;
        answer(); // some frames for the message, which finds its size in the first
        std::vector<base::Diagnostic> found;
        auto fresh = readContent(options_, found);
        if (!fresh) {
            act(ui::action::Say{found.empty() ? "The changed file cannot be read"
                                              : base::format(found.front())});
            return true;
        }
        content_ = std::move(*fresh);
        studio_.timeline = content_.timeline;
        showContent();
        if (!content_.story)
            session_.storyPlaying = false;
        act(ui::action::Say{"Read again"});
        return true;
    }

    /// Something was done: it is answered with frames for a while, and some in any case, however slow they
    /// are.
    void answer() {
        lastEventS_ = sinceStartS();
        owedFrames_ = 3;
    }

    /// New texts may have new letters: the picture and the panels get their fonts anew.
    void showContent() {
        easel_.setContent(content_.timeline,
                          content_.story ? story::lettersOf(*content_.story) : base::Letters{});
        panelLetters_ = ui::panelLettersOf(*content_.timeline);
        scale_ = 0.0f;
    }

    base::Result<void> applyScale(capture::Size size) {
        int width = 0, height = 0;
        glfwGetWindowSize(window_.handle(), &width, &height);
        const float perUnit = height > 0 ? float(size.height) / float(height) : 1.0f;
        // Large enough for the screen's dots and for those at the back of the room.
        const float scale = std::max(window_.contentScale(), float(size.height) / 840.0f) / perUnit;
        if (std::abs(scale - scale_) < 0.02f && std::abs(perUnit - perUnit_) < 0.01f)
            return {};
        scale_ = scale;
        perUnit_ = perUnit;
        if (auto ok = ui::applyTheme(studio_.shareDir / "fonts", scale, perUnit, panelLetters_); !ok)
            return ok;
#if IMGUI_VERSION_NUM < 19200 // later ones keep the texture up to date themselves
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
        return {};
    }

    base::Result<void> frame() {
        const auto size = window_.framebufferSize();
        if (auto ok = applyScale(size); !ok)
            return ok;
        const double nowS = sinceStartS();
        act(ui::action::Tick{nowS - lastFrameS_});
        lastFrameS_ = nowS;
        owedFrames_ = std::max(0, owedFrames_ - 1);

        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        handleInput(size);
        const scene::Moment moment = ui::momentOf(session_, world());
        if (moment != lastMoment_) {
            lastChange_ = nowS;
            lastMoment_ = moment;
        }
        tellLight(moment.ground.tint);
        const bool moving = nowS - lastChange_ < 0.2 && nowS > 0.5;
        if (auto ok = easel_.draw(moment, size, moving); !ok)
            return ok;
        drawPanels(size);
        ImGui::Render();
        easel_.show();
        glViewport(0, 0, size.width, size.height);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        window_.swap();
        return {};
    }

    /// Tells why a map of the light is not there yet, at each tenth of the work.
    void tellLight(terrain::GroundTint tint) {
        if (!terrain::needsLight(tint))
            return;
        const int tenth = int(studio_.ground->illuminationProgress() * 10.0);
        if (tenth == lightTenth_)
            return;
        if (tenth < 10)
            act(ui::action::Say{fmt::format("Working out the light of 18 years… {} %", tenth * 10)});
        else if (lightTenth_ >= 0)
            act(ui::action::Say{"The light of 18 years is worked out"});
        lightTenth_ = tenth;
    }

    void handleInput(capture::Size size) {
        const ImGuiIO& io = ImGui::GetIO();
        const float scaleX = io.DisplaySize.x > 0 ? float(size.width) / io.DisplaySize.x : 1.0f;
        const float scaleY = io.DisplaySize.y > 0 ? float(size.height) / io.DisplaySize.y : 1.0f;
        ui::WindowWish wish;
        for (const auto& action : ui::keysFromImGui(session_, wish))
            act(action);
        carryOut(wish);
        const auto& frame = easel_.frame();
        if (frame.viewport.width == size.width && frame.viewport.height == size.height) {
            const ui::Picture picture{&frame.stage, &frame.camera, frame.viewport, session_.moment.selected};
            const auto mouse = ui::mouseFromImGui(sinceStartS(), scaleX, scaleY);
            for (const auto& action : ui::interpret(pointer_, mouse, picture))
                act(action);
            if (!mouse.overWidget)
                setCursor(ui::shapeAt(pointer_, mouse, picture));
        }
    }

    void setCursor(ui::Shape shape) {
        const bool hidden =
            session_.chrome <= 0.0 && window_.isFullScreen() && pointer_.hold == ui::Hold::Nothing;
        ImGui::SetMouseCursor(hidden                          ? ImGuiMouseCursor_None
                              : shape == ui::Shape::Hand      ? ImGuiMouseCursor_Hand
                              : shape == ui::Shape::LeftRight ? ImGuiMouseCursor_ResizeEW
                                                              : ImGuiMouseCursor_Arrow);
    }

    void drawPanels(capture::Size size) {
        const ImGuiIO& io = ImGui::GetIO();
        const auto state = export_.state();
        if (state.phase != exportShown_) {
            if (exportShown_ == ui::ExportState::Phase::Running && session_.panel != ui::Panel::Export)
                act(ui::action::Say{state.message});
            exportShown_ = state.phase;
        }
        search_ =
            session_.panel == ui::Panel::Find ? findIndex_.of(content_.timeline, *studio_.ground) : nullptr;
        const ui::World world = this->world();
        const ui::PanelView view{session_,
                                 world,
                                 easel_.frame().stage,
                                 state,
                                 float(size.width) / io.DisplaySize.x,
                                 float(size.height) / io.DisplaySize.y,
                                 window_.isFullScreen()};
        auto wish = ui::drawPanels(view, memory_);
        for (const auto& action : wish.actions)
            act(action);
        if (!wish.actions.empty())
            answer();
        if (wish.start)
            export_.start(*wish.start, studio_, ui::momentOf(session_, this->world()), content_.story);
        if (wish.cancelExport)
            export_.cancel();
        carryOut(wish.window);
    }

    void carryOut(const ui::WindowWish& wish) {
        if (wish.quit)
            glfwSetWindowShouldClose(window_.handle(), GLFW_TRUE);
        if (wish.fullScreen)
            window_.toggleFullScreen();
    }

    const WindowOptions& options_;
    Content content_;
    capture::Studio studio_;
    GlfwWindow& window_;
    player::Easel& easel_;
    ImGuiSession imgui_;
    Watch watch_;
    ui::Session session_;
    ui::Pointer pointer_;
    ui::PanelMemory memory_;
    player::FindIndex findIndex_;
    const timeline::SearchIndex* search_ = nullptr; ///< null unless the find box is open
    ExportWorker export_;
    ui::ExportState::Phase exportShown_ = ui::ExportState::Phase::Idle;
    scene::Moment lastMoment_;
    Clock::time_point start_ = Clock::now();
    double lastFrameS_ = 0.0, lastEventS_ = 0.0, lastLookS_ = 0.0, lastChange_ = -1.0;
    float scale_ = 0.0f, perUnit_ = 0.0f;
    base::Letters panelLetters_;
    int lightTenth_ = -1;
    int owedFrames_ = 0;
};

/// The opening picture without a window: the same on every machine.
int saveScreenshot(const WindowOptions& options, const Content& content, const capture::Studio& studio) {
    const auto context = render::HeadlessContext::create();
    if (!context)
        return report(context.error());
    const auto renderer = render::Renderer::create({studio.shareDir, studio.ground});
    if (!renderer)
        return report(renderer.error());
    const ui::World world = worldOf(content, *studio.ground);
    ui::Session session = ui::openingSession(world, now(), languageOf(options));
    if (!options.story.empty())
        session = ui::reduce(std::move(session), ui::action::PlayStory{true}, world);
    const auto size = options.size.value_or(capture::Size{1280, 720});
    if (auto done = capture::writeStill(studio, **renderer, ui::momentOf(session, world), size, 4,
                                        options.screenshot);
        !done)
        return report(done.error());
    fmt::print("{}\n", options.screenshot.string());
    return kDone;
}

} // namespace

int window(const WindowOptions& options) {
    if (!options.screenshot.empty())
        if (auto ok = base::checkWritable(options.screenshot); !ok)
            return report(ok.error());
    // The window opens while the files are read.
    std::vector<base::Diagnostic> found;
    auto reading = std::async(
        std::launch::async, [&] { return readContent(options, found); });
    auto opening = std::async(std::launch::async, [] {
        return terrain::Ground::open(base::shareDir(), base::dataDir() / "terrain");
    });
    std::unique_ptr<GlfwWindow> glfw;
    std::optional<base::Error> noWindow;
    if (options.screenshot.empty()) {
        auto opened = GlfwWindow::open(options.size);
        if (opened)
            glfw = std::move(*opened);
        else
            noWindow = opened.error();
    }
    auto content = reading.get();
    const auto ground = opening.get();
    report(found);
    if (!content)
        return kBadInput;
    if (!options.language.empty())
        if (const auto known = findLanguage(*content->timeline, options.language); !known)
            return report(known.error());
    if (noWindow)
        return report(*noWindow);
    if (!ground)
        return report(ground.error());
    const auto world = openWorld();
    if (!world)
        return report(world.error());
    // Each size and language loads fonts of its own; what they lack is told once.
    const auto tellOnce = [last = std::string()](const std::string& remark) mutable {
        if (remark != last)
            tell(fmt::format("perilune: {}\n", remark));
        last = remark;
    };
    const capture::Studio studio{content->timeline, *ground, base::shareDir(), *world, tellOnce};
    if (!options.screenshot.empty())
        return saveScreenshot(options, *content, studio);
    const auto easel = player::Easel::create(studio);
    if (!easel)
        return report(easel.error());
    return Loop(options, std::move(*content), studio, *glfw, **easel).run();
}

} // namespace perilune::app
