#pragma once

#include "player/content.h"

#include <filesystem>
#include <vector>

namespace perilune::app {

/// Tells when one of some files has changed since it was last asked.
class Watch {
  public:
    explicit Watch(player::Paths files);
    bool hasChanged();

  private:
    using Stamp = std::filesystem::file_time_type;
    std::vector<Stamp> stamps() const;
    player::Paths files_;
    std::vector<Stamp> stamps_;
};

} // namespace perilune::app
