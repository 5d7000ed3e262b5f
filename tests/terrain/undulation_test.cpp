#include "terrain/undulation.h"

#include "terrain/noise.h"
#include "astro/vec.h"

#include <gtest/gtest.h>

#include <vector>

using namespace perilune::terrain;

TEST(Undulation, givesManyPlacesAtOnceWhatItGivesOne) {
    std::vector<glm::dvec3> directions;
    std::vector<double> rugged, share;
    for (int i = 0; i < 1000; ++i) {
        directions.push_back(glm::normalize(glm::dvec3(0.4 - 1e-6 * i, -0.3 + 2e-6 * i, -0.8)));
        rugged.push_back(0.001 * i);
        share.push_back(i % 3 * 0.5);
    }
    for (const double waveM : {1.3, 41.6, 5000.0}) {
        std::vector<double> whole(directions.size(), 7.0), part = whole;
        addUndulation(waveM, directions.size(), directions.data(), rugged.data(), nullptr, whole.data());
        addUndulation(waveM, directions.size(), directions.data(), rugged.data(), share.data(), part.data());
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const double one = undulationM(directions[i], perilune::astro::kMoonRadiusM, waveM, rugged[i]);
            ASSERT_NEAR(whole[i], 7.0 + one, 1e-9 * waveM) << "wave " << waveM << ", place " << i;
            ASSERT_NEAR(part[i], 7.0 + share[i] * one, 1e-9 * waveM) << "wave " << waveM << ", place " << i;
        }
    }
}
