"""Shapes and a binary glTF 2.0 writer, with nothing but Python's own library.

Metres, +Y up, +Z to the front, the ground at y = 0: what the program expects of a lander.
"""
import json
import math
import random
import struct
import zlib


def sub(a, b): return (a[0] - b[0], a[1] - b[1], a[2] - b[2])
def add(a, b): return (a[0] + b[0], a[1] + b[1], a[2] + b[2])
def scaled(a, k): return (a[0] * k, a[1] * k, a[2] * k)
def cross(a, b): return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
def dot(a, b): return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
def unit(a):
    n = math.sqrt(dot(a, a)) or 1.0
    return (a[0] / n, a[1] / n, a[2] / n)


def turned_y(p, degrees):
    """A point turned about the vertical; positive takes +Z towards +X."""
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    return (p[0] * c + p[2] * s, p[1], p[2] * c - p[0] * s)


class Part:
    """Triangles of one material."""

    def __init__(self):
        self.positions, self.normals, self.uvs, self.indices = [], [], [], []

    def vertex(self, p, n, uv=(0.0, 0.0)):
        self.positions.append(p)
        self.normals.append(n)
        self.uvs.append(uv)
        return len(self.positions) - 1

    def triangle(self, a, b, c):
        n = unit(cross(sub(b, a), sub(c, a)))
        self.indices += [self.vertex(a, n), self.vertex(b, n), self.vertex(c, n)]

    def quad(self, a, b, c, d, uv=((0, 0), (1, 0), (1, 1), (0, 1))):
        """Corners anticlockwise as seen from outside."""
        n = unit(cross(sub(b, a), sub(d, a)))
        i = [self.vertex(p, n, t) for p, t in zip((a, b, c, d), uv)]
        self.indices += [i[0], i[1], i[2], i[0], i[2], i[3]]

    def box(self, centre, size, turn=0.0):
        x, y, z = (s / 2 for s in size)
        corner = lambda sx, sy, sz: add(centre, turned_y((sx * x, sy * y, sz * z), turn))
        for a, b, c, d in (((-1, -1, 1), (1, -1, 1), (1, 1, 1), (-1, 1, 1)), ((1, -1, -1), (-1, -1, -1), (-1, 1, -1), (1, 1, -1)),
                           ((1, -1, 1), (1, -1, -1), (1, 1, -1), (1, 1, 1)), ((-1, -1, -1), (-1, -1, 1), (-1, 1, 1), (-1, 1, -1)),
                           ((-1, 1, 1), (1, 1, 1), (1, 1, -1), (-1, 1, -1)), ((-1, -1, -1), (1, -1, -1), (1, -1, 1), (-1, -1, 1))):
            self.quad(corner(*a), corner(*b), corner(*c), corner(*d))

    def lathe(self, profile, segments=48, crease=35.0, axis=((0, 0, 0), (0, 1, 0)), start=0.0, sweep=360.0):
        """A profile of (radius, height) turned about an axis; runs upwards with the outside on the right.
        Edges sharper than `crease` degrees stay sharp."""
        origin, up = axis[0], unit(axis[1])
        side = unit(cross(up, (0, 0, 1) if abs(up[2]) < 0.9 else (1, 0, 0)))
        front = cross(side, up)
        runs, run = [], [profile[0]]
        for i in range(1, len(profile)):
            run.append(profile[i])
            if i + 1 < len(profile):
                a = math.atan2(profile[i][1] - profile[i - 1][1], profile[i][0] - profile[i - 1][0])
                b = math.atan2(profile[i + 1][1] - profile[i][1], profile[i + 1][0] - profile[i][0])
                if abs(math.degrees(math.remainder(b - a, 2 * math.pi))) > crease:
                    runs.append(run)
                    run = [profile[i]]
        runs.append(run)
        for run in runs:
            slopes = [unit((run[i + 1][1] - run[i][1], -(run[i + 1][0] - run[i][0]), 0)) for i in range(len(run) - 1)]
            rows = []
            for j, (radius, height) in enumerate(run):
                s = unit(add(slopes[max(0, j - 1)], slopes[min(j, len(slopes) - 1)]))
                row = []
                for k in range(segments + 1):
                    t = math.radians(start + sweep * k / segments)
                    out = add(scaled(side, math.cos(t)), scaled(front, math.sin(t)))
                    p = add(origin, add(scaled(out, radius), scaled(up, height)))
                    row.append(self.vertex(p, unit(add(scaled(out, s[0]), scaled(up, s[1]))), (k / segments, j / max(1, len(run) - 1))))
                rows.append(row)
            for low, high in zip(rows, rows[1:]):
                for k in range(segments):
                    a, b, c, d = low[k], low[k + 1], high[k + 1], high[k]
                    for tri in ((a, b, c), (a, c, d)):
                        p = [self.positions[i] for i in tri]
                        face = cross(sub(p[1], p[0]), sub(p[2], p[0]))
                        if dot(face, face) < 1e-18:
                            continue
                        flip = dot(face, self.normals[tri[0]]) < 0
                        self.indices += (tri[0], tri[2], tri[1]) if flip else tri

    def rod(self, a, b, radius, segments=14, end=None):
        """A round bar from a to b, closed; `end` gives another radius at b."""
        length = math.sqrt(dot(sub(b, a), sub(b, a)))
        self.lathe([(0, 0), (radius, 0), (end if end is not None else radius, length), (0, length)], segments, axis=(a, sub(b, a)))

    def ball(self, centre, radius, segments=24):
        steps = segments // 2
        self.lathe([(radius * math.sin(math.pi * i / steps), -radius * math.cos(math.pi * i / steps)) for i in range(steps + 1)],
                   segments, 80.0, (centre, (0, 1, 0)))

    def torus(self, centre, ring, radius, axis=(0, 1, 0), segments=48):
        self.lathe([(ring + radius * math.cos(2 * math.pi * i / 12), radius * math.sin(2 * math.pi * i / 12)) for i in range(-6, 7)],
                   segments, 80.0, (centre, axis))

    def foil(self, a, b, c, d, cells, depth, seed):
        """A quad of crumpled blanket: cells of about a hand, each flat, their corners pushed in and out."""
        rng = random.Random(seed)
        nx, ny = cells
        n = unit(cross(sub(b, a), sub(d, a)))
        grid = []
        for j in range(ny + 1):
            row = []
            for i in range(nx + 1):
                edge = i in (0, nx) or j in (0, ny)
                s = (i + (0 if edge else rng.uniform(-0.35, 0.35))) / nx
                t = (j + (0 if edge else rng.uniform(-0.35, 0.35))) / ny
                p = add(add(scaled(a, (1 - s) * (1 - t)), scaled(b, s * (1 - t))), add(scaled(c, s * t), scaled(d, (1 - s) * t)))
                row.append(add(p, scaled(n, 0 if edge else rng.uniform(-depth, depth))))
            grid.append(row)
        for j in range(ny):
            for i in range(nx):
                p, q, r, t = grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]
                if rng.random() < 0.5:
                    self.triangle(p, q, r)
                    self.triangle(p, r, t)
                else:
                    self.triangle(p, q, t)
                    self.triangle(q, r, t)

    def foil_prism(self, sides, radius, low, high, depth, seed, turn=0.0, cell=0.22):
        """A closed prism wrapped in blanket."""
        ring = lambda y: [turned_y((0, y, radius), turn + 360.0 * i / sides) for i in range(sides)]
        bottom, top = ring(low), ring(high)
        for i in range(sides):
            j = (i + 1) % sides
            width = math.sqrt(dot(sub(bottom[j], bottom[i]), sub(bottom[j], bottom[i])))
            self.foil(bottom[i], bottom[j], top[j], top[i], (max(2, round(width / cell)), max(2, round((high - low) / cell))), depth, seed + i)
            self.triangle((0, high, 0), top[i], top[j])
            self.triangle((0, low, 0), bottom[j], bottom[i])


class Model:
    """Named materials, a part each, written as one .glb."""

    def __init__(self, name, note):
        self.name, self.note, self.materials, self.parts, self.images = name, note, [], {}, []

    def material(self, name, colour, metallic=0.0, roughness=0.8, image=None, emissive=None):
        """Colour in sRGB 0..255; returns the part that takes this material's triangles."""
        linear = lambda v: (v / 255 / 12.92) if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4
        pbr = {"baseColorFactor": [round(linear(v), 5) for v in colour] + [1.0], "metallicFactor": metallic, "roughnessFactor": roughness}
        if image is not None:
            self.images.append(image)
            pbr["baseColorTexture"] = {"index": len(self.images) - 1}
        entry = {"name": name, "pbrMetallicRoughness": pbr}
        if emissive:
            entry["emissiveFactor"] = emissive
        self.materials.append(entry)
        self.parts[name] = Part()
        return self.parts[name]

    def write(self, path):
        views, accessors, primitives, blob = [], [], [], bytearray()

        def view(data, target=None):
            while len(blob) % 4:
                blob.append(0)
            entry = {"buffer": 0, "byteOffset": len(blob), "byteLength": len(data)}
            if target:
                entry["target"] = target
            views.append(entry)
            blob.extend(data)
            return len(views) - 1

        def accessor(values, kind, component, code, target, bounds=False):
            flat = [x for v in values for x in v] if kind != "SCALAR" else values
            entry = {"bufferView": view(struct.pack("<%d%s" % (len(flat), code), *flat), target), "componentType": component,
                     "count": len(values), "type": kind}
            if bounds:
                packed = [struct.unpack("<3f", struct.pack("<3f", *v)) for v in values]
                entry["min"] = [min(v[i] for v in packed) for i in range(3)]
                entry["max"] = [max(v[i] for v in packed) for i in range(3)]
            accessors.append(entry)
            return len(accessors) - 1

        for index, material in enumerate(self.materials):
            part = self.parts[material["name"]]
            if not part.indices:
                continue
            attributes = {"POSITION": accessor(part.positions, "VEC3", 5126, "f", 34962, True),
                          "NORMAL": accessor(part.normals, "VEC3", 5126, "f", 34962)}
            if "baseColorTexture" in material["pbrMetallicRoughness"]:
                attributes["TEXCOORD_0"] = accessor(part.uvs, "VEC2", 5126, "f", 34962)
            primitives.append({"attributes": attributes, "indices": accessor(part.indices, "SCALAR", 5125, "I", 34963), "material": index})
        document = {
            "asset": {"version": "2.0", "generator": "Perilune models/spacecraft/author.py", "copyright": "Perilune authors, MIT", "extras": {"note": self.note}},
            "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"name": self.name, "mesh": 0}],
            "meshes": [{"name": self.name, "primitives": primitives}], "materials": self.materials, "accessors": accessors}
        if self.images:
            document["images"] = [{"mimeType": "image/png", "bufferView": view(png)} for png in self.images]
            document["samplers"] = [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]
            document["textures"] = [{"source": i, "sampler": 0} for i in range(len(self.images))]
        while len(blob) % 4:
            blob.append(0)
        document["bufferViews"] = views
        document["buffers"] = [{"byteLength": len(blob)}]
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        with open(path, "wb") as out:
            out.write(struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(blob)))
            out.write(struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(blob), b"BIN\0") + bytes(blob))
        return sum(len(p.indices) for p in self.parts.values()) // 3


def png(width, height, pixel):
    """An RGB PNG from a function of (x, y)."""
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in pixel(x, y)) for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def solar_cells(columns, rows, cell=32):
    """Dark blue cells with cut corners and bright lines between them."""
    def pixel(x, y):
        u, v = x % cell, y % cell
        corner = min(u, cell - 1 - u) + min(v, cell - 1 - v)
        if u == 0 or v == 0 or corner < 5:
            return (150, 150, 145)
        if u in (cell // 3, 2 * cell // 3):
            return (70, 78, 100)
        shade = (x // cell * 7 + y // cell * 13) % 5
        return (14 + shade, 20 + shade, 48 + 2 * shade)
    return png(columns * cell, rows * cell, pixel)
