#include "survey/import/height_tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::survey {

namespace {

/// 0 is one where it comes to no height of the Moon, as in a map of radii.
constexpr std::array<double, 6> kMarks{-9999.0, -32768.0, -32767.0, 32767.0, -99999.0, 0.0};
constexpr auto kBins = std::size_t(kHighestM - kDeepestM) + 1;

/// Heights of a wide map that differ by less than this are kilometres which were taken for metres.
constexpr float kFlatM = 25.0f;
constexpr double kWideM = 300'000.0;

std::size_t binOf(float heightM) {
    return std::min(std::size_t(std::max(0.0f, heightM - kDeepestM)), kBins - 1);
}

} // namespace

HeightTally::HeightTally(const RasterInfo& info) : bins_(kBins) {
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        const auto height = float(info.scale * kMarks[i] + info.offset);
        marks_[i] = {kMarks[i], height, 0, height >= kDeepestM && height <= kHighestM};
    }
}

void HeightTally::add(const float* heights, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float h = heights[i];
        if (std::isnan(h))
            continue;
        ++seen_;
        const bool inRange = h >= kDeepestM && h <= kHighestM;
        bool mark = false;
        for (Mark& m : marks_)
            if (m.inRange == inRange && !(m.inRange && m.number == 0.0) && isMark(h, m.heightM))
                ++m.count, mark = true;
        if (mark && !inRange)
            continue;
        low_ = std::min(low_, h), high_ = std::max(high_, h);
        if (inRange)
            ++bins_[binOf(h)];
        else
            ++outside_;
    }
}

bool HeightTally::isUndeclared(const Mark& mark) const {
    if (!mark.inRange) // where all is out of range, a mark is a number like others
        return mark.count * 20 > outside_;
    // It could be a height: then it is no more frequent than those around it.
    if (mark.count < 16 || mark.count < seen_ / 20'000)
        return false;
    const std::size_t at = binOf(mark.heightM), first = at < 40 ? 0 : at - 40,
                      last = std::min(kBins - 1, at + 40);
    std::vector<std::uint32_t> around;
    for (std::size_t i = first; i <= last; ++i)
        if (i != at && bins_[i] > 0)
            around.push_back(bins_[i]);
    if (around.empty())
        return true;
    std::nth_element(around.begin(), around.begin() + std::ptrdiff_t(around.size() / 2), around.end());
    return mark.count > 20 * std::uint64_t(around[around.size() / 2]);
}

std::string HeightTally::share(std::uint64_t count) const {
    const double percent = 100.0 * double(count) / double(std::max<std::uint64_t>(1, seen_));
    return percent >= 0.1 ? fmt::format("{:.1f} % of its pixels", percent)
           : count == 1   ? std::string("one of its pixels")
                          : fmt::format("{} of its pixels", count);
}

std::vector<float> HeightTally::marks() const {
    std::vector<float> out;
    for (const Mark& mark : marks_)
        if (isUndeclared(mark))
            out.push_back(mark.heightM);
    return out;
}

std::vector<std::string> HeightTally::notes() const {
    if (seen_ > 1 && low_ == high_)
        return {fmt::format("All its heights are the same, {:.1f} m.", double(low_))};
    return {};
}

std::vector<std::string> HeightTally::doubts(const RasterInfo& info) const {
    std::vector<std::string> out;
    for (const Mark& mark : marks_)
        if (isUndeclared(mark))
            out.push_back(
                fmt::format("{} hold {:.0f} ({:.0f} m), which is not declared as no data; declare it "
                            "(MISSING_CONSTANT of a label, no_data of a sidecar, gdal_edit.py "
                            "-a_nodata), or --accept takes it for no data",
                            share(mark.count), mark.number, double(mark.heightM)));
    if (outside_ > 0)
        out.push_back(
            fmt::format("{} are outside of the Moon's heights ({:.0f} to {:.0f} m), with {:.0f} to {:.0f} "
                        "m in all; are unit, scale and offset right?",
                        share(outside_), double(kDeepestM), double(kHighestM), double(low_), double(high_)));
    if (info.range && seen_ > 0) {
        // Some labels tell them as they stand in the file, and some in metres.
        const double least = info.range->first, most = info.range->second; // clang 14 captures no bindings
        const double slack = 1.0 + 0.01 * (most - least);
        const auto within = [&](double a, double b) {
            return std::min(a, b) >= least - slack && std::max(a, b) <= most + slack;
        };
        if (!within((double(low_) - info.offset) / info.scale, (double(high_) - info.offset) / info.scale) &&
            !within(double(low_), double(high_)))
            out.push_back(fmt::format(
                "its numbers reach from {:.6g} to {:.6g}, and its label says {:.6g} to {:.6g}; is "
                "it the label of this image, with the right SAMPLE_TYPE?",
                (double(low_) - info.offset) / info.scale, (double(high_) - info.offset) / info.scale, least,
                most));
    }
    const double acrossM = info.resolutionM * double(std::max(info.width, info.height));
    const float middle = 0.5f * (low_ + high_);
    // Heights, or radii.
    const bool inKm = std::abs(middle) < kFlatM || (middle > 1'720.0f && middle < 1'755.0f);
    if (outside_ == 0 && seen_ > 1 && acrossM > kWideM && high_ - low_ < kFlatM && (inKm || low_ < high_))
        out.push_back(fmt::format(
            "over {:.0f} km it is all but flat, {:.2f} to {:.2f} m, as no place on the Moon is; {}",
            acrossM / 1e3, double(low_), double(high_),
            inKm ? "were kilometres taken for metres? say the unit: UNIT = KILOMETER of a label, \"unit\": "
                   "\"km\" of a sidecar, gdal_edit.py -units km"
                 : "is it elevation, with the right scale?"));
    return out;
}

} // namespace perilune::survey
