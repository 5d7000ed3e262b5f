// How the strip and all letters look: theme, size of text, lanes that are folded or hidden.
#include "ui/reduce.h"
#include "scene/choices.h"
#include "scene/moment_fields.h"

#include <algorithm>

namespace perilune::ui {

namespace {

bool holdsId(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void toggleId(std::vector<std::string>& ids, const std::string& id) {
    if (holdsId(ids, id))
        std::erase(ids, id);
    else
        ids.push_back(id);
}

std::string laneTitleOf(const std::string& id, const Dataset& data, const std::string& language) {
    for (const timeline::Programme& programme : data.timeline->programmes) {
        if (programme.id == id)
            return programme.title.in(language);
        for (const timeline::Lane& lane : programme.lanes)
            if (scene::laneId(programme.id, lane.id) == id)
                return lane.title.in(language);
    }
    return id;
}

/// All but a programme or lane: programmes as a whole where they do not have it.
std::vector<std::string> othersThan(const std::string& id, const timeline::Timeline& timeline) {
    std::vector<std::string> others;
    for (const timeline::Programme& programme : timeline.programmes) {
        if (programme.id == id)
            continue;
        const bool holds = id.starts_with(programme.id + "/");
        if (!holds)
            others.push_back(programme.id);
        for (const timeline::Lane& lane : programme.lanes)
            if (holds && scene::laneId(programme.id, lane.id) != id)
                others.push_back(scene::laneId(programme.id, lane.id));
    }
    return others;
}

} // namespace

void Reducer::operator()(const action::SetTheme& a) {
    show.moment.theme = a.theme;
}

void Reducer::operator()(const action::SetTextSize& a) {
    show.moment.textPercent = std::clamp(a.percent, scene::kLeastText, scene::kGreatestText);
}

void Reducer::operator()(const action::FoldLane& a) {
    toggleId(show.moment.folded, a.id);
}

void Reducer::operator()(const action::HideLane& a) {
    if (holdsId(show.moment.hidden, a.id))
        return;
    show.moment.hidden.push_back(a.id);
    say("Hidden: " + laneTitleOf(a.id, data, show.moment.language));
}

void Reducer::operator()(const action::OnlyLane& a) {
    std::vector<std::string> others = othersThan(a.id, *data.timeline);
    if (show.moment.hidden == others)
        others.clear();
    show.moment.hidden = std::move(others);
    std::erase(show.moment.folded, a.id); // the first click of two folded it
}

void Reducer::operator()(const action::ShowLanes&) {
    show.moment.hidden.clear();
    say("All lanes are there");
}

} // namespace perilune::ui
