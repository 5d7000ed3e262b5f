"""Makes an exported .glb smaller without any extension: what a material does not look up is left out, equal vertices are one,
the places in the occlusion map are 16 bits, numbers of a kind lie in one view, equal textures are one."""
import json
import struct
from pathlib import Path

import numpy as np

TYPES = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTH = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class Store:
    """The new buffer: arrays of one name lie behind each other in one view."""

    def __init__(self):
        self.parts, self.accessors = {}, []

    def add(self, name, array, kind, target=None, normalized=False, bounds=False):
        _, size, chunks = self.parts.setdefault(name, [target, 0, []])
        accessor = {"bufferView": name, "byteOffset": size, "componentType": next(c for c, t in TYPES.items() if t == array.dtype.type),
                    "count": int(array.shape[0]), "type": kind}
        if normalized:
            accessor["normalized"] = True
        if bounds:
            flat = array.reshape(array.shape[0], -1)
            accessor["min"], accessor["max"] = [float(v) for v in flat.min(0)], [float(v) for v in flat.max(0)]
        data = array.tobytes()
        chunks.append(data + b"\0" * (-len(data) % 4))
        self.parts[name][1] += len(chunks[-1])
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def close(self, document, images):
        views, whole, number = [], b"", {}
        stride = {"position": 12, "normal": 12, "uv": 8, "occlusion": 4}
        for name, (target, size, chunks) in self.parts.items():
            number[name] = len(views)
            view = {"buffer": 0, "byteOffset": len(whole), "byteLength": size}
            if name in stride:
                view["byteStride"] = stride[name]
            if target:
                view["target"] = target
            views.append(view)
            whole += b"".join(chunks)
        for image, data in zip(document.get("images", []), images):
            image["bufferView"] = len(views)
            views.append({"buffer": 0, "byteOffset": len(whole), "byteLength": len(data)})
            whole += data + b"\0" * (-len(data) % 4)
        for accessor in self.accessors:
            accessor["bufferView"] = number[accessor["bufferView"]]
        document.update(accessors=self.accessors, bufferViews=views, buffers=[{"byteLength": len(whole)}])
        return whole


def read(path):
    """The document and its binary chunk."""
    data = Path(path).read_bytes()
    length = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20:20 + length]), data[28 + length:]


def numbers(document, binary, index):
    accessor = document["accessors"][index]
    view = document["bufferViews"][accessor["bufferView"]]
    kind, width = TYPES[accessor["componentType"]], WIDTH[accessor["type"]]
    start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    step = view.get("byteStride", 0) or width * np.dtype(kind).itemsize
    rows = np.lib.stride_tricks.as_strided(np.frombuffer(binary, np.uint8, offset=start), (accessor["count"], width * np.dtype(kind).itemsize), (step, 1))
    return np.ascontiguousarray(rows).view(kind).reshape(accessor["count"], width)


def image(document, binary, index):
    view = document["bufferViews"][document["images"][index]["bufferView"]]
    start = view.get("byteOffset", 0)
    return binary[start:start + view["byteLength"]]


def looked_up(material):
    """The texture references of a material that lie by the first coordinates."""
    surface = material.get("pbrMetallicRoughness", {})
    return [t for t in (surface.get("baseColorTexture"), surface.get("metallicRoughnessTexture"), material.get("normalTexture"), material.get("emissiveTexture")) if t]


def pack(path, generator, tints):
    """`tints`: of the materials, by name, the linear colours that their pictures are multiplied by, which the exporter drops."""
    document, binary = read(path)
    images = [image(document, binary, k) for k in range(len(document.get("images", [])))]
    store = Store()
    for mesh in document.get("meshes", []):
        for primitive in mesh["primitives"]:
            repack(document, binary, primitive, store)
    for animation in document.get("animations", []):
        for sampler in animation["samplers"]:
            sampler["input"] = store.add("time", numbers(document, binary, sampler["input"]), "SCALAR", bounds=True)
            values = numbers(document, binary, sampler["output"])
            sampler["output"] = store.add(f"motion{values.shape[1]}", values, f"VEC{values.shape[1]}")
    for material in document.get("materials", []):
        if not looked_up(material) and "occlusionTexture" in material:
            material["occlusionTexture"].pop("texCoord", None)
        material["pbrMetallicRoughness"]["baseColorFactor"] = [*tints[material["name"]], 1]
    one_texture(document)
    document["asset"] = {"version": "2.0", "generator": generator, "copyright": document["asset"].get("copyright", "")}
    whole = store.close(document, images)
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    Path(path).write_bytes(struct.pack("<4sIII4s", b"glTF", 2, 28 + len(text) + len(whole), len(text), b"JSON") + text
                           + struct.pack("<I4s", len(whole), b"BIN\0") + whole)


def repack(document, binary, primitive, store):
    attributes = primitive["attributes"]
    textured = bool(looked_up(document["materials"][primitive["material"]]))
    position, normal = (numbers(document, binary, attributes[k]).astype(np.float32) for k in ("POSITION", "NORMAL"))
    uv = numbers(document, binary, attributes["TEXCOORD_0"]).astype(np.float32)
    baked = np.round(np.clip(numbers(document, binary, attributes["TEXCOORD_1"]), 0, 1) * 65535).astype(np.uint16)
    position = np.round(position, 5) + 0.0
    # Equal to a tenth of a millimetre, half a degree: one vertex.
    key = np.concatenate([np.round(position * 1e4), np.round(normal * 120), np.round(uv * 2048) if textured else np.zeros_like(uv), np.round(baked / 24.0)], 1)
    _, first, mine = np.unique(key.astype(np.int64), axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    triangles = rank[mine.reshape(-1)[numbers(document, binary, primitive["indices"]).reshape(-1)]].reshape(-1, 3)
    whole = (triangles[:, 0] != triangles[:, 1]) & (triangles[:, 1] != triangles[:, 2]) & (triangles[:, 0] != triangles[:, 2])
    keep = first[order]
    kind = np.uint16 if len(keep) < 65535 else np.uint32
    length = np.linalg.norm(normal[keep], axis=1, keepdims=True)
    primitive["attributes"] = {
        "POSITION": store.add("position", position[keep], "VEC3", 34962, bounds=True),
        "NORMAL": store.add("normal", (normal[keep] / length).astype(np.float32), "VEC3", 34962)}
    if textured:
        primitive["attributes"]["TEXCOORD_0"] = store.add("uv", uv[keep], "VEC2", 34962)
    primitive["attributes"]["TEXCOORD_1" if textured else "TEXCOORD_0"] = store.add("occlusion", baked[keep], "VEC2", 34962, True)
    primitive["indices"] = store.add("index", triangles[whole].reshape(-1, 1).astype(kind), "SCALAR", 34963)


def one_texture(document):
    """The exporter writes a texture for each use; one for each image and sampler is enough."""
    found, number = [], []
    for texture in document.get("textures", []):
        if texture not in found:
            found.append(texture)
        number.append(found.index(texture))
    for material in document.get("materials", []):
        for used in looked_up(material) + [t for t in (material.get("occlusionTexture"),) if t]:
            used["index"] = number[used["index"]]
    if found:
        document["textures"] = found
