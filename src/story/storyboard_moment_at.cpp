// What a story shows at a time. Between two keyframes all that is continuous moves and all else switches at
// the later one.
//
// Smooth ways follow a quintic: at rest it is the smootherstep (no speed, no acceleration at its ends). Where
// two smooth ways follow each other in one direction, the quantity passes the keyframe at a common speed (the
// harmonic mean of both, so that nothing overshoots) instead of stopping and starting again. A quantity that
// turns round, or rests on one side, comes to rest at the keyframe. The camera passes a keyframe as fast as
// the two ways agree in direction. Speed and acceleration are continuous in every case.
#include "story/storyboard.h"
#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace perilune::story {

using scene::Look;
using scene::Moment;

namespace {

constexpr double kFadeS = 0.4;
constexpr double kProbe = 1e-3; // of a way: how the camera's direction at its ends is felt

/// The way between keyframes `to` - 1 and `to`.
struct Way {
    const std::vector<Keyframe>& keyframes;
    std::size_t to;
    const Keyframe& start() const { return keyframes[to - 1]; }
    const Keyframe& end() const { return keyframes[to]; }
    double lastsS() const { return end().atS - start().atS; }
    Ease ease() const { return end().ease; }
};

// From 0 to 1 with the slopes m0 and m1 at the ends and no acceleration there; monotone for slopes of 0..2.
double quintic(double t, double m0, double m1) {
    const double t2 = t * t, t3 = t2 * t;
    const double rest = t3 * (10.0 + t * (-15.0 + 6.0 * t));
    const double out = t + t3 * (-6.0 + t * (8.0 - 3.0 * t));
    const double in = t3 * (-4.0 + t * (7.0 - 3.0 * t));
    return rest + m0 * out + m1 * in;
}

double harmonic(double a, double b) {
    return a * b > 0.0 ? 2.0 * a * b / (a + b) : 0.0;
}

// The speed with which a quantity passes between two ways, where it goes at speedA on average before and
// speedB after.
double passing(Ease easeA, double speedA, Ease easeB, double speedB) {
    if (easeA == Ease::Hold || easeB == Ease::Hold || !(speedA * speedB > 0.0))
        return 0.0;
    const auto limited = [](double wanted, double own) {
        return std::abs(wanted) <= 2.0 * std::abs(own) ? wanted : 2.0 * own;
    };
    if (easeA == Ease::Linear)
        return limited(speedA, speedB);
    if (easeB == Ease::Linear)
        return limited(speedB, speedA);
    return harmonic(speedA, speedB);
}

// A scalar on its way; `of` reads it from a Moment as a double relative to nothing larger than the story
// needs.
template <class Read> double scalarAt(const Way& way, double t, Read&& of) {
    const double a = of(way.start().moment), b = of(way.end().moment);
    if (way.ease() == Ease::Hold || a == b)
        return a;
    if (way.ease() == Ease::Linear)
        return a + (b - a) * t;
    const double speed = (b - a) / way.lastsS();
    double before = 0.0, after = 0.0;
    if (way.to >= 2) {
        const Way previous{way.keyframes, way.to - 1};
        before = passing(previous.ease(), (a - of(previous.start().moment)) / previous.lastsS(), way.ease(),
                         speed);
    }
    if (way.to + 1 < way.keyframes.size()) {
        const Way next{way.keyframes, way.to + 1};
        after = passing(way.ease(), speed, next.ease(), (of(next.end().moment) - b) / next.lastsS());
    }
    return a + (b - a) * quintic(t, before / speed, after / speed);
}

// The direction of a way at one of its ends, as felt on screen: how the ground flows (in heights of the
// picture), how fast it grows, how it turns.
struct Course {
    glm::dvec3 ground{0.0};
    double zoom = 0.0, tilt = 0.0, turn = 0.0;
};
double dot(const Course& a, const Course& b) {
    return glm::dot(a.ground, b.ground) + a.zoom * b.zoom + a.tilt * b.tilt + a.turn * b.turn;
}

Course courseBetween(const Look& a, const Look& b) {
    const auto place = [](const Look& look) { return astro::toMcmf({look.latitude, look.longitude, 0.0}).m; };
    const astro::Selenographic where{a.latitude, a.longitude, 0.0};
    const auto ahead = [&](const Look& look) {
        const glm::dmat3 frame = astro::localFrame({look.latitude, look.longitude, 0.0}).m;
        return frame[0] * std::sin(look.heading.radians()) + frame[1] * std::cos(look.heading.radians());
    };
    Course course;
    course.ground = (place(b) - place(a)) / std::max(a.rangeM, scene::kLeastRangeM);
    course.zoom = std::log(b.rangeM / a.rangeM);
    course.tilt = (b.tilt - a.tilt).radians();
    course.turn = glm::dot(glm::cross(ahead(a), ahead(b)), astro::up(where).v);
    return course;
}

// The camera's speeds at the keyframe between two ways, in shares of each way a second.
struct Speeds {
    double before = 0.0, after = 0.0;
};
Speeds cameraPassing(const Way& a, const Way& b) {
    const Look &from = a.start().moment.look, &here = a.end().moment.look, &to = b.end().moment.look;
    if (a.ease() == Ease::Hold || b.ease() == Ease::Hold || from == here || here == to)
        return {};
    // From anywhere but over the ground each way comes to rest at its end; before and after a cut too.
    const auto over = [](const Look& look) { return look.vantage == scene::Vantage::Over; };
    if (!over(from) || !over(here) || !over(to))
        return {};
    const Course in = courseBetween(scene::between(from, here, 1.0 - kProbe), here);
    const Course out = courseBetween(here, scene::between(here, to, kProbe));
    const double inLength = std::sqrt(dot(in, in)), outLength = std::sqrt(dot(out, out));
    if (!(inLength > 0.0 && outLength > 0.0))
        return {};
    const double agree = std::max(0.0, dot(in, out) / (inLength * outLength));
    // Speeds on screen if each way were gone evenly, then what both can share.
    const double onScreenA = inLength / kProbe / a.lastsS(), onScreenB = outLength / kProbe / b.lastsS();
    const double shared = passing(a.ease(), onScreenA, b.ease(), onScreenB) * agree * agree;
    return {shared * kProbe / inLength, shared * kProbe / outLength};
}

Look lookAt(const Way& way, double t) {
    const Look &a = way.start().moment.look, &b = way.end().moment.look;
    if (way.ease() == Ease::Hold || a == b)
        return a;
    if (way.ease() == Ease::Linear)
        return scene::between(a, b, t);
    double before = 0.0, after = 0.0;
    if (way.to >= 2)
        before = cameraPassing({way.keyframes, way.to - 1}, way).after * way.lastsS();
    if (way.to + 1 < way.keyframes.size())
        after = cameraPassing(way, {way.keyframes, way.to + 1}).before * way.lastsS();
    return scene::between(a, b, quintic(t, std::min(before, 2.0), std::min(after, 2.0)));
}

// The pinned Sun goes the short way over the Moon, as a look without a range would.
scene::Light lightAt(const Way& way, double t) {
    const scene::Light &a = way.start().moment.light, &b = way.end().moment.light;
    if (way.ease() == Ease::Hold || !a.isPinned() || !b.isPinned() || a == b)
        return a;
    Look from, to;
    from.latitude = a.subsolarLatitude, from.longitude = a.subsolarLongitude;
    to.latitude = b.subsolarLatitude, to.longitude = b.subsolarLongitude;
    const Look now = scene::between(from, to, way.ease() == Ease::Linear ? t : quintic(t, 0.0, 0.0));
    return {scene::LightMode::Pinned, now.latitude, now.longitude};
}

base::Day dayAt(const Way& way, double t, base::Day (*of)(const Moment&)) {
    const double days =
        scalarAt(way, t, [&](const Moment& m) { return double(of(m).time_since_epoch().count()); });
    return base::Day{std::chrono::days{std::lround(days)}};
}

Moment inBetween(const Way& way, double t) {
    Moment moment = way.start().moment; // what is not continuous stays until the next keyframe
    const Moment& next = way.end().moment;
    const double ms =
        scalarAt(way, t, [](const Moment& m) { return double(m.at.time_since_epoch().count()); });
    moment.at = base::Instant{std::chrono::milliseconds{std::llround(ms)}};
    if (moment.known.mode == scene::AsOfMode::OnADay && next.known.mode == scene::AsOfMode::OnADay)
        moment.known.day.day = dayAt(way, t, [](const Moment& m) { return m.known.day.day; });
    moment.look = lookAt(way, t);
    moment.light = lightAt(way, t);
    if (moment.exposure.automatic == next.exposure.automatic)
        moment.exposure.stops = scalarAt(
            way, t, [](const Moment& m) { return m.exposure.stops; });
    moment.span.first = dayAt(
        way, t, [](const Moment& m) { return m.span.first; });
    moment.span.last = dayAt(
        way, t, [](const Moment& m) { return m.span.last; });
    moment.curtain = std::clamp(scalarAt(way, t, [](const Moment& m) { return m.curtain; }), 0.0, 1.0);
    return moment;
}

Moment withoutCaption(const Storyboard& story, double s) {
    const auto& frames = story.keyframes;
    if (frames.empty())
        return {};
    const auto next = std::upper_bound(frames.begin(), frames.end(), s,
                                       [](double time, const Keyframe& frame) { return time < frame.atS; });
    if (next == frames.begin())
        return frames.front().moment;
    const std::size_t to = std::size_t(next - frames.begin());
    if (to == frames.size() || s == frames[to - 1].atS)
        return frames[to - 1].moment;
    const Way way{frames, to};
    return inBetween(way, (s - way.start().atS) / way.lastsS());
}

} // namespace

Moment momentAt(const Storyboard& story, StoryTime time) {
    const double s = std::clamp(time.seconds(), 0.0, story.durationS);
    Moment moment = withoutCaption(story, s);
    for (const Caption& caption : story.captions) {
        if (s < caption.fromS || s >= caption.toS)
            continue;
        const double fade = std::min(kFadeS, (caption.toS - caption.fromS) / 2.0);
        moment.caption = caption.text;
        moment.captionOpacity = std::clamp(std::min(s - caption.fromS, caption.toS - s) / fade, 0.0, 1.0);
    }
    return moment;
}

} // namespace perilune::story
