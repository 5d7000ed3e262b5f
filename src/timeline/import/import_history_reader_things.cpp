#include "timeline/import/import_history_reader.h"
#include "timeline/write/canonical.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace perilune::timeline {

namespace {

constexpr const char* kHowToPlace = "write 'point LAT LON', 'point LAT LON uncertainty KM', 'point LAT LON "
                                    "radius KM', 'polygon LAT LON LAT LON LAT LON', 'candidates ID ID' or "
                                    "'unknown'";

/// "-84.9" of a cell, as a timeline takes it; empty where it is no number.
std::string numberIn(const std::string& word) {
    return base::decimalNumber(word) ? word : std::string();
}

/// The words of a cell that says where something is, as YAML; empty where they cannot be read.
std::string whereOf(const std::vector<std::string>& words) {
    if (words.size() == 1 && words[0] == "unknown")
        return "unknown";
    if (words.size() >= 2 && words[0] == "candidates") {
        const std::vector<std::string> ids(words.begin() + 1, words.end());
        return std::all_of(ids.begin(), ids.end(), isId) ? fmt::format("{{candidates: {}}}", yamlListOf(ids))
                                                         : "";
    }
    std::vector<std::string> places;
    std::size_t at = 1;
    for (; at + 1 < words.size(); at += 2) {
        const std::string lat = numberIn(words[at]), lon = numberIn(words[at + 1]);
        if (lat.empty() || lon.empty())
            break;
        places.push_back(fmt::format("[{}, {}]", lat, lon));
    }
    if (!words.empty() && words[0] == "polygon" && at == words.size() && !places.empty())
        return fmt::format("{{polygon: [{}]}}", fmt::join(places, ", "));
    if (words.empty() || words[0] != "point" || places.size() != 1)
        return "";
    if (at == words.size())
        return fmt::format("{{point: {}}}", places[0]);
    const bool isLength = at + 2 == words.size() && (words[at] == "radius" || words[at] == "uncertainty");
    return isLength && !numberIn(words[at + 1]).empty()
               ? fmt::format("{{point: {}, {}_km: {}}}", places[0], words[at], words[at + 1])
               : "";
}

} // namespace

Imported::Thing& History::addThing(const Row& row, std::vector<Imported::Thing>& into) {
    Imported::Thing& thing = into.emplace_back();
    thing.id = id(row, "id");
    thing.title = title(row, "title");
    return thing;
}

void History::put(const Row& row, Imported::Fields& fields, const char* column) {
    if (const std::string value = text(row, column); !value.empty())
        fields.emplace_back(column, base::yamlScalar(value));
}

void History::putSources(const Row& row, Programme& programme, Imported::Fields& fields) {
    if (const std::vector<std::string> ids = sourcesOf(row, programme); !ids.empty())
        fields.emplace_back("sources", yamlListOf(ids));
}

void History::putWhere(const Row& row, Imported::Fields& fields) {
    const std::string said = text(row, "where");
    std::istringstream in(said);
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(word);
    const std::string where = whereOf(words);
    checkForm(row, "where", !where.empty(), kHowToPlace + std::string_view("write ").size());
    fields.emplace_back("where", where);
}

void History::takePlace(const Row& row, Programme& programme) {
    const std::string site = id(row, "id");
    const auto found = std::find_if(programme.imported.sites.begin(), programme.imported.sites.end(),
                                    [&](const Imported::Thing& thing) { return thing.id == site; });
    if (found == programme.imported.sites.end()) {
        findings_.error(
            {file_, row.line, 1},
            fmt::format("a place of the site {}, which stands in no line above", base::inQuotes(site)),
            "put the line of the site itself before it");
        return;
    }
    Imported::Fields& said = found->history.emplace_back();
    put(row, said, "announced");
    putWhere(row, said);
    put(row, said, "by");
    put(row, said, "words");
    putSources(row, programme, said);
    put(row, said, "confidence");
}

void History::takePerson(const Row& row) {
    Imported::Fields& person = addThing(row, common_.imported.people).fields;
    if (const std::vector<std::string> also = list(row, "also", "\n\r"); !also.empty())
        person.emplace_back("also", yamlListOf(also));
    put(row, person, "note");
    putSources(row, common_, person);
}

void History::takeOffice(const Row& row) {
    const std::string holder = id(row, "id");
    auto& people = common_.imported.people;
    const auto found = std::find_if(people.begin(), people.end(),
                                    [&](const Imported::Thing& person) { return person.id == holder; });
    if (found == people.end()) {
        findings_.error(
            {file_, row.line, 1},
            fmt::format("an office of the person {}, who stands in no line above", base::inQuotes(holder)),
            "put the line of the person before it");
        return;
    }
    Imported::Fields& office = found->history.emplace_back();
    office.emplace_back("office", yamlTitleOf(title(row, "title")));
    office.emplace_back("organisation", yamlTitleOf(title(row, "organisation")));
    put(row, office, "from");
    put(row, office, "until");
    putSources(row, common_, office);
    put(row, office, "confidence");
}

void History::takeThing(const Row& row, const std::string& what) {
    if (what == "lane") {
        Programme& programme = programmeOf(row);
        laneOf(row, programme);
    } else if (what == "source") {
        sourcesOf(row, common_);
    } else if (what == "site") {
        Programme& programme = programmeOf(row);
        Imported::Fields& site = addThing(row, programme.imported.sites).fields;
        put(row, site, "note");
        if (cell(row, "where"))
            putWhere(row, site);
        put(row, site, "announced");
        putSources(row, programme, site);
        put(row, site, "confidence");
        put(row, site, "model");
        put(row, site, "model_milestone");
    } else if (what == "place") {
        takePlace(row, programmeOf(row));
    } else if (what == "vehicle" || what == "mission") {
        Imported& common = common_.imported;
        Imported::Fields& one = addThing(row, what == "vehicle" ? common.vehicles : common.missions).fields;
        put(row, one, "note");
        putSources(row, common_, one);
    } else if (what == "person") {
        takePerson(row);
    } else if (what == "office") {
        takeOffice(row);
    } else if (what == "bloc") {
        put(row, addThing(row, common_.imported.blocs).fields, "programme");
    } else if (what == "partner") {
        Imported::Fields& partner = addThing(row, common_.imported.partners).fields;
        for (const char* column : {"kind", "level", "bloc", "country", "joined", "left", "disputed", "note"})
            put(row, partner, column);
        putSources(row, common_, partner);
        put(row, partner, "confidence");
    } else {
        checkForm(row, "what", false,
                  "announcement, lane, source, site, place, vehicle, mission, bloc, partner, person or "
                  "office");
    }
}

void History::joinCommon() {
    if (programmes_.empty() || findings_.hasErrors())
        return;
    Programme& first = programmes_.front();
    Imported& common = common_.imported;
    for (Imported::Source& source : common.sources)
        if (first.sourceAt.emplace(source.id, first.imported.sources.size()).second)
            first.imported.sources.push_back(std::move(source));
    first.imported.people = std::move(common.people);
    first.imported.vehicles = std::move(common.vehicles);
    first.imported.missions = std::move(common.missions);
    first.imported.blocs = std::move(common.blocs);
    first.imported.partners = std::move(common.partners);
}

} // namespace perilune::timeline
