#pragma once

#include "model/read/gltf_parts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::model {

/// The element of a list that an object names; null where it names none. The references were checked.
const Json* named(const Json& root, const Json& object, const char* key, const char* into);
std::int64_t wholeOf(const Json& object, const char* key, std::int64_t fallback);
double realOf(const Json& object, const char* key, double fallback);
std::string textOf(const Json& object, const char* key, const std::string& fallback = "");
/// An extension's content; null where the object carries none.
const Json* extensionOf(const Json& object, std::string_view name);

/// Calls `each(element, "nodes[3]")` for the objects of a top-level list.
template <class Each> void forEach(const Json& root, const char* key, const Each& each) {
    std::size_t i = 0;
    for (const Json& element : listIn(root, key))
        each(element, std::string(key) + "[" + std::to_string(i++) + "]");
}

/// What kind of numbers an accessor holds; `components` 0: the file says one that is not known.
struct Form {
    int components = 0;
    int type = 0; ///< GL's value
    bool normalized = false;
    std::int64_t count = 0;

    int componentBytes() const { return type <= 5121 ? 1 : type <= 5123 ? 2 : 4; }
    bool isMatrix = false;
    /// Of one element in its view; columns of a matrix begin at whole words.
    std::int64_t elementBytes() const;
    /// Of a component in it.
    std::int64_t offsetOf(int component) const;
    bool isFloat() const { return type == 5126; }
    bool is(int ofComponents, int ofType, bool share = false) const {
        return components == ofComponents && type == ofType && normalized == share;
    }
};
Form formOf(const Json& accessor);
std::string told(const Form& form);

} // namespace perilune::model
