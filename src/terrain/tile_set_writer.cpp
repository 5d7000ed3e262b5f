#include "terrain/tile_set_writer.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace perilune::terrain {

namespace {

constexpr char kPartMagic[16] = "perilune part";

std::uint32_t crcOf(const void* data, std::size_t bytes, std::uint32_t crc = 0) {
    return std::uint32_t(::crc32_z(crc, static_cast<const Bytef*>(data), bytes));
}

template <std::size_t N> void putText(char (&field)[N], const std::string& text) {
    std::size_t n = std::min(text.size(), N - 1);
    while (n > 0 && n < text.size() && (std::uint8_t(text[n]) & 0xc0) == 0x80)
        --n; // not in the middle of a character
    std::memcpy(field, text.data(), n);
}

bool sameStrips(const TileSetHeader& a, const TileSetHeader& b) {
    for (int i = 0; i < 2; ++i) {
        StripHeader s = a.strips[i], t = b.strips[i];
        s.tiles = t.tiles = {}; // known at the end
        if (std::memcmp(&s, &t, sizeof s) != 0)
            return false;
    }
    return true;
}

/// What must be equal for one writer to go on with what another began.
bool sameMap(const TileSetHeader& a, const TileSetHeader& b) {
    return a.version == b.version && a.kind == b.kind && a.maxLevel == b.maxLevel &&
           a.brickBytes == b.brickBytes && a.resolutionM == b.resolutionM && a.south == b.south &&
           a.north == b.north && a.west == b.west && a.east == b.east && sameStrips(a, b) &&
           std::memcmp(a.title, b.title,
                       sizeof a.title + sizeof a.source + sizeof a.licence + sizeof a.files) == 0;
}

std::int16_t down(float metres) {
    return std::int16_t(std::clamp(std::floor(double(metres)), -32768.0, 32767.0));
}
std::int16_t up(float metres) {
    return std::int16_t(std::clamp(std::ceil(double(metres)), -32768.0, 32767.0));
}

} // namespace

std::size_t TileSetWriter::bytesPerBrick(RasterKind kind) {
    return brickPlaceBytes(kind);
}

base::Result<TileSetWriter> TileSetWriter::create(const std::filesystem::path& target,
                                                  const TileSetDescription& d) {
    TileSetWriter w;
    std::memcpy(w.header_.magic, kPartMagic, sizeof kPartMagic);
    std::copy_n(d.strips, 2, w.header_.strips);
    const bool hasStrips = d.strips[0].columns > 0 || d.strips[1].columns > 0;
    w.header_.version = hasStrips ? kStripsVersion : kSetVersion;
    w.header_.kind = std::uint32_t(d.kind);
    w.header_.maxLevel = std::uint32_t(std::clamp(d.maxLevel, 0, kMaxLevel));
    w.header_.brickBytes = std::uint32_t(brickPlaceBytes(d.kind));
    w.header_.bricksOffset = sizeof(TileSetHeader);
    w.header_.resolutionM = d.resolutionM;
    w.header_.south = d.southDeg;
    w.header_.north = d.northDeg;
    w.header_.west = d.westDeg;
    w.header_.east = d.eastDeg;
    putText(w.header_.title, d.title);
    putText(w.header_.source, d.source);
    putText(w.header_.licence, d.licence);
    putText(w.header_.files, d.files);
    putText(w.header_.notes, d.notes);

    auto part = base::PartFile::open(target);
    if (!part && part.error() == std::errc::device_or_resource_busy)
        return base::machineError(fmt::format(
            "{}.part: another import is writing this map; wait until it is done", target.string()));
    if (!part)
        return base::machineError(
            fmt::format("{}.part: cannot be written ({})", target.string(), part.error().message()));
    w.part_ = std::move(*part);
    if (auto ready = w.resume(); !ready)
        return tl::unexpected(ready.error());
    return w;
}

base::Result<void> TileSetWriter::resume() {
    TileSetHeader before{};
    const auto reads = [this](std::uint64_t offset, void* into, std::size_t count) {
        return part_.file().read(offset, into, count).value_or(0) == count;
    };
    const bool same = part_.file().isPlain() && reads(0, &before, sizeof before) &&
                      (std::memcmp(before.magic, kPartMagic, sizeof kPartMagic) == 0 ||
                       std::memcmp(before.magic, kSetMagic, sizeof kSetMagic) == 0) &&
                      sameMap(before, header_);
    std::uint64_t end = sizeof(TileSetHeader);
    if (same) {
        std::vector<std::byte> place(header_.brickBytes);
        while (reads(end, place.data(), place.size())) {
            BrickTrailer t;
            std::memcpy(&t, place.data() + place.size() - sizeof t, sizeof t);
            const TileId id{t.face, t.level, t.x, t.y};
            if (t.mark != kBrickMark || t.crc != crcOf(place.data(), place.size() - sizeof t.crc) ||
                slots_.contains(id))
                break;
            const Slot slot{std::uint32_t(slots_.size() + 1), t.lowM, t.highM};
            slots_.emplace(id, slot);
            crc_ = crcOf(place.data(), place.size(), crc_);
            end += place.size();
        }
    }
    if (const auto fault = part_.file().resize(same ? end : 0))
        return base::machineError(
            fmt::format("{}: cannot be written ({})", part_.path().string(), fault.message()));
    return writeAt(&header_, sizeof header_, 0);
}

base::Result<void> TileSetWriter::writeAt(const void* data, std::size_t bytes, std::uint64_t offset) {
    if (const auto fault = part_.file().write(offset, data, bytes))
        return base::machineError(fmt::format(
            "{}: cannot be written ({}); {}", part_.path().string(), fault.message(),
            fault == std::errc::no_space_on_device ? "make room there and import again: what is done stays"
                                                   : "import again"));
    return {};
}

base::Result<void> TileSetWriter::putBytes(const TileId& id, const void* brick, std::size_t bytes, float lowM,
                                           float highM) {
    if (slots_.contains(id))
        return {};
    const std::uint32_t side = 1u << std::min<std::uint32_t>(id.level, header_.maxLevel);
    const StripHeader* strip = stripOf(id);
    const bool isThere = strip
                             ? id.x < strip->columns / kTileTexels + 1 && id.y < strip->rows / kTileTexels + 1
                             : id.face < 6 && id.level <= header_.maxLevel && id.x < side && id.y < side;
    if (!isThere || slots_.size() >= 0xfffffffeu)
        return base::inputError(fmt::format("{}: no such tile: face {}, level {}, {}, {}",
                                            part_.path().string(), id.face, id.level, id.x, id.y));
    std::vector<std::byte> place(header_.brickBytes);
    std::memcpy(place.data(), brick, bytes);
    BrickTrailer t{id.x, id.y, id.face, id.level, down(lowM), up(highM), kBrickMark, 0};
    std::memcpy(place.data() + place.size() - sizeof t, &t, sizeof t);
    t.crc = crcOf(place.data(), place.size() - sizeof t.crc);
    std::memcpy(place.data() + place.size() - sizeof t, &t, sizeof t);
    const std::uint64_t offset = sizeof(TileSetHeader) + slots_.size() * std::uint64_t(place.size());
    if (auto written = writeAt(place.data(), place.size(), offset); !written)
        return written;
    const Slot slot{std::uint32_t(slots_.size() + 1), t.lowM, t.highM};
    slots_.emplace(id, slot);
    crc_ = crcOf(place.data(), place.size(), crc_);
    return {};
}

base::Result<void> TileSetWriter::getBytes(const TileId& id, void* brick, std::size_t bytes) const {
    const auto found = slots_.find(id);
    if (found == slots_.end())
        return base::inputError(fmt::format("{}: this tile was not written", part_.path().string()));
    const std::uint64_t offset =
        sizeof(TileSetHeader) + (found->second.number - 1) * std::uint64_t(header_.brickBytes);
    const auto done = part_.file().read(offset, brick, bytes);
    if (!done || *done < bytes)
        return base::machineError(fmt::format("{}: cannot be read ({})", part_.path().string(),
                                              done ? "it was cut short" : done.error().message()));
    return {};
}

base::Result<void> TileSetWriter::put(const TileId& id, const HeightBrick& brick, float lowM, float highM) {
    return putBytes(id, &brick, sizeof brick, lowM, highM);
}
base::Result<void> TileSetWriter::put(const TileId& id, const AlbedoBrick& brick) {
    return putBytes(id, &brick, sizeof brick, 0.0f, 0.0f);
}
base::Result<void> TileSetWriter::get(const TileId& id, HeightBrick& brick) const {
    return getBytes(id, &brick, sizeof brick);
}
base::Result<void> TileSetWriter::get(const TileId& id, AlbedoBrick& brick) const {
    return getBytes(id, &brick, sizeof brick);
}

void TileSetWriter::widen(const TileId& id, const TileId& over) {
    const auto below = slots_.find(id), above = slots_.find(over);
    if (below == slots_.end() || above == slots_.end())
        return;
    below->second.lowM = std::min(below->second.lowM, above->second.lowM);
    below->second.highM = std::max(below->second.highM, above->second.highM);
}

const StripHeader* TileSetWriter::stripOf(const TileId& id) const {
    if (id.face < kStripFace || id.face >= kStripFace + 2 || id.level != 0)
        return nullptr;
    const StripHeader& strip = header_.strips[id.face - kStripFace];
    return strip.columns > 0 ? &strip : nullptr;
}

base::Result<void> TileSetWriter::finish() {
    // Bounds of coarse tiles hold those of the fine ones in them: what cannot be seen at a glance at a coarse
    // tile is not looked for among its children.
    for (int level = int(header_.maxLevel); level > 0; --level)
        for (auto& [id, slot] : slots_) {
            if (id.level != level)
                continue;
            const auto parent = slots_.find(id.parent());
            if (parent == slots_.end())
                return base::inputError(
                    fmt::format("{}: a tile of level {} has no parent", part_.path().string(), level));
            parent->second.lowM = std::min(parent->second.lowM, slot.lowM);
            parent->second.highM = std::max(parent->second.highM, slot.highM);
        }
    TileSetHeader h = header_;
    const auto rectOf = [&h](const TileId& id) -> TileRect& {
        return id.face < 6 ? h.rects[id.face][id.level] : h.strips[id.face - kStripFace].tiles;
    };
    for (const auto& [id, slot] : slots_) {
        TileRect& r = rectOf(id);
        if (r.width == 0)
            r.x = r.y = std::numeric_limits<std::uint32_t>::max();
        const std::uint32_t right = r.width == 0 ? id.x + 1 : std::max(r.x + r.width, id.x + 1);
        const std::uint32_t top = r.height == 0 ? id.y + 1 : std::max(r.y + r.height, id.y + 1);
        r.x = std::min(r.x, id.x);
        r.y = std::min(r.y, id.y);
        r.width = right - r.x;
        r.height = top - r.y;
    }
    const auto place = [&h](TileRect& r) {
        r.first = h.entryCount;
        h.entryCount += std::uint64_t(r.width) * r.height;
    };
    for (auto& face : h.rects)
        for (TileRect& r : face)
            place(r);
    for (StripHeader& strip : h.strips)
        place(strip.tiles);
    std::vector<TileEntry> entries(h.entryCount);
    for (const auto& [id, slot] : slots_) {
        const TileRect& r = rectOf(id);
        entries[r.first + std::uint64_t(id.y - r.y) * r.width + (id.x - r.x)] = {slot.number, slot.lowM,
                                                                                 slot.highM};
    }
    std::memcpy(h.magic, kSetMagic, sizeof kSetMagic);
    h.brickCount = slots_.size();
    h.entriesOffset = h.bricksOffset + h.brickCount * h.brickBytes;
    h.fileBytes = h.entriesOffset + entries.size() * sizeof(TileEntry);
    h.bricksCrc = crc_;
    h.tableCrc = crcOf(entries.data(), entries.size() * sizeof(TileEntry));
    h.headerCrc = crcOf(&h, sizeof h);
    const auto failed = [&](const char* what, std::error_code fault) {
        return base::machineError(fmt::format("{}: {} ({})", part_.path().string(), what, fault.message()));
    };
    if (auto written = writeAt(entries.data(), entries.size() * sizeof(TileEntry), h.entriesOffset); !written)
        return written;
    const auto synced = [&]() -> std::error_code {
        const auto fault = part_.file().resize(h.fileBytes);
        return fault ? fault : part_.file().flush();
    };
    if (const auto fault = synced())
        return failed("cannot be written to the disk", fault);
    if (auto written = writeAt(&h, sizeof h, 0); !written)
        return written;
    if (const auto fault = part_.finish())
        return failed("cannot be written to the disk under its name", fault);
    return {};
}

void TileSetWriter::discard() {
    if (!part_.file().isOpen())
        return;
    part_.discard();
    slots_.clear();
}

HeightBrick packHeights(const float* heightsM, const std::uint8_t* weights) {
    HeightBrick brick{};
    std::memcpy(brick.weight, weights, sizeof brick.weight);
    float low = std::numeric_limits<float>::max(), high = std::numeric_limits<float>::lowest();
    constexpr int kCount = kSetSize * kSetSize;
    for (int i = 0; i < kCount; ++i)
        if (std::isfinite(heightsM[i]))
            low = std::min(low, heightsM[i]), high = std::max(high, heightsM[i]);
    if (low > high)
        low = high = 0.0f;
    float step = 1.0f / 128.0f;
    while (std::floor(low / step) * step + step * 65535.0f < high)
        step *= 2.0f;
    brick.stepM = step;
    brick.baseM = std::floor(low / step) * step;
    for (int i = 0; i < kCount; ++i) {
        const float h = std::isfinite(heightsM[i]) ? heightsM[i] : low;
        brick.texels[i] = std::uint16_t(std::clamp(std::lround((h - brick.baseM) / step), 0L, 65535L));
    }
    return brick;
}

} // namespace perilune::terrain
