#pragma once

#include "render/program.h"
#include "model/model.h"

#include <filesystem>
#include <map>

namespace perilune::render {

/// What a part of a craft needs to be shaded; what it does not need costs it nothing.
struct CraftVariant {
    bool relief = false;  ///< a normal map or occlusion
    bool rich = false;    ///< clear coat, sheen, iridescence, anisotropy
    bool lamps = false;   ///< its lamps are on
    bool hatched = false; ///< what never flew
    auto operator<=>(const CraftVariant&) const = default;
};
CraftVariant variantOf(const model::ModelMaterial& material);

/// The programs that shade spacecraft, each built when it is first wanted.
class CraftShaders {
  public:
    explicit CraftShaders(std::filesystem::path shaders) : folder_(std::move(shaders)) {}

    base::Result<void> prepare(const CraftVariant& variant);
    /// One that was prepared.
    const Program& of(const CraftVariant& variant) const { return programs_.at(variant); }
    const std::map<CraftVariant, Program>& all() const { return programs_; }

    /// Texture units, in the order of the samplers.
    enum Unit : unsigned { Base, MetalRough, Glow, Shadow, Bumps, Hidden };

  private:
    std::filesystem::path folder_;
    std::map<CraftVariant, Program> programs_;
};

} // namespace perilune::render
