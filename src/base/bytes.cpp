#include "base/bytes.h"

#include "base/platform/open_file.h"

#include <list>
#include <map>
#include <mutex>
#include <utility>

namespace perilune::base {

/// Where bytes come from.
class Bytes::Source {
  public:
    virtual ~Source() = default;
    virtual std::uint64_t size() const = 0;
    /// All of them, where they lie in memory; else null, and `read` is asked.
    virtual const std::byte* all() const { return nullptr; }
    virtual Piece read(std::uint64_t, std::size_t) const { return nullptr; }
    virtual void expectJumps() const {}
    virtual void forget() const {}
};

class Bytes::MappedFile : public Source {
  public:
    explicit MappedFile(Mapping mapping) : mapping_(std::move(mapping)) {}
    std::uint64_t size() const override { return mapping_.bytes(); }
    const std::byte* all() const override { return mapping_.data(); }
    void expectJumps() const override { mapping_.expectJumps(); }
    void forget() const override { mapping_.forget(); }

  private:
    Mapping mapping_;
};

class Bytes::Memory : public Source {
  public:
    explicit Memory(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_.size(); }
    const std::byte* all() const override { return bytes_.data(); }

  private:
    std::vector<std::byte> bytes_;
};

/// Keeps the pieces that were asked for last.
class Bytes::ReadFile : public Source {
  public:
    explicit ReadFile(OpenFile file) : file_(std::move(file)), size_(file_.bytes()) {}
    std::uint64_t size() const override { return size_; }

    Piece read(std::uint64_t offset, std::size_t count) const override {
        {
            const std::scoped_lock lock(mutex_);
            if (const auto found = kept_.find({offset, count}); found != kept_.end()) {
                used_.splice(used_.begin(), used_, found->second.used);
                return found->second.piece;
            }
        }
        const std::shared_ptr<std::byte[]> bytes(new std::byte[count]);
        if (const auto done = file_.read(offset, bytes.get(), count); !done || *done != count)
            return nullptr;
        Piece piece(bytes, bytes.get());
        keep({offset, count}, piece);
        return piece;
    }

    void forget() const override {
        const std::scoped_lock lock(mutex_);
        kept_.clear();
        used_.clear();
        keptBytes_ = 0;
    }

  private:
    using Key = std::pair<std::uint64_t, std::size_t>; ///< offset, count
    struct Kept {
        Piece piece;
        std::list<Key>::iterator used;
    };
    static constexpr std::size_t kMostBytes = 32u << 20;

    void keep(const Key& key, const Piece& piece) const {
        const std::scoped_lock lock(mutex_);
        if (key.second > kMostBytes / 4 || kept_.contains(key))
            return;
        used_.push_front(key);
        kept_.emplace(key, Kept{piece, used_.begin()});
        keptBytes_ += key.second;
        while (keptBytes_ > kMostBytes) {
            keptBytes_ -= used_.back().second;
            kept_.erase(used_.back());
            used_.pop_back();
        }
    }

    OpenFile file_;
    std::uint64_t size_;
    mutable std::mutex mutex_;
    mutable std::map<Key, Kept> kept_;
    mutable std::list<Key> used_; ///< last used first
    mutable std::size_t keptBytes_ = 0;
};

Bytes::Bytes(std::unique_ptr<const Source> source)
    : source_(std::move(source)), all_(source_->all()), size_(source_->size()) {}
Bytes::Bytes(Bytes&&) noexcept = default;
Bytes& Bytes::operator=(Bytes&&) noexcept = default;
Bytes::~Bytes() = default;

tl::expected<Bytes, std::error_code> Bytes::open(const std::filesystem::path& path, FileWay way) {
    auto file = OpenFile::open(path, OpenFile::Mode::Read);
    if (!file)
        return tl::unexpected(file.error());
    if (!file->isPlain())
        return tl::unexpected(std::make_error_code(std::errc::invalid_argument));
    if (way == FileWay::Loaded) {
        std::vector<std::byte> bytes(std::size_t(file->bytes()));
        const auto done = file->read(0, bytes.data(), bytes.size());
        if (!done)
            return tl::unexpected(done.error());
        bytes.resize(*done);
        return of(std::move(bytes));
    }
    if (way == FileWay::Mapped)
        if (auto mapping = Mapping::of(*file))
            return Bytes(std::make_unique<const MappedFile>(std::move(*mapping)));
    return Bytes(std::make_unique<const ReadFile>(std::move(*file)));
}

Bytes Bytes::of(std::vector<std::byte> memory) {
    return Bytes(std::make_unique<const Memory>(std::move(memory)));
}

Bytes::Piece Bytes::at(std::uint64_t offset, std::size_t count) const {
    if (offset > size_ || count > size_ - offset)
        return nullptr;
    // What lies in memory is not counted: it lives as long as these bytes.
    return all_ ? Piece(Piece(), all_ + offset) : source_->read(offset, count);
}

void Bytes::expectJumps() const {
    source_->expectJumps();
}

void Bytes::forget() const {
    source_->forget();
}

} // namespace perilune::base
