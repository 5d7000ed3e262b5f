#include "render/edge_pass.h"

#include "render/target_area.h"
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

base::Result<EdgePass> EdgePass::create(const std::filesystem::path& shaders) {
    auto program = Program::build(shaders, {"edge.vert"}, {"edge.frag"}, {"u_picture"});
    if (!program)
        return tl::unexpected(program.error());
    EdgePass pass;
    pass.program_ = std::move(*program);
    pass.texel_ = pass.program_.uniform("u_texel");
    pass.origin_ = pass.program_.uniform("u_origin");
    pass.array_ = gl::VertexArray::make();
    pass.band_ = gl::Buffer::make();
    glBindVertexArray(pass.array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, pass.band_.name());
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(glm::vec4), nullptr);
    glBindVertexArray(0);
    return pass;
}

void EdgePass::draw(unsigned picture, const View& view, const glm::mat4& clipFromEye, bool whole,
                    const Target& target) {
    const std::vector<glm::vec4> band = limbBand(view, clipFromEye, whole);
    bindTarget(target);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    program_.use();
    setUniform(origin_, glm::vec2(float(target.x), float(target.y)));
    setUniform(texel_, glm::vec2(1.0f / float(target.width), 1.0f / float(target.height)));
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, picture);
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, band_.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(band.size() * sizeof(glm::vec4)), band.data(), GL_STREAM_DRAW);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, GLsizei(band.size()));
    glBindVertexArray(0);
}

} // namespace perilune::render
