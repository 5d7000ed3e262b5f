#include "survey/import/input_file.h"
#include "survey/import/open.h"
#include "survey/import/pds3_parts.h"

#include <algorithm>
#include <cctype>

namespace perilune::survey {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
    for (char& c : text)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Labels whose names begin as the image's does, the one of the very same name first: MAP.LBL, MAP_JP2.LBL.
std::vector<fs::path> labelsLike(const fs::path& image) {
    const std::string stem = lower(image.stem().string());
    const fs::path folder = image.has_parent_path() ? image.parent_path() : fs::path(".");
    std::vector<fs::path> found;
    std::error_code none;
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
        const fs::path name = it->path().filename();
        if (lower(name.extension().string()) == ".lbl" && lower(name.stem().string()).starts_with(stem))
            found.push_back(image.parent_path() / name);
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        return std::pair(a.string().size(), a) < std::pair(b.string().size(), b);
    });
    return found;
}

} // namespace

bool sameName(const std::string& a, const std::string& b) {
    return lower(a) == lower(b);
}

fs::path fileBeside(const fs::path& other, const fs::path& name) {
    fs::path exact = other.parent_path() / name;
    std::error_code none;
    if (fs::exists(exact, none))
        return exact;
    const fs::path folder = other.has_parent_path() ? other.parent_path() : fs::path(".");
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none))
        if (sameName(it->path().filename().string(), name.string()))
            return other.parent_path() / it->path().filename();
    return exact;
}

LabelBeside labelBeside(const fs::path& image) {
    const std::string name = image.filename().string();
    LabelBeside other;
    for (const fs::path& label : labelsLike(image)) {
        auto input = InputFile::open(label);
        if (!input)
            continue;
        std::string text(std::size_t(std::min<std::uint64_t>(input->bytes(), 1024)), '\0');
        if (!input->read(0, text.data(), text.size()) || !looksLikePds3(text))
            continue;
        // One that is broken tells its mistake when it is opened.
        const auto read = readPds3(label, RasterKind::Albedo);
        const LabelBeside beside{
            label, read ? read->file : "", read ? read->packed : "",
            read && (sameName(read->file.string(), name) || sameName(read->packed.string(), name))};
        if (beside.namesIt)
            return beside;
        if (other.label.empty() && sameName(label.stem().string(), image.stem().string()))
            other = beside;
    }
    return other;
}

} // namespace perilune::survey
