#include "app/commands/terrain_fetch.h"

#include "app/commands/download.h"
#include "app/commands/loading.h"
#include "app/commands/long_work.h"
#include "app/commands/terrain.h"
#include "app/exit.h"
#include "survey/import/odl.h"
#include "survey/import/pds3.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <system_error>

namespace perilune::app {

namespace {

namespace fs = std::filesystem;
using base::Result;

constexpr std::uint64_t kMostLabelBytes = 1 << 20;
/// The finest global set, 512 pixels to the degree, has 34 GB in one file.
constexpr std::uint64_t kMostImageBytes = std::uint64_t{64} << 30;
constexpr std::uint64_t kSpareBytes = 64'000'000;

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f} MB", double(bytes) / 1e6);
}

/// Where a product lies in the archive and on its way here.
struct Way {
    std::string labelUrl, imageUrl;
    fs::path folder, label;
};

Way wayOf(const LolaProduct& product, const std::string& from, const fs::path& downloads) {
    const std::string base = from.ends_with('/') ? from : from + "/";
    const std::string stem = base + product.folder + "/" + product.name;
    const fs::path folder = downloads / product.name;
    return {stem + ".lbl", stem + ".img", folder, folder / (product.name + ".lbl")};
}

/// What the label says of the image: its name beside the label and how long it must be.
struct Expected {
    fs::path image;
    std::uint64_t bytes = 0;
};

Result<Expected> readLabel(const Way& way) {
    const auto text = base::readText(way.label, kMostLabelBytes);
    if (!text)
        return tl::unexpected(text.error());
    if (!survey::looksLikePds3(*text)) {
        std::string head = text->substr(0, 40);
        for (char& c : head)
            if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e)
                c = ' ';
        return base::inputError(
            fmt::format("{}: the answer is no PDS3 label, it begins with \"{}\"; does this network "
                        "want a log-in in a browser first?",
                        way.labelUrl, head));
    }
    const auto label = survey::parseOdl(*text, way.labelUrl);
    if (!label)
        return tl::unexpected(label.error());
    const auto image = survey::describePds3(*label, way.labelUrl, terrain::RasterKind::Elevation);
    if (!image)
        return tl::unexpected(image.error());
    const fs::path name = image->file;
    if (name.empty() || name != name.filename() || name == "." || name == ".." ||
        name == way.label.filename())
        return base::inputError(
            fmt::format("{}: its label names no image beside it; is --from right?", way.labelUrl));
    const std::uint64_t bytes = image->endBytes();
    if (bytes == 0 || bytes > kMostImageBytes)
        return base::inputError(fmt::format("{}: its label speaks of an image of {} bytes; is --from right?",
                                            way.labelUrl, bytes));
    return Expected{way.folder / name, bytes};
}

Result<void> checkRoom(const fs::path& folder, std::uint64_t wanted) {
    std::error_code failed;
    const fs::space_info space = fs::space(folder, failed);
    if (!failed && space.available < wanted + kSpareBytes)
        return base::machineError(fmt::format("{}: {} are free where {} are wanted; free some room, or set "
                                              "XDG_DATA_HOME to another disk",
                                              folder.string(), megabytes(space.available),
                                              megabytes(wanted + kSpareBytes)));
    return {};
}

/// Label and image of one product, both checked.
Result<void> fetch(const Way& way, const TerrainFetchOptions& options, const base::Interruptible& guard) {
    const auto going = [&guard](std::uint64_t, std::uint64_t) { return !guard.wasInterrupted(); };
    tell(fmt::format("perilune: going to the network: {}\n", way.labelUrl));
    const auto label =
        download({way.labelUrl, way.label, std::nullopt, kMostLabelBytes, options.patienceS}, going);
    if (!label)
        return tl::unexpected(label.error());
    const auto expected = readLabel(way);
    if (!expected) {
        std::error_code none;
        fs::remove(way.label, none);
        return tl::unexpected(expected.error());
    }
    if (options.dryRun) {
        fmt::print("would fetch {}, {}, and install it\n", way.imageUrl, megabytes(expected->bytes));
        return {};
    }
    std::error_code none;
    if (fs::file_size(expected->image, none) == expected->bytes && !none)
        return {}; // from an earlier run that came no further
    const fs::path part = expected->image.string() + ".part";
    const std::uint64_t there = fs::file_size(part, none);
    if (auto room = checkRoom(way.folder, expected->bytes - (none ? 0 : std::min(there, expected->bytes)));
        !room)
        return tl::unexpected(room.error());
    tell(fmt::format("perilune: going to the network: {}, {}\n", way.imageUrl, megabytes(expected->bytes)));
    ProgressLine line("kB");
    const auto image = download({way.imageUrl, expected->image, expected->bytes, 0, options.patienceS},
                                [&](std::uint64_t done, std::uint64_t total) {
                                    line.show(std::int64_t(done / 1000), std::int64_t(total / 1000));
                                    return !guard.wasInterrupted();
                                });
    line.end();
    if (!image)
        return tl::unexpected(image.error());
    if (image->resumedFrom > 0)
        tell(fmt::format("perilune: {} of it were there from an earlier run\n",
                         megabytes(image->resumedFrom)));
    return {};
}

int fetchAndInstall(const LolaProduct& product, const TerrainFetchOptions& options, const fs::path& data) {
    std::error_code failed, none;
    if (!options.again && fs::exists(data / "terrain" / (product.name + ".tiles"), none)) {
        fmt::print("{} is installed already\n", product.name);
        return kDone;
    }
    const Way way = wayOf(product, options.from, data / "downloads");
    fs::create_directories(way.folder, failed);
    if (failed)
        return report(base::Error{fmt::format("{}: cannot be made: {}; set XDG_DATA_HOME to another folder",
                                              way.folder.string(), failed.message()),
                                  base::Fault::Machine});
    // Two runs must not write the same part: the second one is told so.
    const auto lock = base::openLock(way.folder.string() + ".lock");
    if (!lock || !lock->lock())
        return report(base::Error{
            fmt::format("{}: another perilune fetches it right now; wait for that one", product.name),
            base::Fault::Machine});
    {
        const base::Interruptible guard;
        const auto fetched = fetch(way, options, guard);
        if (!fetched && fetched.error().fault == base::Fault::Cancelled && !options.dryRun)
            return report(fetched.error());
        if (!fetched || options.dryRun) {
            // What was begun is kept for the next time. The label comes anew, and an empty folder goes.
            fs::remove(way.label, none);
            fs::remove(way.folder, none);
            return fetched ? int(kDone) : report(fetched.error());
        }
    }
    TerrainImportOptions import;
    import.files = {way.label};
    import.kind = terrain::RasterKind::Elevation;
    import.name = product.name;
    import.again = options.again;
    const int status = terrainImport(import);
    if (status == kDone && !options.keep)
        fs::remove_all(way.folder, none);
    return status;
}

} // namespace

std::vector<LolaProduct> lolaProducts(const std::string& set) {
    if (set == "standard")
        return {{"cylindrical/img", "ldem_16"}};
    if (set == "high")
        return {{"cylindrical/img", "ldem_64"}};
    if (set == "polar")
        return {{"polar/img", "ldem_80s_80m"},
                {"polar/img", "ldem_80n_80m"},
                {"polar/img", "ldem_875s_20m"},
                {"polar/img", "ldem_875n_20m"}};
    return {};
}

int terrainFetch(const TerrainFetchOptions& options) {
    const fs::path data = base::dataDir();
    if (data.empty())
        return report(
            base::Error{"this machine has no home for installed maps; set XDG_DATA_HOME to a folder",
                        base::Fault::Machine});
    for (const LolaProduct& product : lolaProducts(options.set))
        if (const int status = fetchAndInstall(product, options, data); status != kDone)
            return status;
    return kDone;
}

} // namespace perilune::app
