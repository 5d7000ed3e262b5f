#include "app/commands/bench_scenes.h"

#include "scene/opening.h"

#include <cmath>

namespace perilune::app {

namespace {

using base::Angle;
using scene::Moment;

Moment usual(const timeline::Timeline& timeline) {
    return scene::defaultMoment(timeline, base::startOf(timeline.latestKnown().day));
}

/// The Moon with its names, nothing else over it; the Sun is held over a place, so that every run has the
/// same light.
Moment moonAlone(const timeline::Timeline& timeline, double sunLatitude, double sunLongitude) {
    Moment moment = usual(timeline);
    moment.layers = {.strip = false,
                     .card = false,
                     .pins = false,
                     .models = false,
                     .titles = false,
                     .sources = false,
                     .names = true};
    moment.light.mode = scene::LightMode::Pinned;
    moment.light.subsolarLatitude = Angle::degrees(sunLatitude);
    moment.light.subsolarLongitude = Angle::degrees(sunLongitude);
    return moment;
}

/// From where the disc has this share of the picture's height as its diameter.
double rangeForDisc(double share, Angle fieldOfView) {
    const double angularRadius = std::atan(share * std::tan(fieldOfView.radians() / 2.0));
    return astro::kMoonRadiusM / std::sin(angularRadius) - astro::kMoonRadiusM;
}

void lookAt(Moment& moment, double latitude, double longitude, double rangeM, double heading, double tilt) {
    moment.look.latitude = Angle::degrees(latitude);
    moment.look.longitude = Angle::degrees(longitude);
    moment.look.rangeM = rangeM;
    moment.look.heading = Angle::degrees(heading);
    moment.look.tilt = Angle::degrees(tilt);
}

/// Moves the target along a meridian.
void goNorth(Moment& moment, double metres) {
    moment.look.latitude = moment.look.latitude + Angle::radians(metres / astro::kMoonRadiusM);
}

} // namespace

const std::vector<BenchScene>& benchScenes() {
    static const std::vector<BenchScene> scenes{
        {"disc", "the full disc, 670 of 720 lines high",
         [](const timeline::Timeline& timeline) {
             Moment moment = moonAlone(timeline, 1.0, 35.0);
             moment.look.rangeM = rangeForDisc(670.0 / 720.0, moment.look.fieldOfView);
             return moment;
         },
         [](Moment& moment) {
             moment.look.longitude = base::wrapped180(moment.look.longitude + Angle::degrees(0.2));
         }},
        {"pole", "the south pole from 120 km, in its low Sun",
         [](const timeline::Timeline& timeline) {
             Moment moment = moonAlone(timeline, -1.5, 40.0);
             lookAt(moment, -89.5, 0.0, 120e3, 0.0, 35.0);
             return moment;
         },
         [](Moment& moment) {
             moment.look.heading = base::wrapped360(moment.look.heading + Angle::degrees(0.3));
         }},
        {"ground", "2 m above the ground, walking",
         [](const timeline::Timeline& timeline) {
             Moment moment = moonAlone(timeline, 0.0, -30.0);
             lookAt(moment, 26.0, 3.6, 60.0, 20.0, 88.1);
             moment.look.fieldOfView = Angle::degrees(45.0);
             return moment;
         },
         [](Moment& moment) { goNorth(moment, 0.05); }},
        {"orbit", "100 km up, looking along the flight, thirty times as fast as one flies",
         [](const timeline::Timeline& timeline) {
             Moment moment = moonAlone(timeline, 0.0, -50.0);
             lookAt(moment, -40.0, 10.0, 300e3, 0.0, 70.0);
             moment.look.fieldOfView = Angle::degrees(45.0);
             return moment;
         },
         [](Moment& moment) { goNorth(moment, 1630.0); }},
        {"stage", "what the program opens with, and a card",
         [](const timeline::Timeline& timeline) {
             Moment moment = usual(timeline);
             if (const auto* milestone = scene::mostMoved(timeline))
                 moment.selected = milestone->id;
             return moment;
         },
         [](Moment& moment) {
             moment.look.longitude = base::wrapped180(moment.look.longitude + Angle::degrees(0.2));
         }},
        {"partners", "the map of partners, a week a frame",
         [](const timeline::Timeline& timeline) {
             Moment moment = usual(timeline);
             moment.at -= std::chrono::days{365 * 6};
             moment.layers.partners = true;
             return moment;
         },
         [](Moment& moment) { moment.at += std::chrono::days{7}; }},
        {"changes", "what changed within a year, a day more each frame",
         [](const timeline::Timeline& timeline) {
             Moment moment = usual(timeline);
             moment.changedSince = timeline::KnownDay{timeline.latestKnown().day - std::chrono::days{365}};
             return moment;
         },
         [](Moment& moment) { moment.changedSince->day -= std::chrono::days{1}; }},
    };
    return scenes;
}

} // namespace perilune::app
