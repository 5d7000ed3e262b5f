#include "timeline/write/exports.h"

#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

namespace {

/// When it happened or was to happen, as it was written.
std::string edtfOf(const KnownMilestone& known) {
    return known.window() ? known.window()->edtf : std::string();
}

/// Of a slip. No sign: a spreadsheet would reckon with it.
std::string earlierOrLater(const StandingMilestone& row) {
    const std::string words = slipInWords(row);
    if (words.empty())
        return words;
    return words[0] == '-' ? words.substr(1) + " earlier" : words + " later";
}

std::string joined(const std::vector<std::string>& ids) {
    return fmt::format("{}", fmt::join(ids, " "));
}

std::string compact(base::Day day) {
    std::string text = base::formatDay(day);
    std::erase(text, '-');
    return text;
}

} // namespace

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

std::string csvText(std::string_view text) {
    return (spreadsheetReckons(text) ? "'" : "") + std::string(text);
}

bool spreadsheetReckons(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    if (text.empty())
        return false;
    if (std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
        return true;
    const bool isNumber = text.find_first_not_of("0123456789 .,:/-") == std::string_view::npos &&
                          text.find_first_of("0123456789") != std::string_view::npos;
    const bool staysAsItIs = text.find_first_not_of("0123456789") == std::string_view::npos &&
                             (text[0] != '0' || text.size() == 1) && text.size() < 16;
    return isNumber && !staysAsItIs;
}

std::string csvLine(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i)
        line += (i > 0 ? "," : "") + csvField(fields[i]);
    return line + "\r\n";
}

namespace {

/// A spreadsheet makes the first of the month of "November 2017".
std::string sentenceOf(const Window& window) {
    const std::string words = inWords(window);
    const bool plain = !window.approximate && !window.uncertain && !window.openBegin && !window.openEnd;
    return plain && window.precision == Precision::Day     ? "on " + words
           : plain && window.precision == Precision::Month ? "in " + words
                                                           : words;
}

} // namespace

std::string toCsv(const Timeline& timeline, std::span<const StandingMilestone* const> rows) {
    std::string text =
        std::string(kCsvMark) +
        csvLine({"id",        "title", "programme",  "lane",      "mission",   "standing",
                 "status",    "date",  "date_words", "first_day", "last_day",  "first_promised",
                 "slip_days", "slip",  "announced",  "by",        "person",    "because",
                 "words",     "sites", "vehicles",   "sources",   "confidence"});
    for (const StandingMilestone* row : rows) {
        const Milestone& milestone = row->milestone();
        const auto& window = row->known->window();
        const Announcement& last = *row->known->current;
        const Programme* programme = timeline.programme(milestone.programme);
        text += csvLine({milestone.id,
                         csvText(milestone.title.english()),
                         programme ? programme->id : milestone.programme,
                         milestone.lane,
                         milestone.mission,
                         nameOf(row->standing),
                         nameOf(row->known->status),
                         edtfOf(*row->known),
                         window ? sentenceOf(*window) : "",
                         window ? base::formatDay(window->firstDay()) : "",
                         window ? base::formatDay(window->lastDay()) : "",
                         row->promised ? row->promised->target->edtf : "",
                         row->slipDays ? std::to_string(*row->slipDays) : "",
                         earlierOrLater(*row),
                         last.announced.edtf,
                         csvText(last.by),
                         last.person,
                         joined(last.because),
                         csvText(last.words),
                         joined(milestone.sites),
                         joined(milestone.vehicles),
                         joined(last.sources),
                         nameOf(last.confidence)});
    }
    return text;
}

std::string toEdtf(std::span<const StandingMilestone* const> rows) {
    std::string text;
    for (const StandingMilestone* row : rows)
        if (const std::string edtf = edtfOf(*row->known); !edtf.empty())
            text += row->milestone().id + "\t" + edtf + "\n";
    return text;
}

std::string icalendarText(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\n') {
            escaped += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            escaped += '\\';
            escaped += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
            escaped += c;
        }
    }
    return escaped;
}

std::string icalendarLine(std::string_view line) {
    constexpr std::size_t kLongest = 75;
    std::string folded;
    std::size_t room = kLongest;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0u) == 0x80u)
            --cut;
        folded += line.substr(0, cut);
        folded += "\r\n ";
        line.remove_prefix(cut);
        room = kLongest - 1; // the blank that marks a continuation counts
    }
    folded += line;
    return folded + "\r\n";
}

namespace {

/// How often the programme had spoken of it before: it grows with the record, which is only ever added to.
std::size_t wordsBefore(const Milestone& milestone, const Announcement& last) {
    std::size_t count = 0;
    for (const Announcement& said : milestone.history) {
        if (&said == &last)
            break;
        count += !said.isProjection();
    }
    return count;
}

} // namespace

std::string toIcalendar(const Timeline& timeline, std::span<const StandingMilestone* const> rows) {
    std::string text;
    const auto add = [&text](std::string_view name, const std::string& value) {
        text += icalendarLine(fmt::format("{}:{}", name, value));
    };
    add("BEGIN", "VCALENDAR");
    add("VERSION", "2.0");
    add("PRODID", "-//Perilune//Timeline 1//EN");
    add("CALSCALE", "GREGORIAN");
    add("METHOD", "PUBLISH");
    for (const StandingMilestone* row : rows) {
        const auto& window = row->known->window();
        if (!window)
            continue;
        const Milestone& milestone = row->milestone();
        const Announcement& last = *row->known->current;
        const Programme* programme = timeline.programme(milestone.programme);
        add("BEGIN", "VEVENT");
        add("UID", fmt::format("{}.{}@perilune.invalid", milestone.programme, milestone.id));
        // The day of the last word, so that the same record gives the same file.
        const std::string lastWord = compact(last.knownFrom().day) + "T000000Z";
        add("DTSTAMP", lastWord);
        add("LAST-MODIFIED", lastWord);
        // A calendar that knows the event moves it where the number is higher (RFC 5545, 3.8.7.4).
        add("SEQUENCE", std::to_string(wordsBefore(milestone, last)));
        add("DTSTART;VALUE=DATE", compact(window->firstDay()));
        // The day after the last: one past the year 9999 cannot be written, and is not needed.
        if (window->lastDay() < base::Day{std::chrono::year{9999} / 12 / 31})
            add("DTEND;VALUE=DATE", compact(window->lastDay() + std::chrono::days{1}));
        // A calendar shows days: what was said less exactly is said with the name.
        const bool isDay = window->precision == Precision::Day && !window->openBegin && !window->openEnd &&
                           !window->approximate && !window->uncertain;
        add("SUMMARY",
            icalendarText(milestone.title.english() + (isDay ? "" : " (" + inWords(*window) + ")")));
        std::string about = inWords(*window) + "; " + inWords(row->known->status) + ".";
        if (!last.words.empty())
            about += "\n" + last.words;
        std::vector<std::string> because;
        for (const std::string& id : last.because)
            if (const Milestone* cause = timeline.milestone(id))
                because.push_back(cause->title.english());
        if (!because.empty())
            about += fmt::format("\nBecause of: {}", fmt::join(because, "; "));
        std::vector<std::string> sources;
        for (const std::string& id : last.sources)
            if (const Source* source = timeline.source(id))
                sources.push_back(source->url.empty() ? source->publisher + ": " + source->title
                                                      : source->url);
        if (!sources.empty())
            about += "\n" + fmt::format("{}", fmt::join(sources, "\n"));
        add("DESCRIPTION", icalendarText(about));
        add("CATEGORIES", icalendarText(programme ? programme->title.english() : milestone.programme));
        if (row->known->status == Status::Cancelled || row->known->status == Status::Superseded)
            add("STATUS", "CANCELLED");
        else
            add("STATUS", row->known->actualFrom || row->isPeriod() ? "CONFIRMED" : "TENTATIVE");
        add("TRANSP", "TRANSPARENT");
        add("END", "VEVENT");
    }
    add("END", "VCALENDAR");
    return text;
}

} // namespace perilune::timeline
