#pragma once

#include "render/gl.h"
#include "render/target.h"

namespace perilune::render {

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
