#pragma once

#include "timeline/import/import_writer.h"
#include "base/findings.h"

#include <optional>
#include <string>

namespace perilune::timeline {

/// A field of a file and what it says; never empty.
struct SlideField {
    std::string text;
    ImportAccount::FieldId id = 0;
};
using MaybeField = std::optional<SlideField>;

/// A date as TimelineJS has it: numbers, and words in their place.
struct SlideDate {
    bool isGiven = false;
    MaybeField year, month, day, hour, minute, second, millisecond;
    MaybeField time;    ///< "6:47 AM", in the spreadsheet
    MaybeField display; ///< what is shown in the date's place
};

/// An event, an era or the title of a TimelineJS file, from JSON or from its spreadsheet.
struct Slide {
    enum class Kind { Event, Era, Title };
    Kind kind = Kind::Event;
    base::SourcePlace place;
    SlideDate start, end;
    MaybeField display, headline, text, group, mediaUrl, mediaCaption, mediaCredit, uniqueId;
};

/// Makes milestones of slides.
class Slides {
  public:
    Slides(const std::string& file, base::Day today, ImportAccount& account, base::Findings& findings)
        : file_(file), today_(today), account_(account), findings_(findings), gathering_(file) {}

    void take(const Slide& slide);
    /// What was gathered; told where it is nothing.
    Imported finish();

  private:
    /// A date in EDTF, no more exact than the words that stand for it.
    struct Date {
        std::string edtf;
        Window window;
        std::string words; ///< shown in its place, or empty
        ImportAccount::FieldId year = 0;
    };
    enum class Fault { Told, TooEarly };

    std::optional<int> number(const MaybeField& field, const char* name, int least, int most);
    std::optional<Date> dateOf(const SlideDate& date, const MaybeField& display,
                               const base::SourcePlace& place, Fault& fault);
    std::string timeOf(const SlideDate& date);
    std::string clockOf(const SlideField& time);
    std::string hoursOf(const SlideDate& date);
    std::string coarsened(const std::string& edtf, const SlideField& words, const Window& window);
    std::string textOf(const MaybeField& field);
    std::string sourceOf(const Slide& slide, const std::string& headline);
    void leaveOut(const Slide& slide, const SlideDate& early);
    Imported::Entry entryOf(const Slide& slide, const Date& from, const std::optional<Date>& to);

    const std::string& file_;
    base::Day today_;
    ImportAccount& account_;
    base::Findings& findings_;
    Gathering gathering_;
    bool anyTooEarly_ = false;
};

} // namespace perilune::timeline
