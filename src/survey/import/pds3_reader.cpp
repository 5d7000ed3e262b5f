#include "survey/import/pds3_parts.h"

#include <fmt/format.h>

#include <cmath>

namespace perilune::survey {

base::Result<std::optional<double>> LabelReader::number(const OdlObject& in, std::string_view key) const {
    const OdlValue* value = in.find(key);
    if (!value || saysNothing(*value))
        return std::optional<double>();
    if (value->kind != OdlValue::Kind::Number)
        return fail(*value, fmt::format("{} is no number", key), "write a number");
    return std::optional<double>(value->number);
}

base::Result<std::int64_t> LabelReader::count(const OdlObject& in, std::string_view key, std::int64_t low,
                                              std::int64_t high,
                                              std::optional<std::int64_t> otherwise) const {
    const OdlValue* value = in.find(key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        return fail(in, fmt::format("{} has no {}", in.name.empty() ? "the label" : in.name, key), "add it");
    if (value->kind != OdlValue::Kind::Number || value->number != std::floor(value->number) ||
        value->number < double(low) || value->number > double(high))
        return fail(*value, fmt::format("{} = {} is out of the question", key, value->text.substr(0, 40)),
                    fmt::format("a whole number {}..{} is wanted", low, high));
    return std::int64_t(value->number);
}

bool LabelReader::saysNothing(const OdlValue& value) {
    return value.text == "N/A" || value.text == "UNK" || value.text == "NULL" || value.text == "NONE" ||
           value.text.empty();
}

std::string LabelReader::text(std::string_view key) const {
    const OdlValue* value = root_.findDeep(key);
    return value && value->kind != OdlValue::Kind::Sequence && !saysNothing(*value) ? value->text : "";
}

std::string lettersOf(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)))
            out += char(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::optional<double> metresIn(std::string_view unit) {
    const std::string u = lettersOf(unit);
    if (u == "M" || u == "METER" || u == "METERS" || u == "METRE" || u == "METRES")
        return 1.0;
    if (u == "KM" || u == "KILOMETER" || u == "KILOMETERS" || u == "KILOMETRE" || u == "KILOMETRES")
        return 1000.0;
    return std::nullopt;
}

} // namespace perilune::survey
