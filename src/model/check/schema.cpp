#include "model/check/schema.h"

namespace perilune::model {

Rule index(const char* key, const char* into) {
    return {.key = key, .kind = Kind::Index, .into = into};
}
Rule indices(const char* key, const char* into) {
    return {.key = key, .kind = Kind::Indices, .into = into};
}
Rule count(const char* key) {
    return Rule{.key = key, .kind = Kind::Count}.from(0.0);
}
Rule number(const char* key) {
    return {.key = key, .kind = Kind::Number};
}
Rule numbers(const char* key, std::size_t size) {
    return {.key = key, .kind = Kind::Numbers, .size = size};
}
Rule flag(const char* key) {
    return {.key = key, .kind = Kind::Flag};
}
Rule text(const char* key) {
    return {.key = key, .kind = Kind::Text};
}
Rule word(const char* key, std::vector<const char*> words) {
    return {.key = key, .kind = Kind::Word, .words = std::move(words)};
}
Rule code(const char* key, std::vector<int> codes) {
    return {.key = key, .kind = Kind::Code, .codes = std::move(codes)};
}
Rule object(const char* key, const Rules& inner) {
    return {.key = key, .kind = Kind::Object, .inner = &inner};
}
Rule objects(const char* key, const Rules& inner) {
    return {.key = key, .kind = Kind::Objects, .inner = &inner};
}

namespace {

constexpr double kMostWhole = 9007199254740991.0; ///< of JSON's numbers

const Rules& rulesOfAsset() {
    static const Rules rules{
        "asset", {text("version").needed(), text("minVersion"), text("generator"), text("copyright")}};
    return rules;
}

const Rules& rulesOfSparse() {
    static const Rules at{"sparseIndices",
                          {index("bufferView", "bufferViews").needed(), count("byteOffset").to(kMostWhole),
                           code("componentType", {5121, 5123, 5125}).needed()}};
    static const Rules values{
        "sparseValues", {index("bufferView", "bufferViews").needed(), count("byteOffset").to(kMostWhole)}};
    static const Rules rules{
        "sparse",
        {count("count").from(1).needed(), object("indices", at).needed(), object("values", values).needed()}};
    return rules;
}

const Rules& rulesOfAccessor() {
    static const Rules rules{
        "accessor",
        {index("bufferView", "bufferViews"), count("byteOffset").to(kMostWhole),
         code("componentType", {5120, 5121, 5122, 5123, 5125, 5126}).needed(), flag("normalized"),
         count("count").from(1).to(kMostWhole).needed(),
         word("type", {"SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4"}).needed(),
         object("sparse", rulesOfSparse())},
        true};
    return rules;
}

const Rules& rulesOfAnimation() {
    static const Rules target{
        "animationTarget",
        {index("node", "nodes"),
         word("path", {"translation", "rotation", "scale", "weights", "pointer"}).needed()}};
    static const Rules channel{"animationChannel",
                               {count("sampler").needed(), object("target", target).needed()}};
    static const Rules sampler{"animationSampler",
                               {index("input", "accessors").needed(), index("output", "accessors").needed(),
                                word("interpolation", {"STEP", "LINEAR", "CUBICSPLINE"})}};
    static const Rules rules{
        "animation", {objects("channels", channel).needed(), objects("samplers", sampler).needed()}, true};
    return rules;
}

const Rules& rulesOfCamera() {
    static const Rules flat{"orthographic",
                            {number("xmag").needed(), number("ymag").needed(),
                             number("zfar").above(0).needed(), number("znear").from(0).needed()}};
    static const Rules deep{"perspective",
                            {number("aspectRatio").above(0), number("yfov").above(0).needed(),
                             number("zfar").above(0), number("znear").above(0).needed()}};
    static const Rules rules{"camera",
                             {word("type", {"orthographic", "perspective"}).needed(),
                              object("orthographic", flat), object("perspective", deep)},
                             true};
    return rules;
}

const Rules& rulesOfOcclusionTexture() {
    static const Rules rules{
        "textureInfo", {index("index", "textures").needed(), count("texCoord"), number("strength").share()}};
    return rules;
}

const Rules& rulesOfMaterial() {
    static const Rules pbr{"pbrMetallicRoughness",
                           {numbers("baseColorFactor", 4).share(), number("metallicFactor").share(),
                            number("roughnessFactor").share(), object("baseColorTexture", rulesOfTexture()),
                            object("metallicRoughnessTexture", rulesOfTexture())}};
    static const Rules rules{
        "material",
        {object("pbrMetallicRoughness", pbr), object("normalTexture", rulesOfNormalTexture()),
         object("occlusionTexture", rulesOfOcclusionTexture()), object("emissiveTexture", rulesOfTexture()),
         numbers("emissiveFactor", 3).share(), word("alphaMode", {"OPAQUE", "MASK", "BLEND"}),
         number("alphaCutoff").from(0), flag("doubleSided")},
        true};
    return rules;
}

const Rules& rulesOfMesh() {
    static const Rules primitive{
        "primitive",
        {Rule{.key = "attributes", .kind = Kind::IndexMap, .into = "accessors"}.needed(),
         index("indices", "accessors"), index("material", "materials"), count("mode").to(6),
         Rule{.key = "targets", .kind = Kind::IndexMaps, .into = "accessors"}}};
    static const Rules rules{"mesh", {objects("primitives", primitive).needed(), numbers("weights")}, true};
    return rules;
}

const Rules& rulesOfNode() {
    static const Rules rules{"node",
                             {index("camera", "cameras"), indices("children", "nodes"),
                              index("skin", "skins"), numbers("matrix", 16), index("mesh", "meshes"),
                              numbers("rotation", 4).from(-1).to(1), numbers("scale", 3),
                              numbers("translation", 3), numbers("weights")},
                             true};
    return rules;
}

} // namespace

const Rules& rulesOfTexture() {
    static const Rules rules{"textureInfo", {index("index", "textures").needed(), count("texCoord")}};
    return rules;
}
const Rules& rulesOfNormalTexture() {
    static const Rules rules{"textureInfo",
                             {index("index", "textures").needed(), count("texCoord"), number("scale")}};
    return rules;
}

const Rules& rulesOfFile() {
    static const Rules buffer{
        "buffer", {text("uri"), count("byteLength").from(1).to(kMostWhole).needed()}, true};
    static const Rules view{"bufferView",
                            {index("buffer", "buffers").needed(), count("byteOffset").to(kMostWhole),
                             count("byteLength").from(1).to(kMostWhole).needed(),
                             count("byteStride").from(4).to(252), code("target", {34962, 34963})},
                            true};
    static const Rules image{
        "image", {text("uri"), text("mimeType"), index("bufferView", "bufferViews")}, true};
    static const Rules sampler{"sampler",
                               {code("magFilter", {9728, 9729}),
                                code("minFilter", {9728, 9729, 9984, 9985, 9986, 9987}),
                                code("wrapS", {33071, 33648, 10497}), code("wrapT", {33071, 33648, 10497})},
                               true};
    static const Rules scene{"scene", {indices("nodes", "nodes")}, true};
    static const Rules skin{"skin",
                            {index("inverseBindMatrices", "accessors"), index("skeleton", "nodes"),
                             indices("joints", "nodes").needed()},
                            true};
    static const Rules texture{"texture", {index("sampler", "samplers"), index("source", "images")}, true};
    static const Rules rules{
        "file",
        {object("asset", rulesOfAsset()).needed(), Rule{.key = "extensionsUsed", .kind = Kind::Texts},
         Rule{.key = "extensionsRequired", .kind = Kind::Texts}, objects("buffers", buffer),
         objects("bufferViews", view), objects("accessors", rulesOfAccessor()), objects("images", image),
         objects("samplers", sampler), objects("textures", texture), objects("materials", rulesOfMaterial()),
         objects("meshes", rulesOfMesh()), objects("cameras", rulesOfCamera()),
         objects("nodes", rulesOfNode()), objects("skins", skin), objects("animations", rulesOfAnimation()),
         objects("scenes", scene), index("scene", "scenes")}};
    return rules;
}

} // namespace perilune::model
