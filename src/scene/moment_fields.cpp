#include "scene/moment_fields.h"

#include "scene/choices.h"
#include "astro/trajectory.h"
#include "timeline/languages.h"

#include <fmt/format.h>

namespace perilune::scene {

const Field* fieldNamed(std::string_view name) {
    for (const Field& field : momentFields())
        if (field.name == name)
            return &field;
    return nullptr;
}

std::string helpOf(const Field& field) {
    std::string words;
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind))
        words = fmt::format("{}", fmt::join(choice->words(), ", "));
    else if (std::holds_alternative<kind::Shown>(field.kind))
        words = fmt::format("{}", fmt::join(layerNames(), ", "));
    return fmt::format(fmt::runtime(field.help), words);
}

std::vector<std::string> layerNames() {
    std::vector<std::string> names;
    for (const LayerName& layer : kLayerNames)
        names.emplace_back(layer.name);
    return names;
}

std::vector<std::string> idsOf(IdOf what, const timeline::Timeline& timeline) {
    std::vector<std::string> ids;
    const auto all = [&ids](const auto& items) {
        for (const auto& item : items)
            ids.push_back(item.id);
    };
    switch (what) {
    case IdOf::Milestone:
        all(timeline.milestones);
        break;
    case IdOf::Site:
        all(timeline.sites);
        break;
    case IdOf::Country:
        for (const timeline::Partner& partner : timeline.partners)
            ids.push_back(partner.country);
        break;
    case IdOf::Language:
        return timeline::languagesOf(timeline);
    case IdOf::Path:
        all(astro::trajectories());
        break;
    case IdOf::Lane:
        for (const timeline::Programme& programme : timeline.programmes) {
            ids.push_back(programme.id);
            for (const timeline::Lane& lane : programme.lanes)
                ids.push_back(laneId(programme.id, lane.id));
        }
        break;
    }
    return ids;
}

const char* nounOf(IdOf what) {
    switch (what) {
    case IdOf::Milestone:
        return "milestone";
    case IdOf::Site:
        return "site";
    case IdOf::Country:
        return "country";
    case IdOf::Language:
        return "language";
    case IdOf::Lane:
        return "programme or lane";
    case IdOf::Path:
        break;
    }
    return "path";
}

} // namespace perilune::scene
