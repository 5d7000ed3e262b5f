#pragma once

#include "terrain/ground_look.h"
#include "astro/vec.h"
#include "timeline/time_axes.h"
#include "base/angle.h"
#include "base/calendar.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// As of which day the record is read: "as it looked then" (known = valid), "hindsight" (known = latest), or
/// a chosen day.
enum class AsOfMode { AsItLookedThen, Hindsight, OnADay };

/// What comes to a KnownDay once the instant and the record are given (knownDayOf).
struct AsOf {
    AsOfMode mode = AsOfMode::Hindsight;
    timeline::KnownDay day{}; ///< read only for OnADay
    bool operator==(const AsOf&) const = default;
};

/// From where one looks. Over: from above a place of the ground, which is in the middle of the picture.
/// Earth: from the Earth's centre. Site: from eye height over the drawn ground of a place. Craft: from the
/// path of a spacecraft. TwoBodies: from far beside the middle between Earth and Moon.
enum class Vantage { Over, Earth, Site, Craft, TwoBodies };

/// What one looks at from the Earth, a site or a spacecraft. Direction: azimuth and elevation (sites). Path:
/// the way ahead (spacecraft). Place: the look's latitude and longitude (not from sites, where one stands on
/// it).
enum class Aim { Direction, Moon, Earth, Sun, Place, Path };

/// What is up in the picture from the Earth.
enum class North { Celestial, Moon };

/// Where one looks, and from where.
struct Look {
    base::Angle latitude; ///< of the place: over which, on which one stands, or at which one looks
    base::Angle longitude;
    double rangeM = 8.0e6; ///< eye to target; Over and TwoBodies
    base::Angle heading;   ///< Over: direction that is up in the picture (or away): 0 = north, 90 = east
    base::Angle tilt;      ///< Over: 0 = straight down, towards 90 = along the ground
    base::Angle fieldOfView = base::Angle::degrees(30.0); ///< vertical

    Vantage vantage = Vantage::Over;
    Aim aim = Aim::Direction;
    /// Direction: of the line of sight, azimuth from north through east, elevation over the horizontal. With
    /// another aim: how far the eye is turned away from it, to the right and up. TwoBodies: elevation over
    /// the plane of the Moon's orbit (0 = from the side, 90 = from the north), azimuth how far round its
    /// axis.
    base::Angle azimuth, elevation;
    North north = North::Celestial;
    std::string craft; ///< id of the path that one rides on
    bool operator==(const Look&) const = default;
};

inline constexpr double kLeastRangeM = 2.0;
inline constexpr double kGreatestRangeM = 1.0e9;
/// Of somebody who stands there.
inline constexpr double kEyeHeightM = 2.0;

/// Where the Sun stands that lights the Moon: where it was; held over one place of the Moon, so that the
/// light stays; or as in the nearest hour in which it shone on the place that is looked at. Where that is not
/// where it was, the picture says so.
enum class LightMode { True, Pinned, Sunlit };

struct Light {
    LightMode mode = LightMode::True;
    base::Angle subsolarLatitude; ///< read only where pinned
    base::Angle subsolarLongitude;
    bool isPinned() const { return mode == LightMode::Pinned; }
    bool operator==(const Light&) const = default;
};

/// How long the picture is exposed. Automatic: for the Sun, as the camera sees it; it depends on the Moment
/// alone.
struct Exposure {
    double stops = 0.0;    ///< more (or less) than the automatic one, or than that for a full Moon
    bool automatic = true; ///< else as for a full Moon, always
    bool operator==(const Exposure&) const = default;
};

/// What the sky over the Moon shows besides the Sun and the Earth.
enum class SkyShown { Nothing, Stars, Constellations };

/// In which axes the paths of spacecraft are drawn. Inertial: as ellipses are, in axes through the Moon's
/// centre that do not turn; as the Moon stands now, only the spacecraft is over the ground that it is over.
/// Fixed: over the ground that it was over.
enum class PathAxes { Inertial, Fixed };

/// The part of the calendar that the strip shows.
struct StripSpan {
    base::Day first{};
    base::Day last{};
    bool operator==(const StripSpan&) const = default;
};

/// What is switched on.
struct Layers {
    bool strip = true;
    bool card = true; ///< shown only while a milestone is selected
    bool pins = true;
    bool models = true;
    bool titles = true;     ///< title, date, caption
    bool sources = false;   ///< the card's list of sources, opened
    bool names = false;     ///< of craters, seas and mountains
    bool graticule = false; ///< parallels and meridians
    bool scale = false;     ///< a bar that tells lengths on the ground
    bool paths = false;     ///< of all spacecraft that fly just then
    bool partners = false;  ///< a map of the world with who joined which bloc, in the Moon's place
    bool facts = false;     ///< phase, distance, libration, and light at the place, in figures
    bool operator==(const Layers&) const = default;
};

/// All that decides what is shown. Everything on screen and in a film is a pure function of it.
struct Moment {
    base::Instant at{};          ///< when it happens (UTC)
    std::string language = "en"; ///< of the timelines' titles; where one is not given in it, English
    AsOf known;
    Look look;
    Light light;
    Exposure exposure;
    SkyShown sky = SkyShown::Stars;
    terrain::GroundLook ground; ///< modelled relief on or off, a map laid over the ground
    StripSpan span;
    Layers layers;
    std::string selected; ///< id of a milestone, or empty
    /// The card tells what had last been said of the milestone by this day, with its causes; none: the last
    /// of all that is known.
    std::optional<timeline::KnownDay> said;
    std::string selectedSite; ///< id of a site, or empty
    std::string country;      ///< ISO 3166-1 alpha-2: whose partnerships the view of partners tells, or empty
    /// What changed between this known day and the one that `known` comes to is told in the Moon's place;
    /// comes before the view of partners.
    std::optional<timeline::KnownDay> changedSince;
    std::size_t changesFrom = 0; ///< the row with which that list begins
    /// Ids of paths that are shown in any case; that of the selected milestone is while it is flown.
    std::vector<std::string> paths;
    PathAxes pathAxes = PathAxes::Inertial;
    std::string title; ///< of the story or chapter, top left; empty = none
    std::string subtitle;
    std::string caption; ///< lower third; empty = none
    double captionOpacity = 1.0;
    double curtain = 0.0; ///< 0 = open, 1 = black
    bool operator==(const Moment&) const = default;
};

} // namespace perilune::scene
