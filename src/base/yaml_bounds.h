#pragma once

#include "base/yaml.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace perilune::base {

/// Turns byte offsets into lines and columns. Offsets mostly grow, so it walks on from the last one.
class Places {
  public:
    explicit Places(std::string_view text) : text_(text) {}

    struct Place {
        int line = 1;
        int column = 1;
    };

    Place at(std::size_t offset) {
        offset = std::min(offset, text_.size());
        if (offset < lineStart_) {
            place_ = {};
            offset_ = lineStart_ = 0;
        }
        // Back within its line: a key is asked for after the mapping that it opens.
        for (; offset_ > offset; --offset_)
            if ((static_cast<unsigned char>(text_[offset_ - 1]) & 0xC0u) != 0x80u)
                --place_.column;
        for (; offset_ < offset; ++offset_) {
            const auto c = static_cast<unsigned char>(text_[offset_]);
            const bool breaksLine =
                c == '\n' || (c == '\r' && !(offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n'));
            if (breaksLine) {
                ++place_.line;
                place_.column = 1;
                lineStart_ = offset_ + 1;
            } else if ((c & 0xC0u) != 0x80u) {
                ++place_.column;
            }
        }
        return place_;
    }

  private:
    std::string_view text_;
    std::size_t offset_ = 0;
    std::size_t lineStart_ = 0;
    Place place_;
};

/// What is wrong with a text that the YAML library must not see: bytes that are no text, and shapes that are
/// YAML but would cost the library time or memory out of all proportion.
struct YamlFault {
    std::size_t offset = 0; ///< byte
    std::string what;
    std::string todo;
};
std::optional<YamlFault> faultBeforeReading(std::string_view text, const YamlLimits& limits);

/// A text that holds a control character, or bytes that are not UTF-8.
bool holdsBadByte(std::string_view text);

} // namespace perilune::base
