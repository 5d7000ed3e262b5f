#include "app/commands/terrain_illuminate.h"

#include "app/commands/loading.h"
#include "app/commands/long_work.h"
#include "app/exit.h"
#include "terrain/ground.h"
#include "terrain/illumination.h"
#include "terrain/tile_set_name.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/workers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace perilune::app {

namespace {

constexpr double kLatitudes[] = {80.0, 85.0, 87.5};

} // namespace

int terrainIlluminate(const TerrainIlluminateOptions& options) {
    const auto ground =
        terrain::Ground::open(base::shareDir(), base::Workers::onThreads(), terrain::mapsDir());
    if (!ground)
        return report(ground.error());
    const auto begun = std::chrono::steady_clock::now();
    const base::Interruptible guard;
    ProgressLine line("parts");
    const auto done = (*ground)->workOutIllumination([&](double share) {
        line.show(std::lround(share * 1000.0), 1000);
        return !guard.wasInterrupted();
    });
    line.end();
    if (!done)
        return report(done.error());
    const terrain::Illumination& light = (*ground)->illumination();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

    nlohmann::ordered_json out = {{"seconds", std::round(seconds * 100.0) / 100.0},
                                  {"poles", nlohmann::ordered_json::array()}};
    for (const bool north : {true, false}) {
        const double sign = north ? 1.0 : -1.0;
        const astro::Selenographic pole{base::Angle::degrees(90.0 * sign), {}, 0.0};
        const auto [most, where] = light.brightest(north);
        nlohmann::ordered_json areas;
        if (!options.json)
            fmt::print("{} pole: {}, every {:.0f} m\n", north ? "North" : "South", (*ground)->source(pole),
                       light.cellM(north));
        for (const double latitude : kLatitudes) {
            const double km2 = light.shadowedKm2(north, base::Angle::degrees(latitude * sign));
            areas[fmt::format("{:g}", latitude)] = std::round(km2);
            if (!options.json)
                fmt::print("  the Sun never rises on {:.0f} km\u00b2 poleward of {:g}\u00b0\n", km2,
                           latitude);
        }
        if (!options.json)
            fmt::print("  most sunlight: {:.0f} % of the time at {:.2f}, {:.2f}\n", 100.0 * most,
                       where.latitude.degrees(), where.longitude.degrees());
        out["poles"].push_back({{"pole", north ? "north" : "south"},
                                {"source", (*ground)->source(pole)},
                                {"spacing_m", std::round(light.cellM(north))},
                                {"never_lit_km2", areas},
                                {"most_lit",
                                 {{"share", std::round(most * 1e4) / 1e4},
                                  {"lat", where.latitude.degrees()},
                                  {"lon", where.longitude.degrees()}}}});
    }
    if (options.json)
        fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        fmt::print("{:.1f} s\n", seconds);
    return kDone;
}

} // namespace perilune::app
