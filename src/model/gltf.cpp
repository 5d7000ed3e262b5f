#include "model/gltf.h"

#include "model/check/check.h"
#include "model/check/check_data.h"
#include "model/read/gltf_document.h"
#include "model/read/gltf_extensions.h"
#include "model/read/gltf_images.h"
#include "model/read/gltf_notes.h"
#include "model/read/limits.h"
#include "base/files.h"

#include <fmt/format.h>

namespace perilune::model {

namespace {

Gltf readParts(const std::filesystem::path& folder, const GltfParts& parts) {
    std::vector<std::string> odd;
    checkDocument(parts.root, odd);
    GltfFiles files(folder, parts);
    const Sources sources(parts, files, odd);
    checkData(sources);
    Gltf gltf = documentOf(sources);
    readImages(gltf, sources, files, odd);
    gltf.info = infoOf(parts.root, gltf);
    gltf.info.notes.insert(gltf.info.notes.end(), odd.begin(), odd.end());
    for (ModelTexture& texture : gltf.textures) // what cannot be shown is told, and white
        if (texture.image >= 0 && gltf.images[std::size_t(texture.image)].pixels.empty())
            texture.image = -1;
    return gltf;
}

} // namespace

base::Result<Gltf> readGltf(const std::filesystem::path& file) {
    const auto bytes = base::readBytes(file, kMaxModelBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    try {
        const GltfParts parts = takeApart(*bytes);
        refuseExtensions(parts.root);
        return readParts(file.parent_path(), parts);
    } catch (const Wrong& wrong) {
        return base::inputError(fmt::format("{}: {}; {}", file.string(), wrong.what, wrong.cure));
    } catch (const std::exception& error) {
        return base::inputError(
            fmt::format("{}: it cannot be read as glTF ({})", file.string(), error.what()));
    }
}

} // namespace perilune::model
