#pragma once

#include "render/craft/model_store.h"
#include "render/frame.h"
#include "render/ground/ground_pass.h"
#include "render/program.h"
#include "render/shadow_map.h"
#include "render/view.h"
#include "base/workers.h"

#include <filesystem>
#include <string>
#include <vector>

namespace perilune::render {

/// The spacecraft of one viewer's picture, and the shadows that they cast.
struct CraftView {
    struct Placed {
        const StoredModel* model = nullptr;
        glm::mat4 toEye{1.0f};
        scene::Presence presence = scene::Presence::Planned;
        double distanceM = 0.0;
        ShadowFrame shadow;
        int shadowMap = 0;
        glm::vec3 up{0.0f};
        // Light that reaches it, in the units of the screen for white: of the Sun (1 for all of it), from the
        // sunlit ground around, of the Earth, from the sky and hills in the dark, of its lamps.
        glm::vec3 sunlight{1.0f};
        glm::vec3 ground{0.0f};
        float earthlight = 0.0f, dark = 0.0f, lamp = 0.0f;
    };
    std::vector<Placed> placed; ///< far ones first
    std::vector<ShadowMap> shadowMaps;
    glm::vec3 earth{1.0f, 0.0f, 0.0f}; ///< towards it
};

/// Reads, shades and draws the spacecraft of a frame, and the shadows that they cast.
class ModelPass {
  public:
    static base::Result<ModelPass> create(const std::filesystem::path& shareDir, base::Workers workers);

    /// Fixes what is drawn: models at least a pixel wide. False while one is still being read. With
    /// `complete` a model that cannot be read is an error, else it is left out and told by `takeProblems`.
    base::Result<bool> prepare(CraftView& craft, const Frame& frame, const View& view,
                               const GroundLight& light, const GroundView& ground, bool complete);
    /// Draws the shadow maps; changes the bound framebuffer.
    base::Result<void> drawShadowMaps(CraftView& craft) const;
    /// Shadows that may fall on the ground.
    static std::vector<GroundShadow> groundShadows(const CraftView& craft);
    /// The nearest that a model comes to the eye, metres.
    static double nearestM(const CraftView& craft);
    void draw(const CraftView& craft, const glm::mat4& clipFromEye, const glm::vec2& shadowTurn);
    /// Files that cannot be drawn, and what of the others is not, each told once.
    std::vector<std::string> takeProblems();

  private:
    void setMaterial(const StoredModel& model, const model::ModelMaterial& material) const;
    void drawParts(const CraftView::Placed& placed) const;

    Program program_, shadowProgram_;
    std::unique_ptr<ModelStore> store_;
    std::vector<std::string> told_, problems_;
};

} // namespace perilune::render
