#pragma once

#include "scene/dump.h"
#include "scene/moment_members.h"
#include "scene/scene.h"

namespace perilune::astro {
PERILUNE_MEMBERS(Selenographic, latitude, longitude, heightM)
PERILUNE_MEMBERS(Sky, at, sun, sunDistanceM, earth, earthDistanceM, apparentDistanceM, subsolar, subearth,
                 phasePercent, phaseAngle, positionAngle, fixedFromInertial)
} // namespace perilune::astro
namespace perilune::scene {

PERILUNE_MEMBERS(Camera, eye, forward, up, fieldOfView, shift)
PERILUNE_MEMBERS(Heavens::Planet, name, towards, magnitude)
PERILUNE_MEMBERS(Heavens, shown, fixedFromInertial, sun, sunSeen, earth, fixedFromEarth, eclipse, planets)
PERILUNE_MEMBERS(SitePin, id, title, subtitle, programme, mark, colour, position, outline, presence,
                 confidence, priority, selected, candidate)
PERILUNE_MEMBERS(PlacedModel, file, site, position, frame, presence, lamps)
PERILUNE_MEMBERS(Path::Point, position, age, hidden)
PERILUNE_MEMBERS(Path, id, title, words, kind, colour, selected, points, now, inFlight, craft, heightM,
                 speedMS)
PERILUNE_MEMBERS(PlaceName, name, shape, position, diameterM, weight)
PERILUNE_MEMBERS(GraticuleLine::Point, position, opacity)
PERILUNE_MEMBERS(GraticuleLine, parallel, degrees, stepDeg, points)
PERILUNE_MEMBERS(StripMark, milestone, label, kind, first, last, anchor, softBegin, softEnd, openBegin,
                 openEnd, standing, confidence, weight, selected, quiet, cause)
PERILUNE_MEMBERS(StripTail, milestone, from, to, label, weight, selected)
PERILUNE_MEMBERS(StripLane, id, title, marks, tails, folded, others)
PERILUNE_MEMBERS(StripProgramme, id, title, mark, colour, folded, lanes)
PERILUNE_MEMBERS(StripCause, cause, effect, causeLane, effectLane, causeProgramme, effectProgramme, from, to,
                 said)
PERILUNE_MEMBERS(Strip, span, playhead, known, knownDay, changedSince, programmes, causes, hidden)
PERILUNE_MEMBERS(CrewRow, person, name, role)
PERILUNE_MEMBERS(CauseRow, milestone, said, edtf, title, when, confidence)
PERILUNE_MEMBERS(CardRow, announced, edtf, target, by, byShort, struck, actual, promised, projection, told,
                 caused, withdrawnBy, confidence)
PERILUNE_MEMBERS(Card, milestone, title, english, subtitle, colour, mark, standing, rows, crew, crewSaid,
                 causes, words, wordsBy, sources, sourcesOpen, amendedBy, confidence)
PERILUNE_MEMBERS(PartnerLine, id, title, country, kind, level, year, joined, source, disputed, confidence,
                 fresh, selected)
PERILUNE_MEMBERS(CountStep, day, count)
PERILUNE_MEMBERS(BlocLines, id, title, mark, colour, count, countries, disputed, partners, steps)
PERILUNE_MEMBERS(PartnerView, blocs)
PERILUNE_MEMBERS(ChangeRow, milestone, title, kind, what, from, to, by, byShort, said, because, confidence,
                 selected)
PERILUNE_MEMBERS(ChangeColumn, title, mark, colour, rows, tally, joined)
PERILUNE_MEMBERS(ChangesView, from, to, title, columns, firstRow)
PERILUNE_MEMBERS(LegendStop, value, colour, label)
PERILUNE_MEMBERS(Legend, tint, title, unit, classes, stops, lines)
PERILUNE_MEMBERS(Fact, label, value)
PERILUNE_MEMBERS(NamedBody, name, position, radiusM)
PERILUNE_MEMBERS(Scene, at, known, language, theme, textPercent, safePercent, camera, sky, sun, heavens,
                 sunPinned, sunHour, ground, shadowLift, liftedStops, exposureStops, stopsAsked, sites,
                 models, paths, names, graticule, scaleM, strip, card, partners, changes, legend, facts,
                 bodies, apart, title, subtitle, date, evidence, knownWords, caption, captionOpacity, curtain,
                 notes)

namespace test {

/// All that can be there is: lists hold one, texts a word, switches are all on or all off.
template <class T> void fill(T& value, bool on) {
    if constexpr (std::is_same_v<T, bool>)
        value = on;
    else if constexpr (std::is_same_v<T, std::string>)
        value = "word";
    else if constexpr (std::is_same_v<T, double>)
        value = 5.0e6; // in any unit enough to be seen when it is halved
    else if constexpr (std::is_same_v<T, std::shared_ptr<const astro::ShadowProfile>>)
        value = std::make_shared<const astro::ShadowProfile>();
    else if constexpr (members::IsVector<T>::value) {
        value.resize(1);
        fill(value.front(), on);
    } else if constexpr (members::IsOptional<T>::value)
        fill(value.emplace(), on);
    else if constexpr (requires { membersOf(value); })
        std::apply([on](auto&... member) { (fill(member, on), ...); }, membersOf(value));
}

inline void alter(const char*& name) {
    name = "other";
}
inline void alter(int& value) {
    value += 3;
}
inline void alter(std::uint32_t& value) {
    value ^= 0x00A0B0u;
}
inline void alter(glm::dvec2& value) {
    value.x += 0.25;
}
template <class Frame> void alter(astro::Position<Frame>& value) {
    value.m += glm::dvec3{2.0e6, 3.0e6, -1.0e6};
}
template <class Frame> void alter(astro::Direction<Frame>& value) {
    value.v += glm::dvec3{0.25, 0.5, 0.125};
}
template <class To, class From> void alter(astro::Rotation<To, From>& value) {
    value.m[1][2] += 0.25;
}
inline void alter(std::shared_ptr<const astro::ShadowProfile>& value) {
    value.reset();
}
template <class T> void alter(std::vector<T>& value) {
    value.clear();
}
template <class T> void alter(std::optional<T>& value) {
    value.reset();
}

} // namespace test
} // namespace perilune::scene
