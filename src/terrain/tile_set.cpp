#include "terrain/tile_set.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace perilune::terrain {

namespace {

/// An index up to this size is checked when the file is opened; a larger one only when the file is checked in
/// full, since it would have to be read from one end to the other.
constexpr std::uint64_t kIndexCheckedBytes = 4u << 20;

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

/// Null, or what is wrong with a header of a file of this size.
const char* fault(TileSetHeader header, std::uint64_t fileBytes) {
    if (std::memcmp(header.magic, kSetMagic, sizeof kSetMagic) != 0)
        return "is not a map of this program";
    if (header.version != kSetVersion)
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
                      endsInZero(header.files, sizeof header.files);
    if (!known || !sane || header.brickCount > 0xffffffffu ||
        !liesInside(header.entriesOffset, header.entryCount, sizeof(TileEntry), fileBytes) ||
        !liesInside(header.bricksOffset, header.brickCount, header.brickBytes, fileBytes))
        return "is damaged in its header";
    for (const auto& face : header.rects)
        for (int level = 0; level < kSetLevels; ++level) {
            const TileRect& r = face[level];
            const std::uint64_t side = level <= int(header.maxLevel) ? std::uint64_t{1} << level : 0;
            const std::uint64_t tiles = std::uint64_t(r.width) * r.height;
            if (std::uint64_t(r.x) + r.width > side || std::uint64_t(r.y) + r.height > side ||
                r.first > header.entryCount || tiles > header.entryCount - r.first)
                return "is damaged in its table of levels";
        }
    return nullptr;
}

} // namespace

base::Result<TileSet> TileSet::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return base::machineError(
            fmt::format("{}: this map cannot be read ({})", path.string(), std::strerror(errno)));
    const auto refuse = [&](std::string_view why) {
        ::close(fd);
        return base::inputError(fmt::format("{} {}; import it again", path.string(), why));
    };
    struct stat status {};
    TileSetHeader header{};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return refuse("is not a file");
    if (std::uint64_t(status.st_size) < sizeof header ||
        ::pread(fd, &header, sizeof header, 0) != ssize_t(sizeof header))
        return refuse("is cut short");
    const auto bytes = std::size_t(status.st_size);
    if (const char* why = fault(header, bytes))
        return refuse(why);
    void* data = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, 0);
    const int reason = errno;
    ::close(fd);
    if (data == MAP_FAILED)
        return base::machineError(fmt::format("{}: this map cannot be mapped into memory ({})", path.string(),
                                              std::strerror(reason)));
    // Views jump about in the file: reading ahead would only fill the memory.
    ::madvise(data, bytes, MADV_RANDOM);
    TileSet set;
    set.file_ = path;
    set.data_ = static_cast<const std::byte*>(data);
    set.bytes_ = bytes;
    if (header.entryCount * sizeof(TileEntry) <= kIndexCheckedBytes && !set.indexIsWhole())
        return base::inputError(fmt::format("{} is damaged in its index; import it again", path.string()));
    return set;
}

TileSet::TileSet(TileSet&& other) noexcept
    : file_(std::move(other.file_)), data_(std::exchange(other.data_, nullptr)), bytes_(other.bytes_) {}

TileSet& TileSet::operator=(TileSet&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

TileSet::~TileSet() {
    if (data_)
        ::munmap(const_cast<std::byte*>(data_), bytes_);
}

const TileSetHeader& TileSet::header() const {
    return *reinterpret_cast<const TileSetHeader*>(data_);
}

const TileEntry* TileSet::entry(const TileId& id) const {
    const TileSetHeader& h = header();
    if (id.level > h.maxLevel || id.face > 5)
        return nullptr;
    const TileRect& r = h.rects[id.face][id.level];
    const std::uint32_t x = id.x - r.x, y = id.y - r.y; // below the rectangle: wraps to beyond it
    if (x >= r.width || y >= r.height)
        return nullptr;
    const auto* entries = reinterpret_cast<const TileEntry*>(data_ + h.entriesOffset);
    const TileEntry& e = entries[r.first + std::uint64_t(y) * r.width + x];
    return e.slot == 0 || e.slot > h.brickCount || e.lowM > e.highM ? nullptr : &e;
}

const std::byte* TileSet::brick(const TileId& id) const {
    const TileEntry* e = entry(id);
    return e ? data_ + header().bricksOffset + std::uint64_t(e->slot - 1) * header().brickBytes : nullptr;
}

const HeightBrick* TileSet::heights(const TileId& id) const {
    if (kind() != RasterKind::Elevation)
        return nullptr;
    const auto* found = reinterpret_cast<const HeightBrick*>(brick(id));
    // No place on the Moon is further than this from the sphere: what a damaged brick says is not drawn.
    constexpr float kFarthestM = 20000.0f;
    const bool sane = found && std::abs(found->baseM) <= kFarthestM && found->stepM >= 0.0f &&
                      found->stepM * 65535.0f <= 2.0f * kFarthestM;
    return sane ? found : nullptr;
}

const AlbedoBrick* TileSet::albedo(const TileId& id) const {
    return kind() == RasterKind::Albedo ? reinterpret_cast<const AlbedoBrick*>(brick(id)) : nullptr;
}

bool TileSet::indexIsWhole() const {
    const TileSetHeader& h = header();
    return crcOf(data_ + h.entriesOffset, h.entryCount * sizeof(TileEntry)) == h.tableCrc;
}

bool TileSet::bricksAreWhole() const {
    const TileSetHeader& h = header();
    constexpr std::size_t kPiece = 64u << 20;
    const std::size_t bytes = h.brickCount * h.brickBytes;
    std::uint32_t crc = 0;
    for (std::size_t done = 0; done < bytes; done += kPiece) {
        crc = crcOf(data_ + h.bricksOffset + done, std::min(kPiece, bytes - done), crc);
        forgetPages();
    }
    return crc == h.bricksCrc && indexIsWhole();
}

void TileSet::forgetPages() const {
    ::madvise(const_cast<std::byte*>(data_), bytes_, MADV_DONTNEED);
}

} // namespace perilune::terrain
