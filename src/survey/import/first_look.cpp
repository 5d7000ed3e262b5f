#include "survey/import/first_look.h"

#include "survey/import/height_tally.h"
#include "survey/import/likeness.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>

namespace perilune::survey {

namespace {

constexpr int kSample = 64;              ///< rows and columns of the sample
constexpr double kGreatestHeightM = 3e4; ///< beyond all mountains and basins of the Moon
constexpr std::int64_t kSpan = 65536;    ///< widest part of a row that is read
/// Pixels up to which a map is looked at as a whole: a tenth of a second.
constexpr std::int64_t kWholePixels = std::int64_t{20} << 20;
constexpr std::int64_t kRowsAtOnce = 64;

/// The sample: its check sum, and its heights with their places.
base::Result<std::uint32_t> sampled(RasterSource& source, SpreadHeights& spread) {
    const RasterInfo& info = source.info();
    const std::int64_t rows = std::min<std::int64_t>(kSample, info.height),
                       columns = std::min<std::int64_t>(kSample, info.width);
    const std::int64_t span = std::min(info.width, kSpan), first = (info.width - span) / 2;
    std::vector<float> row(std::size_t(span * info.channels));
    std::uint32_t crc = 0;
    for (std::int64_t j = 0; j < rows; ++j) {
        const std::int64_t y = (2 * j + 1) * info.height / (2 * rows);
        if (auto ok = source.read(first, y, span, 1, row.data()); !ok)
            return tl::unexpected(ok.error());
        for (std::int64_t i = 0; i < columns; ++i) {
            const std::int64_t x = (2 * i + 1) * span / (2 * columns);
            const float value = row[std::size_t(x * info.channels)];
            crc = std::uint32_t(::crc32(crc, reinterpret_cast<const Bytef*>(&value), sizeof value));
            spread.pixels.emplace_back(double(first + x) + 0.5, double(y) + 0.5);
            spread.heightsM.push_back(value);
        }
    }
    return crc;
}

/// Counts the heights of the whole map, or of rows spread over it.
base::Result<void> tally(RasterSource& source, bool whole, HeightTally& out) {
    const RasterInfo& info = source.info();
    const std::int64_t span = whole ? info.width : std::min(info.width, kSpan);
    const std::int64_t first = (info.width - span) / 2;
    const std::int64_t rows = whole ? info.height : std::min(info.height, kWholePixels / 4 / span);
    std::vector<float> piece;
    for (std::int64_t j = 0; j < rows;) {
        // Rows that lie together are read together.
        const std::int64_t count = rows == info.height ? std::min(kRowsAtOnce, rows - j) : 1;
        const std::int64_t y = rows == info.height ? j : (2 * j + 1) * info.height / (2 * rows);
        piece.resize(std::size_t(span * count));
        if (auto ok = source.read(first, y, span, count, piece.data()); !ok)
            return ok;
        out.add(piece.data(), piece.size());
        j += count;
    }
    return {};
}

} // namespace

base::Result<FirstLook> lookAt(RasterSource& source, const std::filesystem::path& file,
                               const std::filesystem::path& shareDir) {
    const RasterInfo& info = source.info();
    FirstLook look;
    look.doubts = info.doubts;
    SpreadHeights spread;
    const auto checkSum = sampled(source, spread);
    if (!checkSum)
        return tl::unexpected(checkSum.error());
    look.checkSum = *checkSum;
    if (info.kind != RasterKind::Elevation)
        return look;
    std::vector<float> seen;
    for (const float height : spread.heightsM)
        if (!std::isnan(height))
            seen.push_back(std::abs(height));
    if (!seen.empty()) {
        std::nth_element(seen.begin(), seen.begin() + std::ptrdiff_t(seen.size() / 2), seen.end());
        if (const double middle = double(seen[seen.size() / 2]); middle > kGreatestHeightM)
            return base::inputError(
                fmt::format("{}: its heights are about {:.3g} m, which nothing on the Moon is; "
                            "unit, scale or offset of its label are wrong",
                            file.string(), middle));
    }
    look.whole = info.width <= kWholePixels / info.height;
    HeightTally heights(info);
    if (auto ok = tally(source, look.whole, heights); !ok)
        return tl::unexpected(ok.error());
    look.notes = heights.notes();
    for (std::string& doubt : heights.doubts(info))
        look.doubts.push_back(std::move(doubt));
    look.marks = heights.marks();
    look.holes =
        heights.seen() != std::uint64_t(info.width) * std::uint64_t(info.height) || !look.doubts.empty();
    if (!shareDir.empty()) {
        for (float& height : spread.heightsM)
            if (!(height >= kDeepestM && height <= kHighestM) ||
                std::any_of(look.marks.begin(), look.marks.end(),
                            [&](float mark) { return HeightTally::isMark(height, mark); }))
                height = std::nanf("");
        for (std::string& doubt : doubtsOfLikeness(info, spread, shareDir))
            look.doubts.push_back(std::move(doubt));
    }
    return look;
}

} // namespace perilune::survey
