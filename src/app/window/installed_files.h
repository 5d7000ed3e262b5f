#pragma once

#include <filesystem>
#include <map>
#include <vector>

namespace perilune::app {

/// Tells when something in some folders was added, changed or taken away.
class InstalledFiles {
  public:
    explicit InstalledFiles(std::vector<std::filesystem::path> folders);
    /// Since the last change that was told; only once it has stood still from one look to the next, and at
    /// most once a second of the caller's clock.
    bool haveChanged(double nowS);

  private:
    using Stamps = std::map<std::filesystem::path, std::filesystem::file_time_type>;
    Stamps stamps() const;

    std::vector<std::filesystem::path> folders_;
    Stamps told_, seen_;
    double lookedS_ = 0.0;
};

} // namespace perilune::app
