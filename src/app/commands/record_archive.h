#pragma once

#include "timeline/read/manifest.h"
#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perilune::app {

/// A record as it travels: a .tar.gz of timelines, their manifest, and where somebody signed that, the
/// signature.
struct RecordArchive {
    timeline::RecordManifest manifest;
    std::string manifestText, signature; ///< the signature in base64; empty where there is none
    std::vector<std::pair<std::string, std::string>> files; ///< name and text, in the order of the manifest
};

inline constexpr const char* kSignatureName = "record.manifest.sig";

/// Reads one whole, within bounds of memory and with nothing on the disk: only plain files, each named by the
/// manifest, each as its SHA-256 says.
base::Result<RecordArchive> readArchive(const std::filesystem::path& file);
/// Whether who holds the secret half of a key (its public half in base64 or hexadecimal) has signed the
/// manifest.
base::Result<void> checkSignature(const RecordArchive& archive, const std::string& key);

/// The same bytes for the same record. Its manifest gets the sums; `secretKey` in base64 signs it, or is
/// empty.
base::Result<std::string> archiveOf(RecordArchive archive, const std::string& secretKey);

/// A new pair: the secret half and the public one, in base64.
base::Result<std::pair<std::string, std::string>> newKeys();

} // namespace perilune::app
