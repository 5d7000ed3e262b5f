#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace perilune::base {

/// Who is at fault, and so which exit status the program ends with.
enum class Fault {
    Input,     ///< a file or value that somebody gave (exit status 1)
    Machine,   ///< the machine cannot: no GL, disk full, no memory (exit status 3)
    Cancelled, ///< nobody: the work was asked to stop (exit status 130); the message says what is left of it
};

/// One clear line for a person: what is wrong and what to do about it.
struct Error {
    std::string message;
    Fault fault = Fault::Input;
};

template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> inputError(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message), Fault::Input});
}
inline tl::unexpected<Error> machineError(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message), Fault::Machine});
}
inline tl::unexpected<Error> cancelled(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message), Fault::Cancelled});
}

} // namespace perilune::base
