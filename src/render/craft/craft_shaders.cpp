#include "render/craft/craft_shaders.h"

#include <vector>

namespace perilune::render {

CraftVariant variantOf(const model::ModelMaterial& material) {
    CraftVariant variant;
    variant.relief = material.normalTexture > 0 || material.occlusionTexture > 0;
    variant.rich = material.clearcoat > 0.0f || material.iridescence > 0.0f || material.anisotropy != 0.0f ||
                   material.sheenColour != glm::vec3(0.0f);
    return variant;
}

base::Result<void> CraftShaders::prepare(const CraftVariant& variant) {
    if (programs_.contains(variant))
        return {};
    std::vector<const char*> defines;
    if (variant.relief)
        defines.push_back("RELIEF");
    if (variant.rich)
        defines.push_back("RICH");
    if (variant.lamps)
        defines.push_back("LAMPS");
    if (variant.hatched)
        defines.push_back("HATCHED");
    auto program =
        Program::build(folder_, {"model.vert"}, {"tone.glsl", "model_shadow.glsl", "model.frag"},
                       {"u_base", "u_metalRough", "u_glow", "u_shadow", "u_bumps", "u_hidden"}, defines);
    if (!program)
        return tl::unexpected(program.error());
    programs_.emplace(variant, std::move(*program));
    return {};
}

} // namespace perilune::render
