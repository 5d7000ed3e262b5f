#include "model/pose/keys.h"

#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <cmath>

namespace perilune::model {

namespace {

glm::dquat turnOf(const float* v) {
    return {double(v[3]), double(v[0]), double(v[1]), double(v[2])};
}
void putTurn(const glm::dquat& turn, std::vector<float>& out) {
    const glm::dquat unit = glm::length(turn) > 0.0 ? glm::normalize(turn) : glm::dquat(1, 0, 0, 0);
    out = {float(unit.x), float(unit.y), float(unit.z), float(unit.w)};
}

} // namespace

std::vector<float> valueAt(const Keys& keys, double timeS, bool isTurn) {
    const std::size_t count = keys.timesS.size(), parts = keys.between == Between::Cubic ? 3 : 1;
    if (count == 0 || keys.values.size() < count * parts)
        return {};
    const std::size_t size = keys.values.size() / (count * parts);
    // The value of a key; of a cubic one also the tangents before and after it.
    const auto at = [&](std::size_t key, std::size_t part) {
        return keys.values.data() + (key * parts + (parts == 3 ? part : 0)) * size;
    };
    constexpr std::size_t kBefore = 0, kValue = 1, kAfter = 2;
    const auto next = std::size_t(std::upper_bound(keys.timesS.begin(), keys.timesS.end(), timeS,
                                                   [](double t, float k) { return t < double(k); }) -
                                  keys.timesS.begin());
    const std::size_t a = next == 0 ? 0 : next - 1;
    std::vector<float> out(at(a, kValue), at(a, kValue) + size);
    if (next == 0 || next == count || keys.between == Between::Step)
        return out;
    const double length = double(keys.timesS[next]) - double(keys.timesS[a]);
    const double t = (timeS - double(keys.timesS[a])) / length;
    if (keys.between == Between::Linear) {
        if (isTurn && size == 4) {
            putTurn(glm::slerp(turnOf(at(a, kValue)), turnOf(at(next, kValue)), t), out);
            return out;
        }
        for (std::size_t i = 0; i < size; ++i)
            out[i] = float(double(at(a, kValue)[i]) * (1.0 - t) + double(at(next, kValue)[i]) * t);
        return out;
    }
    const double t2 = t * t, t3 = t2 * t;
    for (std::size_t i = 0; i < size; ++i)
        out[i] = float((2 * t3 - 3 * t2 + 1) * double(at(a, kValue)[i]) +
                       length * (t3 - 2 * t2 + t) * double(at(a, kAfter)[i]) +
                       (-2 * t3 + 3 * t2) * double(at(next, kValue)[i]) +
                       length * (t3 - t2) * double(at(next, kBefore)[i]));
    if (isTurn && size == 4)
        putTurn(turnOf(out.data()), out);
    return out;
}

} // namespace perilune::model
