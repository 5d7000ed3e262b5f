#include "render/accumulation_buffer.h"

#include "render/target_area.h"

#include <fmt/format.h>

namespace perilune::render {

namespace {

gl::Texture makeTexture(GLenum internalFormat, GLenum format, GLenum type, int width, int height) {
    gl::Texture texture = gl::Texture::make();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, int(internalFormat), width, height, 0, format, type, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

void drawScreen(const gl::VertexArray& none) {
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glBindVertexArray(none.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glBindVertexArray(0);
}

} // namespace

base::Result<void> SamplePass::prepare() {
    if (none_)
        return {};
    auto accumulate =
        Program::build(shaders_, {"screen.vert"}, {"tone.glsl", "accumulate.frag"}, {"u_picture"});
    if (!accumulate)
        return tl::unexpected(accumulate.error());
    auto resolve = Program::build(shaders_, {"screen.vert"}, {"tone.glsl", "resolve.frag"}, {"u_mean"});
    if (!resolve)
        return tl::unexpected(resolve.error());
    accumulate_ = std::move(*accumulate);
    resolve_ = std::move(*resolve);
    weight_ = accumulate_.uniform("u_weight");
    none_ = gl::VertexArray::make();
    return {};
}

base::Result<void> AccumulationBuffer::fit(int width, int height) {
    if (width == width_ && height == height_)
        return {};
    colour_ = makeTexture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, width, height);
    depth_ = gl::Renderbuffer::make();
    glBindRenderbuffer(GL_RENDERBUFFER, depth_.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH_COMPONENT32F, width, height);
    framebuffer_ = gl::Framebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colour_.name(), 0);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_.name());
    width_ = height_ = copyWidth_ = copyHeight_ = 0;
    if (auto ok = checkComplete(fmt::format("a picture of {}x{}", width, height)); !ok)
        return ok;
    width_ = width;
    height_ = height;
    return {};
}

void AccumulationBuffer::begin(float depth, float alpha) {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glViewport(0, 0, width_, height_);
    glDisable(GL_SCISSOR_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_TRUE);
    glClearColor(0.0f, 0.0f, 0.0f, alpha);
    glClearDepthf(depth);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
}

base::Result<void> AccumulationBuffer::bindCopy() {
    if (copyWidth_ != width_ || copyHeight_ != height_) {
        copyWidth_ = copyHeight_ = 0;
        copy_ = gl::Renderbuffer::make();
        glBindRenderbuffer(GL_RENDERBUFFER, copy_.name());
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_, height_);
        copyFramebuffer_ = gl::Framebuffer::make();
        glBindFramebuffer(GL_FRAMEBUFFER, copyFramebuffer_.name());
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, copy_.name());
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_.name());
        if (auto ok = checkComplete(fmt::format("a picture of {}x{}", width_, height_)); !ok)
            return ok;
        copyWidth_ = width_;
        copyHeight_ = height_;
    }
    copyTo({copyFramebuffer_.name(), width_, height_});
    glBindFramebuffer(GL_FRAMEBUFFER, copyFramebuffer_.name());
    glViewport(0, 0, width_, height_);
    return {};
}

void AccumulationBuffer::copyCopyTo(const Target& target) {
    copyBetween(copyFramebuffer_, target);
}

base::Result<void> AccumulationBuffer::bindMean() {
    if (meanWidth_ != width_ || meanHeight_ != height_) {
        mean_ = makeTexture(GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT, width_, height_);
        meanFramebuffer_ = gl::Framebuffer::make();
        glBindFramebuffer(GL_FRAMEBUFFER, meanFramebuffer_.name());
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, mean_.name(), 0);
        meanWidth_ = meanHeight_ = 0;
        if (auto ok = checkComplete(fmt::format("the mean of samples of {}x{}", width_, height_)); !ok)
            return tl::unexpected(
                base::Error{ok.error().message + "; a single sample needs none", ok.error().fault});
        meanWidth_ = width_;
        meanHeight_ = height_;
    }
    glBindFramebuffer(GL_FRAMEBUFFER, meanFramebuffer_.name());
    glViewport(0, 0, width_, height_);
    return {};
}

base::Result<void> SamplePass::accumulate(AccumulationBuffer& buffer, bool first, int count) {
    if (auto ready = prepare(); !ready)
        return ready;
    if (auto ok = buffer.bindMean(); !ok)
        return ok;
    if (first) {
        glDisable(GL_BLEND);
    } else {
        glEnable(GL_BLEND);
        glBlendEquation(GL_FUNC_ADD);
        glBlendFunc(GL_ONE, GL_ONE);
    }
    accumulate_.use();
    setUniform(weight_, 1.0f / float(count));
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, buffer.texture());
    drawScreen(none_);
    glDisable(GL_BLEND);
    return {};
}

void AccumulationBuffer::copyTo(const Target& target) {
    copyBetween(framebuffer_, target);
}

void AccumulationBuffer::copyBetween(const gl::Framebuffer& from, const Target& target) const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.framebuffer);
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(0, 0, width_, height_, target.x, target.y, target.x + target.width,
                      target.y + target.height, GL_COLOR_BUFFER_BIT,
                      width_ == target.width && height_ == target.height ? GL_NEAREST : GL_LINEAR);
}

void SamplePass::resolve(const AccumulationBuffer& buffer, const Target& target) {
    bindTarget(target);
    resolve_.use();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, buffer.mean());
    drawScreen(none_);
}

} // namespace perilune::render
