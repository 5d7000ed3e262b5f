#include "render/edge_pass.h"

#include "astro/vec.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace perilune::render {

namespace {

constexpr double kReliefM = 11'000.0;  ///< the limb runs within this of the mean sphere
constexpr double kHillsRadians = 0.21; ///< 12 degrees
constexpr int kSegments = 180;

/// The horizon as seen from far above or from low down: so far from straight down ground may end against the
/// sky or against ground behind it, radians.
struct Horizon {
    double inner = 0.0, outer = 0.0;
};

Horizon horizonOf(const View& view) {
    const double distance = glm::length(view.eye);
    const double outer = (astro::kMoonRadiusM + kReliefM) / distance;
    if (outer > 0.995) { // hills near by stand well above and below it
        const double level = std::asin(std::min(1.0, astro::kMoonRadiusM / distance));
        return {level - kHillsRadians, level + kHillsRadians};
    }
    const double margin = 3.0 * 2.0 * view.tanHalfY / view.heightPx;
    return {std::asin((astro::kMoonRadiusM - kReliefM) / distance) - margin, std::asin(outer) + margin};
}

/// Corners of a band of triangles along the limb in clip space; or of the whole picture.
std::vector<glm::vec4> limbBand(const View& view, const glm::mat4& clipFromEye, bool whole) {
    if (whole)
        return {{-1, -1, 0, 1}, {1, -1, 0, 1}, {-1, 1, 0, 1}, {1, 1, 0, 1}};
    const auto [innerAngle, outerAngle] = horizonOf(view);
    const double distance = glm::length(view.eye);
    const glm::dvec3 centre = -view.eye / distance;
    const glm::dvec3 other = std::abs(centre.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(other, centre));
    const glm::dvec3 y = glm::cross(centre, x);
    std::vector<glm::vec4> band;
    for (int i = 0; i <= kSegments; ++i) {
        const double turn = 2.0 * std::numbers::pi * (i % kSegments) / kSegments;
        const glm::dvec3 side = x * std::cos(turn) + y * std::sin(turn);
        for (const double angle : {std::max(innerAngle, 0.0), outerAngle}) {
            const glm::dvec3 towards = centre * std::cos(angle) + side * std::sin(angle);
            glm::vec4 corner = clipFromEye * glm::vec4(glm::vec3(towards), 0.0f);
            corner.z = 0.0f;
            band.push_back(corner);
        }
    }
    return band;
}

} // namespace

base::Result<EdgePass::Shader> EdgePass::buildShader(const std::filesystem::path& shaders, bool find) {
    const std::vector<const char*> defines =
        find ? std::vector<const char*>{"FIND"} : std::vector<const char*>{};
    auto program = Program::build(shaders, {"edge.vert"}, {"edge.frag"}, {"u_picture"}, defines);
    if (!program)
        return tl::unexpected(program.error());
    const int texel = program->uniform("u_texel");
    return Shader{std::move(*program), texel};
}

base::Result<EdgePass> EdgePass::create(const std::filesystem::path& shaders) {
    EdgePass pass;
    for (const bool find : {true, false}) {
        auto shader = buildShader(shaders, find);
        if (!shader)
            return tl::unexpected(shader.error());
        (find ? pass.find_ : pass.smooth_) = std::move(*shader);
    }
    pass.array_ = gl::VertexArray::make();
    pass.band_ = gl::Buffer::make();
    glBindVertexArray(pass.array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, pass.band_.name());
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(glm::vec4), nullptr);
    glBindVertexArray(0);
    return pass;
}

void EdgePass::draw(const AccumulationBuffer& picture, const View& view, const glm::mat4& clipFromEye,
                    bool whole) {
    const std::vector<glm::vec4> band = limbBand(view, clipFromEye, whole);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, picture.texture());
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, band_.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(band.size() * sizeof(glm::vec4)), band.data(), GL_STREAM_DRAW);
    const auto drawBand = [&](const Shader& shader) {
        shader.program.use();
        setUniform(shader.texel, glm::vec2(1.0f / float(view.widthPx), 1.0f / float(view.heightPx)));
        glDrawArrays(GL_TRIANGLE_STRIP, 0, GLsizei(band.size()));
    };
    // Marks are kept as depth: a driver without a card works out no pixel that fails its test.
    glEnable(GL_DEPTH_TEST);
    glDepthMask(GL_TRUE);
    glDepthFunc(GL_ALWAYS);
    glClearDepthf(1.0f);
    glClear(GL_DEPTH_BUFFER_BIT);
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    drawBand(find_);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_FALSE);
    glDepthFunc(GL_EQUAL);
    drawBand(smooth_);
    glDepthMask(GL_TRUE);
    glDisable(GL_DEPTH_TEST);
    glBindVertexArray(0);
}

} // namespace perilune::render
