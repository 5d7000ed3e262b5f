"""Makes person.glb, somebody 1.75 m tall in a suit, to stand beside models for scale: `python3 models/scale/author.py`.

Metres, +Y up, +Z to the front, the same bytes every time; needs nothing but Python.
"""
import json
import math
import pathlib
import struct

SEGMENTS = 16


def capsule(a, b, ra, rb, out):
    """A limb from a to b, round at both ends, `ra` and `rb` thick there."""
    axis = [q - p for p, q in zip(a, b)]
    length = math.sqrt(sum(c * c for c in axis))
    w = [c / length for c in axis]
    h = (1, 0, 0) if abs(w[0]) < 0.9 else (0, 0, 1)
    u = [w[1] * h[2] - w[2] * h[1], w[2] * h[0] - w[0] * h[2], w[0] * h[1] - w[1] * h[0]]
    n = math.sqrt(sum(c * c for c in u))
    u = [c / n for c in u]
    v = [w[1] * u[2] - w[2] * u[1], w[2] * u[0] - w[0] * u[2], w[0] * u[1] - w[1] * u[0]]
    rows = [(a, ra, -90 + 22.5 * i) for i in range(5)] + [(b, rb, 22.5 * i) for i in range(5)]
    base = len(out[0])
    for centre, r, up in rows:
        for s in range(SEGMENTS):
            t, e = 2 * math.pi * s / SEGMENTS, math.radians(up)
            normal = [math.cos(e) * (math.cos(t) * u[i] + math.sin(t) * v[i]) + math.sin(e) * w[i] for i in range(3)]
            out[0].append([centre[i] + r * normal[i] for i in range(3)])
            out[1].append(normal)
    for row in range(len(rows) - 1):
        for s in range(SEGMENTS):
            p, q = base + row * SEGMENTS + s, base + row * SEGMENTS + (s + 1) % SEGMENTS
            out[2].extend([p, q, q + SEGMENTS, p, q + SEGMENTS, p + SEGMENTS])


def person():
    suit, visor, pack = ([], [], []), ([], [], []), ([], [], [])
    for side in (-1, 1):
        capsule((0.11 * side, 0.11, 0), (0.10 * side, 0.50, 0.01), 0.085, 0.090, suit)
        capsule((0.10 * side, 0.50, 0.01), (0.09 * side, 0.88, 0), 0.090, 0.115, suit)
        capsule((0.11 * side, 0.055, -0.03), (0.12 * side, 0.055, 0.13), 0.055, 0.050, pack)
        capsule((0.24 * side, 1.33, 0), (0.32 * side, 1.07, 0), 0.080, 0.068, suit)
        capsule((0.32 * side, 1.07, 0), (0.33 * side, 0.84, 0.08), 0.066, 0.055, suit)
        capsule((0.33 * side, 0.80, 0.10), (0.33 * side, 0.74, 0.12), 0.050, 0.045, pack)
    capsule((0, 0.93, 0), (0, 1.30, 0), 0.185, 0.210, suit)
    capsule((0, 1.59, 0), (0, 1.60, 0), 0.150, 0.150, suit)
    capsule((0, 1.585, 0.045), (0, 1.600, 0.045), 0.118, 0.118, visor)
    for side in (-1, 1):
        capsule((0.09 * side, 1.02, -0.24), (0.09 * side, 1.42, -0.24), 0.105, 0.105, pack)
    return [(suit, (0.78, 0.77, 0.74, 1), 0.0, 0.85), (visor, (0.55, 0.40, 0.12, 1), 0.9, 0.2), (pack, (0.48, 0.48, 0.47, 1), 0.0, 0.8)]


def main():
    data, views, accessors, materials, primitives = b"", [], [], [], []

    def add(values, code, width, kind, bounds):
        nonlocal data
        flat = [c for v in values for c in v] if width > 1 else values
        raw = struct.pack("<%d%s" % (len(flat), code), *flat)
        raw += b"\0" * (-len(raw) % 4)
        views.append({"buffer": 0, "byteOffset": len(data), "byteLength": len(raw), "target": 34962 if width > 1 else 34963})
        data += raw
        accessors.append({"bufferView": len(views) - 1, "componentType": 5126 if code == "f" else 5123, "count": len(values), "type": kind})
        if bounds:
            single = [[struct.unpack("<f", struct.pack("<f", c))[0] for c in v] for v in values]
            accessors[-1]["min"] = [min(v[i] for v in single) for i in range(3)]
            accessors[-1]["max"] = [max(v[i] for v in single) for i in range(3)]
        return len(accessors) - 1

    parts = person()
    top = max(p[1] for part in parts for p in part[0][0])
    for (positions, normals, indices), colour, metallic, roughness in parts:
        positions = [[p[0], p[1] * 1.75 / top, p[2]] for p in positions]
        primitives.append({"attributes": {"POSITION": add(positions, "f", 3, "VEC3", True), "NORMAL": add(normals, "f", 3, "VEC3", False)},
                           "indices": add(indices, "H", 1, "SCALAR", False), "material": len(materials)})
        materials.append({"pbrMetallicRoughness": {"baseColorFactor": colour, "metallicFactor": metallic, "roughnessFactor": roughness}})
    root = {"asset": {"version": "2.0", "generator": "models/scale/author.py"}, "scene": 0, "scenes": [{"nodes": [0]}],
            "nodes": [{"name": "Person", "mesh": 0}], "meshes": [{"primitives": primitives}], "materials": materials,
            "accessors": accessors, "bufferViews": views, "buffers": [{"byteLength": len(data)}]}
    text = json.dumps(root, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    whole = struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(data))
    whole += struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data), b"BIN\0") + data
    pathlib.Path(__file__).with_name("person.glb").write_bytes(whole)
    print(f"person.glb: {len(whole)} bytes, {sum(len(p[0][2]) for p in parts) // 3} triangles")


main()
