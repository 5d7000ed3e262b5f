#include "survey/bake/equirect.h"

#include "survey/bake/face_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::survey {

float Equirect::at(int x, int y) const {
    if (y < 0 || y >= height) {
        y = y < 0 ? -1 - y : 2 * height - 1 - y;
        x += width / 2;
    }
    x %= width;
    if (x < 0)
        x += width;
    return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
}

double Equirect::cubic(const glm::dvec3& d) const {
    constexpr double kPi = std::numbers::pi;
    const double x = (std::atan2(d.y, d.x) / (2.0 * kPi) + 0.5) * width - 0.5;
    const double y = (0.5 - std::asin(std::clamp(d.z, -1.0, 1.0)) / kPi) * height - 0.5;
    const int ix = int(std::floor(x)), iy = int(std::floor(y));
    double wx[4], wy[4], sum = 0.0;
    cubicWeights(x - ix, wx);
    cubicWeights(y - iy, wy);
    for (int j = 0; j < 4; ++j)
        for (int i = 0; i < 4; ++i)
            sum += wy[j] * wx[i] * double(at(ix - 1 + i, iy - 1 + j));
    return sum;
}

void Equirect::evenLongitude(double texels, const base::Workers& workers) {
    workers.forEach(
        height,
        [&](int y) {
            const double latitude = (0.5 - (y + 0.5) / height) * std::numbers::pi;
            const int reach = int(std::min(0.5 * texels / std::cos(latitude), width * 0.25));
            if (reach < 1)
                return;
            float* row = &values[std::size_t(y) * std::size_t(width)];
            // Two running means in a row make a tent.
            std::vector<float> source(static_cast<std::size_t>(width));
            for (int pass = 0; pass < 2; ++pass) {
                std::copy(row, row + width, source.begin());
                double sum = 0.0;
                for (int i = -reach; i <= reach; ++i)
                    sum += double(source[std::size_t((i + width) % width)]);
                for (int x = 0; x < width; ++x) {
                    row[x] = float(sum / (2 * reach + 1));
                    sum += double(source[std::size_t((x + reach + 1) % width)]) -
                           double(source[std::size_t((x - reach + width) % width)]);
                }
            }
        });
}

} // namespace perilune::survey
