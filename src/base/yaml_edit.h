#pragma once

#include "base/result.h"
#include "base/yaml_form.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// The text with an edited tree in the place of the one that was read from it. `edited` began as a copy of
/// `root`: what came with it knows its number, and where it still says the same, it stays as it stands,
/// letter for letter; what has no number is new and is written in `form`. A remark above what was taken away
/// stays, one beside it or within it goes with it; items that moved take theirs along. An error where the
/// text cannot be edited so: it holds anchors that are edited, or a way of writing that is not known here.
Result<std::string> rewritten(std::string_view text, const YamlNode& root, const YamlNode& edited,
                              const YamlForm& form);

/// A new scalar; a text is put in quotes where it must be.
YamlNode yamlWord(std::string word);
/// A new list of words.
YamlNode yamlList(const std::vector<std::string>& words);
/// A new mapping.
YamlNode yamlMapping(std::vector<std::pair<std::string, YamlNode>> entries);

/// A new file.
std::string yamlFile(const YamlNode& root, const YamlForm& form);

/// Gives a key a value; a key that is new is put where the form has it among the others.
void setKey(YamlNode& mapping, const YamlPath& path, const std::string& key, YamlNode value,
            const YamlForm& form);
void removeKey(YamlNode& mapping, std::string_view key);

} // namespace perilune::base
