// Sounds that a story names, and the time that a narration wants.
#include "story/sounds.h"

#include "base/diagnostic.h"

#include <gtest/gtest.h>

#include <random>

namespace perilune::story {
namespace {

SoundClip narration(double atS, bool holds = true) {
    SoundClip clip;
    clip.atS = atS;
    clip.holds = holds;
    return clip;
}

Storyboard storyAt(std::vector<double> keyframes, double durationS) {
    Storyboard story;
    story.durationS = durationS;
    for (const double seconds : keyframes) {
        story.keyframes.emplace_back();
        story.keyframes.back().atS = seconds;
    }
    return story;
}

TEST(Sounds, areReadAsSeenFromTheStorysFolder) {
    const auto parsed = parseStory("perilune: story/1\ntitle: T\nduration: 9\nkeyframes:\n"
                                   "  - {at: 0, date: 2021-03-09}\nmusic:\n  - {file: m.ogg, repeat: true}\n"
                                   "narration:\n  - {file: v.wav, at: 0:03, hold: true, gain: -2}\n",
                                   "talks/a.story.yaml", {});
    ASSERT_TRUE(parsed.ok()) << base::format(parsed.diagnostics.front());
    ASSERT_EQ(parsed.value.sounds.size(), 2u);
    const SoundClip &voice = parsed.value.sounds[0], &music = parsed.value.sounds[1];
    EXPECT_EQ(voice.file, "talks/v.wav");
    EXPECT_EQ(voice.kind, SoundClip::Kind::Narration);
    EXPECT_TRUE(voice.holds && voice.atS == 3.0 && voice.gainDb == -2.0);
    EXPECT_EQ(music.kind, SoundClip::Kind::Music);
    EXPECT_TRUE(music.repeats && music.atS == 0.0 && !music.toS);
    EXPECT_EQ(voice.place.line, 9);
    const auto missing = missingSounds(parsed.value);
    ASSERT_EQ(missing.size(), 2u);
    EXPECT_EQ(base::format(missing[0]),
              "talks/a.story.yaml:9:12: error: there is no sound 'talks/v.wav'; give its "
              "path as seen from the story's folder");
}

TEST(Sounds, thatAreWaitedForMoveWhatFollowsAndNothingElse) {
    Storyboard story = storyAt({0, 4, 8}, 10);
    story.captions = {{1, 3, "before", {}}, {5, 7, "after", {}}};
    story.sounds = {narration(2), narration(5, false)};
    const Storyboard held = heldForNarration(story, {5, 100});
    EXPECT_EQ(held.keyframes[0].atS, 0);
    EXPECT_EQ(held.keyframes[1].atS, 7); // said from 2 to 7
    EXPECT_EQ(held.keyframes[2].atS, 11);
    EXPECT_EQ(held.durationS, 13);
    EXPECT_EQ(held.captions[0].toS, 3);
    EXPECT_EQ(held.captions[1].fromS, 8);
    EXPECT_EQ(held.sounds[0].atS, 2);
    EXPECT_EQ(held.sounds[1].atS, 8);
    EXPECT_EQ(heldForNarration(story, {2, 100}).durationS, 10); // there was time enough
}

TEST(SoundLaws, whateverIsWaitedForHasBeenSaidBeforeTheNextKeyframe) {
    std::mt19937 random(1972);
    const auto lot = [&](int n) { return double(random() % unsigned(n)); };
    for (int round = 0; round < 500; ++round) {
        Storyboard story = storyAt({0}, 0);
        double at = 0;
        while (story.keyframes.size() < 8) {
            story.keyframes.emplace_back();
            story.keyframes.back().atS = at += 1 + lot(5);
        }
        story.durationS = at + 3;
        std::vector<double> lengths;
        for (int i = 0; i < 4; ++i) {
            story.sounds.push_back(narration(lot(int(at) + 2)));
            lengths.push_back(0.5 * lot(20));
        }
        const Storyboard held = heldForNarration(story, lengths);
        for (std::size_t i = 0; i < story.sounds.size(); ++i) {
            double next = held.durationS;
            for (std::size_t k = 0; k < story.keyframes.size(); ++k)
                if (story.keyframes[k].atS > story.sounds[i].atS) {
                    next = held.keyframes[k].atS;
                    break;
                }
            EXPECT_LE(held.sounds[i].atS + lengths[i], next + 1e-9);
        }
        for (std::size_t k = 1; k < held.keyframes.size(); ++k)
            EXPECT_GE(held.keyframes[k].atS - held.keyframes[k - 1].atS,
                      story.keyframes[k].atS - story.keyframes[k - 1].atS - 1e-9);
    }
}

} // namespace
} // namespace perilune::story
