#pragma once

#include "scene/moment.h"
#include "timeline/timeline.h"
#include "base/result.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The one table of the Moment: all that a Moment says, a row each. Command-line options, the keys of stories,
// links, the window's panels, FORMAT.md and the schema of stories are made of it or held against it by tests;
// a new member of the Moment is one row here.
//
// A row's value is text in both directions. Numbers are written with the fewest digits that read back as the
// same number; angles in degrees, as they were given. What no degrees come to exactly is written with "rad"
// behind it (what no kilometres: with "m"), so that read() after write() is the identity for every Moment
// within the bounds.
//
//     for (const Field& field : momentFields())
//         if (!same(field, before, after))
//             written += fmt::format("{}={}\n", field.name, write(field, after));
//     read(*fieldNamed("tilt"), "36", moment);
//
// Whoever needs a value in its own form (a list of YAML, a switch in a panel) asks its kind: std::visit(…,
// field.kind).

namespace perilune::scene {

/// A member of a Moment.
template <class T> struct Member {
    T& (*of)(Moment&);
    T& operator()(Moment& moment) const { return of(moment); }
    const T& operator()(const Moment& moment) const { return of(const_cast<Moment&>(moment)); }
};

/// The least span of heights that colours can go over.
inline constexpr int kLeastHeightSpanM = 50;

/// What an id names. Paths are the program's own, all others the record's.
enum class IdOf { Milestone, Site, Country, Language, Path };

/// What a row holds, and within which bounds; in each comment the words as write() gives them.
namespace kind {

struct Time { ///< 2026-11-25, 2026-11-25T12:30Z; the years of the sky
    Member<base::Instant> in;
};
struct AsOf { ///< then, hindsight, 2021-03-09
    Member<scene::AsOf> in;
};
struct DayOrNone { ///< 2024-01-01, none
    Member<std::optional<timeline::KnownDay>> in;
};
struct Span { ///< 2018/2031, 2018-07-01/2032-01-01: both ends inside; any closed interval of EDTF is read
    Member<StripSpan> in;
};
struct Angle { ///< 36.5; 0.6370451769779303rad
    Member<base::Angle> in;
    double leastDeg, greatestDeg;
};
struct Number { ///< in units of `unit` members, "km" being 1000; `suffix` is behind what is written in the
                ///< member's own unit
    Member<double> in;
    double least, greatest;
    double unit = 1.0;
    const char* suffix = "";
};
struct Count { ///< 12
    Member<std::size_t> in;
    std::size_t most;
};
struct Text { ///< as it is
    Member<std::string> in;
    std::size_t most; ///< characters in a story
};
struct Id { ///< mons-mouton, none
    Member<std::string> in;
    IdOf of;
};
struct Ids { ///< artemis-2,gateway-nrho; none
    Member<std::vector<std::string>> in;
    IdOf of;
};
struct Switch { ///< one of two words
    const char* noun;
    Member<bool> in;
    const char *on, *off;
};
struct Choice { ///< one of `words`
    const char* noun;
    std::vector<std::string> (*words)();
    const char* (*get)(const Moment&);
    bool (*set)(Moment&, std::string_view); ///< false where it is none of the words
};
struct Sun { ///< true (as it was), sunlit (the nearest hour in which it shone), 10,-40 (held over a place)
    Member<Light> in;
};
struct Stops { ///< auto, fixed, auto,1.5
    Member<Exposure> in;
};
struct Heights { ///< auto (what suits the view: in the Moment all that there are); -3000,2000: metres
    Member<terrain::HeightSpan> in;
};
struct Shown { ///< strip,card; none. Read also as a change of what is shown: +names,-card
    Member<Layers> in;
};

} // namespace kind

using Kind = std::variant<kind::Time, kind::AsOf, kind::DayOrNone, kind::Span, kind::Angle, kind::Number,
                          kind::Count, kind::Text, kind::Id, kind::Ids, kind::Switch, kind::Choice, kind::Sun,
                          kind::Stops, kind::Heights, kind::Shown>;

struct Field {
    const char* name;   ///< in links; unique
    const char* option; ///< of the commands that show something: its own name, or that of the option that it
                        ///< is part of
    const char* key;    ///< in a keyframe of a story; "look.tilt" is a key of the mapping look; null: no
                        ///< keyframe says it
    bool byHand;        ///< can be changed in the window, by a key, the mouse or a panel
    const char* form;   ///< of the option's word: "DEGREES"
    const char* help;   ///< one line
    Kind kind;

    /// Whether the option is made of this row alone.
    bool hasOption() const { return std::string_view(option) == name; }
};

/// All rows, in the order in which options are listed and applied. Default values are those of a fresh
/// Moment.
std::span<const Field> momentFields();
/// Null where there is none.
const Field* fieldNamed(std::string_view name);

/// The help line, with the words of a choice where it has a place for them.
std::string helpOf(const Field& field);

std::string write(const Field& field, const Moment& moment);
/// Lays the words over the Moment; it is as it was where they are wrong, and the error says what is and what
/// can be written. Ids of the record are not looked up: see `idsOf`.
base::Result<void> read(const Field& field, std::string_view words, Moment& moment);
/// Whether two Moments say the same there. What is not read (the known day of hindsight, the place of a Sun
/// that is not held) says nothing.
bool same(const Field& field, const Moment& a, const Moment& b);

/// What an id can be; languages and paths too.
std::vector<std::string> idsOf(IdOf what, const timeline::Timeline& timeline);
/// "milestone", "site", "country", …
const char* nounOf(IdOf what);

/// An angle in the fewest digits of degrees that come to it exactly, or come nearest to it.
std::string degreesOf(base::Angle angle);
/// The Moment that degrees and kilometres can say: every angle and length moved to the nearest such one (at
/// most by its last bit), and what is not read as in a fresh Moment. Of what this gives, write() has no "rad"
/// and no "m".
Moment canonical(Moment moment);

} // namespace perilune::scene
