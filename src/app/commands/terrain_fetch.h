#pragma once

#include <string>
#include <vector>

namespace perilune::app {

/// NASA's LOLA archive at the PDS Geosciences node.
inline constexpr const char* kLolaArchive =
    "https://pds-geosciences.wustl.edu/lro/lro-l-lola-3-rdr-v1/lrolol_1xxx/data/lola_gdr/";

/// One product of the archive: DIR/NAME.lbl and DIR/NAME.img.
struct LolaProduct {
    std::string folder, name;
};

/// What stands behind "standard", "polar" or "high"; empty for any other word.
std::vector<LolaProduct> lolaProducts(const std::string& set);

struct TerrainFetchOptions {
    std::string set;
    std::string from = kLolaArchive;
    double patienceS = 30.0;
    bool dryRun = false, keep = false, again = false;
};
/// Downloads NASA's heights and installs them: goes to the network, and says so.
int terrainFetch(const TerrainFetchOptions& options);

} // namespace perilune::app
