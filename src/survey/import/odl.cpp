#include "survey/import/odl.h"

#include "base/numbers.h"

#include <fmt/format.h>

#include <cctype>

namespace perilune::survey {

namespace {

constexpr int kMaxDepth = 16;
constexpr int kMaxStatements = 20'000;
constexpr int kMaxItems = 4'096;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = char(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

class Reader {
  public:
    Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    base::Result<OdlObject> label() {
        OdlObject root;
        root.line = root.column = 1;
        if (auto ok = block(root, 0); !ok)
            return tl::unexpected(ok.error());
        return root;
    }

  private:
    /// Statements up to END (of the label) or END_OBJECT (of this object).
    base::Result<void> block(OdlObject& into, int depth) {
        for (;;) {
            if (auto ok = skipSpace(); !ok)
                return ok;
            const int line = line_, column = column_;
            if (at_ >= text_.size())
                return fail(line, column,
                            depth > 0 ? fmt::format("the label ends inside {}", into.name)
                                      : std::string("the label has no END"),
                            "the file is cut short; copy it again");
            const std::string key = word();
            if (key.empty())
                return fail(line, column, "here a keyword is wanted", "see the PDS3 standard, chapter 12");
            if (key == "END" && depth == 0)
                return {};
            if (key == "END")
                return fail(line, column, fmt::format("END inside {}", into.name), "close the object first");
            if (++statements_ > kMaxStatements)
                return fail(line, column, "too many statements for a label", "is this a label?");
            const bool closes = key == "END_OBJECT" || key == "END_GROUP";
            if (auto ok = skipSpace(); !ok)
                return ok;
            if (at_ >= text_.size() || text_[at_] != '=') {
                if (closes && depth > 0)
                    return {};
                return fail(line, column, fmt::format("no \"=\" after {}", shortened(key)),
                            "write KEY = VALUE");
            }
            step();
            if (auto ok = skipSpace(); !ok)
                return ok;
            auto value = read(0);
            if (!value)
                return tl::unexpected(value.error());
            if (closes) {
                if (depth > 0 && upper(value->text) == into.name)
                    return {};
                return fail(line, column,
                            fmt::format("{} closes {}, which is not open", key, shortened(value->text)),
                            "objects end in the order in which they began");
            }
            if (key == "OBJECT" || key == "GROUP") {
                if (depth + 1 > kMaxDepth)
                    return fail(line, column, "objects lie too deep in each other", "is this a label?");
                OdlObject inner;
                inner.name = upper(value->text);
                inner.line = line, inner.column = column;
                if (auto ok = block(inner, depth + 1); !ok)
                    return ok;
                into.objects.push_back(std::move(inner));
            } else {
                into.entries.push_back({key, std::move(*value)});
            }
        }
    }

    base::Result<OdlValue> read(int depth) {
        OdlValue value;
        value.line = line_, value.column = column_;
        if (at_ >= text_.size())
            return fail(line_, column_, "a value is missing", "the file is cut short; copy it again");
        const char c = text_[at_];
        if (c == '(' || c == '{') {
            if (depth > 2)
                return fail(line_, column_, "sequences lie too deep in each other", "two levels are read");
            return sequence(value, c == '(' ? ')' : '}', depth);
        }
        if (c == '"' || c == '\'') {
            value.kind = OdlValue::Kind::Text;
            step();
            bool space = false;
            while (at_ < text_.size() && text_[at_] != c) {
                if (isSpace(text_[at_])) {
                    space = !value.text.empty();
                } else {
                    if (space)
                        value.text += ' ';
                    space = false;
                    value.text += text_[at_];
                }
                step();
            }
            if (at_ >= text_.size())
                return fail(value.line, value.column, "a text in quotes does not end", "close the quotes");
            step();
        } else {
            while (at_ < text_.size() && !isSpace(text_[at_]) && !endsWord(text_[at_])) {
                value.text += text_[at_];
                step();
            }
            if (value.text.empty())
                return fail(value.line, value.column, "a value is missing", "write KEY = VALUE");
            number(value);
        }
        return unit(std::move(value));
    }

    base::Result<OdlValue> sequence(OdlValue value, char close, int depth) {
        value.kind = OdlValue::Kind::Sequence;
        step();
        for (;;) {
            if (auto ok = skipSpace(); !ok)
                return tl::unexpected(ok.error());
            if (at_ < text_.size() && (text_[at_] == close || text_[at_] == ',')) {
                const bool ends = text_[at_] == close;
                step();
                if (ends)
                    return unit(std::move(value));
                continue;
            }
            auto item = read(depth + 1);
            if (!item)
                return item;
            value.items.push_back(std::move(*item));
            if (value.items.size() > std::size_t(kMaxItems))
                return fail(value.line, value.column, "the sequence is too long", "is this a label?");
        }
    }

    base::Result<OdlValue> unit(OdlValue value) {
        const auto before = std::tuple(at_, line_, column_);
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            step();
        if (at_ >= text_.size() || text_[at_] != '<') {
            std::tie(at_, line_, column_) = before;
            return value;
        }
        step();
        while (at_ < text_.size() && text_[at_] != '>') {
            if (text_[at_] == '\n')
                return fail(line_, column_, "a unit does not end", "close it with >");
            value.unit += char(std::toupper(static_cast<unsigned char>(text_[at_])));
            step();
        }
        if (at_ >= text_.size())
            return fail(line_, column_, "a unit does not end", "close it with >");
        step();
        return value;
    }

    static void number(OdlValue& value) {
        std::string_view text = value.text;
        if (text.starts_with('+'))
            text.remove_prefix(1);
        if (const auto hash = text.find('#');
            hash != std::string_view::npos && text.size() > hash + 2 && text.back() == '#') {
            const auto radix = base::wholeNumber<int>(text.substr(0, hash));
            if (!radix || *radix < 2 || *radix > 16)
                return;
            const auto bits =
                base::wholeNumber<std::uint64_t>(text.substr(hash + 1, text.size() - hash - 2), *radix);
            if (!bits)
                return;
            value.kind = OdlValue::Kind::Number, value.isRadix = true;
            value.bits = *bits, value.number = double(*bits);
            return;
        }
        if (const auto number = base::decimalNumber(text))
            value.kind = OdlValue::Kind::Number, value.number = *number;
    }

    std::string word() {
        std::string out;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '^' && c != ':' &&
                c != '.' && c != '-')
                break;
            out += char(std::toupper(static_cast<unsigned char>(c)));
            step();
        }
        return out;
    }

    base::Result<void> skipSpace() {
        while (at_ < text_.size()) {
            if (isSpace(text_[at_])) {
                step();
            } else if (text_.substr(at_, 2) == "/*") {
                const int line = line_, column = column_;
                const auto end = text_.find("*/", at_ + 2);
                if (end == std::string_view::npos)
                    return fail(line, column, "a comment does not end", "close it with */");
                while (at_ < end + 2)
                    step();
            } else {
                break;
            }
        }
        return {};
    }

    static bool endsWord(char c) {
        return c == ',' || c == ')' || c == '}' || c == '(' || c == '{' || c == '<' || c == '=' || c == '"';
    }
    static std::string shortened(std::string_view text) { return std::string(text.substr(0, 40)); }
    void step() {
        const char c = text_[at_++];
        if (c == '\n')
            ++line_, column_ = 1;
        else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u)
            ++column_;
    }
    tl::unexpected<base::Error> fail(int line, int column, std::string what, std::string todo) const {
        return labelError(file_, line, column, std::move(what), std::move(todo));
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
    int statements_ = 0;
};

} // namespace

tl::unexpected<base::Error> labelError(const std::string& fileName, int line, int column, std::string what,
                                       std::string todo) {
    return base::inputError(
        base::format({base::Severity::Error, {fileName, line, column}, std::move(what), std::move(todo)}));
}

const OdlValue* OdlObject::find(std::string_view key) const {
    for (const OdlEntry& entry : entries)
        if (entry.key == key)
            return &entry.value;
    return nullptr;
}

const OdlValue* OdlObject::findDeep(std::string_view key) const {
    if (const OdlValue* value = find(key))
        return value;
    for (const OdlObject& inner : objects)
        if (const OdlValue* value = inner.findDeep(key))
            return value;
    return nullptr;
}

const OdlObject* OdlObject::object(std::string_view called) const {
    for (const OdlObject& inner : objects) {
        if (inner.name == called)
            return &inner;
        if (const OdlObject* found = inner.object(called))
            return found;
    }
    return nullptr;
}

base::Result<OdlObject> parseOdl(std::string_view label, const std::string& fileName) {
    return Reader(label, fileName).label();
}

} // namespace perilune::survey
