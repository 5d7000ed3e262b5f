#include "timeline/import/html_text.h"

#include "timeline/import/html_names.h"
#include "base/blanks.h"
#include "base/letters.h"
#include "base/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace perilune::timeline {

namespace {

constexpr std::size_t kLongestName = 32; ///< of a character reference, with its semicolon
constexpr std::size_t kLongestTag = 64u << 10;

bool isLetter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// Numbers 0x80 to 0x9F as browsers read them: as in Windows-1252.
/// Source: WHATWG, HTML Living Standard, 13.2.5.80.
char32_t asBrowsersRead(char32_t code) {
    static constexpr std::array<char16_t, 32> kOld{
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return code >= 0x80 && code < 0xA0 ? char32_t{kOld[code - 0x80]} : code;
}

class Reader {
  public:
    explicit Reader(std::string_view html) : html_(html) {}

    HtmlText read() {
        while (at_ < html_.size()) {
            if (html_[at_] == '<' && takeTag())
                continue;
            if (html_[at_] == '&' && takeReference())
                continue;
            text_.words += html_[at_++];
        }
        text_.words = base::singleSpaced(text_.words);
        return std::move(text_);
    }

  private:
    std::string_view rest() const { return html_.substr(at_); }

    /// "&#8211;" or "&#x2013;".
    bool takeNumber() {
        const bool hex = at_ + 2 < html_.size() && lower(html_[at_ + 2]) == 'x';
        const std::size_t first = at_ + (hex ? 3 : 2);
        std::size_t end = first;
        const auto isDigit = [&](char c) {
            return hex ? std::isxdigit(static_cast<unsigned char>(c)) != 0 : c >= '0' && c <= '9';
        };
        while (end < html_.size() && end - first < 10 && isDigit(html_[end]))
            ++end;
        if (end == first)
            return false;
        const auto code = base::wholeNumber<unsigned>(html_.substr(first, end - first), hex ? 16 : 10);
        char32_t character = asBrowsersRead(code && *code != 0 ? *code : 0xFFFD);
        if (character < 0x20 || (character >= 0x7F && character < 0xA0)) // no control characters in a text
            character = character == '\t' || character == '\n' || character == '\r' ? U' ' : U'\uFFFD';
        put(character);
        at_ = end + (end < html_.size() && html_[end] == ';');
        return true;
    }

    bool takeReference() {
        if (rest().starts_with("&#"))
            return takeNumber();
        std::size_t length = 0;
        while (length < kLongestName && at_ + 1 + length < html_.size() &&
               std::isalnum(static_cast<unsigned char>(html_[at_ + 1 + length])) != 0)
            ++length;
        const std::string_view name = rest().substr(1, length);
        if (at_ + 1 + length < html_.size() && html_[at_ + 1 + length] == ';')
            if (const std::string_view codes = htmlName(rest().substr(1, length + 1)); !codes.empty()) {
                putAll(codes);
                at_ += length + 2;
                return true;
            }
        // Without a semicolon only the old names.
        const std::string_view codes = htmlName(name);
        if (codes.empty())
            return false;
        putAll(codes);
        at_ += length + 1;
        return true;
    }

    void putAll(std::string_view codes) {
        const std::size_t blank = codes.find(' ');
        put(base::wholeNumber<unsigned>(codes.substr(0, blank), 16).value_or(0xFFFD));
        if (blank != std::string_view::npos)
            put(base::wholeNumber<unsigned>(codes.substr(blank + 1), 16).value_or(0xFFFD));
    }
    /// A blank that keeps words together is a blank to us.
    void put(char32_t c) { base::addCharacter(text_.words, c == 0xA0 ? U' ' : c); }

    bool takeTag() {
        if (rest().starts_with("<!--")) {
            const std::size_t end = html_.find("-->", at_ + 4);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
            text_.hadTags = true;
            return true;
        }
        const std::size_t name = at_ + 1 + (at_ + 1 < html_.size() && html_[at_ + 1] == '/');
        if (name >= html_.size() || !isLetter(html_[name]))
            return false;
        // A '>' within quotes does not end it.
        std::size_t end = name;
        char quote = 0;
        while (end < html_.size() && end - at_ < kLongestTag && (quote != 0 || html_[end] != '>')) {
            const char c = html_[end++];
            if (quote != 0)
                quote = c == quote ? '\0' : quote;
            else if ((c == '"' || c == '\'') && html_[end - 2] == '=')
                quote = c;
        }
        if (end >= html_.size() || html_[end] != '>')
            return false;
        std::string tag;
        for (std::size_t i = name; i < end && std::isalnum(static_cast<unsigned char>(html_[i])) != 0; ++i)
            tag += lower(html_[i]);
        if (!isTag(tag))
            return false;
        const bool closes = html_[at_ + 1] == '/';
        at_ = end + 1;
        noteTag(tag, html_.substr(name, end - name), closes);
        return true;
    }

    /// "<b>" is one, "<name>" and "<2024>" are what somebody wrote.
    static bool isTag(std::string_view name) {
        static constexpr std::array<std::string_view, 74> kTags{
            "a",     "abbr",   "address",    "article", "aside",  "audio",   "b",      "bdi",
            "bdo",   "big",    "blockquote", "br",      "button", "caption", "center", "cite",
            "code",  "dd",     "del",        "details", "dfn",    "div",     "dl",     "dt",
            "em",    "embed",  "figcaption", "figure",  "font",   "footer",  "h1",     "h2",
            "h3",    "h4",     "h5",         "h6",      "header", "hr",      "i",      "iframe",
            "img",   "ins",    "kbd",        "li",      "mark",   "nobr",    "object", "ol",
            "p",     "pre",    "q",          "s",       "script", "section", "small",  "source",
            "span",  "strike", "strong",     "style",   "sub",    "summary", "sup",    "table",
            "tbody", "td",     "th",         "thead",   "time",   "tr",      "tt",     "u",
            "ul",    "video"};
        return std::find(kTags.begin(), kTags.end(), name) != kTags.end();
    }

    void noteTag(const std::string& tag, std::string_view whole, bool closes) {
        text_.hadTags = true;
        static constexpr std::array<std::string_view, 8> kInline{"a",    "b",      "em",  "i",
                                                                 "span", "strong", "sub", "sup"};
        const bool within = std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
        if (tag == "img" || tag == "iframe" || tag == "video" || tag == "audio" || tag == "embed" ||
            tag == "object")
            text_.hadMedia = true;
        if (tag == "a" && !closes) {
            link_ = addressIn(whole);
        } else if (tag == "a" && !link_.empty()) {
            text_.words += " (" + link_ + ")";
            link_.clear();
        }
        if (!within)
            text_.words += ' ';
        if ((tag == "script" || tag == "style") && !closes) // what stands in it is no text
            skipTo("</" + tag);
    }

    static std::string addressIn(std::string_view tag) {
        const std::size_t at = tag.find("href=");
        if (at == std::string_view::npos || at + 6 >= tag.size())
            return {};
        const char quote = tag[at + 5];
        const bool quoted = quote == '"' || quote == '\'';
        const std::size_t first = at + (quoted ? 6 : 5);
        const std::size_t end = quoted ? tag.find(quote, first) : tag.find_first_of(" \t\n", first);
        const std::string_view address = tag.substr(first, end == std::string_view::npos ? end : end - first);
        return address.starts_with("http") ? Reader(address).read().words : std::string();
    }

    void skipTo(const std::string& end) {
        const auto same = [](char a, char b) { return lower(a) == b; };
        const auto found = std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(),
                                       end.begin(), end.end(), same);
        at_ = static_cast<std::size_t>(found - html_.begin());
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string link_;
    HtmlText text_;
};

} // namespace

HtmlText htmlText(std::string_view html) {
    return Reader(html).read();
}

} // namespace perilune::timeline
