#include "scene/paths.h"

#include "scene/describe_parts.h"
#include "scene/words.h"
#include "astro/lunar_orientation.h"
#include "astro/time_scales.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace perilune::scene {

using astro::Mcmf;
using astro::PathKind;
using astro::Position;
using astro::Trajectory;
using namespace std::chrono;

namespace {

constexpr std::size_t kMostPoints = 6000;
constexpr int kFirstPieces = 96, kDeepest = 12;
/// A bend or a gap smaller than this, in heights of the picture, is none.
constexpr double kBend = 0.0008, kLongestStep = 0.02;

/// A path under one's eyes: how the camera sees its points.
class Drawing {
  public:
    Drawing(const Trajectory& trajectory, PathAxes axes, const Basis& basis, const astro::Sky& sky,
            const Camera& camera)
        : trajectory_(trajectory), axes_(axes), now_(basis.moment.at), sky_(sky), camera_(camera),
          projection_(camera, 1.0) {}

    std::vector<Path::Point> points(base::Instant from, base::Instant to) {
        span_ = std::max<double>(1.0, double(std::max(now_ - from, to - now_).count()));
        std::vector<Path::Point> out;
        if (to <= from)
            return out;
        // Now is a point of its own, where the drawing changes.
        for (const auto& [begin, end] :
             {std::pair{from, std::clamp(now_, from, to)}, std::pair{std::clamp(now_, from, to), to}}) {
            if (end <= begin)
                continue;
            Seen before = seen(begin);
            if (out.empty())
                out.push_back(before.point);
            for (int i = 1; i <= kFirstPieces; ++i) {
                const Seen after = seen(begin + (end - begin) * i / kFirstPieces);
                refine(before, after, 0, out);
                before = after;
            }
        }
        return out;
    }

    Path::Point at(base::Instant t) const { return seen(t).point; }

  private:
    struct Seen {
        base::Instant t{};
        Path::Point point;
        glm::dvec3 towards{0.0}; ///< from the eye, unit
    };

    Seen seen(base::Instant t) const {
        Seen out;
        out.t = t;
        const auto inertial = trajectory_.at(t).position;
        // In axes that do not turn all points are seen as the Moon stands now.
        const auto fixed = axes_ == PathAxes::Inertial ? sky_.fixedFromInertial : orientationAt(t);
        out.point.position = fixed(inertial);
        out.point.age = double((now_ - t).count()) / span_;
        out.point.hidden = projection_.behindMoon(out.point.position, 0.0);
        const glm::dvec3 way = out.point.position.m - camera_.eye.m;
        out.towards = way / std::max(glm::length(way), 1.0);
        return out;
    }

    static astro::Rotation<Mcmf, astro::Icrf> orientationAt(base::Instant t) {
        // TT for TDB: they differ by 2 ms.
        return astro::lunarOrientation({astro::ttOf(astro::taiOf(t)).daysJ2000});
    }

    void refine(const Seen& a, const Seen& b, int depth, std::vector<Path::Point>& out) {
        if (depth < kDeepest && b.t - a.t > milliseconds{2000} && out.size() < kMostPoints) {
            const Seen middle = seen(a.t + (b.t - a.t) / 2);
            const double height = 2.0 * std::tan(camera_.fieldOfView.radians() / 2.0);
            const double bend = glm::length(middle.towards - 0.5 * (a.towards + b.towards)) / height;
            const double step = glm::length(b.towards - a.towards) / height;
            const bool edge = a.point.hidden != b.point.hidden || a.point.hidden != middle.point.hidden;
            if (bend > kBend || (edge && step > kBend) || (step > kLongestStep && depth < 3)) {
                refine(a, middle, depth + 1, out);
                refine(middle, b, depth + 1, out);
                return;
            }
        }
        out.push_back(b.point);
    }

    const Trajectory& trajectory_;
    PathAxes axes_;
    base::Instant now_;
    const astro::Sky& sky_;
    const Camera& camera_;
    Projection projection_;
    double span_ = 1.0;
};

std::string wordsOf(const Path& path, const Trajectory& trajectory, base::Instant at) {
    const astro::PathPhase* phase = trajectory.phaseAt(at);
    std::string words = phase ? phase->name : std::string();
    // The way between published events is ours: what it measures says nothing.
    if (!path.inFlight || path.kind == PathKind::Schematic)
        return words;
    return fmt::format("{}{}{} high, {:.2f} km/s (computed)", words, words.empty() ? "" : ", ",
                       kilometres(path.heightM), path.speedMS / 1000.0);
}

/// The colour of the programme that flies it.
std::uint32_t colourOf(const Trajectory& trajectory, const timeline::Timeline& timeline) {
    const timeline::Programme* programme = timeline.programme(trajectory.programme);
    return programme ? programme->colour : 0xFFFFFF;
}

bool isAbout(const std::string& milestone, const Trajectory& trajectory) {
    const std::string& craft = trajectory.craft;
    return milestone == craft || (milestone.size() > craft.size() && milestone.starts_with(craft) &&
                                  milestone[craft.size()] == '-');
}

Path pathOf(const Trajectory& trajectory, const Basis& basis, const astro::Sky& sky, const Camera& camera) {
    const base::Instant at = basis.moment.at;
    Path path;
    path.id = trajectory.id;
    path.kind = trajectory.kind;
    path.title = fmt::format("{}, {}", trajectory.title, astro::nameOf(trajectory.kind));
    path.colour = colourOf(trajectory, basis.timeline);
    path.selected = isAbout(basis.moment.selected, trajectory);
    path.inFlight = trajectory.covers(at);

    const auto [from, to] = trajectory.shownAt(at);
    Drawing drawing(trajectory, basis.moment.pathAxes, basis, sky, camera);
    path.points = drawing.points(from, to);
    path.now = static_cast<std::size_t>(
        std::find_if(path.points.begin(), path.points.end(), [](const auto& p) { return p.age < 0.0; }) -
        path.points.begin());
    if (path.inFlight) {
        path.craft = drawing.at(at);
        const astro::PathState state = trajectory.at(at);
        path.heightM = glm::length(state.position.m) - astro::kMoonRadiusM;
        path.speedMS = glm::length(state.velocityMS);
    }
    path.words = wordsOf(path, trajectory, at);
    return path;
}

} // namespace

std::vector<Path> pathsOf(const Basis& basis, const astro::Sky& sky, const Camera& camera) {
    const Moment& moment = basis.moment;
    std::vector<Path> paths;
    for (const Trajectory& trajectory : astro::trajectories()) {
        const bool asked =
            std::find(moment.paths.begin(), moment.paths.end(), trajectory.id) != moment.paths.end();
        const bool flies = trajectory.covers(moment.at);
        if (asked || (flies && (moment.layers.paths || isAbout(moment.selected, trajectory))))
            paths.push_back(pathOf(trajectory, basis, sky, camera));
    }
    return paths;
}

} // namespace perilune::scene
