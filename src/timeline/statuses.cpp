#include "timeline/statuses.h"

namespace perilune::timeline {

namespace {

bool isPlan(Status status) {
    return status == Status::Proposed || status == Status::Announced || status == Status::InDevelopment ||
           status == Status::Delayed;
}

} // namespace

bool isFinal(Status status) {
    return status == Status::Achieved || status == Status::PartlyAchieved || status == Status::Failed ||
           status == Status::Cancelled || status == Status::Superseded;
}

bool mayFollow(Status before, Status after) {
    if (before == after)
        return true;
    switch (before) {
    case Status::Proposed:
    case Status::Announced:
    case Status::InDevelopment:
    case Status::Delayed:
    case Status::Paused:
        return true;
    case Status::Launched: // it may still be late, or be given up under way
        return !isPlan(after) || after == Status::Delayed;
    case Status::Achieved: // a judgement may be corrected, a fact is not undone
        return after == Status::PartlyAchieved || after == Status::Failed || after == Status::Superseded;
    case Status::PartlyAchieved:
        return after == Status::Achieved || after == Status::Failed || after == Status::Cancelled;
    case Status::Failed:
        return after == Status::PartlyAchieved || after == Status::Cancelled || after == Status::Superseded;
    case Status::Cancelled:
    case Status::Superseded: // taken up again, or one of them made into the other
        return isPlan(after) || after == Status::Paused || after == Status::Cancelled ||
               after == Status::Superseded;
    }
    return true;
}

const char* howToMend(Status before) {
    switch (before) {
    case Status::Cancelled:
    case Status::Superseded:
        return "say first when it was taken up again, or look at both entries";
    case Status::Achieved:
    case Status::PartlyAchieved:
    case Status::Failed:
        return "a new attempt is a milestone of its own; look at both entries";
    default:
        return "what has flown is no plan any more; look at both entries";
    }
}

} // namespace perilune::timeline
