#include "terrain/gazetteer.h"

#include "base/files.h"
#include "base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace perilune::terrain {

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 24;
constexpr double kGreatestKm = 6000.0; // more than half of the Moon's girth has no name

/// Takes the text up to the next comma off the front of a row.
std::string_view nextField(std::string_view& row) {
    const std::size_t end = std::min(row.find(','), row.size());
    const std::string_view field = row.substr(0, end);
    row.remove_prefix(std::min(end + 1, row.size()));
    return field;
}

bool readNumber(std::string_view field, double least, double greatest, double& into) {
    const auto number = base::decimalNumber(field);
    into = number.value_or(0.0);
    return number && into >= least && into <= greatest;
}

/// "Copernicus A" is named after its neighbour: the name ends with a letter or two of its own.
bool isSatellite(std::string_view name) {
    const std::size_t space = name.rfind(' ');
    if (space == name.npos || name.size() - space > 3)
        return false;
    const std::string_view letters = name.substr(space + 1);
    return std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

FeatureClass classOf(std::string_view kind) {
    static constexpr std::pair<std::string_view, FeatureClass> kClasses[] = {
        {"Crater", FeatureClass::Crater}, {"Satellite Feature", FeatureClass::Satellite},
        {"Mare", FeatureClass::Sea},      {"Oceanus", FeatureClass::Sea},
        {"Lacus", FeatureClass::Bay},     {"Palus", FeatureClass::Bay},
        {"Sinus", FeatureClass::Bay},     {"Mons", FeatureClass::Mountain},
        {"Catena", FeatureClass::Line},   {"Promontorium", FeatureClass::Mountain},
        {"Dorsum", FeatureClass::Line},   {"Rima", FeatureClass::Line},
        {"Rupes", FeatureClass::Line},    {"Vallis", FeatureClass::Line},
    };
    for (const auto& [name, shape] : kClasses)
        if (name == kind)
            return shape;
    return FeatureClass::Spot;
}

/// Appends a table's rows: name, kind where the table has it, latitude, longitude, diameter in kilometres.
base::Result<void> readTable(const std::filesystem::path& path, bool withKind,
                             std::vector<Feature>& features) {
    const auto text = base::readText(path, kMostBytes);
    if (!text)
        return tl::unexpected(text.error());
    std::string_view rest = *text;
    for (int line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view row = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line == 1 || row.empty())
            continue;
        Feature feature;
        feature.name = nextField(row);
        feature.kind = withKind ? nextField(row) : isSatellite(feature.name) ? "Satellite Feature" : "Crater";
        double latitude = 0.0, longitude = 0.0, diameterKm = 0.0;
        if (feature.name.empty() || feature.kind.empty() ||
            !readNumber(nextField(row), -90.0, 90.0, latitude) ||
            !readNumber(nextField(row), -180.0, 180.0, longitude) ||
            !readNumber(nextField(row), 0.0, kGreatestKm, diameterKm) || !row.empty())
            return base::inputError(fmt::format("{}:{}: error: no named feature; write "
                                                "name,{}latitude,longitude,diameter_km",
                                                path.string(), line, withKind ? "kind," : ""));
        feature.middle = {base::Angle::degrees(latitude), base::Angle::degrees(longitude), 0.0};
        feature.up = astro::up(feature.middle);
        feature.shape = classOf(feature.kind);
        feature.diameterM = diameterKm * 1000.0;
        features.push_back(std::move(feature));
    }
    return {};
}

} // namespace

base::Result<Gazetteer> Gazetteer::read(const std::filesystem::path& moonDir) {
    Gazetteer gazetteer;
    std::vector<Feature>& features = gazetteer.features_;
    if (auto ok = readTable(moonDir / "craters.csv", false, features); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = readTable(moonDir / "names.csv", true, features); !ok)
        return tl::unexpected(ok.error());
    std::stable_sort(features.begin(), features.end(),
                     [](const Feature& a, const Feature& b) { return a.diameterM > b.diameterM; });
    return gazetteer;
}

} // namespace perilune::terrain
