#pragma once

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

/// The repository's own files, for the laws of the house that are held by reading them.
namespace perilune::test {

inline std::string textOf(const std::filesystem::path& file) {
    std::stringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// The first group of every match.
inline std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
    const std::regex regex(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
        found.push_back((*it)[1]);
    return found;
}

struct SourceFile {
    std::string room, path, text; ///< "scene", "scene/words.cpp"
};

/// Every header and .cpp of src.
inline std::vector<SourceFile> sources() {
    const std::filesystem::path src = std::filesystem::path(PERILUNE_SOURCE_DIR) / "src";
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(src)) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp")
            continue;
        const std::filesystem::path relative = std::filesystem::relative(entry.path(), src);
        files.push_back({relative.begin()->string(), relative.generic_string(), textOf(entry.path())});
    }
    return files;
}

} // namespace perilune::test
