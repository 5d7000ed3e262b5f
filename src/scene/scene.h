#pragma once

#include "scene/camera.h"
#include "scene/changes_view.h"
#include "scene/heavens.h"
#include "scene/legend.h"
#include "scene/moment.h"
#include "scene/partner_view.h"
#include "scene/paths.h"
#include "terrain/gazetteer.h"
#include "terrain/surface.h"
#include "astro/sky.h"
#include "timeline/ask/query.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// How a site or model stands: only proposed or planned, really there, lost on the way, or never to come.
enum class Presence { Planned, There, Lost, Cancelled };

/// A site of a programme as it is shown.
struct SitePin {
    std::string id;
    std::string title;
    std::string subtitle;  ///< programme and kind: "Artemis candidate region"
    std::string programme; ///< id
    timeline::Mark mark = timeline::Mark::Circle;
    std::uint32_t colour = 0xFFFFFF;
    astro::Position<astro::Mcmf> position; ///< on the drawn ground; an area's centre
    /// An area's edge on the ground, closed by the drawer; empty for a point.
    std::vector<astro::Position<astro::Mcmf>> outline;
    Presence presence = Presence::Planned;
    timeline::Confidence confidence = timeline::Confidence::High;
    int priority = 0; ///< higher is labelled first
    bool selected = false;
    bool candidate = false; ///< one of several places, not yet chosen: its area is hatched
};

/// A named feature of the ground that may get a label.
struct PlaceName {
    std::string name;
    terrain::FeatureClass shape = terrain::FeatureClass::Crater;
    astro::Position<astro::Mcmf> position; ///< its middle, on the drawn ground
    double diameterM = 0.0;
    /// 0..1: how far it has come in. Grows while the feature is about to be wide enough in the picture, falls
    /// while it outgrows the picture and towards the limb; steady in all that a camera can do.
    double weight = 0.0;
};

/// A parallel or meridian on the drawn ground, over the part that can be seen.
struct GraticuleLine {
    bool parallel = false; ///< else a meridian
    double degrees = 0.0;  ///< latitude, or east longitude -180..180
    double stepDeg = 0.0;  ///< of the coarsest grid that it belongs to
    struct Point {
        astro::Position<astro::Mcmf> position;
        double opacity = 1.0; ///< falls where its like stand too close together
    };
    std::vector<Point> points;
};

/// A spacecraft on the ground, to scale (its file is in metres, +Y up, +Z to the front, as glTF says).
struct PlacedModel {
    std::string file; ///< under models/spacecraft/
    std::string site; ///< id
    astro::Position<astro::Mcmf> position;
    astro::Rotation<astro::Mcmf, astro::Enu> frame;
    Presence presence = Presence::Planned;
    /// How far its lamps are on, 0..1: in night and shadow. Nobody says what lamps it has: they are modelled.
    double lamps = 0.0;
};

enum class StripMarkKind { Current, Earlier, Projection };

/// One mark on the strip: a day, or a window with soft ends.
struct StripMark {
    std::string milestone; ///< id
    std::string label;
    StripMarkKind kind = StripMarkKind::Current;
    base::Day first{}; ///< the window's bounded part, both days inside
    base::Day last{};
    base::Day anchor{};     ///< where the mark itself stands
    bool softBegin = false; ///< the start is only as exact as the precision says
    bool softEnd = false;
    bool openBegin = false; ///< "before …": fades out to the left
    bool openEnd = false;   ///< "not before …": fades out to the right
    timeline::Standing standing = timeline::Standing::Upcoming;
    timeline::Confidence confidence = timeline::Confidence::High;
    int weight = 1;
    bool selected = false;
    bool quiet = false; ///< not what the picture is about: drawn faint, without a label
    bool cause = false; ///< of something that was said of the selected milestone
};

/// The slip between two marks of one milestone.
struct StripTail {
    std::string milestone;
    base::Day from{};
    base::Day to{};
    std::string label; ///< "slip 3 y 8 m"; empty = none
    int weight = 1;    ///< of its milestone
    bool selected = false;
};

struct StripLane {
    std::string id;
    std::string title;
    std::vector<StripMark> marks; ///< earlier ones first, so that the current one is drawn over them
    std::vector<StripTail> tails;
    bool folded = false;    ///< a thin row, whose marks have no labels
    std::size_t others = 0; ///< marks that would lie on their likes here, so that no picture could show them
};

struct StripProgramme {
    std::string id;
    std::string title;
    timeline::Mark mark = timeline::Mark::Circle;
    std::uint32_t colour = 0xFFFFFF;
    bool folded = false; ///< its one lane has the marks of all
    std::vector<StripLane> lanes;
};

/// What made the selected milestone's date move: from the mark of the cause to that of the date that was said
/// because of it.
struct StripCause {
    std::string cause, effect;                   ///< milestones
    std::string causeLane, effectLane;           ///< ids of lanes, each of the milestone's own programme
    std::string causeProgramme, effectProgramme; ///< ids
    base::Day from{};                            ///< where the cause's mark stands
    base::Day to{};   ///< where the mark of what was said stands; the day on which it was, where it has none
    std::string said; ///< when: "9 Nov 2021"
};

struct Strip {
    StripSpan span;
    base::Instant playhead{};
    AsOf known;                                     ///< the mode
    timeline::KnownDay knownDay;                    ///< what it comes to
    std::optional<timeline::KnownDay> changedSince; ///< with which other known day it is compared
    std::vector<StripProgramme> programmes;
    std::vector<StripCause> causes; ///< in the order in which they were said
    std::size_t hidden = 0;         ///< lanes that are not shown, since they are not to be
};

struct CardRow {
    std::string announced; ///< "26 Mar 2019"
    std::string edtf;      ///< the same as the record writes it: "2019-03-26", "2019-22"
    std::string target;    ///< "2024", "not before 2025"; "no date" where none was given
    std::string by;
    std::string byShort;     ///< a person's name without the office, where one is named
    bool struck = false;     ///< a later word replaced it
    bool actual = false;     ///< this row tells what happened
    bool promised = false;   ///< the earliest date ever promised, against which the others are measured
    bool projection = false; ///< an outside estimate, not a target
    bool told = false;       ///< it is the one whose words and causes the card tells, chosen from among all
    bool caused = false;     ///< a source gives what made it so
    std::string withdrawnBy; ///< who says, in a file over the record, that it is wrong; empty: nobody
    timeline::Confidence confidence = timeline::Confidence::High;
};

/// A member of the crew that is to fly, or flew.
struct CrewRow {
    std::string person; ///< id
    std::string name;
    std::string role;
};

/// What a source gives as the cause of something that was said.
struct CauseRow {
    std::string milestone; ///< id
    std::string said;      ///< when that was said which it caused: "9 Nov 2021"
    std::string edtf;      ///< the same as the record writes it
    std::string title;     ///< of the cause
    std::string when;      ///< of the cause's own last word by then: "4 Nov 2021"; empty where none was known
    timeline::Confidence confidence = timeline::Confidence::High; ///< of what was said because of it
};

/// The card of the selected milestone: who promised what, when, and who says so.
struct Card {
    std::string milestone;
    std::string title;
    std::string english;  ///< the title in English, where another is shown
    std::string subtitle; ///< programme and place
    std::uint32_t colour = 0xFFFFFF;
    timeline::Mark mark = timeline::Mark::Circle;
    std::string standing;             ///< "upcoming", "done", … in words, with the slip where there is one
    std::vector<CardRow> rows;        ///< the history known, oldest first
    std::vector<CrewRow> crew;        ///< as it was known
    std::string crewSaid;             ///< since when: "3 Apr 2023"; empty without a crew
    std::vector<CauseRow> causes;     ///< of all that was said, the latest first
    std::string words;                ///< of the current announcement
    std::string wordsBy;              ///< "NASA, 27 February 2026"
    std::vector<std::string> sources; ///< a line each: publisher, title, day, address; "no address was read"
    bool sourcesOpen = false;         ///< the list is to be shown, not only counted
    std::string amendedBy; ///< who added to it or corrected it in a file over the record; empty: nobody
    timeline::Confidence confidence = timeline::Confidence::High;
};

/// A figure beside the picture. Without a value it heads those that follow.
struct Fact {
    std::string label, value;
};

/// A body that the picture names.
struct NamedBody {
    std::string name;
    astro::Position<astro::Mcmf> position;
    double radiusM = 0.0;
};

/// What is shown, in doubles, Moon-fixed, with no pixels. What a film's viewer needs is all in here.
struct Scene {
    base::Instant at{};
    timeline::KnownDay known{};
    std::string language = "en"; ///< of the titles
    Theme theme = Theme::Documentary;
    double textPercent = 100.0;
    double safePercent = 0.0; ///< of each side of the picture
    Camera camera;
    astro::Sky sky;
    astro::Direction<astro::Mcmf> sun; ///< that lights the ground: the true one, a pinned or another hour's
    Heavens heavens;
    bool sunPinned = false;
    std::optional<base::Instant> sunHour; ///< whose Sun that is, where it is another hour's
    terrain::GroundLook ground;           ///< how it is drawn; models, pins and camera stand on that ground
    double shadowLift =
        0.0; ///< 0 = shadows as black as from afar, 1 = lifted so that the ground beside a lander shows
    double liftedStops = 0.0; ///< how much more they are lifted where what the picture is about lies in them
    double exposureStops = 0.0; ///< longer than for a full Moon
    double stopsAsked = 0.0;    ///< of them those that the Moment asks for on top of the automatic ones
    std::vector<SitePin> sites;
    std::vector<PlacedModel> models;
    std::vector<Path> paths;
    std::vector<PlaceName> names; ///< the most important first
    std::vector<GraticuleLine> graticule;
    /// Length of ground across the picture that would be as long as the picture is high, in the middle of the
    /// view; nothing where no scale is wanted or no ground is there.
    std::optional<double> scaleM;
    std::optional<Strip> strip;
    std::optional<Card> card;
    /// Lies over the Moon, whose pins and labels then are left out; at most one of the two.
    std::optional<PartnerView> partners;
    std::optional<ChangesView> changes;
    std::optional<Legend> legend; ///< of the map laid over the ground
    std::vector<Fact> facts;
    std::vector<NamedBody> bodies; ///< Earth and Moon where both are looked at, else none
    std::string apart;             ///< "384,402 km": between their centres; empty where none are named
    std::string title, subtitle;
    std::string date;       ///< the valid date in words, top right
    std::string evidence;   ///< "evidence ends 10 October 2026", where a later day is shown; else empty
    std::string knownWords; ///< "as it looked then", "seen with the knowledge of 22 November 2026"
    std::string caption;
    double captionOpacity = 1.0;
    double curtain = 0.0;
    std::vector<std::string>
        notes; ///< what the picture owes its viewer: "Sun pinned", "relief modelled below 10 km"
};

} // namespace perilune::scene
