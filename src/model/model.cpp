#include "model/model.h"

#include "model/pose/pose.h"
#include "model/wish.h"
#include "base/findings.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

/// The index of what is asked by its name or number; -1 where nothing is asked.
template <class List, class Name>
std::optional<int> indexIn(const List& list, const std::string& asked, const Name& nameOf) {
    if (asked.empty())
        return -1;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (nameOf(list[i]) == asked)
            return int(i);
    const auto number = base::wholeNumber<int>(asked);
    return number && *number >= 0 && std::size_t(*number) < list.size() ? number : std::nullopt;
}

template <class List, class Name>
std::string unknownOf(const char* kind, const List& list, const std::string& asked, const Name& nameOf) {
    std::string names;
    for (std::size_t i = 0; i < list.size() && i < 20; ++i)
        names += fmt::format("{}{} {}", i == 0 ? "" : ", ", i, nameOf(list[i]));
    return fmt::format("it has no {} {}; {}", kind, base::inQuotes(asked),
                       list.empty() ? std::string("it has none at all") : "there are " + names);
}

/// Finds what is asked by names; what is wrong with them, else nothing.
std::string resolve(const Gltf& gltf, ModelWish& wish) {
    const auto name = [](const auto& object) { return object.name; };
    const auto itself = [](const std::string& text) { return text; };
    const auto animation = indexIn(gltf.animations, wish.animation, name);
    const auto scene = indexIn(gltf.scenes, wish.scene, name);
    const auto variant = indexIn(gltf.variants, wish.variant, itself);
    if (!animation)
        return unknownOf("animation", gltf.animations, wish.animation, name);
    if (!scene)
        return unknownOf("scene", gltf.scenes, wish.scene, name);
    if (!variant)
        return unknownOf("variant", gltf.variants, wish.variant, itself);
    wish.pose.animation = *animation;
    wish.pose.scene = *scene;
    wish.pose.variant = *variant;
    return "";
}

} // namespace

base::Result<ModelData> readModel(const std::filesystem::path& reference) {
    auto wish = parseWish(reference.string());
    if (!wish)
        return tl::unexpected(wish.error());
    const std::filesystem::path& file = wish->file;
    auto gltf = readGltf(file);
    if (!gltf)
        return tl::unexpected(gltf.error());
    if (const std::string unknown = resolve(*gltf, *wish); !unknown.empty())
        return base::inputError(fmt::format("{}: {}", file.string(), unknown));
    auto data = flatten(*gltf, wish->pose);
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
