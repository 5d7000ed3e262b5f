#include "model/model.h"
#include "model/pose/shape.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

using namespace perilune;
using model::readModel;
using model::readModelInfo;

namespace {

const std::filesystem::path kBad = std::filesystem::path(PERILUNE_TEST_DIR) / "bad";
const std::filesystem::path kModels = std::filesystem::path(PERILUNE_SOURCE_DIR) / "models" / "spacecraft";
const std::filesystem::path kSamples = std::filesystem::path(PERILUNE_SHARED_DIR) / "data" / "gltf";

struct BadFile {
    const char* file;
    const char* message;
};
void PrintTo(const BadFile& bad, std::ostream* out) {
    *out << bad.file;
}

class BadModel : public testing::TestWithParam<BadFile> {};

} // namespace

TEST_P(BadModel, isRefusedWithWordsThatNameTheFault) {
    const auto path = kBad / GetParam().file;
    const auto info = readModelInfo(path);
    ASSERT_FALSE(info.has_value());
    EXPECT_EQ(info.error().fault, base::Fault::Input);
    EXPECT_EQ(info.error().message,
              path.string() + ": " + GetParam().message + "; repair the file or export it again");
}

INSTANTIATE_TEST_SUITE_P(
    Gltf, BadModel,
    testing::Values(
        BadFile{"index_beyond_vertices.gltf",
                "meshes[0].primitives[0]: index 2 is 7, but there are 3 vertices"},
        BadFile{"cut_short.glb", "the file is cut short: 558 of 588 bytes are there"},
        BadFile{"header_only.glb", "the file ends after 14 bytes, inside its header"},
        BadFile{"chunk_too_long.glb", "the JSON chunk says 2352 bytes, 568 follow"},
        BadFile{"buffer_view_out_of_range.gltf", "bufferViews[1] covers bytes 36 to 636 of a buffer of 42"},
        BadFile{"accessor_out_of_range.gltf", "accessors[0] needs 3600 bytes of a bufferView of 36"},
        BadFile{"huge_count.gltf", "accessors[0]: \"count\" is 4000000000, at most 25165824 are read"},
        BadFile{"huge_buffer.gltf", "buffers[0] asks for 1000000000000 bytes, at most 536870912 are read"},
        BadFile{"not_json.gltf", "it is no glTF: not JSON from line 2, column 13 on"},
        BadFile{"no_gltf.gltf", "it is JSON, but no glTF: \"asset\" is missing"},
        BadFile{"version_1.gltf", "it is not glTF version 2"},
        BadFile{"nested_too_deep.gltf", "its JSON is nested more than 128 deep"},
        BadFile{"nodes_in_a_ring.gltf", "nodes[0] is its own ancestor"},
        BadFile{"no_such_mesh.gltf", "nodes[0].mesh is 5, but there are 1 meshes"},
        BadFile{"negative_reference.gltf", "meshes[0].primitives[0].attributes.POSITION is -1, not a count"},
        BadFile{"component_type_unknown.gltf", "meshes[0].primitives[0]: \"indices\" refers to an accessor "
                                               "that holds no indices, but numbers of a "
                                               "kind that is not known"},
        BadFile{"image_that_is_none.gltf", "images[0] (data in its text) is no image that can be read"}));

TEST(Gltf, aMissingBufferFileIsNamed) {
    const auto info = readModelInfo(kBad / "buffer_file_missing.gltf");
    ASSERT_FALSE(info.has_value());
    EXPECT_NE(info.error().message.find("nowhere.bin"), std::string::npos) << info.error().message;
}

TEST(Gltf, aMissingFileIsAnError) {
    EXPECT_FALSE(readModelInfo(kBad / "none.glb").has_value());
}

TEST(Gltf, theProjectsOwnLanderHasItsParts) {
    const auto model = readModel(kModels / "blue-moon-mk1.glb");
    ASSERT_TRUE(model.has_value()) << model.error().message;
    EXPECT_GT(model->info.meshes, 5);
    // A mesh is counted once, as often as it may stand in the scene (a leg, a thruster).
    EXPECT_EQ(model->indices.size() % 3, 0u);
    EXPECT_GT((long long)(model->indices.size()), 3 * model->info.triangles);
    EXPECT_NEAR(model->high.y - model->low.y, 8.1, 0.15); // Blue Origin: over 8 m (26 ft) tall
    EXPECT_EQ(model->materials.size(), std::size_t(model->info.materials) + 1);
}

TEST(Gltf, trianglesOfStripsAndFansAreCounted) {
    if (!std::filesystem::exists(kSamples))
        GTEST_SKIP() << "skipped: needs ../shared/data/gltf";
    const auto info = readModelInfo(kSamples / "MeshPrimitiveModes" / "glTF" / "MeshPrimitiveModes.gltf");
    ASSERT_TRUE(info.has_value()) << info.error().message;
    EXPECT_EQ(info->primitives, 7);
    EXPECT_EQ(info->vertices, 49);
    EXPECT_EQ(info->triangles, 16);
}

TEST(Gltf, everySampleIsRead) {
    if (!std::filesystem::exists(kSamples))
        GTEST_SKIP() << "skipped: needs ../shared/data/gltf";
    int read = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kSamples)) {
        const auto extension = entry.path().extension();
        if (extension == ".gltf" || extension == ".glb") {
            const auto model = readModel(entry.path());
            EXPECT_TRUE(model.has_value()) << model.error().message;
            ++read;
        }
    }
    EXPECT_GE(read, 30);
}

TEST(Gltf, aStripTurnsEveryOtherTriangleSoThatAllFaceOneWay) {
    EXPECT_EQ(model::triangulate(5, {0, 1, 2, 3}), (std::vector<std::uint32_t>{0, 1, 2, 1, 3, 2}));
    EXPECT_EQ(model::triangulate(6, {0, 1, 2, 3}), (std::vector<std::uint32_t>{1, 2, 0, 2, 3, 0}));
    EXPECT_TRUE(model::triangulate(1, {0, 1, 2}).empty());
    EXPECT_TRUE(model::triangulate(4, {0, 1}).empty());
}

TEST(Gltf, aMirroringNodeKeepsFacesOutward) {
    model::Shape shape;
    shape.vertices = {{{0, 0, 0}, {0, 0, 1}}, {{1, 0, 0}, {0, 0, 1}}, {{0, 1, 0}, {0, 0, 1}}};
    shape.indices = {0, 1, 2};
    shape.material = 0;
    model::ModelData data;
    glm::dmat4 mirror(1.0);
    mirror[0][0] = -1.0;
    ASSERT_TRUE(model::appendShape(data, shape, mirror));
    const auto at = [&](std::size_t i) { return data.vertices[data.indices[i]].position; };
    EXPECT_GT(glm::cross(at(1) - at(0), at(2) - at(0)).z, 0.0f);
    EXPECT_GT(data.vertices[0].normal.z, 0.99f);
}
