#pragma once

#include "scene/scene.h"

namespace perilune::scene {

/// What the parts of a scene are made from: what was known, and on which day one stands.
struct Basis {
    const timeline::Timeline& timeline;
    const timeline::Snapshot& snapshot;
    const Moment& moment;
    timeline::ValidDay day;

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

std::vector<SitePin> sitesOf(const Basis& basis, const Camera& camera, const terrain::Surface& surface);
std::vector<PlacedModel> modelsOf(const Basis& basis, const terrain::Surface& surface);
std::vector<Path> pathsOf(const Basis& basis, const astro::Sky& sky, const Camera& camera);
std::vector<PlaceName> namesOf(const Camera& camera, const terrain::Surface& surface);
std::vector<GraticuleLine> graticuleOf(const Camera& camera, const terrain::Surface& surface);
std::vector<Fact> factsOf(const Basis& basis, const astro::Sky& sky, const terrain::Surface& surface);
std::optional<double> scaleOf(const Camera& camera, const terrain::Surface& surface);
Strip stripOf(const Basis& basis);
/// Only where the Moment names a day with which to compare.
ChangesView changesOf(const Basis& basis);
PartnerView partnersOf(const Basis& basis);
std::optional<Card> cardOf(const Basis& basis);

/// How a site stands: what its own milestone came to.
Presence presenceOf(const timeline::Site& site, const Basis& basis);

} // namespace perilune::scene
