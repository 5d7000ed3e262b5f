#include "render/craft/presence_look.h"

#include <algorithm>

namespace perilune::render {

PresenceLook lookOf(scene::Presence presence) {
    switch (presence) {
    case scene::Presence::There:
        break;
    case scene::Presence::Planned:
        return {{0.72f, 0.87f, 1.0f, 0.55f}, {0.36f, 0.66f, 1.0f, 0.5f}, 0.0f, 0.0f};
    case scene::Presence::Lost:
        return {{0.36f, 0.30f, 0.28f, 0.85f}, {1.0f, 0.34f, 0.22f, 0.4f}, 0.45f, 0.0f};
    case scene::Presence::Cancelled:
        return {{0.80f, 0.78f, 0.74f, 1.0f}, {0.8f, 0.8f, 0.8f, 0.15f}, 1.0f, 1.0f};
    }
    return {};
}

glm::mat4 lying(const StoredModel& model) {
    const float s = 0.97f, c = 0.24f; // about its front, by 76 degrees
    glm::mat4 turn(1.0f);
    turn[0] = {c, s, 0.0f, 0.0f};
    turn[1] = {-s, c, 0.0f, 0.0f};
    float lowest = 1e9f;
    for (int corner = 0; corner < 8; ++corner) {
        const glm::vec3 at((corner & 1) != 0 ? model.high.x : model.low.x,
                           (corner & 2) != 0 ? model.high.y : model.low.y,
                           (corner & 4) != 0 ? model.high.z : model.low.z);
        lowest = std::min(lowest, (turn * glm::vec4(at, 1.0f)).y);
    }
    const glm::vec4 middle = turn * glm::vec4(model.middle, 1.0f);
    constexpr float kSunk = 0.04f; // radii that it lies in the dust
    turn[3] = {-middle.x, -lowest - kSunk * model.radiusM, -middle.z, 1.0f};
    return turn;
}

} // namespace perilune::render
