#pragma once

#include "scene/scene.h"
#include "base/result.h"

#include <memory>

namespace perilune::scene {

/// The day as of which the record is read.
timeline::KnownDay knownDayOf(const AsOf& known, base::Instant at, const timeline::Timeline& timeline);
timeline::KnownDay knownDayOf(const timeline::Timeline& timeline, const Moment& moment);

/// Pure: the same arguments give the same scene. Years outside the sky's validity are an error.
base::Result<Scene> describe(const timeline::Timeline& timeline, const terrain::Surface& surface,
                             const Moment& moment);

/// Describes Moment after Moment of one timeline, as a window does. What follows from the record alone is
/// kept from one to the next, and worked out anew when days, or what is asked of the record, have changed: a
/// camera that moves over a long record costs no more than over a short one. The scenes are describe()'s.
class Describer {
  public:
    explicit Describer(std::shared_ptr<const timeline::Timeline> timeline);
    Describer(Describer&&) noexcept;
    Describer& operator=(Describer&&) noexcept;
    ~Describer();

    base::Result<Scene> describe(const terrain::Surface& surface, const Moment& moment);
    struct Kept;

  private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::unique_ptr<Kept> kept_;
};

} // namespace perilune::scene
