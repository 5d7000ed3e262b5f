#pragma once

#include "base/yaml_form.h"
#include "base/yaml_remarks.h"

#include <string>

namespace perilune::base {

/// Writes trees as text in a form, with the remarks of the text that they were read from, if they were.
class YamlWriter {
  public:
    /// `remarks` may be null: of a tree that was read from no text.
    YamlWriter(const YamlForm& form, const RemarksOf* remarks) : form_(form), remarks_(remarks) {}

    /// A whole file.
    std::string file(const YamlNode& root);
    /// See yamlValue().
    std::string value(const YamlNode& node, const YamlPath& path, std::size_t indent, std::size_t used);
    /// All on one line. `path` leads to the node, here and below.
    std::string inlined(const YamlNode& node, const YamlPath& path, bool inFlow);
    /// The lines of an entry or an item. `flat`: an item in brackets, where there is room.
    std::string entryLines(const YamlNode::Entry& entry, const YamlPath& path, std::size_t indent);
    std::string itemLines(const YamlNode& item, const YamlPath& path, std::size_t indent, bool flat);

  private:
    std::string inlined(const YamlNode& node, bool inFlow);
    /// Whether it stands in brackets on a line of which `used` columns are taken and `remark` are to be.
    bool staysOnLine(const YamlNode& node, std::size_t used, std::size_t remark);
    std::vector<const YamlNode::Entry*> ordered(const YamlNode& node) const;
    const RemarksBeside& beside(const YamlNode& node) const;
    bool isFlow(const YamlNode& node) const;

    void emptyLine();
    void above(const std::vector<RemarkAbove>& remarks, std::size_t indent);
    void lead(const YamlNode& node, std::size_t indent, bool parted);
    void put(const YamlNode& node, std::size_t indent, std::size_t used, const std::string& after);
    void lines(std::string_view text, std::size_t indent);
    void folded(const std::string& text, std::size_t indent);
    void mapping(const YamlNode& node, std::size_t indent);
    void entry(const YamlNode::Entry& entry, std::size_t indent);
    void sequence(const YamlNode& node, std::size_t indent);
    void item(const YamlNode& item, std::size_t indent);
    void record(const YamlNode& item, std::size_t indent);

    const YamlForm& form_;
    const RemarksOf* remarks_;
    YamlPath path_; ///< to the collection at hand
    std::string out_;
};

} // namespace perilune::base
