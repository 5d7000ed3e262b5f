// Histories of one milestone: told by hand, or drawn at random as no author would write them.
#pragma once

#include "timeline/timeline.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::timeline {

inline Announcement said(const char* announced, const char* target, Status status = Status::Announced,
                         AnnouncementKind kind = AnnouncementKind::Target) {
    Announcement a;
    a.announced = *parseEdtf(announced);
    if (*target)
        a.target = *parseEdtf(target);
    a.status = status;
    a.kind = kind;
    return a;
}

inline Actual actualOn(base::Day day) {
    return {*parseEdtf(base::formatDay(day)), base::startOf(day), false};
}

inline Announcement happened(const char* announced, const char* instant, Status status = Status::Achieved) {
    Announcement a = said(announced, "", status, AnnouncementKind::Event);
    a.actual =
        Actual{*parseEdtf(instant), *base::parseInstant(instant), std::string_view(instant).size() > 10};
    return a;
}

inline Timeline timelineOf(std::vector<Announcement> history) {
    Timeline t;
    t.milestones.emplace_back();
    t.milestones.back().id = "landing";
    t.milestones.back().history = std::move(history);
    t.buildIndex();
    return t;
}

inline KnownDay known(const char* day) {
    return KnownDay{*base::parseDay(day)};
}
inline ValidDay valid(const char* day) {
    return ValidDay{*base::parseDay(day)};
}

class RandomHistories {
  public:
    explicit RandomHistories(unsigned seed) : random_(seed) {}

    int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

    base::Day day() { return *base::parseDay("2015-01-01") + std::chrono::days{pick(0, 5000)}; }

    Window window() {
        const std::string year = std::to_string(pick(2015, 2035));
        switch (pick(0, 6)) {
        case 0:
            return *parseEdtf(year);
        case 1:
            return *parseEdtf(year + "-" + std::to_string(pick(33, 36)));
        case 2:
            return *parseEdtf(year + "/..");
        case 3:
            return *parseEdtf("../" + year);
        case 4:
            return *parseEdtf(year + "-" + std::to_string(pick(10, 12)) + "~");
        default:
            return *parseEdtf(base::formatDay(day()));
        }
    }

    Announcement announcement() {
        Announcement a;
        a.announced = *parseEdtf(base::formatDay(day()));
        a.kind = static_cast<AnnouncementKind>(pick(0, 4));
        a.status = static_cast<Status>(pick(0, 10));
        if (pick(0, 2) > 0)
            a.target = window();
        if (a.kind == AnnouncementKind::Event)
            a.actual = actualOn(a.announced.begin - std::chrono::days{pick(0, 30)});
        return a;
    }

    std::vector<Announcement> history() {
        std::vector<Announcement> list(static_cast<std::size_t>(pick(1, 12)));
        for (Announcement& a : list)
            a = announcement();
        std::stable_sort(list.begin(), list.end(), [](const Announcement& a, const Announcement& b) {
            return a.knownFrom() < b.knownFrom();
        });
        return list;
    }

  private:
    std::mt19937 random_;
};

} // namespace perilune::timeline
