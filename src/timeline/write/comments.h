#pragma once

#include "base/yaml.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A remark: '#' and what follows, without the line's end.
struct Remark {
    int line = 0;       ///< from 1
    bool alone = false; ///< nothing but white space stands before it
    std::string text;
};

/// The line on which a node begins: of a folded text, that of its '>'.
int firstLineOf(const base::YamlNode& node);

/// The text by lines, without their ends.
std::vector<std::string_view> linesOf(std::string_view text);

/// Where a column lies in its line. It goes on from the place asked for last: a line may hold thousands of
/// values.
class Columns {
  public:
    explicit Columns(const std::vector<std::string_view>& lines) : lines_(lines) {}
    /// Line and column from 1, columns in code points; the line's size where it is shorter, 0 of no line.
    std::size_t byteOf(int line, int column);
    /// What stands there; a blank where nothing does.
    char signAt(int line, int column);

  private:
    const std::vector<std::string_view>& lines_;
    int line_ = 0, column_ = 1;
    std::size_t byte_ = 0;
};

/// Every remark of a YAML text, in order; a '#' within a scalar is none. `root` was read from the same text.
std::vector<Remark> remarksOf(const std::vector<std::string_view>& lines, const base::YamlNode& root);

} // namespace perilune::timeline
