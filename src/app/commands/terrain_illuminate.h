#pragma once

namespace perilune::app {

struct TerrainIlluminateOptions {
    bool json = false;
};
/// Works out the light at the poles ahead of time, keeps it, and tells what came out.
int terrainIlluminate(const TerrainIlluminateOptions& options);

} // namespace perilune::app
