#include "capture/film/sources.h"

#include "capture/sinks/digest.h"
#include "story/film_format.h"
#include "scene/dump.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

namespace perilune::capture {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kGreatestFile = std::size_t(1) << 30;

/// The shipped maps, models, fonts and shaders, and which maps the user has installed.
std::string digestOfData(const fs::path& share) {
    std::vector<fs::path> files;
    std::error_code none;
    for (fs::recursive_directory_iterator it(share, none), end; !none && it != end; it.increment(none))
        if (it->is_regular_file(none) && it->path().extension() != ".yaml")
            files.push_back(it->path());
    Digest digest;
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        digest.add(fs::relative(file, share, none).generic_string());
        if (const auto bytes = base::readBytes(file, kGreatestFile))
            digest.add(bytes->data(), bytes->size());
    }
    const fs::path maps = base::dataDir();
    if (!maps.empty()) {
        std::vector<std::string> installed;
        for (fs::recursive_directory_iterator it(maps, none), end; !none && it != end; it.increment(none))
            if (it->path().extension() == ".tiles" && it->is_regular_file(none))
                installed.push_back(
                    fmt::format("{} {}", it->path().filename().string(), it->file_size(none)));
        std::sort(installed.begin(), installed.end());
        for (const std::string& map : installed)
            digest.add(map);
    }
    return digest.take();
}

template <class T> void addRaw(Digest& digest, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    digest.add(&value, sizeof value);
}

std::string digestOfScene(const scene::Scene& scene) {
    Digest digest;
    digest.add(scene::toText(scene));
    addRaw(digest, scene.at);
    addRaw(digest, scene.camera.eye.m);
    addRaw(digest, scene.camera.forward.v);
    addRaw(digest, scene.camera.up.v);
    addRaw(digest, scene.camera.fieldOfView.radians());
    addRaw(digest, scene.camera.shift);
    addRaw(digest, scene.sun.v);
    addRaw(digest, scene.exposureStops);
    addRaw(digest, scene.shadowLift);
    return digest.take();
}

std::string digestOfPlacard(const overlay::Placard& placard) {
    Digest digest;
    digest.add(placard.heading);
    for (const std::string& line : placard.lines)
        digest.add("\n" + line);
    addRaw(digest, placard.isTitle);
    addRaw(digest, placard.opacity);
    return digest.take();
}

} // namespace

Manifest manifestOf(const Studio& studio, const render::Renderer& renderer, const story::Storyboard& story,
                    const story::FilmJob& job, const fs::path& file, const std::string& program) {
    const auto format = story::formatFor(job, file);
    Manifest manifest{
        {"program", program},
        {"renderer", renderer.description()},
        {"data", digestOfData(studio.shareDir)},
        {"size", base::sizeInWords(job.size)},
        {"rate", fmt::format("{}/{}", job.rate.num, job.rate.den)},
        {"samples", fmt::format("{}", job.samples)},
        {"codec", std::string(format ? (*format)->codec : "h264")},
        {"quality", std::string(story::nameOf(job.quality))},
        {"language", story.language},
    };
    // What a film usually has not is named where it is there alone: those made before it was thought of stay.
    if (job.safeAreas)
        manifest.emplace_back("safe-areas", "shown");
    if (job.clearSky)
        manifest.emplace_back("alpha", "sky");
    return manifest;
}

base::Result<std::string> digestOfFiles(const std::vector<fs::path>& files) {
    std::vector<std::string> each;
    for (const fs::path& file : files) {
        std::error_code none;
        if (fs::is_directory(file, none))
            continue;
        const auto bytes = base::readBytes(file, kGreatestFile);
        if (!bytes)
            return tl::unexpected(bytes.error());
        Digest digest;
        digest.add(bytes->data(), bytes->size());
        each.push_back(digest.take());
    }
    std::sort(each.begin(), each.end());
    Digest all;
    for (const std::string& one : each)
        all.add(one);
    return all.take();
}

std::string digestOf(const Reel::Shown& shown) {
    const auto* scene = std::get_if<scene::Scene>(&shown);
    return scene ? digestOfScene(*scene) : digestOfPlacard(std::get<overlay::Placard>(shown));
}

} // namespace perilune::capture
