#include "render/compose.h"

#include "astro/disc_sizes.h"

#include <cmath>
#include <string_view>

namespace perilune::render {

namespace {

/// glTF's axes (+Y up, +Z to the front) in east, north, up: the front looks north.
const glm::dmat3 kEnuFromModel{glm::dvec3(-1, 0, 0), glm::dvec3(0, 0, 1), glm::dvec3(0, 1, 0)};

/// Colours of the planets to the eye, by name.
glm::vec3 colourOf(std::string_view planet) {
    if (planet == "Mars")
        return {1.0f, 0.72f, 0.5f};
    if (planet == "Jupiter" || planet == "Saturn")
        return {1.0f, 0.92f, 0.78f};
    return glm::vec3(1.0f);
}

FrameSky skyOf(const scene::Scene& scene) {
    const scene::Heavens& heavens = scene.heavens;
    const glm::dvec3 toSun = heavens.sun.m - scene.camera.eye.m;
    FrameSky sky;
    sky.stars = heavens.shown != scene::SkyShown::Nothing;
    sky.constellations = heavens.shown == scene::SkyShown::Constellations;
    sky.moonFromInertial = glm::mat3(heavens.fixedFromInertial.m);
    const glm::dmat3 inertialFromMoon = heavens.fixedFromInertial.inverse().m;
    for (const scene::Heavens::Planet& planet : heavens.planets)
        sky.planets.push_back(
            {glm::vec3(inertialFromMoon * planet.towards.v), float(planet.magnitude), colourOf(planet.name)});
    sky.sun = glm::vec3(glm::normalize(toSun));
    sky.sunRadius = float(std::asin(astro::kSunRadiusM / glm::length(toSun)));
    sky.sunSeen = float(heavens.sunSeen);
    sky.eclipse = heavens.eclipse;
    sky.earth = heavens.earth.m - scene.camera.eye.m;
    sky.moonFromEarth = glm::mat3(heavens.fixedFromEarth.m);
    return sky;
}

} // namespace

Frame compose(const scene::Scene& scene, const overlay::Viewport& viewport,
              std::shared_ptr<const overlay::Fonts> fonts, const overlay::WorldMap* worldMap) {
    Frame frame;
    frame.viewport = viewport;
    frame.camera = scene.camera;
    frame.sun = glm::vec3(scene.sun.v);
    frame.earth = glm::vec3(scene.sky.earth.v);
    frame.earthDistanceM = scene.sky.earthDistanceM;
    frame.shadowLift = scene.shadowLift;
    frame.exposureStops = scene.exposureStops;
    frame.stopsAsked = scene.stopsAsked;
    frame.liftedStops = scene.liftedStops;
    frame.ground = scene.ground;
    frame.covered = scene.partners || scene.changes;
    frame.sky = skyOf(scene);
    for (const scene::PlacedModel& model : scene.models) {
        glm::dmat4 toEye(model.frame.m * kEnuFromModel);
        toEye[3] = glm::dvec4(model.position.m - scene.camera.eye.m, 1.0);
        frame.models.push_back({model.file, glm::mat4(toEye), model.presence, float(model.lamps)});
    }
    frame.stage = overlay::layoutStage(scene, viewport, *fonts, worldMap);
    frame.fonts = std::move(fonts);
    return frame;
}

} // namespace perilune::render
