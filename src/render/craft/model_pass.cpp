#include "render/craft/model_pass.h"

#include <algorithm>
#include <cmath>

namespace perilune::render {

namespace {

constexpr double kLeastPixels = 0.5;    ///< radius on screen below which a model is left out
constexpr std::size_t kMostShadows = 4; ///< the nearest models cast shadows
constexpr float kPlanShadow = 0.45f;    ///< what is only planned casts but a hint of one
constexpr float kStripesPerRadius = 9.0f;

/// Light that sunlit ground gives back around a model, in the units of the screen.
glm::vec3 groundLight(double sunUp, double exposure) {
    const double incidence = std::max(sunUp, 0.0);
    const double brightness = 0.8 * incidence / (incidence + 0.3) + 0.3 * incidence;
    return glm::vec3(glm::dvec3(0.225, 0.222, 0.213) * (brightness * exposure)); // highland albedo
}

/// Part of the Sun's light that the Earth lets through to a place, from the Moon's middle: the ground's own.
glm::dvec3 lightLeft(const GroundLight& light, const glm::dvec3& place) {
    if (!light.eclipse)
        return glm::dvec3(1.0);
    const glm::dvec3 earth = light.earthPlace - place;
    const double cross = glm::length(glm::cross(earth, light.sun)), dot = glm::dot(earth, light.sun);
    return light.eclipse->at(base::Angle::radians(std::atan2(cross, dot)));
}

/// Exposed like the ground, but never brighter than a model stands in full sunlight.
glm::dvec3 exposed(const glm::dvec3& left, double exposure) {
    return left * std::min(exposure, 1.0 / std::max({left.r, left.g, left.b}));
}

} // namespace

base::Result<ModelPass> ModelPass::create(const std::filesystem::path& shareDir, base::Workers workers) {
    const std::filesystem::path shaders = shareDir / "shaders";
    auto program = Program::build(shaders, {"model.vert"}, {"tone.glsl", "model_shadow.glsl", "model.frag"},
                                  {"u_base", "u_metalRough", "u_glow", "u_shadow"});
    if (!program)
        return tl::unexpected(program.error());
    auto shadowProgram = ShadowMap::buildProgram(shaders);
    if (!shadowProgram)
        return tl::unexpected(shadowProgram.error());
    ModelPass pass;
    pass.program_ = std::move(*program);
    pass.shadowProgram_ = std::move(*shadowProgram);
    pass.store_ = std::make_unique<ModelStore>(shareDir / "models" / "spacecraft", std::move(workers));
    return pass;
}

base::Result<bool> ModelPass::prepare(CraftView& craft, const Frame& frame, const View& view,
                                      const GroundLight& light, const GroundView& ground, bool complete) {
    const glm::dvec3& sun = light.sun;
    craft.placed.clear();
    craft.shadowMaps.resize(kMostShadows);
    bool all = true;
    for (const FrameModel& wanted : frame.models) {
        // A spacecraft is at most some hundred metres tall: from far away none needs to be read.
        const double distance = glm::length(glm::dvec3(wanted.toEye[3]));
        if (distance > 0.0 && 500.0 * view.pixelsPerMetre(distance) < kLeastPixels)
            continue;
        const StoredModel* model = store_->find(wanted.file, complete);
        if (model == nullptr) {
            all = all && !store_->loading(wanted.file);
            const std::string& problem = store_->problem(wanted.file);
            if (!problem.empty() && complete)
                return base::inputError(problem);
            if (!problem.empty() && std::find(told_.begin(), told_.end(), wanted.file) == told_.end()) {
                told_.push_back(wanted.file);
                problems_.push_back(problem);
            }
            continue;
        }
        for (std::string& note : store_->takeNotes(wanted.file))
            problems_.push_back(std::move(note));
        CraftView::Placed placed;
        placed.model = model;
        placed.toEye = wanted.toEye;
        placed.planned = wanted.planned;
        placed.shadow = shadowFrameOf(*model, wanted.toEye, sun);
        const double toMiddle = glm::length(placed.shadow.middle);
        placed.distanceM = std::max(toMiddle - placed.shadow.radiusM, 0.0);
        if (placed.shadow.radiusM * view.pixelsPerMetre(std::max(toMiddle, placed.shadow.radiusM)) <
                kLeastPixels ||
            model->parts.empty())
            continue;
        const glm::dvec3 fromMoon = view.eye + placed.shadow.middle;
        placed.up = glm::vec3(glm::normalize(fromMoon));
        const glm::dvec3 left = lightLeft(light, fromMoon);
        placed.ground =
            glm::vec3(left) * groundLight(glm::dot(glm::normalize(fromMoon), sun), light.exposure);
        placed.sunlight = glm::vec3(exposed(left, light.exposure) * double(ground.sunShareAt(fromMoon)));
        craft.placed.push_back(placed);
    }
    std::stable_sort(
        craft.placed.begin(), craft.placed.end(),
        [](const CraftView::Placed& a, const CraftView::Placed& b) { return a.distanceM > b.distanceM; });
    for (std::size_t i = 0; i < craft.placed.size(); ++i) {
        const std::size_t fromNear = craft.placed.size() - 1 - i;
        craft.placed[i].shadowMap = fromNear < kMostShadows ? int(fromNear) : -1;
    }
    return all;
}

base::Result<void> ModelPass::drawShadowMaps(CraftView& craft) const {
    for (const CraftView::Placed& placed : craft.placed)
        if (placed.shadowMap >= 0)
            if (auto ok = craft.shadowMaps[std::size_t(placed.shadowMap)].draw(shadowProgram_, *placed.model,
                                                                               placed.toEye, placed.shadow);
                !ok)
                return ok;
    return {};
}

std::vector<GroundShadow> ModelPass::groundShadows(const CraftView& craft) {
    std::vector<GroundShadow> shadows;
    for (const CraftView::Placed& placed : craft.placed) {
        if (placed.shadowMap >= 0) {
            shadows.push_back({placed.shadow, craft.shadowMaps[std::size_t(placed.shadowMap)].texture(),
                               placed.planned ? kPlanShadow : 1.0f});
        }
    }
    return shadows;
}

double ModelPass::nearestM(const CraftView& craft) {
    double nearest = 1e12;
    for (const CraftView::Placed& placed : craft.placed)
        nearest = std::min(nearest, placed.distanceM);
    return nearest;
}

void ModelPass::setMaterial(const StoredModel& model, const model::ModelMaterial& material) const {
    const auto bindTo = [&model](unsigned unit, int texture) {
        glActiveTexture(GL_TEXTURE0 + unit);
        glBindTexture(GL_TEXTURE_2D, model.textures[std::size_t(texture)].name());
    };
    bindTo(0, material.baseTexture);
    bindTo(1, material.metalRoughTexture);
    bindTo(2, material.emissiveTexture);
    setUniform(program_.uniform("u_baseColour"), material.baseColour);
    setUniform(program_.uniform("u_emissive"), material.emissive);
    setUniform(program_.uniform("u_metalRoughness"), glm::vec2(material.metallic, material.roughness));
    const auto setPlace = [this](const char* turn, const char* move, const model::TextureCoordinates& uv) {
        setUniform(program_.uniform(turn), glm::vec4(uv.alongU, uv.alongV));
        setUniform(program_.uniform(move), glm::vec3(uv.offset, float(uv.set)));
    };
    setPlace("u_baseTurn", "u_baseMove", material.baseUv);
    setPlace("u_metalRoughTurn", "u_metalRoughMove", material.metalRoughUv);
    setPlace("u_glowTurn", "u_glowMove", material.emissiveUv);
    setUniform(program_.uniform("u_alphaCutoff"),
               material.alphaMode == model::AlphaMode::Mask ? material.alphaCutoff : -1.0f);
    setUniform(program_.uniform("u_opaque"), material.alphaMode == model::AlphaMode::Blend ? 0.0f : 1.0f);
    if (material.doubleSided)
        glDisable(GL_CULL_FACE);
    else
        glEnable(GL_CULL_FACE);
}

void ModelPass::drawParts(const CraftView::Placed& placed, bool withMaterials) const {
    int material = -1;
    for (const model::ModelPart& part : placed.model->parts) {
        const model::ModelMaterial& look = placed.model->materials[std::size_t(part.material)];
        if (part.material != material) {
            setMaterial(*placed.model, look);
            material = part.material;
        }
        if (look.alphaMode == model::AlphaMode::Blend && !placed.planned) {
            glEnable(GL_BLEND);
            glDepthMask(GL_FALSE);
        }
        if (withMaterials || look.alphaMode != model::AlphaMode::Blend)
            StoredModel::drawPart(part);
    }
    glDepthMask(GL_TRUE);
}

void ModelPass::draw(const CraftView& craft, const glm::mat4& clipFromEye, bool reversedDepth,
                     const glm::vec2& shadowTurn) {
    if (craft.placed.empty())
        return;
    program_.use();
    setUniform(program_.uniform("u_clipFromEye"), clipFromEye);
    setUniform(program_.uniform("u_shadowTurn"), shadowTurn);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    for (const CraftView::Placed& placed : craft.placed) {
        const glm::mat3 turn(placed.toEye);
        setUniform(program_.uniform("u_eyeFromModel"), placed.toEye);
        setUniform(program_.uniform("u_moonFromModel"), turn);
        setUniform(program_.uniform("u_shadowFromModel"),
                   glm::mat4(placed.shadow.mapFromEye * glm::dmat4(placed.toEye)));
        setUniform(program_.uniform("u_sun"), glm::vec3(placed.shadow.sun));
        setUniform(program_.uniform("u_sunlight"), placed.sunlight);
        setUniform(program_.uniform("u_up"), placed.up);
        setUniform(program_.uniform("u_ground"), placed.ground);
        setUniform(program_.uniform("u_planned"), placed.planned ? 1.0f : 0.0f);
        setUniform(program_.uniform("u_stripe"), placed.model->radiusM / kStripesPerRadius);
        setUniform(program_.uniform("u_shadowed"), placed.shadowMap >= 0 ? 1.0f : 0.0f);
        glActiveTexture(GL_TEXTURE3);
        glBindTexture(GL_TEXTURE_2D,
                      placed.shadowMap >= 0 ? craft.shadowMaps[std::size_t(placed.shadowMap)].texture() : 0u);
        placed.model->bind();
        glDisable(GL_BLEND);
        if (placed.planned) {
            // Depth first, so that only its outer skin shows through the glass.
            glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
            drawParts(placed, false);
            glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
            glEnable(GL_BLEND);
            glDepthFunc(GL_EQUAL);
            drawParts(placed, true);
            glDepthFunc(reversedDepth ? GL_GREATER : GL_LESS);
            glDisable(GL_BLEND);
        } else {
            drawParts(placed, true);
            glDisable(GL_BLEND);
        }
    }
    glBindVertexArray(0);
}

std::vector<std::string> ModelPass::takeProblems() {
    return std::exchange(problems_, {});
}

} // namespace perilune::render
