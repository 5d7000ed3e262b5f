#include "scene/choices.h"
#include "scene/dump.h"
#include "scene/names.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace perilune::scene {

double rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    const double r = std::round(value * scale) / scale;
    return r == 0.0 ? 0.0 : r;
}

namespace {

class Page {
  public:
    template <class... Args> void line(int depth, fmt::format_string<Args...> form, Args&&... args) {
        text.append(std::size_t(depth) * 2, ' ');
        text += fmt::format(form, std::forward<Args>(args)...);
        text += '\n';
    }
    std::string text;
};

std::string degrees(base::Angle angle, int decimals = 3) {
    return fmt::format("{:.{}f}", rounded(angle.degrees(), decimals), decimals);
}
std::string placeOf(const astro::Position<astro::Mcmf>& position) {
    const astro::Selenographic place = astro::toSelenographic(position);
    return fmt::format("lat {} lon {} height {:.0f} m", degrees(place.latitude), degrees(place.longitude),
                       rounded(place.heightM, 0));
}
std::string placeOf(const astro::Direction<astro::Mcmf>& direction) {
    const astro::Selenographic place = astro::toSelenographic({direction.v * astro::kMoonRadiusM});
    return fmt::format("lat {} lon {}", degrees(place.latitude), degrees(place.longitude));
}
std::string vectorOf(const glm::dvec3& v) {
    return fmt::format("({:.4f}, {:.4f}, {:.4f})", rounded(v.x, 4), rounded(v.y, 4), rounded(v.z, 4));
}

std::string kilometresOf(const astro::Position<astro::Mcmf>& position) {
    return fmt::format("({:.0f}, {:.0f}, {:.0f}) km", rounded(position.m.x / 1000.0, 0),
                       rounded(position.m.y / 1000.0, 0), rounded(position.m.z / 1000.0, 0));
}
template <class To, class From> std::string axesOf(const astro::Rotation<To, From>& rotation) {
    return vectorOf(rotation.m[0]) + " " + vectorOf(rotation.m[1]) + " " + vectorOf(rotation.m[2]);
}

void writeHeavens(Page& page, const Heavens& heavens) {
    page.line(0, "sky: {}", nameOf(heavens.shown));
    page.line(1, "axes of the stars: {}", axesOf(heavens.fixedFromInertial));
    page.line(1, "sun at: {}", kilometresOf(heavens.sun));
    page.line(1, "earth at: {}", kilometresOf(heavens.earth));
    page.line(1, "axes of the earth: {}", axesOf(heavens.fixedFromEarth));
    for (const Heavens::Planet& planet : heavens.planets)
        page.line(1, "{}: {}, magnitude {:.1f}", planet.name, vectorOf(planet.towards.v),
                  rounded(planet.magnitude, 1));
    if (heavens.eclipse)
        page.line(1, "the earth's shadow: to {} deg, light in its middle {}",
                  degrees(heavens.eclipse->greatestSeparation), vectorOf(heavens.eclipse->light.front()));
    page.line(0, "sun seen: {:.2f} of its disc", rounded(heavens.sunSeen, 2));
}

void writeBodies(Page& page, const astro::Sky& sky) {
    const auto place = [](const astro::Selenographic& p) {
        return fmt::format("lat {} lon {} height {:.0f} m", degrees(p.latitude), degrees(p.longitude),
                           rounded(p.heightM, 0));
    };
    page.line(1, "true sun at {}: {}, {:.0f} km, {}", base::formatInstant(sky.at), place(sky.subsolar),
              rounded(sky.sunDistanceM / 1000.0, 0), vectorOf(sky.sun.v));
    page.line(1, "earth: {}, {:.0f} km as seen from there, {}", place(sky.subearth),
              rounded(sky.apparentDistanceM / 1000.0, 0), vectorOf(sky.earth.v));
    page.line(1, "phase angle {} deg, the moon's north {} deg from the sky's", degrees(sky.phaseAngle, 2),
              degrees(sky.positionAngle, 2));
    page.line(1, "axes of the stars: {}", axesOf(sky.fixedFromInertial));
}

void writeSky(Page& page, const Scene& scene) {
    page.line(0, "camera: {}", placeOf(scene.camera.eye));
    page.line(1, "forward: {}", vectorOf(scene.camera.forward.v));
    page.line(1, "up: {}", vectorOf(scene.camera.up.v));
    page.line(1, "field of view: {} deg", degrees(scene.camera.fieldOfView, 2));
    page.line(1, "shift: {:.3f} {:.3f}", rounded(scene.camera.shift.x, 3), rounded(scene.camera.shift.y, 3));
    page.line(0, "sun: {}{}", placeOf(scene.sun),
              scene.sunPinned ? ", pinned"
              : scene.sunHour ? ", of " + base::formatInstant(*scene.sunHour)
                              : "");
    page.line(0, "earth: lat {} lon {}, {:.0f} km", degrees(scene.sky.subearth.latitude, 2),
              degrees(scene.sky.subearth.longitude, 2), rounded(scene.sky.earthDistanceM / 1000.0, 0));
    writeBodies(page, scene.sky);
    page.line(0, "relief: {}", scene.ground.modelled ? kModelledRelief : kMeasuredRelief);
    page.line(0, "tint: {}, heights {} .. {} m", nameOf(scene.ground.tint), scene.ground.heights.lowM,
              scene.ground.heights.highM);
    page.line(0, "exposure: {:+.2f} stops, {:+.2f} of them asked for; shadows lifted by {:.2f}{}",
              rounded(scene.exposureStops, 2), rounded(scene.stopsAsked, 2), rounded(scene.shadowLift, 2),
              scene.liftedStops == 0.0 ? "" : fmt::format(", {:+.2f} stops", rounded(scene.liftedStops, 2)));
    writeHeavens(page, scene.heavens);
    page.line(0, "lit as seen from the earth: {:.1f} %", rounded(scene.sky.phasePercent, 1));
}

void writeSites(Page& page, const Scene& scene) {
    page.line(0, "sites: {}", scene.sites.size());
    for (const SitePin& site : scene.sites) {
        page.line(1, "{}{}: {} | {}", site.id, site.selected ? " (selected)" : "", site.title, site.subtitle);
        page.line(2, "{}{}, {} {} #{:06x}, {}, confidence {}, priority {}", nameOf(site.presence),
                  site.candidate ? ", candidate" : "", site.programme, nameOf(site.mark), site.colour,
                  placeOf(site.position), timeline::nameOf(site.confidence), site.priority);
        if (!site.outline.empty())
            page.line(2, "outline of {} points from {}", site.outline.size(), placeOf(site.outline.front()));
    }
    page.line(0, "models: {}", scene.models.size());
    for (const PlacedModel& model : scene.models)
        page.line(1, "{} at {}, {}, {}{}, axes {}", model.file, model.site, nameOf(model.presence),
                  placeOf(model.position),
                  model.lamps > 0.0 ? fmt::format(", lamps {:.2f}", rounded(model.lamps, 2)) : "",
                  axesOf(model.frame));
}

std::string pointOf(const Path::Point& point) {
    return fmt::format("{} (age {:.3f}{})", placeOf(point.position), rounded(point.age, 3),
                       point.hidden ? ", hidden" : "");
}

void writePaths(Page& page, const Scene& scene) {
    if (!scene.paths.empty())
        page.line(0, "paths: {}", scene.paths.size());
    for (const Path& path : scene.paths) {
        page.line(1, "{}{}: {} | {}", path.id, path.selected ? " (selected)" : "", path.title, path.words);
        if (path.inFlight)
            page.line(2, "at {}, {:.1f} km high, {:.3f} km/s, age {:.3f}{}", placeOf(path.craft.position),
                      rounded(path.heightM / 1000.0, 1), rounded(path.speedMS / 1000.0, 3),
                      rounded(path.craft.age, 3), path.craft.hidden ? ", behind the Moon" : "");
        page.line(2, "{} #{:06x}, {} points, to come from {} on", astro::nameOf(path.kind), path.colour,
                  path.points.size(), path.now);
        if (!path.points.empty())
            page.line(2, "from {} to {}", pointOf(path.points.front()), pointOf(path.points.back()));
    }
}

void writeNames(Page& page, const Scene& scene) {
    if (!scene.names.empty())
        page.line(0, "names: {}", scene.names.size());
    for (const PlaceName& name : scene.names)
        page.line(1, "{}: {}, {:.1f} km, {}, weight {:.3f}", name.name, nameOf(name.shape),
                  rounded(name.diameterM / 1000.0, 1), placeOf(name.position), rounded(name.weight, 3));
    if (!scene.graticule.empty())
        page.line(0, "graticule: {}", scene.graticule.size());
    for (const GraticuleLine& line : scene.graticule)
        page.line(1, "{} {:g}, step {:g}: {} points{}", line.parallel ? "parallel" : "meridian", line.degrees,
                  line.stepDeg, line.points.size(),
                  line.points.empty()
                      ? ""
                      : fmt::format(" from {}, opacity {:.3f}", placeOf(line.points.front().position),
                                    rounded(line.points.front().opacity, 3)));
    if (scene.scaleM)
        page.line(0, "scale: {:.6g} m in the picture's height", *scene.scaleM);
}

void writeMark(Page& page, const StripMark& mark) {
    const std::string ends = fmt::format("{}{}",
                                         mark.openBegin   ? "open"
                                         : mark.softBegin ? "soft"
                                                          : "exact",
                                         mark.openEnd   ? "-open"
                                         : mark.softEnd ? "-soft"
                                                        : "-exact");
    page.line(3, "{} {}{}{}{}: {} .. {} at {}, {}, {}, confidence {}, weight {}{}", nameOf(mark.kind),
              mark.milestone, mark.selected ? " (selected)" : "", mark.quiet ? " (quiet)" : "",
              mark.cause ? " (cause)" : "", timeline::dayWithin(mark.first, mark.first, mark.last),
              timeline::dayWithin(mark.last, mark.first, mark.last),
              timeline::dayWithin(mark.anchor, mark.first, mark.last), ends, timeline::nameOf(mark.standing),
              timeline::nameOf(mark.confidence), mark.weight,
              mark.label.empty() ? "" : ", \"" + mark.label + "\"");
}

void writeStrip(Page& page, const Strip& strip) {
    page.line(0, "strip: {} .. {}, playhead {}, known {} ({})", base::formatDay(strip.span.first),
              base::formatDay(strip.span.last), base::formatInstant(strip.playhead),
              base::formatDay(strip.knownDay.day), nameOf(strip.known.mode));
    if (strip.known.day != timeline::KnownDay{})
        page.line(1, "known day chosen: {}", base::formatDay(strip.known.day.day));
    if (strip.changedSince)
        page.line(1, "compared with: {}", base::formatDay(strip.changedSince->day));
    for (const StripProgramme& programme : strip.programmes) {
        page.line(1, "{}: {} {} #{:06x}{}", programme.id, programme.title, nameOf(programme.mark),
                  programme.colour, programme.folded ? ", folded" : "");
        for (const StripLane& lane : programme.lanes) {
            page.line(2, "lane {}: {}{}", lane.id, lane.title, lane.folded ? ", folded" : "");
            for (const StripTail& tail : lane.tails)
                page.line(3, "tail {}{}: {} -> {}, weight {}{}", tail.milestone,
                          tail.selected ? " (selected)" : "", turnOf(tail.from), turnOf(tail.to), tail.weight,
                          tail.label.empty() ? "" : ", \"" + tail.label + "\"");
            for (const StripMark& mark : lane.marks)
                writeMark(page, mark);
            if (lane.others > 0)
                page.line(3, "{} more in the same places as their likes", lane.others);
        }
    }
    if (strip.hidden > 0)
        page.line(1, "lanes hidden: {}", strip.hidden);
    for (const StripCause& cause : strip.causes)
        page.line(1, "because of {} ({} {}) at {}: {} ({} {}) at {}, said {}", cause.cause,
                  cause.causeProgramme, cause.causeLane, turnOf(cause.from), cause.effect,
                  cause.effectProgramme, cause.effectLane, turnOf(cause.to), cause.said);
}

/// Who said it, and what stands there where room is short.
std::string byOf(const std::string& by, const std::string& byShort) {
    return byShort.empty() ? by : fmt::format("{} ({})", by, byShort);
}

void writeCard(Page& page, const Card& card) {
    page.line(0, "card: {}, {} #{:06x}", card.milestone, nameOf(card.mark), card.colour);
    page.line(1, "title: {}", card.title);
    if (!card.english.empty())
        page.line(1, "title in English: {}", card.english);
    page.line(1, "subtitle: {}", card.subtitle);
    page.line(1, "standing: {}", card.standing);
    for (const CardRow& row : card.rows)
        page.line(1, "{} ({}): {}{}{}{}{}{}{} | {}, confidence {}{}", row.announced, row.edtf,
                  row.told ? "(told) " : "", row.struck ? "(struck) " : "", row.actual ? "(happened) " : "",
                  row.promised ? "(first promised) " : "", row.projection ? "(projection) " : "",
                  row.caused ? "(caused) " : "", row.target, byOf(row.by, row.byShort),
                  timeline::nameOf(row.confidence),
                  row.withdrawnBy.empty() ? "" : ", withdrawn by " + row.withdrawnBy);
    if (!card.crewSaid.empty())
        page.line(1, "crew as of {}:", card.crewSaid);
    for (const CrewRow& row : card.crew)
        page.line(2, "{} ({}): {}", row.name, row.person, row.role);
    for (const CauseRow& row : card.causes)
        page.line(1, "{} ({}) because of {} ({}){}, confidence {}", row.said, row.edtf, row.title,
                  row.milestone, row.when.empty() ? "" : ", " + row.when, timeline::nameOf(row.confidence));
    page.line(1, "words: {}", card.words);
    page.line(1, "said by: {}", card.wordsBy);
    page.line(1, "confidence: {}", timeline::nameOf(card.confidence));
    if (!card.amendedBy.empty())
        page.line(1, "amended by: {}", card.amendedBy);
    page.line(1, "sources: {}{}", card.sources.size(), card.sourcesOpen ? ", opened" : "");
    for (const std::string& source : card.sources)
        page.line(2, "{}", source);
}

void writePartners(Page& page, const PartnerView& view) {
    page.line(0, "partners:");
    for (const BlocLines& bloc : view.blocs) {
        page.line(1, "{}: {}, {} #{:06x}, {}, {} countries among them, {} disputed", bloc.id, bloc.title,
                  nameOf(bloc.mark), bloc.colour, bloc.count, bloc.countries, bloc.disputed);
        for (const PartnerLine& line : bloc.partners)
            page.line(2, "{} ({}, {}{}{}){}{}: {}, joined {} ({}), fresh {:.2f}, {} | {}", line.title,
                      line.id, timeline::nameOf(line.kind), line.country.empty() ? "" : " ", line.country,
                      line.disputed ? " (disputed)" : "", line.selected ? " (selected)" : "",
                      timeline::nameOf(line.level), line.joined, line.year, rounded(line.fresh, 2),
                      timeline::nameOf(line.confidence), line.source);
        for (const CountStep& step : bloc.steps)
            page.line(2, "from {}: {}", turnOf(step.day), step.count);
    }
}

void writeChanges(Page& page, const ChangesView& view) {
    page.line(0, "changes: {}, {} .. {}, from row {}", view.title, base::formatDay(view.from.day),
              base::formatDay(view.to.day), view.firstRow);
    for (const ChangeColumn& column : view.columns) {
        page.line(1, "{}, {} #{:06x}: {}", column.title, nameOf(column.mark), column.colour, column.tally);
        if (!column.joined.empty())
            page.line(2, "{}", column.joined);
        for (const ChangeRow& row : column.rows)
            page.line(2, "{} ({}){}, {}: {}, {} -> {} | {}, {}, confidence {}{}", row.title, row.milestone,
                      row.selected ? " (selected)" : "", nameOf(row.kind), row.what,
                      row.from.empty() ? "nothing" : row.from, row.to.empty() ? "nothing" : row.to,
                      byOf(row.by, row.byShort), row.said, timeline::nameOf(row.confidence),
                      row.because.empty() ? "" : ", because of " + row.because);
    }
}

void writeLegend(Page& page, const Legend& legend) {
    page.line(0, "legend of {}: {}{}{}{}", nameOf(legend.tint), legend.title, legend.unit.empty() ? "" : ", ",
              legend.unit, legend.classes ? ", in classes" : "");
    for (const LegendStop& stop : legend.stops)
        page.line(1, "{:g} #{:06x}{}", stop.value, stop.colour,
                  stop.label.empty() ? "" : ", \"" + stop.label + "\"");
    for (const std::string& line : legend.lines)
        page.line(1, "{}", line);
}

} // namespace

std::string toText(const Scene& scene) {
    Page page;
    page.line(0, "at: {}", base::formatInstant(scene.at));
    page.line(0, "known: {}", base::formatDay(scene.known.day));
    if (scene.language != "en")
        page.line(0, "language of titles: {}", scene.language);
    if (scene.theme != Theme::Documentary)
        page.line(0, "theme: {}", nameOf(scene.theme));
    if (scene.textPercent != 100.0)
        page.line(0, "text: {:g} %", rounded(scene.textPercent, 2));
    if (scene.safePercent != 0.0)
        page.line(0, "kept free of each side: {:g} %", rounded(scene.safePercent, 2));
    writeSky(page, scene);
    writeSites(page, scene);
    writePaths(page, scene);
    writeNames(page, scene);
    if (scene.strip)
        writeStrip(page, *scene.strip);
    if (scene.card)
        writeCard(page, *scene.card);
    if (scene.partners)
        writePartners(page, *scene.partners);
    if (scene.changes)
        writeChanges(page, *scene.changes);
    if (scene.legend)
        writeLegend(page, *scene.legend);
    if (!scene.facts.empty())
        page.line(0, "facts:");
    for (const Fact& fact : scene.facts)
        page.line(fact.value.empty() ? 1 : 2, "{}{}{}", fact.label, fact.value.empty() ? "" : ": ",
                  fact.value);
    for (const NamedBody& body : scene.bodies)
        page.line(0, "body: {}, {:.0f} km from the Moon's centre, radius {:.0f} km, at {}", body.name,
                  rounded(glm::length(body.position.m) / 1000.0, 0), rounded(body.radiusM / 1000.0, 0),
                  kilometresOf(body.position));
    const auto words = [&](const char* name, const std::string& text) {
        if (!text.empty())
            page.line(0, "{}: {}", name, text);
    };
    words("apart", scene.apart);
    words("title", scene.title);
    words("subtitle", scene.subtitle);
    words("date", scene.date);
    words("evidence", scene.evidence);
    words("known in words", scene.knownWords);
    words("caption", scene.caption);
    if (!scene.caption.empty())
        page.line(1, "opacity: {:.3f}", rounded(scene.captionOpacity, 3));
    if (scene.curtain != 0.0)
        page.line(0, "curtain: {:.3f}", rounded(scene.curtain, 3));
    for (const std::string& note : scene.notes)
        page.line(0, "note: {}", note);
    return page.text;
}

} // namespace perilune::scene
