#pragma once

#include "render/frame.h"
#include "render/target.h"
#include "render/viewer.h"
#include "base/result.h"
#include "base/workers.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace perilune::terrain {
class Ground;
}

namespace perilune::render {

/// What the renderer reads from disk, and who does what takes long.
struct Assets {
    std::filesystem::path shareDir;
    std::shared_ptr<const terrain::Ground> ground;
    base::Workers workers;
    double tileMemoryMb = 76.0; ///< that tiles of ground may take; more keeps more of a flight at hand
};

struct DrawOptions {
    /// Stills and films wait until every tile and model that the frame wants is there; the window draws what
    /// it has.
    bool waitUntilComplete = false;
    /// Jittered samples of the one frame that are averaged; 1 = the window's own antialiasing.
    int samples = 1;
    /// The 3D part is drawn at this share of the target's size and scaled up (overlay stays sharp): 0.25..1.
    double renderScale = 1.0;
    /// What no body covers is transparent; else the picture is opaque.
    bool clearSky = false;
    /// For measuring: told the name of each part of the work when it is done, "select", "build", "ground",
    /// "overlay"; the graphics card is waited for after each, which costs some speed.
    std::function<void(const char* part)> ended;
};

/// Draws frames into the current GL 3.3 core context, which outlives it. One thread. Tiles, models and maps
/// are there once for all that it draws.
class Renderer {
  public:
    static base::Result<std::unique_ptr<Renderer>> create(const Assets& assets);
    ~Renderer();

    /// For one who will draw again and again, beside others.
    std::unique_ptr<Viewer> makeViewer();

    /// False while something that the frame wants is still loading (never with waitUntilComplete). Where
    /// nobody works beside, that goes on between frames only while somebody calls the workers' `help`.
    base::Result<bool> draw(Viewer& viewer, const Frame& frame, const Target& target,
                            const DrawOptions& options = {});
    /// The same with a viewer of the renderer's own, for those who draw one picture after the other.
    base::Result<bool> draw(const Frame& frame, const Target& target, const DrawOptions& options = {});
    /// Returns when all that was drawn is there, for other contexts and clocks too.
    void finish();

    /// What could not be drawn and was left out (a model that cannot be read), each told once. With
    /// waitUntilComplete `draw` fails with it instead.
    std::vector<std::string> takeProblems();

    /// What the ground of the picture that was drawn last came to (the other passes take some ten calls
    /// together), and the work on it so far.
    struct GroundCost {
        int drawCalls = 0;
        std::int64_t triangles = 0;
        std::int64_t residentBytes = 0; ///< on the graphics card
        std::int64_t tilesBuilt = 0;    ///< since the renderer's start
        std::int64_t lightsMade = 0;    ///< maps of sunlight on tiles, since then
    };
    GroundCost groundCost() const;

    /// "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 3.3": what drew the picture; goldens are keyed by it.
    std::string description() const;

    struct Impl;

  private:
    explicit Renderer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace perilune::render
