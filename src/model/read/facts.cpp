#include "model/read/facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::model {

const Json* named(const Json& root, const Json& object, const char* key, const char* into) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &listIn(root, into)[std::size_t(found->get<double>())];
}
std::int64_t wholeOf(const Json& object, const char* key, std::int64_t fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? std::int64_t(found->get<double>()) : fallback;
}
double realOf(const Json& object, const char* key, double fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : fallback;
}
std::string textOf(const Json& object, const char* key, const std::string& fallback) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : fallback;
}
const Json* extensionOf(const Json& object, std::string_view name) {
    const auto all = object.find("extensions");
    if (all == object.end() || !all->is_object())
        return nullptr;
    const auto found = all->find(std::string(name));
    return found == all->end() ? nullptr : &*found;
}

std::int64_t Form::elementBytes() const {
    if (!isMatrix)
        return std::int64_t{components} * componentBytes();
    return offsetOf(components - 1) + componentBytes();
}
std::int64_t Form::offsetOf(int component) const {
    if (!isMatrix)
        return std::int64_t{component} * componentBytes();
    const int side = components == 4 ? 2 : components == 9 ? 3 : 4;
    const std::int64_t column = (std::int64_t{side} * componentBytes() + 3) / 4 * 4;
    return component / side * column + component % side * componentBytes();
}

Form formOf(const Json& accessor) {
    Form form;
    const std::string type = textOf(accessor, "type");
    constexpr std::pair<std::string_view, int> kTypes[] = {
        {"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}};
    for (const auto& [name, count] : kTypes)
        if (type == name)
            form.components = count;
    form.isMatrix = type.starts_with("MAT");
    form.type = int(wholeOf(accessor, "componentType", 0));
    if (form.type < 5120 || form.type > 5126 || form.type == 5124)
        form.components = 0;
    form.normalized = accessor.value("normalized", Json(false)) == true;
    form.count = wholeOf(accessor, "count", 0);
    return form;
}

std::string told(const Form& form) {
    constexpr const char* kNames[] = {"bytes",         "unsigned bytes",         "shorts", "unsigned shorts",
                                      "whole numbers", "unsigned whole numbers", "floats"};
    if (form.components == 0)
        return "numbers of a kind that is not known";
    return fmt::format("{}{} {}", form.isMatrix ? "matrices of " : "", form.components,
                       kNames[std::clamp(form.type - 5120, 0, 6)]) +
           (form.normalized ? ", normalized" : "");
}

} // namespace perilune::model
