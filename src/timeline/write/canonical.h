#pragma once

#include "base/yaml_form.h"

namespace perilune::timeline {

/// The canonical form of a timeline: keys in the order of the format's page, an empty line above each
/// section.
const base::YamlForm& timelineForm();

/// A timeline in its canonical form; see base::inForm().
base::Parsed<std::string> canonicalForm(std::string_view text, const std::string& fileName);

} // namespace perilune::timeline
