// What a material of glTF says is seen: each feature on a small plate in sunlight, with it and without.
#include "render/craft/model_store.h"
#include "model/sample.h"
#include "base/image.h"
#include "ground_test.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

using namespace perilune;
using render::test::towards;
using Json = nlohmann::json;

namespace {

constexpr int kTexels = 64;

class CraftMaterial : public render::test::GroundTest {
  protected:
    void SetUp() override {
        GroundTest::SetUp();
        if (!context_)
            return;
        // The program's own folder, but for its spacecraft.
        share_ = std::filesystem::temp_directory_path() /
                 ("perilune-plates-" + std::to_string(std::uintptr_t(this)));
        std::filesystem::create_directories(share_ / "models" / "spacecraft");
        for (const auto& entry : std::filesystem::directory_iterator(base::shareDir()))
            if (entry.path().filename() != "models")
                std::filesystem::create_symlink(std::filesystem::canonical(entry),
                                                share_ / entry.path().filename());
        for (const auto& entry : std::filesystem::directory_iterator(base::shareDir() / "models"))
            if (entry.path().filename() != "spacecraft")
                std::filesystem::create_symlink(std::filesystem::canonical(entry),
                                                share_ / "models" / entry.path().filename());
        auto made = render::Renderer::create({share_, ground_, base::Workers::onThreads(), 160.0});
        ASSERT_TRUE(made.has_value()) << made.error().message;
        renderer_ = std::move(*made);
    }
    void TearDown() override {
        renderer_.reset();
        if (!share_.empty())
            std::filesystem::remove_all(share_);
    }
    std::filesystem::path craft() const { return share_ / "models" / "spacecraft"; }

    /// An image of the plate's, `texel` giving red, green, blue at (0..1, 0..1 from the left).
    std::string image(const std::string& name, const std::function<glm::vec3(double, double)>& texel) const {
        base::Image image{kTexels, kTexels, 4, {}};
        for (int y = 0; y < kTexels; ++y)
            for (int x = 0; x < kTexels; ++x) {
                const glm::vec3 colour = texel((x + 0.5) / kTexels, (y + 0.5) / kTexels);
                for (int c = 0; c < 3; ++c)
                    image.pixels.push_back(
                        std::uint8_t(std::lround(255.0f * glm::clamp(colour[c], 0.0f, 1.0f))));
                image.pixels.push_back(255);
            }
        EXPECT_TRUE(base::writePng(craft() / name, image).has_value());
        return name;
    }

    /// A plate, 8 m wide and high, upright or leaning over, of one material.
    base::Image plate(const Json& material, const std::string& texture = {}, bool tangents = false,
                      float leans = 0.0f, double sunLongitude = 25.0) {
        const std::string name = "plate" + std::to_string(++made_) + ".glb";
        test::Sample sample;
        const float y = std::cos(leans), z = std::sin(leans);
        const std::vector<float> normal{0, -z, y};
        std::vector<float> normals, across;
        for (int i = 0; i < 4; ++i) {
            normals.insert(normals.end(), normal.begin(), normal.end());
            across.insert(across.end(), {1, 0, 0, 1});
        }
        Json attributes{
            {"POSITION", sample.floats({-4, 0, 0, 4, 0, 0, 4, 8 * y, 8 * z, -4, 8 * y, 8 * z}, 3)},
            {"NORMAL", sample.floats(normals, 3)},
            {"TEXCOORD_0", sample.floats({0, 1, 1, 1, 1, 0, 0, 0}, 2)}};
        if (tangents)
            attributes["TANGENT"] = sample.floats(across, 4);
        if (!texture.empty()) {
            sample.push("images", {{"uri", texture}});
            sample.push("textures", {{"source", 0}});
        }
        if (material.contains("extensions"))
            for (const auto& [extension, value] : material["extensions"].items())
                sample.uses(extension.c_str());
        Json seen = material;
        seen["doubleSided"] = true;
        sample.mesh({{"attributes", attributes},
                     {"indices", sample.list<std::uint16_t>({0, 1, 2, 0, 2, 3}, 1)},
                     {"material", sample.push("materials", seen)}});
        const auto written = sample.write();
        std::filesystem::copy_file(written, craft() / name);
        std::filesystem::remove(written);
        render::Frame frame = lander(scene::Presence::There, towards(-1.0, sunLongitude));
        frame.models.back().file = name;
        return pictureOf(*renderer_, frame);
    }

    static Json plain(double metallic, double roughness, std::vector<double> colour = {0.5, 0.5, 0.5, 1.0}) {
        return {
            {"pbrMetallicRoughness",
             {{"metallicFactor", metallic}, {"roughnessFactor", roughness}, {"baseColorFactor", colour}}}};
    }
    static Json with(Json material, const std::string& extension, const Json& value) {
        material["extensions"][extension] = value;
        return material;
    }

    std::filesystem::path share_;
    std::unique_ptr<render::Renderer> renderer_;
    int made_ = 0;
};

/// Mean level of the plate's left half, of its right, and how much its pixels differ.
struct Levels {
    double left = 0.0, right = 0.0, spread = 0.0;
    double both() const { return 0.5 * (left + right); }
};
Levels levelsOf(const base::Image& image) {
    Levels levels;
    double squares = 0.0;
    int count = 0;
    for (int y = 30; y < 75; ++y)
        for (int x = 148; x < 172; ++x) {
            if (x >= 158 && x < 162)
                continue;
            const std::uint8_t* p = &image.pixels[std::size_t(4 * (y * image.width + x))];
            const double level = (p[0] + p[1] + p[2]) / 3.0;
            (x < 160 ? levels.left : levels.right) += level;
            squares += level * level;
            ++count;
        }
    levels.left /= 0.5 * count, levels.right /= 0.5 * count;
    levels.spread = std::sqrt(std::max(squares / count - levels.both() * levels.both(), 0.0));
    return levels;
}

double apart(const base::Image& a, const base::Image& b) {
    double sum = 0.0;
    int count = 0;
    for (int y = 30; y < 75; ++y)
        for (int x = 148; x < 172; ++x)
            for (int c = 0; c < 3; ++c, ++count) {
                const std::size_t at = std::size_t(4 * (y * a.width + x) + c);
                sum += std::abs(int(a.pixels[at]) - int(b.pixels[at]));
            }
    return sum / count;
}

} // namespace

TEST_F(CraftMaterial, aNormalMapShapesItWithTangentsGivenAndWithout) {
    // The left half leans to the left, the right half to the right.
    const std::string bumps =
        image("bumps.png", [](double u, double) { return glm::vec3(u < 0.5 ? 0.15f : 0.85f, 0.5f, 0.85f); });
    Json material = plain(0.0, 1.0);
    const Levels flat = levelsOf(plate(material));
    material["normalTexture"] = {{"index", 0}};
    const base::Image derived = plate(material, bumps), given = plate(material, bumps, true);
    EXPECT_LT(std::abs(flat.left - flat.right), 4.0);
    EXPECT_GT(std::abs(levelsOf(derived).left - levelsOf(derived).right), 10.0);
    EXPECT_LT(apart(derived, given), 2.0);
    material["normalTexture"]["scale"] = 0.0;
    EXPECT_LT(std::abs(levelsOf(plate(material, bumps)).left - levelsOf(plate(material, bumps)).right), 4.0);
}

TEST_F(CraftMaterial, occlusionDarkensWhatComesFromAllAroundAndNotTheSun) {
    const std::string hidden =
        image("hidden.png", [](double u, double) { return glm::vec3(u < 0.5 ? 0.0f : 1.0f); });
    Json material = plain(0.0, 1.0, {0.9, 0.9, 0.9, 1.0});
    material["occlusionTexture"] = {{"index", 0}};
    // From behind: by the light of the ground alone.
    const Levels shade = levelsOf(plate(material, hidden, false, 0.0f, -155.0));
    const Levels lit = levelsOf(plate(material, hidden));
    const double inShade = std::abs(shade.left - shade.right), inSun = std::abs(lit.left - lit.right);
    EXPECT_GT(inShade, 3.0);
    EXPECT_GT(inShade, inSun);
}

TEST_F(CraftMaterial, occlusionTakesReflectionsOfAWideMirrorToo) {
    const std::string hidden =
        image("hidden.png", [](double u, double) { return glm::vec3(u < 0.5 ? 0.0f : 1.0f); });
    Json metal = plain(1.0, 0.5, {0.95, 0.95, 0.95, 1.0});
    metal["occlusionTexture"] = {{"index", 0}};
    const Levels seen = levelsOf(plate(metal, hidden, false, 0.6f, -155.0));
    EXPECT_GT(std::abs(seen.left - seen.right), 5.0);
}

TEST_F(CraftMaterial, metalMirrorsTheSunlitGroundBelowAndTheBlackSkyAbove) {
    const Json metal = plain(1.0, 0.1, {0.95, 0.95, 0.95, 1.0});
    // The Sun stands half aside, so that what is mirrored is lit and not in the plate's own shadow.
    const double down = levelsOf(plate(metal, {}, false, 0.5f, 45.0)).both();
    const double up = levelsOf(plate(metal, {}, false, -0.6f, 45.0)).both();
    EXPECT_GT(down, up + 40.0);
}

TEST_F(CraftMaterial, finePatternsOfReliefShineWidelyInsteadOfSparkling) {
    // So fine that a pixel holds many of them.
    const std::string bumps = image("rough.png", [](double u, double v) {
        const bool one = (int(u * kTexels) + int(v * kTexels)) % 2 == 0;
        return glm::vec3(one ? 0.2f : 0.8f, 0.5f, 0.8f);
    });
    Json smooth = plain(1.0, 0.1, {0.9, 0.9, 0.9, 1.0});
    const base::Image without = plate(smooth);
    smooth["normalTexture"] = {{"index", 0}};
    const base::Image rough = plate(smooth, bumps);
    EXPECT_GT(apart(without, rough), 3.0);
    EXPECT_LT(levelsOf(rough).spread, 14.0);
}

TEST_F(CraftMaterial, whatExtensionsSayOfASurfaceIsSeen) {
    // Grazed by the eye where it leans far.
    const auto differs = [&](const Json& material, const char* extension, const Json& value,
                             float leans = 0.0f) {
        EXPECT_GT(
            apart(plate(material, {}, true, leans), plate(with(material, extension, value), {}, true, leans)),
            0.3)
            << extension;
    };
    const Json dark = plain(0.0, 0.9, {0.05, 0.05, 0.05, 1.0}),
               metal = plain(1.0, 0.35, {0.9, 0.9, 0.9, 1.0});
    differs(dark, "KHR_materials_clearcoat", {{"clearcoatFactor", 1.0}, {"clearcoatRoughnessFactor", 0.4}});
    differs(dark, "KHR_materials_sheen",
            {{"sheenColorFactor", {1.0, 1.0, 1.0}}, {"sheenRoughnessFactor", 0.3}}, -1.2f);
    differs(metal, "KHR_materials_iridescence", {{"iridescenceFactor", 1.0}, {"iridescenceIor", 1.6}});
    differs(metal, "KHR_materials_anisotropy", {{"anisotropyStrength", 1.0}}, 0.4f);
    differs(plain(0.0, 0.4, {0.02, 0.02, 0.02, 1.0}), "KHR_materials_ior", {{"ior", 2.4}});
    differs(plain(0.0, 0.4, {0.02, 0.02, 0.02, 1.0}), "KHR_materials_specular", {{"specularFactor", 0.0}});
}

TEST_F(CraftMaterial, panelsAreSharpAlongTheirSurfaceWhereTheDriverCan) {
    const std::string stripes =
        image("stripes.png", [](double u, double) { return glm::vec3(int(u * 32) % 2 == 0 ? 1.0f : 0.0f); });
    Json material = plain(0.0, 1.0);
    material["pbrMetallicRoughness"]["baseColorTexture"] = {{"index", 0}};
    plate(material, stripes);
    if (!epoxy_has_gl_extension("GL_EXT_texture_filter_anisotropic"))
        GTEST_SKIP() << "skipped: this driver filters no texture along a surface";
    render::ModelStore store(craft(), base::Workers::inlined());
    store.beginFrame();
    const auto model = store.find("plate1.glb", true);
    ASSERT_TRUE(model);
    glBindTexture(GL_TEXTURE_2D, model->textures.back().name());
    float wide = 0.0f;
    glGetTexParameterfv(GL_TEXTURE_2D, 0x84FE, &wide);
    EXPECT_GT(wide, 1.0f);
}

TEST_F(CraftMaterial, modelsThatNobodyShowsMakeRoomAndComeBack) {
    const std::string texture = image("grey.png", [](double, double) { return glm::vec3(0.5f); });
    Json material = plain(0.0, 1.0);
    material["pbrMetallicRoughness"]["baseColorTexture"] = {{"index", 0}};
    for (int i = 0; i < 3; ++i)
        plate(material, texture);
    constexpr std::size_t kRoom = 40'000; // for two of them
    render::ModelStore store(craft(), base::Workers::inlined(), kRoom);
    std::uint64_t first = 0;
    for (const char* file : {"plate1.glb", "plate2.glb", "plate3.glb"}) {
        store.beginFrame();
        const auto model = store.find(file, true);
        ASSERT_TRUE(model);
        first = first == 0 ? model->id : first;
    }
    EXPECT_GT(store.residentBytes(), kRoom);
    store.beginFrame();
    EXPECT_LE(store.residentBytes(), kRoom);
    const auto again = store.find("plate1.glb", true);
    ASSERT_TRUE(again);
    EXPECT_NE(again->id, first);
    EXPECT_TRUE(store.takeNotes("plate1.glb").empty()); // told once
}
