#pragma once

#include "scene/moment.h"
#include "every_member.h"

namespace perilune::terrain {
PERILUNE_MEMBERS(HeightSpan, lowM, highM)
PERILUNE_MEMBERS(GroundLook, modelled, tint, heights)
} // namespace perilune::terrain
namespace perilune::timeline {
PERILUNE_MEMBERS(KnownDay, day)
}
namespace perilune::scene {

PERILUNE_MEMBERS(AsOf, mode, day)
PERILUNE_MEMBERS(Look, latitude, longitude, rangeM, heading, tilt, fieldOfView, vantage, aim, azimuth,
                 elevation, north, craft)
PERILUNE_MEMBERS(Light, mode, subsolarLatitude, subsolarLongitude)
PERILUNE_MEMBERS(Exposure, stops, automatic)
PERILUNE_MEMBERS(StripSpan, first, last)
PERILUNE_MEMBERS(Layers, strip, card, pins, models, titles, sources, names, graticule, scale, paths, partners,
                 facts)
PERILUNE_MEMBERS(Moment, at, language, known, look, light, exposure, sky, ground, span, layers, selected,
                 said, selectedSite, country, changedSince, changesFrom, paths, pathAxes, title, subtitle,
                 caption, captionOpacity, curtain)

namespace test {

// Another value of each type that the Moment has; texts become the id of a path, which is also an id and a
// text.
inline void alter(bool& value) {
    value = !value;
}
inline void alter(double& value) {
    value = value == 0.0 ? 0.5 : 0.5 * value;
}
inline void alter(std::int16_t& value) {
    value = std::int16_t(value + 7);
}
inline void alter(std::size_t& value) {
    value += 3;
}
inline void alter(base::Angle& value) {
    value = value + base::Angle::degrees(1.25);
}
inline void alter(base::Instant& value) {
    value += std::chrono::minutes{90};
}
inline void alter(base::Day& value) {
    value += std::chrono::days{1};
}
inline void alter(std::string& value) {
    value = "artemis-1";
}
inline void alter(std::vector<std::string>& value) {
    value = {"artemis-2", "capstone"};
}
inline void alter(std::optional<timeline::KnownDay>& value) {
    value.reset();
}
template <class E>
requires std::is_enum_v<E>
void alter(E& value) {
    value = value == E(0) ? E(1) : E(0);
}

/// All that can be there is, so that everything is read.
inline Moment fullMoment() {
    using namespace std::chrono;
    Moment moment;
    moment.at = sys_days{2026y / November / 25} + 12h;
    moment.known = {AsOfMode::OnADay, {sys_days{2021y / March / 9}}};
    moment.light = {scene::LightMode::Pinned, base::Angle::degrees(10.0), base::Angle::degrees(-40.0)};
    moment.ground.heights = {-3000, 2000};
    moment.span = {sys_days{2018y / July / 2}, sys_days{2031y / December / 30}};
    moment.said = timeline::KnownDay{sys_days{2021y / November / 9}};
    moment.changedSince = timeline::KnownDay{sys_days{2024y / January / 1}};
    moment.paths = {"gateway-nrho"};
    return moment;
}

/// The full Moment with one member altered, for each of them: each(moment, name).
template <class Each> void eachAltered(const Each& each) {
    std::size_t count = 0;
    Moment counted = fullMoment();
    members::eachMember(counted, "moment", [&](auto&, const std::string&) { ++count; });
    for (std::size_t chosen = 0; chosen < count; ++chosen) {
        Moment moment = fullMoment();
        std::string name;
        std::size_t i = 0;
        members::eachMember(moment, "moment", [&](auto& member, const std::string& called) {
            if (i++ != chosen || !name.empty())
                return;
            name = called;
            alter(member);
        });
        each(moment, name);
    }
}

} // namespace test
} // namespace perilune::scene
