#pragma once

#include <string>
#include <vector>

namespace perilune::app {

/// The command line as data: what --help tells, for pages and completions to be made of.

struct OptionHelp {
    std::vector<std::string> names;   ///< "-o", "--output"; of a positional one its name without dashes
    std::string form;                 ///< of its value, "FILE.png"; empty: it takes none
    std::vector<std::string> choices; ///< the only words that it takes; none: any
    std::string limits;               ///< in words: "INT in [1 - 10000]"
    std::string help;
    bool positional = false, required = false, repeats = false;

    bool takesValue() const { return !form.empty(); }
    /// Its value names a file or a folder.
    bool takesFile() const { return form.find("FILE") != form.npos || form.find(".yaml") != form.npos; }
};

struct CommandHelp {
    std::string name; ///< the word, "still"; of the whole program its name
    std::string help; ///< one sentence
    std::vector<OptionHelp> options;
    std::vector<CommandHelp> commands;
};

} // namespace perilune::app
