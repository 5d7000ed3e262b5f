// A story that is told: what is said to it.
#include "ui/reduce.h"
#include "ui/story_moves.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::ui {

namespace {

constexpr const char* kNoStory = "No story is open; start with --story FILE, or choose one with Q";

/// "step 3 of 9, The promise moves".
std::string whereIn(const StoryRun& run, const story::Told& story) {
    const auto& rests = tellingOf(run, story).rests;
    const auto step = stepOf(run, story);
    if (!step)
        return "its beginning";
    return fmt::format("step {} of {}, {}", *step + 1, rests.size(), rests[*step].step.title);
}

} // namespace

void Reducer::operator()(const action::PlayStory& a) {
    if (!data.story)
        return say(kNoStory);
    if (!a.on)
        return leaveStory();
    desk.panel = Panel::None;
    desk.talkS = 0.0;
    begin(show, false, false, *data.story);
}

void Reducer::operator()(const action::Talk& a) {
    if (!data.story)
        return say(kNoStory);
    desk.panel = Panel::None;
    if (!a.again && show.story.isSeen() && show.story.asTalk)
        return say("The talk is on; Home goes to its first step, Esc leaves it");
    constexpr double kBegun = 1e-6;
    if (!a.again || desk.talkS == 0.0)
        desk.talkS = kBegun;
    begin(show, true, a.again, *data.story);
}

void Reducer::pauseStory() {
    if (!data.story)
        return;
    StoryRun& run = show.story;
    if (run.isDetour()) {
        desk.message.clear();
        return endDetour(show, *data.story);
    }
    if (run.isGoing())
        run.state = StoryRun::State::Standing;
    else if (isAtEnd(run, *data.story))
        begin(show, run.asTalk, false, *data.story);
    else
        run.state = StoryRun::State::Going;
}

void Reducer::operator()(const action::StepStory& a) {
    if (!data.story)
        return say(kNoStory);
    StoryRun& run = show.story;
    if (run.isDetour())
        return pauseStory();
    if (!run.isOn())
        return begin(show, true, run.waits, *data.story);
    if (!run.asTalk) { // whoever steps tells it as a talk
        run.s = story::toldS(data.story->talk, story::writtenS(data.story->film, run.s));
        run.asTalk = true;
    }
    const story::Telling& talk = data.story->talk;
    if (a.steps > 0) {
        const auto next = story::restAfter(talk, run.s);
        if (isAtEnd(run, *data.story))
            say("That was the end; Page Up goes back");
        else if (!run.isGoing() && !run.glide) // the way there is part of the story
            run.state = StoryRun::State::Going;
        else if (next)
            goToStep(show, *next, *data.story);
        else
            run.s = talk.board.durationS, run.glide.reset();
        return;
    }
    if (const auto before = story::restBefore(talk, run.s))
        goToStep(show, *before, *data.story);
    else if (talk.rests.empty())
        begin(show, true, false, *data.story);
    else
        say("This is the first step");
}

void Reducer::operator()(const action::GoToStep& a) {
    if (!data.story)
        return say(kNoStory);
    desk.panel = Panel::None;
    goToStep(show, a.step, *data.story);
}

void Reducer::leaveStory() {
    if (!data.story || !show.story.isOn())
        return;
    leave(show, *data.story);
    if (show.story.waits)
        say(fmt::format("The story waits at {}; Shift F5 takes it up again",
                        whereIn(show.story, *data.story)));
}

} // namespace perilune::ui
