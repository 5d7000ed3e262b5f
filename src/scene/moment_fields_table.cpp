// The rows of the table. How their values are written and read stands in moment_fields_write.cpp and
// _read.cpp.
#include "scene/choices.h"
#include "scene/moment_fields.h"

namespace perilune::scene {

namespace {

template <class T> struct Reached;
template <class Of, class T> struct Reached<T Of::*> { using Type = T; };
template <auto First, auto... Rest> struct Last : Last<Rest...> {};
template <auto Only> struct Last<Only> : Reached<decltype(Only)> {};

/// member<&Moment::look, &Look::tilt>: the way to it.
template <auto... Way>
constexpr auto member = Member<typename Last<Way...>::Type>{
    [](Moment& moment) -> typename Last<Way...>::Type& { return (moment.*....*Way); }};

template <auto... Way> constexpr kind::Choice choice() {
    using E = typename Last<Way...>::Type;
    return {Words<E>::noun, wordsOf<E>, [](const Moment& moment) { return nameOf(member<Way...>(moment)); },
            [](Moment& moment, std::string_view word) {
                const std::optional<E> value = named<E>(word);
                if (value)
                    member<Way...>(moment) = *value;
                return value.has_value();
            }};
}

template <auto... Way> constexpr kind::Angle angle(double leastDeg, double greatestDeg) {
    return {member<Way...>, leastDeg, greatestDeg};
}

constexpr double kTurn = 360.0;
constexpr std::size_t kMostTitle = 80, kMostCaption = 160, kMostRows = 100'000;
constexpr const char* kNoKey = nullptr;
constexpr bool kByHand = true, kNotByHand = false;

// name, option, key of a keyframe, by hand, form, help, kind
constexpr Field kFields[] = {
    {"at", "at", "date", kByHand, "INSTANT", "When: a day or a UTC instant, 2024-09-08T12:30Z",
     kind::Time{member<&Moment::at>}},
    {"language", "language", kNoKey, kByHand, "CODE", // of the whole story
     "Of the titles, where the timelines have it: en (default), ru, zh, lv, ...",
     kind::Id{member<&Moment::language>, IdOf::Language}},
    {"known", "known", "known", kByHand, "DATE",
     "What was known on this day: a date, \"then\" or \"hindsight\" (default)",
     kind::AsOf{member<&Moment::known>}},

    {"lat", "look", "look.lat", kByHand, "SITE|LAT,LON[,RANGE_KM]",
     "Where to look, and from how far (default: the whole lit disc)",
     angle<&Moment::look, &Look::latitude>(-90.0, 90.0)},
    {"lon", "look", "look.lon", kByHand, "", "", angle<&Moment::look, &Look::longitude>(-180.0, 180.0)},
    {"range", "look", "look.range_km", kByHand, "", "",
     kind::Number{member<&Moment::look, &Look::rangeM>, kLeastRangeM / 1e3, kGreatestRangeM / 1e3, 1e3, "m"}},
    {"heading", "heading", "look.heading", kByHand, "DEGREES",
     "What is up in the picture: 0 = north, 90 = east", angle<&Moment::look, &Look::heading>(-kTurn, kTurn)},
    {"tilt", "tilt", "look.tilt", kByHand, "DEGREES", "0 = straight down, towards 90 = along the ground",
     angle<&Moment::look, &Look::tilt>(0.0, 89.0)},
    {"fov", "fov", "look.fov", kByHand, "DEGREES",
     "Field of view, up and down (default: 30; from elsewhere what suits it)",
     angle<&Moment::look, &Look::fieldOfView>(kLeastFieldDeg, kGreatestFieldDeg)},
    {"view", "view", "look.from", kByHand, "over|earth|site:SITE|site:LAT,LON|craft:ID|two-bodies",
     "From where to look: over the ground (default), earth (its centre), site (2 m above it), craft, "
     "two-bodies",
     choice<&Moment::look, &Look::vantage>()},
    {"craft", "view", "look.craft", kByHand, "", "",
     kind::Id{member<&Moment::look, &Look::craft>, IdOf::Path}},
    {"aim", "aim", "look.at", kByHand, "NAME",
     "What to look at from there: moon, earth, sun, place (that of --look), path (ahead), direction",
     choice<&Moment::look, &Look::aim>()},
    {"azimuth", "azimuth", "look.azimuth", kByHand, "DEGREES",
     "Of the line of sight from a site, 0 = north, 90 = east; else how far it is turned to the right",
     angle<&Moment::look, &Look::azimuth>(-kTurn, kTurn)},
    {"elevation", "elevation", "look.elevation", kByHand, "DEGREES",
     "The same over the horizon, or upwards; two-bodies: over the plane of the orbit",
     angle<&Moment::look, &Look::elevation>(-90.0, 90.0)},
    {"north", "north", "look.north", kNotByHand, "NAME",
     "What is up from the Earth: celestial (default) or moon", choice<&Moment::look, &Look::north>()},

    {"select", "select", "select", kByHand, "MILESTONE", "The milestone whose card is open",
     kind::Id{member<&Moment::selected>, IdOf::Milestone}},
    {"said", "said", "said", kByHand, "DATE",
     "Its card tells what had last been said of it by this day, and why (default: the last that is known)",
     kind::DayOrNone{member<&Moment::said>}},
    {"site", "site", "site", kByHand, "SITE", "The site that is marked (default: that of --look or --view)",
     kind::Id{member<&Moment::selectedSite>, IdOf::Site}},
    {"changed-since", "changed-since", "changed-since", kByHand, "DATE",
     "Tell what changed from this known day to the one of --known, in the Moon's place",
     kind::DayOrNone{member<&Moment::changedSince>}},
    {"changes-from", "changes-from", "changes-from", kByHand, "ROW",
     "The row with which that list begins (default: 0)",
     kind::Count{member<&Moment::changesFrom>, kMostRows}},
    {"country", "country", "country", kByHand, "LETTERS",
     "Show the map of partners, with this country told of (ISO 3166-1: FR)",
     kind::Id{member<&Moment::country>, IdOf::Country}},
    {"layers", "layers", "show", kByHand, "LIST",
     "What is shown: a list of {}; or changes, --layers=+names,-card; or none",
     kind::Shown{member<&Moment::layers>}},
    {"tint", "tint", "tint", kByHand, "NAME", "A map laid over the ground: {}",
     choice<&Moment::ground, &terrain::GroundLook::tint>()},
    {"heights", "heights", "heights", kNotByHand, "auto|LOW,HIGH",
     "The heights in metres that the colours of --tint elevation go over (default: auto, what suits the "
     "view)",
     kind::Heights{member<&Moment::ground, &terrain::GroundLook::heights>}},
    {"sky", "sky", "sky", kByHand, "NAME",
     "What stands in the sky besides Sun and Earth: {} (default: stars)", choice<&Moment::sky>()},
    {"paths", "paths", "paths", kNotByHand, "ID,...",
     "Paths of spacecraft to show, also before and after their flight; --layers=+paths shows all that fly "
     "just then",
     kind::Ids{member<&Moment::paths>, IdOf::Path}},
    {"path-axes", "path-axes", "path-axes", kNotByHand, "KIND",
     "Paths in axes that do not turn (inertial, default), or over the ground that they passed over (fixed)",
     choice<&Moment::pathAxes>()},
    {"relief", "relief", "relief", kByHand, "KIND",
     "modelled (below the resolution of the data, default) or measured alone",
     kind::Switch{"relief", member<&Moment::ground, &terrain::GroundLook::modelled>, kModelledRelief,
                  kMeasuredRelief}},
    {"exposure", "exposure", "exposure", kByHand, "auto|fixed[,STOPS]",
     "auto (default), or fixed as for a full Moon; with stops more or less",
     kind::Stops{member<&Moment::exposure>}},
    {"light", "light", "light", kByHand, "true|sunlit|LAT,LON",
     "The Sun where it was (true, default), in the nearest hour in which it lit the place (sunlit), or held "
     "over a place of the Moon; the picture says so",
     kind::Sun{member<&Moment::light>}},
    {"span", "span", "span", kByHand, "FROM/TO", "The part of the calendar that the strip shows: 2018/2031",
     kind::Span{member<&Moment::span>}},
    {"title", "title", "title", kNotByHand, "TEXT", "Words in the top left corner",
     kind::Text{member<&Moment::title>, kMostTitle}},
    {"subtitle", "subtitle", "subtitle", kByHand, "TEXT", "Words below them", // changes with the language
     kind::Text{member<&Moment::subtitle>, kMostTitle}},
    {"caption", "caption", kNoKey, kNotByHand, "TEXT", "Words over the strip", // a story has a list of them
     kind::Text{member<&Moment::caption>, kMostCaption}},
    {"caption-opacity", "caption-opacity", kNoKey, kNotByHand, "SHARE",
     "How far they have come in, 0 to 1 (default: 1)",
     kind::Number{member<&Moment::captionOpacity>, 0.0, 1.0}},
    {"curtain", "curtain", "curtain", kNotByHand, "SHARE", "How black the picture is, 0 (open, default) to 1",
     kind::Number{member<&Moment::curtain>, 0.0, 1.0}},
};

} // namespace

std::span<const Field> momentFields() {
    return kFields;
}

} // namespace perilune::scene
