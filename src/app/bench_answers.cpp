#include "app/bench_answers.h"

#include "player/easel.h"
#include "ui/pointer.h"
#include "terrain/ground.h"
#include "base/platform/process.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace perilune::app {

namespace {

using namespace ui::action;
using scene::Layers;

constexpr double kStepS = 1.0 / 60.0;

struct Key {
    const char* name;
    std::function<ui::Action(const ui::Session&)> action;
};

template <class Action> Key key(const char* name, Action action) {
    return {name, [action](const ui::Session&) { return ui::Action{action}; }};
}

/// What keys do (ui/keys.cpp) and changes the picture.
std::vector<Key> keysToTry() {
    return {key("right", NextStop{}),
            key("left", PreviousStop{}),
            key("shift right", StepDays{1}),
            key("shift left", StepDays{-1}),
            key("Home", FirstStop{}),
            key("End", LastStop{}),
            key("Backspace", WholeStrip{}),
            key("Backspace again", WholeStrip{}),
            key("Tab", NextSite{1}),
            key("Enter", FlyToSelected{}),
            key("Escape", Deselect{}),
            key("space", TogglePlay{}),
            key("space again", TogglePlay{}),
            key("K", CycleAsOf{}),
            key("K again", CycleAsOf{}),
            key("K a third time", CycleAsOf{}),
            key("S", ToggleSources{}),
            key("F", TogglePanel{ui::Panel::Find}),
            key("F again", TogglePanel{ui::Panel::Find}),
            key("P", TogglePinnedSun{}),
            key("N", ToggleLayer{&Layers::names}),
            key("G", ToggleLayer{&Layers::graticule}),
            key("R", ToggleLayer{&Layers::scale}),
            key("I", ToggleLayer{&Layers::facts}),
            key("J", CycleLanguage{}),
            key("T", ToggleLayer{&Layers::strip}),
            key("T again", ToggleLayer{&Layers::strip}),
            key("W", ToggleLayer{&Layers::partners}),
            key("W again", ToggleLayer{&Layers::partners}),
            key("D", ToggleChanges{}),
            key("D again", ToggleChanges{}),
            key("Y", CycleSky{}),
            key("X", ToggleExposure{}),
            key("U", NorthUp{}),
            key("+", Zoom{2.0, std::nullopt}),
            key("-", Zoom{-2.0, std::nullopt}),
            key("5", LookFrom{scene::Vantage::Earth}),
            key("0", FlyHome{})};
}

class Trial {
  public:
    Trial(const capture::Studio& studio, std::shared_ptr<render::Renderer> renderer, capture::Size size)
        : player_({studio.timeline, {}, {}, {}}, studio.ground, studio.workers,
                  base::startOf(studio.timeline->latestKnown().day), "en"),
          easel_(studio, std::move(renderer), clockS), size_(size), opening_(player_.moment()) {}

    /// Until the picture stands and is whole.
    base::Result<void> settle() {
        for (int i = 0; i < 60; ++i) {
            player_.step(kStepS);
            if (auto ok = draw(); !ok)
                return ok;
            if (i > 40 && !easel_.wantsMore())
                break;
        }
        easel_.finishBeside(); // a hand comes later than that
        return {};
    }

    base::Result<void> keys(Answers& answers) {
        for (const Key& key : keysToTry()) {
            const auto act = [&] { player_.act(key.action(player_.session())); };
            if (auto ok = answer(answers, key.name, act); !ok)
                return ok;
        }
        return reset();
    }

    base::Result<void> wheel(Answers& answers) {
        for (const auto& [name, at] : places())
            for (int turn = 0; turn < 12; ++turn) {
                ui::MouseInput mouse = mouseAt(at);
                mouse.wheel = turn < 6 ? 1.0f : -1.0f;
                if (auto ok = answer(answers, name, [&] { take(mouse); }); !ok)
                    return ok;
            }
        return reset();
    }

    base::Result<void> drags(Answers& answers) {
        for (const auto& [name, from] : places()) {
            overlay::Point at = from;
            for (int move = 0; move < 14; ++move) {
                ui::MouseInput mouse = mouseAt(at);
                mouse.left.pressed = move == 0;
                mouse.left.released = move == 13;
                mouse.left.down = move < 13;
                if (auto ok = answer(answers, name, [&] { take(mouse); }); !ok)
                    return ok;
                at.x += 0.011f * float(size_.width);
            }
        }
        return reset();
    }

  private:
    static double clockS() {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    /// Middles of what the hand may be over.
    std::vector<std::pair<const char*, overlay::Point>> places() const {
        const auto width = float(size_.width), height = float(size_.height);
        std::vector<std::pair<const char*, overlay::Point>> found{
            {"the Moon", {0.45f * width, 0.35f * height}}};
        const overlay::Rect strip = easel_.frame().stage.axis.rect;
        if (strip.x1 > strip.x0)
            found.push_back({"the strip", {0.5f * (strip.x0 + strip.x1), 0.5f * (strip.y0 + strip.y1)}});
        return found;
    }

    ui::MouseInput mouseAt(overlay::Point at) {
        ui::MouseInput mouse;
        mouse.nowS = nowS_ += kStepS;
        mouse.x = at.x;
        mouse.y = at.y;
        return mouse;
    }

    void take(const ui::MouseInput& mouse) {
        const render::Frame& frame = easel_.frame();
        const ui::HitView under{&frame.stage, &frame.camera, frame.viewport,
                                player_.session().show.moment.selected, false};
        for (const auto& action : ui::interpret(pointer_, mouse, under))
            player_.act(action);
    }

    base::Result<void> draw() { return easel_.draw(player_.moment(), size_, player_.isInMotion()); }

    base::Result<void> answer(Answers& answers, const char* to, const std::function<void()>& act) {
        const double begun = clockS(), processor = base::processorS();
        player_.step(kStepS);
        act();
        if (auto ok = draw(); !ok)
            return ok;
        const double ms = (clockS() - begun) * 1000.0;
        answers.mostProcessorMs =
            std::max(answers.mostProcessorMs, (base::processorS() - processor) * 1000.0);
        times_.push_back(ms);
        if (ms > answers.mostMs) {
            answers.mostMs = ms;
            answers.slowest = to;
        }
        std::vector<double> sorted = times_;
        std::sort(sorted.begin(), sorted.end());
        answers.medianMs = sorted[sorted.size() / 2];
        return {};
    }

    base::Result<void> reset() {
        times_.clear();
        pointer_ = {};
        player_.show(opening_);
        return settle();
    }

    player::Player player_;
    player::Easel easel_;
    capture::Size size_;
    scene::Moment opening_;
    ui::Pointer pointer_;
    double nowS_ = 1.0;
    std::vector<double> times_;
};

} // namespace

base::Result<std::vector<Answers>> measureAnswers(const capture::Studio& studio,
                                                  std::shared_ptr<render::Renderer> renderer,
                                                  capture::Size size) {
    Trial trial(studio, std::move(renderer), size);
    std::vector<Answers> all{{"key"}, {"wheel"}, {"drag"}};
    auto done = trial.settle();
    if (done)
        done = trial.keys(all[0]);
    if (done)
        done = trial.wheel(all[1]);
    if (done)
        done = trial.drags(all[2]);
    if (!done)
        return tl::unexpected(done.error());
    return all;
}

} // namespace perilune::app
