#include "timeline/import/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace perilune::timeline {

namespace {

constexpr std::size_t kMostAlone = 1000; ///< notes of single fields; further ones share one

std::string counted(std::size_t fields) {
    return fields == 1 ? "1 field" : fmt::format("{} fields", fields);
}

} // namespace

std::string format(const ImportNote& note) {
    const base::SourcePlace& at = note.place;
    const std::string place = at.line > 0 ? fmt::format("{}:{}:{}", at.file, at.line, at.column) : at.file;
    return fmt::format("{}: {}: {}{}{}", place, note.fate == Fate::LeftOut ? "left out" : "assumed",
                       note.what, note.todo.empty() ? "" : "; ", note.todo);
}

ImportAccount::FieldId ImportAccount::add(int line, int column, std::string_view name) {
    auto known = nameIds_.find(name);
    if (known == nameIds_.end()) {
        known = nameIds_.emplace(std::string(name), static_cast<std::uint32_t>(names_.size())).first;
        names_.emplace_back(name);
    }
    fields_.push_back({line, column, known->second, State::Open});
    return fields_.size() - 1;
}

base::SourcePlace ImportAccount::placeOf(FieldId field) const {
    return {file_, fields_[field].line, fields_[field].column};
}

bool ImportAccount::settle(FieldId field, Fate fate) {
    State& state = fields_[field].state;
    const State now = fate == Fate::Taken     ? State::Taken
                      : fate == Fate::Assumed ? State::Assumed
                                              : State::LeftOut;
    const bool isWorse = now > state;
    state = std::max(state, now);
    return isWorse;
}

void ImportAccount::settleBy(std::size_t note, FieldId field) {
    ++notes_[note].concerns;
    if (!settle(field, notes_[note].fate))
        return;
    if (std::uint32_t& before = fields_[field].note; before > 0)
        --notes_[before - 1].fields;
    fields_[field].note = static_cast<std::uint32_t>(note + 1);
    ++notes_[note].fields;
}

void ImportAccount::note(Fate fate, FieldId field, std::string_view what, std::string_view todo) {
    const std::uint32_t name = fields_[field].name;
    const auto [known, isNew] = noteByWhat_.emplace(
        std::pair(name, fmt::format("{}{}", static_cast<int>(fate), what)), notes_.size());
    if (isNew)
        notes_.push_back({fate, placeOf(field), std::string(what), std::string(todo)});
    settleBy(known->second, field);
}

void ImportAccount::leaveOutAlone(FieldId field, std::string what, std::string todo) {
    if (notes_.size() < kMostAlone) {
        notes_.push_back({Fate::LeftOut, placeOf(field), std::move(what), std::move(todo)});
        settleBy(notes_.size() - 1, field);
    } else
        note(Fate::LeftOut, field, "more of the kind that is told one by one above", todo);
}

void ImportAccount::assumeOfFile(int line, int column, std::string what, std::string todo) {
    notes_.push_back({Fate::Assumed, {file_, line, column}, std::move(what), std::move(todo)});
}

void ImportAccount::close() {
    for (FieldId field = 0; field < fields_.size(); ++field)
        if (fields_[field].state == State::Open)
            leaveOut(field, "is not read", "a timeline has no place for it");
    // Now it is known how many fields each is of.
    for (const auto& [key, at] : noteByWhat_)
        notes_[at].what =
            fmt::format("{} of '{}': {}", counted(notes_[at].concerns), names_[key.first], notes_[at].what);
    noteByWhat_.clear();
    std::stable_sort(notes_.begin(), notes_.end(), [](const ImportNote& a, const ImportNote& b) {
        return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
    });
}

std::size_t ImportAccount::count(Fate fate) const {
    const State state = fate == Fate::Taken     ? State::Taken
                        : fate == Fate::Assumed ? State::Assumed
                                                : State::LeftOut;
    return static_cast<std::size_t>(
        std::count_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.state == state; }));
}

std::string ImportAccount::sum() const {
    return fmt::format("{}: {} taken, {} assumed, {} left out", counted(fields()), count(Fate::Taken),
                       count(Fate::Assumed), count(Fate::LeftOut));
}

} // namespace perilune::timeline
