#pragma once

#include "model/read/gltf_parts.h"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace perilune::model {

struct Rules;

/// Of what kind a member is.
enum class Kind {
    Index,     ///< into a list of the file's
    Indices,   ///< a list of such, none twice
    IndexMap,  ///< names with an index each
    IndexMaps, ///< a list of such
    Count,     ///< a whole number
    Number,    //
    Numbers,   ///< a list of them
    Flag,      //
    Text,      //
    Texts,     ///< a list of them, none twice
    Word,      ///< a text that should be one of some
    Code,      ///< a whole number that should be one of some
    Object,    //
    Objects,   ///< a list of them
};

/// What the standard asks of one member of an object. Made in the tables of schema.h alone, where
/// `number("alphaCutoff").from(0)` is read as it is said.
struct Rule {
    const char* key;
    Kind kind;
    const char* into = nullptr;   ///< the list that an index lies in
    const Rules* inner = nullptr; ///< of what it holds
    bool isNeeded = false;
    double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
    bool isAbove = false; ///< `low` itself is too little
    std::size_t size = 0; ///< of a list; 0: any but none
    std::vector<const char*> words;
    std::vector<int> codes;

    Rule needed() const {
        return with([](Rule& r) { r.isNeeded = true; });
    }
    Rule from(double least) const {
        return with([&](Rule& r) { r.low = least; });
    }
    Rule above(double least) const {
        return with([&](Rule& r) { r.low = least, r.isAbove = true; });
    }
    Rule to(double most) const {
        return with([&](Rule& r) { r.high = most; });
    }
    Rule share() const { return from(0.0).to(1.0); }

  private:
    template <class Change> Rule with(const Change& change) const {
        Rule changed = *this;
        change(changed);
        return changed;
    }
};

/// Of one kind of object.
struct Rules {
    std::string owner; ///< the kind's name, by which the table of extensions finds what it may carry
    std::vector<Rule> members;
    bool hasName = false;
};

/// Where a file, valid as it is, has a word or number that nobody knows (yet), and what was taken for it.
using Oddities = std::vector<std::string>;

/// Holds an object and all in it against its rules. Throws `Wrong`.
void checkAgainst(const Json& root, const Json& object, const Rules& rules, const std::string& where,
                  Oddities& odd);

/// A place in the file in words: "nodes[3].mesh".
std::string placeIn(const std::string& where, const char* key);

} // namespace perilune::model
