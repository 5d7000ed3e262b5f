#include "survey/import/pds3_parts.h"
#include "astro/vec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::survey {

base::Result<void> readSampleType(const LabelReader& label, const OdlObject& image, SampleFormat& format) {
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

base::Result<void> readNoData(const LabelReader& label, const OdlObject& image, SampleFormat& format) {
    for (const char* key :
         {"MISSING_CONSTANT", "MISSING", "NULL", "CORE_NULL", "NULL_CONSTANT", "INVALID_CONSTANT",
          "UNKNOWN_CONSTANT", "NOT_APPLICABLE_CONSTANT", "FILL_CONSTANT", "LOW_REPR_SATURATION",
          "LOW_INSTR_SATURATION", "HIGH_REPR_SATURATION", "HIGH_INSTR_SATURATION", "LOW_REPR_SAT",
          "LOW_INSTR_SAT", "HIGH_REPR_SAT", "HIGH_INSTR_SAT"}) {
        const OdlValue* value = image.find(key);
        if (!value || LabelReader::saysNothing(*value))
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
base::Result<void> readHeights(const LabelReader& label, const OdlObject& image, double radiusM,
                               Pds3Image& out) {
    SampleFormat& format = out.format;
    std::vector<std::string>& notes = out.info.notes;
    const OdlValue* unit = image.find("UNIT");
    if (unit && !LabelReader::saysNothing(*unit)) {
        const auto metres = metresIn(unit->text);
        if (!metres)
            return label.fail(*unit, fmt::format("UNIT = {} is no length", unit->text.substr(0, 40)),
                              "an elevation map is in METER or KILOMETER; --as albedo takes a picture");
        format.unitM = *metres;
    } else {
        notes.push_back("Its label gives no UNIT: its numbers were taken for metres.");
    }
    if (const OdlValue* offset = image.find("OFFSET"); offset && !offset->unit.empty())
        if (const auto metres = metresIn(offset->unit))
            format.offset *= *metres / format.unitM;
    // A radius is told by its offset, or by its own name.
    const OdlValue* name = image.find("NAME");
    const bool named = name && lettersOf(name->text).find("RADIUS") != std::string::npos;
    const bool radius = std::abs(format.offset * format.unitM) > 0.5 * astro::kMoonRadiusM || named;
    if (named && std::abs(format.offset * format.unitM) <= 0.5 * astro::kMoonRadiusM)
        notes.push_back("Its label calls the numbers radii: 1737.4 km were taken off.");
    if (!radius && std::abs(radiusM - astro::kMoonRadiusM) > 0.5)
        notes.push_back(fmt::format("Its heights stand on a sphere of {:.3f} km and were moved by {:+.0f} m.",
                                    radiusM / 1e3, radiusM - astro::kMoonRadiusM));
    format.datumM = radius ? astro::kMoonRadiusM : astro::kMoonRadiusM - radiusM;
    return {};
}

} // namespace perilune::survey
