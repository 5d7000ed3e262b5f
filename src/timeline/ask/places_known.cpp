#include "timeline/ask/places_known.h"

namespace perilune::timeline {

const Geometry& geometryAt(const Site& site, KnownDay known) {
    static const Geometry unknown = UnknownGeometry{};
    if (site.history.empty())
        return site.geometry;
    const Geometry* geometry = &unknown;
    for (const SiteAnnouncement& said : site.history) {
        if (said.knownFrom() > known)
            break;
        geometry = &said.geometry;
    }
    return *geometry;
}

} // namespace perilune::timeline
