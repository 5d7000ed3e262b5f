#include "app/window/guest_model.h"

#include "model/model_info.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::app {

namespace {

/// The site that a Moment is about; empty where there is none.
std::string selectedSite(const timeline::Timeline& timeline, const scene::Moment& moment) {
    if (!moment.selectedSite.empty())
        return moment.selectedSite;
    for (const timeline::Milestone& milestone : timeline.milestones)
        if (milestone.id == moment.selected && !milestone.sites.empty())
            return milestone.sites.front();
    return "";
}

} // namespace

std::shared_ptr<const timeline::Timeline> withModelAt(const timeline::Timeline& timeline,
                                                      const std::string& site, const std::string& file) {
    auto changed = std::make_shared<timeline::Timeline>(timeline);
    for (timeline::Site& one : changed->sites)
        if (one.id == site) {
            one.model = file;
            one.modelMilestone.clear(); // no mission brings it
        }
    return changed;
}

base::Result<Guest> standAtSelected(const std::filesystem::path& file, const player::Content& content,
                                    const scene::Moment& moment) {
    const std::string name = file.filename().string();
    if (file.extension() != ".glb" && file.extension() != ".gltf")
        return base::inputError(fmt::format("{} is no model; drop a .glb or .gltf", name));
    const timeline::Timeline& timeline = *content.timeline;
    Guest guest;
    guest.site = selectedSite(timeline, moment);
    const auto site = std::find_if(timeline.sites.begin(), timeline.sites.end(),
                                   [&](const timeline::Site& one) { return one.id == guest.site; });
    if (site == timeline.sites.end())
        return base::inputError(
            fmt::format("select a site first, by a click on its pin: {} will stand there", name));
    if (std::holds_alternative<timeline::UnknownGeometry>(site->geometry))
        return base::inputError(
            fmt::format("the place of {} is not known, so nothing can stand there; select another",
                        site->title.in(moment.language)));
    guest.file = std::filesystem::absolute(file).string();
    const auto info = model::readModelInfo(guest.file);
    if (!info)
        return tl::unexpected(info.error());
    guest.content = content;
    guest.content.timeline = withModelAt(timeline, guest.site, guest.file);
    guest.words = fmt::format("{}, {:.3g} m high, stands at {} until the window is closed", name,
                              info->sizeM.y, site->title.in(moment.language));
    return guest;
}

} // namespace perilune::app
