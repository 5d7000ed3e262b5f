#pragma once

#include "render/gl.h"
#include "render/target.h"
#include "base/result.h"

#include <fmt/format.h>

#include <string_view>

namespace perilune::render {

/// Whether the bound framebuffer (or the one bound for reading) is good for use; `what` is to be drawn.
inline base::Result<void> checkComplete(std::string_view what, GLenum bound = GL_FRAMEBUFFER) {
    const GLenum status = glCheckFramebufferStatus(bound);
    if (status == GL_FRAMEBUFFER_COMPLETE)
        return {};
    return base::machineError(fmt::format(
        "the graphics driver cannot draw {} (framebuffer status 0x{:x}); a smaller picture, other programs "
        "closed, or a newer driver may help",
        what, status));
}

/// What is drawn next goes into the target.
inline void bindTarget(const Target& target) {
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
    glViewport(target.x, target.y, target.width, target.height);
}

/// The target alone becomes black and opaque, as far as the colour mask lets it; it is bound.
inline void clearTarget(const Target& target) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(target.x, target.y, target.width, target.height);
    glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

} // namespace perilune::render
