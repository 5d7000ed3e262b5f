// How the Moon is drawn: where the Sun stands, tint and relief, exposure, sky and layers.
#include "ui/reduce.h"
#include "scene/choices.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace perilune::ui {

namespace {

/// Where a frame steps farther than a twelfth of a lunation (days) sunlight flickers; so many such frames in
/// a row are no hitch.
constexpr double kFlickerDays = 29.530588861 / 12.0;
constexpr int kFlickerFrames = 4;

} // namespace

void Reducer::operator()(const action::TogglePinnedSun&) {
    if (show.moment.light.isPinned()) {
        show.moment.light = {};
        show.flickerWanted = show.heldForPlay;
        show.heldForPlay = false;
        say("The Sun stands where it was");
        return;
    }
    show.heldForPlay = false;
    pinSun();
}

void Reducer::operator()(const action::ToggleSunlit&) {
    const bool sunlit = show.moment.light.mode == scene::LightMode::Sunlit;
    show.flickerWanted = show.heldForPlay;
    show.heldForPlay = false;
    show.moment.light = {sunlit ? scene::LightMode::True : scene::LightMode::Sunlit, {}, {}};
    say(sunlit ? "The Sun stands where it was" : "Light of the nearest hour in which the Sun shines there");
}

void Reducer::pinSun() {
    scene::Light& light = show.moment.light;
    // From the side, so that the relief shows; over a pole higher than it ever stands there.
    const scene::Look& look = goal(show);
    light.mode = scene::LightMode::Pinned;
    light.subsolarLatitude = base::Angle::degrees(look.latitude.degrees() * 0.3);
    light.subsolarLongitude = base::wrapped180(look.longitude - base::Angle::degrees(50.0));
}

void Reducer::holdSunAgainstFlicker(double stepDays) {
    show.flickers = stepDays > kFlickerDays ? std::min(show.flickers + 1, kFlickerFrames) : 0;
    if (show.flickers < kFlickerFrames || show.moment.light.isPinned() || show.flickerWanted)
        return;
    show.lightBeforeHold = show.moment.light;
    pinSun();
    show.heldForPlay = true;
    say("At this speed the light would flash: the Sun is pinned. P lets it go");
}

void Reducer::endFlicker() {
    show.flickers = 0;
    show.flickerWanted = false;
    if (show.heldForPlay)
        show.moment.light = show.lightBeforeHold;
    show.heldForPlay = false;
}

void Reducer::operator()(const action::SetTint& a) {
    show.moment.ground.tint = a.tint;
    sayTint();
}

void Reducer::operator()(const action::CycleTint&) {
    const std::span all = scene::Words<terrain::GroundTint>::all;
    const auto now = std::find_if(all.begin(), all.end(),
                                  [&](const auto& t) { return t.value == show.moment.ground.tint; });
    const bool last = now == all.end() || now + 1 == all.end();
    show.moment.ground.tint = last ? all.front().value : (now + 1)->value;
    sayTint();
}

void Reducer::sayTint() {
    switch (show.moment.ground.tint) {
    case terrain::GroundTint::None:
        return say("The ground as the eye sees it");
    case terrain::GroundTint::Elevation:
        return say("Coloured by height");
    case terrain::GroundTint::Slope:
        return say("Coloured by slope");
    case terrain::GroundTint::Illumination:
        return say("Coloured by sunlight over the years");
    case terrain::GroundTint::Shadow:
        return say("Where the Sun never shines");
    }
}

void Reducer::operator()(const action::ToggleRelief&) {
    show.moment.ground.modelled = !show.moment.ground.modelled;
    say(show.moment.ground.modelled ? "Fine relief is modelled" : "Only measured relief");
}

void Reducer::operator()(const action::ToggleExposure&) {
    show.moment.exposure.automatic = !show.moment.exposure.automatic;
    say(show.moment.exposure.automatic ? "Exposed for what is seen" : "Exposed as for a full Moon");
}

void Reducer::operator()(const action::SetSky& a) {
    show.moment.sky = a.sky;
}

void Reducer::operator()(const action::CycleSky&) {
    switch (show.moment.sky) {
    case scene::SkyShown::Stars:
        show.moment.sky = scene::SkyShown::Constellations;
        return say("Stars and constellations");
    case scene::SkyShown::Constellations:
        show.moment.sky = scene::SkyShown::Nothing;
        return say("A black sky");
    case scene::SkyShown::Nothing:
        show.moment.sky = scene::SkyShown::Stars;
        return say("Stars");
    }
}

void Reducer::operator()(const action::ToggleLayer& a) {
    if (!a.layer)
        return;
    show.moment.layers.*a.layer = !(show.moment.layers.*a.layer);
    if (a.layer == &scene::Layers::partners && show.moment.layers.partners)
        show.moment.changedSince.reset();
}

} // namespace perilune::ui
