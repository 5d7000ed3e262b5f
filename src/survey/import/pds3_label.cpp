#include "survey/import/open.h"
#include "survey/import/pds3.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace perilune::survey {

namespace {

/// Asks a label for values and says where one is wrong.
class Label {
  public:
    Label(const OdlObject& root, const std::string& file) : root_(root), file_(file) {}

    const OdlObject& root() const { return root_; }

    tl::unexpected<base::Error> fail(const OdlValue& at, std::string what, std::string todo) const {
        return labelError(file_, at.line, at.column, std::move(what), std::move(todo));
    }
    tl::unexpected<base::Error> fail(const OdlObject& at, std::string what, std::string todo) const {
        return labelError(file_, at.line, at.column, std::move(what), std::move(todo));
    }

    /// A number; nothing where it is absent or N/A.
    base::Result<std::optional<double>> number(const OdlObject& in, std::string_view key) const {
        const OdlValue* value = in.find(key);
        if (!value || saysNothing(*value))
            return std::optional<double>();
        if (value->kind != OdlValue::Kind::Number)
            return fail(*value, fmt::format("{} is no number", key), "write a number");
        return std::optional<double>(value->number);
    }
    base::Result<std::int64_t> count(const OdlObject& in, std::string_view key, std::int64_t low,
                                     std::int64_t high, std::optional<std::int64_t> otherwise) const {
        const OdlValue* value = in.find(key);
        if (!value && otherwise)
            return *otherwise;
        if (!value)
            return fail(in, fmt::format("{} has no {}", in.name.empty() ? "the label" : in.name, key),
                        "add it");
        if (value->kind != OdlValue::Kind::Number || value->number != std::floor(value->number) ||
            value->number < double(low) || value->number > double(high))
            return fail(*value, fmt::format("{} = {} is out of the question", key, value->text.substr(0, 40)),
                        fmt::format("a whole number {}..{} is wanted", low, high));
        return std::int64_t(value->number);
    }
    static bool saysNothing(const OdlValue& value) {
        return value.text == "N/A" || value.text == "UNK" || value.text == "NULL" || value.text == "NONE" ||
               value.text.empty();
    }
    std::string text(std::string_view key) const {
        const OdlValue* value = root_.findDeep(key);
        return value && value->kind != OdlValue::Kind::Sequence && !saysNothing(*value) ? value->text : "";
    }
    const std::string& file() const { return file_; }

  private:
    const OdlObject& root_;
    const std::string& file_;
};

std::string lettersOf(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)))
            out += char(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

/// Metres in a unit of length; nothing for anything else.
std::optional<double> metresIn(std::string_view unit) {
    const std::string u = lettersOf(unit);
    if (u == "M" || u == "METER" || u == "METERS" || u == "METRE" || u == "METRES")
        return 1.0;
    if (u == "KM" || u == "KILOMETER" || u == "KILOMETERS" || u == "KILOMETRE" || u == "KILOMETRES")
        return 1000.0;
    return std::nullopt;
}

/// The first of a unit like M/PIX.
std::optional<double> metresPer(std::string_view unit) {
    return metresIn(unit.substr(0, unit.find('/')));
}

/// Of two numbers that say the same, the one with fewer digits is the exact one.
bool isRounder(double a, double b) {
    return fmt::format("{}", a).size() < fmt::format("{}", b).size();
}

base::Result<void> sampleType(const Label& label, const OdlObject& image, SampleFormat& format) {
    const OdlValue* type = image.find("SAMPLE_TYPE");
    if (!type)
        return label.fail(image, "IMAGE has no SAMPLE_TYPE", "add it");
    std::string name;
    for (const char c : type->text)
        name += char(std::toupper(static_cast<unsigned char>(c)));
    using Type = SampleFormat::Type;
    struct Known {
        const char* name;
        Type type;
        bool big;
    };
    static constexpr std::array<Known, 20> kKnown{{{"LSB_INTEGER", Type::Signed, false},
                                                   {"PC_INTEGER", Type::Signed, false},
                                                   {"VAX_INTEGER", Type::Signed, false},
                                                   {"MSB_INTEGER", Type::Signed, true},
                                                   {"INTEGER", Type::Signed, true},
                                                   {"MAC_INTEGER", Type::Signed, true},
                                                   {"SUN_INTEGER", Type::Signed, true},
                                                   {"LSB_UNSIGNED_INTEGER", Type::Unsigned, false},
                                                   {"PC_UNSIGNED_INTEGER", Type::Unsigned, false},
                                                   {"VAX_UNSIGNED_INTEGER", Type::Unsigned, false},
                                                   {"MSB_UNSIGNED_INTEGER", Type::Unsigned, true},
                                                   {"UNSIGNED_INTEGER", Type::Unsigned, true},
                                                   {"MAC_UNSIGNED_INTEGER", Type::Unsigned, true},
                                                   {"SUN_UNSIGNED_INTEGER", Type::Unsigned, true},
                                                   {"PC_REAL", Type::Real, false},
                                                   {"IEEE_REAL", Type::Real, true},
                                                   {"REAL", Type::Real, true},
                                                   {"FLOAT", Type::Real, true},
                                                   {"MAC_REAL", Type::Real, true},
                                                   {"SUN_REAL", Type::Real, true}}};
    const auto known =
        std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& k) { return name == k.name; });
    if (known == kKnown.end())
        return label.fail(*type, fmt::format("samples of the type {} are not read", name.substr(0, 40)),
                          "LSB or MSB integers, PC_REAL and IEEE_REAL are");
    format.type = known->type, format.bigEndian = known->big;
    const auto bits = label.count(image, "SAMPLE_BITS", 8, 64, std::nullopt);
    if (!bits)
        return tl::unexpected(bits.error());
    const bool real = format.type == Type::Real;
    if (!(real ? *bits == 32 || *bits == 64 : *bits == 8 || *bits == 16 || *bits == 32))
        return label.fail(*image.find("SAMPLE_BITS"), fmt::format("{} of {} bits are not read", name, *bits),
                          real ? "32 or 64 are wanted" : "8, 16 or 32 are wanted");
    format.bytes = int(*bits / 8);
    return {};
}

base::Result<void> noData(const Label& label, const OdlObject& image, SampleFormat& format) {
    for (const char* key :
         {"MISSING_CONSTANT", "MISSING", "NULL", "CORE_NULL", "NULL_CONSTANT", "INVALID_CONSTANT",
          "UNKNOWN_CONSTANT", "NOT_APPLICABLE_CONSTANT", "FILL_CONSTANT", "LOW_REPR_SATURATION",
          "LOW_INSTR_SATURATION", "HIGH_REPR_SATURATION", "HIGH_INSTR_SATURATION", "LOW_REPR_SAT",
          "LOW_INSTR_SAT", "HIGH_REPR_SAT", "HIGH_INSTR_SAT"}) {
        const OdlValue* value = image.find(key);
        if (!value || Label::saysNothing(*value))
            continue;
        if (value->kind != OdlValue::Kind::Number)
            return label.fail(*value, fmt::format("{} is no number", key), "write a number");
        if (value->isRadix && format.type == SampleFormat::Type::Real)
            format.missingBits.push_back(value->bits);
        else if (value->isRadix && format.type == SampleFormat::Type::Signed && format.bytes < 8) {
            // 16#8000# of 16 bits is -32768.
            const std::uint64_t sign = std::uint64_t{1} << (format.bytes * 8 - 1);
            format.missing.push_back((value->bits & sign) && value->bits < 2 * sign
                                         ? double(value->bits) - 2.0 * double(sign)
                                         : double(value->bits));
        } else
            format.missing.push_back(value->number);
    }
    return {};
}

/// Unit, scale, offset and zero of the numbers of an elevation map.
base::Result<void> heights(const Label& label, const OdlObject& image, double radiusM, SampleFormat& format) {
    const OdlValue* unit = image.find("UNIT");
    if (unit && !Label::saysNothing(*unit)) {
        const auto metres = metresIn(unit->text);
        if (!metres)
            return label.fail(*unit, fmt::format("UNIT = {} is no length", unit->text.substr(0, 40)),
                              "an elevation map is in METER or KILOMETER; --as albedo takes a picture");
        format.unitM = *metres;
    }
    if (const OdlValue* offset = image.find("OFFSET"); offset && !offset->unit.empty())
        if (const auto metres = metresIn(offset->unit))
            format.offset *= *metres / format.unitM;
    // A radius is told by its offset, or by its own name.
    const OdlValue* name = image.find("NAME");
    const bool named = name && lettersOf(name->text).find("RADIUS") != std::string::npos;
    const bool radius = std::abs(format.offset * format.unitM) > 0.5 * astro::kMoonRadiusM || named;
    format.datumM = radius ? astro::kMoonRadiusM : astro::kMoonRadiusM - radiusM;
    return {};
}

struct Extent {
    std::optional<double> west, east, south, north;
};

base::Result<MapProjection> cylindrical(const Label& label, const OdlObject& map, const RasterInfo& info,
                                        double radiusM, double degreesPerPixel, bool equirectangular,
                                        bool westPositive) {
    const auto number = [&](const char* key) { return label.number(map, key); };
    const auto centreLat = number("CENTER_LATITUDE"), centreLon = number("CENTER_LONGITUDE"),
               line = number("LINE_PROJECTION_OFFSET"), sample = number("SAMPLE_PROJECTION_OFFSET"),
               north = number("MAXIMUM_LATITUDE"), south = number("MINIMUM_LATITUDE"),
               west = number("WESTERNMOST_LONGITUDE"), east = number("EASTERNMOST_LONGITUDE"),
               parallel = number("FIRST_STANDARD_PARALLEL");
    for (const auto* each : {&centreLat, &centreLon, &line, &sample, &north, &south, &west, &east, &parallel})
        if (!*each)
            return tl::unexpected(each->error());
    (void)radiusM;
    Cylindrical out;
    // An equirectangular map is true to scale along a parallel: the standard one, or else the centre's.
    const double trueAt = parallel->value_or(equirectangular ? centreLat->value_or(0.0) : 0.0);
    const double squeeze = equirectangular ? std::cos(trueAt * std::numbers::pi / 180.0) : 1.0;
    if (!(squeeze > 0.01))
        return label.fail(map, "the map's standard parallel is a pole", "is its projection right?");
    out.degreesPerPixelY = degreesPerPixel;
    out.degreesPerPixelX = degreesPerPixel / squeeze;
    const double sign = westPositive ? -1.0 : 1.0;
    // The extent, where it spans just the image, tells best where the edges are: labels differ by half a
    // pixel in what they count an offset from. Pixel centres may be meant as well.
    const auto edge = [](std::optional<double> low, std::optional<double> high, double perPixel,
                         std::int64_t count, double& first, bool fromHigh) {
        if (!low || !high)
            return false;
        double span = *high - *low;
        if (!fromHigh && span <= 0.0)
            span += 360.0;
        const double pixels = span / perPixel;
        if (std::abs(pixels - double(count)) < 0.1)
            first = fromHigh ? *high : *low;
        else if (std::abs(pixels - double(count - 1)) < 0.1)
            first = fromHigh ? *high + 0.5 * perPixel : *low - 0.5 * perPixel;
        else
            return false;
        return true;
    };
    if (!edge(*south, *north, out.degreesPerPixelY, info.height, out.northDeg, true)) {
        if (!*line)
            return label.fail(map, "it cannot be told where the map's north edge is",
                              "LINE_PROJECTION_OFFSET is wanted, or latitudes that span the image");
        out.northDeg = (**line + 0.5) * out.degreesPerPixelY;
    }
    const std::optional<double> left = westPositive && *west ? std::optional(-**west) : *west,
                                right = westPositive && *east ? std::optional(-**east) : *east;
    if (!edge(left, right, out.degreesPerPixelX, info.width, out.westDeg, false)) {
        if (!*sample || !*centreLon)
            return label.fail(map, "it cannot be told where the map's west edge is",
                              "CENTER_LONGITUDE and SAMPLE_PROJECTION_OFFSET are wanted, or longitudes that "
                              "span the image");
        out.westDeg = sign * **centreLon - (**sample + 0.5) * out.degreesPerPixelX;
    }
    return MapProjection(out);
}

base::Result<MapProjection> polar(const Label& label, const OdlObject& map, const RasterInfo& info,
                                  double radiusM, double metresPerPixel, bool westPositive) {
    const auto number = [&](const char* key) { return label.number(map, key); };
    const auto centreLat = number("CENTER_LATITUDE"), centreLon = number("CENTER_LONGITUDE"),
               line = number("LINE_PROJECTION_OFFSET"), sample = number("SAMPLE_PROJECTION_OFFSET");
    for (const auto* each : {&centreLat, &centreLon, &line, &sample})
        if (!*each)
            return tl::unexpected(each->error());
    if (!*centreLat || std::abs(std::abs(**centreLat) - 90.0) > 1e-9)
        return label.fail(map, "the map's centre is no pole", "CENTER_LATITUDE must be 90 or -90");
    PolarStereographic out;
    out.north = **centreLat > 0.0;
    out.radiusM = radiusM;
    out.centreDeg = (westPositive ? -1.0 : 1.0) * centreLon->value_or(0.0);
    out.metresPerPixel = metresPerPixel;
    // Labels count the offset of the pole from 0 or from 1, to pixels' centres or edges: half a pixel. A pole
    // that lies within that of the middle is in the middle.
    const auto edge = [&](double offset, std::int64_t count) {
        const double middle = 0.5 * double(count);
        return std::abs(offset - middle) <= 0.51 ? middle : offset + 0.5;
    };
    if (!*line || !*sample)
        return label.fail(map, "it cannot be told where in the map the pole is",
                          "LINE_PROJECTION_OFFSET and SAMPLE_PROJECTION_OFFSET are wanted");
    out.leftM = -edge(**sample, info.width) * metresPerPixel;
    out.topM = edge(**line, info.height) * metresPerPixel;
    return MapProjection(out);
}

base::Result<void> projection(const Label& label, const OdlObject& map, double radiusM, RasterInfo& info) {
    const OdlValue* type = map.find("MAP_PROJECTION_TYPE");
    if (!type)
        return label.fail(map, "the map's projection is not told", "MAP_PROJECTION_TYPE is wanted");
    const std::string name = lettersOf(type->text);
    const bool isPolar = name == "POLARSTEREOGRAPHIC" || name == "STEREOGRAPHIC";
    const bool equirectangular = name == "EQUIRECTANGULAR" || name == "EQUIDISTANTCYLINDRICAL";
    if (!isPolar && !equirectangular && name != "SIMPLECYLINDRICAL" && name != "PLATECARREE")
        return label.fail(*type, fmt::format("the projection {} is not read", type->text.substr(0, 40)),
                          "simple cylindrical, equirectangular and polar stereographic are");
    const auto turn = label.number(map, "MAP_PROJECTION_ROTATION");
    const auto resolution = label.number(map, "MAP_RESOLUTION"), scale = label.number(map, "MAP_SCALE");
    for (const auto* each : {&turn, &resolution, &scale})
        if (!*each)
            return tl::unexpected(each->error());
    if (std::abs(std::remainder(turn->value_or(0.0), 360.0)) > 1e-6)
        return label.fail(*map.find("MAP_PROJECTION_ROTATION"), "the map is rotated",
                          "only maps with north up are read");
    const OdlValue* direction = map.find("POSITIVE_LONGITUDE_DIRECTION");
    const bool westPositive = direction && lettersOf(direction->text) == "WEST";

    // Metres a pixel and pixels a degree say the same, but one of them is rounded.
    const double degreeM = radiusM * std::numbers::pi / 180.0;
    std::optional<double> metres, degrees;
    if (*scale) {
        const OdlValue& at = *map.find("MAP_SCALE");
        if (!(at.number > 0.0))
            return label.fail(at, "MAP_SCALE must be greater than 0", "is the label damaged?");
        if (at.unit.starts_with("DEG"))
            degrees = at.number;
        else
            metres =
                at.number * metresPer(at.unit).value_or(at.unit.empty() && at.number < 0.1 ? 1000.0 : 1.0);
    }
    if (*resolution) {
        const OdlValue& at = *map.find("MAP_RESOLUTION");
        if (!(at.number > 0.0))
            return label.fail(at, "MAP_RESOLUTION must be greater than 0", "is the label damaged?");
        if (metresPer(at.unit) && !at.unit.starts_with("PIX"))
            metres = metres.value_or(at.number * *metresPer(at.unit));
        else if (!metres || std::abs(degreeM / at.number / *metres - 1.0) > 0.02 ||
                 isRounder(at.number, *metres)) {
            if (metres && std::abs(degreeM / at.number / *metres - 1.0) > 0.02)
                return label.fail(at, "MAP_RESOLUTION and MAP_SCALE contradict each other",
                                  "mend one of them");
            degrees = 1.0 / at.number;
        }
    }
    if (!metres && !degrees)
        return label.fail(map, "the size of a pixel is not told", "MAP_SCALE or MAP_RESOLUTION is wanted");
    const bool byDegrees = degrees.has_value();
    const double degreesPerPixel = byDegrees ? *degrees : *metres / degreeM;
    const double metresPerPixel = byDegrees ? *degrees * degreeM : *metres;
    info.resolutionM = degreesPerPixel * astro::kMoonRadiusM * std::numbers::pi / 180.0;
    auto out = isPolar
                   ? polar(label, map, info, radiusM, metresPerPixel, westPositive)
                   : cylindrical(label, map, info, radiusM, degreesPerPixel, equirectangular, westPositive);
    if (!out)
        return tl::unexpected(out.error());
    info.projection = *out;
    return {};
}

/// The object that a pointer ^NAME beside it leads to.
struct Pointed {
    const OdlObject* scope = nullptr;
    const OdlObject* image = nullptr;
    const OdlValue* pointer = nullptr;
};

Pointed imageIn(const OdlObject& scope) {
    for (const OdlObject& inner : scope.objects)
        if (inner.name == "IMAGE" || inner.name.ends_with("_IMAGE"))
            if (const OdlValue* pointer = scope.find("^" + inner.name))
                return {&scope, &inner, pointer};
    for (const OdlObject& inner : scope.objects)
        if (const Pointed found = imageIn(inner); found.image)
            return found;
    return {};
}

base::Result<void> place(const Label& label, const Pointed& at, Pds3Image& out) {
    const OdlValue& pointer = *at.pointer;
    const OdlValue* where = nullptr;
    if (pointer.kind == OdlValue::Kind::Sequence) {
        if (pointer.items.empty() || pointer.items.size() > 2 ||
            pointer.items[0].kind != OdlValue::Kind::Text)
            return label.fail(pointer, "the pointer to the image is none", "(\"FILE\", RECORD) is wanted");
        out.file = pointer.items[0].text;
        if (pointer.items.size() == 2)
            where = &pointer.items[1];
    } else if (pointer.kind == OdlValue::Kind::Number) {
        where = &pointer;
    } else {
        out.file = pointer.text;
    }
    if (out.file.has_parent_path() ||
        (where != &pointer && (out.file.empty() || out.file.filename() == "..")))
        return label.fail(pointer, "the pointer leads out of the label's folder",
                          "name a file beside the label");
    if (!where)
        return {};
    if (where->kind != OdlValue::Kind::Number || !(where->number >= 1.0) || where->number > 1e15 ||
        where->number != std::floor(where->number))
        return label.fail(*where, "the pointer to the image is none",
                          "a record or <BYTES> from 1 on is wanted");
    std::uint64_t unit = 1;
    if (!where->unit.starts_with("BYTE")) {
        const OdlObject& has = at.scope->find("RECORD_BYTES") ? *at.scope : label.root();
        const auto bytes = label.count(has, "RECORD_BYTES", 1, 1 << 30, std::nullopt);
        if (!bytes)
            return tl::unexpected(bytes.error());
        unit = std::uint64_t(*bytes);
    }
    const double offset = (where->number - 1.0) * double(unit);
    if (offset > 1e15)
        return label.fail(*where, "the pointer leads beyond all files", "is the label damaged?");
    out.offsetBytes = std::uint64_t(offset);
    return {};
}

base::Result<void> layout(const Label& label, const OdlObject& image, Pds3Image& out) {
    const auto bands = label.count(image, "BANDS", 1, 64, 1),
               prefix = label.count(image, "LINE_PREFIX_BYTES", 0, 1 << 24, 0),
               suffix = label.count(image, "LINE_SUFFIX_BYTES", 0, 1 << 24, 0);
    for (const auto* each : {&bands, &prefix, &suffix})
        if (!*each)
            return tl::unexpected(each->error());
    const bool colour = *bands == 3 && out.info.kind == RasterKind::Albedo;
    if (*bands != 1 && !colour)
        return label.fail(*image.find("BANDS"), fmt::format("{} bands are not read", *bands),
                          "one is, and three of an albedo map");
    out.info.channels = int(*bands);
    if (colour) {
        const OdlValue* storage = image.find("BAND_STORAGE_TYPE");
        const std::string name = storage ? lettersOf(storage->text) : "BANDSEQUENTIAL";
        if (name == "LINEINTERLEAVED")
            out.bands = Pds3Image::Bands::LineInterleaved;
        else if (name == "SAMPLEINTERLEAVED")
            out.bands = Pds3Image::Bands::SampleInterleaved;
        else if (name != "BANDSEQUENTIAL")
            return label.fail(*storage, "BAND_STORAGE_TYPE is not known",
                              "BAND_SEQUENTIAL, LINE_INTERLEAVED and SAMPLE_INTERLEAVED are");
    }
    for (const auto& [key, usual] :
         {std::pair("LINE_DISPLAY_DIRECTION", "DOWN"), std::pair("SAMPLE_DISPLAY_DIRECTION", "RIGHT")})
        if (const OdlValue* value = image.find(key);
            value && !Label::saysNothing(*value) && lettersOf(value->text) != usual)
            return label.fail(*value, fmt::format("{} = {} is not read", key, value->text.substr(0, 20)),
                              fmt::format("{} is", usual));
    const bool interleaved = out.bands == Pds3Image::Bands::SampleInterleaved;
    out.prefixBytes = std::uint64_t(*prefix);
    out.lineBytes =
        std::uint64_t(*prefix) + std::uint64_t(*suffix) +
        std::uint64_t(out.info.width) * std::uint64_t(out.format.bytes) * std::uint64_t(interleaved ? 3 : 1);
    return {};
}

/// "a, b" of what there is.
std::string joined(const std::string& a, const std::string& b) {
    return a.empty() ? b : b.empty() || a == b ? a : a + ", " + b;
}

} // namespace

std::uint64_t Pds3Image::endBytes() const {
    const std::uint64_t planes = bands == Bands::SampleInterleaved ? 1 : std::uint64_t(info.channels);
    return offsetBytes + lineBytes * std::uint64_t(info.height) * planes;
}

base::Result<Pds3Image> describePds3(const OdlObject& root, const std::string& fileName,
                                     std::optional<RasterKind> kind) {
    const Label label(root, fileName);
    if (const OdlValue* target = root.findDeep("TARGET_NAME"))
        if (target->kind != OdlValue::Kind::Sequence && lettersOf(target->text) != "MOON")
            return label.fail(*target, fmt::format("the image shows {}", target->text.substr(0, 40)),
                              "only maps of the Moon are read");
    const Pointed at = imageIn(root);
    if (!at.image)
        return label.fail(root, "the label describes no image", "an IMAGE and its pointer ^IMAGE are wanted");
    if (const OdlValue* coding = at.image->find("ENCODING_TYPE"); coding && !Label::saysNothing(*coding))
        return label.fail(*coding, fmt::format("the image is packed ({})", coding->text.substr(0, 40)),
                          "give the packed file itself");
    const OdlObject* map = root.object("IMAGE_MAP_PROJECTION");
    if (!map)
        return label.fail(*at.image, "the image is no map", "an object IMAGE_MAP_PROJECTION is wanted");

    Pds3Image out;
    const auto width = label.count(*at.image, "LINE_SAMPLES", 2, kMaxRasterSide, std::nullopt),
               height = label.count(*at.image, "LINES", 2, kMaxRasterSide, std::nullopt);
    for (const auto* each : {&width, &height})
        if (!*each)
            return tl::unexpected(each->error());
    out.info.width = *width, out.info.height = *height;
    if (auto ok = sampleType(label, *at.image, out.format); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = noData(label, *at.image, out.format); !ok)
        return tl::unexpected(ok.error());
    const auto scale = label.number(*at.image, "SCALING_FACTOR"), offset = label.number(*at.image, "OFFSET"),
               axis = label.number(*map, "A_AXIS_RADIUS");
    for (const auto* each : {&scale, &offset, &axis})
        if (!*each)
            return tl::unexpected(each->error());
    out.format.scale = scale->value_or(1.0), out.format.offset = offset->value_or(0.0);
    double radiusM = astro::kMoonRadiusM;
    if (*axis) {
        const OdlValue& value = *map->find("A_AXIS_RADIUS");
        radiusM = value.number * metresIn(value.unit).value_or(value.number < 1e5 ? 1000.0 : 1.0);
        if (std::abs(radiusM / astro::kMoonRadiusM - 1.0) > 0.01)
            return label.fail(value, "A_AXIS_RADIUS is not the Moon's", "1737.4 <KM> is");
    }
    // What the numbers are: the label's unit and name tell it.
    const OdlValue* unit = at.image->find("UNIT");
    const OdlValue* name = at.image->find("NAME");
    const std::string called = name ? lettersOf(name->text) : "";
    const bool isHeight =
        (unit && metresIn(unit->text)) || called.find("HEIGHT") != std::string::npos ||
        called.find("ELEVATION") != std::string::npos || called.find("RADIUS") != std::string::npos ||
        called.find("TOPOGRAPHY") != std::string::npos || std::abs(out.format.offset) > 1000.0;
    if (!kind && !isHeight)
        return label.fail(*at.image, "the label does not tell whether these are heights",
                          "say --as elevation or --as albedo");
    out.info.kind = kind.value_or(RasterKind::Elevation);
    if (out.info.kind == RasterKind::Elevation)
        if (auto ok = heights(label, *at.image, radiusM, out.format); !ok)
            return tl::unexpected(ok.error());
    if (out.info.kind == RasterKind::Albedo && out.format.type != SampleFormat::Type::Real)
        out.format.scale /= std::ldexp(1.0, out.format.bytes * 8) - 1.0;
    if (auto ok = place(label, at, out); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = layout(label, *at.image, out); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = projection(label, *map, radiusM, out.info); !ok)
        return tl::unexpected(ok.error());
    const std::string product = label.text("PRODUCT_ID"), set = label.text("DATA_SET_NAME");
    const std::string more = set.empty() ? label.text("DATA_SET_ID") : set;
    out.info.title = product.empty() ? more : more.empty() ? product : fmt::format("{} ({})", product, more);
    out.info.source = joined(label.text("INSTRUMENT_NAME"), label.text("PRODUCER_INSTITUTION_NAME"));
    if (const std::string fault = faultOf(out.info); !fault.empty())
        return label.fail(*map, fault, "is the label damaged?");
    return out;
}

bool looksLikePds3(std::string_view head) {
    const auto at = head.find("PDS_VERSION_ID");
    if (at == std::string_view::npos || at > 512)
        return false;
    const auto value = head.find("PDS3", at);
    return value != std::string_view::npos && value < at + 80;
}

} // namespace perilune::survey
