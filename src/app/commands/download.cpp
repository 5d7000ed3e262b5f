#include "app/commands/download.h"

#include "base/files.h"
#include "base/platform/output_file.h"
#include "base/platform/process.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <system_error>

#ifndef PERILUNE_VERSION
#define PERILUNE_VERSION "0"
#endif

namespace perilune::app {

namespace fs = std::filesystem;
using base::Result;

namespace {

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string lower(std::string text) {
    for (char& c : text)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string trimmed(const std::string& text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// One request: what was asked, what is answered, and where it goes.
class Transfer {
  public:
    Transfer(const DownloadWish& wish, const DownloadProgress& progress)
        : wish_(wish), progress_(progress), part_(wish.target.string() + ".part"),
          tag_(wish.target.string() + ".part.from") {}

    Result<Download> run() {
        const std::uint64_t there = resumable();
        auto done = attempt(there);
        // The part may be one that the server no longer knows what to do with.
        if (done && retry_)
            done = attempt(0);
        return done;
    }

  private:
    Result<Download> attempt(std::uint64_t from);
    Result<Download> finish(CURLcode code, const char* detail);
    std::uint64_t resumable() const;
    void drop() const;
    bool begin();
    std::size_t take(const char* data, std::size_t bytes);
    void header(const std::string& line);
    std::uint64_t most() const { return wish_.bytes.value_or(wish_.limitBytes); }
    tl::unexpected<base::Error> bad(const std::string& what) const {
        return base::inputError(fmt::format("{}: {}", wish_.url, what));
    }

    const DownloadWish& wish_;
    const DownloadProgress& progress_;
    fs::path part_, tag_; ///< what came, and of which version of the file
    std::optional<base::PartFile> file_;
    CURL* curl_ = nullptr;
    std::map<std::string, std::string> headers_; ///< of the last answer
    std::uint64_t from_ = 0, done_ = 0;
    long status_ = 0;
    bool begun_ = false, stopped_ = false, retry_ = false;
    std::string fault_; ///< why we broke off ourselves
    std::error_code fileError_;
};

void Transfer::drop() const {
    std::error_code none;
    fs::remove(part_, none);
    fs::remove(tag_, none);
}

/// How much of a part can be gone on with: none where its version was not kept.
std::uint64_t Transfer::resumable() const {
    std::error_code none;
    const std::uint64_t bytes = fs::file_size(part_, none);
    const auto tag = base::readText(tag_, 4096);
    if (none || !tag || !tag->starts_with(wish_.url + "\n") || bytes == 0 || bytes >= most())
        return 0;
    return bytes;
}

void Transfer::header(const std::string& line) {
    if (line.starts_with("HTTP/")) {
        headers_.clear(); // of a redirection or a proxy before
        return;
    }
    if (const std::size_t colon = line.find(':'); colon != std::string::npos && headers_.size() < 200)
        headers_[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
}

/// The first bytes of the answer: is it the file, and from where on?
bool Transfer::begin() {
    begun_ = true;
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status_);
    if (status_ == 416 && from_ > 0) {
        retry_ = true;
        return false;
    }
    if (status_ != 200 && status_ != 206)
        return false;
    std::uint64_t start = 0;
    if (status_ == 206) {
        unsigned long long first = 0;
        if (std::sscanf(headers_["content-range"].c_str(), "bytes %llu-", &first) != 1 || first != from_) {
            retry_ = from_ > 0;
            fault_ = "the server gave another part than was asked for; try again later";
            return false;
        }
        start = from_;
    }
    curl_off_t length = -1;
    curl_easy_getinfo(curl_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (wish_.bytes && length >= 0 && start + std::uint64_t(length) != *wish_.bytes) {
        fault_ =
            fmt::format("the server has {} bytes where the label says {}; try again later or another --from",
                        start + std::uint64_t(length), *wish_.bytes);
        return false;
    }
    file_.reset(); // its lock too, where this is the second attempt
    auto part = base::PartFile::open(wish_.target);
    fileError_ = part ? part->file().resize(start) : part.error();
    if (fileError_)
        return false;
    file_ = std::move(*part);
    from_ = done_ = start;
    // A weak ETag does not promise equal bytes.
    std::string version = headers_["etag"];
    if (version.empty() || version.starts_with("W/"))
        version = headers_["last-modified"];
    std::error_code none;
    fs::remove(tag_, none);
    if (!version.empty() && version.size() < 1000) {
        const std::string text = wish_.url + "\n" + version + "\n";
        (void)base::writeAtomically(tag_, text.data(), text.size());
    }
    return true;
}

std::size_t Transfer::take(const char* data, std::size_t bytes) {
    if (!begun_ && !begin())
        return 0;
    if (!file_)
        return 0;
    if (done_ + bytes > most()) {
        fault_ = wish_.bytes
                     ? fmt::format("the server sends more than the {} bytes that the label says; try again "
                                   "later or another --from",
                                   *wish_.bytes)
                     : fmt::format("the answer is longer than {} bytes; is it the right address?",
                                   wish_.limitBytes);
        return 0;
    }
    fileError_ = file_->file().write(done_, data, bytes);
    if (fileError_)
        return 0;
    done_ += bytes;
    return bytes;
}

Result<Download> Transfer::attempt(std::uint64_t from) {
    from_ = from;
    done_ = 0;
    begun_ = stopped_ = retry_ = false;
    fault_.clear();
    headers_.clear();
    const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
    if (!curl)
        return base::machineError("libcurl does not start; is memory short?");
    curl_ = curl.get();
    char detail[CURL_ERROR_SIZE] = "";
    const bool secure = lower(wish_.url).starts_with("https:");
    const long patienceMs = std::max(1L, std::lround(wish_.patienceS * 1e3));
    curl_easy_setopt(curl_, CURLOPT_URL, wish_.url.c_str());
    // Where a network has an authority of its own, it is named as other programs know it too.
    if (const std::string authorities = base::environment("SSL_CERT_FILE"); !authorities.empty())
        curl_easy_setopt(curl_, CURLOPT_CAINFO, authorities.c_str());
    curl_easy_setopt(curl_, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl_, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
    curl_easy_setopt(curl_, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl_, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl_, CURLOPT_CONNECTTIMEOUT_MS, patienceMs);
    curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_TIME, std::max(1L, patienceMs / 1000));
    curl_easy_setopt(curl_, CURLOPT_USERAGENT, "perilune/" PERILUNE_VERSION);
    curl_easy_setopt(curl_, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(curl_, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl_, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl_, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(curl_, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(
        curl_, CURLOPT_HEADERFUNCTION,
        +[](const char* data, std::size_t size, std::size_t count, void* self) {
            static_cast<Transfer*>(self)->header({data, size * count});
            return size * count;
        });
    curl_easy_setopt(
        curl_, CURLOPT_WRITEFUNCTION, +[](const char* data, std::size_t size, std::size_t count, void* self) {
            return static_cast<Transfer*>(self)->take(data, size * count);
        });
    curl_easy_setopt(
        curl_, CURLOPT_XFERINFOFUNCTION, +[](void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
            auto& transfer = *static_cast<Transfer*>(self);
            transfer.stopped_ = !transfer.progress_(transfer.done_, transfer.wish_.bytes.value_or(0));
            return transfer.stopped_ ? 1 : 0;
        });
    std::unique_ptr<curl_slist, EndCurl> asked;
    if (from > 0) {
        std::string version = base::readText(tag_, 4096).value_or("").substr(wish_.url.size() + 1);
        asked.reset(curl_slist_append(asked.release(), fmt::format("Range: bytes={}-", from).c_str()));
        asked.reset(
            curl_slist_append(asked.release(), fmt::format("If-Range: {}", trimmed(version)).c_str()));
        curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, asked.get());
    }
    const CURLcode code = curl_easy_perform(curl_);
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status_);
    // An empty file has no first bytes.
    if (code == CURLE_OK && !begun_)
        begin();
    return finish(code, detail);
}

Result<Download> Transfer::finish(CURLcode code, const char* detail) {
    const std::string why = *detail ? detail : curl_easy_strerror(code);
    if (retry_)
        return Download{};
    if (fileError_)
        return base::machineError(
            fmt::format("{}: cannot be written: {}; free some room", part_.string(), fileError_.message()));
    if (stopped_)
        return base::cancelled("stopped; the same command goes on from here");
    if (!fault_.empty()) {
        drop();
        return bad(fault_);
    }
    if (status_ >= 400)
        return bad(fmt::format("the server answers {}{}", status_,
                               status_ == 404   ? " (no such file); is --from right?"
                               : status_ >= 500 ? "; try again later"
                               : status_ == 407 ? " (the proxy wants a password)"
                                                : "; it does not give this file"));
    switch (code) {
    case CURLE_OK:
        break;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return base::machineError(fmt::format("no network: {}; the program works without it", why));
    case CURLE_OPERATION_TIMEDOUT:
        if (!begun_)
            return base::machineError(
                fmt::format("no network: {} was silent for {:g} s; the program works without it", wish_.url,
                            wish_.patienceS));
        [[fallthrough]];
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return base::machineError(
            fmt::format("{}: the connection broke after {} bytes ({}); the same command goes on "
                        "from there",
                        wish_.url, done_, why));
    case CURLE_UNSUPPORTED_PROTOCOL:
        return bad(
            "it leads on to an address that is not https, where somebody could change what comes; ask who "
            "keeps it");
    case CURLE_PEER_FAILED_VERIFICATION:
        return base::machineError(fmt::format("{}: the server's certificate is not trusted ({}); install "
                                              "ca-certificates or ask who runs this network",
                                              wish_.url, why));
    default:
        return bad(why);
    }
    if (status_ != 200 && status_ != 206)
        return bad(fmt::format("the server answers {}; is --from right?", status_));
    if (wish_.bytes && done_ != *wish_.bytes) {
        const std::uint64_t got = done_;
        return base::machineError(
            fmt::format("{}: the server ended after {} of {} bytes; the same command goes on "
                        "from there",
                        wish_.url, got, *wish_.bytes));
    }
    std::error_code none;
    if (const auto failed = file_->finish())
        return base::machineError(
            fmt::format("{}: cannot be written: {}", wish_.target.string(), failed.message()));
    fs::remove(tag_, none);
    return Download{done_, from_};
}

} // namespace

Result<Download> download(const DownloadWish& wish, const DownloadProgress& progress) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        return base::machineError(fmt::format("libcurl does not start: {}", curl_easy_strerror(ready)));
    return Transfer(wish, progress).run();
}

} // namespace perilune::app
