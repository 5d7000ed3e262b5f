#pragma once

#include "render/renderer.h"
#include "story/storyboard.h"
#include "overlay/ink/font_set.h"
#include "overlay/views/world_map.h"
#include "base/image.h"
#include "base/result.h"
#include "base/size.h"
#include "base/workers.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace perilune::capture {

struct FontsAhead;

/// What pictures are made of; all frozen, so that threads may share it.
struct Studio {
    std::shared_ptr<const timeline::Timeline> timeline;
    std::shared_ptr<const terrain::Ground> ground;
    std::filesystem::path shareDir;
    base::Workers workers;
    /// May be absent: partners are then listed without a map.
    std::shared_ptr<const overlay::WorldMap> worldMap;
    /// Where what the user should know goes, a line each; may be empty.
    std::function<void(const std::string&)> tell = {};
    /// For letters that none of the program's fonts has; null: they are boxes, as on every machine.
    overlay::FurtherFonts furtherFonts = nullptr;
    /// Those that are being made already; see beginFonts.
    std::shared_ptr<FontsAhead> fontsAhead = nullptr;
};

/// The fonts for pictures of one height that show these texts and the timelines' titles in a language; tells
/// what the fonts lack.
base::Result<std::shared_ptr<const overlay::Fonts>>
loadFonts(const Studio& studio, int pictureHeight, const std::string& language, base::Letters texts);
/// Begins to make them beside the caller, for the next `loadFonts` that asks for the same.
void beginFonts(Studio& studio, int pictureHeight, const std::string& language, base::Letters texts);
/// What is written in a Moment's own texts.
base::Letters lettersOf(const scene::Moment& moment);

using base::Size;

/// One Moment as a picture, drawn in the current context.
base::Result<base::Image> shoot(const Studio& studio, render::Renderer& renderer, const scene::Moment& moment,
                                Size size, int samples);

/// `shoot` and a PNG, whole or not at all.
base::Result<void> writeStill(const Studio& studio, render::Renderer& renderer, const scene::Moment& moment,
                              Size size, int samples, const std::filesystem::path& file);

} // namespace perilune::capture
