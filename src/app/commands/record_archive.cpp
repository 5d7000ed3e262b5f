#include "app/commands/record_archive.h"

#include "base/files.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <memory>

namespace perilune::app {

namespace {

using base::Result;

constexpr std::size_t kMostArchiveBytes = 32u << 20;
constexpr std::size_t kMostFileBytes = 16u << 20;
constexpr std::size_t kMostBytes = 64u << 20;                  ///< of all files
constexpr std::size_t kMostTarBytes = kMostBytes + (1u << 20); ///< with what lies between them
constexpr int kMostEntries = 100;

struct EndArchive {
    void operator()(archive* one) const { archive_read_free(one); }
};
struct EndWriting {
    void operator()(archive* one) const { archive_write_free(one); }
};
struct EndEntry {
    void operator()(archive_entry* one) const { archive_entry_free(one); }
};

std::string why(archive* one) {
    const char* words = archive_error_string(one);
    return words ? words : "damaged";
}

bool isReady() {
    return sodium_init() >= 0;
}

std::string sha256Of(std::string_view text) {
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(sum, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string hex;
    for (const unsigned char byte : sum)
        hex += fmt::format("{:02x}", byte);
    return hex;
}

std::string base64Of(const unsigned char* bytes, std::size_t count) {
    std::string text(sodium_base64_encoded_len(count, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, count, sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.find('\0'));
    return text;
}

/// Exactly so many bytes, in hexadecimal or base64; else none.
std::vector<unsigned char> bytesOf(std::string_view text, std::size_t count) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.remove_suffix(1);
    std::vector<unsigned char> bytes(count);
    std::size_t got = 0;
    const char* end = nullptr;
    const bool hex = text.size() == 2 * count &&
                     sodium_hex2bin(bytes.data(), count, text.data(), text.size(), nullptr, &got, &end) == 0;
    const bool read = hex || sodium_base642bin(bytes.data(), count, text.data(), text.size(), nullptr, &got,
                                               &end, sodium_base64_VARIANT_ORIGINAL) == 0;
    if (!read || got != count || end != text.data() + text.size())
        bytes.clear();
    return bytes;
}

/// The name of an entry that may be one; empty of the folder that `tar -C FOLDER .` begins with.
Result<std::string> nameOf(archive_entry* entry) {
    const char* path = archive_entry_pathname(entry);
    std::string name = path ? path : "";
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFDIR && (name == "./" || name == "."))
        return std::string();
    const std::string shown = name.substr(0, 80);
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry) || type == AE_IFLNK)
        return base::inputError(fmt::format("it holds a link ({})", shown));
    if (type != AE_IFREG)
        return base::inputError(
            fmt::format("it holds {} ({})", type == AE_IFDIR ? "a folder" : "a device", shown));
    if (name.starts_with("./"))
        name = name.substr(2);
    if (name != timeline::kManifestName && name != kSignatureName && !timeline::isRecordFileName(name))
        return base::inputError(
            fmt::format("it holds a file of a name that none of a record has ({})", shown));
    return name;
}

Result<std::string> bodyOf(archive* tar, archive_entry* entry, const std::string& name) {
    const auto tooLong = [&] {
        return base::inputError(fmt::format("{} is longer than the {} MB that a file of a record may have",
                                            name, kMostFileBytes >> 20));
    };
    if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > std::int64_t(kMostFileBytes))
        return tooLong();
    std::string body;
    std::vector<char> piece(64 << 10);
    for (;;) {
        const la_ssize_t got = archive_read_data(tar, piece.data(), piece.size());
        if (got < 0)
            return base::inputError(fmt::format("it is cut short or damaged: {}", why(tar)));
        if (got == 0)
            return body;
        body.append(piece.data(), std::size_t(got));
        if (body.size() > kMostFileBytes)
            return tooLong();
    }
}

/// What a gzip holds, whole: its own sum and length are checked, and nothing stands behind its end but zeros.
Result<std::string> unzipped(const std::vector<std::uint8_t>& bytes) {
    z_stream zip{};
    if (inflateInit2(&zip, 16 + MAX_WBITS) != Z_OK)
        return base::machineError("zlib does not start; is memory short?");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&zip, inflateEnd);
    zip.next_in = const_cast<Bytef*>(bytes.data());
    zip.avail_in = uInt(bytes.size());
    std::string out;
    std::vector<char> piece(256 << 10);
    for (int told = Z_OK; told != Z_STREAM_END;) {
        zip.next_out = reinterpret_cast<Bytef*>(piece.data());
        zip.avail_out = uInt(piece.size());
        told = inflate(&zip, Z_NO_FLUSH);
        if (told == Z_BUF_ERROR || (told == Z_OK && zip.avail_in == 0 && zip.avail_out > 0))
            return base::inputError("it is cut short");
        if (told != Z_OK && told != Z_STREAM_END)
            return base::inputError(told == Z_MEM_ERROR ? "not enough memory for it"
                                                        : "it is damaged, or no .tar.gz");
        out.append(piece.data(), piece.size() - zip.avail_out);
        if (out.size() > kMostTarBytes)
            return base::inputError(fmt::format("it holds more than {} MB", kMostBytes >> 20));
    }
    if (std::any_of(zip.next_in, zip.next_in + zip.avail_in, [](Bytef byte) { return byte != 0; }))
        return base::inputError("something stands behind its end");
    return out;
}

using Files = std::map<std::string, std::string>;

Result<Files> filesIn(const std::vector<std::uint8_t>& bytes) {
    const auto whole = unzipped(bytes);
    if (!whole)
        return tl::unexpected(whole.error());
    const std::unique_ptr<archive, EndArchive> tar(archive_read_new());
    archive_read_support_format_tar(tar.get());
    if (archive_read_open_memory(tar.get(), whole->data(), whole->size()) != ARCHIVE_OK)
        return base::inputError(fmt::format("it is no .tar.gz: {}", why(tar.get())));
    Files files;
    std::size_t total = 0;
    for (int entries = 0;; ++entries) {
        archive_entry* entry = nullptr;
        const int read = archive_read_next_header(tar.get(), &entry);
        if (read == ARCHIVE_EOF)
            break;
        if (read != ARCHIVE_OK)
            return base::inputError(fmt::format("it is cut short or damaged: {}", why(tar.get())));
        if (entries == kMostEntries)
            return base::inputError(fmt::format("it holds more than {} files", kMostEntries));
        auto name = nameOf(entry);
        if (!name)
            return tl::unexpected(name.error());
        if (name->empty())
            continue;
        if (files.contains(*name))
            return base::inputError(fmt::format("it holds {} twice", *name));
        auto body = bodyOf(tar.get(), entry, *name);
        if (!body)
            return tl::unexpected(body.error());
        total += body->size();
        if (total > kMostBytes)
            return base::inputError(fmt::format("it holds more than {} MB", kMostBytes >> 20));
        files.emplace(std::move(*name), std::move(*body));
    }
    return files;
}

Result<RecordArchive> recordIn(Files files, const std::string& fileName) {
    RecordArchive record;
    const auto manifest = files.find(timeline::kManifestName);
    if (manifest == files.end())
        return base::inputError(fmt::format("it holds no {}", timeline::kManifestName));
    record.manifestText = std::move(manifest->second);
    files.erase(manifest);
    if (const auto signature = files.find(kSignatureName); signature != files.end()) {
        record.signature = std::move(signature->second);
        files.erase(signature);
    }
    auto parsed = timeline::parseManifest(record.manifestText, fileName + ":" + timeline::kManifestName);
    if (!parsed.ok())
        return base::inputError(base::format(parsed.diagnostics.front()));
    record.manifest = std::move(parsed.value);
    if (record.manifest.files.empty())
        return base::inputError("its manifest names no files");
    for (const auto& named : record.manifest.files) {
        const auto file = files.find(named.name);
        if (file == files.end())
            return base::inputError(fmt::format("it lacks {}, which its manifest names", named.name));
        if (sha256Of(file->second) != named.sha256)
            return base::inputError(
                fmt::format("{} is not the file that its manifest means (its SHA-256 differs)", named.name));
        record.files.emplace_back(named.name, std::move(file->second));
        files.erase(file);
    }
    if (!files.empty())
        return base::inputError(
            fmt::format("it holds {}, which its manifest does not name", files.begin()->first));
    return record;
}

bool addEntry(archive* tar, const std::string& name, const std::string& body) {
    const std::unique_ptr<archive_entry, EndEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), std::int64_t(body.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 0, 0);
    return archive_write_header(tar, entry.get()) == ARCHIVE_OK &&
           archive_write_data(tar, body.data(), body.size()) == la_ssize_t(body.size());
}

la_ssize_t append(archive*, void* to, const void* data, std::size_t bytes) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), bytes);
    return la_ssize_t(bytes);
}

} // namespace

Result<RecordArchive> readArchive(const std::filesystem::path& file) {
    if (!isReady())
        return base::machineError("libsodium does not start");
    const auto bytes = base::readBytes(file, kMostArchiveBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto record = filesIn(*bytes).and_then(
        [&](Files files) { return recordIn(std::move(files), file.filename().string()); });
    if (!record)
        return tl::unexpected(base::Error{
            fmt::format("{}: this is no record that can be used: {}", file.string(), record.error().message),
            record.error().fault});
    return record;
}

Result<void> checkSignature(const RecordArchive& archive, const std::string& key) {
    const auto publicKey = bytesOf(key, crypto_sign_PUBLICKEYBYTES);
    if (publicKey.empty())
        return base::inputError(
            "--key: this is no public key; give the 32 bytes of one in base64 or hexadecimal");
    if (archive.signature.empty())
        return base::inputError(
            "the record is not signed, and a key is named; get one that its keeper has signed");
    const auto signature = bytesOf(archive.signature, crypto_sign_BYTES);
    const auto* text = reinterpret_cast<const unsigned char*>(archive.manifestText.data());
    if (signature.empty() || crypto_sign_verify_detached(signature.data(), text, archive.manifestText.size(),
                                                         publicKey.data()) != 0)
        return base::inputError(
            "the record is not signed by who holds that key; it may be somebody else's, or "
            "somebody has changed it");
    return {};
}

Result<std::string> archiveOf(RecordArchive record, const std::string& secretKey) {
    if (!isReady())
        return base::machineError("libsodium does not start");
    record.manifest.files.clear();
    for (const auto& [name, text] : record.files)
        record.manifest.files.push_back({name, sha256Of(text)});
    const std::string manifest = timeline::toYaml(record.manifest);
    std::string signature;
    if (!secretKey.empty()) {
        const auto secret = bytesOf(secretKey, crypto_sign_SECRETKEYBYTES);
        if (secret.empty())
            return base::inputError(
                "--sign: the file holds no secret key; \"perilune record key FILE\" makes one");
        unsigned char bytes[crypto_sign_BYTES];
        crypto_sign_detached(bytes, nullptr, reinterpret_cast<const unsigned char*>(manifest.data()),
                             manifest.size(), secret.data());
        signature = base64Of(bytes, sizeof bytes) + "\n";
    }
    std::string made;
    const std::unique_ptr<archive, EndWriting> tar(archive_write_new());
    archive_write_set_format_ustar(tar.get());
    archive_write_add_filter_gzip(tar.get());
    archive_write_set_bytes_in_last_block(tar.get(), 1); // else it is filled up with zeros
    archive_write_set_filter_option(tar.get(), "gzip", "timestamp", nullptr);
    bool good = archive_write_open(tar.get(), &made, nullptr, append, nullptr) == ARCHIVE_OK &&
                addEntry(tar.get(), timeline::kManifestName, manifest);
    if (!signature.empty())
        good = good && addEntry(tar.get(), kSignatureName, signature);
    for (const auto& [name, text] : record.files)
        good = good && addEntry(tar.get(), name, text);
    if (!good || archive_write_close(tar.get()) != ARCHIVE_OK)
        return base::machineError(fmt::format("the archive cannot be made: {}", why(tar.get())));
    return made;
}

Result<std::pair<std::string, std::string>> newKeys() {
    if (!isReady())
        return base::machineError("libsodium does not start");
    unsigned char publicKey[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    crypto_sign_keypair(publicKey, secret);
    return std::pair(base64Of(secret, sizeof secret), base64Of(publicKey, sizeof publicKey));
}

} // namespace perilune::app
