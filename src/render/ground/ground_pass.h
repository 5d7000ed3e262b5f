#pragma once

#include "render/ground/ground_view.h"
#include "render/program.h"
#include "render/shadow_map.h"
#include "render/view.h"
#include "astro/earth_shadow.h"
#include "base/workers.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace perilune::render {

/// What lights the ground.
struct GroundLight {
    glm::dvec3 sun{1, 0, 0};
    glm::dvec3 earth{1, 0, 0};
    /// How bright the Earth stands in the Moon's sky, 0 (new Earth) .. 1 (full Earth).
    double earthPhase = 0.0;
    double scattered = 0.0; ///< that sunlit ground throws into the shadows, in parts of full sunlight
    double exposure = 1.0;  ///< screen light of white ground that faces Sun and eye
    std::shared_ptr<const astro::ShadowProfile> eclipse; ///< while the Earth's shadow touches the Moon
    glm::dvec3 earthPlace{3.8e8, 0, 0};                  ///< from the Moon's middle, metres
};

/// What the earthshine that is drawn comes to, in parts of sunlight: of a full Earth at its zenith.
double drawnEarthshine(const GroundLight& light);

/// What a model does to the light of the ground around it: the Sun's shadow, the one right under it, and the
/// light of its lamps.
struct GroundShadow {
    ShadowFrame frame;
    unsigned texture = 0;
    float lamp = 0.0f; ///< screen light of white ground right below the lamp
};

/// Keeps and draws the tiles of the ground.
class GroundPass {
  public:
    static base::Result<GroundPass> create(const std::filesystem::path& shaders,
                                           std::shared_ptr<const terrain::Ground> ground,
                                           base::Workers workers, double tileMemoryMb);

    /// Makes ready what light and ground of a picture need: an eclipse wants programs of its own, and so do
    /// pictures of full density and ground with a map on it.
    base::Result<void> prepareLight(const GroundLight& light, const GroundView& ground);
    /// Also where shadows of spacecraft fall on it.
    base::Result<void> prepareShadows();
    /// Tiles for the viewers' views of the ground, at a fixed place.
    GroundTiles& tiles() { return *tiles_; }
    /// Of the picture that was drawn last.
    GroundCount count() const;
    /// Draws what a view of the ground has prepared.
    void draw(const GroundView& ground, const View& view, const glm::mat4& clipFromEye,
              const GroundLight& light, const std::vector<GroundShadow>& shadows,
              const glm::vec2& shadowTurn);

  private:
    struct Shader {
        Program program;
        int clipFromEye = -1, tileFromMoon = -1, originFromEye = -1, originFromMoon = -1, sun = -1,
            earth = -1, earthshine = -1, scattered = -1, sunInTile = -1, layer = -1, sink = -1, exposure = -1,
            shadowFromEye = -1, craftFromEye = -1, craftSize = -1, shadowTurn = -1, earthPlace = -1,
            penumbra = -1;
    };
    /// With a model's shadow on the ground or without.
    struct Shaders {
        Shader plain;
        std::optional<Shader> shadowed; ///< built when a shadow first falls on the ground
    };
    /// In an eclipse or not; with tiles that go over from one sharpness to the next (TileStore::beginSmooth)
    /// or not; quickly, as moving pictures have it, which neither eclipse nor map allow.
    struct Variant {
        bool eclipsed = false, smooth = false, quick = false;
        auto operator<=>(const Variant&) const = default;
    };
    static base::Result<Shader> buildShader(const std::filesystem::path& folder, const Variant& variant,
                                            bool shadowed);
    void setUp(const Shader& shader, const glm::mat4& clipFromEye, const GroundLight& light) const;
    void loadEclipse(const astro::ShadowProfile& profile);
    static Variant variantFor(const GroundView::Piece& piece, const GroundLight& light, MeshDensity density);
    /// Of the picture that was prepared.
    Shaders& shadersFor(const GroundView::Piece& piece, const GroundLight& light, MeshDensity density) {
        return shaders_.at(variantFor(piece, light, density));
    }
    void drawPiece(const Shader& shader, const GroundView::Piece& piece, const View& view,
                   const GroundLight& light);

    std::unique_ptr<GroundTiles> tiles_;
    std::filesystem::path shaderFolder_;
    std::map<Variant, Shaders> shaders_; ///< built when they are first wanted
    std::set<Variant> used_;             ///< by the picture that is being drawn
    gl::Texture eclipse_;
};

} // namespace perilune::render
