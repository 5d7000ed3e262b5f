#include "terrain/ground_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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

base::Result<GroundFile> GroundFile::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return base::machineError(
            fmt::format("{}: the Moon's ground cannot be read ({}); build the program again to make it",
                        path.string(), std::strerror(errno)));
    struct stat status {};
    GroundHeader header{};
    const bool whole = ::fstat(fd, &status) == 0 && std::size_t(status.st_size) == kGroundFileBytes &&
                       ::pread(fd, &header, sizeof header, 0) == ssize_t(sizeof header) &&
                       std::memcmp(header.magic, kGroundMagic, sizeof kGroundMagic) == 0 &&
                       header.version == kGroundVersion && header.brickBytes == sizeof(Brick) &&
                       header.fileBytes == kGroundFileBytes;
    if (!whole) {
        ::close(fd);
        return base::machineError(fmt::format("{}: the Moon's ground is damaged or of another version; "
                                              "delete this file and build the program again",
                                              path.string()));
    }
    void* data = ::mmap(nullptr, kGroundFileBytes, PROT_READ, MAP_SHARED, fd, 0);
    const int reason = errno;
    ::close(fd);
    if (data == MAP_FAILED)
        return base::machineError(fmt::format("{}: the Moon's ground cannot be mapped into memory ({})",
                                              path.string(), std::strerror(reason)));
    return GroundFile(static_cast<const std::byte*>(data));
}

GroundFile::~GroundFile() {
    if (data_)
        ::munmap(const_cast<std::byte*>(data_), kGroundFileBytes);
}

const Brick& GroundFile::brick(const TileId& id) const {
    const auto* bricks = reinterpret_cast<const Brick*>(data_ + kBricksOffset);
    return bricks[tileIndex(ancestorAt(id, kBakedLevel))];
}

const HeightRange& GroundFile::bounds(const TileId& id) const {
    const auto* ranges = reinterpret_cast<const HeightRange*>(data_ + kBoundsOffset);
    return ranges[tileIndex(ancestorAt(id, kBoundsLevel))];
}

} // namespace perilune::terrain
