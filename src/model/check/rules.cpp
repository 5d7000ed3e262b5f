#include "model/check/rules.h"

#include "model/check/schema.h"
#include "model/read/gltf_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace perilune::model {

namespace {

bool isFinite(const Json& value) {
    return value.is_number() && std::isfinite(value.get<double>());
}
bool isWhole(const Json& value) {
    return isFinite(value) && value.get<double>() == std::floor(value.get<double>());
}
std::string told(const Json& value) {
    return shown(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// One member against its rule.
class Member {
  public:
    Member(const Json& root, const Json& value, const Rule& rule, const std::string& where, Oddities& odd)
        : root_(root), value_(value), rule_(rule), where_(where), odd_(odd) {}

    void check() const {
        switch (rule_.kind) {
        case Kind::Index:
            return index(value_, where_);
        case Kind::Indices:
            return each([this](const Json& one, const std::string& at) { index(one, at); }, true);
        case Kind::IndexMap:
            return indexMap(value_, where_);
        case Kind::IndexMaps:
            return each([this](const Json& one, const std::string& at) { indexMap(one, at); });
        case Kind::Count:
            return whole(value_, where_);
        case Kind::Number:
            return number(value_, where_);
        case Kind::Numbers:
            return numbers();
        case Kind::Flag:
            return is(value_.is_boolean(), "is neither true nor false");
        case Kind::Text:
            return is(value_.is_string(), "is no text");
        case Kind::Texts:
            return each(
                [](const Json& one, const std::string& at) { need(one.is_string(), at, "is no text"); },
                true);
        case Kind::Word:
            return word();
        case Kind::Code:
            return code();
        case Kind::Object:
            if (rule_.inner == nullptr)
                return is(value_.is_object(), "is no object");
            return checkAgainst(root_, value_, *rule_.inner, where_, odd_);
        case Kind::Objects:
            return each([this](const Json& one, const std::string& at) {
                checkAgainst(root_, one, *rule_.inner, at, odd_);
            });
        }
    }

  private:
    static void need(bool holds, const std::string& where, const std::string& what) {
        if (!holds)
            throw Wrong{where + " " + what};
    }
    void is(bool holds, const std::string& what) const { need(holds, where_, what); }

    /// Each of a list, which may not be empty.
    template <class Check> void each(const Check& check, bool noneTwice = false) const {
        is(value_.is_array(), "is no list");
        is(!value_.empty(), "is an empty list; leave it out");
        std::set<Json> seen;
        for (std::size_t i = 0; i < value_.size(); ++i) {
            const std::string at = fmt::format("{}[{}]", where_, i);
            check(value_[i], at);
            need(!noneTwice || seen.insert(value_[i]).second, at,
                 fmt::format("is {}, which is there already", told(value_[i])));
        }
    }
    void index(const Json& value, const std::string& where) const {
        need(value.is_number(), where, "is no number");
        need(isWhole(value) && value.get<double>() >= 0.0, where,
             fmt::format("is {}, not a count", told(value)));
        const Json& list = listIn(root_, rule_.into);
        need(value.get<double>() < double(list.size()), where,
             fmt::format("is {}, but there are {} {}", told(value), list.size(), rule_.into));
    }
    void indexMap(const Json& value, const std::string& where) const {
        need(value.is_object(), where, "is no object");
        need(!value.empty(), where, "is empty");
        for (const auto& [name, one] : value.items())
            index(one, placeIn(where, shown(name).c_str()));
    }
    void number(const Json& value, const std::string& where) const {
        need(isFinite(value), where, "is no number");
        const double v = value.get<double>();
        if (v >= rule_.low && v <= rule_.high && !(rule_.isAbove && v == rule_.low))
            return;
        const bool open = std::isinf(rule_.high);
        need(false, where,
             fmt::format("is {}, not {}", told(value),
                         open ? fmt::format("{} {}", rule_.isAbove ? "above" : "at least", rule_.low)
                         : rule_.isAbove ? fmt::format("above {} and at most {}", rule_.low, rule_.high)
                                         : fmt::format("{} to {}", rule_.low, rule_.high)));
    }
    void whole(const Json& value, const std::string& where) const {
        need(value.is_number(), where, "is no number");
        need(isWhole(value), where, fmt::format("is {}, not a count", told(value)));
        number(value, where);
    }
    void numbers() const {
        is(value_.is_array() && !value_.empty() && (rule_.size == 0 || value_.size() == rule_.size),
           rule_.size == 0 ? "is no list of numbers" : fmt::format("is no list of {} numbers", rule_.size));
        for (std::size_t i = 0; i < value_.size(); ++i)
            number(value_[i], fmt::format("{}[{}]", where_, i));
    }
    // A word or code that is not among the known ones may be one of a later standard: the file is whole.
    void word() const {
        is(value_.is_string(), "is no text");
        const auto& text = value_.get_ref<const std::string&>();
        if (std::none_of(rule_.words.begin(), rule_.words.end(), [&](const char* w) { return text == w; }))
            odd_.push_back(fmt::format("{} is {}, which is not known: taken as if it were not there", where_,
                                       told(value_)));
    }
    void code() const {
        is(isWhole(value_), "is no whole number");
        const double v = value_.get<double>();
        if (std::none_of(rule_.codes.begin(), rule_.codes.end(), [v](int c) { return v == double(c); }))
            odd_.push_back(fmt::format("{} is {}, which is not known: taken as if it were not there", where_,
                                       told(value_)));
    }

    const Json& root_;
    const Json& value_;
    const Rule& rule_;
    const std::string& where_;
    Oddities& odd_;
};

/// What an object carries of extensions: named at the file's head, each where it belongs.
void checkExtensions(const Json& root, const Json& object, const std::string& owner, const std::string& where,
                     Oddities& odd) {
    const auto found = object.find("extensions");
    if (found == object.end())
        return;
    const std::string at = placeIn(where, "extensions");
    if (!found->is_object())
        throw Wrong{at + " is no object"};
    for (const auto& [name, content] : found->items()) {
        const std::string here = placeIn(at, shown(name).c_str());
        if (!usesExtension(root, name))
            throw Wrong{fmt::format("{} is not named in \"extensionsUsed\"", here)};
        if (!content.is_object())
            throw Wrong{here + " is no object"};
        if (const Rules* rules = rulesOfExtension(owner, name))
            checkAgainst(root, content, *rules, here, odd);
        else if (belongsElsewhere(name))
            throw Wrong{fmt::format("{} stands where that extension has no meaning", here)};
    }
}

} // namespace

std::string placeIn(const std::string& where, const char* key) {
    return where.empty() ? std::string(key) : where + "." + key;
}

void checkAgainst(const Json& root, const Json& object, const Rules& rules, const std::string& where,
                  Oddities& odd) {
    if (!object.is_object())
        throw Wrong{where + " is no object"};
    if (const auto name = object.find("name"); rules.hasName && name != object.end() && !name->is_string())
        throw Wrong{placeIn(where, "name") + " is no text"};
    for (const Rule& rule : rules.members) {
        const auto found = object.find(rule.key);
        if (found != object.end()) {
            const std::string at = placeIn(where, rule.key);
            Member(root, *found, rule, at, odd).check();
        } else if (rule.isNeeded) {
            throw Wrong{fmt::format("{} has no \"{}\"", where.empty() ? "the file" : where, rule.key)};
        }
    }
    checkExtensions(root, object, rules.owner, where, odd);
}

} // namespace perilune::model
