#include "model/read/accessor_reader.h"

#include "model/read/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace perilune::model {

namespace {

template <class T> double at(const std::uint8_t* bytes) {
    T out;
    std::memcpy(&out, bytes, sizeof out);
    return double(out);
}

double numberAt(const std::uint8_t* bytes, int type) {
    switch (type) {
    case 5120:
        return at<std::int8_t>(bytes);
    case 5121:
        return at<std::uint8_t>(bytes);
    case 5122:
        return at<std::int16_t>(bytes);
    case 5123:
        return at<std::uint16_t>(bytes);
    case 5125:
        return at<std::uint32_t>(bytes);
    default:
        return at<float>(bytes);
    }
}

} // namespace

AccessorReader::AccessorReader(const Sources& sources, std::size_t accessor) {
    const Json& element = listIn(sources.root(), "accessors")[accessor];
    form_ = formOf(element);
    const auto bytes = std::size_t(form_.elementBytes());
    stride_ = form_.isMatrix ? (bytes + 3) / 4 * 4 : bytes;
    if (const std::int64_t index = wholeOf(element, "bufferView", -1); index >= 0) {
        const Json& view = listIn(sources.root(), "bufferViews")[std::size_t(index)];
        const auto all = sources.view(std::size_t(index));
        stride_ = std::size_t(wholeOf(view, "byteStride", std::int64_t(stride_)));
        if (!all.empty())
            data_ = all.subspan(std::size_t(wholeOf(element, "byteOffset", 0)));
    }
    if (const auto sparse = element.find("sparse"); sparse != element.end())
        putSparse(sources, *sparse, fmt::format("accessors[{}].sparse", accessor));
}

void AccessorReader::putSparse(const Sources& sources, const Json& sparse, const std::string& where) {
    const auto bytes = std::size_t(form_.elementBytes());
    if (count() * bytes > kMaxDecodedBytes)
        throw Wrong{fmt::format("{} is of more than {} bytes", where, kMaxDecodedBytes)};
    std::vector<std::uint8_t> dense(count() * bytes);
    for (std::size_t i = 0; hasData() && i < count(); ++i)
        std::memcpy(dense.data() + i * bytes, data_.data() + i * stride_, bytes);
    const auto partOf = [&](const Json& part) {
        const auto view = sources.view(std::size_t(wholeOf(part, "bufferView", 0)));
        return view.empty() ? view : view.subspan(std::size_t(wholeOf(part, "byteOffset", 0)));
    };
    const auto indices = partOf(sparse["indices"]), values = partOf(sparse["values"]);
    const int type = int(wholeOf(sparse["indices"], "componentType", 5125));
    const std::size_t width = type == 5121 ? 1 : type == 5123 ? 2 : 4;
    double last = -1.0;
    for (std::size_t i = 0;
         !indices.empty() && !values.empty() && i < std::size_t(wholeOf(sparse, "count", 0)); ++i) {
        const double index = numberAt(indices.data() + i * width, type);
        if (index >= double(count()))
            throw Wrong{fmt::format("{} changes element {:.0f} of {}", where, index, count())};
        if (index <= last)
            throw Wrong{
                fmt::format("{}: its indices do not grow: {:.0f} follows {:.0f}", where, index, last)};
        last = index;
        std::memcpy(dense.data() + std::size_t(index) * bytes, values.data() + i * bytes, bytes);
    }
    own_ = std::move(dense);
    data_ = own_;
    stride_ = bytes;
}

double AccessorReader::raw(std::size_t element, int component) const {
    if (data_.empty())
        return 0.0;
    return numberAt(data_.data() + element * stride_ + std::size_t(form_.offsetOf(component)), form_.type);
}

double AccessorReader::value(std::size_t element, int component) const {
    const double raw = this->raw(element, component);
    if (!form_.normalized)
        return raw;
    switch (form_.type) {
    case 5120:
        return std::max(raw / 127.0, -1.0);
    case 5121:
        return raw / 255.0;
    case 5122:
        return std::max(raw / 32767.0, -1.0);
    case 5123:
        return raw / 65535.0;
    default:
        return raw;
    }
}

} // namespace perilune::model
