#pragma once

#include "player/content.h"
#include "scene/moment.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace perilune::app {

/// A model of the user's own that stands at a site for as long as the window is open.
struct Guest {
    std::string site, file; ///< id; whole path
    player::Content content;
    std::string words; ///< what is told of it
};

/// Puts a .glb or .gltf at the selected site, or where the selected milestone is to take place. An error
/// where none is selected, its place is not known, or the file cannot be read.
base::Result<Guest> standAtSelected(const std::filesystem::path& file, const player::Content& content,
                                    const scene::Moment& moment);

/// The timeline with a model at a site in the place of its own; as it is where it has no such site.
std::shared_ptr<const timeline::Timeline> withModelAt(const timeline::Timeline& timeline,
                                                      const std::string& site, const std::string& file);

} // namespace perilune::app
