#pragma once

#include "scene/scene.h"
#include "timeline/ask/standing_milestones.h"

#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace perilune::scene {

/// The rows of the milestones of each site, by its id, in the timeline's order.
using RowsAtSites = std::map<std::string_view, std::vector<const timeline::StandingMilestone*>>;

/// What the parts of a scene are made from: the Moment, and how all that was known stands on its day. Made
/// once a scene, so that no part asks the timeline again.
struct Basis {
    const timeline::Timeline& timeline;
    const Moment& moment;
    const timeline::Changes* changes; ///< since the day with which the Moment compares; nullptr: it does not
    const timeline::StandingMilestones& rows;
    const RowsAtSites& atSites;

    timeline::KnownDay known() const { return rows.known(); }
    timeline::ValidDay day() const { return rows.day(); }
    std::span<const timeline::StandingMilestone* const> rowsAt(const timeline::Site& site) const {
        const auto found = atSites.find(site.id);
        return found == atSites.end() ? std::span<const timeline::StandingMilestone* const>{} : found->second;
    }

    /// In the Moment's language.
    const std::string& titleOf(const timeline::LocalizedText& title) const {
        return title.in(moment.language);
    }
    /// Where room is short: the short title, which is English, but where the whole one is given in another
    /// language that was chosen.
    const std::string& nameOf(const timeline::Milestone& milestone) const {
        const std::string* chosen = milestone.title.given(moment.language);
        const bool english = !chosen || chosen == milestone.title.given("en");
        return english && !milestone.shortTitle.empty() ? milestone.shortTitle : titleOf(milestone.title);
    }
};

/// The widest picture for which names and lines are looked for, width by height.
inline constexpr double kWidestAspect = 2.6;

/// Between two unit vectors, radians; exact for small angles and for flat ones.
double angleBetween(const glm::dvec3& a, const glm::dvec3& b);

std::vector<SitePin> sitesOf(const Basis& basis, const Camera& camera, const terrain::Surface& surface);
std::vector<PlacedModel> modelsOf(const Basis& basis, const Camera& camera,
                                  const astro::Direction<astro::Mcmf>& sun, const terrain::Surface& surface);
/// From so far away the lamps of a spacecraft may be in the picture, metres.
inline constexpr double kLampsSeenM = 5'000.0;
std::vector<Path> pathsOf(const Basis& basis, const astro::Sky& sky, const Camera& camera);
std::vector<PlaceName> namesOf(const Camera& camera, const terrain::Surface& surface);
std::vector<GraticuleLine> graticuleOf(const Camera& camera, const terrain::Surface& surface);
std::vector<Fact> factsOf(const Basis& basis, const astro::Sky& sky, const terrain::Surface& surface);
/// "ground 12 km away hides the Earth", where it would be in the picture: a crater's wall, a hill.
std::optional<std::string> hiddenEarthNote(const Camera& camera, const Heavens& heavens,
                                           const terrain::Surface& surface);
std::optional<double> scaleOf(const Camera& camera, const terrain::Surface& surface);
Strip stripOf(const Basis& basis);
/// Only where there are changes.
ChangesView changesOf(const Basis& basis);
PartnerView partnersOf(const Basis& basis);
std::optional<Card> cardOf(const Basis& basis);

/// How a site stands: what its own milestone came to.
Presence presenceOf(const timeline::Site& site, const Basis& basis);

} // namespace perilune::scene
