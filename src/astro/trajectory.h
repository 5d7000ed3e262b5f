#pragma once

#include "astro/vec.h"
#include "base/calendar.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::astro {

/// How well a path is known. Measured: tracked positions as they were published. Reconstructed: flown under
/// gravity between published positions. Computed: from a published orbit, flown by nobody at these very
/// instants. Schematic: only the events were published, the way between them is drawn by us.
enum class PathKind { Measured, Reconstructed, Computed, Schematic };

const char* nameOf(PathKind kind); ///< "reconstructed"

/// A spacecraft in Moon-centred axes that do not turn.
struct PathState {
    Position<Icrf> position;
    glm::dvec3 velocityMS{0.0}; ///< relative to the Moon's centre, same axes
};

/// A part of a path, from an instant to the next part's.
struct PathPhase {
    base::Instant begin{};
    std::string name; ///< "outbound"
    /// Of rounds that lie on each other: how long one lasts. Zero where the path is worth showing whole.
    std::chrono::seconds round{};
};

/// What a path is made of: its state by the orbit time (`orbitTimeOf`). Asked only within the path's span.
class Motion {
  public:
    virtual ~Motion() = default;
    virtual PathState at(double orbitTimeS) const = 0;
};

/// The path of a spacecraft.
struct Trajectory {
    std::string id;        ///< "artemis-2"
    std::string title;     ///< "Artemis II"
    std::string programme; ///< "artemis", "ilrs"
    std::string craft;     ///< what milestones about it are called: "artemis-2", "gateway"
    PathKind kind = PathKind::Schematic;
    std::string basis;  ///< what it was made from, one sentence
    std::string source; ///< who published that
    base::Instant first{}, last{};
    std::vector<PathPhase> phases;        ///< by time, the first at `first` or before it
    std::shared_ptr<const Motion> motion; ///< shared and frozen

    bool covers(base::Instant at) const { return at >= first && at <= last; }
    /// At the nearest end where `at` is outside.
    PathState at(base::Instant at) const;
    const PathPhase* phaseAt(base::Instant at) const; ///< nullptr outside
    /// The part that is worth showing at an instant: what is flown once whole, of rounds the last one.
    std::pair<base::Instant, base::Instant> shownAt(base::Instant at) const;
};

/// All paths that the program knows, made on the first call and never changed; the long ones are flown (some
/// 20 ms) when a place on them is first asked for.
const std::vector<Trajectory>& trajectories();
const Trajectory* trajectoryNamed(std::string_view id);

} // namespace perilune::astro
