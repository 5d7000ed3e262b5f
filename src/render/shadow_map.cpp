#include "render/shadow_map.h"

#include "render/craft/model_store.h"
#include "render/target_area.h"

#include <cmath>

namespace perilune::render {

ShadowFrame shadowFrameOf(const StoredModel& model, const glm::mat4& toEye, const glm::dvec3& sun) {
    ShadowFrame frame;
    const glm::dmat4 place(toEye);
    const double scale = glm::length(glm::dvec3(place[0]));
    frame.middle = glm::dvec3(place * glm::dvec4(model.middle, 1.0));
    frame.radiusM = 1.08 * scale * double(model.radiusM);
    frame.sun = sun;
    const glm::dvec3 other = std::abs(sun.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(other, sun));
    const glm::dvec3 y = glm::cross(sun, x);
    const double half = 0.5 / frame.radiusM;
    const auto row = [&](const glm::dvec3& axis) {
        return glm::dvec4(axis * half, 0.5 - glm::dot(axis, frame.middle) * half);
    };
    frame.mapFromEye = glm::transpose(glm::dmat4(row(x), row(y), row(-sun), glm::dvec4(0, 0, 0, 1)));
    return frame;
}

bool mayShade(const ShadowFrame& frame, const glm::dvec3& middle, double radiusM) {
    // Far behind the model its shadow has no core left: the Sun's disc is wider than the model.
    const double reachM = frame.radiusM / 0.00465;
    const glm::dvec3 to = middle - frame.middle;
    const double along = -glm::dot(to, frame.sun);
    if (along < -radiusM - frame.radiusM || along > reachM + radiusM)
        return false;
    return glm::length(to + frame.sun * along) < radiusM + 1.5 * frame.radiusM;
}

base::Result<Program> ShadowMap::buildProgram(const std::filesystem::path& shaders) {
    return Program::build(shaders, {"shadow.vert"}, {"shadow.frag"});
}

base::Result<void> ShadowMap::draw(const Program& program, const StoredModel& model, const glm::mat4& toEye,
                                   const ShadowFrame& frame) {
    // As sharp as the map can tell it, wherever one looks from.
    const int level = model.levelFor(0.5 * frame.radiusM / kSize);
    if (!depth_) {
        depth_ = gl::Texture::make();
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, depth_.name());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT24, kSize, kSize, 0, GL_DEPTH_COMPONENT,
                     GL_UNSIGNED_INT, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
        framebuffer_ = gl::Framebuffer::make();
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, depth_.name(), 0);
        constexpr GLenum none = GL_NONE;
        glDrawBuffers(1, &none);
        glReadBuffer(GL_NONE);
        model_ = 0;
        if (auto ok = checkComplete("a spacecraft's shadow"); !ok) {
            depth_ = {};
            return ok;
        }
    }
    const glm::dmat4 clipFromMap(glm::dvec4(2, 0, 0, 0), glm::dvec4(0, 2, 0, 0), glm::dvec4(0, 0, 2, 0),
                                 glm::dvec4(-1, -1, -1, 1));
    const glm::mat4 clipFromModel(clipFromMap * frame.mapFromEye * glm::dmat4(toEye));
    if (model_ == model.id && drawn_ == clipFromModel)
        return {};
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glViewport(0, 0, kSize, kSize);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LESS);
    glDepthMask(GL_TRUE);
    glClearDepthf(1.0f);
    glClear(GL_DEPTH_BUFFER_BIT);
    program.use();
    setUniform(program.uniform("u_clipFromModel"), clipFromModel);
    model.bind();
    for (const StoredPart& part : model.parts)
        if (model.materials[std::size_t(part.material)].alphaMode != model::AlphaMode::Blend)
            part.draw(level);
    glBindVertexArray(0);
    model_ = model.id;
    drawn_ = clipFromModel;
    return {};
}

} // namespace perilune::render
