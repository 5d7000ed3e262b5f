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

/// A step towards the light; false when it is there.
bool Ground::stepIllumination() const {
    LazyLight& lazy = *impl_->light;
    const std::scoped_lock lock(lazy.mutex);
    if (lazy.ready)
        return false;
    const std::filesystem::path cache = base::cacheDir();
    const auto file = [&] { return cache / "light" / fmt::format("{:016x}.light", digest(lazy.key)); };
    if (!lazy.work) {
        lazy.key = heightsKey(*this, impl_->elevations);
        if (!cache.empty())
            if (auto known = Illumination::read(file(), lazy.key)) {
                lazy.light = std::move(*known);
                lazy.ready = true;
                return false;
            }
        lazy.work.emplace(*this, impl_->workers);
        return true;
    }
    if (lazy.work->step()) {
        lazy.progress = lazy.work->progress();
        return true;
    }
    lazy.light = lazy.work->take();
    lazy.work.reset();
    lazy.ready = true;
    // Where nothing can be kept it is worked out again next time.
    std::error_code error;
    if (!cache.empty())
        std::filesystem::create_directories(file().parent_path(), error);
    if (!cache.empty() && lazy.light->write(file(), lazy.key))
        keepNewest(file().parent_path());
    return false;
}

const Illumination& Ground::illumination() const {
    while (!impl_->light->ready && stepIllumination()) {
    }
    return *impl_->light->light;
}

base::Result<void> Ground::workOutIllumination(const std::function<bool(double)>& goOn) const {
    while (stepIllumination())
        if (!goOn(impl_->light->progress))
            return base::cancelled("stopped; nothing was kept");
    goOn(1.0);
    return {};
}

double Ground::illuminationProgress() const {
    LazyLight& lazy = *impl_->light;
    if (lazy.ready)
        return 1.0;
    std::call_once(lazy.begun,
                   [&] { lazy.beside = impl_->workers.repeat([this] { return stepIllumination(); }); });
    return std::min(lazy.progress.load(), 0.999);
}

} // namespace perilune::terrain
