#!/usr/bin/env python3
"""Makes countries.csv: `python3 models/earth/author.py COUNTRIES.json ISO_3166-1.json` writes it beside this file.

COUNTRIES.json is countries-50m.json of the npm package world-atlas 2.0.2 (TopoJSON, made from Natural Earth), and
ISO_3166-1.json the list of Debian's package iso-codes. Each line is a ring of one country: its two letters of ISO 3166-1
(none where it has none there), then longitude (-168.5 to 191.5) and latitude of each corner in degrees. Arcs between two
countries are made simpler once, so that both keep the same border. Antarctica, which nobody governs, and islets are left
out, but of each country its largest ring stays.
"""
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
TOLERANCE_DEG = 0.10
LEAST_RING_DEG = 0.45


def away(p, a, b):
    """Distance of p from the way between a and b, degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0.0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def simpler(points):
    """Douglas and Peucker: corners that tell less than the tolerance go."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    ways = [(0, len(points) - 1)]
    while ways:
        first, last = ways.pop()
        most, where = TOLERANCE_DEG, None
        for i in range(first + 1, last):
            distance = away(points[i], points[first], points[last])
            if distance > most:
                most, where = distance, i
        if where is not None:
            keep[where] = True
            ways += [(first, where), (where, last)]
    return [p for p, kept in zip(points, keep) if kept]


def decoded(topology, simplify):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        # A ring of one arc needs a second fixed corner, or nothing of it would stay.
        if not simplify:
            yield points
        elif points[0] == points[-1]:
            middle = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
            yield simpler(points[:middle + 1])[:-1] + simpler(points[middle:])
        else:
            yield simpler(points)


def ring_of(arcs, indices):
    ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[:-1]
    # The map begins in the Bering Strait, so that no country lies on both its edges: from there the longitude counts on.
    if any(abs(a[0] - b[0]) > 180.0 for a, b in zip(ring, ring[1:] + ring[:1])):
        ring = [(x + 360.0 if x < 0.0 else x, y) for x, y in ring]
    elif max(x for x, _ in ring) < -168.5:
        ring = [(x + 360.0, y) for x, y in ring]
    return ring


def size_of(ring):
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return math.hypot((max(xs) - min(xs)) * math.cos(math.radians(sum(ys) / len(ys))), max(ys) - min(ys))


def main():
    topology = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    table = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))["3166-1"]
    letters = {row["numeric"]: row["alpha_2"] for row in table}
    whole, arcs = list(decoded(topology, False)), list(decoded(topology, True))
    lines = []
    for country in topology["objects"]["countries"]["geometries"]:
        code = letters.get(country.get("id"), "")
        if code == "AQ":
            continue
        shapes = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        # Holes are other countries and lakes: those are drawn over it, or not at all.
        rings = sorted((ring_of(arcs, shape[0]) for shape in shapes), key=size_of, reverse=True)
        if len(rings[0]) < 4:  # smaller than the tolerance
            rings[0] = ring_of(whole, shapes[0][0])
        rings = [ring for i, ring in enumerate(rings) if len(ring) >= 3 and (i == 0 or size_of(ring) >= LEAST_RING_DEG)]
        for ring in rings:
            lines.append(code + "," + ",".join(f"{x:.2f},{y:.2f}" for x, y in ring))
    # Larger ones first: what lies inside another one is drawn over it.
    lines.sort(key=lambda line: (-len(line), line))
    (HERE / "countries.csv").write_text("country,corners\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
