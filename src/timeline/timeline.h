#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/angle.h"
#include "base/diagnostic.h"
#include "timeline/edtf.h"
#include "timeline/time_axes.h"

namespace perilune::timeline {

/// How sure the record is. High: stood in a text that was read. Low: a weak or second-hand text.
/// Unverified: general knowledge, not checked against a text.
enum class Confidence { High, Low, Unverified };

enum class Status {
    Proposed,
    Announced,
    InDevelopment,
    Delayed,
    Launched,
    Achieved,
    PartlyAchieved,
    Failed,
    Paused,
    Cancelled,
    Superseded,
};

/// What kind of word an announcement is. Projections are an outside watchdog's estimate, never a target.
enum class AnnouncementKind { Target, Statement, Event, Projection };

/// "title: Artemis" or "title: {en: Artemis, ru: …}": language code -> text; English is always there.
struct LocalizedText {
    std::map<std::string, std::string> byLanguage;
    const std::string& in(std::string_view language) const; ///< falls back to English
    const std::string& english() const { return in("en"); }
};

struct Source {
    std::string id;
    std::string title;
    std::string publisher;
    std::optional<Window> date;
    std::string url; ///< empty where no address was read
};

struct Place {
    base::Angle latitude;  ///< selenographic (planetocentric), north positive
    base::Angle longitude; ///< east positive, -180..180
};

/// Where a site is, no more exactly than was said.
struct PointGeometry {
    Place at;
};
struct CircleGeometry {
    Place centre;
    double radiusKm = 0;
};
struct PolygonGeometry {
    std::vector<Place> corners; ///< at least three, not closed
};
struct UnknownGeometry {};
using Geometry = std::variant<UnknownGeometry, PointGeometry, CircleGeometry, PolygonGeometry>;

struct Site {
    std::string id;
    LocalizedText title;
    std::string programme; ///< id
    std::string note;      ///< a short line below the name ("Artemis candidate region")
    Geometry geometry;
    std::optional<Window> announced; ///< shown only once this was known; absent = always
    std::string model;               ///< file name under models/spacecraft/, empty where nothing stands there
    std::string modelMilestone; ///< milestone that must have been achieved for the model to stand there for
                                ///< real; before that it is shown as planned. Empty with an empty model.
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;
};

/// What an actual date is known to.
struct Actual {
    base::Instant instant{}; ///< UTC
    Precision precision = Precision::Day;
    bool hasTime = false; ///< a time of day was given
};

/// On a day somebody said that a milestone has a target and a status.
struct Announcement {
    Window announced;
    AnnouncementKind kind = AnnouncementKind::Target;
    std::optional<Window> target; ///< absent: no date was given
    std::optional<Actual> actual; ///< it happened
    Status status = Status::Announced;
    std::string by;    ///< who said it
    std::string words; ///< our own summary of what was said
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;

    /// The first day on which it was surely known: the last day of an imprecise date.
    KnownDay knownFrom() const { return KnownDay{announced.lastDay()}; }
};

struct Milestone {
    std::string id;
    LocalizedText title;
    std::string shortTitle; ///< for the strip; the title where not given
    std::string programme;  ///< id
    std::string lane;       ///< id of a lane of the programme
    std::vector<std::string> sites;
    int weight = 1; ///< 3 = must be labelled on the strip, 2 = where there is room, 1 = on selection
    std::vector<Announcement> history; ///< in order of knownFrom
    base::SourcePlace place;
};

struct Lane {
    std::string id;
    LocalizedText title;
};

enum class Mark { Circle, Diamond, Square, Triangle };

struct Programme {
    std::string id;
    LocalizedText title;
    Mark mark = Mark::Circle;
    std::uint32_t colour = 0xFFFFFF; ///< 0xRRGGBB, sRGB
    std::vector<Lane> lanes;
};

/// All that was read, checked and indexed; never changed afterwards.
class Timeline {
  public:
    std::vector<Programme> programmes;
    std::vector<Source> sources;
    std::vector<Site> sites;
    std::vector<Milestone> milestones;

    const Programme* programme(std::string_view id) const;
    const Source* source(std::string_view id) const;
    const Site* site(std::string_view id) const;
    const Milestone* milestone(std::string_view id) const;

    /// The last day on which anything in here was announced: the "latest" of hindsight.
    KnownDay latestKnown() const;
    void buildIndex(); ///< called once by the reader, after the vectors are final

  private:
    std::unordered_map<std::string, std::size_t> programmes_, sources_, sites_, milestones_;
    KnownDay latest_{};
};

} // namespace perilune::timeline
