#pragma once

#include <string>
#include <vector>

namespace perilune::base {

enum class Severity { Error, Warning };

/// A place in a text file; line and column count from 1, column in code points. Line 0 = the file as a whole.
struct SourcePlace {
    std::string file;
    int line = 0;
    int column = 0;
};

/// One mistake in an input file: where, what, and what to do about it.
struct Diagnostic {
    Severity severity = Severity::Error;
    SourcePlace place;
    std::string what;
    std::string todo;
};

/// "file:line:column: error: what; what to do" (the form compilers use, so that editors jump to it).
std::string format(const Diagnostic& diagnostic);

bool hasErrors(const std::vector<Diagnostic>& diagnostics);

/// What a parser gives back: a value where there was no error, and all that it found on the way.
template <class T> struct Parsed {
    T value{};
    std::vector<Diagnostic> diagnostics;
    bool ok() const { return !hasErrors(diagnostics); }
};

} // namespace perilune::base
