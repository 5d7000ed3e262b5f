#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::base {

std::string format(const Diagnostic& d) {
    const char* severity = d.severity == Severity::Error ? "error" : "warning";
    const std::string place = d.place.line > 0
                                  ? fmt::format("{}:{}:{}", d.place.file, d.place.line, d.place.column)
                                  : fmt::format("{}:1:1", d.place.file);
    return d.todo.empty() ? fmt::format("{}: {}: {}", place, severity, d.what)
                          : fmt::format("{}: {}: {}; {}", place, severity, d.what, d.todo);
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(
        diagnostics.begin(), diagnostics.end(),
        [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

} // namespace perilune::base
