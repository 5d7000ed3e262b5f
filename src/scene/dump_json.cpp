#include "scene/choices.h"
#include "scene/dump.h"
#include "scene/names.h"
#include "timeline/read/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perilune::scene {

namespace {

using Json = nlohmann::ordered_json;

std::string colourOf(std::uint32_t colour) {
    return fmt::format("#{:06x}", colour);
}

Json placeOf(const astro::Position<astro::Mcmf>& position) {
    const astro::Selenographic place = astro::toSelenographic(position);
    return {{"lat", rounded(place.latitude.degrees(), 6)},
            {"lon", rounded(place.longitude.degrees(), 6)},
            {"height_m", rounded(place.heightM, 2)}};
}
Json placeOf(const astro::Selenographic& place) {
    return {{"lat", rounded(place.latitude.degrees(), 6)},
            {"lon", rounded(place.longitude.degrees(), 6)},
            {"height_m", rounded(place.heightM, 2)}};
}
Json vectorOf(const glm::dvec3& v, int decimals) {
    return Json::array({rounded(v.x, decimals), rounded(v.y, decimals), rounded(v.z, decimals)});
}

/// The axes of one frame in another, one behind the other.
template <class To, class From> Json axesOf(const astro::Rotation<To, From>& rotation) {
    return Json::array({vectorOf(rotation.m[0], 6), vectorOf(rotation.m[1], 6), vectorOf(rotation.m[2], 6)});
}

Json cameraOf(const Camera& camera) {
    return {{"eye", placeOf(camera.eye)},
            {"eye_m", vectorOf(camera.eye.m, 3)},
            {"forward", vectorOf(camera.forward.v, 9)},
            {"up", vectorOf(camera.up.v, 9)},
            {"field_of_view_deg", rounded(camera.fieldOfView.degrees(), 6)},
            {"shift", Json::array({rounded(camera.shift.x, 6), rounded(camera.shift.y, 6)})}};
}

Json siteOf(const SitePin& site) {
    Json outline = Json::array();
    for (const auto& point : site.outline) {
        const Json place = placeOf(point);
        outline.push_back(Json::array({place["lat"], place["lon"]}));
    }
    return {{"id", site.id},
            {"title", site.title},
            {"subtitle", site.subtitle},
            {"programme", site.programme},
            {"mark", nameOf(site.mark)},
            {"colour", colourOf(site.colour)},
            {"where", placeOf(site.position)},
            {"outline", std::move(outline)},
            {"presence", nameOf(site.presence)},
            {"confidence", timeline::nameOf(site.confidence)},
            {"priority", site.priority},
            {"selected", site.selected},
            {"candidate", site.candidate}};
}

Json markOf(const StripMark& mark) {
    return {{"milestone", mark.milestone},
            {"label", mark.label},
            {"kind", nameOf(mark.kind)},
            {"first", timeline::dayWithin(mark.first, mark.first, mark.last)},
            {"last", timeline::dayWithin(mark.last, mark.first, mark.last)},
            {"anchor", timeline::dayWithin(mark.anchor, mark.first, mark.last)},
            {"soft_begin", mark.softBegin},
            {"soft_end", mark.softEnd},
            {"open_begin", mark.openBegin},
            {"open_end", mark.openEnd},
            {"standing", timeline::nameOf(mark.standing)},
            {"confidence", timeline::nameOf(mark.confidence)},
            {"weight", mark.weight},
            {"selected", mark.selected},
            {"quiet", mark.quiet},
            {"cause", mark.cause}};
}

Json laneOf(const StripLane& lane) {
    Json tails = Json::array(), marks = Json::array();
    for (const StripTail& tail : lane.tails)
        tails.push_back({{"milestone", tail.milestone},
                         {"from", turnOf(tail.from)},
                         {"to", turnOf(tail.to)},
                         {"label", tail.label},
                         {"weight", tail.weight},
                         {"selected", tail.selected}});
    for (const StripMark& mark : lane.marks)
        marks.push_back(markOf(mark));
    return {{"id", lane.id},
            {"title", lane.title},
            {"tails", std::move(tails)},
            {"marks", std::move(marks)},
            {"folded", lane.folded},
            {"others", lane.others}};
}

Json stripOf(const Strip& strip) {
    Json programmes = Json::array();
    for (const StripProgramme& programme : strip.programmes) {
        Json lanes = Json::array();
        for (const StripLane& lane : programme.lanes)
            lanes.push_back(laneOf(lane));
        programmes.push_back({{"id", programme.id},
                              {"title", programme.title},
                              {"mark", nameOf(programme.mark)},
                              {"colour", colourOf(programme.colour)},
                              {"folded", programme.folded},
                              {"lanes", std::move(lanes)}});
    }
    Json causes = Json::array();
    for (const StripCause& cause : strip.causes)
        causes.push_back({{"cause", cause.cause},
                          {"cause_programme", cause.causeProgramme},
                          {"cause_lane", cause.causeLane},
                          {"from", turnOf(cause.from)},
                          {"effect", cause.effect},
                          {"effect_programme", cause.effectProgramme},
                          {"effect_lane", cause.effectLane},
                          {"to", turnOf(cause.to)},
                          {"said", cause.said}});
    return {{"first", base::formatDay(strip.span.first)},
            {"last", base::formatDay(strip.span.last)},
            {"playhead", base::formatInstant(strip.playhead)},
            {"known_mode", nameOf(strip.known.mode)},
            {"known_chosen", strip.known.day == timeline::KnownDay{}
                                 ? Json() // none was chosen
                                 : Json(base::formatDay(strip.known.day.day))},
            {"known_day", base::formatDay(strip.knownDay.day)},
            {"changed_since", strip.changedSince ? Json(base::formatDay(strip.changedSince->day)) : Json()},
            {"lanes_hidden", strip.hidden},
            {"programmes", std::move(programmes)},
            {"causes", std::move(causes)}};
}

Json cardOf(const Card& card) {
    Json rows = Json::array();
    for (const CardRow& row : card.rows)
        rows.push_back({{"announced", row.announced},
                        {"edtf", row.edtf},
                        {"target", row.target},
                        {"by", row.by},
                        {"by_short", row.byShort},
                        {"struck", row.struck},
                        {"actual", row.actual},
                        {"promised", row.promised},
                        {"projection", row.projection},
                        {"told", row.told},
                        {"caused", row.caused},
                        {"withdrawn_by", row.withdrawnBy},
                        {"confidence", timeline::nameOf(row.confidence)}});
    Json crew = Json::array(), causes = Json::array();
    for (const CrewRow& row : card.crew)
        crew.push_back({{"person", row.person}, {"name", row.name}, {"role", row.role}});
    for (const CauseRow& row : card.causes)
        causes.push_back({{"milestone", row.milestone},
                          {"said", row.said},
                          {"edtf", row.edtf},
                          {"title", row.title},
                          {"when", row.when},
                          {"confidence", timeline::nameOf(row.confidence)}});
    return {{"milestone", card.milestone},
            {"title", card.title},
            {"title_english", card.english},
            {"subtitle", card.subtitle},
            {"colour", colourOf(card.colour)},
            {"mark", nameOf(card.mark)},
            {"standing", card.standing},
            {"rows", std::move(rows)},
            {"crew", std::move(crew)},
            {"crew_said", card.crewSaid},
            {"causes", std::move(causes)},
            {"words", card.words},
            {"words_by", card.wordsBy},
            {"sources", card.sources},
            {"sources_open", card.sourcesOpen},
            {"amended_by", card.amendedBy},
            {"confidence", timeline::nameOf(card.confidence)}};
}

Json legendOf(const Legend& legend) {
    Json stops = Json::array();
    for (const LegendStop& stop : legend.stops)
        stops.push_back({{"value", stop.value}, {"colour", colourOf(stop.colour)}, {"label", stop.label}});
    return {{"tint", nameOf(legend.tint)}, {"title", legend.title},     {"unit", legend.unit},
            {"classes", legend.classes},   {"stops", std::move(stops)}, {"lines", legend.lines}};
}

Json partnersOf(const PartnerView& view) {
    Json blocs = Json::array();
    for (const BlocLines& bloc : view.blocs) {
        Json partners = Json::array(), steps = Json::array();
        for (const PartnerLine& line : bloc.partners)
            partners.push_back({{"id", line.id},
                                {"title", line.title},
                                {"country", line.country},
                                {"kind", timeline::nameOf(line.kind)},
                                {"level", timeline::nameOf(line.level)},
                                {"year", line.year},
                                {"joined", line.joined},
                                {"source", line.source},
                                {"disputed", line.disputed},
                                {"confidence", timeline::nameOf(line.confidence)},
                                {"fresh", rounded(line.fresh, 4)},
                                {"selected", line.selected}});
        for (const CountStep& step : bloc.steps)
            steps.push_back({turnOf(step.day), step.count});
        blocs.push_back({{"id", bloc.id},
                         {"title", bloc.title},
                         {"mark", nameOf(bloc.mark)},
                         {"colour", colourOf(bloc.colour)},
                         {"count", bloc.count},
                         {"countries", bloc.countries},
                         {"disputed", bloc.disputed},
                         {"partners", std::move(partners)},
                         {"steps", std::move(steps)}});
    }
    return blocs;
}

Json changesOf(const ChangesView& view) {
    Json columns = Json::array();
    for (const ChangeColumn& column : view.columns) {
        Json rows = Json::array();
        for (const ChangeRow& row : column.rows)
            rows.push_back({{"milestone", row.milestone},
                            {"title", row.title},
                            {"kind", nameOf(row.kind)},
                            {"what", row.what},
                            {"from", row.from},
                            {"to", row.to},
                            {"by", row.by},
                            {"by_short", row.byShort},
                            {"said", row.said},
                            {"because", row.because},
                            {"confidence", timeline::nameOf(row.confidence)},
                            {"selected", row.selected}});
        columns.push_back({{"title", column.title},
                           {"mark", nameOf(column.mark)},
                           {"colour", colourOf(column.colour)},
                           {"tally", column.tally},
                           {"joined", column.joined},
                           {"rows", std::move(rows)}});
    }
    return {{"from", base::formatDay(view.from.day)},
            {"to", base::formatDay(view.to.day)},
            {"title", view.title},
            {"first_row", view.firstRow},
            {"columns", std::move(columns)}};
}

Json skyOf(const Scene& scene) {
    const astro::Sky& sky = scene.sky;
    return {{"at", base::formatInstant(sky.at)},
            {"subsolar", placeOf(sky.subsolar)},
            {"subearth", placeOf(sky.subearth)},
            {"sun", vectorOf(sky.sun.v, 9)},
            {"sun_distance_km", rounded(sky.sunDistanceM / 1000.0, 0)},
            {"earth", vectorOf(sky.earth.v, 9)},
            {"earth_distance_km", rounded(sky.earthDistanceM / 1000.0, 3)},
            {"apparent_distance_km", rounded(sky.apparentDistanceM / 1000.0, 3)},
            {"phase_percent", rounded(sky.phasePercent, 4)},
            {"phase_angle_deg", rounded(sky.phaseAngle.degrees(), 4)},
            {"position_angle_deg", rounded(sky.positionAngle.degrees(), 4)},
            {"inertial_axes", axesOf(sky.fixedFromInertial)},
            {"light", placeOf(astro::toSelenographic({scene.sun.v * astro::kMoonRadiusM}))},
            {"light_pinned", scene.sunPinned},
            {"light_of", scene.sunHour ? Json(base::formatInstant(*scene.sunHour)) : Json()}};
}

Json heavensOf(const Heavens& heavens) {
    Json planets = Json::array();
    for (const Heavens::Planet& planet : heavens.planets)
        planets.push_back({{"name", planet.name},
                           {"towards", vectorOf(planet.towards.v, 6)},
                           {"magnitude", rounded(planet.magnitude, 2)}});
    Json eclipse;
    if (heavens.eclipse)
        eclipse = {{"reaches_deg", rounded(heavens.eclipse->greatestSeparation.degrees(), 5)},
                   {"light_in_the_middle", vectorOf(heavens.eclipse->light.front(), 7)}};
    return {{"shown", nameOf(heavens.shown)},
            {"inertial_axes", axesOf(heavens.fixedFromInertial)},
            {"sun_km", vectorOf(heavens.sun.m / 1000.0, 0)},
            {"sun_seen", heavens.sunSeen},
            {"earth_km", vectorOf(heavens.earth.m / 1000.0, 1)},
            {"earth_axes", axesOf(heavens.fixedFromEarth)},
            {"eclipse", std::move(eclipse)},
            {"planets", std::move(planets)}};
}

Json pointOf(const Path::Point& point) {
    return {{"where", placeOf(point.position)}, {"age", rounded(point.age, 4)}, {"hidden", point.hidden}};
}

Json pathOf(const Path& path) {
    Json entry = {{"id", path.id},
                  {"title", path.title},
                  {"kind", astro::nameOf(path.kind)},
                  {"colour", colourOf(path.colour)},
                  {"words", path.words},
                  {"points", path.points.size()},
                  {"to_come_from", path.now},
                  {"selected", path.selected}};
    if (!path.points.empty()) {
        entry["first"] = pointOf(path.points.front());
        entry["last"] = pointOf(path.points.back());
    }
    if (path.inFlight)
        entry["craft"] = {{"where", placeOf(path.craft.position)},
                          {"age", rounded(path.craft.age, 4)},
                          {"behind_moon", path.craft.hidden},
                          {"height_km", rounded(path.heightM / 1000.0, 1)},
                          {"speed_km_s", rounded(path.speedMS / 1000.0, 3)}};
    return entry;
}

Json graticuleOf(const GraticuleLine& line) {
    Json entry = {{"line", line.parallel ? "parallel" : "meridian"},
                  {"degrees", rounded(line.degrees, 6)},
                  {"step_deg", line.stepDeg},
                  {"points", line.points.size()}};
    if (!line.points.empty()) {
        entry["first"] = placeOf(line.points.front().position);
        entry["opacity"] = rounded(line.points.front().opacity, 4);
    }
    return entry;
}

} // namespace

std::string toJson(const Scene& scene) {
    Json json;
    json["at"] = base::formatInstant(scene.at);
    json["known"] = base::formatDay(scene.known.day);
    json["language"] = scene.language;
    json["theme"] = nameOf(scene.theme);
    json["text_percent"] = rounded(scene.textPercent, 2);
    json["safe_percent"] = rounded(scene.safePercent, 2);
    json["camera"] = cameraOf(scene.camera);
    json["sky"] = skyOf(scene);
    json["ground"] = {{"relief", scene.ground.modelled ? kModelledRelief : kMeasuredRelief},
                      {"tint", nameOf(scene.ground.tint)},
                      {"heights_m", Json::array({scene.ground.heights.lowM, scene.ground.heights.highM})},
                      {"shadow_lift", rounded(scene.shadowLift, 4)}};
    json["exposure"] = {{"stops", rounded(scene.exposureStops, 4)},
                        {"stops_asked", rounded(scene.stopsAsked, 4)},
                        {"stops_lifted", rounded(scene.liftedStops, 4)}};
    json["heavens"] = heavensOf(scene.heavens);
    json["sites"] = Json::array();
    for (const SitePin& site : scene.sites)
        json["sites"].push_back(siteOf(site));
    json["models"] = Json::array();
    for (const PlacedModel& model : scene.models)
        json["models"].push_back({{"file", model.file},
                                  {"site", model.site},
                                  {"where", placeOf(model.position)},
                                  {"axes", axesOf(model.frame)},
                                  {"presence", nameOf(model.presence)},
                                  {"lamps", rounded(model.lamps, 4)}});
    json["paths"] = Json::array();
    for (const Path& path : scene.paths)
        json["paths"].push_back(pathOf(path));
    json["names"] = Json::array();
    for (const PlaceName& name : scene.names)
        json["names"].push_back({{"name", name.name},
                                 {"shape", nameOf(name.shape)},
                                 {"diameter_km", rounded(name.diameterM / 1000.0, 3)},
                                 {"where", placeOf(name.position)},
                                 {"weight", rounded(name.weight, 6)}});
    json["graticule"] = Json::array();
    for (const GraticuleLine& line : scene.graticule)
        json["graticule"].push_back(graticuleOf(line));
    json["scale_m"] = scene.scaleM ? Json(rounded(*scene.scaleM, 3)) : Json();
    json["strip"] = scene.strip ? stripOf(*scene.strip) : Json();
    json["card"] = scene.card ? cardOf(*scene.card) : Json();
    if (scene.partners)
        json["partners"] = partnersOf(*scene.partners);
    if (scene.changes)
        json["changes"] = changesOf(*scene.changes);
    json["legend"] = scene.legend ? legendOf(*scene.legend) : Json();
    json["facts"] = Json::array();
    for (const Fact& fact : scene.facts)
        json["facts"].push_back({{"label", fact.label}, {"value", fact.value}});
    json["bodies"] = Json::array();
    for (const NamedBody& body : scene.bodies)
        json["bodies"].push_back({{"name", body.name},
                                  {"position_m", vectorOf(body.position.m, 0)},
                                  {"radius_m", rounded(body.radiusM, 0)}});
    json["apart"] = scene.apart;
    json["title"] = scene.title;
    json["subtitle"] = scene.subtitle;
    json["date"] = scene.date;
    json["evidence"] = scene.evidence;
    json["known_words"] = scene.knownWords;
    json["caption"] = scene.caption;
    json["caption_opacity"] = rounded(scene.captionOpacity, 6);
    json["curtain"] = rounded(scene.curtain, 6);
    json["notes"] = scene.notes;
    // Text from files may be cut inside a character: such bytes become U+FFFD rather than an exception.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace perilune::scene
