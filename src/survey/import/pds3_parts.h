#pragma once

#include "survey/import/pds3.h"

#include <optional>
#include <string>
#include <string_view>

namespace perilune::survey {

/// Asks a label for values and says where one is wrong.
class LabelReader {
  public:
    LabelReader(const OdlObject& root, const std::string& file) : root_(root), file_(file) {}

    const OdlObject& root() const { return root_; }

    tl::unexpected<base::Error> fail(const OdlValue& at, std::string what, std::string todo) const {
        return labelError(file_, at.line, at.column, std::move(what), std::move(todo));
    }
    tl::unexpected<base::Error> fail(const OdlObject& at, std::string what, std::string todo) const {
        return labelError(file_, at.line, at.column, std::move(what), std::move(todo));
    }

    /// A number; nothing where it is absent or N/A.
    base::Result<std::optional<double>> number(const OdlObject& in, std::string_view key) const;
    /// A whole number within bounds.
    base::Result<std::int64_t> count(const OdlObject& in, std::string_view key, std::int64_t low,
                                     std::int64_t high, std::optional<std::int64_t> otherwise) const;
    /// N/A and its like.
    static bool saysNothing(const OdlValue& value);
    /// A text wherever it stands in the label; "" where it does not.
    std::string text(std::string_view key) const;

  private:
    const OdlObject& root_;
    const std::string& file_;
};

/// A file beside another by its name: discs were copied with names in capitals or not. It need not exist.
std::filesystem::path fileBeside(const std::filesystem::path& other, const std::filesystem::path& name);
bool sameName(const std::string& a, const std::string& b);

/// Letters and digits alone, in capitals.
std::string lettersOf(std::string_view text);
/// Metres in a unit of length; nothing for anything else.
std::optional<double> metresIn(std::string_view unit);

/// Type and size of the samples.
base::Result<void> readSampleType(const LabelReader& label, const OdlObject& image, SampleFormat& format);
/// The numbers that stand for no data.
base::Result<void> readNoData(const LabelReader& label, const OdlObject& image, SampleFormat& format);
/// Unit, scale, offset and zero of the numbers of an elevation map on a sphere of this radius.
base::Result<void> readHeights(const LabelReader& label, const OdlObject& image, double radiusM,
                               Pds3Image& out);
/// Where on a sphere of this radius the pixels lie; `info` has the image's size.
base::Result<void> readProjection(const LabelReader& label, const OdlObject& map, double radiusM,
                                  RasterInfo& info);

} // namespace perilune::survey
