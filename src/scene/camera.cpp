#include "scene/camera.h"

#include "scene/daylight.h"

#include <algorithm>
#include <cmath>

namespace perilune::scene {

using astro::kMoonRadiusM;
using astro::Mcmf;
using astro::Position;
using astro::Selenographic;
using base::Angle;

namespace {

// Where the target stands and how much height is left for it: the titles take the top corners, the strip the
// bottom three tenths; the middle of the top is free, so a disc may rise between the titles.
constexpr double kFreeTopWithStrip = 0.09, kFreeBottomWithStrip = 0.71;
constexpr double kDiscShare = 0.93;
// A near plane for projection: nothing closer to the eye is on screen.
constexpr double kLeastDepthM = 1e-3;

Selenographic onGround(const Look& look, const terrain::Surface& surface) {
    Selenographic place{look.latitude, look.longitude, 0.0};
    place.heightM = surface.drawnHeightM(place);
    return place;
}

} // namespace

Camera cameraOf(const Look& look, const terrain::Surface& surface) {
    const Selenographic ground = onGround(look, surface);
    const glm::dvec3 target = astro::toMcmf(ground).m;
    const glm::dmat3 frame = astro::localFrame(ground).m; // east, north, up
    const double range = std::clamp(look.rangeM, kLeastRangeM, kGreatestRangeM);
    const double heading = look.heading.radians(), tilt = look.tilt.radians();
    const glm::dvec3 ahead = frame[0] * std::sin(heading) + frame[1] * std::cos(heading);
    const glm::dvec3 towardsEye = frame[2] * std::cos(tilt) - ahead * std::sin(tilt);

    Camera camera;
    camera.fieldOfView = look.fieldOfView;
    camera.eye.m = target + towardsEye * range;
    camera.forward.v = -towardsEye;
    camera.up.v = glm::normalize(ahead * std::cos(tilt) + frame[2] * std::sin(tilt));

    Selenographic eye = astro::toSelenographic(camera.eye);
    const double least = surface.drawnHeightM({eye.latitude, eye.longitude, 0.0}) + kLeastEyeHeightM;
    if (eye.heightM < least) { // lift it straight up and keep the target in the middle
        eye.heightM = least;
        camera.eye = astro::toMcmf(eye);
        const glm::dvec3 towardsTarget = target - camera.eye.m;
        if (glm::length(towardsTarget) > kLeastDepthM) {
            const glm::dvec3 forward = glm::normalize(towardsTarget);
            const glm::dvec3 right = glm::cross(forward, camera.up.v);
            if (glm::length(right) > 1e-6) {
                camera.forward.v = forward;
                camera.up.v = glm::normalize(glm::cross(glm::normalize(right), forward));
            }
        }
    }
    return camera;
}

FreeArea freeArea(const Layers& layers) {
    if (!layers.strip)
        return {};
    return {1.0 - (kFreeTopWithStrip + kFreeBottomWithStrip), kFreeBottomWithStrip - kFreeTopWithStrip};
}

namespace {

// Two bodies stand far apart, and a disc fills the picture's height: figures at the left and a card at the
// right, as shares of the picture's width, would cover them.
constexpr double kFactsWidth = 0.30, kCardWidth = 0.31, kTwoBodiesWidth = 0.92;

Camera framed(Camera camera, const Moment& moment) {
    const FreeArea area = freeArea(moment.layers);
    double smaller = 1.0 / area.share;
    camera.shift.y = area.middle;
    const double left = moment.layers.facts ? kFactsWidth : 0.0;
    const double right = moment.layers.card && !moment.selected.empty() ? kCardWidth : 0.0;
    // A disc as high as the picture stands between them.
    if (moment.look.vantage == Vantage::Earth)
        camera.shift.x = 0.4 * (left - right);
    if (moment.look.vantage == Vantage::TwoBodies) {
        camera.shift.x = left - right;
        smaller = std::max(smaller, kTwoBodiesWidth / (1.0 - left - right));
    }
    camera.fieldOfView =
        Angle::radians(2.0 * std::atan(std::tan(camera.fieldOfView.radians() / 2.0) * smaller));
    return camera;
}

} // namespace

Camera cameraOf(const Moment& moment, const astro::Sky& sky, const terrain::Surface& surface) {
    // Only who looks at the Sun must know where it is held.
    const bool atSun = moment.look.vantage != Vantage::Over && moment.look.aim == Aim::Sun;
    const auto sun = atSun ? daylightOf(moment, sky, surface).sun : sky.sun;
    return framed(cameraOf(moment.look, sky, sun, surface), moment);
}

Camera cameraOf(const Moment& moment, const terrain::Surface& surface) {
    if (moment.look.vantage != Vantage::Over)
        if (const base::Result<astro::Sky> sky = astro::skyAt(moment.at))
            return cameraOf(moment, *sky, surface);
    return framed(cameraOf(moment.look, surface), moment);
}

Look wholeDisc(Angle latitude, Angle longitude) {
    Look look;
    look.latitude = latitude;
    look.longitude = longitude;
    const double limb = std::atan(kDiscShare * std::tan(look.fieldOfView.radians() / 2.0));
    look.rangeM = kMoonRadiusM / std::sin(limb) - kMoonRadiusM;
    return look;
}

Projection::Projection(const Camera& camera, double aspect)
    : camera_(camera), aspect_(aspect), right_(glm::normalize(glm::cross(camera.forward.v, camera.up.v))),
      up_(glm::cross(right_, camera.forward.v)), forward_(camera.forward.v),
      tanHalf_(std::tan(camera.fieldOfView.radians() / 2.0)) {}

std::optional<Projection::Point> Projection::project(const Position<Mcmf>& position) const {
    const glm::dvec3 away = position.m - camera_.eye.m;
    const double depth = glm::dot(away, forward_);
    if (depth < kLeastDepthM)
        return std::nullopt;
    const double x = glm::dot(away, right_) / (depth * tanHalf_ * aspect_) + camera_.shift.x;
    const double y = glm::dot(away, up_) / (depth * tanHalf_) + camera_.shift.y;
    return Point{0.5 + 0.5 * x, 0.5 - 0.5 * y, depth};
}

bool Projection::behindMoon(const Position<Mcmf>& position, double groundM) const {
    const double radius = kMoonRadiusM + groundM;
    const glm::dvec3 way = position.m - camera_.eye.m;
    const double along =
        -glm::dot(camera_.eye.m, way) / glm::dot(way, way); // closest to the centre, 0..1 on the way
    if (!(along > 0.0 && along < 1.0))
        return false;
    const glm::dvec3 closest = camera_.eye.m + way * along;
    return glm::dot(closest, closest) < radius * radius;
}

std::optional<Selenographic> Projection::pick(double x, double y, double heightM) const {
    const double sideways = (2.0 * x - 1.0 - camera_.shift.x) * tanHalf_ * aspect_;
    const double upwards = (1.0 - 2.0 * y - camera_.shift.y) * tanHalf_;
    const glm::dvec3 ray = glm::normalize(forward_ + right_ * sideways + up_ * upwards);
    const double radius = kMoonRadiusM + heightM;
    const double towards = -glm::dot(camera_.eye.m, ray);
    const double eye = glm::length(camera_.eye.m);
    if (towards <= 0.0 || eye < radius)
        return std::nullopt;
    const glm::dvec3 closest = camera_.eye.m + ray * towards;
    const double under = radius * radius - glm::dot(closest, closest);
    if (under < 0.0)
        return std::nullopt;
    // (eye² - radius²) / (towards + root): the near crossing without cancellation.
    const double distance = (eye - radius) * (eye + radius) / (towards + std::sqrt(under));
    return astro::toSelenographic({camera_.eye.m + ray * distance});
}

} // namespace perilune::scene
