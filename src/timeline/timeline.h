#pragma once

#include "timeline/edtf.h"
#include "timeline/time_axes.h"
#include "base/angle.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

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

/// What kind of word an announcement is. Projections are an outside watchdog's estimate, never a target. A
/// period is a stretch of time, whose days are its target: it goes by, and nothing is due at its end.
enum class AnnouncementKind { Target, Statement, Event, Projection, Period };

/// "title: Artemis" or "title: {en: Artemis, ru: …}": language code -> text; English is always there.
struct LocalizedText {
    std::map<std::string, std::string, std::less<>> byLanguage;
    /// In this language, or in the one that it is a kind of ("zh" for "zh-Hans"); else null.
    const std::string* given(std::string_view language) const;
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
    double uncertaintyKm = 0; ///< it lies within so many km of `at`; 0: nothing was said
};
struct CircleGeometry {
    Place centre;
    double radiusKm = 0;
};
struct PolygonGeometry {
    std::vector<Place> corners; ///< at least three, not closed
};
/// One of these places, not yet chosen.
struct CandidateGeometry {
    std::vector<std::string> sites; ///< ids
};
struct UnknownGeometry {};
using Geometry =
    std::variant<UnknownGeometry, PointGeometry, CircleGeometry, PolygonGeometry, CandidateGeometry>;

/// On a day somebody said where a site is.
struct SiteAnnouncement {
    Window announced;
    Geometry geometry;
    std::string by;
    std::string words;
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;

    KnownDay knownFrom() const { return KnownDay{announced.lastDay()}; }
};

struct Site {
    std::string id;
    LocalizedText title;
    std::string programme; ///< id
    std::string note;      ///< a short line below the name ("Artemis candidate region")
    Geometry geometry;     ///< the last word; what was known on a day: geometryAt()
    std::vector<SiteAnnouncement>
        history;                     ///< in order of knownFrom; empty where one place was given for good
    std::optional<Window> announced; ///< shown only once this was known; absent = always
    std::string model;               ///< file name under models/spacecraft/, empty where nothing stands there
    std::string modelMilestone; ///< milestone that must have been achieved for the model to stand there for
                                ///< real; before that it is shown as planned. Empty with an empty model.
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;
};

/// When it happened, no more exactly than it was told.
struct Actual {
    Window when; ///< one unit, sure and closed; its `edtf` has the time of day where one was given
    base::Instant instant{}; ///< UTC: the time of day that was given, else the beginning of `when`
    bool hasTime = false;    ///< a time of day was given
};

/// Who flies, and as what.
struct CrewMember {
    std::string person; ///< id
    LocalizedText role; ///< "Commander"
};

/// On a day somebody said that a milestone has a target and a status.
struct Announcement {
    Window announced;
    AnnouncementKind kind = AnnouncementKind::Target;
    std::optional<Window> target; ///< absent: no date was given
    std::optional<Actual> actual; ///< it happened
    Status status = Status::Announced;
    bool saysStatus = false;  ///< else it is the status of the one before
    std::string supersededBy; ///< id of the milestone that takes its place; with Status::Superseded only
    std::string by;           ///< who said it
    std::string person;       ///< id of the person who said it; empty where none is named
    std::string office;       ///< English title of the office that is cited; empty: the one held on that day
    std::vector<CrewMember> crew;     ///< who is to fly from this word on; empty: nothing new of that
    std::vector<std::string> because; ///< ids of the milestones that made it so, as a source says
    std::string words;                ///< our own summary of what was said
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    std::string amendedBy; ///< who added or corrected it in a file that lies over others; else empty
    base::SourcePlace place;

    /// The first day on which it was surely known: the last day of an imprecise date.
    KnownDay knownFrom() const { return KnownDay{announced.lastDay()}; }
    bool isProjection() const { return kind == AnnouncementKind::Projection; }
};

/// An announcement of the record of which a file that lies over it says that it is wrong: it counts no more,
/// on whatever day, and is told as withdrawn.
struct Withdrawn {
    Announcement said;
    std::string by; ///< who says that it is wrong
    std::string why;
    std::vector<std::string> sources; ///< of the reason
    base::SourcePlace place;
};

struct Milestone {
    std::string id;
    LocalizedText title;
    std::string shortTitle; ///< for the strip; the title where not given
    std::string programme;  ///< id
    std::string lane;       ///< id of a lane of the programme
    std::vector<std::string> sites;
    std::vector<std::string> after;    ///< ids of milestones that must come first; without cycles
    std::vector<std::string> vehicles; ///< ids
    std::string mission;               ///< id, or empty
    int weight = 1; ///< 3 = must be labelled on the strip, 2 = where there is room, 1 = on selection
    std::vector<Announcement> history; ///< in order of knownFrom
    std::vector<Withdrawn> withdrawn;  ///< in the same order
    base::SourcePlace place;
};

/// A rocket, a spacecraft, a rover.
struct Vehicle {
    std::string id;
    LocalizedText title;
    std::string note;
    std::vector<std::string> sources;
    base::SourcePlace place;
};

/// A flight, of which several milestones may be parts.
struct Mission {
    std::string id;
    LocalizedText title;
    std::string note;
    std::vector<std::string> sources;
    base::SourcePlace place;
};

/// What partners join: the Artemis Accords, the ILRS.
struct Bloc {
    std::string id;
    LocalizedText title;
    std::string programme; ///< id; empty where it belongs to none
    base::SourcePlace place;
};

enum class PartnerKind { Country, Organisation };
/// Who signed: a government, a space agency, or a university or firm.
enum class PartnerLevel { State, Agency, Institution };

/// One membership in one bloc. Who is in both stands twice, under two ids.
struct Partner {
    std::string id;
    LocalizedText title;
    PartnerKind kind = PartnerKind::Country;
    PartnerLevel level = PartnerLevel::State;
    std::string bloc;    ///< id of a bloc
    std::string country; ///< ISO 3166-1 alpha-2, upper case; empty where there is none
    Window joined;
    std::optional<Window> left;
    bool disputed = false; ///< whether it joined is denied or in doubt
    std::string note;
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;

    /// From this day on it surely was one, and until the day before that one it was surely known to be.
    KnownDay joinedFrom() const { return KnownDay{joined.lastDay()}; }
    std::optional<KnownDay> leftFrom() const {
        return left ? std::optional(KnownDay{left->lastDay()}) : std::nullopt;
    }
};

/// What somebody was, from a day on.
struct Office {
    LocalizedText title;        ///< "Administrator"
    LocalizedText organisation; ///< "NASA"
    Window from;
    std::optional<Window> until; ///< the last day, no more exactly than it was told; absent: still
    std::vector<std::string> sources;
    Confidence confidence = Confidence::High;
    base::SourcePlace place;
};

/// Who speaks or flies.
struct Person {
    std::string id;
    LocalizedText name;
    std::vector<std::string> also; ///< other spellings, in any script
    std::string note;
    std::vector<Office> offices; ///< as the file lists them
    std::vector<std::string> sources;
    base::SourcePlace place;
};

/// How far a file looked: what was announced later is not in it.
struct Evidence {
    std::string
        programme; ///< id of the file's programme, or of the one that its blocs belong to; may be empty
    base::Day until{};
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

/// An entry that a file which lies over others has corrected, or added to.
struct Amendment {
    std::string what; ///< "milestone", "source", …
    std::string id;
    std::string by; ///< who says so
    base::SourcePlace place;
    bool ofHistoryAlone = false; ///< it only adds to a history or corrects it, which has days of its own
};

class KnownIndex;

/// All that was read, checked and indexed; never changed afterwards. A copy is indexed anew.
class Timeline {
  public:
    Timeline() = default;
    Timeline(const Timeline& other);
    Timeline& operator=(const Timeline& other);
    Timeline(Timeline&&) = default;
    Timeline& operator=(Timeline&&) = default;
    ~Timeline() = default;

    std::vector<Programme> programmes;
    std::vector<Source> sources;
    std::vector<Site> sites;
    std::vector<Milestone> milestones;
    std::vector<Vehicle> vehicles;
    std::vector<Mission> missions;
    std::vector<Bloc> blocs;
    std::vector<Partner> partners;
    std::vector<Amendment> amendments; ///< in the order of the files
    std::vector<std::string> over;     ///< files that lie over others: they add to them and correct them
    std::vector<Person> people;
    std::vector<Evidence> evidence; ///< of the files that tell it, in the order of their programmes

    const Programme* programme(std::string_view id) const;
    const Source* source(std::string_view id) const;
    const Site* site(std::string_view id) const;
    const Milestone* milestone(std::string_view id) const;
    const Vehicle* vehicle(std::string_view id) const;
    const Mission* mission(std::string_view id) const;
    const Bloc* bloc(std::string_view id) const;
    const Partner* partner(std::string_view id) const;
    const Person* person(std::string_view id) const;

    /// The last day on which anything in here was announced: the "latest" of hindsight.
    KnownDay latestKnown() const;
    void buildIndex(); ///< called once by the reader, after the vectors are final

    /// What every day knew, worked out ahead: behind asKnown() and its kin. Null in a timeline without index.
    const KnownIndex* known() const { return known_.get(); }

  private:
    using Index = std::unordered_map<std::string, std::size_t>;
    Index programmes_, sources_, sites_, milestones_, vehicles_, missions_, blocs_, partners_, people_;
    KnownDay latest_{};
    std::shared_ptr<const KnownIndex> known_;
};

} // namespace perilune::timeline
