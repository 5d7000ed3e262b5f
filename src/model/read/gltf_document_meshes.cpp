#include "model/read/accessor_reader.h"
#include "model/read/draco_reader.h"
#include "model/read/gltf_document.h"
#include "model/read/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace perilune::model {

namespace {

constexpr std::uint32_t kNotYet = 0xFFFFFFFF;

/// Reads one primitive; of long lists that several share only what it uses.
class PrimitiveReader {
  public:
    PrimitiveReader(const Sources& sources, const Json& primitive, std::string where, Budget& budget)
        : sources_(sources), in_(primitive), where_(std::move(where)), budget_(budget) {}

    Primitive read() {
        out_.material = int(wholeOf(in_, "material", -1));
        takeVariants();
        if (readDraco(sources_, in_, out_, where_)) {
            budget_.take(out_.positions.size(), 96);
            return std::move(out_);
        }
        out_.mode = int(wholeOf(in_, "mode", 4));
        if (!in_["attributes"].contains("POSITION"))
            return std::move(out_); // drawn as nothing, which is told
        takeIndices();
        const Json& attributes = in_["attributes"];
        take<3>(attributes, "POSITION", out_.positions);
        take<3>(attributes, "NORMAL", out_.normals);
        take<4>(attributes, "TANGENT", out_.tangents);
        take<2>(attributes, "TEXCOORD_0", out_.uv[0]);
        take<2>(attributes, "TEXCOORD_1", out_.uv[1]);
        take<4>(attributes, "COLOR_0", out_.colours, 1.0f);
        takeInfluences();
        for (const Json& target : listIn(in_, "targets")) {
            MorphTarget& morph = out_.targets.emplace_back();
            take<3>(target, "POSITION", morph.positions);
            take<3>(target, "NORMAL", morph.normals);
            take<3>(target, "TANGENT", morph.tangents);
            take<2>(target, "TEXCOORD_0", morph.uv[0]);
            take<2>(target, "TEXCOORD_1", morph.uv[1]);
            take<4>(target, "COLOR_0", morph.colours);
        }
        return std::move(out_);
    }

  private:
    void takeVariants() {
        const Json* extension = extensionOf(in_, "KHR_materials_variants");
        for (const Json& mapping : extension ? listIn(*extension, "mappings") : Json::array())
            for (const Json& variant : mapping["variants"])
                out_.variants.emplace_back(int(variant.get<double>()), int(wholeOf(mapping, "material", -1)));
    }
    /// The indices, and which vertices of the file they mean: all, or those that are used.
    void takeIndices() {
        const AccessorReader positions(sources_, std::size_t(wholeOf(in_["attributes"], "POSITION", 0)));
        if (!in_.contains("indices")) {
            used_.resize(positions.count());
            budget_.take(positions.count(), 8);
            std::iota(used_.begin(), used_.end(), 0u);
            out_.indices = used_;
            return;
        }
        const AccessorReader reader(sources_, std::size_t(wholeOf(in_, "indices", 0)));
        budget_.take(reader.count(), 4);
        out_.indices.resize(reader.count());
        const bool few = reader.count() < positions.count();
        std::vector<std::uint32_t> now(few ? positions.count() : 0, kNotYet);
        for (std::size_t i = 0; i < reader.count(); ++i) {
            const auto index = std::uint32_t(reader.raw(i, 0));
            if (double(index) >= double(positions.count()))
                throw Wrong{fmt::format("{}: index {} is {}, but there are {} vertices", where_, i, index,
                                        positions.count())};
            if (few && now[index] == kNotYet) {
                now[index] = std::uint32_t(used_.size());
                used_.push_back(index);
            }
            out_.indices[i] = few ? now[index] : index;
        }
        if (!few) {
            budget_.take(positions.count(), 4);
            used_.resize(positions.count());
            std::iota(used_.begin(), used_.end(), 0u);
        }
    }
    template <int N>
    void take(const Json& attributes, const char* name, std::vector<glm::vec<N, float>>& out,
              float fill = 0.0f) {
        if (!attributes.contains(name))
            return;
        const AccessorReader reader(sources_, std::size_t(wholeOf(attributes, name, 0)));
        budget_.take(used_.size(), sizeof(glm::vec<N, float>));
        out.assign(used_.size(), glm::vec<N, float>(fill));
        for (std::size_t i = 0; i < used_.size(); ++i)
            for (int c = 0; c < std::min(N, reader.components()); ++c)
                out[i][c] = float(reader.value(used_[i], c));
    }
    void takeInfluences() {
        const Json& attributes = in_["attributes"];
        for (int set = 0; attributes.contains(fmt::format("JOINTS_{}", set)); ++set) {
            const AccessorReader joints(
                sources_, std::size_t(wholeOf(attributes, fmt::format("JOINTS_{}", set).c_str(), 0)));
            const AccessorReader weights(
                sources_, std::size_t(wholeOf(attributes, fmt::format("WEIGHTS_{}", set).c_str(), 0)));
            budget_.take(used_.size(), sizeof(Influence));
            auto& list = out_.influences.emplace_back(used_.size());
            for (std::size_t i = 0; i < used_.size(); ++i)
                for (int c = 0; c < 4; ++c) {
                    list[i].joint[std::size_t(c)] = std::uint16_t(joints.raw(used_[i], c));
                    list[i].weight[c] = float(weights.value(used_[i], c));
                }
        }
    }

    const Sources& sources_;
    const Json& in_;
    std::string where_;
    Budget& budget_;
    Primitive out_;
    std::vector<std::uint32_t> used_;
};

} // namespace

void takeMeshes(const Sources& sources, Gltf& gltf) {
    Budget budget;
    forEach(sources.root(), "meshes", [&](const Json& in, const std::string& where) {
        Mesh mesh;
        mesh.name = textOf(in, "name");
        std::size_t i = 0;
        for (const Json& primitive : listIn(in, "primitives"))
            mesh.primitives.push_back(
                PrimitiveReader(sources, primitive, fmt::format("{}.primitives[{}]", where, i++), budget)
                    .read());
        for (const Json& weight : listIn(in, "weights"))
            mesh.weights.push_back(float(weight.get<double>()));
        gltf.meshes.push_back(std::move(mesh));
    });
}

} // namespace perilune::model
