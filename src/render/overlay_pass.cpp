#include "render/overlay_pass.h"

#include "render/target_area.h"

#include <algorithm>
#include <cmath>

namespace perilune::render {

namespace {

void upload(OverlayAtlas& atlas, const std::shared_ptr<const overlay::Fonts>& fonts) {
    atlas.texture = gl::Texture::make();
    glBindTexture(GL_TEXTURE_2D, atlas.texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, fonts->atlasWidth(), fonts->atlasHeight(), 0, GL_RED,
                 GL_UNSIGNED_BYTE, fonts->coverage().data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    atlas.fonts = fonts;
}

} // namespace

base::Result<OverlayPass> OverlayPass::create(const std::filesystem::path& shaders) {
    auto program = Program::build(shaders, {"overlay.vert"}, {"overlay.frag"}, {"u_coverage"});
    if (!program)
        return tl::unexpected(program.error());
    OverlayPass pass;
    pass.program_ = std::move(*program);
    pass.pixelsToClip_ = pass.program_.uniform("u_pixelsToClip");
    pass.array_ = gl::VertexArray::make();
    pass.vertices_ = gl::Buffer::make();
    pass.indices_ = gl::Buffer::make();
    glBindVertexArray(pass.array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, pass.vertices_.name());
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, pass.indices_.name());
    for (unsigned i = 0; i < 3; ++i)
        glEnableVertexAttribArray(i);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(overlay::Vertex),
                          gl::offset(offsetof(overlay::Vertex, x)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(overlay::Vertex),
                          gl::offset(offsetof(overlay::Vertex, u)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(overlay::Vertex),
                          gl::offset(offsetof(overlay::Vertex, colour)));
    glBindVertexArray(0);
    return pass;
}

void OverlayPass::draw(const overlay::DrawList& list, const std::shared_ptr<const overlay::Fonts>& fonts,
                       const overlay::Viewport& viewport, const Target& target, OverlayAtlas& atlas) {
    if (list.indices.empty() || !fonts)
        return;
    bindTarget(target); // what was drawn before may have been smaller
    glActiveTexture(GL_TEXTURE0);
    if (atlas.fonts != fonts)
        upload(atlas, fonts);
    glBindTexture(GL_TEXTURE_2D, atlas.texture.name());
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    // The picture stays opaque: its alpha goes to the window system.
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    program_.use();
    setUniform(pixelsToClip_, glm::vec2(2.0f / float(viewport.width), 2.0f / float(viewport.height)));
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(list.vertices.size() * sizeof(overlay::Vertex)),
                 list.vertices.data(), GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(list.indices.size() * sizeof(std::uint32_t)),
                 list.indices.data(), GL_STREAM_DRAW);
    const float scaleX = float(target.width) / float(viewport.width);
    const float scaleY = float(target.height) / float(viewport.height);
    for (const overlay::DrawCommand& command : list.commands) {
        const int x0 = std::max(int(std::floor(command.clipX0 * scaleX)), 0);
        const int y0 = std::max(int(std::floor(command.clipY0 * scaleY)), 0);
        const int x1 = std::min(int(std::ceil(command.clipX1 * scaleX)), target.width);
        const int y1 = std::min(int(std::ceil(command.clipY1 * scaleY)), target.height);
        if (x0 >= x1 || y0 >= y1 ||
            command.firstIndex + std::size_t(command.indexCount) > list.indices.size())
            continue;
        glScissor(target.x + x0, target.y + target.height - y1, x1 - x0, y1 - y0);
        glDrawElements(GL_TRIANGLES, GLsizei(command.indexCount), GL_UNSIGNED_INT,
                       gl::offset(std::size_t(command.firstIndex) * sizeof(std::uint32_t)));
    }
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
}

} // namespace perilune::render
