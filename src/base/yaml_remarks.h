#pragma once

#include "base/yaml.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// A remark: '#' and what follows, without the line's end.
struct YamlRemark {
    int line = 0;          ///< from 1
    std::size_t begin = 0; ///< byte of its '#'
    bool alone = false;    ///< nothing but white space stands before it
    std::string text;
};

/// Every remark of a text, in order; a '#' within a scalar is none. `root` was read from the same text,
/// without a mark of byte order.
std::vector<YamlRemark> yamlRemarks(std::string_view text, const YamlNode& root);

/// A remark on lines of its own.
struct RemarkAbove {
    std::string text;
    bool blankAbove = false; ///< an empty line parts it from what stands above
};

/// Remarks that belong to one entry or item.
struct RemarksBeside {
    std::vector<RemarkAbove> before;
    std::string after;
    bool blankAbove = false; ///< an empty line parts it from its remarks, or from what stands above
};

/// Which remark of a text belongs to which of its entries and items. Text and tree must outlive it.
class RemarksOf {
  public:
    RemarksOf(std::string_view text, const YamlNode& root);

    /// Of an entry's value or an item.
    const RemarksBeside& beside(const YamlNode& node) const;
    /// Below everything else.
    const std::vector<RemarkAbove>& foot() const { return foot_; }
    /// A collection between brackets, with no remark inside, that the author wrote so.
    bool isFlow(const YamlNode& node) const;

  private:
    /// Where remarks can hang: an entry's value or an item, in the order of the text.
    struct Start {
        int line = 0;
        const YamlNode* node = nullptr;
    };

    void gather(const YamlNode& node);
    void attach(const std::vector<YamlRemark>& remarks);
    bool isBlank(int line) const;

    std::string_view text_;
    std::vector<std::string_view> lines_;
    std::vector<int> remarkLines_;
    std::vector<Start> starts_;
    std::map<const YamlNode*, RemarksBeside> beside_;
    std::vector<RemarkAbove> foot_;
};

/// The text by lines, without their ends.
std::vector<std::string_view> linesOf(std::string_view text);

/// Whether a node is an alias, which is the value of its anchor.
bool isAlias(std::string_view text, const YamlNode& node);
/// Whether a collection stands between brackets.
bool isInBrackets(std::string_view text, const YamlNode& node);

} // namespace perilune::base
