// Each feature of glTF 2.0 by a small file of its own: what is loaded and posed is what the standard says.

#include "model/gltf.h"
#include "model/pose/pose.h"
#include "model/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

using namespace perilune;
using model::PoseWish;
using test::Sample;
using testing::HasSubstr;
using Json = nlohmann::json;

namespace {

const std::vector<float> kTriangle = {0, 0, 0, 1, 0, 0, 0, 1, 0};

class Feature : public testing::Test {
  protected:
    model::Gltf gltf(const Sample& sample) {
        const auto path = sample.write();
        auto read = model::readGltf(path);
        std::filesystem::remove(path);
        EXPECT_TRUE(read.has_value()) << read.error().message;
        return read ? std::move(*read) : model::Gltf{};
    }
    model::ModelData posed(const Sample& sample, const PoseWish& wish = {}) {
        auto flat = model::flatten(gltf(sample), wish);
        EXPECT_TRUE(flat.has_value());
        return flat ? std::move(*flat) : model::ModelData{};
    }
    std::string errorOf(const Sample& sample) {
        const auto path = sample.write();
        const auto read = model::readGltf(path);
        std::filesystem::remove(path);
        EXPECT_FALSE(read.has_value());
        return read ? "" : read.error().message;
    }
    /// A triangle on a node that the wish may move.
    static Sample moved(const char* path, const std::vector<float>& values, int width, const char* between,
                        const std::vector<float>& times = {0, 2}) {
        Sample s;
        s.mesh({{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}});
        const int in = s.floats(times, 1), out = s.floats(values, width);
        s.push("animations", {{"samplers", {{{"input", in}, {"output", out}, {"interpolation", between}}}},
                              {"channels", {{{"sampler", 0}, {"target", {{"node", 0}, {"path", path}}}}}}});
        return s;
    }
};

void expectAt(const model::ModelData& data, std::size_t vertex, const glm::vec3& place) {
    ASSERT_LT(vertex, data.vertices.size());
    EXPECT_LT(glm::distance(data.vertices[vertex].position, place), 1e-5f)
        << vertex << ": " << data.vertices[vertex].position.x << ", " << data.vertices[vertex].position.y
        << ", " << data.vertices[vertex].position.z;
}

} // namespace

TEST_F(Feature, everyModeOfDrawingGivesItsTriangles) {
    // Of five corners: grains of 8 triangles, bars of 8.
    const std::size_t triangles[] = {5 * 8, 2 * 8, 5 * 8, 4 * 8, 1, 3, 3};
    for (int mode = 0; mode <= 6; ++mode) {
        Sample s;
        const int at = s.floats({0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 2, 0}, 3);
        s.mesh({{"attributes", {{"POSITION", at}}}, {"mode", mode}});
        EXPECT_EQ(posed(s).indices.size() / 3, triangles[mode]) << mode;
    }
}

TEST_F(Feature, aLineIsSeenFromEverySideAndAsThickAsItsNoteSays) {
    Sample s;
    s.mesh({{"attributes", {{"POSITION", s.floats({0, 0, 0, 10, 0, 0}, 3)}}}, {"mode", 1}});
    const auto data = posed(s);
    EXPECT_NEAR(data.high.y - data.low.y, 0.004 * 10, 1e-5);
    EXPECT_NEAR(data.high.z - data.low.z, 0.004 * 10, 1e-5);
    for (std::size_t i = 0; i < data.indices.size(); i += 3) {
        const auto at = [&](std::size_t k) { return data.vertices[data.indices[i + k]].position; };
        const glm::vec3 out = (at(0) + at(1) + at(2)) / 3.0f * glm::vec3(0, 1, 1);
        EXPECT_GT(glm::dot(glm::cross(at(1) - at(0), at(2) - at(0)), out), 0.0f) << i;
    }
}

TEST_F(Feature, sparseElementsTakeThePlaceOfThoseTheyNameAndOfZeros) {
    Sample s;
    const std::uint16_t which[] = {1, 2};
    const float values[] = {7, 0, 0, 0, 8, 0};
    const int base = s.floats(kTriangle, 3);
    Json sparse = {{"count", 2},
                   {"indices", {{"bufferView", s.view(which, sizeof which)}, {"componentType", 5123}}},
                   {"values", {{"bufferView", s.view(values, sizeof values)}}}};
    s.root["accessors"][std::size_t(base)]["sparse"] = sparse;
    s.root["accessors"][std::size_t(base)]["max"] = {7, 8, 0};
    const int zeros = s.push("accessors", {{"componentType", 5126},
                                           {"count", 3},
                                           {"type", "VEC3"},
                                           {"sparse", sparse},
                                           {"min", {0, 0, 0}},
                                           {"max", {7, 8, 0}}});
    s.mesh({{"attributes", {{"POSITION", base}}}});
    s.mesh({{"attributes", {{"POSITION", zeros}}}});
    const auto data = posed(s);
    for (const std::size_t first : {0, 3}) {
        expectAt(data, first, {0, 0, 0});
        expectAt(data, first + 1, {7, 0, 0});
        expectAt(data, first + 2, {0, 8, 0});
    }
}

TEST_F(Feature, anAccessorWithoutDataIsZeros) {
    Sample s;
    const int none = s.push(
        "accessors",
        {{"componentType", 5126}, {"count", 3}, {"type", "VEC3"}, {"min", {0, 0, 0}}, {"max", {0, 0, 0}}});
    s.mesh({{"attributes", {{"POSITION", none}}}});
    EXPECT_EQ(posed(s).high, glm::vec3(0.0f));
}

TEST_F(Feature, wholeNumbersAreSharesWhereTheyAreNormalized) {
    Sample s;
    const Json share = {{"normalized", true}};
    const int at = s.floats(kTriangle, 3);
    const int uv = s.list<std::uint16_t>({65535, 0, 0, 65535, 0, 0}, 2, share);
    const int colour = s.list<std::uint8_t>({255, 0, 0, 51, 0, 255, 0, 255, 0, 0, 255, 255}, 4, share);
    const int bytes = s.list<std::uint8_t>({0, 1, 2}, 1);
    s.mesh({{"attributes", {{"POSITION", at}, {"TEXCOORD_0", uv}, {"COLOR_0", colour}}}, {"indices", bytes}});
    const auto file = gltf(s);
    EXPECT_EQ(file.meshes[0].primitives[0].uv[0][0], glm::vec2(1.0f, 0.0f));
    EXPECT_NEAR(file.meshes[0].primitives[0].colours[0].a, 0.2f, 1e-6);
    EXPECT_EQ(posed(s).vertices[0].colour, 0x330000FFu);
}

TEST_F(Feature, quantizedDirectionsHaveTheirSigns) {
    Sample s;
    s.uses("KHR_mesh_quantization", true);
    struct Vertex {
        std::int16_t place[4];
        std::int8_t normal[4];
    };
    const Vertex vertices[] = {{{0, 0, 0, 0}, {0, -127, 0, 0}},
                               {{100, 0, 0, 0}, {0, -127, 0, 0}},
                               {{0, 0, -100, 0}, {0, -127, 0, 0}}};
    const int view = s.view(vertices, sizeof vertices, {{"byteStride", 12}});
    const int at = s.push("accessors", {{"bufferView", view},
                                        {"componentType", 5122},
                                        {"count", 3},
                                        {"type", "VEC3"},
                                        {"min", {0, 0, -100}},
                                        {"max", {100, 0, 0}}});
    const int normal = s.push("accessors", {{"bufferView", view},
                                            {"byteOffset", 8},
                                            {"componentType", 5120},
                                            {"normalized", true},
                                            {"count", 3},
                                            {"type", "VEC3"}});
    s.push("meshes", {{"primitives", {{{"attributes", {{"POSITION", at}, {"NORMAL", normal}}}}}}});
    s.stand({{"mesh", 0}, {"scale", {0.01, 0.01, 0.01}}});
    const auto data = posed(s);
    expectAt(data, 2, {0, 0, -1});
    EXPECT_EQ(data.vertices[0].normal, glm::vec3(0, -1, 0));
}

TEST_F(Feature, nodesStandOnTheirParentsHoweverDeep) {
    Sample s;
    s.push("meshes", {{"primitives", {{{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}}}}});
    s.stand({{"children", {1}}, {"translation", {0, 0, 1}}});
    for (int i = 1; i < 500; ++i)
        s.push("nodes", {{"children", {i + 1}}, {"translation", {1, 0, 0}}});
    s.push("nodes", {{"mesh", 0}, {"name", "tip"}});
    const auto data = posed(s);
    expectAt(data, 0, {499, 0, 1});
    EXPECT_EQ(data.nodes[std::size_t(data.parts[0].node)].name, "tip");
}

TEST_F(Feature, aNegativeScaleTurnsFacesOverAndAZeroOneKeepsItsNormals) {
    Sample s;
    const int at = s.floats(kTriangle, 3), up = s.floats({0, 0, 1, 0, 0, 1, 0, 0, 1}, 3);
    s.push("meshes", {{"primitives", {{{"attributes", {{"POSITION", at}, {"NORMAL", up}}}}}}});
    s.stand({{"mesh", 0}, {"scale", {-1, 1, 1}}});
    s.stand({{"mesh", 0}, {"scale", {1, 1, 0}}});
    const auto data = posed(s);
    EXPECT_EQ(data.indices, (std::vector<std::uint32_t>{0, 2, 1, 3, 4, 5}));
    EXPECT_EQ(data.vertices[0].normal, glm::vec3(0, 0, 1));
    EXPECT_EQ(data.vertices[3].normal, glm::vec3(0, 0, 1));
}

TEST_F(Feature, eachOfSeveralScenesShowsItsOwnNodes) {
    Sample s;
    s.push("meshes", {{"primitives", {{{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}}}}});
    s.stand({{"mesh", 0}});
    s.push("nodes", {{"mesh", 0}, {"translation", {5, 0, 0}}});
    s.push("scenes", {{"nodes", {1}}, {"name", "second"}});
    s.root["scene"] = 1;
    expectAt(posed(s), 0, {5, 0, 0});
    expectAt(posed(s, {.scene = 0}), 0, {0, 0, 0});
}

TEST_F(Feature, aStepWaitsALineGoesEvenlyACubicBySlopes) {
    const std::vector<float> values = {0, 0, 0, 4, 0, 0};
    expectAt(posed(moved("translation", values, 3, "STEP"), {.animation = 0, .timeS = 1.9}), 0, {0, 0, 0});
    expectAt(posed(moved("translation", values, 3, "STEP"), {.animation = 0, .timeS = 2.0}), 0, {4, 0, 0});
    expectAt(posed(moved("translation", values, 3, "LINEAR"), {.animation = 0, .timeS = 0.5}), 0, {1, 0, 0});
    expectAt(posed(moved("translation", values, 3, "LINEAR"), {.animation = 0, .timeS = 9.0}), 0, {4, 0, 0});
    // Before, value, after; a slope of 3 m/s at the start, none at the end: 0.5 * 4 + 2 s * (1/8) * 3.
    const std::vector<float> cubic = {0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0};
    expectAt(posed(moved("translation", cubic, 3, "CUBICSPLINE"), {.animation = 0, .timeS = 1.0}), 0,
             {2.75f, 0, 0});
    EXPECT_EQ(gltf(moved("translation", values, 3, "LINEAR")).animations[0].lengthS, 2.0);
    expectAt(posed(moved("translation", values, 3, "LINEAR")), 0, {0, 0, 0}); // at rest where none is asked
}

TEST_F(Feature, turnsGoTheShorterWayAndSharesOfShortsAreTurnsToo) {
    const float half = std::sqrt(0.5f);
    // The same quarter turn with its sign changed: an eighth all the same.
    const auto data = posed(moved("rotation", {0, 0, 0, 1, 0, 0, -half, -half}, 4, "LINEAR"),
                            {.animation = 0, .timeS = 1.0});
    expectAt(data, 1, {half, half, 0});
    Sample s;
    s.mesh({{"attributes", {{"POSITION", s.floats(kTriangle, 3)}}}});
    const int in = s.floats({0, 1}, 1),
              out = s.list<std::int16_t>({0, 0, 0, 32767, 0, 0, 32767, 0}, 4, {{"normalized", true}});
    s.push("animations", {{"samplers", {{{"input", in}, {"output", out}}}},
                          {"channels", {{{"sampler", 0}, {"target", {{"node", 0}, {"path", "rotation"}}}}}}});
    expectAt(posed(s, {.animation = 0, .timeS = 1.0}), 1, {-1, 0, 0});
}

TEST_F(Feature, scalesMoveTooAndKeysBeforeTheFirstStand) {
    expectAt(posed(moved("scale", {2, 2, 2, 4, 4, 4}, 3, "LINEAR", {1, 3}), {.animation = 0, .timeS = 0.0}),
             1, {2, 0, 0});
    expectAt(posed(moved("scale", {2, 2, 2, 4, 4, 4}, 3, "LINEAR", {1, 3}), {.animation = 0, .timeS = 2.0}),
             1, {3, 0, 0});
}

namespace {

/// A triangle with two targets: one lifts it, one widens it; the mesh says 0.5 and 0.
Sample morphing() {
    Sample s;
    const int at = s.floats(kTriangle, 3), normal = s.floats({0, 0, 1, 0, 0, 1, 0, 0, 1}, 3);
    const int lift = s.floats({0, 0, 2, 0, 0, 2, 0, 0, 2}, 3),
              wide = s.floats({0, 0, 0, 3, 0, 0, 0, 0, 0}, 3);
    const int tilt = s.floats({0, 1, -1, 0, 1, -1, 0, 1, -1}, 3);
    s.mesh({{"attributes", {{"POSITION", at}, {"NORMAL", normal}}},
            {"targets", {{{"POSITION", lift}}, {{"POSITION", wide}, {"NORMAL", tilt}}}}});
    s.root["meshes"][0]["weights"] = {0.5, 0};
    return s;
}

} // namespace

TEST_F(Feature, morphTargetsAddTheirSharesByMeshByNodeByAnimation) {
    Sample s = morphing();
    expectAt(posed(s), 1, {1, 0, 1});
    s.root["nodes"][0]["weights"] = {0, 1};
    const auto own = posed(s);
    expectAt(own, 1, {4, 0, 0});
    EXPECT_LT(glm::distance(own.vertices[0].normal, glm::vec3(0, 1, 0)), 1e-6f);
    const int in = s.floats({0, 1}, 1), out = s.floats({0, 0, 1, 1}, 1);
    s.push("animations", {{"samplers", {{{"input", in}, {"output", out}}}},
                          {"channels", {{{"sampler", 0}, {"target", {{"node", 0}, {"path", "weights"}}}}}}});
    expectAt(posed(s, {.animation = 0, .timeS = 0.5}), 1, {2.5f, 0, 1});
}

namespace {

/// A bar on two joints, the second at its middle; its upper end hangs on that.
Sample bending() {
    Sample s;
    const int at = s.floats({0, 0, 0, 0.5f, 2, 0, -0.5f, 2, 0}, 3);
    const int joints = s.list<std::uint8_t>({0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 4);
    const int weights = s.floats({1, 0, 0, 0, 1, 0, 0, 0, 0.5f, 0.5f, 0, 0}, 4);
    const int binds = s.floats(
        {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1},
        16);
    s.push("meshes",
           {{"primitives",
             {{{"attributes", {{"POSITION", at}, {"JOINTS_0", joints}, {"WEIGHTS_0", weights}}}}}}});
    s.stand({{"mesh", 0}, {"skin", 0}, {"translation", {100, 0, 0}}});
    s.stand({{"children", {2}}});
    s.push("nodes", {{"translation", {0, 1, 0}}, {"rotation", {0, 0, std::sqrt(0.5), std::sqrt(0.5)}}});
    s.push("skins", {{"joints", {1, 2}}, {"inverseBindMatrices", binds}});
    return s;
}

} // namespace

TEST_F(Feature, skinsBendWhatHangsOnThemAndTheirNodeHasNoPartInIt) {
    const auto data = posed(bending());
    expectAt(data, 0, {0, 0, 0});          // not at 100
    expectAt(data, 1, {-1, 1.5f, 0});      // a quarter turn about the middle
    expectAt(data, 2, {-0.75f, 1.25f, 0}); // half of each: (-0.5, 2) and (-1, 0.5)
}

TEST_F(Feature, jointsAndWeightsThatAreBrokenAreRefused) {
    Sample s = bending();
    s.root["skins"][0]["joints"] = {1};
    EXPECT_THAT(errorOf(s),
                HasSubstr("meshes[0].primitives[0]: vertex 1 hangs on joint 1, but there are 1 joints"));
    s = bending();
    s.root["skins"][0].erase("joints");
    EXPECT_THAT(errorOf(s), HasSubstr("skins[0] has no \"joints\""));
    s = bending();
    s.root["skins"][0]["joints"] = {1, 9};
    EXPECT_THAT(errorOf(s), HasSubstr("skins[0].joints[1] is 9, but there are 3 nodes"));
    s = bending();
    s.root["accessors"][3]["count"] = 1;
    EXPECT_THAT(errorOf(s), HasSubstr("inverseBindMatrices are 1, but there are 2 joints"));
    s = bending();
    s.root["nodes"][1].erase("children");
    EXPECT_THAT(errorOf(s), HasSubstr("joints hang on no common node"));
    s = bending();
    s.root["meshes"][0]["primitives"][0]["attributes"].erase("WEIGHTS_0");
    EXPECT_THAT(errorOf(s), HasSubstr("has 1 sets of joints and 0 of weights"));
}

TEST_F(Feature, samplersTimesAndTargetsThatAreBrokenAreRefused) {
    const std::vector<float> values = {0, 0, 0, 4, 0, 0};
    const auto with = [&](const char* pointer, const Json& value) {
        Sample s = moved("translation", values, 3, "LINEAR");
        s.root[Json::json_pointer(pointer)] = value;
        return errorOf(s);
    };
    EXPECT_THAT(with("/animations/0/channels/0/sampler", 1),
                HasSubstr("sampler is 1, but there are 1 samplers"));
    EXPECT_THAT(with("/animations/0/samplers/0/input", 7),
                HasSubstr("input is 7, but there are 3 accessors"));
    EXPECT_THAT(with("/animations/0/channels/0/target/node", 7),
                HasSubstr("node is 7, but there are 1 nodes"));
    EXPECT_THAT(with("/animations/0/channels/0/target/path", "rotation"),
                HasSubstr("a rotation cannot be made of 3 floats"));
    EXPECT_THAT(with("/animations/0/channels/0/target/path", "weights"),
                HasSubstr("a weights cannot be made of 3 floats"));
    EXPECT_THAT(with("/animations/0/samplers/0/interpolation", "CUBICSPLINE"),
                HasSubstr("its times need 6 values, it has 2"));
    EXPECT_THAT(with("/nodes/0/matrix", {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}),
                HasSubstr("moves a node that has a matrix"));
    EXPECT_THAT(with("/accessors/1/max", {3}), HasSubstr("accessors[1].max[0] is 3, but its elements say 2"));
    EXPECT_THAT(errorOf(moved("translation", values, 3, "LINEAR", {1, 1})),
                HasSubstr("time 1 is not after the one before"));
    EXPECT_THAT(errorOf(moved("translation", values, 3, "LINEAR", {-1, 1})), HasSubstr("time 0 is below 0"));
    Sample s = morphing();
    s.root["meshes"][0]["weights"] = {1};
    EXPECT_THAT(errorOf(s), HasSubstr("meshes[0] has 1 weights and 2 morph targets"));
}
