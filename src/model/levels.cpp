#include "model/levels.h"

#include <meshoptimizer.h>

#include <algorithm>

namespace perilune::model {

namespace {

constexpr int kMostLevels = 4;
constexpr std::size_t kFewTriangles = 400; ///< of a whole model: not worth another level
constexpr float kMostError = 0.05f;        ///< in parts of a part's greatest extent

} // namespace

Levels levelsOf(const ModelData& model) {
    Levels levels;
    levels.indices = model.indices;
    levels.errorsM = {0.0f};
    for (const ModelPart& part : model.parts)
        levels.parts.push_back({{part.firstIndex, part.indexCount}});
    std::vector<unsigned> coarse;
    for (int level = 1; level < kMostLevels; ++level) {
        std::size_t before = 0, after = 0;
        float error = levels.errorsM.back();
        std::vector<Levels::Range> found;
        for (std::size_t i = 0; i < model.parts.size(); ++i) {
            const Levels::Range from = levels.parts[i].back();
            before += from.count;
            coarse.assign(from.count, 0);
            float relative = 0.0f;
            std::size_t count = from.count;
            if (from.count > 0) {
                const float* positions = &model.vertices.front().position.x;
                count = meshopt_simplify(coarse.data(), levels.indices.data() + from.first, from.count,
                                         positions, model.vertices.size(), sizeof(ModelVertex),
                                         from.count / 4 / 3 * 3, kMostError, 0, &relative);
                error = std::max(error, levels.errorsM.back() +
                                            relative * meshopt_simplifyScale(positions, model.vertices.size(),
                                                                             sizeof(ModelVertex)));
            }
            after += count;
            found.push_back({std::uint32_t(levels.indices.size()), std::uint32_t(count)});
            levels.indices.insert(levels.indices.end(), coarse.begin(),
                                  coarse.begin() + std::ptrdiff_t(count));
        }
        if (before < 3 * kFewTriangles || after * 10 > before * 8) { // no more to be spared
            levels.indices.resize(found.empty() ? levels.indices.size() : found.front().first);
            break;
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            levels.parts[i].push_back(found[i]);
        levels.errorsM.push_back(error);
    }
    return levels;
}

} // namespace perilune::model
