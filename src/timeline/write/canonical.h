#pragma once

#include "timeline/write/canonical_scalars.h"
#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace perilune::timeline {

/// A timeline in its canonical form: keys in the order of the format's page, two blanks a level, lines of at
/// most 118 characters, quotes only where they are needed, remarks kept where they stood. The same data, and
/// the form of the form is the form itself. Diagnostics where the text is no YAML, or uses aliases, which
/// have no canonical form.
base::Parsed<std::string> canonicalForm(std::string_view text, const std::string& fileName);

} // namespace perilune::timeline
