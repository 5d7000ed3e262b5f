#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

namespace perilune::base {

/// How a file's bytes are come by.
enum class FileWay {
    Mapped, ///< into memory, page by page as they are touched; fastest, and deadly where the file is cut
            ///< short meanwhile
    Read,   ///< piece by piece as they are asked for; some are kept
    Loaded, ///< all at once, kept
};

/// Bytes that are only read: a file's or memory's, and who reads them does not see which. Any thread may.
class Bytes {
  public:
    /// A piece for as long as it is held and the Bytes live; aligned as the largest number wants it, where
    /// its offset is.
    using Piece = std::shared_ptr<const std::byte>;

    /// A plain file; other things are refused as invalid arguments. Where the machine cannot map it, it is
    /// read.
    static tl::expected<Bytes, std::error_code> open(const std::filesystem::path& file, FileWay way);
    static Bytes of(std::vector<std::byte> memory);
    Bytes(Bytes&&) noexcept;
    Bytes& operator=(Bytes&&) noexcept;
    ~Bytes();

    std::uint64_t size() const { return size_; }
    /// Null where there are none such, or no more: the file was cut short, the disk fails.
    Piece at(std::uint64_t offset, std::size_t count) const;
    /// What is asked for lies here and there: nothing is to be read ahead.
    void expectJumps() const;
    /// Gives back the memory that can be filled again from the file.
    void forget() const;

  private:
    class Source;
    class MappedFile;
    class ReadFile;
    class Memory;
    explicit Bytes(std::unique_ptr<const Source> source);

    std::unique_ptr<const Source> source_;
    const std::byte* all_ = nullptr; ///< where all of it lies in memory
    std::uint64_t size_ = 0;
};

} // namespace perilune::base
