#include "timeline/import/import_writer.h"

#include "timeline/read/parse.h"
#include "timeline/search/search.h"
#include "timeline/write/canonical.h"
#include "base/blanks.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace perilune::timeline {

namespace {

constexpr std::size_t kLongestId = 60;

void put(std::string& out, std::size_t indent, const char* key, const std::string& value) {
    if (!value.empty())
        out += fmt::format("{:{}}{}: {}\n", "", indent, key, base::yamlScalar(value));
}

} // namespace

std::string idFrom(std::string_view text, std::string_view otherwise) {
    std::string id;
    for (const char c : folded(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (!id.empty() && id.back() != '-' && static_cast<unsigned char>(c) < 0x80)
            id += '-';
        if (id.size() >= kLongestId)
            break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? std::string(otherwise) : id;
}

std::string freeId(std::string_view text, std::string_view otherwise,
                   std::unordered_set<std::string>& taken) {
    const std::string wanted = idFrom(text, otherwise).substr(0, kLongestId - 8);
    std::string id = wanted;
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    const std::string stem = id;
    // Numbered after how many there are, so that a thousand of one name cost no thousand tries each.
    for (std::size_t number = 2; !taken.insert(id).second;
         number = number < 10 ? number + 1 : taken.size() + number)
        id = fmt::format("{}-{}", stem, number);
    return id;
}

std::string withoutTags(std::string_view html) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNames{{{"&amp;", "&"},
                                                                                          {"&lt;", "<"},
                                                                                          {"&gt;", ">"},
                                                                                          {"&quot;", "\""},
                                                                                          {"&#39;", "'"},
                                                                                          {"&nbsp;", " "},
                                                                                          {"&mdash;", "—"},
                                                                                          {"&ndash;", "–"}}};
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const bool tag =
                at + 1 < html.size() && (std::isalpha(static_cast<unsigned char>(html[at + 1])) ||
                                         html[at + 1] == '/' || html[at + 1] == '!');
            const std::size_t end = tag ? html.find('>', at) : std::string_view::npos;
            if (end != std::string_view::npos) {
                text += ' ';
                at = end + 1;
                continue;
            }
        }
        bool named = false;
        for (const auto& [name, sign] : kNames)
            if (html.substr(at).starts_with(name)) {
                text += sign;
                at += name.size();
                named = true;
                break;
            }
        if (!named)
            text += html[at++];
    }
    return base::singleSpaced(text);
}

std::string shortened(std::string_view text, std::size_t mostBytes) {
    if (text.size() <= mostBytes)
        return std::string(text);
    std::size_t cut = mostBytes - 3;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u)
        --cut;
    return std::string(text.substr(0, cut)) + "…";
}

std::string verified(std::string yaml, const std::string& fileName, base::Findings& findings) {
    const auto parsed = parseTimelines({{"imported", yaml}});
    for (const base::Diagnostic& d : parsed.diagnostics)
        if (d.severity == base::Severity::Error) {
            findings.error({fileName, 0, 0}, fmt::format("what this file says makes no timeline: {}", d.what),
                           d.todo);
            return "";
        }
    return yaml;
}

std::string toYaml(const Imported& imported) {
    std::string out = "perilune: timeline/1\n\n";
    out += fmt::format(
        "# Made by \"perilune import\" of {}. Look at the days on which things were announced, at status\n"
        "# and at confidence: the other form may not have held them.\n",
        base::inQuotes(imported.origin));
    out += "programme:\n";
    put(out, 2, "id", imported.id);
    put(out, 2, "title", imported.title);
    out += "  mark: square\n  colour: \"#f2b544\"\n  lanes:\n";
    for (const auto& [id, title] : imported.lanes)
        out += fmt::format("    - {{id: {}, title: {}}}\n", base::yamlScalar(id, true),
                           base::yamlScalar(title, true));
    if (!imported.sources.empty())
        out += "\nsources:\n";
    for (const Imported::Source& source : imported.sources) {
        out += fmt::format("  {}:\n", source.id);
        put(out, 4, "title", source.title);
        put(out, 4, "publisher", source.publisher);
        put(out, 4, "url", source.url);
    }
    out += "\nmilestones:\n";
    for (const Imported::Milestone& milestone : imported.milestones) {
        out += fmt::format("  {}:\n", milestone.id);
        put(out, 4, "title", milestone.title);
        put(out, 4, "lane", milestone.lane);
        out += "    history:\n";
        for (const Imported::Entry& entry : milestone.history) {
            out += fmt::format("      - announced: {}\n", base::yamlScalar(entry.announced));
            put(out, 8, "kind", entry.kind);
            put(out, 8, "target", entry.target);
            put(out, 8, "actual", entry.actual);
            put(out, 8, "status", entry.status);
            put(out, 8, "by", entry.by);
            put(out, 8, "words", entry.words);
            if (!entry.source.empty())
                out += fmt::format("        sources: [{}]\n", base::yamlScalar(entry.source, true));
            put(out, 8, "confidence", entry.confidence);
        }
    }
    const auto canonical = canonicalForm(out, "import");
    return canonical.ok() ? canonical.value : out;
}

} // namespace perilune::timeline
