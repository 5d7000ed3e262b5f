#include "capture/sinks/library.h"

#include "base/platform/library.h"

#include <fmt/format.h>

namespace perilune::capture::av {

namespace {

tl::unexpected<base::Error> lacking(const std::string& name, int major, const std::string& said) {
    return base::machineError(fmt::format(
        "films need FFmpeg's lib{0}, version {1} ({2}); install it (Debian: lib{0}{1})", name, major, said));
}

base::Result<Functions> loadAll() {
    Functions all;
    const char* missing = nullptr;
#define PERILUNE_FIND(function)                                                                              \
    all.function = reinterpret_cast<decltype(all.function)>(library->find(#function));                       \
    if (all.function == nullptr)                                                                             \
        missing = #function;
#define PERILUNE_LOAD(name, major, functions)                                                                \
    {                                                                                                        \
        const auto library = base::Library::load(fmt::format("lib" name ".so.{}", major));                   \
        if (!library)                                                                                        \
            return lacking(name, major, library.error().message);                                            \
        functions(PERILUNE_FIND) if (missing != nullptr) return lacking(                                     \
            name, major, fmt::format("this one has no {}", missing));                                        \
    }
    PERILUNE_LOAD("avutil", LIBAVUTIL_VERSION_MAJOR, PERILUNE_OF_AVUTIL)
    PERILUNE_LOAD("avcodec", LIBAVCODEC_VERSION_MAJOR, PERILUNE_OF_AVCODEC)
    PERILUNE_LOAD("avformat", LIBAVFORMAT_VERSION_MAJOR, PERILUNE_OF_AVFORMAT)
    PERILUNE_LOAD("avfilter", LIBAVFILTER_VERSION_MAJOR, PERILUNE_OF_AVFILTER)
    PERILUNE_LOAD("swscale", LIBSWSCALE_VERSION_MAJOR, PERILUNE_OF_SWSCALE)
#undef PERILUNE_LOAD
#undef PERILUNE_FIND
    return all;
}

const base::Result<Functions>& loaded() {
    static const base::Result<Functions> all = loadAll();
    return all;
}

} // namespace

base::Result<void> load() {
    if (!loaded())
        return tl::unexpected(loaded().error());
    return {};
}

const Functions& lib() {
    return *loaded();
}

} // namespace perilune::capture::av
