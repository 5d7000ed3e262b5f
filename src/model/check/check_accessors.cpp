#include "model/check/check.h"
#include "model/read/limits.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::model {

namespace {

void checkFits(const Json& root, const Json& part, const std::string& where, std::int64_t count,
               const Form& form, bool isStrided) {
    const std::int64_t index = wholeOf(part, "bufferView", 0);
    const Json& view = listIn(root, "bufferViews")[std::size_t(index)];
    const std::int64_t offset = wholeOf(part, "byteOffset", 0), element = form.elementBytes();
    const bool hasStride = view.contains("byteStride");
    if (hasStride && !isStrided)
        throw Wrong{fmt::format("{}: bufferViews[{}] has a \"byteStride\", which only vertices may have",
                                where, index)};
    // A matrix of small numbers is padded at its end too.
    const std::int64_t dense = form.isMatrix ? (element + 3) / 4 * 4 : element;
    const std::int64_t stride = wholeOf(view, "byteStride", dense);
    if (stride < element)
        throw Wrong{fmt::format("{} has elements of {} bytes, bufferViews[{}] one every {}", where, element,
                                index, stride)};
    const std::int64_t width = form.componentBytes();
    if (offset % width != 0 || (wholeOf(view, "byteOffset", 0) + offset) % width != 0)
        throw Wrong{fmt::format("{} begins at byte {} of its buffer, no multiple of {}", where,
                                wholeOf(view, "byteOffset", 0) + offset, width)};
    const std::int64_t length = wholeOf(view, "byteLength", 0);
    // In doubles first: a file may say a count that no whole number holds.
    const double end = double(offset) + double(count - 1) * double(stride) + double(element);
    if (end > double(length))
        throw Wrong{fmt::format("{} needs {:.0f} bytes of a bufferView of {}", where, end, length)};
}

void checkBounds(const Json& accessor, const char* key, const Form& form, const std::string& where) {
    const auto found = accessor.find(key);
    if (found == accessor.end() || form.components == 0)
        return;
    bool right = found->is_array() && found->size() == std::size_t(form.components);
    constexpr double kLeast[] = {-128, 0, -32768, 0, 0, 0, 0},
                     kMost[] = {127, 255, 32767, 65535, 0, 4294967295.0, 0};
    for (std::size_t i = 0; right && i < found->size(); ++i) {
        right = (*found)[i].is_number();
        const double v = right ? (*found)[i].get<double>() : 0.0;
        if (right && !form.isFloat())
            right = v == std::floor(v) && v >= kLeast[form.type - 5120] && v <= kMost[form.type - 5120];
    }
    if (!right)
        throw Wrong{fmt::format("{}.{} is no list of {}", where, key, told(form))};
}

} // namespace

void checkBuffers(const Json& root) {
    forEach(root, "buffers", [](const Json& buffer, const std::string& where) {
        const std::int64_t length = wholeOf(buffer, "byteLength", 0);
        if (length > std::int64_t(kMaxModelBytes))
            throw Wrong{
                fmt::format("{} asks for {} bytes, at most {} are read", where, length, kMaxModelBytes)};
    });
    forEach(root, "bufferViews", [&](const Json& view, const std::string& where) {
        const double offset = realOf(view, "byteOffset", 0), length = realOf(view, "byteLength", 0);
        const Json& buffer = *named(root, view, "buffer", "buffers");
        const double there = realOf(buffer, "byteLength", 0);
        if (offset + length > there)
            throw Wrong{fmt::format("{} covers bytes {:.0f} to {:.0f} of a buffer of {:.0f}", where, offset,
                                    offset + length, there)};
        const std::int64_t stride = wholeOf(view, "byteStride", 4);
        if (stride % 4 != 0)
            throw Wrong{fmt::format("{}.byteStride is {}, no multiple of 4", where, stride)};
        if (view.contains("byteStride") && double(stride) > length)
            throw Wrong{
                fmt::format("{}.byteStride is {}, more than its {:.0f} bytes", where, stride, length)};
        if (view.contains("byteStride") && wholeOf(view, "target", 0) == 34963)
            throw Wrong{where + " holds indices and has a \"byteStride\", which only vertices may have"};
    });
}

void checkAccessors(const Json& root, Uses& uses) {
    forEach(
        root, "accessors",
        [&](const Json& accessor, const std::string& where) {
            const Form form = formOf(accessor);
            if (realOf(accessor, "count", 0) > double(kMaxModelIndices))
                throw Wrong{fmt::format("{}: \"count\" is {:.0f}, at most {} are read", where,
                                        realOf(accessor, "count", 0), kMaxModelIndices)};
            if (form.normalized && (form.type == 5125 || form.type == 5126))
                throw Wrong{where + " is normalized, which only bytes and shorts can be"};
            const bool hasView = accessor.contains("bufferView");
            if (!hasView && accessor.contains("byteOffset"))
                throw Wrong{where + " has a \"byteOffset\" and no \"bufferView\""};
            checkBounds(accessor, "min", form, where);
            checkBounds(accessor, "max", form, where);
            if (form.isMatrix && wholeOf(accessor, "byteOffset", 0) % 4 != 0)
                throw Wrong{where + ": a matrix begins at a multiple of 4 bytes"};
            if (form.components == 0)
                return;
            if (hasView)
                checkFits(root, accessor, where, form.count, form, true);
            const auto sparse = accessor.find("sparse");
            if (sparse == accessor.end())
                return;
            const std::string inside = where + ".sparse";
            const std::int64_t changed = wholeOf(*sparse, "count", 0);
            if (changed > form.count)
                throw Wrong{fmt::format("{} changes {} of {} elements", inside, changed, form.count)};
            const Json &indices = (*sparse)["indices"], &values = (*sparse)["values"];
            Form index;
            index.components = 1;
            index.type = int(wholeOf(indices, "componentType", 0));
            if (index.type != 5121 && index.type != 5123 && index.type != 5125)
                throw Wrong{inside + ".indices are of a kind that is not known"};
            checkFits(root, indices, inside + ".indices", changed, index, false);
            checkFits(root, values, inside + ".values", changed, form, false);
            for (const Json* part : {&indices, &values})
                uses.view(root, wholeOf(*part, "bufferView", 0), "other things", inside);
        });
}

} // namespace perilune::model
