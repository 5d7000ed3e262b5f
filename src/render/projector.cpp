#include "render/projector.h"

#include "render/program.h"
#include "render/target_area.h"

#include <algorithm>
#include <cmath>

namespace perilune::render {

struct Projector::Impl {
    gl::Framebuffer source;
    Program spot;
    gl::VertexArray none;
};

Projector::Projector(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Projector::~Projector() = default;

namespace {

constexpr double kSpotShare = 0.024; ///< radius of the spot and its glow, of the target's height

} // namespace

base::Result<std::unique_ptr<Projector>> Projector::create(const std::filesystem::path& shaders) {
    auto spot = Program::build(shaders, {"screen.vert"}, {"spot.frag"});
    if (!spot)
        return tl::unexpected(spot.error());
    auto impl = std::make_unique<Impl>();
    impl->spot = std::move(*spot);
    impl->source = gl::Framebuffer::make();
    impl->none = gl::VertexArray::make();
    return std::unique_ptr<Projector>(new Projector(std::move(impl)));
}

base::Result<void> Projector::show(const OffscreenTarget& offscreen, const Target& target) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, impl_->source.name());
    // Anew each time: what another context drew shows in this one once the texture is attached after it.
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, offscreen.texture(), 0);
    if (auto ok = checkComplete("the picture into its window", GL_READ_FRAMEBUFFER); !ok)
        return ok;
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.framebuffer);
    if (epoxy_is_desktop_gl())
        glDisable(GL_FRAMEBUFFER_SRGB);
    glDisable(GL_SCISSOR_TEST);
    const bool equal = offscreen.width() == target.width && offscreen.height() == target.height;
    glBlitFramebuffer(0, 0, offscreen.width(), offscreen.height(), target.x, target.y,
                      target.x + target.width, target.y + target.height, GL_COLOR_BUFFER_BIT,
                      equal ? GL_NEAREST : GL_LINEAR);
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, 0, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
    return {};
}

void Projector::white(const Target& target) {
    bindTarget(target);
    glEnable(GL_SCISSOR_TEST);
    glScissor(target.x, target.y, target.width, target.height);
    glClearColor(1.0f, 1.0f, 1.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

void Projector::point(double x, double y, const Target& target, double size) {
    const double radius = std::max(kSpotShare * target.height, 6.0) * size;
    const glm::dvec2 middle(target.x + x * target.width, target.y + (1.0 - y) * target.height);
    bindTarget(target);
    // A triangle over everything, cut to the spot and to the target.
    const int x0 = std::max(int(std::floor(middle.x - radius)), target.x);
    const int y0 = std::max(int(std::floor(middle.y - radius)), target.y);
    const int x1 = std::min(int(std::ceil(middle.x + radius)), target.x + target.width);
    const int y1 = std::min(int(std::ceil(middle.y + radius)), target.y + target.height);
    if (x0 >= x1 || y0 >= y1)
        return;
    glEnable(GL_SCISSOR_TEST);
    glScissor(x0, y0, x1 - x0, y1 - y0);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    impl_->spot.use();
    setUniform(impl_->spot.uniform("u_middle"), glm::vec2(middle));
    setUniform(impl_->spot.uniform("u_radius"), float(radius));
    glBindVertexArray(impl_->none.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glBindVertexArray(0);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
}

} // namespace perilune::render
