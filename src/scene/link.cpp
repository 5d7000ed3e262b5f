#include "scene/link.h"

#include "scene/choices.h"
#include "scene/describe.h"
#include "scene/moment_fields.h"
#include "scene/usual_span.h"
#include "timeline/ask/digest.h"
#include "timeline/ask/query.h"
#include "base/numbers.h"
#include "base/yaml_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace perilune::scene {

namespace {

constexpr std::string_view kScheme = "perilune:";
constexpr std::string_view kRecord = "record";
/// Said by every link, since what they are where nothing is said depends on the record.
constexpr std::string_view kAlways[] = {"at", "span"};

constexpr std::size_t kMostRemarks = 12;

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}
constexpr bool isPlain(char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~:,").find(c) != std::string_view::npos;
}

std::string encoded(std::string_view value) {
    std::string text;
    for (const char c : value)
        if (c == '/')
            text += '+';
        else if (isPlain(c))
            text += c;
        else
            text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return text;
}

/// Nothing where a percent sign has no two digits behind it, or a byte is none of a text's.
std::optional<std::string> decoded(std::string_view value) {
    const auto digit = [](char c) -> int {
        return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
    };
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        char c = value[i] == '+' ? '/' : value[i];
        if (c == '%') {
            const int high = i + 2 < value.size() ? digit(value[i + 1]) : -1;
            const int low = i + 2 < value.size() ? digit(value[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            c = char(16 * high + low);
            i += 2;
        }
        text += c;
    }
    if (base::holdsBadByte(text))
        return std::nullopt;
    return text;
}

std::string nameOf(const timeline::Timeline& record) {
    const std::string day =
        timeline::saysNothing(record) ? "empty" : base::formatDay(record.latestKnown().day);
    return fmt::format("{}.{:08x}", day, std::uint32_t(timeline::digestOf(record)));
}

std::string shown(std::string_view text) {
    constexpr std::size_t kMost = 40;
    const std::string_view part = text.substr(0, kMost);
    const bool plain = !base::holdsBadByte(part) && part.find_first_of("\r\n\t") == std::string_view::npos;
    return (plain ? std::string(part) : encoded(part)) + (text.size() > kMost ? "..." : "");
}

/// Follows a link, and keeps a sentence for all that is left out.
class Follower {
  public:
    explicit Follower(const timeline::Timeline& record) : record_(record) {
        followed_.moment.at = base::startOf(record.latestKnown().day);
        followed_.moment.span = usualSpan(record);
    }

    base::Result<Followed> follow(std::string_view link) {
        if (link.size() > kLongestLink)
            return base::inputError(fmt::format("the link is longer than {} characters", kLongestLink));
        if (!isLink(link))
            return base::inputError(
                fmt::format("\"{}\" is no link; one begins with {}{}/", shown(link), kScheme, kLinkVersion));
        link.remove_prefix(kScheme.size());
        while (link.starts_with('/'))
            link.remove_prefix(1);
        const auto version = base::wholeNumber<std::int64_t>(next(link));
        if (!version || *version < 1)
            return base::inputError(
                fmt::format("the link does not say of which form it is; it is to begin with {}{}/", kScheme,
                            kLinkVersion));
        if (*version > kLinkVersion)
            remark(fmt::format("the link is of form {}, made by a newer program than this one", *version));
        while (!link.empty())
            if (const std::string_view said = next(link); !said.empty())
                take(said);
        aimSomewhere();
        if (unsaid_ > 0)
            followed_.remarks.push_back(fmt::format("more of the link is left out, {} times", unsaid_));
        return std::move(followed_);
    }

  private:
    static std::string_view next(std::string_view& link) {
        const std::string_view part = link.substr(0, link.find('/'));
        link.remove_prefix(std::min(part.size() + 1, link.size()));
        return part;
    }

    // Each sentence once, and no more of them than somebody reads: a link comes from anywhere.
    void remark(std::string sentence) {
        std::vector<std::string>& said = followed_.remarks;
        if (std::find(said.begin(), said.end(), sentence) != said.end())
            return;
        if (said.size() < kMostRemarks)
            said.push_back(std::move(sentence));
        else
            ++unsaid_;
    }
    void leaveOut(const std::string& why) { remark(why + "; it is left out"); }

    void take(std::string_view said) {
        const auto equals = said.find('=');
        const std::string_view name = said.substr(0, equals);
        if (equals == std::string_view::npos)
            return leaveOut(fmt::format("\"{}\" in the link says nothing", shown(said)));
        const auto words = decoded(said.substr(equals + 1));
        if (!words)
            return leaveOut(fmt::format("{} in the link is no text", shown(name)));
        if (name == kRecord)
            return compare(*words);
        const Field* field = fieldNamed(name);
        if (!field)
            return leaveOut(
                fmt::format("the link says \"{}\", which this program does not know", shown(name)));
        std::visit([&](const auto& kind) { lay(*field, kind, *words); }, field->kind);
    }

    void compare(const std::string& other) {
        const std::string own = nameOf(record_);
        if (other == own)
            return;
        const auto day = base::parseDay(std::string_view(other).substr(0, other.find('.')));
        if (!day || timeline::saysNothing(record_))
            return remark("the link was made with another record than this one");
        const bool newer = *day > record_.latestKnown().day;
        remark(fmt::format(
            "the link was made with {} record, of {} (this one is of {}): what it names may be missing here",
            newer ? "a newer" : "another", base::dayInWords(*day),
            base::dayInWords(record_.latestKnown().day)));
    }

    void readOrLeave(const Field& field, std::string_view words) {
        if (!std::holds_alternative<kind::Text>(field.kind) &&
            words.find_first_of("\n\t") != std::string_view::npos)
            return leaveOut(fmt::format("{} in the link is no word", field.name));
        if (const auto ok = read(field, words, followed_.moment); !ok)
            leaveOut(fmt::format("{} in the link: {}", field.name, ok.error().message));
    }

    // Of a list, what is known is taken.
    void lay(const Field& field, const kind::Ids& kind, const std::string& words) {
        std::vector<std::string> found;
        each(words, [&](std::string_view word) {
            readOrLeave(field, word);
            auto& ids = kind.in(followed_.moment);
            for (const std::string& id : ids)
                if (isKnown(kind.of, id))
                    found.push_back(id);
                else
                    leaveOut(fmt::format("this record has no {} \"{}\"", nounOf(kind.of), shown(id)));
            ids.clear();
        });
        kind.in(followed_.moment) = std::move(found);
    }
    void lay(const Field& field, const kind::Shown& kind, const std::string& words) {
        kind.in(followed_.moment) = {};
        readOrLeave(field, "none");
        if (words != "none")
            each(words, [&](std::string_view word) { readOrLeave(field, "+" + std::string(word)); });
    }
    void lay(const Field& field, const kind::Id& kind, const std::string& words) {
        readOrLeave(field, words);
        std::string& id = kind.in(followed_.moment);
        if (id.empty() || isKnown(kind.of, id))
            return;
        leaveOut(fmt::format("this record has no {} \"{}\"", nounOf(kind.of), shown(id)));
        id = kind.in(Moment());
    }
    template <class Other> void lay(const Field& field, const Other&, const std::string& words) {
        readOrLeave(field, words);
    }

    bool isKnown(IdOf what, const std::string& id) const {
        const std::vector<std::string> known = idsOf(what, record_);
        const bool whole = std::find(known.begin(), known.end(), id) != known.end();
        // "pt-BR" is told in "pt" where that alone is given.
        return whole || (what == IdOf::Language &&
                         std::find(known.begin(), known.end(), id.substr(0, id.find('-'))) != known.end());
    }

    template <class Take> static void each(std::string_view words, const Take& take) {
        while (true) {
            const auto comma = words.find(',');
            take(words.substr(0, comma));
            if (comma == std::string_view::npos)
                return;
            words.remove_prefix(comma + 1);
        }
    }

    // Each row may be well in itself, and two of them not fit together.
    void aimSomewhere() {
        Look& look = followed_.moment.look;
        const bool aims = look.vantage != Vantage::Over && look.vantage != Vantage::TwoBodies;
        if (!aims || canAim(look.vantage, look.aim))
            return;
        leaveOut(fmt::format("one cannot look at \"{}\" from \"{}\"", scene::nameOf(look.aim),
                             scene::nameOf(look.vantage)));
        for (const Word<Aim>& known : Words<Aim>::all)
            if (canAim(look.vantage, known.value)) {
                look.aim = known.value;
                return;
            }
    }

    const timeline::Timeline& record_;
    Followed followed_;
    std::size_t unsaid_ = 0; ///< remarks over kMostRemarks
};

} // namespace

bool isLink(std::string_view word) {
    return word.size() >= kScheme.size() &&
           std::equal(
               kScheme.begin(), kScheme.end(), word.begin(), [](char a, char b) { return a == lower(b); });
}

std::string linkTo(const Moment& moment, const timeline::Timeline& record) {
    std::string link = fmt::format("{}{}/{}={}", kScheme, kLinkVersion, kRecord, nameOf(record));
    const Moment fresh;
    for (const Field& field : momentFields()) {
        const bool always =
            std::find(std::begin(kAlways), std::end(kAlways), field.name) != std::end(kAlways);
        if (always || !same(field, moment, fresh))
            link += fmt::format("/{}={}", field.name, encoded(write(field, moment)));
    }
    return link;
}

base::Result<Followed> followLink(std::string_view link, const timeline::Timeline& record) {
    return Follower(record).follow(link);
}

} // namespace perilune::scene
