#pragma once

#include "scene/scene.h"

namespace perilune::scene {

// The words that the dumps use.

/// Where a tail ends or a count rises. What it belongs to tells its days; where a month or a year begins or
/// ends it may stand for all of that, and is told no more exactly.
inline std::string turnOf(base::Day day) {
    const std::chrono::year_month_day here{day}, next{day + std::chrono::days{1}};
    const std::chrono::day first{1};
    const bool ofMonth = here.day() == first || next.day() == first;
    const bool ofYear = ofMonth && (here.day() == first ? here.month() == std::chrono::January
                                                        : next.month() == std::chrono::January);
    return base::formatDay(day).substr(0, ofYear ? 4 : ofMonth ? 7 : 10);
}

inline const char* nameOf(Presence presence) {
    switch (presence) {
    case Presence::Planned:
        return "planned";
    case Presence::There:
        return "there";
    case Presence::Lost:
        return "lost";
    case Presence::Cancelled:
        return "cancelled";
    }
    return "?";
}

inline const char* nameOf(StripMarkKind kind) {
    switch (kind) {
    case StripMarkKind::Current:
        return "current";
    case StripMarkKind::Earlier:
        return "earlier";
    case StripMarkKind::Projection:
        return "projection";
    }
    return "?";
}

inline const char* nameOf(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::New:
        return "new";
    case ChangeKind::Later:
        return "later";
    case ChangeKind::Earlier:
        return "earlier";
    case ChangeKind::Redated:
        return "redated";
    case ChangeKind::Dated:
        return "dated";
    case ChangeKind::Withdrawn:
        return "withdrawn";
    case ChangeKind::Happened:
        return "happened";
    case ChangeKind::Failed:
        return "failed";
    case ChangeKind::Paused:
        return "paused";
    case ChangeKind::Cancelled:
        return "cancelled";
    case ChangeKind::ToldOf:
        return "told-of";
    }
    return "?";
}

inline const char* nameOf(AsOfMode mode) {
    switch (mode) {
    case AsOfMode::AsItLookedThen:
        return "as-it-looked-then";
    case AsOfMode::Hindsight:
        return "hindsight";
    case AsOfMode::OnADay:
        return "on-a-day";
    }
    return "?";
}

inline const char* nameOf(timeline::Mark mark) {
    switch (mark) {
    case timeline::Mark::Circle:
        return "circle";
    case timeline::Mark::Diamond:
        return "diamond";
    case timeline::Mark::Square:
        return "square";
    case timeline::Mark::Triangle:
        return "triangle";
    }
    return "?";
}

inline const char* nameOf(terrain::FeatureClass shape) {
    switch (shape) {
    case terrain::FeatureClass::Sea:
        return "sea";
    case terrain::FeatureClass::Bay:
        return "bay";
    case terrain::FeatureClass::Crater:
        return "crater";
    case terrain::FeatureClass::Satellite:
        return "satellite crater";
    case terrain::FeatureClass::Mountain:
        return "mountain";
    case terrain::FeatureClass::Line:
        return "line";
    case terrain::FeatureClass::Spot:
        return "spot";
    }
    return "?";
}

/// A number rounded so that two machines print the same, with no "-0".
double rounded(double value, int decimals);

} // namespace perilune::scene
