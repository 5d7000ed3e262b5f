#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::timeline {

using base::Angle;
using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

constexpr double kMostRadiusKm = 2729.0; ///< a quarter of the way round: a larger circle is no site
constexpr const char* kHowToWrite =
    "write {point: [lat, lon]}, {point: [lat, lon], radius_km: 8}, "
    "{polygon: [[lat, lon], …]}, {candidates: [one-site, another]} or unknown";

std::optional<Place> placeIn(const Record& record, const YamlNode& node) {
    if (node.kind != Kind::Sequence || node.items.size() != 2) {
        record.error(node, "a place is two numbers, latitude and longitude",
                     "write [lat, lon], as in [-84.9, 29.5]");
        return std::nullopt;
    }
    const auto lat = record.number(node.items[0], "the latitude");
    const auto lon = record.number(node.items[1], "the longitude");
    if (!lat || !lon)
        return std::nullopt;
    if (std::abs(*lat) > 90) {
        const bool swapped = std::abs(*lon) <= 90 && std::abs(*lat) <= 180;
        record.error(
            node.items[0],
            fmt::format("latitude {} is not on the Moon; it runs from -90 to 90", node.items[0].scalar),
            swapped ? fmt::format("latitude comes first; did you mean [{}, {}]?", node.items[1].scalar,
                                  node.items[0].scalar)
                    : "north is positive");
        return std::nullopt;
    }
    if (std::abs(*lon) > 180) {
        const double east = std::remainder(*lon, 360.0);
        record.error(node.items[1], fmt::format("longitude {} is outside -180..180", node.items[1].scalar),
                     fmt::format("east is positive; the same place is {:.10g}", east));
        return std::nullopt;
    }
    return Place{Angle::degrees(*lat), Angle::degrees(*lon)};
}

Geometry polygonOf(const Record& record, const YamlNode& node) {
    PolygonGeometry polygon;
    if (node.kind != Kind::Sequence) {
        record.error(node, fmt::format("'polygon' is a list of corners, not {}", base::kindInWords(node)),
                     "write [[lat, lon], [lat, lon], [lat, lon]]");
        return UnknownGeometry{};
    }
    bool whole = true;
    for (const YamlNode& item : node.items)
        if (const auto corner = placeIn(record, item))
            polygon.corners.push_back(*corner);
        else
            whole = false;
    const auto same = [](const Place& a, const Place& b) {
        return a.latitude == b.latitude && a.longitude == b.longitude;
    };
    auto& corners = polygon.corners;
    if (corners.size() > 1 && same(corners.front(), corners.back()))
        corners.pop_back(); // closed by hand
    if (whole && corners.size() < 3)
        record.error(node, fmt::format("a polygon of {} corners", corners.size()),
                     "give at least three different ones");
    return polygon;
}

} // namespace

Geometry geometryOf(const Record& site) {
    const YamlNode* where = site.required("where");
    if (!where)
        return UnknownGeometry{};
    if (where->kind == Kind::Scalar && where->scalar == "unknown")
        return UnknownGeometry{};
    if (where->kind != Kind::Mapping) {
        site.error(*where,
                   fmt::format("'where' cannot be {}", where->kind == Kind::Scalar
                                                           ? base::inQuotes(where->scalar)
                                                           : base::kindInWords(*where)),
                   kHowToWrite);
        return UnknownGeometry{};
    }
    const Record record(site.findings(), *where, site.placeOf(*where), "'where'",
                        {"point", "radius_km", "uncertainty_km", "polygon", "candidates"});
    const YamlNode* point = record.optional("point");
    const YamlNode* radius = record.optional("radius_km");
    const YamlNode* uncertainty = record.optional("uncertainty_km");
    const YamlNode* polygon = record.optional("polygon");
    const YamlNode* candidates = record.optional("candidates");
    const int forms = (point != nullptr) + (polygon != nullptr) + (candidates != nullptr);
    if (forms != 1 || (!point && (radius || uncertainty)) || (radius && uncertainty)) {
        site.error(*where, "'where' needs a point, a point with a radius, a polygon, or candidates",
                   kHowToWrite);
        return UnknownGeometry{};
    }
    if (polygon)
        return polygonOf(record, *polygon);
    if (candidates) {
        CandidateGeometry geometry;
        for (const Reference& reference : record.references("candidates"))
            geometry.sites.push_back(reference.id);
        if (geometry.sites.empty() && candidates->kind == Kind::Sequence)
            record.error(*candidates, "no candidate is named", "write 'unknown' where none was");
        return geometry;
    }
    const auto at = placeIn(record, *point);
    const YamlNode* length = radius ? radius : uncertainty;
    if (!length)
        return at ? Geometry(PointGeometry{*at}) : Geometry(UnknownGeometry{});
    const char* name = radius ? "radius" : "uncertainty";
    const auto km = record.number(*length, fmt::format("the {}", name));
    if (km && (*km <= 0 || *km > kMostRadiusKm))
        record.error(*length, fmt::format("{} {} of {} km", radius ? "a" : "an", name, length->scalar),
                     fmt::format("write one above 0 and up to {:.0f}", kMostRadiusKm));
    if (uncertainty)
        return at && km ? Geometry(PointGeometry{*at, *km}) : Geometry(UnknownGeometry{});
    return at && km ? Geometry(CircleGeometry{*at, *km}) : Geometry(UnknownGeometry{});
}

} // namespace perilune::timeline
