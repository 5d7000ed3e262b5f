#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// Laws over every member of a struct. A struct with members is named once, with all of them; where one is
// missing, or one is there too many, this does not compile: say so with its name here, and the laws ask the
// rest.

#define PERILUNE_MEMBERS(Type, ...)                                                                          \
    inline auto membersOf(Type& whole) {                                                                     \
        auto& [__VA_ARGS__] = whole;                                                                         \
        return std::tie(__VA_ARGS__);                                                                        \
    }                                                                                                        \
    inline std::string_view namesOf(const Type&) {                                                           \
        return #__VA_ARGS__;                                                                                 \
    }

namespace perilune::members {

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};

/// Calls see(member, its name) for all that a value is made of: members of members, the first element of a
/// list and the list itself, what is optional and whether it is there.
template <class T, class See> void eachMember(T& value, const std::string& name, const See& see) {
    if constexpr (requires { membersOf(value); }) {
        std::string_view names = namesOf(value);
        std::apply(
            [&](auto&... member) {
                const auto one = [&](auto& each) {
                    const auto comma = names.find(',');
                    eachMember(each, name + "." + std::string(names.substr(0, comma)), see);
                    names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 2);
                };
                (one(member), ...);
            },
            membersOf(value));
    } else if constexpr (IsVector<T>::value) {
        see(value, name);
        if (!value.empty())
            eachMember(value.front(), name + "[0]", see);
    } else if constexpr (IsOptional<T>::value) {
        see(value, name);
        if (value)
            eachMember(*value, name + "?", see);
    } else {
        see(value, name);
    }
}

} // namespace perilune::members
