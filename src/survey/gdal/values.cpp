#include "survey/gdal/values.h"

#include "survey/gdal/placing.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

namespace perilune::survey::gdal {

using base::Result;

namespace {

/// A map that has nothing between these is none of heights. What lies outside of the Moon's own, -9.1 to
/// +10.8 km, is for whoever asks to judge.
constexpr double kDeepestM = -15'000.0, kHighestM = 15'000.0;
constexpr double kEndless = std::numeric_limits<double>::infinity();

std::string lower(std::string text) {
    for (char& c : text)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// GDAL's PDS3 driver does not hand on the unit: the label as JSON has it.
std::string pds3Unit(GDALDataset& dataset) {
    char** text = dataset.GetMetadata("json:PDS");
    if (!text || !text[0])
        return "";
    const auto seek = [](const auto& self, const nlohmann::json& node) -> std::string {
        for (const auto& [key, value] : node.items()) {
            if (!value.is_object())
                continue;
            if (key == "IMAGE" && value.contains("UNIT") && value["UNIT"].is_string())
                return value["UNIT"].template get<std::string>();
            if (std::string found = self(self, value); !found.empty())
                return found;
        }
        return "";
    };
    const auto label = nlohmann::json::parse(text[0], nullptr, false);
    return label.is_object() ? seek(seek, label) : "";
}

/// Metres in the unit; 0 for none; nothing for one that is not known.
std::optional<double> metresIn(const std::string& unit) {
    if (unit.empty() || unit == "none" || unit == "dn" || unit == "n/a" || unit == "unknown")
        return 0.0;
    for (const char* name : {"m", "metre", "meter", "metres", "meters"})
        if (unit == name)
            return 1.0;
    for (const char* name : {"km", "kilometre", "kilometer", "kilometres", "kilometers"})
        if (unit == name)
            return 1000.0;
    for (const char* name : {"cm", "centimetre", "centimeter"})
        if (unit == name)
            return 0.01;
    if (unit == "ft" || unit == "foot" || unit == "feet")
        return 0.3048;
    return std::nullopt;
}

/// ISIS and PDS keep marks at the edge of a type: no data, saturated high and low.
void setMarks(Values& values, GDALDataset* dataset, GDALRasterBand& band) {
    values.storedLeast = -1e30;
    values.storedMost = 1e30;
    const GDALDriver* driver = dataset ? dataset->GetDriver() : nullptr;
    if (!driver || std::strcmp(driver->GetDescription(), "ISIS3") != 0)
        return;
    if (band.GetRasterDataType() == GDT_Int16)
        values.storedLeast = -32751.5;
    if (band.GetRasterDataType() == GDT_UInt16) {
        values.storedLeast = 2.5;
        values.storedMost = 65522.5;
    }
}

bool hasMask(GDALRasterBand& band) {
    const int flags = band.GetMaskFlags();
    if (flags & GMF_ALL_VALID)
        return false;
    int has = 0;
    const double none = band.GetNoDataValue(&has);
    return !(flags == GMF_NODATA && has && std::isnan(none));
}

/// The least and the greatest number of a thin sample.
std::optional<std::pair<double, double>> sampledRange(GDALRasterBand& band, const Values& values) {
    const int width = std::min(band.GetXSize(), 512), height = std::min(band.GetYSize(), 512);
    std::vector<double> sample(std::size_t(width) * std::size_t(height));
    std::vector<std::uint8_t> mask(sample.size(), 255);
    if (band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), sample.data(), width, height,
                      GDT_Float64, 0, 0, nullptr) != CE_None)
        return std::nullopt;
    if (values.masked &&
        band.GetMaskBand()->RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), mask.data(), width,
                                     height, GDT_Byte, 0, 0, nullptr) != CE_None)
        return std::nullopt;
    double least = kEndless, most = -kEndless;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double v = sample[i];
        if (!mask[i] || !(v > values.storedLeast && v < values.storedMost))
            continue;
        least = std::min(least, v);
        most = std::max(most, v);
    }
    return std::pair{least, most};
}

bool within(const std::pair<double, double>& range, double least, double most) {
    return range.first >= least && range.second <= most;
}

} // namespace

float Values::operator()(double stored) const {
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    if (!(stored > storedLeast && stored < storedMost))
        return none;
    double value = stored * scale + offset;
    if (!(value >= least && value <= most))
        return none;
    if (linear)
        value = value <= 0.0031308 ? 12.92 * std::max(value, 0.0)
                                   : 1.055 * std::pow(std::min(value, 1.0), 1.0 / 2.4) - 0.055;
    return float(value);
}

Result<Values> heightsOf(GDALDataset& dataset, GDALRasterBand& band, double radiusM, double acrossM,
                         std::vector<std::string>& notes, std::vector<std::string>& doubts) {
    Values values;
    setMarks(values, &dataset, band);
    values.masked = hasMask(band);
    values.least = -kEndless;
    values.most = kEndless;
    values.scale = band.GetScale();
    values.offset = band.GetOffset();
    std::string unit = lower(band.GetUnitType());
    if (unit.empty())
        unit = lower(pds3Unit(dataset));
    const auto metres = metresIn(unit);
    if (!metres)
        return base::inputError(
            fmt::format("its unit \"{}\" is none of length; set it: gdal_edit.py -units m FILE", unit));
    if (!std::isfinite(values.scale) || values.scale == 0.0 || !std::isfinite(values.offset))
        return base::inputError(
            fmt::format("its scale {:g} and offset {:g} make no heights", values.scale, values.offset));
    const auto stored = sampledRange(band, values);
    if (!stored)
        return base::inputError("its pixels cannot be read");
    if (stored->first > stored->second) {
        notes.push_back("A sample of its pixels held no data at all.");
        const double factor = *metres > 0.0 ? *metres : 1.0;
        values.scale *= factor;
        values.offset *= factor;
        return values;
    }
    std::pair<double, double> range{stored->first * values.scale + values.offset,
                                    stored->second * values.scale + values.offset};
    if (range.first > range.second)
        std::swap(range.first, range.second);

    double factor = *metres;
    bool radii = false;
    if (factor > 0.0) {
        radii = within({range.first * factor, range.second * factor}, 1.70e6, 1.77e6);
    } else if (within(range, 1.70e6, 1.77e6)) {
        factor = 1.0;
        radii = true;
    } else if (within(range, 1.720e3, 1.755e3)) {
        factor = 1000.0;
        radii = true;
        notes.push_back(
            fmt::format("It gives no unit: its values {:.1f} to {:.1f} were taken for radii in kilometres.",
                        range.first, range.second));
    } else if (acrossM > 1e6 && within(range, -12.0, 12.0)) {
        factor = 1000.0;
        doubts.push_back(
            fmt::format("it gives no unit, and its values {:.1f} to {:.1f} over {:.0f} km were taken for "
                        "kilometres; say the unit: gdal_edit.py -units km, or m; --accept takes them so",
                        range.first, range.second, acrossM / 1e3));
    } else {
        factor = 1.0;
        notes.push_back(fmt::format("It gives no unit: its values {:.0f} to {:.0f} were taken for metres.",
                                    range.first, range.second));
    }
    values.scale *= factor;
    values.offset *= factor;
    if (radii) {
        values.offset -= kMoonM;
        notes.push_back("Its values are radii: 1737.4 km were taken off.");
    } else if (std::abs(radiusM - kMoonM) > 0.5) {
        values.offset += radiusM - kMoonM;
        notes.push_back(fmt::format("Its heights stand on a sphere of {:.3f} km and were moved by {:+.0f} m.",
                                    radiusM / 1e3, radiusM - kMoonM));
    }
    std::pair<double, double> heights{stored->first * values.scale + values.offset,
                                      stored->second * values.scale + values.offset};
    if (heights.first > heights.second)
        std::swap(heights.first, heights.second);
    if (heights.first > kHighestM || heights.second < kDeepestM)
        return base::inputError(
            fmt::format("its values come to heights of {:.0f} to {:.0f} m, which are not the Moon's; "
                        "is it elevation? set unit, scale and offset with gdal_edit.py",
                        heights.first, heights.second));
    return values;
}

Result<Values> brightnessOf(GDALRasterBand& band, std::vector<std::string>& notes) {
    Values values;
    setMarks(values, band.GetDataset(), band);
    values.masked = hasMask(band);
    values.least = -0.5;
    values.most = 8.0;
    int scaled = 0, moved = 0;
    const double scale = band.GetScale(&scaled), offset = band.GetOffset(&moved);
    const GDALDataType type = band.GetRasterDataType();
    const bool whole = !GDALDataTypeIsFloating(type);
    if (!whole || (scaled && scale != 1.0)) {
        values.scale = scale;
        values.offset = offset;
        values.linear = true;
        notes.push_back("Its values were taken for reflectance, 0 to 1.");
        return values;
    }
    double full = type == GDT_Byte ? 255.0 : type == GDT_Int16 ? 32767.0 : 65535.0;
    if (const char* bits = band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE"))
        full = std::exp2(std::clamp(std::atoi(bits), 1, 31)) - 1.0;
    values.scale = 1.0 / full;
    return values;
}

} // namespace perilune::survey::gdal
