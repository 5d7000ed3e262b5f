// Whatever the bytes of a model are: it is read and every pose of it is a list of triangles that lie in it,
// or one line says what is wrong, in bounded time and memory.

#include "model/model.h"
#include "model/pose/pose.h"
#include "require.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>

using namespace perilune;
using fuzz::require;

namespace {

void ask(const model::Gltf& gltf, const model::PoseWish& wish) {
    const auto flat = model::flatten(gltf, wish);
    if (!flat)
        return;
    for (const std::uint32_t index : flat->indices)
        require(index < flat->vertices.size(), "every index names a vertex");
    for (const model::ModelVertex& v : flat->vertices)
        require(std::isfinite(v.position.x) && std::isfinite(v.normal.x), "every vertex is somewhere");
    for (const model::ModelPart& part : flat->parts) {
        require(std::size_t(part.material) < flat->materials.size(), "every part has a material");
        require(std::size_t(part.firstIndex) + part.indexCount <= flat->indices.size(),
                "every part has indices");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto path = std::filesystem::temp_directory_path() / "perilune model fuzz.glb";
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), std::streamsize(size));
    const auto gltf = model::readGltf(path);
    if (!gltf) {
        require(!gltf.error().message.empty(), "every mistake is told");
        return 0;
    }
    ask(*gltf, {});
    for (int i = 0; i < int(gltf->animations.size()) && i < 4; ++i)
        ask(*gltf, {.animation = i, .timeS = 0.5 * gltf->animations[std::size_t(i)].lengthS});
    ask(*gltf, {.scene = 1, .variant = 0, .wires = true});
    return 0;
}
