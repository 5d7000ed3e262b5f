#!/usr/bin/env python3
"""Makes the sky's tables from the data of d3-celestial 0.7.35 (npm, BSD-3; stars from Hipparcos).

    models/sky/author.py FOLDER     FOLDER: the package's data/

stars.csv           HIP number, right ascension and declination (degrees, ICRS, epoch J2000), magnitude V, colour B-V;
                    down to magnitude 7, the brightest first
star-names.csv      HIP number and proper name of those brighter than magnitude 2.6
constellations.csv  abbreviation, then the corners of a line as right ascension and declination, degrees
milky-way.png       brightness of the Milky Way, 8 bits, plate carree: declination +90 at the top, right ascension 0 in
                    the middle and growing to the left, as one sees it from inside
"""
import csv
import json
import pathlib
import struct
import sys
import zlib

import numpy as np

FAINTEST, NAMED = 7.0, 2.6
SOFT = (2.2, 1.2, 0.8, 0.6, 0.5)  # degrees over which the outlines of the Milky Way's five levels go over
WIDTH, HEIGHT, FINER = 1024, 512, 4


def load(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def stars(folder, out):
    names = load(folder, "starnames.json")
    rows, named = [], []
    for star in load(folder, "stars.8.json")["features"]:
        magnitude = float(star["properties"]["mag"])
        if magnitude > FAINTEST:
            continue
        longitude, latitude = star["geometry"]["coordinates"]
        colour = star["properties"].get("bv")
        row = [star["id"], f"{longitude % 360:.4f}", f"{latitude:.4f}", f"{magnitude:.2f}",
               f"{float(colour):.2f}" if colour not in (None, "") else ""]
        rows.append((magnitude, star["id"], row))
        name = names.get(str(star["id"]), {}).get("name", "")
        if name and magnitude <= NAMED:
            named.append((magnitude, [star["id"], name]))
    write(out / "stars.csv", ["hip", "ra", "dec", "mag", "bv"], [row for *_, row in sorted(rows)])
    write(out / "star-names.csv", ["hip", "name"], [row for _, row in sorted(named)])


def constellations(folder, out):
    rows = []
    for shape in load(folder, "constellations.lines.json")["features"]:
        for line in shape["geometry"]["coordinates"]:
            rows.append([shape["id"]] + [f"{value:.3f}" for ra, dec in line for value in (ra % 360, dec)])
    write(out / "constellations.csv", ["constellation", "corners"], rows)


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def inside(rings, width, height):
    """True where an odd number of a shape's edges lies between the pixel and the north pole."""
    flips = np.zeros((height + 1, width), dtype=np.int32)
    for ring in rings:
        for (lon0, lat0), (lon1, lat1) in zip(ring, ring[1:] + ring[:1]):
            lon1 = lon0 + (lon1 - lon0 + 180) % 360 - 180
            if lon0 == lon1:
                continue
            (west, south), (east, north) = sorted([(lon0, lat0), (lon1, lat1)])
            first = int(np.ceil((west + 180) / 360 * width - 0.5))
            last = int(np.ceil((east + 180) / 360 * width - 0.5))
            columns = np.arange(first, last)
            at = (columns + 0.5) / width * 360 - 180
            latitude = south + (north - south) * (at - west) / (east - west)
            rows = np.clip(np.ceil((90 - latitude) / 180 * height - 0.5), 0, height).astype(int)
            np.add.at(flips, (rows, columns % width), 1)
    return (np.cumsum(flips, axis=0)[:height] % 2).astype(bool)


def blurred(picture, degrees):
    """A bell of one width in degrees on the sky: wider in right ascension towards the poles."""
    height, width = picture.shape
    frequency = np.fft.rfftfreq(width, 360 / width)
    latitude = np.radians(90 - (np.arange(height) + 0.5) / height * 180)
    wide = degrees / np.maximum(np.cos(latitude), 0.02)
    bell = np.exp(-2 * (np.pi * frequency[None, :] * wide[:, None]) ** 2)
    picture = np.fft.irfft(np.fft.rfft(picture, axis=1) * bell, width, axis=1)
    # Over the poles the picture goes on at the other side.
    whole = np.concatenate([picture, np.roll(picture, width // 2, axis=1)[::-1]])
    frequency = np.fft.rfftfreq(2 * height, 180 / height)
    bell = np.exp(-2 * (np.pi * frequency * degrees) ** 2)
    return np.fft.irfft(np.fft.rfft(whole, axis=0) * bell[:, None], 2 * height, axis=0)[:height]


def milky_way(folder, out):
    width, height = WIDTH * FINER, HEIGHT * FINER
    soft = np.zeros((height, width))
    for level, shape in enumerate(load(folder, "mw.json")["features"]):
        for polygon in shape["geometry"]["coordinates"]:
            part = inside([[tuple(p) for p in ring] for ring in polygon], width, height)
            soft += 0.2 * blurred(part.astype(float), SOFT[level])
    small = soft.reshape(HEIGHT, FINER, WIDTH, FINER).mean(axis=(1, 3))[:, ::-1]
    png(out / "milky-way.png", np.clip(small * 255 + 0.5, 0, 255).astype(np.uint8))


def png(path, grey):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    height, width = grey.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), grey], axis=1).tobytes()
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    stars(source, here)
    constellations(source, here)
    milky_way(source, here)
