#pragma once

#include "base/diagnostic.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::survey {

/// A value of a PDS3 label: the Object Description Language of the PDS Standards Reference 3.8, chapter 12.
struct OdlValue {
    enum class Kind { Word, Text, Number, Sequence };
    Kind kind = Kind::Word;
    std::string text;            ///< as written, without quotes; runs of white space in a text are one space
    double number = 0.0;         ///< Kind::Number
    bool isRadix = false;        ///< written as 16#FF7FFFFB#: `bits` holds it
    std::uint64_t bits = 0;      ///< of a radix number or a whole number
    std::string unit;            ///< upper case, without <>
    std::vector<OdlValue> items; ///< Kind::Sequence, sets included
    int line = 0, column = 0;
};

struct OdlEntry {
    std::string key; ///< upper case; pointers keep their ^
    OdlValue value;
};

/// An OBJECT or GROUP; the label as a whole is one without a name.
struct OdlObject {
    std::string name; ///< upper case
    std::vector<OdlEntry> entries;
    std::vector<OdlObject> objects;
    int line = 0, column = 0;

    const OdlValue* find(std::string_view key) const;       ///< of this object alone
    const OdlValue* findDeep(std::string_view key) const;   ///< this object first, then those in it
    const OdlObject* object(std::string_view called) const; ///< the first of that name, however deep
};

/// Reads a label up to its END; what lies behind it is not looked at. An error is one line,
/// file:line:column: what; what to do. Depth and count are bounded.
base::Result<OdlObject> parseOdl(std::string_view label, const std::string& fileName);

/// The same form for what a reader of the label finds wrong with a value.
tl::unexpected<base::Error> labelError(const std::string& fileName, int line, int column, std::string what,
                                       std::string todo);

} // namespace perilune::survey
