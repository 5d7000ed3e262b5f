// What extensions add: each by a small file, and what the renderer cannot show of it is told.

#include "model/gltf.h"
#include "model/pose/pose.h"
#include "model/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The libraries' encoders, here alone.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <draco/compression/encode.h>
#include <draco/mesh/triangle_soup_mesh_builder.h>
#pragma GCC diagnostic pop
#include <meshoptimizer.h>
#include <webp/encode.h>

using namespace perilune;
using test::Sample;
using testing::Contains;
using testing::HasSubstr;
using Json = nlohmann::json;

namespace {

const std::vector<float> kTriangle = {0, 0, 0, 1, 0, 0, 0, 1, 0};

model::ModelData posed(const Sample& sample, const model::PoseWish& wish = {}) {
    const auto path = sample.write();
    auto read = model::readGltf(path);
    std::filesystem::remove(path);
    EXPECT_TRUE(read.has_value()) << read.error().message;
    if (!read)
        return {};
    auto flat = model::flatten(*read, wish);
    EXPECT_TRUE(flat.has_value());
    flat->info = read->info;
    flat->images = read->images;
    return std::move(*flat);
}
std::string errorOf(const Sample& sample) {
    const auto path = sample.write();
    const auto read = model::readGltf(path);
    std::filesystem::remove(path);
    EXPECT_FALSE(read.has_value());
    return read ? "" : read.error().message;
}

/// A triangle whose material carries an extension.
Sample looking(const char* extension, Json content) {
    Sample s;
    s.uses(extension);
    s.push("materials", {{"extensions", {{extension, std::move(content)}}},
                         {"pbrMetallicRoughness", {{"baseColorFactor", {0.5, 0.25, 0.125, 1}}}}});
    s.mesh({{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}, {"material", 0}});
    return s;
}

} // namespace

TEST(GltfLooks, ofExtensionsAreKeptAndToldWhereTheyAreNotDrawn) {
    const auto coat = posed(
        looking("KHR_materials_clearcoat", {{"clearcoatFactor", 0.5}, {"clearcoatRoughnessFactor", 0.25}}));
    EXPECT_EQ(coat.materials[0].clearcoat, 0.5f);
    EXPECT_EQ(coat.materials[0].clearcoatRoughness, 0.25f);
    EXPECT_THAT(coat.info.ignored,
                Contains(HasSubstr("1 material has a clear coat (KHR_materials_clearcoat)")));
    const auto specular = posed(
        looking("KHR_materials_specular", {{"specularFactor", 0.5}, {"specularColorFactor", {1, 2, 3}}}));
    EXPECT_EQ(specular.materials[0].specular, 0.5f);
    EXPECT_EQ(specular.materials[0].specularColour, glm::vec3(1, 2, 3));
    EXPECT_EQ(posed(looking("KHR_materials_ior", {{"ior", 1.75}})).materials[0].ior, 1.75f);
    EXPECT_EQ(
        posed(looking("KHR_materials_sheen", {{"sheenColorFactor", {1, 0.5, 0}}})).materials[0].sheenColour,
        glm::vec3(1, 0.5f, 0));
    Sample brushed = looking("KHR_materials_anisotropy", {{"anisotropyStrength", 0.5}});
    EXPECT_THAT(errorOf(brushed), HasSubstr("its material needs directions on the surface"));
    const int tangents = brushed.floats({1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1}, 4);
    brushed.root["meshes"][0]["primitives"][0]["attributes"]["TANGENT"] = tangents;
    EXPECT_EQ(posed(brushed).materials[0].anisotropy, 0.5f);
    EXPECT_EQ(
        posed(looking("KHR_materials_iridescence", {{"iridescenceFactor", 1}})).materials[0].iridescence,
        1.0f);
    EXPECT_EQ(
        posed(looking("KHR_materials_emissive_strength", {{"emissiveStrength", 3}})).materials[0].emissive,
        glm::vec3(0.0f));
}

TEST(GltfLooks, emissiveStrengthMultipliesAndUnlitShinesByItself) {
    Sample s = looking("KHR_materials_emissive_strength", {{"emissiveStrength", 3}});
    s.root["materials"][0]["emissiveFactor"] = {1, 0.5, 0};
    EXPECT_EQ(posed(s).materials[0].emissive, glm::vec3(3, 1.5f, 0));
    const auto unlit = posed(looking("KHR_materials_unlit", Json::object()));
    EXPECT_EQ(unlit.materials[0].emissive, glm::vec3(0.5f, 0.25f, 0.125f));
    EXPECT_EQ(glm::vec3(unlit.materials[0].baseColour), glm::vec3(0.0f));
    EXPECT_THAT(unlit.info.approximated, Contains(HasSubstr("1 material is unlit")));
}

TEST(GltfLooks, whatLetsLightThroughIsSeenThrough) {
    Sample s = looking("KHR_materials_transmission", {{"transmissionFactor", 1}});
    const auto data = posed(s);
    EXPECT_EQ(data.materials[0].alphaMode, model::AlphaMode::Blend);
    EXPECT_NEAR(data.materials[0].baseColour.a, 0.15f, 1e-6);
    EXPECT_THAT(data.info.approximated, Contains(HasSubstr("1 material lets light through")));
    EXPECT_EQ(posed(looking("KHR_materials_volume", {{"thicknessFactor", 2}})).materials[0].thicknessM, 2.0f);
}

TEST(GltfLooks, normalAndOcclusionMapsTangentsAndSamplersAreRead) {
    Sample s;
    const int at = s.floats(kTriangle, 3), uv = s.floats({0, 0, 1, 0, 0, 1}, 2),
              up = s.floats({0, 0, 1, 0, 0, 1, 0, 0, 1}, 3);
    const int tangent = s.floats({1, 0, 0, -1, 1, 0, 0, -1, 1, 0, 0, -1}, 4);
    s.push("materials", {{"normalTexture", {{"index", 0}, {"scale", 0.5}}},
                         {"occlusionTexture", {{"index", 0}, {"texCoord", 1}, {"strength", 0.25}}}});
    s.push("textures", {{"sampler", 0}});
    s.push("samplers", {{"magFilter", 9728}, {"minFilter", 9984}, {"wrapS", 33071}, {"wrapT", 33648}});
    s.push("meshes", {{"primitives",
                       {{{"attributes",
                          {{"POSITION", at},
                           {"NORMAL", up},
                           {"TANGENT", tangent},
                           {"TEXCOORD_0", uv},
                           {"TEXCOORD_1", uv}}},
                         {"material", 0}}}}});
    s.stand({{"mesh", 0}, {"scale", {1, -1, 1}}});
    const auto data = posed(s);
    EXPECT_EQ(data.materials[0].normalTexture, 0);
    EXPECT_EQ(data.materials[0].normalScale, 0.5f);
    EXPECT_EQ(data.materials[0].occlusionStrength, 0.25f);
    EXPECT_EQ(data.materials[0].occlusionUv.set, 1);
    EXPECT_EQ(data.vertices[0].tangent, glm::vec4(1, 0, 0, 1)); // mirrored
    EXPECT_EQ(data.textures[0].wrapS, 33071);
    EXPECT_EQ(data.textures[0].wrapT, 33648);
    EXPECT_TRUE(data.textures[0].nearest);
    EXPECT_THAT(data.info.approximated, Contains(HasSubstr("1 sampler shows a texture from afar")));
}

TEST(GltfParts, variantsChangeMaterialsAndLampsAreKept) {
    Sample s;
    for (const char* name : {"KHR_materials_variants", "KHR_lights_punctual"})
        s.uses(name);
    s.push("materials", {{"name", "white"}});
    s.push("materials", {{"name", "gold"}});
    s.mesh({{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}},
            {"material", 0},
            {"extensions",
             {{"KHR_materials_variants", {{"mappings", {{{"material", 1}, {"variants", {1}}}}}}}}}});
    s.root["extensions"] = {
        {"KHR_materials_variants", {{"variants", {{{"name", "day"}}, {{"name", "dusk"}}}}}},
        {"KHR_lights_punctual",
         {{"lights", {{{"type", "spot"}, {"intensity", 5}, {"spot", {{"outerConeAngle", 0.5}}}}}}}}};
    s.root["nodes"][0]["extensions"] = {{"KHR_lights_punctual", {{"light", 0}}}};
    EXPECT_EQ(posed(s).parts[0].material, 0);
    EXPECT_EQ(posed(s, {.variant = 0}).parts[0].material, 0);
    const auto dusk = posed(s, {.variant = 1});
    EXPECT_EQ(dusk.parts[0].material, 1);
    EXPECT_EQ(dusk.info.variants, (std::vector<std::string>{"day", "dusk"}));
    EXPECT_THAT(dusk.info.ignored, Contains(HasSubstr("1 lamp (KHR_lights_punctual)")));
    s.root["nodes"][0]["extensions"]["KHR_lights_punctual"]["light"] = 1;
    EXPECT_THAT(errorOf(s), HasSubstr("its light is 1, but there are 1 lights"));
}

TEST(GltfParts, instancesStandWhereTheirListsSay) {
    Sample s;
    s.uses("EXT_mesh_gpu_instancing", true);
    s.push("meshes", {{"primitives", {{{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}}}}});
    const int at = s.floats({10, 0, 0, 20, 0, 0}, 3), turn = s.floats({0, 0, 1, 0, 0, 0, 0, 1}, 4),
              scale = s.floats({1, 1, 1, 3, 3, 3}, 3);
    s.stand({{"mesh", 0},
             {"translation", {0, 0, 5}},
             {"extensions",
              {{"EXT_mesh_gpu_instancing",
                {{"attributes", {{"TRANSLATION", at}, {"ROTATION", turn}, {"SCALE", scale}}}}}}}});
    const auto data = posed(s);
    ASSERT_EQ(data.vertices.size(), 6u);
    EXPECT_LT(glm::distance(data.vertices[1].position, glm::vec3(9, 0, 5)), 1e-5f);
    EXPECT_LT(glm::distance(data.vertices[4].position, glm::vec3(23, 0, 5)), 1e-5f);
}

namespace {

/// The triangle with its places and indices packed by meshoptimizer into a second buffer of no data.
Sample meshopt() {
    Sample s;
    s.uses("EXT_meshopt_compression", true);
    const std::uint16_t indices[] = {0, 1, 2};
    std::vector<unsigned char> packed(meshopt_encodeVertexBufferBound(3, 12));
    packed.resize(meshopt_encodeVertexBuffer(packed.data(), packed.size(), kTriangle.data(), 3, 12));
    std::vector<unsigned char> packedIndices(meshopt_encodeIndexBufferBound(3, 3));
    packedIndices.resize(meshopt_encodeIndexBuffer(packedIndices.data(), packedIndices.size(), indices, 3));
    const int places = s.view(packed.data(), packed.size()),
              order = s.view(packedIndices.data(), packedIndices.size());
    const auto unpacked = [&](int view, std::size_t offset, std::size_t count, std::size_t stride,
                              const char* mode) {
        const Json& from = s.root["bufferViews"][std::size_t(view)];
        return s.push("bufferViews", {{"buffer", 1},
                                      {"byteOffset", offset},
                                      {"byteLength", count * stride},
                                      {"extensions",
                                       {{"EXT_meshopt_compression",
                                         {{"buffer", 0},
                                          {"byteOffset", from["byteOffset"]},
                                          {"byteLength", from["byteLength"]},
                                          {"byteStride", stride},
                                          {"count", count},
                                          {"mode", mode}}}}}});
    };
    const int at = unpacked(places, 0, 3, 12, "ATTRIBUTES"), corners = unpacked(order, 36, 3, 2, "TRIANGLES");
    s.push("accessors", {{"bufferView", at},
                         {"componentType", 5126},
                         {"count", 3},
                         {"type", "VEC3"},
                         {"min", {0, 0, 0}},
                         {"max", {1, 1, 0}}});
    s.push("accessors", {{"bufferView", corners}, {"componentType", 5123}, {"count", 3}, {"type", "SCALAR"}});
    s.push("buffers",
           {{"byteLength", 42}, {"extensions", {{"EXT_meshopt_compression", {{"fallback", true}}}}}});
    s.mesh({{"attributes", {{"POSITION", 0}}}, {"indices", 1}});
    return s;
}

} // namespace

TEST(GltfPacked, byMeshoptIsUnpackedAndRefusedWhereItIsDamaged) {
    const auto data = posed(meshopt());
    ASSERT_EQ(data.vertices.size(), 3u);
    EXPECT_EQ(data.vertices[2].position, glm::vec3(0, 1, 0));
    Sample s = meshopt();
    Json& packed = s.root["bufferViews"][2]["extensions"]["EXT_meshopt_compression"];
    packed["byteLength"] = packed["byteLength"].get<int>() - 4;
    EXPECT_THAT(errorOf(s), HasSubstr("bufferViews[2]: its packed data are damaged"));
    packed["byteLength"] = 100000;
    EXPECT_THAT(errorOf(s), HasSubstr("lie outside of a buffer"));
    packed["count"] = 9;
    EXPECT_THAT(errorOf(s), testing::AnyOf(HasSubstr("outside"), HasSubstr("are not its 36 bytes")));
}

TEST(GltfPacked, byDracoIsUnpackedAndRefusedWhereItIsDamaged) {
    draco::TriangleSoupMeshBuilder builder;
    builder.Start(1);
    const int places = builder.AddAttribute(draco::GeometryAttribute::POSITION, 3, draco::DT_FLOAT32);
    builder.SetAttributeValuesForFace(places, draco::FaceIndex(0), &kTriangle[0], &kTriangle[3],
                                      &kTriangle[6]);
    const auto mesh = builder.Finalize();
    draco::Encoder encoder;
    draco::EncoderBuffer buffer;
    ASSERT_TRUE(encoder.EncodeMeshToBuffer(*mesh, &buffer).ok());
    const auto sample = [&](std::size_t size) {
        Sample s;
        s.uses("KHR_draco_mesh_compression", true);
        const int view = s.view(buffer.data(), size);
        s.push("accessors", {{"componentType", 5126},
                             {"count", 3},
                             {"type", "VEC3"},
                             {"min", {0, 0, 0}},
                             {"max", {1, 1, 0}}});
        s.push("accessors", {{"componentType", 5125}, {"count", 3}, {"type", "SCALAR"}});
        s.mesh(
            {{"attributes", {{"POSITION", 0}}},
             {"indices", 1},
             {"extensions",
              {{"KHR_draco_mesh_compression",
                {{"bufferView", view}, {"attributes", {{"POSITION", mesh->attribute(0)->unique_id()}}}}}}}});
        return s;
    };
    const auto data = posed(sample(buffer.size()));
    ASSERT_EQ(data.indices.size(), 3u);
    EXPECT_EQ(data.high, glm::vec3(1, 1, 0));
    EXPECT_THAT(errorOf(sample(buffer.size() / 2)),
                HasSubstr("packed with KHR_draco_mesh_compression: its data are damaged"));
}

TEST(GltfPacked, picturesByWebPAreShown) {
    const std::uint8_t pixels[16] = {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 255};
    std::uint8_t* coded = nullptr;
    const std::size_t size = WebPEncodeLosslessRGBA(pixels, 2, 2, 8, &coded);
    ASSERT_GT(size, 0u);
    Sample s;
    s.uses("EXT_texture_webp", true);
    const int at = s.floats(kTriangle, 3), uv = s.floats({0, 0, 1, 0, 0, 1}, 2);
    s.push("images", {{"bufferView", s.view(coded, size)}, {"mimeType", "image/webp"}});
    WebPFree(coded);
    s.push("textures", {{"extensions", {{"EXT_texture_webp", {{"source", 0}}}}}});
    s.push("materials", {{"pbrMetallicRoughness", {{"baseColorTexture", {{"index", 0}}}}}});
    s.mesh({{"attributes", {{"POSITION", at}, {"TEXCOORD_0", uv}}}, {"material", 0}});
    const auto data = posed(s);
    ASSERT_EQ(data.images.size(), 1u);
    EXPECT_EQ(data.images[0].width, 2);
    EXPECT_EQ(data.images[0].pixels, std::vector<std::uint8_t>(pixels, pixels + 16));
    s.root["extensionsRequired"].push_back("KHR_texture_basisu");
    s.root["extensionsUsed"].push_back("KHR_texture_basisu");
    EXPECT_THAT(errorOf(s), HasSubstr("it is packed with KHR_texture_basisu, which is not read"));
}
