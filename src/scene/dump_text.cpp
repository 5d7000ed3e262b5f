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

void writeHeavens(Page& page, const Heavens& heavens) {
    page.line(0, "sky: {}", nameOf(heavens.shown));
    page.line(0, "sun seen: {:.2f} of its disc", rounded(heavens.sunSeen, 2));
}

void writeSky(Page& page, const Scene& scene) {
    page.line(0, "camera: {}", placeOf(scene.camera.eye));
    page.line(1, "forward: {}", vectorOf(scene.camera.forward.v));
    page.line(1, "up: {}", vectorOf(scene.camera.up.v));
    page.line(1, "field of view: {} deg", degrees(scene.camera.fieldOfView, 2));
    page.line(1, "shift: {:.3f} {:.3f}", rounded(scene.camera.shift.x, 3), rounded(scene.camera.shift.y, 3));
    page.line(0, "sun: {}{}", placeOf(scene.sun), scene.sunPinned ? ", pinned" : "");
    page.line(0, "earth: lat {} lon {}, {:.0f} km", degrees(scene.sky.subearth.latitude, 2),
              degrees(scene.sky.subearth.longitude, 2), rounded(scene.sky.earthDistanceM / 1000.0, 0));
    page.line(0, "relief: {}", scene.ground.modelled ? kModelledRelief : kMeasuredRelief);
    if (scene.ground.tint != terrain::GroundTint::None)
        page.line(0, "tint: {}", nameOf(scene.ground.tint));
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
        page.line(1, "{} at {}, {}, {}", model.file, model.site, nameOf(model.presence),
                  placeOf(model.position));
}

void writePaths(Page& page, const Scene& scene) {
    if (!scene.paths.empty())
        page.line(0, "paths: {}", scene.paths.size());
    for (const Path& path : scene.paths) {
        page.line(1, "{}{}: {} | {}", path.id, path.selected ? " (selected)" : "", path.title, path.words);
        if (path.inFlight)
            page.line(2, "at {}, {:.1f} km high, {:.3f} km/s{}", placeOf(path.craft.position),
                      rounded(path.heightM / 1000.0, 1), rounded(path.speedMS / 1000.0, 3),
                      path.craft.hidden ? ", behind the Moon" : "");
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
        page.line(1, "{} {:g}, step {:g}: {} points from {}", line.parallel ? "parallel" : "meridian",
                  line.degrees, line.stepDeg, line.points.size(), placeOf(line.points.front().position));
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
    page.line(3, "{} {}{}: {} .. {} at {}, {}, {}, confidence {}, weight {}{}", nameOf(mark.kind),
              mark.milestone, mark.selected ? " (selected)" : "", base::formatDay(mark.first),
              base::formatDay(mark.last), base::formatDay(mark.anchor), ends, timeline::nameOf(mark.standing),
              timeline::nameOf(mark.confidence), mark.weight,
              mark.label.empty() ? "" : ", \"" + mark.label + "\"");
}

void writeStrip(Page& page, const Strip& strip) {
    page.line(0, "strip: {} .. {}, playhead {}, known {} ({})", base::formatDay(strip.span.first),
              base::formatDay(strip.span.last), base::formatInstant(strip.playhead),
              base::formatDay(strip.knownDay.day), nameOf(strip.known.mode));
    for (const StripProgramme& programme : strip.programmes) {
        page.line(1, "{}: {} {} #{:06x}", programme.id, programme.title, nameOf(programme.mark),
                  programme.colour);
        for (const StripLane& lane : programme.lanes) {
            page.line(2, "lane {}: {}", lane.id, lane.title);
            for (const StripTail& tail : lane.tails)
                page.line(3, "tail {}{}: {} -> {}{}", tail.milestone, tail.selected ? " (selected)" : "",
                          base::formatDay(tail.from), base::formatDay(tail.to),
                          tail.label.empty() ? "" : ", \"" + tail.label + "\"");
            for (const StripMark& mark : lane.marks)
                writeMark(page, mark);
        }
    }
}

void writeCard(Page& page, const Card& card) {
    page.line(0, "card: {}", card.milestone);
    page.line(1, "title: {}", card.title);
    if (!card.english.empty())
        page.line(1, "title in English: {}", card.english);
    page.line(1, "subtitle: {}", card.subtitle);
    page.line(1, "standing: {}", card.standing);
    for (const CardRow& row : card.rows)
        page.line(1, "{}: {}{}{}{} | {}, confidence {}", row.announced, row.struck ? "(struck) " : "",
                  row.actual ? "(happened) " : "", row.projection ? "(projection) " : "", row.target, row.by,
                  timeline::nameOf(row.confidence));
    page.line(1, "words: {}", card.words);
    page.line(1, "said by: {}", card.wordsBy);
    page.line(1, "confidence: {}", timeline::nameOf(card.confidence));
    page.line(1, "sources: {}{}", card.sources.size(), card.sourcesOpen ? ", opened" : "");
    for (const std::string& source : card.sources)
        page.line(2, "{}", source);
}

void writePartners(Page& page, const PartnerView& view) {
    page.line(0, "partners:");
    for (const BlocLines& bloc : view.blocs) {
        page.line(1, "{}: {}, {}, {} countries among them, {} disputed", bloc.id, bloc.title, bloc.count,
                  bloc.countries, bloc.disputed);
        for (const PartnerLine& line : bloc.partners)
            page.line(2, "{}{}{}: {}, joined {}, {} | {}", line.title, line.disputed ? " (disputed)" : "",
                      line.selected ? " (selected)" : "", timeline::nameOf(line.level), line.joined,
                      timeline::nameOf(line.confidence), line.source);
    }
}

void writeChanges(Page& page, const ChangesView& view) {
    page.line(0, "changes: {}", view.title);
    for (const ChangeColumn& column : view.columns) {
        page.line(1, "{}: {}", column.title, column.tally);
        if (!column.joined.empty())
            page.line(2, "{}", column.joined);
        for (const ChangeRow& row : column.rows)
            page.line(2, "{} ({}): {}, {} -> {} | {}, {}, confidence {}", row.title, row.milestone, row.what,
                      row.from.empty() ? "nothing" : row.from, row.to.empty() ? "nothing" : row.to, row.by,
                      row.said, timeline::nameOf(row.confidence));
    }
}

void writeLegend(Page& page, const Legend& legend) {
    page.line(0, "legend: {}{}{}", legend.title, legend.unit.empty() ? "" : ", ", legend.unit);
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
        page.line(0, "body: {}, {:.0f} km from the Moon's centre", body.name,
                  rounded(glm::length(body.position.m) / 1000.0, 0));
    const auto words = [&](const char* name, const std::string& text) {
        if (!text.empty())
            page.line(0, "{}: {}", name, text);
    };
    words("apart", scene.apart);
    words("title", scene.title);
    words("subtitle", scene.subtitle);
    words("date", scene.date);
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
