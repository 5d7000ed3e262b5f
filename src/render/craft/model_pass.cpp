#include "render/craft/model_pass.h"

#include <algorithm>
#include <cmath>

namespace perilune::render {

namespace {

constexpr double kLeastPixels = 0.5;    ///< radius on screen below which a model is left out
constexpr std::size_t kMostShadows = 4; ///< the nearest models cast shadows
constexpr float kLamp = 0.7f;           ///< screen light of white ground below a lamp

/// How the look tells what stands from what does not: a tint, a rim, for what never flew clay and hatching.
struct PresenceLook {
    glm::vec4 tint{1.0f, 1.0f, 1.0f, 0.0f}; ///< colour, and how much of it
    glm::vec4 rim{0.0f};                    ///< colour, and how strong
    float clay = 0.0f;                      ///< share of its own colours that is gone
    float hatching = 0.0f;
};
PresenceLook lookOf(scene::Presence presence) {
    switch (presence) {
    case scene::Presence::There:
        break;
    case scene::Presence::Planned:
        return {{0.72f, 0.87f, 1.0f, 0.55f}, {0.36f, 0.66f, 1.0f, 0.5f}, 0.0f, 0.0f};
    case scene::Presence::Lost:
        return {{0.36f, 0.30f, 0.28f, 0.85f}, {1.0f, 0.34f, 0.22f, 0.4f}, 0.45f, 0.0f};
    case scene::Presence::Cancelled:
        return {{0.80f, 0.78f, 0.74f, 1.0f}, {0.8f, 0.8f, 0.8f, 0.15f}, 1.0f, 1.0f};
    }
    return {};
}

/// What is lost lies on its side: how it lies nobody knows.
glm::mat4 lying(const StoredModel& model) {
    const float s = 0.97f, c = 0.24f; // about its front, by 76 degrees
    glm::mat4 turn(1.0f);
    turn[0] = {c, s, 0.0f, 0.0f};
    turn[1] = {-s, c, 0.0f, 0.0f};
    float lowest = 1e9f;
    for (int corner = 0; corner < 8; ++corner) {
        const glm::vec3 at((corner & 1) != 0 ? model.high.x : model.low.x,
                           (corner & 2) != 0 ? model.high.y : model.low.y,
                           (corner & 4) != 0 ? model.high.z : model.low.z);
        lowest = std::min(lowest, (turn * glm::vec4(at, 1.0f)).y);
    }
    const glm::vec4 middle = turn * glm::vec4(model.middle, 1.0f);
    constexpr float kSunk = 0.04f; // radii that it lies in the dust
    turn[3] = {-middle.x, -lowest - kSunk * model.radiusM, -middle.z, 1.0f};
    return turn;
}

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
    craft.earth = glm::vec3(light.earth);
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
        placed.presence = wanted.presence;
        placed.toEye = wanted.presence == scene::Presence::Lost ? wanted.toEye * lying(*model) : wanted.toEye;
        placed.shadow = shadowFrameOf(*model, placed.toEye, sun);
        const double toMiddle = glm::length(placed.shadow.middle);
        placed.distanceM = std::max(toMiddle - placed.shadow.radiusM, 0.0);
        if (placed.shadow.radiusM * view.pixelsPerMetre(std::max(toMiddle, placed.shadow.radiusM)) <
                kLeastPixels ||
            model->parts.empty())
            continue;
        const glm::dvec3 fromMoon = view.eye + placed.shadow.middle;
        placed.up = glm::vec3(glm::normalize(fromMoon));
        const glm::dvec3 left = lightLeft(light, fromMoon);
        const double share = ground.sunShareAt(fromMoon);
        placed.ground =
            glm::vec3(left * share) * groundLight(glm::dot(glm::normalize(fromMoon), sun), light.exposure);
        placed.sunlight = glm::vec3(exposed(left, light.exposure) * share);
        placed.earthlight = float(std::min(drawnEarthshine(light) * light.exposure, 1.0));
        placed.dark = float(light.scattered * light.exposure);
        const bool lives =
            placed.presence == scene::Presence::There || placed.presence == scene::Presence::Planned;
        placed.lamp = lives ? kLamp * wanted.lamps : 0.0f;
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
            shadows.push_back(
                {placed.shadow, craft.shadowMaps[std::size_t(placed.shadowMap)].texture(), placed.lamp});
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

void ModelPass::drawParts(const CraftView::Placed& placed) const {
    int material = -1;
    for (const model::ModelPart& part : placed.model->parts) {
        const model::ModelMaterial& look = placed.model->materials[std::size_t(part.material)];
        if (part.material != material) {
            setMaterial(*placed.model, look);
            material = part.material;
        }
        if (look.alphaMode == model::AlphaMode::Blend) {
            glEnable(GL_BLEND);
            glDepthMask(GL_FALSE);
        }
        StoredModel::drawPart(part);
    }
    glDepthMask(GL_TRUE);
}

void ModelPass::draw(const CraftView& craft, const glm::mat4& clipFromEye, const glm::vec2& shadowTurn) {
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
        setUniform(program_.uniform("u_earth"), craft.earth);
        setUniform(program_.uniform("u_dark"), glm::vec3(placed.earthlight, placed.dark, placed.lamp));
        const glm::mat3 modelFromMoon = glm::transpose(turn);
        setUniform(program_.uniform("u_sunInModel"), modelFromMoon * glm::vec3(placed.shadow.sun));
        setUniform(program_.uniform("u_upInModel"), modelFromMoon * placed.up);
        setUniform(program_.uniform("u_ball"), glm::vec4(placed.model->middle, placed.model->radiusM));
        const PresenceLook look = lookOf(placed.presence);
        setUniform(program_.uniform("u_tint"), look.tint);
        setUniform(program_.uniform("u_rim"), look.rim);
        setUniform(program_.uniform("u_clay"), glm::vec2(look.clay, look.hatching));
        setUniform(program_.uniform("u_shadowed"), placed.shadowMap >= 0 ? 1.0f : 0.0f);
        glActiveTexture(GL_TEXTURE3);
        glBindTexture(GL_TEXTURE_2D,
                      placed.shadowMap >= 0 ? craft.shadowMaps[std::size_t(placed.shadowMap)].texture() : 0u);
        placed.model->bind();
        glDisable(GL_BLEND);
        drawParts(placed);
        glDisable(GL_BLEND);
    }
    glBindVertexArray(0);
}

std::vector<std::string> ModelPass::takeProblems() {
    return std::exchange(problems_, {});
}

} // namespace perilune::render
