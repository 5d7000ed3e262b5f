#include "model/model.h"

#include "model/pose/pose.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::model {

namespace {

/// A size that no craft has was made in another unit.
void noteSize(ModelInfo& info) {
    constexpr double kLargest = 300.0, kSmallest = 0.05; // the ISS is 109 m wide
    const double longest = std::max({info.sizeM.x, info.sizeM.y, info.sizeM.z});
    std::string note;
    if (longest <= 0.0)
        note = "nothing of it is drawn: it has no triangles in its scene";
    else if (longest > kLargest)
        note =
            fmt::format("it is {:.0f} m long; glTF is in metres: was it made in millimetres or centimetres? "
                        "Scale it and export it again",
                        longest);
    else if (longest < kSmallest)
        note = fmt::format(
            "it is {:.2g} m long; glTF is in metres: was it made in kilometres? Scale it and export "
            "it again",
            longest);
    if (!note.empty())
        info.notes.insert(info.notes.begin(), note);
}

} // namespace

base::Result<ModelData> readModel(const std::filesystem::path& file) {
    auto gltf = readGltf(file);
    if (!gltf)
        return tl::unexpected(gltf.error());
    auto data = flatten(*gltf);
    if (!data)
        return base::inputError(fmt::format("{}: {}", file.string(), data.error().message));
    data->images = std::move(gltf->images);
    data->info = std::move(gltf->info);
    data->info.lowM = glm::dvec3(data->low);
    data->info.sizeM = glm::dvec3(data->high) - glm::dvec3(data->low);
    noteSize(data->info);
    return data;
}

base::Result<ModelInfo> readModelInfo(const std::filesystem::path& file) {
    return readModel(file).map([](const ModelData& data) { return data.info; });
}

} // namespace perilune::model
