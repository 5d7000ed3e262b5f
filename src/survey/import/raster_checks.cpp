#include "survey/import/open.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::survey {

std::string faultOf(const RasterInfo& info) {
    if (info.width < 2 || info.height < 2 || info.width > kMaxRasterSide || info.height > kMaxRasterSide)
        return fmt::format("the map has {} x {} pixels", info.width, info.height);
    if (info.channels != 1 && info.channels != 3)
        return fmt::format("the map has {} channels", info.channels);
    if (!(info.resolutionM > 0.01 && info.resolutionM < 3e6))
        return fmt::format("a pixel of {:.3g} m is no map's", info.resolutionM);
    if (const auto* c = std::get_if<Cylindrical>(&info.projection)) {
        const double spanX = c->degreesPerPixelX * double(info.width),
                     spanY = c->degreesPerPixelY * double(info.height);
        const double slack = 2.0 * c->degreesPerPixelY;
        if (!(c->degreesPerPixelX > 0.0 && c->degreesPerPixelY > 0.0) ||
            !(spanX <= 360.0 + 2.0 * c->degreesPerPixelX + 1e-6) || !(std::abs(c->westDeg) <= 720.0))
            return fmt::format("the map spans {:.6g}° of longitude from {:.6g}°", spanX, c->westDeg);
        if (!(c->northDeg <= 90.0 + slack) || !(c->northDeg - spanY >= -90.0 - slack))
            return fmt::format("the map reaches from latitude {:.6g}° to {:.6g}°", c->northDeg - spanY,
                               c->northDeg);
        return "";
    }
    const auto& p = std::get<PolarStereographic>(info.projection);
    // A hemisphere ends at 2 R from the pole.
    const double reach = 4.0 * p.radiusM;
    if (!(p.radiusM > 1.0e6 && p.radiusM < 3.0e6) || !(p.metresPerPixel > 0.0) ||
        !(std::abs(p.leftM) <= reach) || !(std::abs(p.topM) <= reach) ||
        !(std::abs(p.leftM + p.metresPerPixel * double(info.width)) <= reach) ||
        !(std::abs(p.topM - p.metresPerPixel * double(info.height)) <= reach) || !std::isfinite(p.centreDeg))
        return "the map reaches far beyond the hemisphere around its pole";
    return "";
}

} // namespace perilune::survey
