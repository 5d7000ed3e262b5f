#include "scene/credits.h"

#include "scene/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::scene {

namespace {

class Gatherer {
  public:
    Gatherer(const timeline::Timeline& timeline, Credits& credits) : timeline_(timeline), credits_(credits) {}

    void add(const std::string& id, const std::vector<std::string>& sources) {
        if (sources.empty())
            credits_.unsourced.insert(id);
        credits_.sources.insert(sources.begin(), sources.end());
    }
    /// All that was said of it by then: a mark has its ghosts, a card its rows.
    void milestone(const std::string& id, timeline::KnownDay known) {
        const timeline::Milestone* milestone = timeline_.milestone(id);
        if (!milestone)
            return;
        for (const timeline::Announcement& said : milestone->history)
            if (said.knownFrom() <= known)
                add(id, said.sources);
    }
    void site(const std::string& id, timeline::KnownDay known) {
        const timeline::Site* site = timeline_.site(id);
        if (!site)
            return;
        if (site->history.empty() || !site->sources.empty())
            add(id, site->sources);
        for (const timeline::SiteAnnouncement& said : site->history)
            if (said.knownFrom() <= known)
                add(id, said.sources);
    }
    void partner(const std::string& id) {
        if (const timeline::Partner* partner = timeline_.partner(id))
            add(id, partner->sources);
    }

  private:
    const timeline::Timeline& timeline_;
    Credits& credits_;
};

} // namespace

void addCredits(const Scene& scene, const timeline::Timeline& timeline, Credits& credits) {
    Gatherer gatherer(timeline, credits);
    if (scene.strip)
        for (const StripProgramme& programme : scene.strip->programmes)
            for (const StripLane& lane : programme.lanes)
                for (const StripMark& mark : lane.marks)
                    gatherer.milestone(mark.milestone, scene.known);
    if (scene.card) {
        gatherer.milestone(scene.card->milestone, scene.known);
        for (const CauseRow& cause : scene.card->causes)
            gatherer.milestone(cause.milestone, scene.known);
    }
    if (scene.partners)
        for (const BlocLines& bloc : scene.partners->blocs)
            for (const PartnerLine& line : bloc.partners)
                gatherer.partner(line.id);
    if (scene.changes)
        for (const ChangeColumn& column : scene.changes->columns)
            for (const ChangeRow& row : column.rows)
                gatherer.milestone(row.milestone, scene.changes->to);
    if (scene.partners || scene.changes)
        return; // they lie over the ground
    for (const SitePin& pin : scene.sites)
        gatherer.site(pin.id, scene.known);
    for (const PlacedModel& model : scene.models)
        gatherer.site(model.site, scene.known);
}

std::vector<std::string> creditLines(const Credits& credits, const timeline::Timeline& timeline) {
    std::vector<std::string> lines;
    for (const std::string& id : credits.sources)
        if (const timeline::Source* source = timeline.source(id))
            lines.push_back(sourceInWords(*source));
    std::sort(lines.begin(), lines.end());
    if (!credits.unsourced.empty())
        lines.push_back(fmt::format("Without a source that was read, and so unverified: {} of what is shown",
                                    credits.unsourced.size()));
    return lines;
}

} // namespace perilune::scene
