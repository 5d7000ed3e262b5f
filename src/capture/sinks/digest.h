#pragma once

#include "base/image.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace perilune::capture {

/// MurmurHash3 of 128 bits, as 32 hexadecimal digits: it tells whether two things are the same, at the speed
/// of memory; it proves nothing against somebody who forges.
class Digest {
  public:
    Digest();
    ~Digest();
    void add(const void* data, std::size_t bytes);
    void add(std::string_view text) { add(text.data(), text.size()); }
    std::string take(); ///< once, at the end

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Of a picture's size and pixels.
std::string digestOf(const base::Image& image);

} // namespace perilune::capture
