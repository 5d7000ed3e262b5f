#include "app/commands/record_update.h"

#include "app/commands/download.h"
#include "app/commands/record_archive.h"
#include "app/exit.h"
#include "timeline/read/parse.h"
#include "base/files.h"
#include "base/platform/interruptible.h"
#include "base/platform/output_file.h"

#include <fmt/format.h>

#include <chrono>
#include <system_error>

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr std::uint64_t kMostDownload = 32u << 20;
constexpr const char* kUnfinished = ".new-"; ///< begins the names of folders that are being made

tl::unexpected<base::Error> cannot(const fs::path& where, const std::error_code& failed) {
    return base::machineError(
        fmt::format("{}: {}; nothing has changed; free some room, or set XDG_DATA_HOME to "
                    "another folder",
                    where.string(), failed.message()));
}

/// One update at a time; what a killed one left goes.
Result<base::OpenFile> begin(const fs::path& records) {
    std::error_code failed;
    fs::create_directories(records, failed);
    if (failed)
        return cannot(records, failed);
    auto lock = base::openLock(records / ".lock");
    if (!lock)
        return cannot(records, lock.error());
    if (!lock->lock())
        return base::machineError("another perilune updates the record right now; wait for that one");
    std::vector<fs::path> left;
    for (fs::directory_iterator entry(records, failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().filename().string().starts_with(kUnfinished))
            left.push_back(entry->path());
    for (const fs::path& one : left)
        fs::remove_all(one, failed);
    return std::move(*lock);
}

Result<void> setCurrent(const fs::path& records, const std::string& version, const std::string& before) {
    const std::string text = version + "\n" + before + "\n";
    auto written = base::writeAtomically(records / "current", text.data(), text.size());
    if (written)
        base::flushFolder(records);
    return written;
}

Result<std::string> write(const fs::path& file, const std::string& text) {
    if (auto ok = base::writeAtomically(file, text.data(), text.size()); !ok)
        return tl::unexpected(ok.error());
    return file.string();
}

/// The record's folder, whole or not there at all.
Result<void> install(const fs::path& records, const RecordArchive& archive) {
    const fs::path folder = records / archive.manifest.version;
    const fs::path made = records / (kUnfinished + archive.manifest.version);
    std::error_code failed;
    const auto giveUp = [&](const base::Error& error) {
        std::error_code none;
        fs::remove_all(made, none);
        return tl::unexpected(error);
    };
    fs::create_directory(made, failed);
    if (failed)
        return cannot(made, failed);
    for (const auto& [name, text] : archive.files)
        if (auto ok = write(made / name, text); !ok)
            return giveUp(ok.error());
    if (auto ok = write(made / timeline::kManifestName, archive.manifestText); !ok)
        return giveUp(ok.error());
    if (!archive.signature.empty())
        if (auto ok = write(made / kSignatureName, archive.signature); !ok)
            return giveUp(ok.error());
    // One of that name that is not in use: from before an --undo.
    fs::remove_all(folder, failed);
    if (!failed)
        failed = base::publishFolder(made, folder);
    if (failed)
        return giveUp(cannot(folder, failed).value());
    const std::string before = player::currentRecord().version;
    if (auto ok = setCurrent(records, archive.manifest.version, before); !ok) {
        fs::remove_all(folder, failed);
        return ok;
    }
    // Those before the one before.
    std::vector<fs::path> old;
    std::error_code none;
    for (fs::directory_iterator entry(records, none), end; !none && entry != end; entry.increment(none)) {
        const std::string name = entry->path().filename().string();
        if (timeline::isVersion(name) && name != archive.manifest.version && name != before)
            old.push_back(entry->path());
    }
    for (const fs::path& one : old)
        fs::remove_all(one, none);
    return {};
}

/// The archive's file: the one that is named, or what is fetched from an address.
Result<fs::path> fetched(const std::string& from, const fs::path& records, double patienceS) {
    if (from.find("://") == std::string::npos)
        return fs::path(from);
    if (!from.starts_with("https://"))
        return base::inputError(
            fmt::format("{}: only https is safe: on any other way somebody could change the "
                        "record; get the file in a way that you trust and name it",
                        from));
    const base::Interruptible guard;
    tell(fmt::format("perilune: going to the network: {}\n", from));
    const fs::path file = records / (std::string(kUnfinished) + "download.tar.gz");
    const auto got = download({from, file, std::nullopt, kMostDownload, patienceS},
                              [&guard](std::uint64_t, std::uint64_t) { return !guard.wasInterrupted(); });
    std::error_code none;
    if (!got) {
        fs::remove(file.string() + ".part", none);
        fs::remove(file.string() + ".part.from", none);
        return tl::unexpected(got.error());
    }
    return file;
}

/// A key is a word, or a file that holds one.
std::string keyOf(const std::string& word) {
    const auto text = base::readText(word, 4096);
    return text ? *text : word;
}

Result<void> checkTimelines(const RecordArchive& archive) {
    const auto parsed = timeline::parseTimelines(archive.files);
    std::string wrong;
    for (const base::Diagnostic& one : parsed.diagnostics)
        if (one.severity == base::Severity::Error)
            wrong += "\n" + base::format(one);
    if (!wrong.empty())
        return base::inputError("the record has mistakes; get another one:" + wrong);
    if (parsed.value.milestones.empty())
        return base::inputError("the record holds no milestones; get another one");
    return {};
}

/// Up to which day all of its files were looked after; empty where none says it.
std::string evidenceIn(const RecordArchive& archive) {
    std::optional<base::Day> until;
    for (const auto& file : timeline::parseTimelines(archive.files).value.evidence)
        until = until ? std::min(*until, file.until) : file.until;
    return until ? base::formatDay(*until) : std::string();
}

/// Own timelines may name what the new record has under another id.
void tellOfOwn() {
    const auto read = player::readRecord();
    for (const std::string& line : read.value.leftOut)
        tell(line + "\n");
}

int undo(const fs::path& records) {
    auto lock = begin(records);
    if (!lock)
        return report(lock.error());
    const auto current = player::currentRecord();
    if (current.version.empty()) {
        fmt::print("nothing to undo: the record that ships with the program is in use\n");
        return kDone;
    }
    if (auto ok = setCurrent(records, current.before, ""); !ok)
        return report(ok.error());
    fmt::print("the record {} is put away; {} is in use again\n", current.version,
               current.before.empty() ? "the one that ships with the program" : current.before);
    return kDone;
}

int update(const RecordUpdateOptions& options, const std::string& from, const fs::path& records) {
    auto lock = begin(records);
    if (!lock)
        return report(lock.error());
    const auto file = fetched(from, records, options.patienceS);
    if (!file)
        return report(file.error());
    auto archive = readArchive(*file);
    std::error_code none;
    if (*file != fs::path(from))
        fs::remove(*file, none);
    if (!archive)
        return report(archive.error());
    const std::string& version = archive->manifest.version;
    if (!options.key.empty()) {
        if (auto ok = checkSignature(*archive, keyOf(options.key)); !ok)
            return report(ok.error());
    } else {
        tell("perilune: nobody was asked whether it is signed; --key names who must have signed it\n");
    }
    const std::string shipped = player::shippedVersion();
    std::string now = player::currentRecord().version;
    if (timeline::compareVersions(now, shipped) < 0)
        now = shipped;
    const int newer = timeline::compareVersions(version, now);
    if (newer < 0)
        return report(
            base::Error{fmt::format("{}: the record {} is older than the one in use ({}); nothing has "
                                    "changed; --undo goes back",
                                    from, version, now)});
    if (auto ok = checkTimelines(*archive); !ok)
        return report(ok.error());
    if (newer == 0) {
        fmt::print("the record {} is in use already\n", version);
        return kDone;
    }
    if (options.dryRun) {
        fmt::print("the record {} would be installed in the place of {}\n", version, now);
        return kDone;
    }
    if (auto ok = install(records, *archive); !ok)
        return report(ok.error());
    fmt::print("the record {} is in use, in the place of {}; \"perilune record update --undo\" goes back\n",
               version, now);
    tellOfOwn();
    return kDone;
}

} // namespace

int recordUpdate(const RecordUpdateOptions& options) {
    const fs::path records = player::installedRecords();
    if (records.empty())
        return report(base::Error{"this machine has no home for a record; set XDG_DATA_HOME to a folder",
                                  base::Fault::Machine});
    if (options.undo)
        return undo(records);
    std::string from = options.from;
    if (from.empty()) {
        const auto installed = player::installedRecord();
        const fs::path folder =
            installed && *installed ? records / (*installed)->version : base::shareDir() / "timelines";
        const fs::path file = folder / timeline::kManifestName;
        if (const auto text = base::readText(file, kMostDownload))
            from = timeline::parseManifest(*text, file.string()).value.address;
    }
    if (from.empty()) {
        tell("perilune: the record names no address where a newer one is to be had; name a file or an https "
             "address\n");
        return kUsage;
    }
    return update(options, from, records);
}

int recordPack(const RecordPackOptions& options) {
    const Paths files = options.files.empty() ? player::shippedTimelines() : options.files;
    const auto target = checkTarget(options.output, {"a record", "gzip", ".gz", false, true}, files);
    if (!target)
        return report(target.error());
    RecordArchive archive;
    for (const fs::path& file : files) {
        auto text = base::readText(file, kMostDownload);
        if (!text)
            return report(text.error());
        const std::string name = file.filename().string();
        if (!timeline::isRecordFileName(name))
            return report(
                base::Error{fmt::format("{}: name it as in artemis.yaml: lower case letters, digits and "
                                        "hyphens",
                                        file.string())});
        archive.files.emplace_back(name, std::move(*text));
    }
    if (auto ok = checkTimelines(archive); !ok)
        return report(ok.error());
    archive.manifest.evidenceUntil =
        options.evidenceUntil.empty() ? evidenceIn(archive) : options.evidenceUntil;
    archive.manifest.version = options.version;
    if (archive.manifest.version.empty())
        archive.manifest.version =
            base::formatDay(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    archive.manifest.address = options.address;
    // What cannot be read back is not written.
    if (const auto parsed =
            timeline::parseManifest(timeline::toYaml(archive.manifest), timeline::kManifestName);
        !parsed.ok())
        return report(parsed.diagnostics);
    std::string secret;
    if (!options.sign.empty()) {
        auto text = base::readText(options.sign, 4096);
        if (!text)
            return report(text.error());
        secret = std::move(*text);
    }
    const auto made = archiveOf(std::move(archive), secret);
    if (!made)
        return report(made.error());
    if (auto ok = base::writeAtomically(options.output, made->data(), made->size()); !ok)
        return report(ok.error());
    sayWritten(options.output, *target);
    return kDone;
}

int recordKey(const RecordKeyOptions& options) {
    std::error_code none;
    if (fs::exists(options.file, none))
        return report(
            base::Error{fmt::format("{}: is there already, and a key that is lost is lost for good; "
                                    "choose another name",
                                    options.file.string())});
    const auto keys = newKeys();
    if (!keys)
        return report(keys.error());
    const std::string text = keys->first + "\n";
    if (auto ok = base::writeAtomically(options.file, text.data(), text.size()); !ok)
        return report(ok.error());
    fs::permissions(options.file, fs::perms::owner_read | fs::perms::owner_write, none);
    fmt::print("{}\n", keys->second);
    tell(fmt::format("perilune: the secret half is in {}; keep it, and let others have the line above\n",
                     options.file.string()));
    return kDone;
}

} // namespace perilune::app
