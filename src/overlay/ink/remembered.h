#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace perilune::overlay {

/// What was worked out of a text, kept for the next frame; at most so many texts and bytes of them. What has
/// not been asked for longest goes first, half of it at a time. Threads may share it. It changes no answer:
/// the same text has the same value, remembered or not.
template <class Value> class Remembered {
  public:
    using Kept = std::shared_ptr<const Value>;
    Remembered(std::size_t mostTexts, std::size_t mostBytes)
        : most_(mostTexts / 2), mostBytes_(mostBytes / 2) {}

    /// The text's value, or that which `make()` gives for it.
    template <class Make> Kept of(std::string_view text, Make&& make) {
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = young_.find(text); found != young_.end())
                return found->second;
            if (const auto found = old_.find(text); found != old_.end()) {
                Kept kept = found->second;
                keep(text, kept);
                return kept;
            }
        }
        Kept made = std::make_shared<const Value>(make());
        const std::lock_guard lock(mutex_);
        keep(text, made);
        return made;
    }
    std::size_t texts() const {
        const std::lock_guard lock(mutex_);
        return young_.size() + old_.size();
    }
    std::size_t bytes() const {
        const std::lock_guard lock(mutex_);
        return youngBytes_ + oldBytes_;
    }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Texts = std::unordered_map<std::string, Kept, Hash, std::equal_to<>>;

    void keep(std::string_view text, const Kept& value) {
        if (text.size() > mostBytes_)
            return;
        if (young_.size() >= most_ || youngBytes_ + text.size() > mostBytes_) {
            old_ = std::exchange(young_, {});
            oldBytes_ = std::exchange(youngBytes_, 0);
        }
        if (young_.try_emplace(std::string(text), value).second)
            youngBytes_ += text.size();
    }

    std::size_t most_, mostBytes_;
    mutable std::mutex mutex_;
    Texts young_, old_;
    std::size_t youngBytes_ = 0, oldBytes_ = 0;
};

} // namespace perilune::overlay
