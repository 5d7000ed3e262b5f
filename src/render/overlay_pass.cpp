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

/// Triangles that are drawn in one call.
struct Run {
    std::uint32_t first = 0, count = 0; ///< indices
    bool plain = false;                 ///< shapes, no letters
};

float areaOf(const overlay::Vertex& a, const overlay::Vertex& b, const overlay::Vertex& c) {
    return 0.5f * std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
}

/// A command's triangles in their order: large shapes apart, where that is worth a call.
void addRuns(const overlay::DrawList& list, const overlay::DrawCommand& command, float whiteU, float whiteV,
             float pixelsEach, std::vector<Run>& runs) {
    constexpr float kWorthACall = 12'000.0f; // pixels
    const auto isWhite = [&](const overlay::Vertex& v) { return v.u == whiteU && v.v == whiteV; };
    const std::size_t begun = runs.size();
    const auto add = [&](std::uint32_t first, std::uint32_t count, bool plain) {
        if (runs.size() > begun && runs.back().plain == plain)
            runs.back().count += count;
        else
            runs.push_back({first, count, plain});
    };
    const std::uint32_t end = command.firstIndex + command.indexCount;
    for (std::uint32_t at = command.firstIndex; at + 2 < end;) {
        float area = 0.0f;
        std::uint32_t next = at;
        bool plain = true;
        while (next + 2 < end) {
            const overlay::Vertex& a = list.vertices[list.indices[next]];
            const overlay::Vertex& b = list.vertices[list.indices[next + 1]];
            const overlay::Vertex& c = list.vertices[list.indices[next + 2]];
            const bool white = isWhite(a) && isWhite(b) && isWhite(c);
            if (next == at)
                plain = white;
            else if (white != plain)
                break;
            area += areaOf(a, b, c);
            next += 3;
        }
        add(at, next - at, plain && area * pixelsEach > kWorthACall);
        at = next;
    }
}

} // namespace

base::Result<OverlayPass::Shader> OverlayPass::buildShader(const std::filesystem::path& shaders, bool plain) {
    auto program = plain ? Program::build(shaders, {"overlay.vert"}, {"overlay.frag"}, {}, {"PLAIN"})
                         : Program::build(shaders, {"overlay.vert"}, {"overlay.frag"}, {"u_coverage"});
    if (!program)
        return tl::unexpected(program.error());
    const int pixelsToClip = program->uniform("u_pixelsToClip");
    return Shader{std::move(*program), pixelsToClip};
}

base::Result<OverlayPass> OverlayPass::create(const std::filesystem::path& shaders) {
    OverlayPass pass;
    for (const bool plain : {false, true}) {
        auto shader = buildShader(shaders, plain);
        if (!shader)
            return tl::unexpected(shader.error());
        (plain ? pass.plain_ : pass.lettered_) = std::move(*shader);
    }
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
    for (const Shader* shader : {&plain_, &lettered_}) {
        shader->program.use();
        setUniform(shader->pixelsToClip,
                   glm::vec2(2.0f / float(viewport.width), 2.0f / float(viewport.height)));
    }
    bool plain = false;
    std::vector<Run> runs;
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
        runs.clear();
        addRuns(list, command, fonts->whiteU(), fonts->whiteV(), scaleX * scaleY, runs);
        for (const Run& run : runs) {
            if (run.plain != plain)
                (run.plain ? plain_ : lettered_).program.use();
            plain = run.plain;
            glDrawElements(GL_TRIANGLES, GLsizei(run.count), GL_UNSIGNED_INT,
                           gl::offset(std::size_t(run.first) * sizeof(std::uint32_t)));
        }
    }
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
}

} // namespace perilune::render
