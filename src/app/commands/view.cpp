#include "app/commands/view.h"

#include "app/commands/loading.h"
#include "app/commands/typed_now.h"
#include "scene/choices.h"
#include "scene/looks.h"
#include "scene/opening.h"
#include "scene/standing.h"
#include "scene/usual_span.h"
#include "scene/where.h"
#include "timeline/languages.h"
#include "base/did_you_mean.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::app {

namespace {

/// --look: over the ground.
base::Result<void> lookAt(const LookWish& look, const timeline::Timeline& timeline, scene::Moment& moment) {
    if (look.site.empty()) {
        const auto [latitude, longitude] = look.place;
        moment.look = look.rangeKm ? scene::lookFrom({latitude, longitude, 0.0}, *look.rangeKm * 1000.0)
                                   : scene::wholeDisc(latitude, longitude);
        return {};
    }
    const auto site = findSite(timeline, look.site);
    if (!site)
        return tl::unexpected(site.error());
    const auto where = scene::whereIs(**site, timeline.latestKnown(), timeline);
    if (!where)
        return base::inputError(fmt::format(
            "no place was announced for \"{}\"; choose another site, or give LAT,LON", (*site)->id));
    moment.look = look.rangeKm ? scene::lookFrom({where->middle.latitude, where->middle.longitude, 0.0},
                                                 *look.rangeKm * 1000.0)
                               : scene::lookAt(*where);
    moment.selectedSite = (*site)->id;
    return {};
}

/// The place where one stands, as far as the words tell it; else that which --look looks at.
base::Result<scene::Look> standFor(const ViewFrom& from, const timeline::Timeline& timeline,
                                   scene::Moment& moment) {
    if (from.place)
        return scene::standingAt(astro::Selenographic{from.place->latitude, from.place->longitude, 0.0});
    if (from.site.empty())
        return scene::standingAt(astro::Selenographic{moment.look.latitude, moment.look.longitude, 0.0});
    const auto site = findSite(timeline, from.site);
    if (!site)
        return tl::unexpected(site.error());
    moment.selectedSite = (*site)->id;
    if (const auto look = scene::standingAt(**site, timeline.latestKnown(), timeline))
        return *look;
    return base::inputError(
        fmt::format("no place was announced for \"{}\"; give --view site:LAT,LON", from.site));
}

/// --view, on top of --look.
base::Result<void> lookFrom(const ViewFrom& from, bool placed, const timeline::Timeline& timeline,
                            scene::Moment& moment) {
    scene::Look look;
    switch (from.vantage) {
    case scene::Vantage::Over:
        return {};
    case scene::Vantage::Earth:
        look = scene::lookFromEarth();
        break;
    case scene::Vantage::Craft:
        look = scene::lookFromCraft(from.craft);
        break;
    case scene::Vantage::TwoBodies:
        look = scene::lookAtTwoBodies();
        break;
    case scene::Vantage::Site: {
        const auto stand = standFor(from, timeline, moment);
        if (!stand)
            return tl::unexpected(stand.error());
        look = *stand;
    }
    }
    if (from.vantage != scene::Vantage::Site && placed) {
        look.latitude = moment.look.latitude;
        look.longitude = moment.look.longitude;
        if (scene::canAim(from.vantage, scene::Aim::Place))
            look.aim = scene::Aim::Place;
    }
    moment.look = look;
    return {};
}

/// Options that mean nothing from where one looks are told.
base::Result<void> checkLook(const ViewWish& wish, const scene::Look& look) {
    const bool over = look.vantage == scene::Vantage::Over;
    if (over && (wish.says("aim") || wish.says("north") || wish.says("azimuth") || wish.says("elevation")))
        return base::inputError("--aim, --north, --azimuth and --elevation go with --view; over the ground "
                                "there are --look, --heading and --tilt");
    if (!over && (wish.says("heading") || wish.says("tilt")))
        return base::inputError("--heading and --tilt are for looks over the ground; with --view there are "
                                "--azimuth and --elevation");
    if (wish.says("north") && look.vantage != scene::Vantage::Earth)
        return base::inputError("--north goes with --view earth");
    return {};
}

/// --aim: what the eye was turned away from before it is turned away from no longer.
base::Result<void> checkAim(const ViewWish& wish, scene::Aim before, scene::Look& look) {
    if (!scene::canAim(look.vantage, look.aim))
        return base::inputError(fmt::format("one cannot look at \"{}\" from \"{}\"", scene::nameOf(look.aim),
                                            scene::nameOf(look.vantage)));
    if (look.aim == scene::Aim::Place && !wish.look && wish.state.empty())
        return base::inputError("--aim place wants --look SITE or --look LAT,LON");
    if (look.aim != before)
        look.azimuth = look.elevation = {};
    return {};
}

/// Whether the record has what an id names.
base::Result<void> checkId(scene::IdOf what, const std::string& id, const timeline::Timeline& timeline) {
    const std::vector<std::string> known = scene::idsOf(what, timeline);
    if (id.empty() || std::find(known.begin(), known.end(), id) != known.end())
        return {};
    if (what == scene::IdOf::Language) {
        const auto language = findLanguage(timeline, id);
        return language ? base::Result<void>() : tl::unexpected(language.error());
    }
    if (what == scene::IdOf::Country) {
        const std::string meant = base::didYouMean(id, known, '"');
        return base::inputError(
            fmt::format("no partner's country is \"{}\"; give two capital letters of ISO 3166, such as FR{}",
                        id, meant.empty() ? "" : "; " + meant));
    }
    return base::inputError(base::unknownName(scene::nounOf(what), id, known));
}

base::Result<void> lay(const ViewWish& wish, const scene::Field& field, const std::string& words,
                       const timeline::Timeline& timeline, scene::Moment& moment) {
    const scene::Aim before = moment.look.aim;
    if (auto ok = scene::read(field, words, moment); !ok)
        return ok;
    if (const auto* id = std::get_if<scene::kind::Id>(&field.kind))
        if (auto ok = checkId(id->of, id->in(moment), timeline); !ok)
            return ok;
    if (std::string_view(field.name) == "country" && !moment.country.empty())
        moment.layers.partners = true;
    if (std::string_view(field.name) == "aim")
        return checkAim(wish, before, moment.look);
    return {};
}

} // namespace

base::Result<std::string> findLanguage(const timeline::Timeline& timeline, const std::string& code) {
    const std::vector<std::string> languages = timeline::languagesOf(timeline);
    for (const std::string& known : languages)
        if (code == known || code.substr(0, code.find('-')) == known)
            return code;
    const std::string shown = code.size() > 40 ? code.substr(0, 37) + "..." : code;
    return base::inputError(fmt::format("--language: no title is given in \"{}\"; there are {}", shown,
                                        fmt::join(languages, ", ")));
}

base::Result<scene::Followed> follow(const std::string& link, const timeline::Timeline& timeline) {
    auto followed = scene::followLink(link, timeline);
    if (followed)
        for (const std::string& remark : followed->remarks)
            tell(fmt::format("perilune: {}\n", remark));
    return followed;
}

base::Result<scene::Moment> momentFor(const ViewWish& given, const timeline::Timeline& timeline) {
    ViewWish wish = given;
    for (ViewWish::Said& said : wish.said)
        if (scene::Moment scratch; std::holds_alternative<scene::kind::Time>(said.field->kind) &&
                                   !scene::read(*said.field, said.words, scratch)) {
            const auto named = typedNow(said.words, &timeline);
            if (!named)
                return tl::unexpected(named.error());
            said.words = base::formatInstant(named->at);
        }
    scene::Moment moment;
    moment.at = scene::openingOf(timeline, base::startOf(lastDayOf(timeline))).at;
    for (const ViewWish::Said& said : wish.said) // the usual look depends on it
        if (said.field == scene::fieldNamed("at"))
            if (auto ok = scene::read(*said.field, said.words, moment); !ok)
                return tl::unexpected(ok.error());
    if (wish.state.empty()) {
        moment = scene::defaultMoment(timeline, moment.at);
    } else {
        auto followed = follow(wish.state, timeline);
        if (!followed)
            return tl::unexpected(followed.error());
        moment = std::move(followed->moment);
    }
    if (wish.look)
        if (auto ok = lookAt(*wish.look, timeline, moment); !ok)
            return tl::unexpected(ok.error());
    if (wish.from)
        if (auto ok = lookFrom(*wish.from, wish.look.has_value(), timeline, moment); !ok)
            return tl::unexpected(ok.error());
    if (auto ok = checkLook(wish, moment.look); !ok)
        return tl::unexpected(ok.error());
    if (wish.plain)
        moment.layers = {
            .strip = false, .card = false, .pins = false, .models = true, .titles = false, .sources = false};
    for (const scene::Field& field : scene::momentFields())
        for (const ViewWish::Said& said : wish.said)
            if (said.field == &field)
                if (auto ok = lay(wish, field, said.words, timeline, moment); !ok)
                    return tl::unexpected(ok.error());
    return moment;
}

} // namespace perilune::app
