#include "model/check/check.h"

#include <fmt/format.h>

#include <set>

namespace perilune::model {

namespace {

class AnimationCheck {
  public:
    AnimationCheck(const Json& root, const Json& animation, std::string where, Uses& uses)
        : root_(root), animation_(animation), where_(std::move(where)), uses_(uses) {}

    void check() {
        std::size_t i = 0;
        for (const Json& sampler : animation_["samplers"])
            keys(sampler, fmt::format("{}.samplers[{}]", where_, i++));
        i = 0;
        for (const Json& channel : animation_["channels"])
            this->channel(channel, fmt::format("{}.channels[{}]", where_, i++));
    }

  private:
    void list(const Json& sampler, const char* key, const char* as, const std::string& where) {
        const std::string place = where + "." + key;
        const auto index = std::int64_t(sampler[key].get<double>());
        uses_.accessor(index, as, place);
        const std::int64_t view = wholeOf(listIn(root_, "accessors")[std::size_t(index)], "bufferView", -1);
        if (view < 0)
            return;
        uses_.view(root_, view, "other things", place);
        if (listIn(root_, "bufferViews")[std::size_t(view)].contains("byteStride"))
            throw Wrong{place + " has a \"byteStride\", which only vertices may have"};
    }
    void keys(const Json& sampler, const std::string& where) {
        list(sampler, "input", "times of an animation", where);
        list(sampler, "output", "values of an animation", where);
        const Json& input = *named(root_, sampler, "input", "accessors");
        if (!formOf(input).is(1, 5126))
            throw Wrong{
                fmt::format("{}.input is made of {}, not of single floats", where, told(formOf(input)))};
        if (!input.contains("min") || !input.contains("max"))
            throw Wrong{where + ".input has no \"min\" and \"max\""};
        if (textOf(sampler, "interpolation") == "CUBICSPLINE" && formOf(input).count < 2)
            throw Wrong{where + " is cubic and has fewer than two times"};
    }
    static bool isShare(const Form& form, int components) {
        return form.components == components && !form.isMatrix &&
               (form.isFloat() || (form.normalized && form.type < 5125));
    }
    void channel(const Json& channel, const std::string& where) {
        const double number = channel["sampler"].get<double>();
        const Json& samplers = animation_["samplers"];
        if (number >= double(samplers.size()))
            throw Wrong{
                fmt::format("{}.sampler is {}, but there are {} samplers", where, number, samplers.size())};
        const Json& sampler = samplers[std::size_t(number)];
        const Json& target = channel["target"];
        const std::string path = textOf(target, "path");
        const Form out = formOf(*named(root_, sampler, "output", "accessors"));
        const bool known =
            path == "translation" || path == "rotation" || path == "scale" || path == "weights";
        if (!known)
            return;
        const bool right = path == "rotation"  ? isShare(out, 4)
                           : path == "weights" ? isShare(out, 1)
                                               : out.is(3, 5126);
        if (!right)
            throw Wrong{fmt::format("{}: a {} cannot be made of {}", where, path, told(out))};
        std::int64_t each = textOf(sampler, "interpolation") == "CUBICSPLINE" ? 3 : 1;
        const Json* node = named(root_, target, "node", "nodes");
        if (node != nullptr)
            aim(*node, target, path, where, each);
        const std::int64_t wanted = each * formOf(*named(root_, sampler, "input", "accessors")).count;
        if (out.count != wanted && (path != "weights" || node != nullptr))
            throw Wrong{fmt::format("{}: its times need {} values, it has {}", where, wanted, out.count)};
    }
    void aim(const Json& node, const Json& target, const std::string& path, const std::string& where,
             std::int64_t& each) {
        if (!targets_.insert({target["node"].get<double>(), path}).second)
            throw Wrong{fmt::format("{} moves what another channel of the animation moves", where)};
        if (path != "weights") {
            if (node.contains("matrix"))
                throw Wrong{where + " moves a node that has a matrix"};
            return;
        }
        const Json* mesh = named(root_, node, "mesh", "meshes");
        if (mesh == nullptr || targetsOf(*mesh) == 0)
            throw Wrong{where + " moves the weights of a node without morph targets"};
        each *= std::int64_t(targetsOf(*mesh));
    }

    const Json& root_;
    const Json& animation_;
    std::string where_;
    Uses& uses_;
    std::set<std::pair<double, std::string>> targets_;
};

} // namespace

void checkAnimations(const Json& root, Uses& uses) {
    forEach(
        root, "animations",
        [&](const Json& animation, const std::string& where) {
            AnimationCheck(root, animation, where, uses).check();
        });
}

} // namespace perilune::model
