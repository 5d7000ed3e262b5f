#include "render/offscreen_target.h"

#include "render/gl.h"
#include "render/target_area.h"
#include "base/image.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::render {

namespace {

/// Colour that was drawn onto nothing, so that it is multiplied with what it covers, as colour and cover.
void straighten(std::uint8_t* rgba) {
    const unsigned cover = std::max({rgba[3], rgba[0], rgba[1], rgba[2]});
    rgba[3] = std::uint8_t(cover);
    if (cover == 0 || cover == 255)
        return;
    for (int i = 0; i < 3; ++i)
        rgba[i] = std::uint8_t((rgba[i] * 255u + cover / 2) / cover);
}

} // namespace

base::Result<std::unique_ptr<OffscreenTarget>> OffscreenTarget::create(int width, int height) {
    int limit = 0, depthLimit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &depthLimit);
    limit = std::min(limit, depthLimit);
    if (width < 1 || height < 1) {
        return base::inputError(
            fmt::format("a picture of {}x{} has no pixels; give at least 1x1", width, height));
    }
    if (width > limit || height > limit) {
        return base::machineError(fmt::format("a picture of {}x{} is more than this machine's graphics can "
                                              "draw ({} a side); ask for a smaller one",
                                              width, height, limit));
    }
    std::unique_ptr<OffscreenTarget> offscreen(new OffscreenTarget);
    offscreen->width_ = width;
    offscreen->height_ = height;
    glGenFramebuffers(1, &offscreen->framebuffer_);
    glGenTextures(1, &offscreen->colour_);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, offscreen->colour_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindFramebuffer(GL_FRAMEBUFFER, offscreen->framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, offscreen->colour_, 0);
    if (auto ok = checkComplete(fmt::format("a picture of {}x{}", width, height)); !ok)
        return tl::unexpected(ok.error());
    return offscreen;
}

OffscreenTarget::~OffscreenTarget() {
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteTextures(1, &colour_);
}

Target OffscreenTarget::target() const {
    return {framebuffer_, width_, height_};
}

void OffscreenTarget::read(base::Image& into, bool keepAlpha) const {
    const std::size_t row = std::size_t(width_) * 4;
    into.width = width_;
    into.height = height_;
    into.channels = 4;
    into.pixels.resize(row * std::size_t(height_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, into.pixels.data());
    std::uint8_t* pixels = into.pixels.data();
    for (int top = 0, bottom = height_ - 1; top < bottom; ++top, --bottom) {
        std::swap_ranges(pixels + row * std::size_t(top), pixels + row * std::size_t(top + 1),
                         pixels + row * std::size_t(bottom));
    }
    if (keepAlpha)
        for (std::size_t i = 0; i < into.pixels.size(); i += 4)
            straighten(pixels + i);
    else
        for (std::size_t i = 3; i < into.pixels.size(); i += 4)
            pixels[i] = 255;
}

} // namespace perilune::render
