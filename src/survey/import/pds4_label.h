#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::survey {

/// Files that a label of PDS4 describes, as its elements file_name name them; nothing where the text is no
/// such label. The label itself is read by perilune-terrain.
std::optional<std::vector<std::string>> filesOfPds4(std::string_view text);

struct Pds4Label {
    std::filesystem::path label; ///< empty: there is none
    std::vector<std::string> files;
    bool names(const std::filesystem::path& file) const;
    std::string inWords() const; ///< the files, or that it names none
};
/// The label of PDS4 that a file is, or that lies beside it under its name. Other XML there (FGDC, ISO,
/// GDAL's own) is none.
Pds4Label pds4Of(const std::filesystem::path& file);
Pds4Label pds4Beside(const std::filesystem::path& image);

} // namespace perilune::survey
