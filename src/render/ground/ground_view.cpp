#include "render/ground/ground_view.h"

#include "render/ground/sunlight.h"
#include "terrain/cube.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace perilune::render {

namespace {

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

/// The coarsest mesh of a tile that cannot be told from the usual one in this view.
int meshFor(const StoredTile& tile, const View& view, const glm::dvec3& sun) {
    constexpr double kSeenPx = 0.4;       // corners may lie this far from where they were
    constexpr double kStepAngle = 0.06;   // radians between corners: light and view go straight between them
    constexpr double kSurgeAngle = 0.006; // where the ground brightens towards the point opposite of the Sun,
    constexpr double kSurgeReach = 0.08;  // this many radians around it
    const glm::dvec3 toTile = tile.origin - view.eye;
    const double distance = glm::length(toTile), radius = double(tile.radiusM);
    const double nearest = distance - radius;
    if (nearest <= 0.1 * radius)
        return kUsualMesh;
    const double across = radius / distance; // the tile's own size, as an angle
    const double fromUp = std::abs(glm::dot(toTile, glm::normalize(tile.origin))) / distance;
    const double leaning = std::min(std::sqrt(std::max(1.0 - fromUp * fromUp, 0.0)) + across, 1.0);
    const double phase = std::acos(std::clamp(-glm::dot(toTile, sun) / distance, -1.0, 1.0));
    const double step = phase - across < kSurgeReach ? kSurgeAngle : kStepAngle;
    const double pixels = view.pixelsPerMetre(nearest);
    int mesh = kUsualMesh;
    for (const MeshOffset& offset : tile.coarser) {
        const double stepM = 1.42 * radius * (2.0 * mesh) / terrain::kTileQuads;
        if (pixels * (double(offset.upM) * leaning + double(offset.acrossM)) > kSeenPx ||
            stepM > step * nearest)
            break;
        mesh *= 2;
    }
    return mesh;
}

/// The sides on which a tile does not meet one of its own size and mesh, where it needs a skirt.
unsigned unequalSides(const GroundView::Piece& piece, const std::map<terrain::TileId, int>& meshes,
                      bool allAlike) {
    if (allAlike)
        return 0;
    const terrain::TileId& id = piece.id;
    const auto equal = [&](int dx, int dy) { // across the edge of a face none is sought
        const std::uint32_t last = (1u << id.level) - 1u;
        const bool outside = (dx < 0 && id.x == 0) || (dx > 0 && id.x == last) || (dy < 0 && id.y == 0) ||
                             (dy > 0 && id.y == last);
        if (outside)
            return false;
        const auto beside =
            meshes.find({id.face, id.level, id.x + std::uint32_t(dx), id.y + std::uint32_t(dy)});
        return beside != meshes.end() && beside->second == piece.mesh;
    };
    return (equal(0, -1) ? 0u : kSideLowY) | (equal(1, 0) ? 0u : kSideHighX) |
           (equal(0, 1) ? 0u : kSideHighY) | (equal(-1, 0) ? 0u : kSideLowX);
}

} // namespace

GroundTiles::GroundTiles(std::shared_ptr<const terrain::Ground> g, base::Workers w, double memoryMb)
    : ground(std::move(g)), workers(std::move(w)), builder(ground, workers) {
    store.setBudget(memoryMb);
}

GroundView::GroundView(GroundTiles& tiles) : tiles_(tiles) {
    while (tiles_.viewers.contains(viewer_))
        ++viewer_;
    tiles_.viewers.insert(viewer_);
}

GroundView::~GroundView() {
    tiles_.builder.want(viewer_, {});
    tiles_.store.hold(viewer_, {});
    tiles_.viewers.erase(viewer_);
}

bool GroundView::prepare(const View& view, const terrain::GroundLook& asked, const glm::dvec3& sun,
                         bool complete, MeshDensity density, const std::function<void()>& selected) {
    tiles_.store.beginFrame();
    tiles_.store.hold(viewer_, {});
    // Light that is still worked out is not waited for: the ground stands there without the map until then.
    terrain::GroundLook look = asked;
    if (!complete && terrain::needsLight(look.tint) && tiles_.ground->illuminationProgress() < 1.0)
        look.tint = terrain::GroundTint::None;
    const std::vector<TileKey> roots = rootsOf(look);
    buildNow(roots);
    std::vector<TileKey> wanted;
    for (const terrain::TileId& id : tiles_.ground->selectTiles(tileViewOf(view)))
        wanted.push_back({id, look});
    if (selected)
        selected();
    bool all = true;
    if (complete) {
        buildNow(wanted);
        drawn_ = wanted;
    } else {
        all = standIn(wanted);
    }
    density_ = density;
    const glm::dvec3 lit = shadowSun(sun);
    updateSunlight(tiles_.store, roots, lit, viewer_ % kTileLights, tiles_.workers);
    updateSunlight(tiles_.store, drawn_, lit, viewer_ % kTileLights, tiles_.workers);
    const bool exact = density == MeshDensity::Full;
    const auto pieceOf = [&](const TileKey& key) {
        const StoredTile* tile = tiles_.store.find(key);
        return Piece{key.id,
                     tile,
                     tile->lightFor(lit),
                     exact ? kFinestMesh : kUsualMesh,
                     0,
                     key.look.tint != terrain::GroundTint::None};
    };
    pieces_.clear();
    std::map<terrain::TileId, int> meshes;
    for (const TileKey& key : drawn_) {
        Piece& piece = pieces_.emplace_back(pieceOf(key));
        if (!exact)
            piece.mesh = meshFor(*piece.tile, view, sun);
        meshes.emplace(piece.id, piece.mesh);
    }
    const bool allAlike = std::all_of(pieces_.begin(), pieces_.end(), [this](const Piece& piece) {
        return piece.id.level == pieces_.front().id.level && piece.mesh == pieces_.front().mesh;
    });
    for (Piece& piece : pieces_)
        piece.skirts = unequalSides(piece, meshes, allAlike);
    backing_.clear();
    for (const TileKey& key : roots)
        backing_.push_back(pieceOf(key));
    hold(roots, wanted);
    const auto nearer = [&view](const Piece& a, const Piece& b) {
        const glm::dvec3 toA = a.tile->origin - view.eye;
        const glm::dvec3 toB = b.tile->origin - view.eye;
        return glm::dot(toA, toA) < glm::dot(toB, toB);
    };
    std::stable_sort(pieces_.begin(), pieces_.end(), nearer);
    return all && look == asked;
}

double GroundView::sunShareAt(const glm::dvec3& place) const {
    for (const Piece& piece : pieces_) {
        const terrain::CubePoint at = terrain::cubePoint(glm::normalize(place));
        const double side = std::ldexp(1.0, piece.id.level);
        const double fx = (at.s + 1.0) * 0.5 * side - piece.id.x;
        const double fy = (at.t + 1.0) * 0.5 * side - piece.id.y;
        if (at.face == piece.id.face && fx >= 0.0 && fx <= 1.0 && fy >= 0.0 && fy <= 1.0)
            return render::sunShareAt(piece.tile->lights[std::size_t(piece.light)], fx, fy);
    }
    return 1.0;
}

bool GroundView::standIn(const std::vector<TileKey>& wanted) {
    for (const TileData& data : tiles_.builder.takeReady())
        tiles_.store.add(data);
    std::map<terrain::TileId, terrain::GroundLook> drawn;
    std::set<terrain::TileId> ancestors;
    std::vector<TileKey> missing;
    for (const TileKey& key : wanted) {
        if (tiles_.store.contains(key)) {
            drawn.emplace(key.id, key.look);
            continue;
        }
        missing.push_back(key);
        // What was drawn there before another look was asked for stays until the new tile is there.
        const auto before =
            std::find_if(drawn_.begin(), drawn_.end(), [&](const TileKey& old) { return old.id == key.id; });
        if (before != drawn_.end() && tiles_.store.contains(*before)) {
            drawn.emplace(before->id, before->look);
            continue;
        }
        TileKey ancestor = key;
        while (ancestor.id.level > 0 && !tiles_.store.contains(ancestor))
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
        tiles_.store.find(key); // touched, though an ancestor may stand before it
    std::stable_sort(missing.begin(), missing.end(),
                     [](const TileKey& a, const TileKey& b) { return a.id.level < b.id.level; });
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    const bool all = missing.empty();
    tiles_.builder.want(viewer_, std::move(missing));
    return all;
}

void GroundView::buildNow(const std::vector<TileKey>& keys) {
    for (const TileKey& key : keys)
        tiles_.store.find(key); // keeps it over the additions that follow
    const std::vector<TileKey> missing = missingOf(keys, tiles_.store);
    if (missing.empty())
        return;
    for (const TileData& data : tiles_.builder.buildNow(viewer_, missing))
        tiles_.store.add(data);
}

void GroundView::hold(const std::vector<TileKey>& roots, const std::vector<TileKey>& wanted) {
    std::vector<TileKey> keys = roots;
    keys.insert(keys.end(), drawn_.begin(), drawn_.end());
    keys.insert(keys.end(), wanted.begin(), wanted.end());
    tiles_.store.hold(viewer_, keys);
}

} // namespace perilune::render
