#include "survey/import/odl.h"
#include "survey/import/open.h"
#include "survey/import/png_raster.h"
#include "astro/vec.h"
#include "base/did_you_mean.h"
#include "base/numbers.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <numbers>

namespace perilune::survey {

namespace {

using base::YamlNode;

const std::vector<std::string> kKeys{"kind",
                                     "projection",
                                     "west",
                                     "north",
                                     "degrees_per_pixel",
                                     "pole",
                                     "metres_per_pixel",
                                     "centre_longitude",
                                     "pole_x",
                                     "pole_y",
                                     "radius_km",
                                     "zero_km",
                                     "scale",
                                     "offset",
                                     "unit",
                                     "no_data",
                                     "title",
                                     "source",
                                     "licence"};

/// The sidecar's values; the first mistake stays.
class Fields {
  public:
    Fields(const YamlNode& root, const std::string& file) : root_(root), file_(file) {}

    const std::optional<base::Error>& error() const { return error_; }

    void fail(const YamlNode& at, std::string what, std::string todo) {
        if (!error_)
            error_ = labelError(file_, at.line, at.column, std::move(what), std::move(todo)).value();
    }
    std::optional<double> number(const char* key, bool wanted = false) {
        const YamlNode* node = root_.find(key);
        if (!node) {
            if (wanted)
                fail(root_, fmt::format("\"{}\" is missing", key), "add it");
            return std::nullopt;
        }
        const auto value = base::decimalNumber(node->scalar);
        if (node->kind != YamlNode::Kind::Scalar || node->quoted || !value) {
            fail(*node, fmt::format("\"{}\" is no number", key), "write a number without quotes");
            return std::nullopt;
        }
        return value;
    }
    /// A number inside bounds.
    double within(const char* key, double low, double high, std::optional<double> otherwise) {
        const auto value = number(key, !otherwise);
        if (!value)
            return otherwise.value_or(low);
        if (*value < low || *value > high)
            fail(*root_.find(key), fmt::format("\"{}\" = {} is out of the question", key, *value),
                 fmt::format("{} to {} is wanted", low, high));
        return *value;
    }
    std::string text(const char* key, std::size_t longest) {
        const YamlNode* node = root_.find(key);
        if (!node)
            return "";
        if (node->kind != YamlNode::Kind::Scalar || node->scalar.size() > longest)
            fail(*node, fmt::format("\"{}\" is no text of at most {} letters", key, longest),
                 "write a short text");
        return node->scalar;
    }
    /// One of some words; "" where it is absent.
    std::string choice(const char* key, const std::vector<std::string>& words, bool wanted) {
        const YamlNode* node = root_.find(key);
        if (!node) {
            if (wanted)
                fail(root_, fmt::format("\"{}\" is missing", key),
                     fmt::format("it is one of: {}", list(words)));
            return "";
        }
        for (const std::string& word : words)
            if (node->kind == YamlNode::Kind::Scalar && node->scalar == word)
                return word;
        fail(*node, fmt::format("\"{}\" is no {}", node->scalar.substr(0, 40), key),
             fmt::format("it is one of: {}", list(words)));
        return "";
    }

  private:
    static std::string list(const std::vector<std::string>& words) {
        std::string out;
        for (const std::string& word : words)
            out += (out.empty() ? "" : ", ") + word;
        return out;
    }
    const YamlNode& root_;
    const std::string& file_;
    std::optional<base::Error> error_;
};

} // namespace

base::Result<Sidecar> parseSidecar(const std::string& text, const std::string& fileName) {
    // JSON is YAML: our own reader tells places.
    base::YamlLimits limits;
    limits.bytes = kMaxLabelBytes, limits.depth = 8, limits.nodes = 10'000;
    const auto parsed = base::parseYaml(text, fileName, limits);
    for (const base::Diagnostic& d : parsed.diagnostics)
        if (d.severity == base::Severity::Error)
            return base::inputError(base::format(d));
    const YamlNode& root = parsed.value;
    if (root.kind != YamlNode::Kind::Mapping)
        return labelError(fileName, 1, 1, "the sidecar is no JSON object", "docs/TERRAIN.md shows one");
    for (const YamlNode::Entry& entry : root.entries)
        if (std::find(kKeys.begin(), kKeys.end(), entry.key) == kKeys.end()) {
            const std::string meant = base::didYouMean(entry.key, kKeys, '"');
            return labelError(fileName, entry.keyLine, entry.keyColumn,
                              fmt::format("\"{}\" is not known", entry.key.substr(0, 40)),
                              meant.empty() ? "remove it" : meant);
        }
    Fields fields(root, fileName);
    Sidecar out;
    const std::string kind = fields.choice("kind", {"elevation", "albedo"}, false);
    if (!kind.empty())
        out.kind = kind == "albedo" ? RasterKind::Albedo : RasterKind::Elevation;
    const double radiusKm = fields.within("radius_km", 1700.0, 1800.0, astro::kMoonRadiusM / 1000.0);
    const std::string projection = fields.choice("projection", {"cylindrical", "polar stereographic"}, true);
    if (projection == "cylindrical") {
        Cylindrical map;
        map.westDeg = fields.within("west", -360.0, 360.0, std::nullopt);
        map.northDeg = fields.within("north", -91.0, 91.0, std::nullopt);
        map.degreesPerPixelX = map.degreesPerPixelY =
            fields.within("degrees_per_pixel", 1e-9, 90.0, std::nullopt);
        out.info.resolutionM = map.degreesPerPixelY * astro::kMoonRadiusM * std::numbers::pi / 180.0;
        out.info.projection = map;
    } else if (!projection.empty()) {
        PolarStereographic map;
        map.north = fields.choice("pole", {"north", "south"}, true) == "north";
        map.radiusM = radiusKm * 1000.0;
        map.centreDeg = fields.within("centre_longitude", -360.0, 360.0, 0.0);
        map.metresPerPixel = fields.within("metres_per_pixel", 1e-3, 1e6, std::nullopt);
        const auto x = fields.number("pole_x"), y = fields.number("pole_y");
        out.poleInMiddle = !x && !y;
        if (x.has_value() != y.has_value())
            fields.fail(root, "\"pole_x\" and \"pole_y\" go together", "give both, or none: the middle");
        out.poleX = x.value_or(0.0), out.poleY = y.value_or(0.0);
        out.info.resolutionM = map.metresPerPixel;
        out.info.projection = map;
    }
    const std::string unit = fields.choice("unit", {"m", "km"}, false);
    const double unitM = unit == "km" ? 1000.0 : 1.0;
    out.scale = fields.within("scale", -1e9, 1e9, 1.0) * unitM;
    out.offset = fields.within("offset", -1e9, 1e9, 0.0) * unitM +
                 (fields.within("zero_km", 0.0, 1800.0, radiusKm) * 1000.0 - astro::kMoonRadiusM);
    out.noData = fields.number("no_data");
    out.info.title = fields.text("title", 200);
    out.info.source = fields.text("source", 200);
    out.info.licence = fields.text("licence", 200);
    if (out.scale == 0.0)
        fields.fail(root, "\"scale\" is 0", "metres a step are wanted");
    if (fields.error())
        return tl::unexpected(*fields.error());
    return out;
}

} // namespace perilune::survey
