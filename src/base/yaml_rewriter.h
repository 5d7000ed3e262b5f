#pragma once

#include "base/yaml_form.h"
#include "base/yaml_remarks.h"
#include "base/yaml_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::base {

/// Writes an edited tree over the text that it was read from.
class YamlRewriter {
  public:
    YamlRewriter(std::string_view text, const YamlNode& root, const YamlForm& form);

    std::string write(const YamlNode& edited);

  private:
    /// Where an entry or item of a block stands: the lines above it that are its own, and itself up to where
    /// the next one's begin.
    struct Piece {
        std::size_t lead = 0, begin = 0, end = 0;
    };
    /// A block cut into its pieces, and what is below the last.
    struct Pieces {
        std::vector<Piece> of;
        std::size_t tail = 0, end = 0;
        std::size_t indent = 0;
        bool compact = false; ///< the first piece stands behind a hyphen
    };
    /// A part of the new text; `above` are remarks that must stand on lines above it.
    struct Written {
        std::string above, text;
    };

    Pieces cut(const YamlNode& block, std::size_t from, std::size_t to) const;
    Written block(const YamlNode& old, const YamlNode& now, std::size_t from, std::size_t to);
    Written entry(const YamlNode::Entry& old, const YamlNode& now, const Piece& piece, std::size_t indent);
    Written item(const YamlNode& old, const YamlNode& now, const Piece& piece, std::size_t indent);
    /// The value behind a key's colon or a hyphen, which ends at `head`.
    bool inPlace(const YamlNode& old, const YamlNode& now, std::size_t head, const Piece& piece,
                 Written& written);
    std::string flow(const YamlNode& old, const YamlNode& now, std::string& above, std::size_t indent);
    std::string flowValue(const YamlNode& old, const YamlNode& now, std::string& above, std::size_t indent);

    /// What was written anew, without the indent of its first line, with this text's ends of lines.
    std::string fresh(std::string text, std::size_t indent) const;

    bool isBlock(const YamlNode& node) const;
    bool isBlockScalar(const YamlNode& node) const;
    /// Where what a node says ends; `otherwise` for one that says nothing.
    std::size_t contentEnd(const YamlNode& node, std::size_t otherwise) const;
    std::size_t hyphen(const YamlNode& list, std::size_t item, std::size_t content) const;
    /// Behind the colon or the hyphen of a child that begins at `begin`.
    std::size_t headEnd(const YamlNode& block, std::size_t child, std::size_t begin) const;
    std::size_t colonEnd(const YamlNode::Entry& entry) const;
    std::size_t lineStart(std::size_t at) const;
    std::size_t nextLine(std::size_t at) const;
    /// The end of the last remark in lines of [from, to) that stands further in than `indent`.
    std::size_t endOfDeeper(std::size_t from, std::size_t to, std::size_t indent) const;
    /// All remarks of [from, to), a line each.
    std::string remarksIn(std::size_t from, std::size_t to, std::size_t indent) const;
    std::string cutOut(std::size_t from, std::size_t to) const {
        return std::string(text_.substr(from, to - from));
    }

    std::string_view text_;
    const YamlNode& root_;
    const YamlForm& form_;
    std::vector<YamlRemark> remarks_;
    YamlWriter fresh_;
    YamlPath path_;
    std::string lineEnd_ = "\n";
};

} // namespace perilune::base
