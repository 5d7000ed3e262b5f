// Parallels and meridians on the drawn ground, and the scale of the picture. Grids of steps that divide one
// another lie over each other; every point of a line is as strong as the lines of its grid stand apart there
// in the picture, so that grids come and go softly and meridians thin out towards the poles.
#include "scene/describe_parts.h"
#include "scene/on_ground.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::scene {

using astro::kMoonRadiusM;
using astro::Mcmf;
using astro::Position;

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// Each divides the one before it.
constexpr double kSteps[] = {90.0, 30.0, 10.0, 5.0, 1.0, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001};
/// Lines that stand nearer to each other than the first share of the picture's height are not drawn, those
/// farther apart than the second are drawn whole.
constexpr double kTooDense = 0.09, kSparse = 0.16;
/// A line is a chain of pieces about so long, in heights of the picture.
constexpr double kPieceShare = 0.03;
constexpr double kLeastPieceDeg = 1e-4, kGreatestPieceDeg = 4.0;
constexpr int kMostPieces = 720;

/// What the eye sees of the ground, roughly and never too little.
struct View {
    const Camera& camera;
    double tanHalf, cosView, cosHorizon, cap; ///< cap: radius of the ground that is not hidden, radians
    glm::dvec3 overhead;
    double nearestM;
    astro::Selenographic below;

    explicit View(const Camera& c) : camera(c), tanHalf(std::tan(c.fieldOfView.radians() / 2.0)) {
        const double x = tanHalf * (kWidestAspect + std::abs(c.shift.x));
        const double y = tanHalf * (1.0 + std::abs(c.shift.y));
        cosView = 1.0 / std::sqrt(1.0 + x * x + y * y);
        const double radius = glm::length(c.eye.m);
        overhead = c.eye.m / radius;
        cosHorizon = std::min(1.0, kMoonRadiusM / radius);
        cap = std::acos(cosHorizon);
        // Looking down, the picture ends well before the horizon.
        const double offNadir =
            std::acos(std::clamp(-glm::dot(c.forward.v, overhead), -1.0, 1.0)) + std::acos(cosView);
        if (offNadir < std::numbers::pi / 2.0 && std::sin(offNadir) < cosHorizon)
            cap = std::asin(std::sin(offNadir) / cosHorizon) - offNadir;
        nearestM = std::max(radius - kMoonRadiusM, 1.0);
        below = astro::toSelenographic(c.eye);
    }
    /// A length across the view as a share of the picture's height.
    double share(double lengthM, double distanceM) const { return lengthM / (2.0 * distanceM * tanHalf); }
};

glm::dvec3 directionAt(double latitudeDeg, double longitudeDeg) {
    const double phi = latitudeDeg * kDegree, lambda = longitudeDeg * kDegree;
    return {std::cos(phi) * std::cos(lambda), std::cos(phi) * std::sin(lambda), std::sin(phi)};
}

/// How strong the lines of a grid are where two neighbours stand `apartM` from each other on the ground.
double strengthAt(const View& view, const glm::dvec3& up, double apartM) {
    const glm::dvec3 way = up * kMoonRadiusM - view.camera.eye.m;
    const double distance = glm::length(way);
    if (glm::dot(way, view.camera.forward.v) < view.cosView * distance)
        return 0.0;
    const double slant = -glm::dot(way, up) / distance; // squeezed towards the horizon
    if (slant <= 0.0)
        return 0.0;
    return smoothly(view.share(apartM * slant, distance), kTooDense, kSparse);
}

/// The part of a range of degrees that a step's multiples lie in, as whole multiples.
struct Multiples {
    long first, last;
};
Multiples multiplesWithin(double step, double low, double high) {
    return {long(std::ceil(low / step - 1e-9)), long(std::floor(high / step + 1e-9))};
}

/// The index of the coarsest grid that a multiple of a step belongs to.
std::size_t coarsest(double degrees) {
    for (std::size_t i = 0; i < std::size(kSteps); ++i)
        if (std::abs(std::remainder(degrees, kSteps[i])) < 1e-7)
            return i;
    return std::size(kSteps) - 1;
}

/// Latitudes and longitudes that can be seen.
struct Extent {
    double south, north, west, east;
};
Extent extentOf(const View& view, double capRad) {
    const double phi = view.below.latitude.degrees(), cap = capRad / kDegree;
    Extent e{std::max(-90.0, phi - cap), std::min(90.0, phi + cap), -180.0, 180.0};
    if (phi + cap < 90.0 && phi - cap > -90.0) {
        const double reach = std::asin(std::min(1.0, std::sin(capRad) / std::cos(phi * kDegree))) / kDegree;
        e.west = view.below.longitude.degrees() - reach;
        e.east = view.below.longitude.degrees() + reach;
    }
    return e;
}

/// Follows a line, keeping the points where it is seen; a gap begins a new line.
class Tracer {
  public:
    Tracer(const View& view, const OnGround& ground, std::vector<GraticuleLine>& lines)
        : view_(view), ground_(ground), lines_(lines) {}

    template <class Direction, class Strength>
    void follow(const GraticuleLine& line, double fromDeg, double toDeg, double pieceDeg,
                const Direction& direction, const Strength& strength) {
        const int pieces = std::clamp(int(std::ceil((toDeg - fromDeg) / pieceDeg)), 1, kMostPieces);
        GraticuleLine now = line;
        glm::dvec3 before{};
        const auto flush = [&] {
            if (now.points.size() > 1)
                lines_.push_back(now);
            now.points.clear();
        };
        bool hasBefore = false;
        for (int i = 0; i <= pieces; ++i) {
            const double degrees = fromDeg + (toDeg - fromDeg) * double(i) / double(pieces);
            const glm::dvec3 up = direction(degrees);
            const double opacity = strength(up, degrees);
            if (opacity > 0.0) {
                if (now.points.empty() && hasBefore) // fades in from the point before
                    now.points.push_back({ground_.at(before), 0.0});
                now.points.push_back({ground_.at(up), opacity});
            } else if (!now.points.empty()) {
                now.points.push_back({ground_.at(up), 0.0});
                flush();
            }
            before = up;
            hasBefore = true;
        }
        flush();
    }

  private:
    const View& view_;
    const OnGround& ground_;
    std::vector<GraticuleLine>& lines_;
};

} // namespace

std::vector<GraticuleLine> graticuleOf(const Camera& camera, const terrain::Surface& surface) {
    const View view(camera);
    const OnGround ground(surface, camera.eye);
    std::vector<GraticuleLine> lines;
    Tracer tracer(view, ground, lines);

    for (std::size_t level = 0; level < std::size(kSteps); ++level) {
        const double step = kSteps[level], stepM = step * kDegree * kMoonRadiusM;
        if (level > 0 && view.share(stepM, view.nearestM) < kTooDense)
            break;
        // Beyond this distance the lines of this grid are too dense.
        const double farthestM = stepM / (2.0 * view.tanHalf * kTooDense);
        const double cap =
            std::min(view.cap, 2.0 * std::asin(std::min(1.0, farthestM / (2.0 * kMoonRadiusM))));
        const Extent e = extentOf(view, cap);
        const double piece = std::clamp(
            2.0 * view.nearestM * view.tanHalf * kPieceShare / kMoonRadiusM / kDegree,
            std::max(kLeastPieceDeg, std::min(step / 6.0, cap / kDegree / 12.0)), kGreatestPieceDeg);

        const Multiples rows = multiplesWithin(step, e.south, e.north);
        for (long k = rows.first; k <= rows.last; ++k) {
            const double latitude = double(k) * step;
            if (coarsest(latitude) != level || std::abs(latitude) > 90.0 - 1e-9)
                continue;
            const double along = std::max(std::cos(latitude * kDegree), 1e-3);
            tracer.follow(
                {true, latitude, step, {}}, e.west, e.east, std::min(piece / along, 6.0),
                [&](double longitude) { return directionAt(latitude, longitude); },
                [&](const glm::dvec3& up, double) { return strengthAt(view, up, stepM); });
        }
    }
    // Meridians: the step that is right shrinks with the cosine of the latitude.
    const Extent whole = extentOf(view, view.cap);
    const double cosLatitude = std::cos(std::clamp(0.0, whole.south, whole.north) * kDegree);
    for (std::size_t level = 0; level < std::size(kSteps); ++level) {
        const double step = kSteps[level], stepM = step * kDegree * kMoonRadiusM;
        if (level > 0 && view.share(stepM * cosLatitude, view.nearestM) < kTooDense)
            break;
        const double farthestM = stepM / (2.0 * view.tanHalf * kTooDense);
        const double cap =
            level == 0 ? view.cap
                       : std::min(view.cap, 2.0 * std::asin(std::min(1.0, farthestM / (2.0 * kMoonRadiusM))));
        const Extent e = extentOf(view, cap);
        const double piece = std::clamp(
            2.0 * view.nearestM * view.tanHalf * kPieceShare / kMoonRadiusM / kDegree,
            std::max(kLeastPieceDeg, std::min(step / 6.0, cap / kDegree / 12.0)), kGreatestPieceDeg);
        const Multiples columns = multiplesWithin(step, e.west, e.east);
        const bool allRound = e.east - e.west >= 360.0;
        for (long k = columns.first; k <= columns.last - (allRound ? 1 : 0); ++k) {
            const double longitude = double(k) * step;
            if (coarsest(longitude) != level)
                continue;
            // Four go on to the poles whatever stands beside them.
            tracer.follow(
                {false, base::wrapped180(base::Angle::degrees(longitude)).degrees(), step, {}}, e.south,
                e.north, piece, [&](double latitude) { return directionAt(latitude, longitude); },
                [&](const glm::dvec3& up, double latitude) {
                    const double apart = level == 0 ? stepM : stepM * std::cos(latitude * kDegree);
                    return strengthAt(view, up, apart);
                });
        }
    }
    return lines;
}

std::optional<double> scaleOf(const Camera& camera, const terrain::Surface& surface) {
    // The ground where the view's middle is, not the picture's: the strip moves it up.
    const double ahead = -glm::dot(camera.eye.m, camera.forward.v);
    const double eye = glm::length(camera.eye.m);
    const double under = kMoonRadiusM * kMoonRadiusM - (eye * eye - ahead * ahead);
    if (ahead <= 0.0 || under < 0.0)
        return std::nullopt;
    glm::dvec3 point = camera.eye.m + camera.forward.v * std::max(ahead - std::sqrt(under), 0.0);
    // A few steps from the sphere onto the drawn ground.
    for (int i = 0; i < 6; ++i) {
        astro::Selenographic place = astro::toSelenographic({point});
        place.heightM = 0.0;
        const double height = surface.drawnHeightM(place);
        const double slope = -glm::dot(glm::normalize(point), camera.forward.v);
        if (slope < 0.05)
            break;
        point += camera.forward.v * ((glm::length(point) - kMoonRadiusM - height) / slope);
    }
    const double depth = glm::dot(point - camera.eye.m, camera.forward.v);
    if (!(depth > 0.0))
        return std::nullopt;
    // From where the whole Moon is but a spot, a length on it means nothing.
    constexpr double kLeastDiscShare = 0.15;
    const double tanHalf = std::tan(camera.fieldOfView.radians() / 2.0);
    if (2.0 * kMoonRadiusM / (2.0 * depth * tanHalf) < kLeastDiscShare)
        return std::nullopt;
    return 2.0 * depth * tanHalf;
}

} // namespace perilune::scene
