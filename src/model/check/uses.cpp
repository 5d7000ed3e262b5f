#include "model/check/uses.h"

#include <fmt/format.h>

namespace perilune::model {

void Uses::view(const Json& root, std::int64_t index, const std::string& as, const std::string& where) {
    std::string& use = views_[std::size_t(index)];
    if (use.empty()) {
        const std::int64_t target = wholeOf(listIn(root, "bufferViews")[std::size_t(index)], "target", 0);
        use = target == 34962 ? "vertices" : target == 34963 ? "indices" : as;
    }
    if (use != as)
        throw Wrong{fmt::format("{} takes bufferViews[{}], which holds {}, for {}", where, index, use, as)};
}

void Uses::accessor(std::int64_t index, const std::string& as, const std::string& where) {
    std::string& use = accessors_[std::size_t(index)];
    if (use.empty())
        use = as;
    if (use != as)
        throw Wrong{
            fmt::format("{} takes accessors[{}], which is used as {}, for {}", where, index, use, as)};
}

void Uses::vertices(const Json& root, std::int64_t accessor, const std::string& where) {
    const Json& element = listIn(root, "accessors")[std::size_t(accessor)];
    const std::int64_t view = wholeOf(element, "bufferView", -1);
    if (view < 0)
        return;
    this->view(root, view, "vertices", where);
    if (listIn(root, "bufferViews")[std::size_t(view)].contains("byteStride"))
        return;
    const auto [first, added] = unstrided_.try_emplace(view, accessor);
    if (first->second != accessor)
        throw Wrong{fmt::format(
            "{}: bufferViews[{}] holds several lists of vertices and has no \"byteStride\"", where, view)};
}

} // namespace perilune::model
