#include "capture/sinks/file_io.h"

#include "capture/sinks/library.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>

namespace perilune::capture {

namespace {

constexpr int kBufferBytes = 1 << 16;

/// One place in the file at which is read or written on.
struct Cursor {
    base::OpenFile& file;
    std::int64_t at = 0;
};

int readOn(void* opaque, std::uint8_t* into, int bytes) {
    auto& cursor = *static_cast<Cursor*>(opaque);
    const auto done = cursor.file.read(std::uint64_t(cursor.at), into, std::size_t(bytes));
    if (!done)
        return AVERROR(done.error().value());
    cursor.at += std::int64_t(*done);
    return *done == 0 ? AVERROR_EOF : int(*done);
}

int writeOn(void* opaque, std::uint8_t* data, int bytes) {
    auto& cursor = *static_cast<Cursor*>(opaque);
    if (const auto fault = cursor.file.write(std::uint64_t(cursor.at), data, std::size_t(bytes)))
        return AVERROR(fault.value());
    cursor.at += bytes;
    return bytes;
}

std::int64_t go(void* opaque, std::int64_t to, int whence) {
    auto& cursor = *static_cast<Cursor*>(opaque);
    const auto size = std::int64_t(cursor.file.bytes());
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return size;
    case SEEK_SET:
        cursor.at = to;
        break;
    case SEEK_CUR:
        cursor.at += to;
        break;
    case SEEK_END:
        cursor.at = size + to;
        break;
    default:
        return AVERROR(EINVAL);
    }
    return cursor.at;
}

AVIOContext* open(base::OpenFile& file, bool writes) {
    auto cursor = std::make_unique<Cursor>(Cursor{file});
    auto* const buffer = static_cast<unsigned char*>(av::lib().av_malloc(kBufferBytes));
    AVIOContext* const io = buffer ? av::lib().avio_alloc_context(buffer, kBufferBytes, writes ? 1 : 0,
                                                                  cursor.get(), readOn, writeOn, go)
                                   : nullptr;
    if (io)
        cursor.release(); // close() takes it back
    else
        av::lib().av_free(buffer);
    return io;
}

int close(AVIOContext* io) {
    if (!io)
        return 0;
    av::lib().avio_flush(io);
    const int fault = io->error;
    delete static_cast<Cursor*>(io->opaque);
    av::lib().av_freep(&io->buffer);
    av::lib().avio_context_free(&io);
    return fault < 0 ? fault : 0;
}

} // namespace

int attach(AVFormatContext& format, base::OpenFile& file) {
    format.pb = open(file, true);
    if (!format.pb)
        return AVERROR(ENOMEM);
    format.flags |= AVFMT_FLAG_CUSTOM_IO;
    // To bring the index to the front it reads again what it wrote.
    format.opaque = &file;
    format.io_open = [](AVFormatContext* of, AVIOContext** io, const char*, int flags, AVDictionary**) {
        *io = open(*static_cast<base::OpenFile*>(of->opaque), (flags & AVIO_FLAG_WRITE) != 0);
        return *io ? 0 : AVERROR(ENOMEM);
    };
    format.io_close2 = [](AVFormatContext*, AVIOContext* io) { return close(io); };
    return 0;
}

int release(AVFormatContext& format) {
    AVIOContext* const io = format.pb;
    format.pb = nullptr;
    return close(io);
}

} // namespace perilune::capture
