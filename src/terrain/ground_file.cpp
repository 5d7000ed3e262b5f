#include "terrain/ground_file.h"

#include <fmt/format.h>

#include <cstring>

namespace perilune::terrain {

namespace {

TileId ancestorAt(TileId id, int level) {
    if (id.level > level) {
        const int up = id.level - level;
        id = {id.face, std::uint8_t(level), id.x >> up, id.y >> up};
    }
    return id;
}

} // namespace

std::filesystem::path groundPath(const std::filesystem::path& shareDir) {
    return shareDir / "ground" / "moon.ground";
}

base::Result<GroundFile> GroundFile::open(const std::filesystem::path& path, base::FileWay way) {
    auto bytes = base::Bytes::open(path, way);
    if (!bytes)
        return base::machineError(
            fmt::format("{}: the Moon's ground cannot be read ({}); build the program again to make it",
                        path.string(), bytes.error().message()));
    GroundHeader header{};
    const auto head = bytes->at(0, sizeof header);
    if (head)
        std::memcpy(&header, head.get(), sizeof header);
    const bool whole = bytes->size() == kGroundFileBytes &&
                       std::memcmp(header.magic, kGroundMagic, sizeof kGroundMagic) == 0 &&
                       header.version == kGroundVersion && header.brickBytes == sizeof(Brick) &&
                       header.fileBytes == kGroundFileBytes;
    auto bounds = whole ? bytes->at(kBoundsOffset, kBoundsCount * sizeof(HeightRange)) : nullptr;
    if (!bounds)
        return base::machineError(fmt::format("{}: the Moon's ground is damaged or of another version; "
                                              "delete this file and build the program again",
                                              path.string()));
    return GroundFile(std::move(*bytes), std::move(bounds));
}

std::shared_ptr<const Brick> GroundFile::brick(const TileId& id) const {
    static const Brick level{};
    const std::size_t index = tileIndex(ancestorAt(id, kBakedLevel));
    auto piece = bytes_.at(kBricksOffset + index * sizeof(Brick), sizeof(Brick));
    if (!piece)
        return {std::shared_ptr<const Brick>(), &level};
    const auto* brick = reinterpret_cast<const Brick*>(piece.get());
    return {std::move(piece), brick};
}

HeightRange GroundFile::bounds(const TileId& id) const {
    return reinterpret_cast<const HeightRange*>(bounds_.get())[tileIndex(ancestorAt(id, kBoundsLevel))];
}

} // namespace perilune::terrain
