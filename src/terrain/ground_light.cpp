#include "terrain/ground_impl.h"
#include "terrain/tint.h"
#include "base/files.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::terrain {

namespace {

/// Grows when the light would come out otherwise for the same maps.
constexpr int kLightVersion = 1;

/// What the heights at the poles depend on, in words.
std::string heightsKey(const Ground& ground, const std::vector<TileSet>& elevations) {
    std::string key = fmt::format("light {}, baked {}", kLightVersion, kGroundVersion);
    for (const TileSet& set : elevations) {
        const TileSetHeader& h = set.header();
        key += fmt::format("\n{} {} {:08x} {:08x} {:016x}", set.file().filename().string(), h.fileBytes,
                           h.headerCrc, h.tableCrc, h.bricksCrc);
    }
    // The baked ground is made anew with the program: a few of its heights tell one from another.
    for (int i = 0; i < 24; ++i) {
        const base::Angle latitude = base::Angle::degrees((i % 2 == 0 ? 1.0 : -1.0) * (78.0 + 0.5 * i));
        key +=
            fmt::format(" {:.3f}", ground.heightM({latitude, base::Angle::degrees(-180.0 + 15.0 * i), 0.0}));
    }
    return key;
}

std::uint64_t digest(const std::string& text) {
    std::uint64_t h = 0xcbf29ce484222325u; // FNV-1a
    for (const char c : text)
        h = (h ^ std::uint8_t(c)) * 0x100000001b3u;
    return h;
}

/// Light of maps that were replaced since is of no use to anybody: the newest few stay.
void keepNewest(const std::filesystem::path& folder) {
    constexpr std::size_t kKept = 4;
    std::error_code error;
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> files;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".light") {
            std::error_code unknown;
            files.emplace_back(it->last_write_time(unknown), it->path());
        }
    std::sort(files.rbegin(), files.rend());
    for (std::size_t i = kKept; i < files.size(); ++i)
        std::filesystem::remove(files[i].second, error);
}

} // namespace

const Illumination& Ground::illumination(const std::function<void(double)>& progress) const {
    return lightOf({}, progress);
}

double Ground::illuminationProgress() const {
    LazyLight& lazy = *impl_->light;
    if (lazy.ready)
        return 1.0;
    std::call_once(lazy.begun, [&] {
        lazy.worker = std::jthread([this, &lazy](const std::stop_token& stop) {
            lightOf(stop, [&lazy](double done) { lazy.progress = done; });
        });
    });
    return std::min(lazy.progress.load(), 0.999);
}

const Illumination& Ground::lightOf(const std::stop_token& stop,
                                    const std::function<void(double)>& progress) const {
    LazyLight& lazy = *impl_->light;
    std::call_once(lazy.asked, [&] {
        const std::string key = heightsKey(*this, impl_->elevations);
        const std::filesystem::path cache = base::cacheDir();
        const auto file = cache / "light" / fmt::format("{:016x}.light", digest(key));
        if (!cache.empty())
            if (auto known = Illumination::read(file, key)) {
                lazy.light = std::move(*known);
                lazy.ready = true;
                return;
            }
        lazy.light = Illumination::compute(*this, progress, stop);
        if (stop.stop_requested())
            return; // nobody is left who could ask
        lazy.ready = true;
        if (cache.empty())
            return;
        // Where nothing can be kept it is worked out again next time.
        std::error_code error;
        std::filesystem::create_directories(file.parent_path(), error);
        if (lazy.light->write(file, key))
            keepNewest(file.parent_path());
    });
    return *lazy.light;
}

} // namespace perilune::terrain
