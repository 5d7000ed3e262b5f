#include "survey/import/open.h"
#include "survey/import/pds3_parts.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace perilune::survey {

namespace {

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

base::Result<void> place(const LabelReader& label, const Pointed& at, Pds3Image& out) {
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

base::Result<void> layout(const LabelReader& label, const OdlObject& image, Pds3Image& out) {
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
            value && !LabelReader::saysNothing(*value) && lettersOf(value->text) != usual)
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

/// Packed in a way that perilune-terrain reads.
bool isRead(const OdlValue& coding) {
    const std::string name = lettersOf(coding.text);
    return LabelReader::saysNothing(coding) || name.starts_with("JP2") || name.starts_with("JPEG2000") ||
           name.starts_with("TIFF") || name.starts_with("GEOTIFF");
}

} // namespace

std::uint64_t Pds3Image::endBytes() const {
    const std::uint64_t planes = bands == Bands::SampleInterleaved ? 1 : std::uint64_t(info.channels);
    return offsetBytes + lineBytes * std::uint64_t(info.height) * planes;
}

base::Result<Pds3Image> describePds3(const OdlObject& root, const std::string& fileName,
                                     std::optional<RasterKind> kind) {
    const LabelReader label(root, fileName);
    if (const OdlValue* target = root.findDeep("TARGET_NAME"))
        if (target->kind != OdlValue::Kind::Sequence && lettersOf(target->text) != "MOON")
            return label.fail(*target, fmt::format("the image shows {}", target->text.substr(0, 40)),
                              "only maps of the Moon are read");
    const Pointed at = imageIn(root);
    if (!at.image)
        return label.fail(root, "the label describes no image", "an IMAGE and its pointer ^IMAGE are wanted");
    if (const OdlValue* coding = at.image->find("ENCODING_TYPE"); coding && !isRead(*coding))
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
    if (auto ok = readSampleType(label, *at.image, out.format); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = readNoData(label, *at.image, out.format); !ok)
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
    if (!*axis)
        out.info.notes.push_back("Its label gives no A_AXIS_RADIUS: 1737.4 km were taken.");
    if (out.info.kind == RasterKind::Elevation)
        if (auto ok = readHeights(label, *at.image, radiusM, out); !ok)
            return tl::unexpected(ok.error());
    const auto least = label.number(*at.image, "MINIMUM"), most = label.number(*at.image, "MAXIMUM");
    if (least && most && *least && *most && **least < **most)
        out.info.range = std::pair(**least, **most);
    out.info.scale = out.format.scale * out.format.unitM;
    out.info.offset = out.format.offset * out.format.unitM - out.format.datumM;
    if (out.info.kind == RasterKind::Albedo && out.format.type != SampleFormat::Type::Real)
        out.format.scale /= std::ldexp(1.0, out.format.bytes * 8) - 1.0;
    if (const OdlObject* packed = root.object("COMPRESSED_FILE"))
        if (const OdlValue* own = packed->find("FILE_NAME"); own && own->kind != OdlValue::Kind::Sequence)
            out.packed = std::filesystem::path(own->text).filename();
    if (auto ok = place(label, at, out); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = layout(label, *at.image, out); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = readProjection(label, *map, radiusM, out.info); !ok)
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
    if (at > 512) // or nowhere
        return false;
    const auto value = head.find("PDS3", at);
    return value != std::string_view::npos && value < at + 80;
}

} // namespace perilune::survey
