#include "model/check/check_data.h"

#include "model/check/check.h"
#include "model/read/accessor_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

namespace perilune::model {

namespace {

constexpr double kRoundedVector = 0.00674;   ///< of a length that should be 1
constexpr double kRoundedWeight = 0.0039216; ///< of a sum of weights, each step

/// What the numbers of an accessor are for.
enum class Meaning { Plain, UnitVector, Tangent, Colour, Indices, Binds, Times, Turns, CubicTurns };

struct Wanted {
    std::set<Meaning> meanings = {Meaning::Plain};
    std::int64_t vertices = 0; ///< that indices may name: the fewest
    std::string primitive;     ///< which has these
};

class DataCheck {
  public:
    explicit DataCheck(const Sources& sources)
        : sources_(sources), root_(sources.root()), wanted_(listIn(root_, "accessors").size()) {}

    void check() {
        collectMeshes();
        for (const Json& skin : listIn(root_, "skins"))
            if (skin.contains("inverseBindMatrices"))
                at(skin, "inverseBindMatrices").meanings.insert(Meaning::Binds);
        for (const Json& animation : listIn(root_, "animations"))
            collectAnimation(animation);
        std::size_t i = 0;
        for (const Json& accessor : listIn(root_, "accessors")) {
            checkAccessor(accessor, i);
            ++i;
        }
        checkInfluences();
    }

  private:
    Wanted& at(const Json& object, const char* key) { return wanted_[std::size_t(wholeOf(object, key, 0))]; }
    void collectMeshes() {
        forEach(
            root_, "meshes",
            [&](const Json& mesh, const std::string& where) {
                std::size_t i = 0;
                for (const Json& primitive : listIn(mesh, "primitives")) {
                    const std::string inside = fmt::format("{}.primitives[{}]", where, i++);
                    const Json& attributes = primitive["attributes"];
                    std::int64_t vertices = 0;
                    for (const auto& [name, value] : attributes.items()) {
                        Wanted& wanted = wanted_[std::size_t(value.get<double>())];
                        vertices = formOf(listIn(root_, "accessors")[std::size_t(value.get<double>())]).count;
                        if (name == "NORMAL")
                            wanted.meanings.insert(Meaning::UnitVector);
                        else if (name == "TANGENT")
                            wanted.meanings.insert(Meaning::Tangent);
                        else if (name.starts_with("COLOR_"))
                            wanted.meanings.insert(Meaning::Colour);
                    }
                    if (!primitive.contains("indices"))
                        continue;
                    Wanted& indices = at(primitive, "indices");
                    const bool isFirst = indices.meanings.insert(Meaning::Indices).second;
                    if (isFirst || vertices < indices.vertices) {
                        indices.vertices = vertices;
                        indices.primitive = inside;
                    }
                }
            });
    }
    void collectAnimation(const Json& animation) {
        for (const Json& sampler : animation["samplers"])
            at(sampler, "input").meanings.insert(Meaning::Times);
        for (const Json& channel : animation["channels"]) {
            const Json& sampler = animation["samplers"][std::size_t(wholeOf(channel, "sampler", 0))];
            if (textOf(channel["target"], "path") == "rotation")
                at(sampler, "output")
                    .meanings.insert(textOf(sampler, "interpolation") == "CUBICSPLINE" ? Meaning::CubicTurns
                                                                                       : Meaning::Turns);
        }
    }

    void checkAccessor(const Json& accessor, std::size_t index) {
        const Form form = formOf(accessor);
        if (form.components == 0)
            return;
        const AccessorReader reader(sources_, index);
        if (!reader.hasData())
            return;
        const std::string where = fmt::format("accessors[{}]", index);
        // Many may lie over the same bytes.
        constexpr double kMostNumbers = 536870912.0;
        if (numbers_ += double(form.count) * double(form.components); numbers_ > kMostNumbers)
            throw Wrong{fmt::format("its accessors come to more than {:.0f} numbers", kMostNumbers)};
        const std::int64_t view = wholeOf(accessor, "bufferView", -1);
        const bool isExact = view < 0 || sources_.isAsWritten(std::size_t(view));
        std::array<double, 16> low{}, high{};
        for (std::size_t i = 0; i < reader.count(); ++i)
            for (int c = 0; c < form.components; ++c) {
                const double v = reader.raw(i, c);
                if (!std::isfinite(v))
                    throw Wrong{fmt::format("{}: element {} is no number", where, i)};
                low[std::size_t(c)] = i == 0 ? v : std::min(low[std::size_t(c)], v);
                high[std::size_t(c)] = i == 0 ? v : std::max(high[std::size_t(c)], v);
            }
        if (isExact) {
            checkBound(accessor, "min", low, form, where);
            checkBound(accessor, "max", high, form, where);
        }
        for (const Meaning meaning : wanted_[index].meanings)
            if (isExact || meaning == Meaning::Indices || meaning == Meaning::Times)
                checkMeaning(reader, meaning, wanted_[index], where);
    }
    static void checkBound(const Json& accessor, const char* key, const std::array<double, 16>& real,
                           const Form& form, const std::string& where) {
        const auto found = accessor.find(key);
        if (found == accessor.end())
            return;
        for (std::size_t c = 0; c < std::size_t(form.components); ++c) {
            const double said = (*found)[c].get<double>();
            if ((form.isFloat() ? double(float(said)) : said) != real[c])
                throw Wrong{
                    fmt::format("{}.{}[{}] is {}, but its elements say {}", where, key, c, said, real[c])};
        }
    }
    static double lengthOf(const AccessorReader& reader, std::size_t element, int components) {
        double squares = 0.0;
        for (int c = 0; c < components; ++c)
            squares += reader.value(element, c) * reader.value(element, c);
        return std::sqrt(squares);
    }
    static void needUnit(const AccessorReader& reader, std::size_t i, int components, double rounded,
                         const std::string& where) {
        const double length = lengthOf(reader, i, components);
        if (std::abs(length - 1.0) > rounded)
            throw Wrong{fmt::format("{}: element {} has a length of {:.4g}, not 1", where, i, length)};
    }
    static void checkMeaning(const AccessorReader& reader, Meaning meaning, const Wanted& wanted,
                             const std::string& where) {
        switch (meaning) {
        case Meaning::Plain:
            return;
        case Meaning::UnitVector:
            for (std::size_t i = 0; i < reader.count(); ++i)
                needUnit(reader, i, 3, kRoundedVector, where);
            return;
        case Meaning::Tangent:
            for (std::size_t i = 0; i < reader.count(); ++i) {
                needUnit(reader, i, 3, kRoundedVector, where);
                if (std::abs(reader.value(i, 3)) != 1.0)
                    throw Wrong{fmt::format("{}: element {} has no sign of 1 or -1", where, i)};
            }
            return;
        case Meaning::Colour:
            for (std::size_t i = 0; reader.form().isFloat() && i < reader.count(); ++i)
                for (int c = 0; c < reader.components(); ++c)
                    if (reader.raw(i, c) < 0.0 || reader.raw(i, c) > 1.0)
                        throw Wrong{
                            fmt::format("{}: colour {} is {}, not 0 to 1", where, i, reader.raw(i, c))};
            return;
        case Meaning::Indices:
            return checkIndices(reader, wanted.vertices, wanted.primitive);
        case Meaning::Binds:
            for (std::size_t i = 0; i < reader.count(); ++i)
                if (reader.raw(i, 3) != 0.0 || reader.raw(i, 7) != 0.0 || reader.raw(i, 11) != 0.0 ||
                    reader.raw(i, 15) != 1.0)
                    throw Wrong{fmt::format("{}: matrix {} does not end in 0, 0, 0, 1", where, i)};
            return;
        case Meaning::Times:
            for (std::size_t i = 0; i < reader.count(); ++i) {
                if (reader.raw(i, 0) < 0.0)
                    throw Wrong{fmt::format("{}: time {} is below 0", where, i)};
                if (i > 0 && reader.raw(i, 0) <= reader.raw(i - 1, 0))
                    throw Wrong{fmt::format("{}: time {} is not after the one before", where, i)};
            }
            return;
        case Meaning::Turns:
        case Meaning::CubicTurns: {
            const bool cubic = meaning == Meaning::CubicTurns;
            for (std::size_t i = cubic ? 1 : 0; i < reader.count(); i += cubic ? 3 : 1)
                needUnit(reader, i, 4, kRoundedTurn, where);
            return;
        }
        }
    }
    static void checkIndices(const AccessorReader& reader, std::int64_t vertices, const std::string& where) {
        const double restart = reader.form().type == 5121   ? 255.0
                               : reader.form().type == 5123 ? 65535.0
                                                            : 4294967295.0;
        for (std::size_t i = 0; i < reader.count(); ++i) {
            const double index = reader.raw(i, 0);
            if (index == restart)
                throw Wrong{
                    fmt::format("{}: index {} is {:.0f}, which means to begin anew and may not be used",
                                where, i, index)};
            if (index >= double(vertices))
                throw Wrong{fmt::format("{}: index {} is {:.0f}, but there are {} vertices", where, i, index,
                                        vertices)};
        }
    }

    /// Joints inside of every skin that a mesh is worn with, each once a vertex, and weights that come to 1.
    void checkInfluences() const {
        const Json& meshes = listIn(root_, "meshes");
        std::vector<std::int64_t> fewest(meshes.size(), -1);
        for (const Json& node : listIn(root_, "nodes"))
            if (const Json* skin = named(root_, node, "skin", "skins")) {
                std::int64_t& joints = fewest[std::size_t(wholeOf(node, "mesh", 0))];
                const auto count = std::int64_t((*skin)["joints"].size());
                joints = joints < 0 ? count : std::min(joints, count);
            }
        forEach(root_, "meshes", [&](const Json& mesh, const std::string& where) {
            const std::int64_t joints = fewest[std::size_t(&mesh - &meshes[0])];
            std::size_t i = 0;
            for (const Json& primitive : listIn(mesh, "primitives")) {
                const std::string inside = fmt::format("{}.primitives[{}]", where, i++);
                if (joints >= 0 && primitive["attributes"].contains("JOINTS_0"))
                    checkPrimitiveInfluences(primitive["attributes"], joints, inside);
            }
        });
    }
    void checkPrimitiveInfluences(const Json& attributes, std::int64_t jointCount,
                                  const std::string& where) const {
        std::vector<std::unique_ptr<AccessorReader>> joints, weights;
        bool isExact = true;
        for (int set = 0; attributes.contains(fmt::format("JOINTS_{}", set)); ++set) {
            for (const char* kind : {"JOINTS", "WEIGHTS"}) {
                const auto index =
                    std::size_t(wholeOf(attributes, fmt::format("{}_{}", kind, set).c_str(), 0));
                auto& list = std::string_view(kind) == "JOINTS" ? joints : weights;
                list.push_back(std::make_unique<AccessorReader>(sources_, index));
                const std::int64_t view = wholeOf(listIn(root_, "accessors")[index], "bufferView", -1);
                isExact = isExact && list.back()->hasData() &&
                          (view < 0 || sources_.isAsWritten(std::size_t(view)));
            }
        }
        for (std::size_t v = 0; v < joints[0]->count(); ++v) {
            std::vector<double> used;
            float sum = 0.0f;
            for (std::size_t set = 0; set < joints.size(); ++set)
                for (int c = 0; c < 4; ++c) {
                    const double joint = joints[set]->raw(v, c), weight = weights[set]->value(v, c);
                    if (joint >= double(jointCount))
                        throw Wrong{
                            fmt::format("{}: vertex {} hangs on joint {:.0f}, but there are {} joints", where,
                                        v, joint, jointCount)};
                    if (!isExact || weight == 0.0)
                        continue;
                    if (weight < 0.0)
                        throw Wrong{fmt::format("{}: vertex {} has a weight of {}", where, v, weight)};
                    if (std::find(used.begin(), used.end(), joint) != used.end())
                        throw Wrong{
                            fmt::format("{}: vertex {} hangs twice on joint {:.0f}", where, v, joint)};
                    used.push_back(joint);
                    sum += float(weight);
                }
            const double rounded =
                kRoundedWeight * double(std::max<std::size_t>((used.size() + 1) / 2, 1) - 1);
            if (isExact && std::abs(double(sum) - 1.0) > rounded)
                throw Wrong{fmt::format("{}: the weights of vertex {} come to {}, not 1", where, v, sum)};
        }
    }

    const Sources& sources_;
    const Json& root_;
    std::vector<Wanted> wanted_;
    double numbers_ = 0.0;
};

} // namespace

void checkData(const Sources& sources) {
    DataCheck(sources).check();
}

} // namespace perilune::model
