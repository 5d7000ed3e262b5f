#include "timeline/write/history_things.h"

#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace perilune::timeline {

namespace {

std::string degreesOf(const Place& place) {
    return fmt::format("{:.10g} {:.10g}", place.latitude.degrees(), place.longitude.degrees());
}

std::string edtfOf(const std::optional<Window>& window) {
    return window ? window->edtf : std::string();
}

class Things {
  public:
    Things(const Timeline& timeline, std::span<const StandingMilestone* const> rows, KnownDay known)
        : timeline_(timeline), known_(known) {
        const auto begun =
            std::count_if(timeline.milestones.begin(), timeline.milestones.end(), [&](const Milestone& m) {
                return !m.history.empty() && m.history.front().knownFrom() <= known;
            });
        all_ = rows.size() >= static_cast<std::size_t>(begun);
        // Of what has no day, nobody can tell whether it was known then.
        undated_ = all_ && known >= timeline.latestKnown();
        for (const StandingMilestone* row : rows) {
            const Milestone& m = row->milestone();
            milestones_.insert(m.id);
            lanes_.insert({m.programme, m.lane});
            named_.insert(m.sites.begin(), m.sites.end());
            vehicles_.insert(m.vehicles.begin(), m.vehicles.end());
            missions_.insert(m.mission);
            for (const Announcement& said : m.history) {
                if (said.knownFrom() > known)
                    continue;
                sources_.insert(said.sources.begin(), said.sources.end());
                people_.insert(said.person);
                for (const CrewMember& member : said.crew)
                    people_.insert(member.person);
            }
        }
        nameCandidates();
    }

    std::vector<HistoryThing> made() && {
        for (const Programme& programme : timeline_.programmes)
            for (const Lane& lane : programme.lanes)
                if (undated_ && !lanes_.contains({programme.id, lane.id}))
                    things_.push_back({"lane", &programme, &lane, nullptr, {}, {}});
        for (const Site& site : timeline_.sites)
            if (isWanted(site))
                addSite(site);
        for (const Vehicle& vehicle : timeline_.vehicles)
            if (undated_ || vehicles_.contains(vehicle.id))
                addSubject("vehicle", vehicle);
        for (const Mission& mission : timeline_.missions)
            if (undated_ || missions_.contains(mission.id))
                addSubject("mission", mission);
        for (const Bloc& bloc : timeline_.blocs)
            if (isWanted(bloc))
                add("bloc", bloc.id, &bloc.title)->cells["programme"] = bloc.programme;
        for (const Partner& partner : timeline_.partners)
            if (isWanted(partner))
                addPartner(partner);
        for (const Person& person : timeline_.people)
            if (undated_ || people_.contains(person.id))
                addPerson(person);
        for (const HistoryThing& thing : things_)
            sources_.insert(thing.sources.begin(), thing.sources.end());
        if (undated_)
            for (const Source& source : timeline_.sources)
                if (!sources_.contains(source.id))
                    things_.push_back({"source", nullptr, nullptr, nullptr, {source.id}, {}});
        return std::move(things_);
    }

  private:
    std::optional<KnownDay> knownFrom(const Site& site) const {
        if (site.announced)
            return KnownDay{site.announced->lastDay()};
        return site.history.empty() ? std::nullopt : std::optional(site.history.front().knownFrom());
    }
    bool isWanted(const Site& site) const {
        const auto from = knownFrom(site);
        return (all_ || named_.contains(site.id)) && (!from || *from <= known_) &&
               (site.history.empty() || site.history.front().knownFrom() <= known_);
    }
    bool isWanted(const Partner& partner) const { return all_ && partner.joinedFrom() <= known_; }
    bool isWanted(const Bloc& bloc) const {
        return undated_ || std::any_of(
                               timeline_.partners.begin(), timeline_.partners.end(),
                               [&](const Partner& p) { return p.bloc == bloc.id && isWanted(p); });
    }
    /// Sites that others may come to be are named with them.
    void nameCandidates() {
        for (std::size_t before = 0; before != named_.size();) {
            before = named_.size();
            for (const Site& site : timeline_.sites) {
                if (!named_.contains(site.id))
                    continue;
                const auto name = [&](const Geometry& geometry) {
                    if (const auto* candidates = std::get_if<CandidateGeometry>(&geometry))
                        named_.insert(candidates->sites.begin(), candidates->sites.end());
                };
                name(site.geometry);
                for (const SiteAnnouncement& said : site.history)
                    name(said.geometry);
            }
        }
    }

    HistoryThing* add(std::string_view what, const std::string& id, const LocalizedText* title,
                      std::vector<std::string> sources = {}) {
        things_.push_back({what, nullptr, nullptr, title, std::move(sources), {{"id", id}}});
        return &things_.back();
    }
    template <class T> void addSubject(std::string_view what, const T& subject) {
        add(what, subject.id, &subject.title, subject.sources)->cells["note"] = csvText(subject.note);
    }
    void addSite(const Site& site) {
        HistoryThing& thing = *add("site", site.id, &site.title, site.sources);
        thing.programme = timeline_.programme(site.programme);
        thing.cells["note"] = csvText(site.note);
        thing.cells["announced"] = edtfOf(site.announced);
        thing.cells["confidence"] = nameOf(site.confidence);
        if (site.history.empty())
            thing.cells["where"] = placeInCell(site.geometry);
        if (!site.model.empty() && milestones_.contains(site.modelMilestone)) {
            thing.cells["model"] = csvText(site.model);
            thing.cells["model_milestone"] = site.modelMilestone;
        }
        for (const SiteAnnouncement& said : site.history) {
            if (said.knownFrom() > known_)
                break;
            HistoryThing& place = *add("place", site.id, nullptr, said.sources);
            place.programme = timeline_.programme(site.programme);
            place.cells["announced"] = said.announced.edtf;
            place.cells["where"] = placeInCell(said.geometry);
            place.cells["by"] = csvText(said.by);
            place.cells["words"] = csvText(said.words);
            place.cells["confidence"] = nameOf(said.confidence);
        }
    }
    void addPartner(const Partner& partner) {
        HistoryThing& thing = *add("partner", partner.id, &partner.title, partner.sources);
        thing.cells["note"] = csvText(partner.note);
        thing.cells["kind"] = nameOf(partner.kind);
        thing.cells["level"] = nameOf(partner.level);
        thing.cells["bloc"] = partner.bloc;
        thing.cells["country"] = partner.country;
        thing.cells["joined"] = partner.joined.edtf;
        if (const auto left = partner.leftFrom(); left && *left <= known_)
            thing.cells["left"] = partner.left->edtf;
        thing.cells["disputed"] = partner.disputed ? "true" : "";
        thing.cells["confidence"] = nameOf(partner.confidence);
    }

    void addPerson(const Person& person) {
        HistoryThing& thing = *add("person", person.id, &person.name, person.sources);
        thing.cells["note"] = csvText(person.note);
        thing.cells["also"] = csvText(fmt::format("{}", fmt::join(person.also, "\n")));
        for (const Office& office : person.offices) {
            if (office.from.firstDay() > known_.day)
                continue;
            HistoryThing& held = *add("office", person.id, &office.title, office.sources);
            held.organisation = &office.organisation;
            held.cells["from"] = office.from.edtf;
            if (office.until && office.until->lastDay() <= known_.day)
                held.cells["until"] = office.until->edtf;
            held.cells["confidence"] = nameOf(office.confidence);
        }
    }

    const Timeline& timeline_;
    KnownDay known_;
    bool all_ = false, undated_ = false;
    std::set<std::string, std::less<>> milestones_, named_, vehicles_, missions_, sources_, people_;
    std::set<std::pair<std::string, std::string>> lanes_;
    std::vector<HistoryThing> things_;
};

} // namespace

std::string placeInCell(const Geometry& geometry) {
    if (const auto* point = std::get_if<PointGeometry>(&geometry))
        return "point " + degreesOf(point->at) +
               (point->uncertaintyKm > 0.0 ? fmt::format(" uncertainty {:.10g}", point->uncertaintyKm) : "");
    if (const auto* circle = std::get_if<CircleGeometry>(&geometry))
        return fmt::format("point {} radius {:.10g}", degreesOf(circle->centre), circle->radiusKm);
    if (const auto* polygon = std::get_if<PolygonGeometry>(&geometry)) {
        std::string text = "polygon";
        for (const Place& corner : polygon->corners)
            text += " " + degreesOf(corner);
        return text;
    }
    if (const auto* candidates = std::get_if<CandidateGeometry>(&geometry))
        return fmt::format("candidates {}", fmt::join(candidates->sites, " "));
    return "unknown";
}

std::vector<HistoryThing> thingsOf(const Timeline& timeline, std::span<const StandingMilestone* const> rows,
                                   KnownDay known) {
    return Things(timeline, rows, known).made();
}

} // namespace perilune::timeline
