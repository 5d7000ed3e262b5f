#include "capture/sinks/digest.h"

#include "capture/sinks/library.h"

#include <array>
#include <cstdint>
#include <new>

namespace perilune::capture {

struct Digest::Impl {
    struct Free {
        void operator()(AVMurMur3* p) const { av::lib().av_free(p); }
    };
    std::unique_ptr<AVMurMur3, Free> hash{av::lib().av_murmur3_alloc()};
};

Digest::Digest() : impl_(std::make_unique<Impl>()) {
    if (!impl_->hash)
        throw std::bad_alloc();
    av::lib().av_murmur3_init(impl_->hash.get());
}

Digest::~Digest() = default;

void Digest::add(const void* data, std::size_t bytes) {
    av::lib().av_murmur3_update(impl_->hash.get(), static_cast<const std::uint8_t*>(data), bytes);
}

std::string Digest::take() {
    std::array<std::uint8_t, 16> sum{};
    av::lib().av_murmur3_final(impl_->hash.get(), sum.data());
    std::string text;
    for (const std::uint8_t byte : sum) {
        constexpr const char* kDigits = "0123456789abcdef";
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string digestOf(const base::Image& image) {
    Digest digest;
    const std::int32_t size[3] = {image.width, image.height, image.channels};
    digest.add(size, sizeof size);
    digest.add(image.pixels.data(), image.pixels.size());
    return digest.take();
}

} // namespace perilune::capture
