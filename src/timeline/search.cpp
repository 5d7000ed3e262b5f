#include "timeline/search.h"

#include <algorithm>
#include <cstring>

namespace perilune::timeline {

namespace {

/// The letters U+00C0 to U+017F without their marks; a blank stands for what has a longer form or none.
constexpr std::string_view kLatin = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"
                                    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkkllllllllll"
                                    "nnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

void put(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// The next character of UTF-8; a byte that begins none stands for itself.
char32_t next(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more >= text.size())
        return byte(at++);
    char32_t c = first & (0x3Fu >> more);
    for (std::size_t k = 1; k <= more; ++k)
        c = (c << 6) | (byte(at + k) & 0x3Fu);
    at += more + 1;
    return c;
}

void putFolded(std::string& out, char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) // full-width forms
        c -= 0xFF01 - 0x21;
    if (c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F)
        c = ' ';
    if (c >= 0x300 && c <= 0x36F) // marks of their own
        return;
    if (c < 0x80) {
        const bool blank = c == '\n' || c == '\t' || c == '\r' || c == ' ';
        if (!blank)
            out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        return;
    }
    if (c >= 0xC0 && c < 0x180 && kLatin[c - 0xC0] != ' ') {
        out += kLatin[c - 0xC0];
        return;
    }
    switch (c) {
    case 0xC6:
    case 0xE6:
        out += "ae";
        return;
    case 0xDE:
    case 0xFE:
        out += "th";
        return;
    case 0xDF:
    case 0x1E9E:
        out += "ss";
        return;
    case 0x132:
    case 0x133:
        out += "ij";
        return;
    case 0x152:
    case 0x153:
        out += "oe";
        return;
    case 0x2018:
    case 0x2019:
    case 0x2BC:
        out += '\'';
        return;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
        out += '"';
        return;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
        out += '-';
        return;
    default:
        break;
    }
    if (c >= 0x391 && c <= 0x3A9)
        c += 0x20; // Greek
    else if (c >= 0x410 && c <= 0x42F)
        c += 0x20; // Cyrillic
    else if (c >= 0x400 && c <= 0x40F)
        c += 0x50;
    else if (c >= 0x460 && c <= 0x4FF && (c < 0x482 || c > 0x489) && c % 2 == 0)
        c += 1;
    if (c == 0x451)
        c = 0x435;
    put(out, c);
}

bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Chinese, Japanese and Korean are written without blanks: a word may begin anywhere.
bool beginsIdeograph(std::string_view text, std::size_t at) {
    std::size_t end = at;
    return at < text.size() && next(text, end) >= 0x2E80;
}

} // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        putFolded(out, next(text, at));
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

const char* nameOf(Found kind) {
    static constexpr const char* kNames[] = {"programme", "bloc",    "mission", "milestone", "vehicle",
                                             "site",      "partner", "source",  "place"};
    return kNames[static_cast<std::size_t>(kind)];
}

SearchIndex::SearchIndex(const Timeline& timeline, std::vector<NamedPlace> places)
    : places_(std::move(places)) {
    for (const Programme& programme : timeline.programmes)
        add(Found::Programme, programme.id, programme.title);
    for (const Bloc& bloc : timeline.blocs)
        add(Found::Bloc, bloc.id, bloc.title);
    for (const Mission& mission : timeline.missions) {
        add(Found::Mission, mission.id, mission.title);
        field(Part::Words, mission.note, mission.title.english(), "en");
    }
    for (const Milestone& milestone : timeline.milestones) {
        add(Found::Milestone, milestone.id, milestone.title);
        const std::string& title = milestone.title.english();
        if (milestone.shortTitle != title)
            field(Part::Title, milestone.shortTitle, milestone.shortTitle, "en");
        for (const Announcement& said : milestone.history)
            field(Part::Words, said.words, title, "en");
    }
    for (const Vehicle& vehicle : timeline.vehicles) {
        add(Found::Vehicle, vehicle.id, vehicle.title);
        field(Part::Words, vehicle.note, vehicle.title.english(), "en");
    }
    for (const Site& site : timeline.sites) {
        add(Found::Site, site.id, site.title);
        field(Part::Words, site.note, site.title.english(), "en");
    }
    for (const Partner& partner : timeline.partners) {
        add(Found::Partner, partner.id, partner.title);
        field(Part::Words, partner.note, partner.title.english(), "en");
    }
    for (const Source& source : timeline.sources) {
        items_.push_back({Found::Source, source.id, source.title, {}});
        field(Part::Words, source.title, source.title, "en");
        field(Part::Words, source.publisher, source.title, "en");
    }
    for (const NamedPlace& place : places_) {
        items_.push_back({Found::Place, place.name, place.name, place.kind});
        field(Part::Title, place.name, place.name, "en");
    }
}

void SearchIndex::add(Found kind, std::string_view id, const LocalizedText& title) {
    items_.push_back({kind, id, title.english(), {}});
    for (const auto& [language, text] : title.byLanguage)
        field(Part::Title, text, text, language);
    field(Part::Id, id, title.english(), "en");
}

void SearchIndex::field(Part part, std::string_view text, std::string_view title, std::string_view language) {
    constexpr std::size_t kMostText = 1u << 30;
    if (text.empty() || text_.size() > kMostText)
        return;
    Field added;
    added.start = static_cast<std::uint32_t>(text_.size());
    text_ += folded(text);
    added.end = static_cast<std::uint32_t>(text_.size());
    text_ += '\n';
    added.item = static_cast<std::uint32_t>(items_.size() - 1);
    added.part = part;
    added.title = title;
    added.language = language;
    fields_.push_back(added);
}

int SearchIndex::rankOf(const Field& field, std::size_t at, std::size_t length) const {
    const bool wordBegins = at == field.start || !isWordByte(text_[at - 1]) || beginsIdeograph(text_, at);
    const bool wordEnds =
        at + length == field.end || !isWordByte(text_[at + length]) || beginsIdeograph(text_, at + length);
    const bool whole = at == field.start && at + length == field.end;
    switch (field.part) {
    case Part::Title:
        return whole               ? 100
               : at == field.start ? (wordEnds ? 85 : 80)
               : wordBegins        ? (wordEnds ? 70 : 60)
                                   : 40;
    case Part::Id:
        return whole ? 95 : wordBegins ? 50 : 35;
    case Part::Words:
        return wordBegins ? (wordEnds ? 25 : 20) : 10;
    }
    return 0;
}

std::vector<SearchIndex::Score> SearchIndex::scores(const std::string& needle) const {
    std::vector<Score> best(items_.size());
    const char* const begin = text_.data();
    const char* const end = begin + text_.size();
    std::size_t number = 0;
    for (const char* from = begin; from < end;) {
        const auto* hit = static_cast<const char*>(
            memmem(from, static_cast<std::size_t>(end - from), needle.data(), needle.size()));
        if (!hit)
            break;
        const auto at = static_cast<std::size_t>(hit - begin);
        while (fields_[number].end < at)
            ++number;
        const Field& field = fields_[number];
        const int rank = rankOf(field, at, needle.size());
        Score& score = best[field.item];
        if (rank > score.rank)
            score = {rank, static_cast<std::uint32_t>(number)};
        // A later place in the same field may begin a word.
        from = rank == 10 || rank == 40 || rank == 35 ? hit + 1 : begin + field.end;
    }
    return best;
}

std::vector<Hit> SearchIndex::find(std::string_view query, std::size_t most) const {
    constexpr std::size_t kLongestQuery = 400;
    constexpr std::size_t kMostWords = 12;
    const std::string wanted = folded(query.substr(0, kLongestQuery));
    std::vector<Hit> hits;
    if (wanted.empty())
        return hits;
    std::vector<Score> together = scores(wanted);
    if (wanted.find(' ') != std::string::npos) {
        // Not in one piece: every word by itself, for less.
        std::vector<Score> apart;
        std::size_t words = 0;
        for (std::size_t from = 0; from < wanted.size() && words < kMostWords; ++words) {
            const std::size_t to = std::min(wanted.find(' ', from), wanted.size());
            const std::vector<Score> one = scores(wanted.substr(from, to - from));
            from = to + 1;
            if (apart.empty()) {
                apart = one;
                continue;
            }
            for (std::size_t i = 0; i < apart.size(); ++i)
                if (one[i].rank < apart[i].rank)
                    apart[i].rank = one[i].rank;
        }
        for (std::size_t i = 0; i < together.size(); ++i)
            if (together[i].rank == 0 && apart[i].rank > 0)
                together[i] = {std::max(1, apart[i].rank - 5), apart[i].field};
    }
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < together.size(); ++i)
        if (together[i].rank > 0)
            order.push_back(static_cast<std::uint32_t>(i));
    const std::size_t shown = std::min(most, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                          if (together[a].rank != together[b].rank)
                              return together[a].rank > together[b].rank;
                          const bool groundA = items_[a].kind == Found::Place;
                          const bool groundB = items_[b].kind == Found::Place;
                          return groundA != groundB ? groundB : a < b;
                      });
    for (std::size_t i = 0; i < shown; ++i) {
        const Item& item = items_[order[i]];
        const Score& score = together[order[i]];
        const Field& field = fields_[score.field];
        hits.push_back({item.kind, item.id, field.part == Part::Title ? field.title : item.title,
                        field.language, item.detail, score.rank});
    }
    return hits;
}

} // namespace perilune::timeline
