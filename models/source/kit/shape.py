"""Shapes as faces in metres, +Z up and the front towards -Y (Blender's axes; the file has +Y up and the front towards +Z).
Texture coordinates of what repeats are metres over the size of a tile."""
from math import cos, hypot, pi, radians, sin, tau

from mathutils import Matrix, Vector, noise

from kit.pictures import MARKS

TILES = {"gold": 0.8, "amber": 0.8, "silver": 0.9, "black_foil": 0.8, "white_foil": 0.9, "cells": 0.6,
         "white": 2.0, "steel": 3.6, "tiles": 1.0, "quilt": 1.5, "radiator": 1.0}


def at(x=0.0, y=0.0, z=0.0):
    return Matrix.Translation((x, y, z))


def turn(degrees, axis="Z"):
    return Matrix.Rotation(radians(degrees), 4, axis)


def along(a, b):
    """From a, its Z towards b."""
    a, b = Vector(a), Vector(b)
    return Matrix.Translation(a) @ (b - a).to_track_quat("Z", "Y").to_matrix().to_4x4()


def facing(place, normal, up=(0, 0, 1)):
    """At a place, its Z along the normal, its Y as near to `up` as can be: what lies on a wall."""
    z = Vector(normal).normalized()
    x = Vector(up).cross(z).normalized()
    y = z.cross(x)
    return Matrix.Translation(place) @ Matrix((x, y, z)).transposed().to_4x4()


def ring(count, radius, z=0.0, start=0.0):
    return [Vector((radius * cos(a), radius * sin(a), z)) for a in (radians(start) + tau * k / count for k in range(count))]


class Shape:
    """What one node shows."""

    def __init__(self):
        self.points, self.faces, self.materials, self.corners = [], [], [], []
        self.seed = 0

    def add(self, points, faces, material, corners=None, m=None):
        """Faces as indices of `points`; `corners` holds a place in the texture for each corner, else it is laid on square."""
        base = len(self.points)
        self.points += [m @ Vector(p) if m else Vector(p) for p in points]
        mirrored = m is not None and m.determinant() < 0
        self.seed += 1
        for k, face in enumerate(faces):
            placed = [base + i for i in face]
            uv = corners[k] if corners else self.laid(placed, material)
            self.faces.append(placed[::-1] if mirrored else placed)
            self.corners.append(uv[::-1] if mirrored else uv)
            self.materials.append(material)
        return self

    def laid(self, face, material):
        if material not in TILES:
            return [(0.0, 0.0)] * len(face)
        p = [self.points[i] for i in face]
        n = (p[1] - p[0]).cross(p[2] - p[0])
        axis = max(range(3), key=lambda i: abs(n[i]))
        i, j = ((1, 2), (0, 2), (0, 1))[axis]
        tile, off = TILES[material], (0.37 * self.seed) % 1
        return [(q[i] / tile + off, q[j] / tile + off * 1.7) for q in p]

    def merge(self, other, m=None):
        base = len(self.points)
        mirrored = m is not None and m.determinant() < 0
        self.points += [m @ p if m else p for p in other.points]
        for face, uv, material in zip(other.faces, other.corners, other.materials):
            placed = [base + i for i in face]
            self.faces.append(placed[::-1] if mirrored else placed)
            self.corners.append(uv[::-1] if mirrored else uv)
            self.materials.append(material)
        return self

    def patch(self, rows, material, closed=False, m=None, uv=None):
        """Rows of as many points each, as a net of quads; seen from the side from which the points of a row run to the right
        when the rows run upward. `closed` joins the ends of each row. `uv(i, j)` as shares of rows and columns, else metres."""
        high, wide = len(rows), len(rows[0])
        rows = [[Vector(p) for p in row] for row in rows]
        tile, off = TILES.get(material, 1.0), (0.37 * (self.seed + 1)) % 1
        span = wide + 1 if closed else wide
        if uv is None:
            middle = max(rows, key=lambda row: sum((b - a).length for a, b in zip(row, row[1:])))
            us, vs = [0.0], [0.0]
            for j in range(1, span):
                us.append(us[-1] + (middle[j % wide] - middle[j - 1]).length / tile)
            if closed and us[-1] > 0:
                us = [u * max(1, round(us[-1])) / us[-1] for u in us]
            for i in range(1, high):
                vs.append(vs[-1] + max((rows[i][j] - rows[i - 1][j]).length for j in range(0, wide, max(1, wide // 4))) / tile)
            textured = material in TILES
            uv = lambda i, j: (us[j] + off, vs[i] + off * 1.7) if textured else (0.0, 0.0)
        points = [p for row in rows for p in row]
        faces, corners = [], []
        for i in range(high - 1):
            for j in range(span - 1):
                k = (j + 1) % wide
                quad = [i * wide + j, i * wide + k, (i + 1) * wide + k, (i + 1) * wide + j]
                places = [uv(i, j), uv(i, j + 1), uv(i + 1, j + 1), uv(i + 1, j)]
                keep = [n for n in range(4) if (points[quad[n]] - points[quad[n - 1]]).length > 1e-6]
                if len(keep) > 2:
                    faces.append([quad[n] for n in keep])
                    corners.append([places[n] for n in keep])
        return self.add(points, faces, material, corners, m)

    def lathe(self, profile, material, sides=32, m=None, arc=360.0, start=0.0, wrinkle=0.0, grain=0.25):
        """A profile of (radius, height), from below to above seen from outside, turned about Z."""
        closed = arc >= 360.0
        rows = []
        for r, z in profile:
            row = []
            for k in range(sides if closed else sides + 1):
                a = radians(start + arc * k / sides)
                out = r
                if wrinkle and r > 1e-4:
                    out += wrinkle * noise.noise(Vector((r * cos(a), r * sin(a), z)) / grain + Vector((self.seed, 0, 0)))
                row.append(Vector((out * cos(a), out * sin(a), z)))
            rows.append(row)
        return self.patch(rows, material, closed, m)

    def cylinder(self, r, z0, z1, material, sides=16, m=None, edge=None, caps=True):
        """A round block with rounded rims."""
        edge = min(r, abs(z1 - z0)) * 0.12 if edge is None else edge
        profile = [(r, z0 + edge), (r, z1 - edge)]
        if caps:
            profile = [(0, z0), (r - edge, z0)] + profile + [(r - edge, z1), (0, z1)]
        return self.lathe(profile, material, sides, m)

    def cap(self, r, z, material, sides=24, m=None, down=False):
        return self.lathe([(0, z), (r, z)] if down else [(r, z), (0, z)], material, sides, m)

    def sphere(self, r, material, sides=16, rows=None, m=None, low=-90.0, high=90.0):
        rows = rows or sides // 2
        angles = [radians(low + (high - low) * k / rows) for k in range(rows + 1)]
        return self.lathe([(r * cos(a) if abs(abs(a) - pi / 2) > 1e-6 else 0.0, r * sin(a)) for a in angles], material, sides, m)

    def tube(self, path, r, material, sides=8, m=None, caps=True):
        """A round bar along a path of points; `r` may be one radius each."""
        path = [Vector(p) for p in path]
        radii = r if isinstance(r, (list, tuple)) else [r] * len(path)
        ways = [(b - a).normalized() for a, b in zip(path, path[1:])]
        ways = [ways[0]] + [(a + b).normalized() for a, b in zip(ways, ways[1:])] + [ways[-1]]
        side = ways[0].orthogonal().normalized()
        rows = []
        for p, way, radius in zip(path, ways, radii):
            side = (side - way * side.dot(way)).normalized()
            other = way.cross(side)
            rows.append([p + radius * (cos(tau * k / sides) * side + sin(tau * k / sides) * other) for k in range(sides)])
        if caps:
            rows = [[path[0]] * sides] + rows + [[path[-1]] * sides]
        return self.patch(rows, material, True, m)

    def strut(self, a, b, r, material="alu", sides=8, m=None, ends="alu", collar=1.45):
        """A bar with fittings at both ends."""
        a, b = Vector(a), Vector(b)
        way = (b - a).normalized()
        fit = min(5 * r, (b - a).length * 0.2)
        self.tube([a + way * fit * 0.8, b - way * fit * 0.8], r, material, sides, m, caps=False)
        for end, inward in ((a, way), (b, -way)):
            self.tube([end, end + inward * fit * 0.6, end + inward * fit], [r * collar, r * collar, r * 1.02], ends, sides, m)
        return self

    def box(self, size, material, m=None, edge=None):
        """A block about its middle with bevelled edges; with `edge` 0, for the smallest, without."""
        half = Vector(size) / 2
        if edge == 0:
            corner = [(x * half.x, y * half.y, z * half.z) for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]
            return self.add(corner, [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]], material, None, m)
        c = min(half) * 0.16 if edge is None else edge
        points, index = [], {}
        for corner in range(8):
            sign = [1 if corner >> i & 1 else -1 for i in range(3)]
            for axis in range(3):
                p = [sign[i] * (half[i] - (0 if i == axis else c)) for i in range(3)]
                index[tuple(sign), axis] = len(points)
                points.append(p)

        def loop(picks, outward):
            p = [Vector(points[i]) for i in picks]
            n = (p[1] - p[0]).cross(p[2] - p[0])
            return picks if n.dot(Vector(outward)) > 0 else picks[::-1]

        faces = []
        for axis in range(3):
            i, j = [k for k in range(3) if k != axis]
            for s in (-1, 1):
                picks = []
                for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                    sign = [0, 0, 0]
                    sign[axis], sign[i], sign[j] = s, a, b
                    picks.append(index[tuple(sign), axis])
                outward = [0, 0, 0]
                outward[axis] = s
                faces.append(loop(picks, outward))
            for a in (-1, 1):
                for b in (-1, 1):
                    low, high = [0, 0, 0], [0, 0, 0]
                    low[axis], high[axis] = -1, 1
                    low[i] = high[i] = a
                    low[j] = high[j] = b
                    outward = [0, 0, 0]
                    outward[i], outward[j] = a, b
                    faces.append(loop([index[tuple(low), i], index[tuple(high), i], index[tuple(high), j], index[tuple(low), j]], outward))
        for corner in range(8):
            sign = tuple(1 if corner >> k & 1 else -1 for k in range(3))
            faces.append(loop([index[sign, k] for k in range(3)], sign))
        return self.add(points, faces, material, None, m)

    def prism(self, outline, z0, z1, material, m=None, edge=0.02, top=True, bottom=True):
        """An upright block over an outline of (x, y), counter-clockwise from above."""
        count = len(outline)
        middle = Vector((sum(p[0] for p in outline) / count, sum(p[1] for p in outline) / count, 0))

        def row(z, inward):
            return [middle + (Vector((x, y, 0)) - middle) * (1 - inward / hypot(x - middle.x, y - middle.y)) + Vector((0, 0, z)) for x, y in outline]
        rows = [row(z0, edge), row(z0 + edge, 0), row(z1 - edge, 0), row(z1, edge)]
        self.patch(rows, material, True, m)
        if top:
            self.add(rows[-1], [list(range(count))], material, None, m)
        if bottom:
            self.add(rows[0], [list(range(count))[::-1]], material, None, m)
        return self

    def blanket(self, corners, material, across=6, up=6, puff=0.03, crumple=0.02, grain=0.3, m=None, buttons=0.0):
        """Insulation over a flat four-cornered place (from its lower left, as seen): drawn in at its seams, full between them.
        `buttons`: their distance, where pins hold it."""
        a, b, c, d = (Vector(p) for p in corners)
        out = ((b - a).cross(d - a)).normalized()
        self.seed += 1
        rows = []
        for i in range(up + 1):
            row = []
            for j in range(across + 1):
                s, t = j / across, i / up
                p = (a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t
                hold = (1 - abs(2 * s - 1) ** 4) * (1 - abs(2 * t - 1) ** 4)
                swell = puff * hold * (0.75 + 0.5 * noise.noise(p / (2.2 * grain) + Vector((self.seed * 3.1, 0, 0))))
                row.append(p + out * (swell + crumple * hold * noise.noise(p / grain + Vector((0, self.seed * 1.7, 0)))))
            rows.append(row)
        self.patch(rows, material, m=m)
        if buttons:
            wide, high = (b - a).length, (d - a).length
            for i in range(max(1, round(high / buttons))):
                for j in range(max(1, round(wide / buttons))):
                    s, t = (j + 0.5) / max(1, round(wide / buttons)), (i + 0.5) / max(1, round(high / buttons))
                    row, column = min(up, round(t * up)), min(across, round(s * across))
                    place = facing(rows[row][column] + out * 0.002, out, (d - a))
                    self.lathe([(0.015, 0), (0, 0.008)], "enamel", 6, (m @ place) if m else place)
        return self

    def mark(self, name, width, height, m, thick=0.0, back="white"):
        """A flag, word or plate from the atlas, facing Z."""
        l, t, r, b = MARKS[name]
        x, y = width / 2, height / 2
        self.add([(-x, -y, thick / 2), (x, -y, thick / 2), (x, y, thick / 2), (-x, y, thick / 2)], [[0, 1, 2, 3]], "marks",
                 [[(l, 1 - b), (r, 1 - b), (r, 1 - t), (l, 1 - t)]], m)
        if thick:
            if name not in ("us", "cn", "eu", "caution", "grille"):  # words stand on a plate
                self.box((width + 0.04, height + 0.04, thick), back, (m or Matrix()) @ at(z=-0.002), edge=0.2 * thick)
                return self
            self.add([(-x, -y, -thick / 2), (x, -y, -thick / 2), (x, y, -thick / 2), (-x, y, -thick / 2)], [[3, 2, 1, 0]], back, None, m)
        return self

    def bent_mark(self, name, radius, width, height, z, degrees, steps=8):
        """A mark around a cylinder about Z, its middle at an angle (0 = +X, 270 = the front)."""
        l, t, r, b = MARKS[name]
        half = width / radius / 2
        angle = lambda j: radians(degrees) - half + 2 * half * j / steps
        rows = [[(radius * cos(angle(j)), radius * sin(angle(j)), z + s * height / 2) for j in range(steps + 1)] for s in (-1, 1)]
        return self.patch(rows, "marks", uv=lambda i, j: (l + (r - l) * j / steps, 1 - b + (b - t) * i))
