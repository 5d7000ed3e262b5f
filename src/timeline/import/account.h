#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::timeline {

/// What became of a field of somebody else's file. One that is left out in part is left out.
enum class Fate { Taken, Assumed, LeftOut };

/// Something that an import concluded or could not keep, told once for all fields of its kind.
struct ImportNote {
    Fate fate = Fate::Assumed; ///< assumed or left out
    base::SourcePlace place;   ///< of the first of them
    std::string what;          ///< "2 fields of the column 'wrods'"
    std::string todo;
    std::size_t concerns =
        0; ///< fields of which it is said; 0: of what stands in none, as the form of the file
    /// Those of them whose fate it settles: over all notes these sum up to what was assumed or left out.
    std::size_t fields = 0;
};

/// "file:line:column: left out: what; what to do".
std::string format(const ImportNote& note);

/// Every field of a file, and what became of it: each is taken, assumed or left out, and what nobody took is
/// left out and told. A field is a cell of a table or a value of JSON that is not empty.
class ImportAccount {
  public:
    using FieldId = std::size_t;
    ImportAccount() = default;
    explicit ImportAccount(std::string file) : file_(std::move(file)) {}

    /// `name`: what a note calls the column or key it stands in.
    FieldId add(int line, int column, std::string_view name);
    base::SourcePlace placeOf(FieldId field) const;
    /// As it stands in the file. Never better than what was said of the field before.
    void take(FieldId field) { settle(field, Fate::Taken); }
    /// Not as it stands: notes of one text are one note. `what` goes on after "3 fields of 'x': ".
    void assume(FieldId field, std::string_view what, std::string_view todo = {}) {
        note(Fate::Assumed, field, what, todo);
    }
    void leaveOut(FieldId field, std::string_view what, std::string_view todo = {}) {
        note(Fate::LeftOut, field, what, todo);
    }
    /// The same, told one by one.
    void leaveOutAlone(FieldId field, std::string what, std::string todo = {});
    /// What was concluded without a field.
    void assumeOfFile(int line, int column, std::string what, std::string todo = {});

    /// Settles what nobody took; called once, at the end.
    void close();

    std::size_t fields() const { return fields_.size(); }
    std::size_t count(Fate fate) const; ///< the three of them are all fields, once closed
    /// In order of place.
    const std::vector<ImportNote>& notes() const { return notes_; }
    /// "120 fields: 100 taken, 15 assumed, 5 left out".
    std::string sum() const;

  private:
    enum class State : unsigned char { Open, Taken, Assumed, LeftOut };
    struct Field {
        int line = 0, column = 0;
        std::uint32_t name = 0;
        State state = State::Open;
        std::uint32_t note = 0; ///< that settles its fate, from 1
    };
    /// False where it was no better before.
    bool settle(FieldId field, Fate fate);
    void settleBy(std::size_t note, FieldId field);
    void note(Fate fate, FieldId field, std::string_view what, std::string_view todo);

    std::string file_;
    std::vector<Field> fields_;
    std::vector<std::string> names_;
    std::map<std::string, std::uint32_t, std::less<>> nameIds_;
    std::vector<ImportNote> notes_;
    std::map<std::pair<std::uint32_t, std::string>, std::size_t> noteByWhat_;
};

} // namespace perilune::timeline
