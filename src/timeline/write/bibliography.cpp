#include "timeline/write/bibliography.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace perilune::timeline {

namespace {

using Uses = std::unordered_map<std::string_view, std::size_t>;

Uses usesOf(const Timeline& timeline) {
    Uses uses;
    const auto add = [&uses](const std::vector<std::string>& ids) {
        for (const std::string& id : ids)
            ++uses[id];
    };
    for (const Milestone& milestone : timeline.milestones) {
        for (const Announcement& said : milestone.history)
            add(said.sources);
        for (const Withdrawn& one : milestone.withdrawn)
            add(one.sources);
    }
    for (const Site& site : timeline.sites) {
        add(site.sources);
        for (const SiteAnnouncement& said : site.history)
            add(said.sources);
    }
    for (const Partner& partner : timeline.partners)
        add(partner.sources);
    for (const Vehicle& vehicle : timeline.vehicles)
        add(vehicle.sources);
    for (const Mission& mission : timeline.missions)
        add(mission.sources);
    return uses;
}

/// An address in <…> or \url{…}: what could end it there is written as a percent code.
std::string safeAddress(std::string_view url) {
    std::string safe;
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F || c == '<' || c == '>' || c == '{' || c == '}' || c == '\\' ||
            c == '"')
            safe += fmt::format("%{:02X}", byte);
        else
            safe += c;
    }
    return safe;
}

} // namespace

std::string markdownText(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|~&!").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c == '\n' || c == '\r' ? ' ' : c;
    }
    // "1. Report" and "- report" would begin a list.
    const std::size_t digits = escaped.find_first_not_of("0123456789");
    if (digits != std::string::npos && (digits > 0 ? escaped[digits] == '.' || escaped[digits] == ')'
                                                   : escaped[0] == '-' || escaped[0] == '+'))
        escaped.insert(digits, "\\");
    return escaped;
}

std::string bibtexText(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '\\':
            escaped += "\\textbackslash{}";
            break;
        case '~':
            escaped += "\\textasciitilde{}";
            break;
        case '^':
            escaped += "\\textasciicircum{}";
            break;
        // BibTeX counts braces behind a backslash, too: one alone would swallow all that follows.
        case '{':
            escaped += "\\textbraceleft{}";
            break;
        case '}':
            escaped += "\\textbraceright{}";
            break;
        case '$':
        case '&':
        case '%':
        case '#':
        case '_':
            escaped += '\\';
            escaped += c;
            break;
        case '"':
            escaped += "{\\textquotedbl}";
            break;
        default:
            escaped += c == '\n' || c == '\r' ? ' ' : c;
        }
    }
    return escaped;
}

std::string toMarkdown(const Timeline& timeline) {
    const Uses uses = usesOf(timeline);
    std::vector<const Source*> order;
    for (const Source& source : timeline.sources)
        order.push_back(&source);
    std::stable_sort(order.begin(), order.end(), [](const Source* a, const Source* b) {
        if (a->publisher != b->publisher)
            return a->publisher < b->publisher;
        const auto day = [](const Source* s) { return s->date ? s->date->firstDay() : base::Day::max(); };
        return day(a) < day(b);
    });
    std::string text = fmt::format("# Sources\n\n{} sources, by publisher and day.\n", order.size());
    const Source* before = nullptr;
    for (const Source* source : order) {
        if (!before || before->publisher != source->publisher)
            text += fmt::format("\n## {}\n\n", markdownText(source->publisher));
        before = source;
        const auto found = uses.find(source->id);
        const std::size_t times = found == uses.end() ? 0 : found->second;
        text += fmt::format("- {}. {}.{} Named {} (`{}`)\n", markdownText(source->title),
                            source->date ? inWords(*source->date) : "No date",
                            source->url.empty() ? "" : fmt::format(" <{}>.", safeAddress(source->url)),
                            times == 1 ? "once" : fmt::format("{} times", times), source->id);
    }
    return text;
}

std::string toBibtex(const Timeline& timeline) {
    std::string text;
    for (const Source& source : timeline.sources) {
        text += fmt::format("@misc{{{},\n  title = {{{{{}}}}},\n  author = {{{{{}}}}},\n", source.id,
                            bibtexText(source.title), bibtexText(source.publisher));
        if (source.date) {
            const Window& date = *source.date;
            const std::string first = base::formatDay(date.firstDay());
            const bool sure = !date.openBegin && !date.openEnd && !date.approximate && !date.uncertain;
            const bool inAYear = date.precision != Precision::Decade && date.precision != Precision::Range;
            text += fmt::format("  year = {{{}}},\n",
                                sure && inAYear ? first.substr(0, 4) : bibtexText(inWords(date)));
            if (sure && (date.precision == Precision::Day || date.precision == Precision::Month))
                text += fmt::format("  month = {{{}}},\n", std::stoi(first.substr(5, 2)));
            text += fmt::format("  date = {{{}}},\n", date.edtf);
        }
        if (!source.url.empty())
            text += fmt::format("  url = {{{}}},\n", safeAddress(source.url));
        text += "}\n\n";
    }
    return text;
}

} // namespace perilune::timeline
