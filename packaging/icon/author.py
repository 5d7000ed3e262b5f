#!/usr/bin/env python3
"""Draws the program's icon: the Moon as the Earth sees it, and an orbit with its perilune.

    packaging/icon/author.py          writes perilune.svg and perilune-<size>.png beside itself

Wants python3-numpy, python3-pil, python3-contourpy and rsvg-convert (librsvg2-bin). The seas are contours of
models/moon/lunar_surface.jpg (NASA, public domain), seen from the Earth; the orbit is a Kepler ellipse about the
Moon's middle. Small sizes are drawn with fewer and bolder strokes.
"""
import math
import pathlib
import subprocess
import sys

import contourpy
import numpy as np
from PIL import Image, ImageFilter

HERE = pathlib.Path(__file__).resolve().parent
MAP = HERE.parent.parent / "models" / "moon" / "lunar_surface.jpg"
SIZE, MIDDLE, RADIUS = 512, (246.0, 262.0), 154.0
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# The orbit, in radii of the Moon: nearest and farthest; its plane is tipped from the picture's and turned in it.
NEAREST, FARTHEST, TIPPED, TURNED = 1.20, 1.66, math.radians(66), math.radians(-35)


def face(pixels=420):
    """The near side's brightness from above the middle, -1..1 on both axes; outside the disc the mean."""
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(MAP)
    picture.draft("L", (picture.width // 8, picture.height // 8))
    table = np.asarray(picture.convert("L"), dtype=float)
    x, y = np.meshgrid(np.linspace(-1, 1, pixels), np.linspace(-1, 1, pixels))
    r2 = x * x + y * y
    z = np.sqrt(np.clip(1 - r2, 0, None))
    lat, lon = np.arcsin(np.clip(-y, -1, 1)), np.arctan2(x, z)
    rows = np.clip((0.5 - lat / math.pi) * table.shape[0], 0, table.shape[0] - 1).astype(int)
    columns = ((lon / (2 * math.pi) + 0.5) * table.shape[1]).astype(int) % table.shape[1]
    disc = np.where(r2 < 0.995, table[rows, columns], np.nan)
    filled = np.where(np.isnan(disc), np.nanmean(disc), disc)
    return x[0], filled


def thin(points, tolerance):
    """Douglas and Peucker's way of leaving out points of a closed line."""
    def part(a, b):
        if b - a < 2:
            return []
        base = points[b] - points[a]
        length = np.hypot(*base)
        off = points[a + 1:b] - points[a]
        away = np.abs(base[0] * off[:, 1] - base[1] * off[:, 0]) / length if length > 1e-9 else np.hypot(off[:, 0], off[:, 1])
        worst = int(np.argmax(away))
        if away[worst] < tolerance:
            return []
        middle = a + 1 + worst
        return part(a, middle) + [middle] + part(middle, b)

    half = len(points) // 2
    kept = [0] + part(0, half) + [half] + part(half, len(points) - 1)
    return points[kept]


def smooth(points):
    """A closed curve through the points (Catmull and Rom), as an SVG path."""
    n = len(points)
    words = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(n):
        p0, p1, p2, p3 = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        c1, c2 = p1 + (p2 - p0) / 6, p2 - (p3 - p1) / 6
        words.append(f"C{c1[0]:.1f} {c1[1]:.1f} {c2[0]:.1f} {c2[1]:.1f} {p2[0]:.1f} {p2[1]:.1f}")
    return "".join(words) + "Z"


def area(points):
    x, y = points[:, 0], points[:, 1]
    return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2


def patches(axis, table, soft, share, darker, least, tolerance):
    """Where the face is among its `share` of darkest (or brightest) parts, as one SVG path."""
    blurred = np.asarray(Image.fromarray(table.astype("uint8")).filter(ImageFilter.GaussianBlur(soft)), dtype=float)
    inside = axis[None, :] ** 2 + axis[:, None] ** 2 < 0.97
    level = np.quantile(blurred[inside], share if darker else 1 - share)
    rings = contourpy.contour_generator(axis, axis, blurred).lines(level)
    words = []
    for ring in rings:
        line = np.asarray(ring) * RADIUS + MIDDLE
        if len(line) < 8 or area(line) < least:
            continue
        words.append(smooth(thin(line, tolerance)))
    return "".join(words)


def orbit(steps=240):
    """Points of the orbit from apolune to apolune, with their distance towards the eye (positive: in front)."""
    a = (NEAREST + FARTHEST) / 2
    e = (FARTHEST - NEAREST) / (FARTHEST + NEAREST)
    points = []
    for i in range(steps + 1):
        true = math.pi + 2 * math.pi * i / steps
        r = a * (1 - e * e) / (1 + e * math.cos(true)) * RADIUS
        u, v = r * math.cos(true), r * math.sin(true)
        v, depth = v * math.cos(TIPPED), v * math.sin(TIPPED)
        # perilune points down and to the left
        u = -u
        x = u * math.cos(TURNED) - v * math.sin(TURNED)
        y = u * math.sin(TURNED) + v * math.cos(TURNED)
        points.append((MIDDLE[0] + x, MIDDLE[1] + y, depth))
    return points


def ribbons(points, front, width):
    """The orbit's parts before (or behind) the Moon, as SVG paths: wider towards the perilune."""
    line = np.array([p[:2] for p in points])
    along = np.gradient(line, axis=0)
    along[0] = along[-1] = along[1] + along[-2]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(along[:, 0], along[:, 1])[:, None]
    near = 1 - np.abs(np.linspace(-1, 1, len(line)))  # 0 at apolune, 1 at perilune
    half = (width * (0.36 + 0.64 * near ** 1.4) / 2)[:, None]
    shown = [(depth > 0) == front for _, _, depth in points]
    words, start = [], None
    for i, wanted in enumerate(shown + [False]):
        if wanted and start is None:
            start = i
        elif not wanted and start is not None:
            part = slice(start, min(i + 1, len(line)))
            edge = np.concatenate([(line + across * half)[part], (line - across * half)[part][::-1]])
            words.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in edge) + "Z")
            start = None
    return "".join(words)


def drawing(small):
    axis, table = face()
    points = orbit()
    perilune, apolune = points[len(points) // 2], points[0]
    width = 30 if small else 13
    seas = [patches(axis, table, 5 if small else 3.2, share, True, 260 if small else 70, 1.6 if small else 0.8)
            for share in ((0.26,) if small else (0.36, 0.27, 0.17, 0.08))]
    rays = [] if small else [patches(axis, table, 3.2, share, False, 60, 0.8) for share in (0.22, 0.09)]
    stars = "" if small else "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="#dfe8ff" fill-opacity="{o}"/>'
        for x, y, r, o in ((86, 96, 2.6, .9), (128, 58, 1.6, .7), (60, 188, 1.5, .6), (438, 398, 2.4, .8), (398, 446, 1.5, .6),
                           (462, 300, 1.4, .6), (330, 462, 1.8, .7), (214, 46, 1.3, .6), (52, 300, 1.9, .6), (452, 214, 1.3, .5)))
    dot = 30 if small else 17
    behind, before = ribbons(points, False, width), ribbons(points, True, width)
    cx, cy = MIDDLE
    sea_words = "\n    ".join(f'<path d="{path}" fill="#4a5266" fill-opacity="{0.70 if small else 0.26}"/>' for path in seas)
    ray_words = "\n    ".join(f'<path d="{path}" fill="#ffffff" fill-opacity="0.28"/>' for path in rays)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}">
  <title>Perilune</title>
  <!-- Made by packaging/icon/author.py: change that, not this. -->
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0.4" y2="1">
      <stop offset="0" stop-color="#1d2a4d"/><stop offset="0.55" stop-color="#0d1428"/><stop offset="1" stop-color="#060912"/>
    </linearGradient>
    <linearGradient id="rim" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#7d93c9" stop-opacity="0.55"/><stop offset="0.4" stop-color="#7d93c9" stop-opacity="0.08"/>
      <stop offset="1" stop-color="#000000" stop-opacity="0.5"/>
    </linearGradient>
    <radialGradient id="ground" cx="0.36" cy="0.32" r="0.85">
      <stop offset="0" stop-color="#fbf8f0"/><stop offset="0.5" stop-color="#d9d6ce"/><stop offset="1" stop-color="#a5a5a8"/>
    </radialGradient>
    <radialGradient id="night" cx="0.30" cy="0.27" r="0.86">
      <stop offset="0.50" stop-color="#070b18" stop-opacity="0"/><stop offset="0.68" stop-color="#070b18" stop-opacity="0.42"/>
      <stop offset="0.86" stop-color="#070b18" stop-opacity="0.86"/><stop offset="1" stop-color="#0a1124" stop-opacity="0.93"/>
    </radialGradient>
    <radialGradient id="glow"><stop offset="0" stop-color="#ffd58a" stop-opacity="0.95"/>
      <stop offset="0.35" stop-color="#ffb454" stop-opacity="0.45"/><stop offset="1" stop-color="#ffb454" stop-opacity="0"/>
    </radialGradient>
    <linearGradient id="orbit" gradientUnits="userSpaceOnUse" x1="{perilune[0]:.1f}" y1="{perilune[1]:.1f}" x2="{apolune[0]:.1f}" y2="{apolune[1]:.1f}">
      <stop offset="0" stop-color="#ffcf7d"/><stop offset="0.35" stop-color="#ffb454"/><stop offset="1" stop-color="#ffb454" stop-opacity="{0.75 if small else 0.55}"/>
    </linearGradient>
    <radialGradient id="halo"><stop offset="0.80" stop-color="#a9bcf0" stop-opacity="0.30"/>
      <stop offset="1" stop-color="#a9bcf0" stop-opacity="0"/>
    </radialGradient>
    <clipPath id="disc"><circle cx="{cx}" cy="{cy}" r="{RADIUS}"/></clipPath>
  </defs>
  <rect x="16" y="16" width="480" height="480" rx="112" fill="url(#sky)"/>
  <rect x="18.5" y="18.5" width="475" height="475" rx="109.5" fill="none" stroke="url(#rim)" stroke-width="5"/>
  {stars}
  <circle cx="{cx}" cy="{cy}" r="{RADIUS * 1.22:.1f}" fill="url(#halo)"/>
  <path d="{behind}" fill="url(#orbit)"/>
  <circle cx="{cx}" cy="{cy}" r="{RADIUS}" fill="url(#ground)"/>
  <g clip-path="url(#disc)" fill-rule="evenodd">
    {sea_words}
    {ray_words}
  </g>
  <circle cx="{cx}" cy="{cy}" r="{RADIUS}" fill="url(#night)"/>
  <path d="{before}" fill="url(#orbit)"/>
  <circle cx="{perilune[0]:.1f}" cy="{perilune[1]:.1f}" r="{dot * 2.6:.1f}" fill="url(#glow)"/>
  <circle cx="{perilune[0]:.1f}" cy="{perilune[1]:.1f}" r="{dot}" fill="#fff4dc"/>
</svg>
"""


def main():
    fine, bold = HERE / "perilune.svg", HERE / ".bold.svg"
    fine.write_text(drawing(small=False), encoding="utf-8")
    bold.write_text(drawing(small=True), encoding="utf-8")
    for size in SIZES:
        source = bold if size <= 48 else fine
        subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), "-o", str(HERE / f"perilune-{size}.png"), str(source)],
                       check=True)
    bold.unlink()


if __name__ == "__main__":
    sys.exit(main())
