#include "timeline/names.h"

#include "timeline/ask/partners.h"
#include "timeline/ask/query.h"
#include "timeline/read/parse.h"

#include <algorithm>
#include <array>

namespace perilune::timeline {

namespace {

constexpr std::array<Word<Status>, 11> kStatuses{{
    {"proposed", Status::Proposed},
    {"announced", Status::Announced},
    {"in-development", Status::InDevelopment},
    {"delayed", Status::Delayed},
    {"launched", Status::Launched},
    {"achieved", Status::Achieved},
    {"partly-achieved", Status::PartlyAchieved},
    {"failed", Status::Failed},
    {"paused", Status::Paused},
    {"cancelled", Status::Cancelled},
    {"superseded", Status::Superseded},
}};

constexpr std::array<Word<Confidence>, 3> kConfidences{{
    {"high", Confidence::High},
    {"low", Confidence::Low},
    {"unverified", Confidence::Unverified},
}};

constexpr std::array<Word<AnnouncementKind>, 5> kKinds{{
    {"target", AnnouncementKind::Target},
    {"statement", AnnouncementKind::Statement},
    {"event", AnnouncementKind::Event},
    {"projection", AnnouncementKind::Projection},
    {"period", AnnouncementKind::Period},
}};

constexpr std::array<Word<Mark>, 4> kMarks{{
    {"circle", Mark::Circle},
    {"diamond", Mark::Diamond},
    {"square", Mark::Square},
    {"triangle", Mark::Triangle},
}};

constexpr std::array<Word<PartnerKind>, 2> kPartnerKinds{{
    {"country", PartnerKind::Country},
    {"organisation", PartnerKind::Organisation},
}};

constexpr std::array<Word<PartnerLevel>, 3> kPartnerLevels{{
    {"state", PartnerLevel::State},
    {"agency", PartnerLevel::Agency},
    {"institution", PartnerLevel::Institution},
}};

template <class T> const char* nameIn(std::span<const Word<T>> table, T value) {
    for (const Word<T>& word : table)
        if (word.value == value)
            return word.name;
    return "?";
}

} // namespace

template <> std::span<const Word<Status>> words<Status>() {
    return kStatuses;
}
template <> std::span<const Word<Confidence>> words<Confidence>() {
    return kConfidences;
}
template <> std::span<const Word<AnnouncementKind>> words<AnnouncementKind>() {
    return kKinds;
}
template <> std::span<const Word<Mark>> words<Mark>() {
    return kMarks;
}
template <> std::span<const Word<PartnerKind>> words<PartnerKind>() {
    return kPartnerKinds;
}
template <> std::span<const Word<PartnerLevel>> words<PartnerLevel>() {
    return kPartnerLevels;
}

const char* nameOf(Status status) {
    return nameIn(words<Status>(), status);
}
const char* nameOf(Confidence confidence) {
    return nameIn(words<Confidence>(), confidence);
}
const char* nameOf(AnnouncementKind kind) {
    return nameIn(words<AnnouncementKind>(), kind);
}

const char* nameOf(PartnerKind kind) {
    return nameIn(words<PartnerKind>(), kind);
}
const char* nameOf(PartnerLevel level) {
    return nameIn(words<PartnerLevel>(), level);
}
const char* nameOf(Mark mark) {
    return nameIn(words<Mark>(), mark);
}

const char* nameOf(Precision precision) {
    switch (precision) {
    case Precision::Day:
        return "day";
    case Precision::Month:
        return "month";
    case Precision::Quarter:
        return "quarter";
    case Precision::Season:
        return "season";
    case Precision::Half:
        return "half";
    case Precision::Year:
        return "year";
    case Precision::Decade:
        return "decade";
    case Precision::Range:
        return "range";
    }
    return "?";
}

const char* nameOf(Standing standing) {
    switch (standing) {
    case Standing::Upcoming:
        return "upcoming";
    case Standing::Due:
        return "due";
    case Standing::Overdue:
        return "overdue";
    case Standing::Done:
        return "done";
    case Standing::Partly:
        return "partly done";
    case Standing::Failed:
        return "failed";
    case Standing::Paused:
        return "paused";
    case Standing::Cancelled:
        return "cancelled";
    case Standing::Superseded:
        return "superseded";
    case Standing::Undated:
        return "undated";
    }
    return "?";
}

std::string inWords(Status status) {
    std::string words = nameOf(status);
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
}

} // namespace perilune::timeline
