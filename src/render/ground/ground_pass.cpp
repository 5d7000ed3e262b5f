#include "render/ground/ground_pass.h"

#include "terrain/cube.h"

#include <glm/gtc/packing.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

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

constexpr unsigned kEclipseUnit = 4; ///< texture unit, after those of the tiles and of a model's shadow

terrain::TileView tileViewOf(const View& view) {
    terrain::TileView wish;
    wish.eye = view.eye;
    wish.forward = view.forward;
    wish.up = view.up;
    const double widerX = 1.0 + std::abs(view.shift.x);
    const double widerY = 1.0 + std::abs(view.shift.y);
    wish.tanHalfX = view.tanHalfX * widerX;
    wish.tanHalfY = view.tanHalfY * widerY;
    wish.heightPx = int(std::ceil(view.heightPx * widerY));
    return wish;
}

std::vector<TileKey> missingOf(const std::vector<TileKey>& keys, const TileStore& store) {
    std::vector<TileKey> missing;
    for (const TileKey& key : keys)
        if (!store.contains(key))
            missing.push_back(key);
    return missing;
}

std::vector<TileKey> rootsOf(const terrain::GroundLook& look) {
    std::vector<TileKey> keys;
    for (unsigned face = 0; face < 6; ++face)
        keys.push_back({{std::uint8_t(face), 0, 0, 0}, look});
    return keys;
}

/// The sides on which a tile does not meet one of its own size, where it needs a skirt.
unsigned unequalSides(const terrain::TileId& id, const std::set<terrain::TileId>& drawn, bool oneLevel) {
    if (oneLevel)
        return 0;
    const auto equal = [&](int dx, int dy) { // across the edge of a face none is sought
        const std::uint32_t last = (1u << id.level) - 1u;
        const bool outside = (dx < 0 && id.x == 0) || (dx > 0 && id.x == last) || (dy < 0 && id.y == 0) ||
                             (dy > 0 && id.y == last);
        return !outside &&
               drawn.contains({id.face, id.level, id.x + std::uint32_t(dx), id.y + std::uint32_t(dy)});
    };
    return (equal(0, -1) ? 0u : kSideLowY) | (equal(1, 0) ? 0u : kSideHighX) |
           (equal(0, 1) ? 0u : kSideHighY) | (equal(-1, 0) ? 0u : kSideLowX);
}

} // namespace

base::Result<GroundPass::Shader> GroundPass::buildShader(const std::filesystem::path& folder, bool shadowed,
                                                         bool eclipsed) {
    std::vector<const char*> fragment{"tone.glsl"}, defines;
    if (shadowed) {
        fragment.push_back("model_shadow.glsl");
        defines.push_back("MODEL_SHADOW");
    }
    if (eclipsed)
        defines.push_back("ECLIPSE");
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
    shader.shadowStrength = p.uniform("u_shadowStrength");
    shader.shadowTurn = p.uniform("u_shadowTurn");
    shader.earthPlace = p.uniform("u_earthPlace");
    shader.penumbra = p.uniform("u_penumbra");
    return shader;
}

base::Result<GroundPass::Shaders> GroundPass::buildShaders(const std::filesystem::path& folder,
                                                           bool eclipsed) {
    auto plain = buildShader(folder, false, eclipsed);
    if (!plain)
        return tl::unexpected(plain.error());
    auto shadowed = buildShader(folder, true, eclipsed);
    if (!shadowed)
        return tl::unexpected(shadowed.error());
    return Shaders{std::move(*plain), std::move(*shadowed)};
}

base::Result<GroundPass> GroundPass::create(const std::filesystem::path& shaders,
                                            std::shared_ptr<const terrain::Ground> ground,
                                            double tileMemoryMb) {
    auto usual = buildShaders(shaders, false);
    if (!usual)
        return tl::unexpected(usual.error());
    GroundPass pass;
    pass.shaderFolder_ = shaders;
    pass.store_.setBudget(tileMemoryMb);
    pass.builder_ = std::make_unique<TileBuilder>(ground);
    pass.ground_ = std::move(ground);
    pass.usual_ = std::move(*usual);
    return pass;
}

base::Result<void> GroundPass::prepareLight(const GroundLight& light) {
    if (!light.eclipse)
        return {};
    if (!eclipsed_) {
        auto built = buildShaders(shaderFolder_, true);
        if (!built)
            return tl::unexpected(built.error());
        eclipsed_ = std::move(*built);
    }
    loadEclipse(*light.eclipse);
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

bool GroundPass::prepare(const View& view, const terrain::GroundLook& asked, const glm::dvec3& sun,
                         bool complete, MeshDensity density) {
    store_.beginFrame();
    // Light that is still worked out is not waited for: the ground stands there without the map until then.
    terrain::GroundLook look = asked;
    if (!complete && terrain::needsLight(look.tint) && ground_->illuminationProgress() < 1.0)
        look.tint = terrain::GroundTint::None;
    roots_ = rootsOf(look);
    for (const TileData& data : builder_->buildNow(missingOf(roots_, store_)))
        store_.add(data);
    for (const TileKey& key : roots_)
        store_.find(key); // these stay
    std::vector<TileKey> wanted;
    for (const terrain::TileId& id : ground_->selectTiles(tileViewOf(view)))
        wanted.push_back({id, look});
    bool all = true;
    if (complete) {
        for (const TileKey& key : wanted)
            store_.find(key); // keeps it over the additions that follow
        for (const TileData& data : builder_->buildNow(missingOf(wanted, store_)))
            store_.add(data);
        drawn_ = wanted;
    } else {
        all = standIn(wanted);
    }
    density_ = density;
    smooth_ = density == MeshDensity::Full;
    updateSunlight(store_, roots_, shadowSun(sun));
    updateSunlight(store_, drawn_, shadowSun(sun));
    std::set<terrain::TileId> drawn;
    for (const TileKey& key : drawn_)
        drawn.insert(key.id);
    const bool oneLevel = std::all_of(drawn_.begin(), drawn_.end(), [this](const TileKey& key) {
        return key.id.level == drawn_.front().id.level;
    });
    tiles_.clear();
    for (const TileKey& key : drawn_)
        tiles_.push_back({key.id, store_.find(key), unequalSides(key.id, drawn, oneLevel)});
    const auto nearer = [&view](const Piece& a, const Piece& b) {
        const glm::dvec3 toA = a.tile->origin - view.eye;
        const glm::dvec3 toB = b.tile->origin - view.eye;
        return glm::dot(toA, toA) < glm::dot(toB, toB);
    };
    std::stable_sort(tiles_.begin(), tiles_.end(), nearer);
    return all && look == asked;
}

double GroundPass::sunShareAt(const glm::dvec3& place) const {
    for (const Piece& piece : tiles_) {
        const terrain::CubePoint at = terrain::cubePoint(glm::normalize(place));
        const double side = std::ldexp(1.0, piece.id.level);
        const double fx = (at.s + 1.0) * 0.5 * side - piece.id.x;
        const double fy = (at.t + 1.0) * 0.5 * side - piece.id.y;
        if (at.face == piece.id.face && fx >= 0.0 && fx <= 1.0 && fy >= 0.0 && fy <= 1.0)
            return render::sunShareAt(*piece.tile, fx, fy);
    }
    return 1.0;
}

bool GroundPass::standIn(const std::vector<TileKey>& wanted) {
    for (const TileData& data : builder_->takeReady())
        store_.add(data);
    std::map<terrain::TileId, terrain::GroundLook> drawn;
    std::set<terrain::TileId> ancestors;
    std::vector<TileKey> missing;
    for (const TileKey& key : wanted) {
        if (store_.contains(key)) {
            drawn.emplace(key.id, key.look);
            continue;
        }
        missing.push_back(key);
        // What was drawn there before another look was asked for stays until the new tile is there.
        const auto before =
            std::find_if(drawn_.begin(), drawn_.end(), [&](const TileKey& old) { return old.id == key.id; });
        if (before != drawn_.end() && store_.contains(*before)) {
            drawn.emplace(before->id, before->look);
            continue;
        }
        TileKey ancestor = key;
        while (ancestor.id.level > 0 && !store_.contains(ancestor))
            ancestor = ancestor.parent();
        // A picture sharpens in steps of two levels, so that a far jump shows its ground soon.
        if (key.id.level > ancestor.id.level + 3) {
            TileKey step = key;
            while (step.id.level > ancestor.id.level + 2)
                step = step.parent();
            missing.push_back(step);
        }
        drawn.emplace(ancestor.id, ancestor.look);
        ancestors.insert(ancestor.id);
    }
    // An ancestor covers all below it, also what is there already.
    std::erase_if(drawn, [&ancestors](const auto& entry) {
        terrain::TileId id = entry.first;
        while (id.level > 0) {
            id = id.parent();
            if (ancestors.contains(id))
                return true;
        }
        return false;
    });
    drawn_.clear();
    for (const auto& [id, look] : drawn)
        drawn_.push_back({id, look});
    for (const TileKey& key : wanted)
        store_.find(key); // touched, though an ancestor may stand before it
    std::stable_sort(missing.begin(), missing.end(),
                     [](const TileKey& a, const TileKey& b) { return a.id.level < b.id.level; });
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    const bool all = missing.empty();
    builder_->want(std::move(missing));
    return all;
}

void GroundPass::setUp(const Shader& shader, const glm::mat4& clipFromEye, const GroundLight& light) const {
    shader.program.use();
    setUniform(shader.clipFromEye, clipFromEye);
    setUniform(shader.sun, glm::vec3(light.sun));
    setUniform(shader.earth, glm::vec3(light.earth));
    setUniform(shader.earthshine, float(kEarthshine * light.earthPhase));
    setUniform(shader.scattered, float(light.scattered));
    setUniform(shader.sink, 0.0f);
    setUniform(shader.exposure, float(light.exposure));
    if (light.eclipse) {
        setUniform(shader.earthPlace, glm::vec3(light.earthPlace * 1e-6));
        setUniform(shader.penumbra, float(light.eclipse->greatestSeparation.radians()));
    }
}

void GroundPass::drawTile(const Shader& shader, const StoredTile& tile, const View& view,
                          const GroundLight& light, unsigned skirts) {
    const glm::dmat3 tileFromMoon = glm::transpose(tile.axes);
    setUniform(shader.tileFromMoon, glm::mat3(tileFromMoon));
    setUniform(shader.originFromEye, glm::vec3(tile.origin - view.eye));
    setUniform(shader.originFromMoon, glm::vec3(tile.origin));
    setUniform(shader.sunInTile, glm::vec3(tileFromMoon * light.sun));
    setUniform(shader.layer, float(tile.layer));
    store_.draw(tile, density_, skirts);
}

void GroundPass::draw(const View& view, const glm::mat4& clipFromEye, const GroundLight& light,
                      const std::vector<GroundShadow>& shadows, const glm::vec2& shadowTurn) {
    glEnable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    const auto shadowOn = [&](const StoredTile& tile) {
        return std::find_if(shadows.begin(), shadows.end(), [&](const GroundShadow& shadow) {
            return mayShade(shadow.frame, tile.origin - view.eye, double(tile.radiusM));
        });
    };
    const auto& [plain, shadowed] = light.eclipse && eclipsed_ ? *eclipsed_ : usual_;
    if (light.eclipse) {
        glActiveTexture(GL_TEXTURE0 + kEclipseUnit);
        glBindTexture(GL_TEXTURE_2D, eclipse_.name());
    }
    if (smooth_)
        store_.beginSmooth();
    setUp(plain, clipFromEye, light);
    for (const Piece& piece : tiles_)
        if (shadowOn(*piece.tile) == shadows.end())
            drawTile(plain, *piece.tile, view, light, piece.skirts);
    if (!shadows.empty()) {
        setUp(shadowed, clipFromEye, light);
        setUniform(shadowed.shadowTurn, shadowTurn);
        for (const Piece& piece : tiles_) {
            const auto shadow = shadowOn(*piece.tile);
            if (shadow != shadows.end()) {
                setUniform(shadowed.shadowFromEye, glm::mat4(shadow->frame.mapFromEye));
                setUniform(shadowed.shadowStrength, shadow->strength);
                glActiveTexture(GL_TEXTURE3);
                glBindTexture(GL_TEXTURE_2D, shadow->texture);
                drawTile(shadowed, *piece.tile, view, light, piece.skirts);
            }
        }
        plain.program.use();
    }
    setUniform(plain.sink, kBackingDepthM);
    for (const TileKey& key : roots_)
        drawTile(plain, *store_.find(key), view, light, 0);
    store_.endSmooth();
    glBindVertexArray(0);
}

} // namespace perilune::render
