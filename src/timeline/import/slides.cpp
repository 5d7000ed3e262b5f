#include "timeline/import/slides.h"

#include "timeline/import/html_text.h"
#include "base/calendar.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace perilune::timeline {

namespace {

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return lower;
}

/// Whether a text has a number that is written with just these digits.
bool hasNumber(std::string_view text, int number) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t first = text.find_first_of("0123456789", at);
        if (first == std::string_view::npos)
            return false;
        std::size_t end = text.find_first_not_of("0123456789", first);
        end = end == std::string_view::npos ? text.size() : end;
        if (base::wholeNumber<int>(text.substr(first, end - first)) == number)
            return true;
        at = end;
    }
    return false;
}

/// A year that is a number, but none that the program speaks of.
bool isAnotherEra(std::string_view text) {
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    if (text.size() == first || text.find_first_not_of("0123456789", first) != std::string_view::npos)
        return false;
    const auto year = base::wholeNumber<int>(text);
    return !year ? first == 1 : *year < base::kFirstYear; // no number that fits: before the Earth
}

} // namespace

std::optional<int> Slides::number(const MaybeField& field, const char* name, int least, int most) {
    if (!field)
        return std::nullopt;
    std::string text = field->text;
    if (text.ends_with(".0"))
        text.erase(text.size() - 2);
    const auto value = base::wholeNumber<int>(text);
    if (value && *value >= least && *value <= most) {
        account_.take(field->id);
        return *value;
    }
    findings_.error(account_.placeOf(field->id), fmt::format("'{}' is {}", name, base::inQuotes(text)),
                    fmt::format("it is a whole number from {} to {}", least, most));
    return std::nullopt;
}

/// "T06:47:44Z" of a clock's words; empty, and told, for what is none.
std::string Slides::clockOf(const SlideField& time) {
    const std::string text = lowered(time.text);
    std::vector<int> parts;
    std::size_t at = 0;
    while (at < text.size() && parts.size() < 3) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        const auto part = base::wholeNumber<int>(std::string_view(text).substr(at, end - at));
        if (!part)
            break;
        parts.push_back(*part);
        at = end;
        if (at >= text.size() || text[at] != ':')
            break;
        ++at;
    }
    std::string half = text.substr(std::min(at, text.size()));
    std::erase_if(half, [](char c) { return c == ' ' || c == '.'; });
    const bool twelve = half == "am" || half == "pm";
    const bool whole = parts.size() >= 2 && parts[1] <= 59 && (parts.size() < 3 || parts[2] <= 59) &&
                       (twelve ? parts[0] >= 1 && parts[0] <= 12 : half.empty() && parts[0] <= 23);
    if (!whole) {
        account_.leaveOut(time.id, "no time of day that is understood, so that the day alone is read",
                          "write it as 18:47 or 6:47 PM");
        return {};
    }
    const int hour = !twelve ? parts[0] : parts[0] % 12 + (half == "pm" ? 12 : 0);
    account_.assume(time.id, "the time of day is taken for UTC, as the file names no zone",
                    "change it where it was another clock");
    return parts.size() == 2 ? fmt::format("T{:02}:{:02}Z", hour, parts[1])
                             : fmt::format("T{:02}:{:02}:{:02}Z", hour, parts[1], parts[2]);
}

/// The same of numbers; minutes are needed, for an hour alone is no instant.
std::string Slides::hoursOf(const SlideDate& date) {
    const auto hour = number(date.hour, "hour", 0, 23), minute = number(date.minute, "minute", 0, 59),
               second = number(date.second, "second", 0, 59),
               millis = number(date.millisecond, "millisecond", 0, 999);
    const bool whole = hour && minute;
    for (const MaybeField* field : {&date.hour, &date.minute, &date.second, &date.millisecond})
        if (*field && !whole)
            account_.leaveOut((*field)->id,
                              "a time of day without its hour and minute, so that the day alone is read",
                              "write both");
        else if (*field && field == &date.millisecond && !second)
            account_.leaveOut((*field)->id, "thousandths without their second", "write the second too");
        else if (*field)
            account_.assume((*field)->id, "the time of day is taken for UTC, as the file names no zone",
                            "change it where it was another clock");
    if (!whole)
        return {};
    std::string time = fmt::format("T{:02}:{:02}", *hour, *minute);
    if (second)
        time += fmt::format(":{:02}", *second);
    if (second && millis)
        time += fmt::format(".{:03}", *millis);
    return time + "Z";
}

std::string Slides::timeOf(const SlideDate& date) {
    if (date.time)
        return clockOf(*date.time);
    return date.hour || date.minute || date.second || date.millisecond ? hoursOf(date) : std::string();
}

/// What is shown in a date's place is what its author knew: "Spring or summer 2027" names no day.
std::string Slides::coarsened(const std::string& edtf, const SlideField& words, const Window& window) {
    const std::string shown = lowered(words.text);
    const std::chrono::year_month_day day{window.begin};
    std::string year = edtf.substr(0, 4);
    const unsigned month = static_cast<unsigned>(day.month());
    if (edtf.size() <= 4 || shown.find(year) == std::string::npos)
        return edtf;
    const std::string name = lowered(base::monthName(month)).substr(0, 3);
    const bool namesMonth =
        shown.find(name) != std::string::npos || hasNumber(shown, static_cast<int>(month));
    if (!namesMonth)
        return year;
    if (edtf.size() > 7 && !hasNumber(shown, static_cast<int>(static_cast<unsigned>(day.day()))))
        return edtf.substr(0, 7);
    return edtf;
}

std::optional<Slides::Date> Slides::dateOf(const SlideDate& given, const MaybeField& display,
                                           const base::SourcePlace& place, Fault& fault) {
    fault = Fault::Told;
    if (!given.year) {
        findings_.error(place, "a date without a year", "write one");
        return std::nullopt;
    }
    if (isAnotherEra(given.year->text)) {
        fault = Fault::TooEarly;
        return std::nullopt;
    }
    const auto year = number(given.year, "year", base::kFirstYear, base::kLastYear);
    const auto month = number(given.month, "month", 1, 12), day = number(given.day, "day", 1, 31);
    if (!year)
        return std::nullopt;
    Date date;
    date.year = given.year->id;
    date.edtf = fmt::format("{}", *year);
    if (month)
        date.edtf += fmt::format("-{:02}", *month);
    if (month && day)
        date.edtf += fmt::format("-{:02}", *day);
    else if (day)
        account_.leaveOut(given.day->id, "a day without a month, so that the year alone is read",
                          "write the month");
    const bool isDay = month && day;
    const std::string time = timeOf(given);
    if (isDay)
        date.edtf += time;
    else if (!time.empty())
        for (const MaybeField* field :
             {&given.hour, &given.minute, &given.second, &given.millisecond, &given.time})
            if (*field)
                account_.leaveOut((*field)->id, "a time of day without a day", "write the day");
    auto window = parseEdtf(date.edtf);
    if (!window) {
        findings_.error(place, window.error().message);
        return std::nullopt;
    }
    if (const MaybeField& shown = given.display ? given.display : display) {
        if (given.display && display && given.display->text != display->text)
            account_.leaveOut(display->id, "words for the date, which has other words of its own",
                              "say both in its text");
        else if (display)
            account_.take(display->id);
        date.words = textOf(shown);
        if (const std::string coarse = coarsened(date.edtf, {date.words, shown->id}, *window);
            coarse != date.edtf) {
            account_.assume(
                given.year->id,
                "the date is read no more exactly than the words that the file shows in its place",
                "write the exact date where it is known");
            for (const MaybeField* field : {&given.month, &given.day, &given.hour, &given.minute,
                                            &given.second, &given.millisecond, &given.time})
                if (*field)
                    account_.leaveOut((*field)->id,
                                      "more exact than the words that the file shows in its place",
                                      "write the exact date where it is known");
            date.edtf = coarse;
            window = parseEdtf(coarse);
        }
    }
    date.window = *window;
    return date;
}

std::string Slides::textOf(const MaybeField& field) {
    if (!field)
        return {};
    const HtmlText text = htmlText(field->text);
    if (text.hadMedia)
        account_.leaveOut(field->id, "pictures and frames within a text; its words are taken",
                          "name them as its media");
    else if (text.hadTags)
        account_.assume(field->id, "the words are taken, and their mark-up is not");
    return fitted(text.words, field->id, account_);
}

std::string Slides::sourceOf(const Slide& slide, const std::string& headline) {
    const std::string caption = textOf(slide.mediaCaption), credit = textOf(slide.mediaCredit);
    const auto withoutUrl = [&](const MaybeField& field) {
        if (field)
            account_.leaveOut(field->id, "belongs to a medium that is left out or missing",
                              "name it as a source by hand");
    };
    if (!slide.mediaUrl || !isWebAddress(slide.mediaUrl->text)) {
        if (slide.mediaUrl)
            account_.leaveOut(slide.mediaUrl->id, "a medium that is no web address",
                              "name it as a source by hand");
        withoutUrl(slide.mediaCaption);
        withoutUrl(slide.mediaCredit);
        return {};
    }
    account_.assume(slide.mediaUrl->id, "what the event shows is entered as its source, with confidence low",
                    "look whether it is one");
    return gathering_.sourceOf(caption.empty() ? headline : caption, credit, slide.mediaUrl->text);
}

void Slides::leaveOut(const Slide& slide, const SlideDate& early) {
    anyTooEarly_ = true;
    const std::string name =
        slide.headline ? htmlText(slide.headline->text).words : std::string("without a headline");
    account_.leaveOutAlone(early.year->id,
                           fmt::format("{} of the year {}: nothing before the year {} can be shown",
                                       base::inQuotes(name), base::inQuotes(early.year->text),
                                       base::kFirstYear));
    const auto drop = [&](const MaybeField& field) {
        if (field && (!early.year || field->id != early.year->id))
            account_.leaveOut(field->id, "belongs to what lies before the first year and is left out");
    };
    for (const MaybeField* field :
         {&slide.display, &slide.headline, &slide.text, &slide.group, &slide.mediaUrl, &slide.mediaCaption,
          &slide.mediaCredit, &slide.uniqueId})
        drop(*field);
    for (const SlideDate* date : {&slide.start, &slide.end})
        for (const MaybeField* field : {&date->year, &date->month, &date->day, &date->hour, &date->minute,
                                        &date->second, &date->millisecond, &date->time, &date->display})
            drop(*field);
}

Imported::Entry Slides::entryOf(const Slide& slide, const Date& from, const std::optional<Date>& to) {
    Imported::Entry entry;
    entry.words = textOf(slide.text);
    std::string dated = from.words;
    if (to && !to->words.empty() && to->words != from.words)
        dated += (dated.empty() ? "until " : " to ") + to->words;
    if (!dated.empty())
        entry.words = fmt::format("Dated \"{}\".{}{}", dated, entry.words.empty() ? "" : " ", entry.words);
    const std::string today = base::formatDay(today_), inToday = base::dayInWords(today_);
    const auto dayOf = [](const Date& date) { return date.edtf.substr(0, date.edtf.find('T')); };
    std::optional<Window> span;
    std::string between = dayOf(from);
    if (to && to->edtf != from.edtf) {
        between = dayOf(from) + "/" + dayOf(*to);
        const auto window = parseEdtf(between);
        if (window)
            span = *window;
        else {
            entry.words += fmt::format("{}Until {}.", entry.words.empty() ? "" : " ", inWords(to->window));
            account_.assume(to->year, "an end that makes no span with its beginning stands in the words",
                            "write both as exactly, the earlier first");
        }
    }
    entry.words = shortened(entry.words, 3990);
    const bool isPeriod = span || slide.kind == Slide::Kind::Era;
    const Window& days = span ? *span : from.window;
    const bool isOver = days.lastDay() < today_;
    if (isPeriod) {
        entry.kind = "period";
        entry.target = between;
        entry.announced = isOver ? dayOf(from) : today;
        account_.assume(
            from.year,
            isOver ? "a stretch of time is entered as a period, told of when it began"
                   : fmt::format("a stretch of time that is not over on {} is entered as a period, told of "
                                 "on that day",
                                 inToday),
            "write the day on which it was told of, where that is known");
    } else if (isOver) {
        entry.kind = "event";
        entry.actual = from.edtf;
        entry.announced = dayOf(from);
        entry.status = "achieved";
        account_.assume(
            from.year,
            fmt::format("what lies before {} has happened, was achieved, and was told of when it did",
                        inToday),
            "look at status and at the days on which it was told; --on gives another day than today");
    } else {
        entry.target = from.edtf;
        entry.announced = today;
        account_.assume(from.year,
                        fmt::format("what is not over on {} is a plan, told of on that day", inToday),
                        "write when it was announced; --on gives another day than today");
    }
    return entry;
}

void Slides::take(const Slide& slide) {
    if (slide.kind == Slide::Kind::Title) {
        if (slide.headline)
            if (const std::string title = textOf(slide.headline); !title.empty())
                gathering_.imported.title = inEnglish(title);
        return; // the rest of it has no place, and is told as left out
    }
    const bool isEra = slide.kind == Slide::Kind::Era;
    if (isEra && (!slide.start.isGiven || !slide.end.isGiven)) {
        findings_.error(slide.place, "an era needs 'start_date' and 'end_date'", "give both");
        return;
    }
    if (!slide.start.isGiven) {
        findings_.error(slide.place, "an event without 'start_date'", "give it one");
        return;
    }
    Fault fault = Fault::Told;
    const auto from = dateOf(slide.start, slide.display, slide.place, fault);
    if (!from && fault == Fault::TooEarly)
        leaveOut(slide, slide.start);
    if (!from)
        return;
    std::optional<Date> to;
    if (slide.end.isGiven) {
        to = dateOf(slide.end, {}, slide.place, fault);
        if (!to && fault == Fault::TooEarly)
            leaveOut(slide, slide.end);
        if (!to)
            return;
    }
    std::string headline = textOf(slide.headline);
    if (headline.empty() && slide.text) {
        headline = shortened(htmlText(slide.text->text).words, 80);
        if (!headline.empty())
            account_.assume(slide.text->id, "the beginning of the text is the name of what has no headline",
                            "write a headline");
    }
    if (headline.empty())
        headline = fmt::format("{} of line {}", isEra ? "Era" : "Event", slide.place.line);
    Imported::Milestone milestone;
    milestone.title = inEnglish(headline);
    if (slide.uniqueId)
        account_.take(slide.uniqueId->id);
    milestone.id =
        gathering_.idFor(slide.uniqueId ? slide.uniqueId->text : headline, isEra ? "era" : "event");
    const std::string group = textOf(slide.group);
    milestone.lane = gathering_.laneOf(isEra ? "Eras" : group.empty() ? "Events" : group);
    Imported::Entry entry = entryOf(slide, *from, to);
    if (const std::string source = sourceOf(slide, headline); !source.empty())
        entry.sources.push_back(source);
    entry.confidence = entry.sources.empty() ? "unverified" : "low";
    milestone.history.push_back(std::move(entry));
    gathering_.imported.milestones.push_back(std::move(milestone));
}

Imported Slides::finish() {
    if (gathering_.imported.milestones.empty() && !findings_.hasErrors())
        findings_.error(
            {file_, 1, 1},
            anyTooEarly_ ? fmt::format("nothing is left: all of it lies before the year {}", base::kFirstYear)
                         : std::string("there is no event"),
            "add one");
    gathering_.nameAfterFile(account_);
    return std::move(gathering_.imported);
}

} // namespace perilune::timeline
