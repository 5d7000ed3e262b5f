#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace perilune::app {

struct DownloadWish {
    std::string url; ///< http or https
    std::filesystem::path target;
    std::optional<std::uint64_t> bytes; ///< how long it must be; a resumed part lies beside the target
    std::uint64_t limitBytes = 0;       ///< most that is taken where `bytes` is not known
    double patienceS = 30.0;            ///< to connect, and of silence
};

struct Download {
    std::uint64_t bytes = 0;
    std::uint64_t resumedFrom = 0; ///< that many were there from an earlier run
};

/// Bytes there and in all (0 = not known); false: cancel, and keep what came.
using DownloadProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Fetches a file. It appears under its name only when it is whole; what came before an interruption lies
/// beside it as .part, and is gone on with where the server still has the same file (ETag or date) and gives
/// ranges. Proxies are those of the environment (http_proxy, https_proxy, all_proxy, no_proxy).
base::Result<Download> download(const DownloadWish& wish, const DownloadProgress& progress);

} // namespace perilune::app
