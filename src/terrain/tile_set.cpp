#include "terrain/tile_set.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace perilune::terrain {

namespace {

/// An index up to this size is checked when the file is opened; a larger one only when the file is checked in
/// full, since it would have to be read from one end to the other.
constexpr std::uint64_t kIndexCheckedBytes = 4u << 20;
constexpr std::uint32_t kStripColumns = 1u << 24; ///< at most

std::uint32_t crcOf(const void* data, std::size_t bytes, std::uint32_t crc = 0) {
    return std::uint32_t(::crc32_z(crc, static_cast<const Bytef*>(data), bytes));
}

bool endsInZero(const char* text, std::size_t size) {
    return std::memchr(text, 0, size) != nullptr;
}

/// `count` things of `each` bytes from `offset` lie inside the file, behind the header.
bool liesInside(std::uint64_t offset, std::uint64_t count, std::uint64_t each, std::uint64_t fileBytes) {
    return offset >= sizeof(TileSetHeader) && offset <= fileBytes && offset % 16 == 0 &&
           count <= (fileBytes - offset) / each;
}

/// Whether the place of a brick holds that of this tile, whole.
bool isBrickOf(const TileId& id, const std::byte* place, std::size_t bytes) {
    BrickTrailer t;
    std::memcpy(&t, place + bytes - sizeof t, sizeof t);
    return t.mark == kBrickMark && TileId{t.face, t.level, t.x, t.y} == id &&
           t.crc == crcOf(place, bytes - sizeof t.crc);
}

/// Null, or what is wrong with a header of a file of this size.
const char* fault(TileSetHeader header, std::uint64_t fileBytes) {
    if (std::memcmp(header.magic, kSetMagic, sizeof kSetMagic) != 0)
        return "is not a map of this program";
    if (header.version != kSetVersion && header.version != kStripsVersion)
        return "is a map of another version";
    const std::uint32_t crc = std::exchange(header.headerCrc, 0);
    if (crc != crcOf(&header, sizeof header))
        return "is damaged in its header";
    if (header.fileBytes != fileBytes)
        return "is cut short or has grown";
    const bool known = header.kind <= std::uint32_t(RasterKind::Albedo) &&
                       header.maxLevel <= std::uint32_t(kMaxLevel) &&
                       header.brickBytes == brickPlaceBytes(RasterKind(header.kind));
    const auto within = [](double v, double low, double high) { return v >= low && v <= high; };
    const bool sane = within(header.resolutionM, 1e-3, 1e7) && within(header.south, -90.0, 90.0) &&
                      within(header.north, -90.0, 90.0) && within(header.west, -360.0, 360.0) &&
                      within(header.east, -360.0, 360.0) && endsInZero(header.title, sizeof header.title) &&
                      endsInZero(header.source, sizeof header.source) &&
                      endsInZero(header.licence, sizeof header.licence) &&
                      endsInZero(header.files, sizeof header.files) &&
                      endsInZero(header.notes, sizeof header.notes);
    if (!known || !sane || header.brickCount > 0xffffffffu ||
        !liesInside(header.entriesOffset, header.entryCount, sizeof(TileEntry), fileBytes) ||
        !liesInside(header.bricksOffset, header.brickCount, header.brickBytes, fileBytes))
        return "is damaged in its header";
    const auto outside = [&](const TileRect& r, std::uint64_t width, std::uint64_t height) {
        return std::uint64_t(r.x) + r.width > width || std::uint64_t(r.y) + r.height > height ||
               r.first > header.entryCount || std::uint64_t(r.width) * r.height > header.entryCount - r.first;
    };
    if (header.version == kStripsVersion)
        for (const StripHeader& strip : header.strips) {
            if (strip.columns == 0)
                continue;
            const auto bricks = [](std::uint32_t pixels) {
                return (std::uint64_t(pixels) + kTileTexels - 1) / kTileTexels;
            };
            const bool isSane = header.kind == std::uint32_t(RasterKind::Elevation) &&
                                strip.columns <= kStripColumns && strip.rows <= strip.columns &&
                                within(strip.westDeg, -720.0, 720.0) && within(strip.northDeg, -91.0, 91.0) &&
                                std::abs(strip.stepXDeg * strip.columns - 360.0) < 1e-6 &&
                                within(strip.stepYDeg, 1e-7, 90.0);
            if (!isSane || outside(strip.tiles, bricks(strip.columns), bricks(strip.rows)))
                return "is damaged in its strips";
        }
    for (const auto& face : header.rects)
        for (int level = 0; level < kSetLevels; ++level) {
            const TileRect& r = face[level];
            const std::uint64_t side = level <= int(header.maxLevel) ? std::uint64_t{1} << level : 0;
            if (outside(r, side, side))
                return "is damaged in its table of levels";
        }
    return nullptr;
}

} // namespace

base::Result<TileSet> TileSet::open(const std::filesystem::path& path, base::FileWay way) {
    const auto refuse = [&](std::string_view why) {
        return base::inputError(fmt::format("{} {}; import it again", path.string(), why));
    };
    auto bytes = base::Bytes::open(path, way);
    if (!bytes && bytes.error() == std::errc::invalid_argument)
        return refuse("is not a file");
    if (!bytes)
        return base::machineError(
            fmt::format("{}: this map cannot be read ({})", path.string(), bytes.error().message()));
    auto head = bytes->at(0, sizeof(TileSetHeader));
    if (!head)
        return refuse("is cut short");
    if (const char* why = fault(*reinterpret_cast<const TileSetHeader*>(head.get()), bytes->size()))
        return refuse(why);
    bytes->expectJumps();
    TileSet set(path, std::move(*bytes), std::move(head));
    const TileSetHeader& header = set.header();
    if (const std::uint64_t size = header.entryCount * sizeof(TileEntry); size <= kIndexCheckedBytes) {
        if (!set.indexIsWhole())
            return refuse("is damaged in its index");
        set.index_ = set.bytes_.at(header.entriesOffset, std::size_t(size));
    }
    return set;
}

TileSet::TileSet(std::filesystem::path file, base::Bytes bytes, base::Bytes::Piece head)
    : file_(std::move(file)), bytes_(std::move(bytes)), head_(std::move(head)),
      found_(std::make_unique<Found>(header().brickCount)) {}

const TileSetHeader& TileSet::header() const {
    return *reinterpret_cast<const TileSetHeader*>(head_.get());
}

std::optional<TileEntry> TileSet::entryAt(std::uint64_t number) const {
    if (index_)
        return reinterpret_cast<const TileEntry*>(index_.get())[number];
    // Neighbours in the index are neighbours on the Moon: they are read together.
    constexpr std::uint64_t kTogether = 512;
    const TileSetHeader& h = header();
    const std::uint64_t first = number / kTogether * kTogether;
    const auto piece = bytes_.at(h.entriesOffset + first * sizeof(TileEntry),
                                 std::size_t(std::min(kTogether, h.entryCount - first)) * sizeof(TileEntry));
    if (!piece)
        return std::nullopt;
    return reinterpret_cast<const TileEntry*>(piece.get())[number - first];
}

const TileRect* TileSet::rectOf(const TileId& id) const {
    if (id.face < 6)
        return id.level <= header().maxLevel ? &header().rects[id.face][id.level] : nullptr;
    const StripHeader* s = id.face < kStripFace + 2 && id.level == 0 ? strip(id.face == kStripFace) : nullptr;
    return s ? &s->tiles : nullptr;
}

std::optional<TileEntry> TileSet::entry(const TileId& id) const {
    const TileRect* r = rectOf(id);
    const std::uint32_t x = r ? id.x - r->x : 0, y = r ? id.y - r->y : 0; // below it: wraps to beyond it
    if (!r || x >= r->width || y >= r->height)
        return std::nullopt;
    const auto e = entryAt(r->first + std::uint64_t(y) * r->width + x);
    return e && e->slot != 0 && e->slot <= header().brickCount && e->lowM <= e->highM ? e : std::nullopt;
}

base::Bytes::Piece TileSet::brick(const TileId& id) const {
    const auto e = entry(id);
    if (!e)
        return nullptr;
    const std::size_t number = e->slot - 1, place = header().brickBytes;
    auto piece = bytes_.at(header().bricksOffset + number * std::uint64_t(place), place);
    auto& known = found_->whole[number / 8];
    const auto bit = std::uint8_t(1u << (number % 8));
    if (piece && (known.load(std::memory_order_relaxed) & bit))
        return piece;
    if (!piece || !isBrickOf(id, piece.get(), place)) {
        found_->damaged = true;
        return nullptr;
    }
    known.fetch_or(bit, std::memory_order_relaxed);
    return piece;
}

std::shared_ptr<const HeightBrick> TileSet::heights(const TileId& id) const {
    if (kind() != RasterKind::Elevation)
        return nullptr;
    auto piece = brick(id);
    const auto* found = reinterpret_cast<const HeightBrick*>(piece.get());
    // No place on the Moon is further than this from the sphere: what a damaged brick says is not drawn.
    constexpr float kFarthestM = 20000.0f;
    const bool sane = found && std::abs(found->baseM) <= kFarthestM && found->stepM >= 0.0f &&
                      found->stepM * 65535.0f <= 2.0f * kFarthestM;
    return sane ? std::shared_ptr<const HeightBrick>(std::move(piece), found) : nullptr;
}

std::shared_ptr<const AlbedoBrick> TileSet::albedo(const TileId& id) const {
    if (kind() != RasterKind::Albedo)
        return nullptr;
    auto piece = brick(id);
    const auto* found = reinterpret_cast<const AlbedoBrick*>(piece.get());
    return {std::move(piece), found};
}

std::optional<std::uint32_t> TileSet::crcOver(std::uint64_t offset, std::uint64_t bytes) const {
    constexpr std::uint64_t kPiece = 4u << 20;
    std::uint32_t crc = 0;
    for (std::uint64_t done = 0; done < bytes; done += kPiece) {
        const auto count = std::size_t(std::min(kPiece, bytes - done));
        const auto piece = bytes_.at(offset + done, count);
        if (!piece)
            return std::nullopt;
        crc = crcOf(piece.get(), count, crc);
        bytes_.forget();
    }
    return crc;
}

bool TileSet::indexIsWhole() const {
    const TileSetHeader& h = header();
    return crcOver(h.entriesOffset, h.entryCount * sizeof(TileEntry)) == h.tableCrc;
}

bool TileSet::bricksAreWhole() const {
    const TileSetHeader& h = header();
    return crcOver(h.bricksOffset, h.brickCount * h.brickBytes) == h.bricksCrc && indexIsWhole();
}

void TileSet::forgetPages() const {
    bytes_.forget();
}

} // namespace perilune::terrain
