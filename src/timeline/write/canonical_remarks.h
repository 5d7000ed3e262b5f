#pragma once

#include "timeline/write/comments.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

/// A remark on lines of its own.
struct Above {
    std::string text;
    bool blankAbove = false; ///< an empty line parts it from what stands above
};

/// Remarks that belong to one entry or item.
struct Beside {
    std::vector<Above> before;
    std::string after;
    bool blankAbove = false; ///< an empty line parts it from its remarks, or from what stands above
};

/// Which remark of a text belongs to which of its entries and items. Text and tree must outlive it.
class RemarksOf {
  public:
    RemarksOf(const std::vector<std::string_view>& lines, const base::YamlNode& root);

    /// Of an entry's value or an item.
    const Beside& beside(const base::YamlNode& node) const;
    /// Below everything else.
    const std::vector<Above>& foot() const { return foot_; }
    /// A collection between brackets, with no remark inside, that the author wrote so.
    bool isFlow(const base::YamlNode& node) const;

  private:
    /// Where remarks can hang: an entry's value or an item, in the order of the text.
    struct Start {
        int line = 0;
        const base::YamlNode* node = nullptr;
    };

    void gather(const base::YamlNode& node);
    void attach(const std::vector<Remark>& remarks);
    bool isBlank(int line) const;

    const std::vector<std::string_view>& lines_;
    mutable Columns columns_; ///< remembers the last place alone
    std::vector<int> remarkLines_;
    std::vector<Start> starts_;
    std::map<const base::YamlNode*, Beside> beside_;
    std::vector<Above> foot_;
};

} // namespace perilune::timeline
