#include "render/ground/ground_pass.h"

#include <glm/gtc/packing.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::render {

namespace {

// The full Earth gives the ground 0.434 (6371 / 384,400)^2 = 1.2e-4 of the Sun's light (its geometric albedo,
// Mallama et al. 2017, and its radius over its distance). It is drawn five stops brighter than that, just
// above black, as the second, longer exposure of a photograph shows it.
constexpr double kEarthshine = 0.434 * (6371.0 / 384'400.0) * (6371.0 / 384'400.0) * 32.0;

// Tiles of one size meet edge to edge, but for the rounding of floats, which here and there leaves a gap that
// one pixel falls through. The whole Moon in its coarsest tiles, lowered by this much, stands behind with the
// right shade.
constexpr float kBackingDepthM = 20'000.0f;

// After so many tiles the driver is told to begin: one that draws on processors else leaves all but one of
// them idle until it has seen the last tile.
constexpr std::size_t kDrawnAhead = 48;

constexpr unsigned kEclipseUnit = 4; ///< texture unit, after those of the tiles and of a model's shadow

// In radii of a model: how far its lamps light the ground and it keeps the sky's light from it, and how high
// over its middle the lamps hang.
constexpr double kLampReach = 8.0, kContactReach = 1.5, kLampHeight = 1.7;

} // namespace

double drawnEarthshine(const GroundLight& light) {
    return kEarthshine * light.earthPhase;
}

base::Result<GroundPass::Shader> GroundPass::buildShader(const std::filesystem::path& folder,
                                                         const Variant& variant, bool shadowed) {
    std::vector<const char*> fragment{"tone.glsl"}, defines;
    if (shadowed) {
        fragment.push_back("model_shadow.glsl");
        defines.push_back("MODEL_SHADOW");
    }
    if (variant.eclipsed)
        defines.push_back("ECLIPSE");
    if (variant.smooth)
        defines.push_back("SMOOTH");
    if (variant.quick)
        defines.push_back("QUICK");
    fragment.push_back("ground.frag");
    auto program = Program::build(folder, {"ground.vert"}, fragment,
                                  {"u_normals", "u_albedo", "u_sunlight", "u_shadow", "u_eclipse"}, defines);
    if (!program)
        return tl::unexpected(program.error());
    Shader shader;
    shader.program = std::move(*program);
    const Program& p = shader.program;
    shader.clipFromEye = p.uniform("u_clipFromEye");
    shader.tileFromMoon = p.uniform("u_tileFromMoon");
    shader.originFromEye = p.uniform("u_originFromEye");
    shader.originFromMoon = p.uniform("u_originFromMoon");
    shader.sun = p.uniform("u_sun");
    shader.earth = p.uniform("u_earth");
    shader.earthshine = p.uniform("u_earthshine");
    shader.scattered = p.uniform("u_scattered");
    shader.sunInTile = p.uniform("u_sunInTile");
    shader.layer = p.uniform("u_layer");
    shader.sink = p.uniform("u_sink");
    shader.exposure = p.uniform("u_exposure");
    shader.shadowFromEye = p.uniform("u_shadowFromEye");
    shader.craftFromEye = p.uniform("u_craftFromEye");
    shader.craftSize = p.uniform("u_craftSize");
    shader.shadowTurn = p.uniform("u_shadowTurn");
    shader.earthPlace = p.uniform("u_earthPlace");
    shader.penumbra = p.uniform("u_penumbra");
    return shader;
}

base::Result<GroundPass> GroundPass::create(const std::filesystem::path& shaders,
                                            std::shared_ptr<const terrain::Ground> ground,
                                            base::Workers workers, double tileMemoryMb) {
    GroundPass pass;
    pass.shaderFolder_ = shaders;
    pass.tiles_ = std::make_unique<GroundTiles>(std::move(ground), std::move(workers), tileMemoryMb);
    return pass;
}

GroundPass::Variant GroundPass::variantFor(const GroundView::Piece& piece, const GroundLight& light,
                                           MeshDensity density) {
    const bool smooth = density == MeshDensity::Full;
    return {light.eclipse != nullptr, smooth, !smooth && !light.eclipse && !piece.hasMap};
}

base::Result<void> GroundPass::prepareLight(const GroundLight& light, const GroundView& ground) {
    used_.clear();
    for (const auto* pieces : {&ground.pieces(), &ground.backing()})
        for (const GroundView::Piece& piece : *pieces)
            used_.insert(variantFor(piece, light, ground.density()));
    for (const Variant& variant : used_) {
        if (shaders_.contains(variant))
            continue;
        auto plain = buildShader(shaderFolder_, variant, false);
        if (!plain)
            return tl::unexpected(plain.error());
        shaders_.emplace(variant, Shaders{std::move(*plain), std::nullopt});
    }
    if (light.eclipse)
        loadEclipse(*light.eclipse);
    return {};
}

base::Result<void> GroundPass::prepareShadows() {
    for (const Variant& variant : used_) {
        Shaders& shaders = shaders_.at(variant);
        if (shaders.shadowed)
            continue;
        auto shadowed = buildShader(shaderFolder_, variant, true);
        if (!shadowed)
            return tl::unexpected(shadowed.error());
        shaders.shadowed = std::move(*shadowed);
    }
    return {};
}

void GroundPass::loadEclipse(const astro::ShadowProfile& profile) {
    std::vector<glm::u16> texels;
    for (const glm::dvec3& light : profile.light)
        for (int c = 0; c < 3; ++c)
            texels.push_back(glm::packHalf1x16(float(std::log2(std::max(light[c], 1e-7)))));
    if (!eclipse_)
        eclipse_ = gl::Texture::make();
    glActiveTexture(GL_TEXTURE0 + kEclipseUnit);
    glBindTexture(GL_TEXTURE_2D, eclipse_.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB16F, astro::ShadowProfile::kSamples, 1, 0, GL_RGB, GL_HALF_FLOAT,
                 texels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glActiveTexture(GL_TEXTURE0);
}

GroundCount GroundPass::count() const {
    GroundCount count = tiles_->store.count();
    count.tilesBuilt = tiles_->builder.built();
    return count;
}

void GroundPass::setUp(const Shader& shader, const glm::mat4& clipFromEye, const GroundLight& light) const {
    shader.program.use();
    setUniform(shader.clipFromEye, clipFromEye);
    setUniform(shader.sun, glm::vec3(light.sun));
    setUniform(shader.earth, glm::vec3(light.earth));
    setUniform(shader.earthshine, float(drawnEarthshine(light)));
    setUniform(shader.scattered, float(light.scattered));
    setUniform(shader.sink, 0.0f);
    setUniform(shader.exposure, float(light.exposure));
    if (light.eclipse) {
        setUniform(shader.earthPlace, glm::vec3(light.earthPlace * 1e-6));
        setUniform(shader.penumbra, float(light.eclipse->greatestSeparation.radians()));
    }
}

void GroundPass::drawPiece(const Shader& shader, const GroundView::Piece& piece, const View& view,
                           const GroundLight& light) {
    const StoredTile& tile = *piece.tile;
    const glm::dmat3 tileFromMoon = glm::transpose(tile.axes);
    setUniform(shader.tileFromMoon, glm::mat3(tileFromMoon));
    setUniform(shader.originFromEye, glm::vec3(tile.origin - view.eye));
    setUniform(shader.originFromMoon, glm::vec3(tile.origin));
    setUniform(shader.sunInTile, glm::vec3(tileFromMoon * light.sun));
    setUniform(shader.layer, float(tile.layer));
    tiles_->store.draw(tile, piece.light, piece.mesh, piece.skirts);
}

void GroundPass::draw(const GroundView& ground, const View& view, const glm::mat4& clipFromEye,
                      const GroundLight& light, const std::vector<GroundShadow>& shadows,
                      const glm::vec2& shadowTurn) {
    TileStore& store = tiles_->store;
    glEnable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    const auto shadowOn = [&](const StoredTile& tile) {
        return std::find_if(shadows.begin(), shadows.end(), [&](const GroundShadow& shadow) {
            const glm::dvec3 middle = tile.origin - view.eye;
            const double reachM = (shadow.lamp > 0.0f ? kLampReach : kContactReach) * shadow.frame.radiusM;
            return glm::length(middle - shadow.frame.middle) < double(tile.radiusM) + reachM ||
                   mayShade(shadow.frame, middle, double(tile.radiusM));
        });
    };
    if (light.eclipse) {
        glActiveTexture(GL_TEXTURE0 + kEclipseUnit);
        glBindTexture(GL_TEXTURE_2D, eclipse_.name());
    }
    if (ground.density() == MeshDensity::Full)
        store.beginSmooth();
    // Ground with a map on it and ground without stand in one picture only while the one makes way for the
    // other.
    const Shader* inUse = nullptr;
    const auto use = [&](const Shader& shader) {
        if (inUse != &shader)
            setUp(shader, clipFromEye, light);
        inUse = &shader;
    };
    std::size_t drawn = 0;
    for (const GroundView::Piece& piece : ground.pieces())
        if (shadowOn(*piece.tile) == shadows.end()) {
            const Shader& plain = shadersFor(piece, light, ground.density()).plain;
            use(plain);
            drawPiece(plain, piece, view, light);
            if (++drawn % kDrawnAhead == 0)
                glFlush();
        }
    for (const GroundView::Piece& piece : ground.pieces()) {
        const auto shadow = shadowOn(*piece.tile);
        if (shadow == shadows.end())
            continue;
        const Shader& shadowed = *shadersFor(piece, light, ground.density()).shadowed;
        use(shadowed);
        setUniform(shadowed.shadowTurn, shadowTurn);
        setUniform(shadowed.shadowFromEye, glm::mat4(shadow->frame.mapFromEye));
        setUniform(shadowed.craftFromEye, glm::vec3(shadow->frame.middle));
        setUniform(shadowed.craftSize,
                   glm::vec3(float(shadow->frame.radiusM), float(kLampHeight), shadow->lamp));
        glActiveTexture(GL_TEXTURE3);
        glBindTexture(GL_TEXTURE_2D, shadow->texture);
        drawPiece(shadowed, piece, view, light);
    }
    for (const GroundView::Piece& piece : ground.backing()) {
        const Shader& plain = shadersFor(piece, light, ground.density()).plain;
        use(plain);
        setUniform(plain.sink, kBackingDepthM);
        drawPiece(plain, piece, view, light);
    }
    store.endSmooth();
    glBindVertexArray(0);
}

} // namespace perilune::render
