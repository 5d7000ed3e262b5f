#include "model/read/accessor_reader.h"
#include "model/read/gltf_document.h"

#include <algorithm>
#include <optional>

namespace perilune::model {

namespace {

std::optional<Moves> movesOf(const std::string& path) {
    if (path == "translation")
        return Moves::Translation;
    if (path == "rotation")
        return Moves::Rotation;
    if (path == "scale")
        return Moves::Scale;
    if (path == "weights")
        return Moves::Weights;
    return {};
}

Keys keysOf(const Sources& sources, const Json& in, Budget& budget) {
    Keys keys;
    const std::string between = textOf(in, "interpolation");
    keys.between = between == "STEP"          ? Between::Step
                   : between == "CUBICSPLINE" ? Between::Cubic
                                              : Between::Linear;
    const AccessorReader times(sources, std::size_t(wholeOf(in, "input", 0)));
    const AccessorReader values(sources, std::size_t(wholeOf(in, "output", 0)));
    budget.take(times.count(), 4);
    budget.take(values.count(), std::size_t(4 * values.components()));
    for (std::size_t i = 0; i < times.count(); ++i)
        keys.timesS.push_back(float(times.raw(i, 0)));
    for (std::size_t i = 0; i < values.count(); ++i)
        for (int c = 0; c < values.components(); ++c)
            keys.values.push_back(float(values.value(i, c)));
    return keys;
}

} // namespace

void takeAnimations(const Sources& sources, Gltf& gltf) {
    Budget budget;
    for (const Json& in : listIn(sources.root(), "animations")) {
        Animation animation;
        animation.name = textOf(in, "name");
        for (const Json& sampler : in["samplers"])
            animation.keys.push_back(keysOf(sources, sampler, budget));
        for (const Json& channel : in["channels"]) {
            const auto moves = movesOf(textOf(channel["target"], "path"));
            const std::int64_t node = wholeOf(channel["target"], "node", -1);
            if (moves && node >= 0)
                animation.channels.push_back({int(wholeOf(channel, "sampler", 0)), int(node), *moves});
        }
        for (const Keys& keys : animation.keys)
            if (!keys.timesS.empty())
                animation.lengthS = std::max(animation.lengthS, double(keys.timesS.back()));
        gltf.animations.push_back(std::move(animation));
    }
}

} // namespace perilune::model
