#include "terrain/tint_scale.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace perilune::terrain {

namespace {

// Steps of one length in OKLab (Ottosson 2020), lighter with each: whoever sees no red, green or blue still
// sees them apart and in order.
constexpr TintStop kElevation[] = {
    {-9, 0x301c64, "\u22129"}, {-7, 0x293778, ""}, {-5, 0x195187, "\u22125"}, {-3, 0x066a8e, ""},
    {-1, 0x058294, "\u22121"}, {1, 0x1e9996, ""},  {3, 0x4aae93, "+3"},       {5, 0x76c18e, ""},
    {7, 0xa4d287, "+7"},       {9, 0xd4e080, ""},  {11, 0xffeba2, "+11"},
};
constexpr TintStop kIllumination[] = {
    {0, 0x150a3c, "0"},   {10, 0x341056, ""}, {20, 0x581868, "20"},   {30, 0x7f216f, ""},
    {40, 0xa62e6c, "40"}, {50, 0xc94363, ""}, {60, 0xe56056, "60"},   {70, 0xf9834c, ""},
    {80, 0xffab5f, "80"}, {90, 0xfed189, ""}, {100, 0xfff2c3, "100"},
};
// Even steps where craft land and people walk, wider ones on walls of craters: no limit of anybody's is
// meant. Blue against yellow and red is told apart by nearly everybody.
constexpr TintStop kSlope[] = {
    {0, 0x2f6fb0, "0"},   {5, 0x8fc1e8, "5"},   {10, 0xf4e38c, "10"},
    {15, 0xe8983a, "15"}, {20, 0xb23a3a, "20"}, {30, 0x5a1846, "30"},
};
constexpr TintStop kShadow[] = {{0, 0x8c8c8c, ""}, {1, 0x2f9be8, "the Sun never rises"}};

constexpr TintScale kNone{};
constexpr TintScale kElevationScale{"Height above 1737.4 km", "km", false, kElevation};
constexpr TintScale kSlopeScale{"Slope", "\u00b0", true, kSlope};
constexpr TintScale kIlluminationScale{"Sunlit time over 18.6 years", "%", false, kIllumination};
constexpr TintScale kShadowScale{"Permanent shadow", "", true, kShadow};

std::uint32_t mixed(std::uint32_t a, std::uint32_t b, double t) {
    std::uint32_t out = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const double x = (a >> shift) & 0xffu, y = (b >> shift) & 0xffu;
        out |= std::uint32_t(std::lround(x + (y - x) * t)) << shift;
    }
    return out;
}

} // namespace

const TintScale& scaleOf(GroundTint tint) {
    switch (tint) {
    case GroundTint::Elevation:
        return kElevationScale;
    case GroundTint::Slope:
        return kSlopeScale;
    case GroundTint::Illumination:
        return kIlluminationScale;
    case GroundTint::Shadow:
        return kShadowScale;
    case GroundTint::None:
        break;
    }
    return kNone;
}

double onWholeScaleKm(double heightM, const HeightSpan& span) {
    const double lowKm = kElevation[0].value, highKm = std::end(kElevation)[-1].value;
    return lowKm + (heightM - span.lowM) / double(span.highM - span.lowM) * (highKm - lowKm);
}

std::uint32_t colourOf(const TintScale& scale, double value) {
    const auto after = std::upper_bound(scale.stops.begin(), scale.stops.end(), value,
                                        [](double v, const TintStop& stop) { return v < stop.value; });
    if (after == scale.stops.begin())
        return scale.stops.empty() ? 0 : scale.stops.front().colour;
    const TintStop& before = *(after - 1);
    if (scale.classes || after == scale.stops.end())
        return before.colour;
    return mixed(before.colour, after->colour, (value - before.value) / (after->value - before.value));
}

} // namespace perilune::terrain
