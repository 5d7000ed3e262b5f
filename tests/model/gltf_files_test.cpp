#include "model/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

using namespace perilune;
using model::readModel;
using model::readModelInfo;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(PERILUNE_SHARED_DIR) / "cases";

/// A PNG of one white texel.
constexpr const char* kPng =
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGP4DwQACfsD/fteaysAAAAASUVORK5CYII=";

std::string base64(const std::vector<float>& values) {
    constexpr const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes(values.size() * 4, '\0'), out;
    std::memcpy(bytes.data(), values.data(), bytes.size());
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 | (i + k < bytes.size() ? std::uint8_t(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? kLetters[three >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

/// A triangle of two metres with two sets of texture coordinates and a texture.
Json triangle() {
    const std::vector<float> data = {0, 0, 0, 2, 0,    0,    0,     2,    0,    0,    0,
                                     1, 0, 0, 1, 0.5f, 0.5f, 0.75f, 0.5f, 0.5f, 0.75f};
    return {
        {"asset", {{"version", "2.0"}}},
        {"scene", 0},
        {"scenes", {{{"nodes", {0}}}}},
        {"nodes", {{{"mesh", 0}}}},
        {"meshes",
         {{{"primitives",
            {{{"attributes", {{"POSITION", 0}, {"TEXCOORD_0", 1}, {"TEXCOORD_1", 2}}}, {"material", 0}}}}}}},
        {"materials", {{{"pbrMetallicRoughness", {{"baseColorTexture", {{"index", 0}}}}}}}},
        {"textures", {{{"source", 0}}}},
        {"images", {{{"uri", kPng}}}},
        {"accessors",
         {{{"bufferView", 0},
           {"componentType", 5126},
           {"count", 3},
           {"type", "VEC3"},
           {"min", {0, 0, 0}},
           {"max", {2, 2, 0}}},
          {{"bufferView", 1}, {"componentType", 5126}, {"count", 3}, {"type", "VEC2"}},
          {{"bufferView", 2}, {"componentType", 5126}, {"count", 3}, {"type", "VEC2"}}}},
        {"bufferViews",
         {{{"buffer", 0}, {"byteLength", 36}},
          {{"buffer", 0}, {"byteOffset", 36}, {"byteLength", 24}},
          {{"buffer", 0}, {"byteOffset", 60}, {"byteLength", 24}}}},
        {"buffers", {{{"byteLength", 84}, {"uri", "data:application/octet-stream;base64," + base64(data)}}}}};
}

class GltfFile : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  ("gltf " + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "model");
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path write(const Json& json, const std::string& name = "a.gltf") const {
        return writeText(name, json.dump());
    }
    fs::path writeText(const std::string& name, const std::string& text) const {
        const fs::path path = folder_ / "model" / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    /// The same as a .glb, its data in the binary chunk.
    fs::path writeGlb(Json json, const std::string& data) const {
        json["buffers"][0].erase("uri");
        std::string text = json.dump();
        text.resize((text.size() + 3) / 4 * 4, ' ');
        const auto word = [](std::size_t n) {
            std::string out(4, '\0');
            const auto value = std::uint32_t(n);
            std::memcpy(out.data(), &value, 4);
            return out;
        };
        return writeText("a.glb", "glTF" + word(2) + word(28 + text.size() + data.size()) +
                                      word(text.size()) + "JSON" + text + word(data.size()) +
                                      std::string("BIN\0", 4) + data);
    }
    std::string errorOf(const Json& json) const { return errorOf(write(json)); }
    static std::string errorOf(const fs::path& path) {
        const auto info = readModelInfo(path);
        EXPECT_FALSE(info.has_value());
        return info ? "" : info.error().message;
    }
    std::vector<std::string> notesOf(const Json& json) const {
        const auto info = readModelInfo(write(json));
        EXPECT_TRUE(info.has_value()) << info.error().message;
        return info ? info->notes : std::vector<std::string>{};
    }

    fs::path folder_;
};

} // namespace

TEST_F(GltfFile, aPlainOneIsReadWithNothingToSayAndItsSizeInMetres) {
    const auto info = readModelInfo(write(triangle()));
    ASSERT_TRUE(info.has_value()) << info.error().message;
    EXPECT_THAT(info->notes, IsEmpty());
    EXPECT_EQ(info->sizeM, glm::dvec3(2, 2, 0));
}

TEST_F(GltfFile, anUnknownRequiredExtensionIsRefusedByItsNameUsedOrNot) {
    Json file = triangle();
    file["extensionsRequired"] = file["extensionsUsed"] = {"KHR_animation_pointer"};
    EXPECT_THAT(errorOf(file),
                HasSubstr("it needs KHR_animation_pointer, which is not read; export it again without"));
    EXPECT_THAT(errorOf(writeGlb(file, std::string(84, '\0'))), HasSubstr("KHR_animation_pointer"));
    file["extensionsRequired"] = {"KHR_texture_transform", "ACME_of_tomorrow"};
    EXPECT_THAT(errorOf(file), HasSubstr("ACME_of_tomorrow"));
    file["extensionsRequired"] = "KHR_texture_transform";
    EXPECT_THAT(errorOf(file), HasSubstr("\"extensionsRequired\" is no list of names"));
}

TEST_F(GltfFile, packedOnesThatAreNotReadAreNamedBeforeAnythingElseIsSaid) {
    for (const char* name : {"KHR_texture_basisu", "KHR_meshopt_compression", "MSFT_texture_dds"}) {
        Json file = triangle();
        file["extensionsRequired"] = {name, "ACME_second"};
        file["buffers"][0].erase("uri");              // what else is wrong is a consequence
        file["accessors"][0]["componentType"] = 5122; // as packed positions are
        EXPECT_THAT(errorOf(file),
                    HasSubstr(std::string("it is packed with ") + name + ", which is not read; export"));
    }
    Json webp = triangle();
    webp["images"][0]["uri"] = "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";
    EXPECT_THAT(errorOf(webp), HasSubstr("is a WebP image, and the file does not use EXT_texture_webp"));
}

TEST_F(GltfFile, whatHasAnotherImageBesidesAPackedOneIsReadAndTheExtensionTold) {
    Json file = triangle();
    file["extensionsUsed"] = {"EXT_texture_avif"};
    file["textures"][0]["extensions"]["EXT_texture_avif"] = {{"source", 0}};
    EXPECT_THAT(notesOf(file), ElementsAre("EXT_texture_avif is not read: textures[0] is drawn without it"));
}

TEST_F(GltfFile, extensionsThatAreNotReadAreToldWhereverTheyAre) {
    Json file = triangle();
    file["extensionsUsed"] = {"ACME_dust", "ACME_fuel"};
    file["materials"][0]["extensions"]["ACME_dust"] = Json::object();
    file["materials"].push_back({{"extensions", {{"ACME_dust", Json::object()}}}});
    file["extensions"]["ACME_fuel"] = Json::object();
    EXPECT_THAT(notesOf(file),
                ElementsAre("ACME_dust is not read: materials[0] and another place are drawn without it",
                            "ACME_fuel is not read: the file is drawn without it"));
    file["extensionsUsed"] = {"ACME_fuel"};
    EXPECT_THAT(errorOf(file),
                HasSubstr("materials[0].extensions.ACME_dust is not named in \"extensionsUsed\""));
}

TEST_F(GltfFile, whatIsNotDrawnIsTold) {
    Json file = triangle();
    file["cameras"] = {{{"type", "perspective"}, {"perspective", {{"yfov", 1.0}, {"znear", 0.1}}}}};
    file["materials"][0]["normalTexture"] = {{"index", 0}};
    file["materials"][0]["occlusionTexture"] = {{"index", 0}};
    Json& primitives = file["meshes"][0]["primitives"];
    primitives.push_back(primitives[0]);
    primitives[1]["mode"] = 1;
    file["nodes"].push_back({{"mesh", 0}});
    file["scenes"].push_back({{"nodes", {1}}});
    const auto notes = notesOf(file);
    for (const char* told :
         {"of 2 scenes scenes[0] is drawn", "1 node with a mesh is not in scenes[0] and not drawn",
          "the normal maps of 1 material", "the occlusion maps of 1 material",
          "1 camera is not looked through",
          "points and lines have no thickness: 1 primitive is drawn as bars and grains of 0.4 % of the "
          "model's "
          "length, first meshes[0].primitives[1]"})
        EXPECT_THAT(notes, testing::Contains(HasSubstr(told)));
}

TEST_F(GltfFile, withoutAnySceneItsNodesAreDrawnAndAnEmptySceneIsTold) {
    Json file = triangle();
    file.erase("scene");
    file.erase("scenes");
    file["nodes"] = {{{"children", {1}}, {"translation", {10, 0, 0}}}, {{"mesh", 0}}, {{"mesh", 0}}};
    const auto model = readModel(write(file));
    ASSERT_TRUE(model.has_value()) << model.error().message;
    EXPECT_EQ(model->indices.size(), 6u);
    EXPECT_EQ(model->high.x, 12.0f);
    EXPECT_EQ(model->low.x, 0.0f);
    EXPECT_THAT(model->info.notes, ElementsAre("it has no scene: all its nodes are drawn (3)"));
    file = triangle();
    file["scenes"][0].erase("nodes");
    EXPECT_THAT(notesOf(file), ElementsAre("nothing of it is drawn: it has no triangles in its scene",
                                           "1 node with a mesh is not in scenes[0] and not drawn"));
    file.erase("scene");
    file["scenes"] = {{{"nodes", {0}}}};
    EXPECT_THAT(notesOf(file), IsEmpty()); // a file that names none shows its first
}

TEST_F(GltfFile, aKilometreHighOneIsQuestionedAndSoIsOneAsSmallAsAThumb) {
    Json file = triangle();
    file["nodes"][0]["scale"] = {1000, 1000, 1000};
    EXPECT_THAT(notesOf(file),
                ElementsAre(HasSubstr("it is 2000 m long; glTF is in metres: was it made in millimetres")));
    file["nodes"][0]["scale"] = {0.001, 0.001, 0.001};
    EXPECT_THAT(notesOf(file), ElementsAre(HasSubstr("it is 0.002 m long")));
    file["nodes"][0]["scale"] = {50, 50, 50};
    EXPECT_THAT(notesOf(file), IsEmpty());
}

TEST_F(GltfFile, dataInItsTextIsReadWhateverItSaysToBeAndNeverRepeated) {
    const std::string data = triangle()["buffers"][0]["uri"].get<std::string>();
    const std::string packed = data.substr(data.find(','));
    for (const char* kind :
         {"data:;base64", "data:application/gltf-buffer;base64", "data:text/plain;charset=utf-8;base64",
          "DATA:application/octet-stream;base64"}) {
        Json file = triangle();
        file["buffers"][0]["uri"] = kind + packed;
        EXPECT_TRUE(readModelInfo(write(file)).has_value()) << kind;
    }
    Json file = triangle();
    file["buffers"][0]["byteLength"] = 100;
    EXPECT_THAT(errorOf(file), HasSubstr("buffers[0] (data in its text) says 100 bytes, 84 are there"));
    file = triangle();
    file["buffers"][0]["uri"] = "Yata:;base64,@@@@SECRET";
    EXPECT_THAT(errorOf(file), Not(HasSubstr("SECRET")));
    file["buffers"][0]["uri"] = "data:;base64,@@@@SECRET";
    EXPECT_THAT(errorOf(file), Not(HasSubstr("SECRET")));
    file = triangle();
    file["images"][0]["uri"] = "data:image/png;base64,SECRET";
    EXPECT_THAT(errorOf(file), HasSubstr("images[0] (data in its text) is no image that can be read"));
    EXPECT_THAT(errorOf(file), Not(HasSubstr("SECRET")));
}

TEST_F(GltfFile, aPercentInANameIsKeptAndTwentyIsASpace) {
    const std::string bytes(84, '\0');
    for (const auto& [uri, name] : {std::pair{"part%20a.bin", "part a.bin"},
                                    {"example 10%.bin", "example 10%.bin"},
                                    {"50%25.bin", "50%.bin"},
                                    {"x%20y.bin", "x%20y.bin"},
                                    {"sub/t%C3%A9.bin", "sub/té.bin"}}) {
        Json file = triangle();
        file["buffers"][0]["uri"] = uri;
        file["accessors"][0]["max"] = {0, 0, 0};
        writeText(name, bytes);
        const auto info = readModelInfo(write(file));
        EXPECT_TRUE(info.has_value()) << uri << ": " << info.error().message;
        fs::remove(folder_ / "model" / name);
        EXPECT_THAT(errorOf(file),
                    HasSubstr(std::string("buffers[0] ") + uri + " is not there; put it beside the model"));
    }
}

// Whatever lies there, the answer is the same: whether it is there, and how large it is, stays unknown.
TEST_F(GltfFile, nothingOutsideOfItsFolderIsLookedAt) {
    const fs::path outside = folder_ / "secret.bin";
    for (const std::string& uri :
         {std::string("../secret.bin"), outside.string(), std::string("%2e%2e/secret.bin"),
          std::string("sub/../../secret.bin"), std::string("..")}) {
        Json file = triangle();
        file["buffers"][0]["uri"] = uri;
        fs::remove(outside);
        const std::string without = errorOf(file);
        std::ofstream(outside) << "seven b";
        EXPECT_EQ(errorOf(file), without);
        std::ofstream(outside) << std::string(84, '\0');
        EXPECT_EQ(errorOf(file), without);
        EXPECT_THAT(without, HasSubstr("lies outside of the model's folder, where nothing is looked at"))
            << uri;
        file = triangle();
        file["images"][0]["uri"] = uri;
        EXPECT_THAT(errorOf(file), HasSubstr("lies outside of the model's folder")) << uri;
    }
    Json file = triangle();
    file["buffers"][0]["uri"] = "https://example.org/a.bin";
    EXPECT_THAT(errorOf(file), HasSubstr("lies elsewhere; only files beside the model are read"));
    file["buffers"][0]["uri"] = "sub/../inside.bin";
    file["accessors"][0]["max"] = {0, 0, 0};
    writeText("inside.bin", std::string(84, '\0'));
    EXPECT_TRUE(readModelInfo(write(file)).has_value());
}

TEST_F(GltfFile, aLyingLengthIsToldInItsOwnNumbers) {
    Json file = triangle();
    file["buffers"][0]["uri"] = "short.bin";
    writeText("short.bin", std::string(80, '\0'));
    EXPECT_THAT(errorOf(file), HasSubstr("buffers[0] short.bin says 84 bytes, 80 are there"));
    EXPECT_THAT(errorOf(writeGlb(triangle(), std::string(80, '\0'))),
                HasSubstr("buffers[0] says 84 bytes, 80 are there"));
    file["buffers"][0].erase("uri");
    EXPECT_THAT(notesOf(file), testing::Contains("buffers[0] names no data: what lies in it is taken as 0"));
}

TEST_F(GltfFile, quantizedPositionsAreReadWhereTheFileSaysSoAndRefusedWhereNot) {
    // 12, 0, 0 and so on as shorts, four to an element.
    std::string bytes(84, '\0');
    const std::int16_t shorts[12] = {0, 0, 0, 0, 12, 0, 0, 0, 0, -12, 0, 0};
    std::memcpy(bytes.data(), shorts, sizeof shorts);
    Json file = triangle();
    file["bufferViews"][0] = {{"buffer", 0}, {"byteLength", 24}, {"byteStride", 8}};
    file["accessors"][0]["componentType"] = 5122;
    file["accessors"][0]["min"] = {0, -12, 0};
    file["accessors"][0]["max"] = {12, 0, 0};
    EXPECT_THAT(errorOf(writeGlb(file, bytes)),
                HasSubstr("POSITION is made of 3 shorts, which it cannot be; it must be VEC3 of floats"));
    file["extensionsUsed"] = file["extensionsRequired"] = {"KHR_mesh_quantization"};
    const auto model = readModel(writeGlb(file, bytes));
    ASSERT_TRUE(model.has_value()) << model.error().message;
    EXPECT_EQ(model->high, glm::vec3(12, 0, 0));
    EXPECT_EQ(model->low, glm::vec3(0, -12, 0));
    EXPECT_THAT(model->info.notes, IsEmpty());
    file["accessors"][0]["normalized"] = true;
    EXPECT_NEAR(readModel(writeGlb(file, bytes))->high.x, 12.0 / 32767.0, 1e-7);
}

TEST_F(GltfFile, secondTextureCoordinatesAndTransformsAreThoseOfTheStandard) {
    Json file = triangle();
    Json& texture = file["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"];
    texture["texCoord"] = 1;
    const auto second = readModel(write(file));
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->materials[0].baseUv.set, 1);
    EXPECT_EQ(second->vertices[1].uv1, glm::vec2(0.75f, 0.5f));
    EXPECT_EQ(second->vertices[1].uv, glm::vec2(1.0f, 0.0f));
    texture["extensions"]["KHR_texture_transform"] = {
        {"offset", {0.5, 0.25}}, {"scale", {4, 2}}, {"rotation", std::acos(0.0)}, {"texCoord", 0}};
    file["extensionsUsed"] = file["extensionsRequired"] = {"KHR_texture_transform"};
    const auto moved = readModel(write(file));
    ASSERT_TRUE(moved.has_value()) << moved.error().message;
    EXPECT_THAT(moved->info.notes, IsEmpty());
    // A quarter counter-clockwise, as the Khronos viewer turns it: u goes to -v, v to u.
    const model::TextureCoordinates& uv = moved->materials[0].baseUv;
    EXPECT_EQ(uv.set, 0);
    EXPECT_LT(glm::distance(uv.alongU, glm::vec2(0, -4)), 1e-6f);
    EXPECT_LT(glm::distance(uv.alongV, glm::vec2(2, 0)), 1e-6f);
    EXPECT_EQ(uv.offset, glm::vec2(0.5f, 0.25f));
    texture["extensions"]["KHR_texture_transform"]["texCoord"] = 2;
    EXPECT_THAT(errorOf(file), HasSubstr("baseColorTexture needs TEXCOORD_2, which it has not"));
    file["meshes"][0]["primitives"][0]["attributes"]["TEXCOORD_2"] = 1;
    EXPECT_THAT(notesOf(file),
                ElementsAre(HasSubstr("1 texture lies by a third set of texture coordinates")));
}

TEST_F(GltfFile, numbersOfANodeThatAreNoneAreRefused) {
    for (const auto& [key, value] : {std::pair<const char*, Json>{"matrix", {1, 2, 3}},
                                     {"translation", {1, 2}},
                                     {"rotation", {0, 0, 1}},
                                     {"scale", 2}}) {
        Json file = triangle();
        file["nodes"][0][key] = value;
        EXPECT_THAT(errorOf(file), HasSubstr(std::string("nodes[0].") + key + " is no list of"));
    }
    std::string text = triangle().dump();
    text.replace(text.find("{\"mesh\":0}"), 10, "{\"mesh\":0,\"translation\":[1e999,0,0]}");
    EXPECT_THAT(errorOf(writeText("a.gltf", text)), Not(IsEmpty()));
    text.replace(text.find("1e999"), 5, "NaN");
    EXPECT_THAT(errorOf(writeText("a.gltf", text)), HasSubstr("not JSON from line 1"));
}

TEST(GltfCases, ofOtherProgramsUsersComeOutAsTheyShould) {
    if (!fs::exists(kCases))
        GTEST_SKIP() << "skipped: needs ../shared/cases";
    for (const char* file :
         {"21-uri/data-bare.gltf", "21-uri/data-charset.gltf", "21-uri/data-gltfbuffer.gltf",
          "21-uri/pct/box.gltf", "21-uri/percent-as-is/box.gltf", "21-uri/raw/box.gltf",
          "21-uri/sub/box.gltf", "23-quantized/box.gltf", "24-texcoord1/box.gltf",
          "25-transform/required.gltf", "25-transform/used.gltf"}) {
        const auto info = readModelInfo(kCases / file);
        ASSERT_TRUE(info.has_value()) << info.error().message;
        EXPECT_THAT(info->notes, IsEmpty()) << file;
        EXPECT_NEAR(info->sizeM.y, 10.0, 0.01) << file;
    }
    EXPECT_THAT(readModelInfo(kCases / "25-transform/unknown-required.gltf").error().message,
                HasSubstr("EXT_mesh_gpu_instancing"));
    EXPECT_THAT(readModelInfo(kCases / "21-uri/lost-texture.gltf").error().message,
                HasSubstr("is not there"));
    const auto loose = readModelInfo(kCases / "27-noscene/box.gltf");
    ASSERT_TRUE(loose.has_value()) << loose.error().message;
    EXPECT_GT(loose->sizeM.y, 9.0);
    EXPECT_THAT(loose->notes, ElementsAre(HasSubstr("it has no scene")));
}

TEST_F(GltfFile, ofWhoseMaterialsSomethingIsOfAnotherKindIsRefusedByItsName) {
    struct Case {
        const char* pointer;
        Json value;
        const char* what;
    };
    const Case cases[] = {
        {"/materials/0/pbrMetallicRoughness", Json::array(),
         "materials[0].pbrMetallicRoughness is no object"},
        {"/materials/0/pbrMetallicRoughness/baseColorFactor",
         {1, 1, 1},
         "baseColorFactor is no list of 4 numbers"},
        {"/materials/0/pbrMetallicRoughness/baseColorFactor",
         {1, 1, 1, "1"},
         "baseColorFactor[3] is no number"},
        {"/materials/0/pbrMetallicRoughness/metallicFactor", "0", "metallicFactor is no number"},
        {"/materials/0/pbrMetallicRoughness/metallicFactor", 2, "metallicFactor is 2, not 0 to 1"},
        {"/materials/0/pbrMetallicRoughness/baseColorTexture", Json::object(), "has no \"index\""},
        {"/materials/0/pbrMetallicRoughness/baseColorTexture/texCoord", -1, "texCoord is -1, not at least 0"},
        {"/materials/0/emissiveFactor", nullptr, "emissiveFactor is no list of 3"},
        {"/materials/0/emissiveFactor", {0, 3, 0}, "emissiveFactor[1] is 3, not 0 to 1"},
        {"/materials/0/doubleSided", 1, "doubleSided is neither"},
        {"/materials/0/name", 1, "materials[0].name is no text"},
        {"/nodes/0/rotation", {0, 0.6, 0, 0.6}, "nodes[0].rotation has a length of 0.8485, not 1"},
        {"/accessors/1/componentType", 5125, "TEXCOORD_0 is made of 2 unsigned whole numbers"},
        {"/meshes/0/primitives/0/attributes", {{"POSITION", 0}}, "baseColorTexture needs TEXCOORD_0"},
        {"/meshes/0/primitives", Json::array(), "meshes[0].primitives is an empty list"},
    };
    for (const Case& wrong : cases) {
        Json file = triangle();
        file[Json::json_pointer(wrong.pointer)] = wrong.value;
        EXPECT_THAT(errorOf(file), HasSubstr(wrong.what)) << wrong.pointer;
    }
}

// Words and codes of a later standard: the file is whole, and is read without them.
TEST_F(GltfFile, wordsThatAreNotKnownAreTakenAsIfTheyWereNotThere) {
    for (const auto& [pointer, value, place] :
         {std::tuple<const char*, Json, const char*>{"/materials/0/alphaMode", "GLASS",
                                                     "materials[0].alphaMode"},
          {"/samplers", {{{"wrapS", 5}}}, "samplers[0].wrapS"},
          {"/bufferViews/0/target", 7, "bufferViews[0].target"}}) {
        Json file = triangle();
        file[Json::json_pointer(pointer)] = value;
        EXPECT_THAT(notesOf(file),
                    ElementsAre(testing::AllOf(HasSubstr(place), HasSubstr("which is not known"))));
    }
}

TEST_F(GltfFile, whatIsDrawnOtherwiseThanItSaysIsTold) {
    Json file = triangle();
    file["meshes"][0]["primitives"].push_back({{"attributes", {{"TEXCOORD_0", 1}}}});
    EXPECT_THAT(notesOf(file),
                ElementsAre(HasSubstr("no positions and not drawn, first meshes[0].primitives[1]")));
    file = triangle();
    for (std::size_t i = 0; i < 3; ++i)
        file["accessors"][i]["count"] = 2;
    file["accessors"][0]["max"] = {2, 0, 0};
    EXPECT_THAT(notesOf(file), testing::Contains(HasSubstr("no whole number of triangles")));
}
