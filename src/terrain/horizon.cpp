#include "terrain/horizon.h"

#include "terrain/cube.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace perilune::terrain {

namespace {

constexpr double kQuarter = std::numbers::pi / 4.0;

/// No ground sees lower than this below its horizontal plane: from 11 km down to -9.2 km.
constexpr double kDeepestHorizon = -0.155;
/// Nor does any hide a Sun that stands higher.
constexpr double kHighestHorizon = 0.9;
/// The shortest that one texel of the grid is, in parts of the same angle on the sphere, in any direction.
constexpr double kLeastMetric = 0.65;

/// The way from a point of a tile towards the Sun, over the grid of one face.
struct Way {
    float alongS = 0.0f, alongT = 0.0f; ///< unit vector in the grid
    float bendS = 0.0f, bendT = 0.0f;   ///< texels per texel squared, for texels of level 0
    float arc = 0.0f;                   ///< radians per unit of the grid's coordinates, at the start
    float stretch = 0.0f;               ///< and how it changes on the way
    float sunSlope = 0.0f;              ///< tangent of the Sun's elevation
};

/// From the tangents of a point's coordinates.
Way wayFrom(double u, double v, const glm::dvec3& sunOnFace) {
    const double a = 1.0 + u * u + v * v;
    const double length = std::sqrt(a);
    const glm::dvec3 d = glm::dvec3(1.0, u, v) / length;
    const double sine = glm::dot(sunOnFace, d);
    const glm::dvec3 level = sunOnFace - sine * d;
    const double cosine = std::sqrt(std::max(glm::dot(level, level), 1e-12));
    // Great circles are straight in the tangents u, v, which the grid's coordinates are angles of.
    const double du = (level.y - u * level.x) * length / cosine,
                 dv = (level.z - v * level.x) * length / cosine;
    double ds = du / (kQuarter * (1.0 + u * u));
    const double dt = dv / (kQuarter * (1.0 + v * v));
    if (ds == 0.0 && dt == 0.0)
        ds = 1.0; // right below the Sun every way is as good
    const double perRadian = std::sqrt(ds * ds + dt * dt);
    Way way;
    way.alongS = float(ds / perRadian);
    way.alongT = float(dt / perRadian);
    constexpr double kTexel = 2.0 / kTileTexels;
    way.bendS = float(-kQuarter * u * kTexel) * way.alongS * way.alongS;
    way.bendT = float(-kQuarter * v * kTexel) * way.alongT * way.alongT;
    way.arc = float(1.0 / perRadian);
    way.stretch = float((u * du + v * dv) / (a * perRadian));
    way.sunSlope = float(sine / cosine);
    return way;
}

Way between(const Way& a, const Way& b, float t) {
    const auto mixed = [&](float Way::*part) { return a.*part + t * (b.*part - a.*part); };
    return {mixed(&Way::alongS), mixed(&Way::alongT),  mixed(&Way::bendS),   mixed(&Way::bendT),
            mixed(&Way::arc),    mixed(&Way::stretch), mixed(&Way::sunSlope)};
}

/// The ways from all points of a tile: worked out for a few, and between them mixed.
class Ways {
  public:
    Ways(const TileId& id, const glm::dvec3& sunOnFace) {
        const double side = std::ldexp(2.0, -int(id.level));
        const auto tangent = [&](std::uint32_t tile, int i) {
            return std::tan(((tile + (i - 1) / double(kAcross)) * side - 1.0) * kQuarter);
        };
        for (int y = 0; y < kPoints; ++y)
            for (int x = 0; x < kPoints; ++x)
                at(x, y) = wayFrom(tangent(id.x, x), tangent(id.y, y), sunOnFace);
    }
    /// A line of them, at one height of the tile.
    class Row {
      public:
        Row(Ways& ways, float fy) {
            const float y = fy * kAcross + 1.0f;
            const int iy = std::min(int(y), kPoints - 2);
            for (int x = 0; x < kPoints; ++x)
                line_[std::size_t(x)] = between(ways.at(x, iy), ways.at(x, iy + 1), y - float(iy));
        }
        Way at(float fx) const {
            const float x = fx * kAcross + 1.0f;
            const int ix = std::min(int(x), kPoints - 2);
            return between(line_[std::size_t(ix)], line_[std::size_t(ix) + 1], x - float(ix));
        }

      private:
        std::array<Way, 11> line_;
    };

  private:
    static constexpr int kAcross = 8, kPoints = kAcross + 3;
    Way& at(int x, int y) { return points_[std::size_t(y * kPoints + x)]; }
    std::array<Way, kPoints * kPoints> points_;
};

/// What hides most: as the tangent of its elevation, and one over its distance.
struct Hiding {
    float slope = 0.0f, perM = 0.0f;
};

/// Slopes between which it matters what hides most: below the one the Sun is clear, above the other it is
/// hidden.
struct Range {
    float low, high;
};
Range rangeOf(const Way& way) {
    constexpr auto kClear = float((kSunClearance + 0.5) * kSunRadiusRad);
    const float turn = kClear * (1.0f + way.sunSlope * way.sunSlope);
    return {way.sunSlope - turn, way.sunSlope + 1.5f * turn};
}

class Grid {
  public:
    Grid(const Relief& relief, const TileId& seenFrom)
        : heights_(relief.heightsM.data()), highM_(relief.highM) {
        // A tile's 0..1 in texels of this grid.
        const int up = seenFrom.level - relief.id.level;
        const std::uint32_t mask = (1u << up) - 1u;
        scale_ = float(std::ldexp(double(kTileTexels), -up));
        offsetX_ = float(std::ldexp(double(kTileTexels) * (seenFrom.x & mask), -up)) + kReliefMargin - 0.5f;
        offsetY_ = float(std::ldexp(double(kTileTexels) * (seenFrom.y & mask), -up)) + kReliefMargin - 0.5f;
        unit_ = float(std::ldexp(2.0 / kTileTexels, -int(relief.id.level)));
        bend_ = float(std::ldexp(1.0, -int(relief.id.level)));
    }

    float heightAt(float fx, float fy) const { return at(offsetX_ + fx * scale_, offsetY_ + fy * scale_); }

    /// Follows the way from step `first` to kReliefReach, while anything there can matter.
    void follow(float fx, float fy, float heightM, const Way& way, int first, Hiding& most) const {
        const float x0 = offsetX_ + fx * scale_, y0 = offsetY_ + fy * scale_;
        const float bendX = way.bendS * bend_, bendY = way.bendT * bend_;
        const float arc = way.arc * unit_, change = way.stretch * unit_;
        const float perM = 1.0f / (float(astro::kMoonRadiusM) * arc);
        const float share = change * perM;
        const float mostOver = highM_ - heightM;
        for (int step = first; step <= kReliefReach; ++step) {
            const auto n = float(step);
            const float over = kOver[std::size_t(step)] * perM + share;
            // Over a ball: tan(elevation) = (h - h0) / (r sin(angle)) - tan(angle / 2).
            const float drop = 0.5f * n * arc * (1.0f - n * change);
            if (mostOver * over - drop <= most.slope)
                break;
            const float h = at(x0 + n * (way.alongS + n * bendX), y0 + n * (way.alongT + n * bendY));
            const float slope = (h - heightM) * over - drop;
            if (slope > most.slope)
                most = {slope, over};
        }
    }

  private:
    static constexpr std::array<float, kReliefReach + 1> kOver = [] {
        std::array<float, kReliefReach + 1> over{};
        for (int i = 1; i <= kReliefReach; ++i)
            over[std::size_t(i)] = 1.0f / float(i);
        return over;
    }();

    float at(float x, float y) const {
        const int ix = int(x), iy = int(y);
        const float wx = x - float(ix), wy = y - float(iy);
        const float* p = heights_ + iy * kReliefAcross + ix;
        const float low = p[0] + wx * (p[1] - p[0]);
        const float high = p[kReliefAcross] + wx * (p[kReliefAcross + 1] - p[kReliefAcross]);
        return low + wy * (high - low);
    }

    const float* heights_;
    float highM_, offsetX_, offsetY_, scale_, unit_, bend_;
};

/// Far ground, looked at from few points of a tile: `across` spaces along it, and one more on each side.
class FarGround {
  public:
    FarGround(const Relief& own, Ways& ways, int across)
        : across_(across), points_(std::size_t((across + 3) * (across + 3))) {
        const Grid grid(own, own.id);
        for (int y = 0; y < across + 3; ++y) {
            const Ways::Row row(ways, float(y - 1) / float(across));
            for (int x = 0; x < across + 3; ++x) {
                Point& p = points_[std::size_t(y * (across + 3) + x)];
                p.fx = float(x - 1) / float(across);
                p.fy = float(y - 1) / float(across);
                p.heightM = grid.heightAt(p.fx, p.fy);
                p.way = row.at(p.fx);
                p.most.slope = rangeOf(p.way).low;
            }
        }
    }

    void follow(const Relief& relief, const TileId& own) {
        const Grid grid(relief, own);
        for (Point& p : points_)
            grid.follow(p.fx, p.fy, p.heightM, p.way, kReliefReach / 2 + 1, p.most);
        any_ = true;
    }

    /// What hides most from a point of the tile that may stand higher or lower than those around it.
    void addTo(Hiding& most, float fx, float fy, float heightM) const {
        if (!any_)
            return;
        const float x = fx * float(across_) + 1.0f, y = fy * float(across_) + 1.0f;
        const int ix = int(x), iy = int(y);
        const float wx = x - float(ix), wy = y - float(iy);
        const Point* p = &points_[std::size_t(iy * (across_ + 3) + ix)];
        const auto between = [&](auto value) {
            const float low = value(p[0]) + wx * (value(p[1]) - value(p[0]));
            const float high = value(p[across_ + 3]) + wx * (value(p[across_ + 4]) - value(p[across_ + 3]));
            return low + wy * (high - low);
        };
        const float perM = between([](const Point& q) { return q.most.perM; });
        const float below = heightM - between([](const Point& q) { return q.heightM; });
        const float slope = between([](const Point& q) { return q.most.slope; }) - below * perM;
        if (slope > most.slope)
            most = {slope, perM};
    }

  private:
    struct Point {
        float fx = 0.0f, fy = 0.0f, heightM = 0.0f;
        Way way;
        Hiding most;
    };
    int across_;
    std::vector<Point> points_;
    bool any_ = false;
};

} // namespace

std::shared_ptr<const Relief> makeRelief(const TileId& id, const std::vector<double>& heightsM,
                                         std::shared_ptr<const Relief> parent) {
    auto relief = std::make_shared<Relief>();
    relief->id = id;
    relief->heightsM.assign(heightsM.begin(), heightsM.end());
    const auto [low, high] = std::minmax_element(relief->heightsM.begin(), relief->heightsM.end());
    relief->lowM = *low;
    relief->highM = *high;
    relief->parent = std::move(parent);
    return relief;
}

std::vector<std::uint8_t> sunClearance(const Relief& relief, const glm::dvec3& sun) {
    const TileId& id = relief.id;
    const glm::dvec3 middle = directionOf(id, 0.5, 0.5);
    double reach = 0.0;
    for (int i = 0; i < 4; ++i)
        reach = std::max(reach, glm::distance(middle, directionOf(id, i & 1, i >> 1)));
    reach = 2.0 * std::asin(std::min(1.0, 0.5 * reach)) * (1.0 + 2.0 / kSunTexels);
    const double elevation = std::asin(std::clamp(glm::dot(middle, sun), -1.0, 1.0));
    if (elevation - reach > kHighestHorizon)
        return std::vector<std::uint8_t>(kSunSize * kSunSize, 255);
    if (elevation + reach < kDeepestHorizon - kSunClearance * kSunRadiusRad)
        return std::vector<std::uint8_t>(kSunSize * kSunSize, 0);

    const FaceAxes& axes = kFaceAxes[id.face];
    const glm::dvec3 sunOnFace(glm::dot(sun, glm::dvec3(axes.normal)), glm::dot(sun, glm::dvec3(axes.s)),
                               glm::dot(sun, glm::dvec3(axes.t)));
    // Ground that cannot come near the Sun need not be followed.
    const double lowestSun =
        std::tan(std::max(elevation - reach, -1.5) - (kSunClearance + 1.0) * kSunRadiusRad);
    const auto mayHide = [&](const Relief& r) {
        const double step = std::ldexp(2.0 / kTileTexels, -int(r.id.level)) * kQuarter * kLeastMetric;
        const double nearestM = (kReliefReach / 2 + 1) * step * astro::kMoonRadiusM;
        return std::max(double(r.highM - relief.lowM), 0.0) / nearestM > lowestSun;
    };
    const Relief* parent = relief.parent.get();
    const bool parentHides = parent && mayHide(*parent);
    Ways ways(id, sunOnFace);
    FarGround far(relief, ways, 16), farther(relief, ways, 8);
    int up = 2;
    for (const Relief* r = parent ? parent->parent.get() : nullptr; r; r = r->parent.get(), ++up)
        if (mayHide(*r))
            (up < 4 ? far : farther).follow(*r, id);

    const Grid own(relief, id);
    const Grid above(parent ? *parent : relief, id);
    std::vector<std::uint8_t> texels(kSunSize * kSunSize);
    constexpr auto kPerRadius = float(1.0 / kSunRadiusRad);
    constexpr auto kClear = float(kSunClearance);
    for (int y = 0; y < kSunSize; ++y) {
        const float fy = (float(y - kSunBorder) + 0.5f) / float(kSunTexels);
        const Ways::Row row(ways, fy);
        for (int x = 0; x < kSunSize; ++x) {
            const float fx = (float(x - kSunBorder) + 0.5f) / float(kSunTexels);
            const Way way = row.at(fx);
            const Range range = rangeOf(way);
            const float heightM = own.heightAt(fx, fy);
            Hiding most{range.low, 0.0f};
            far.addTo(most, fx, fy, heightM);
            farther.addTo(most, fx, fy, heightM);
            if (most.slope < range.high && parentHides)
                above.follow(fx, fy, heightM, way, kReliefReach / 2 + 1, most);
            if (most.slope < range.high)
                own.follow(fx, fy, heightM, way, 1, most);
            // The difference of two angles from their tangents.
            const float apart =
                (way.sunSlope - most.slope) / std::max(1.0f + way.sunSlope * most.slope, 0.05f);
            const float clearance = std::clamp(apart * kPerRadius, -kClear, kClear);
            texels[std::size_t(y * kSunSize + x)] =
                std::uint8_t((clearance + kClear) * (255.0f / (2.0f * kClear)) + 0.5f);
        }
    }
    return texels;
}

double visibleShare(double clearance) {
    const double c = std::clamp(clearance, -1.0, 1.0);
    return 0.5 + (std::asin(c) + c * std::sqrt(1.0 - c * c)) / std::numbers::pi;
}

std::shared_ptr<const Relief> ReliefCache::find(const TileId& id, bool modelled, const Heights& heights) {
    const Key key{id, modelled};
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = kept_.find(key); found != kept_.end()) {
            used_.splice(used_.begin(), used_, found->second.used);
            return found->second.relief;
        }
    }
    // Two threads may make the same one at the same time; both get equal numbers.
    auto parent = id.level > 0 ? find(id.parent(), modelled, heights) : nullptr;
    auto relief = makeRelief(id, heights(id), std::move(parent));
    const std::scoped_lock lock(mutex_);
    if (const auto found = kept_.find(key); found != kept_.end())
        return found->second.relief;
    used_.push_front(key);
    kept_.emplace(key, Kept{relief, used_.begin()});
    if (kept_.size() > kMost) {
        kept_.erase(used_.back());
        used_.pop_back();
    }
    return relief;
}

base::Angle horizonAt(const Surface& surface, const astro::Selenographic& place, base::Angle azimuth,
                      double aboveGroundM) {
    constexpr double kFarthestRad = 0.21; // 365 km: from the highest ground over the lowest to the highest
    constexpr double kGrowth = 0.004;     // a step is this share of the way so far ..
    constexpr double kHighestM = 11'000.0;
    const double stepM = std::max(0.25 * surface.resolutionM(place), 0.5); // .. and at least this long
    const glm::dmat3 frame = astro::localFrame(place).m;
    const glm::dvec3 ahead = frame[1] * std::cos(azimuth.radians()) + frame[0] * std::sin(azimuth.radians());
    const double eye = astro::kMoonRadiusM + surface.heightM(place) + aboveGroundM;
    double most = -1.0;
    for (double angle = stepM / astro::kMoonRadiusM; angle < kFarthestRad;
         angle += std::max(stepM / astro::kMoonRadiusM, kGrowth * angle)) {
        const double sine = std::sin(angle), cosine = std::cos(angle);
        // Not even the highest mountain would show over what is found.
        if (((astro::kMoonRadiusM + kHighestM) * cosine - eye) / ((astro::kMoonRadiusM + kHighestM) * sine) <=
            most)
            break;
        auto there = astro::toSelenographic({(frame[2] * cosine + ahead * sine) * astro::kMoonRadiusM});
        const double r = astro::kMoonRadiusM + surface.heightM(there);
        most = std::max(most, (r * cosine - eye) / (r * sine));
    }
    return base::Angle::radians(std::atan(most));
}

} // namespace perilune::terrain
