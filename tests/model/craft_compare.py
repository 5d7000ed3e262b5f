"""craft_compare.py -- MODELS SHIPPED SMALL: two makings of a craft are the same but for the size of their textures."""
import io
import sys

import numpy as np
from PIL import Image

models, shipped, small = sys.argv[sys.argv.index("--") + 1:]
sys.path.insert(0, f"{models}/source")
from kit import pack  # noqa: E402

METRES = 1e-3  # geometry: the same program on another processor
SHARE = 0.005  # of triangles and surface: vertices that fall together where coordinates are rounded
TONE, GRAIN = 0.03, 0.10  # textures: their mean, and each texel of the smaller
SHADE = 0.06  # of the occlusion map, of which the small one has four rays for each of its large texels
wrong = []


def expect(good, words):
    if not good:
        wrong.append(words)


def surface(document, binary, primitive):
    points = pack.numbers(document, binary, primitive["attributes"]["POSITION"]).astype(float)
    corner = points[pack.numbers(document, binary, primitive["indices"]).reshape(-1, 3)]
    area = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1).sum() / 2
    return points.min(0), points.max(0), len(corner), area


def picture(document, binary, index):
    kind = Image.open(io.BytesIO(pack.image(document, binary, index)))
    return np.asarray(kind.convert("RGBA" if kind.mode == "P" else kind.mode), dtype=float).reshape(kind.size[1], kind.size[0], -1) / 255


def tone(name, shown):
    """Of the occlusion map what islands cover, below its scale of greys: how wide their margins are is a matter of size."""
    if name == "occlusion":
        shown = shown[round(0.05 * shown.shape[0]):]
        shown = shown[shown > 0.08]
    return shown.mean()


one, two = pack.read(shipped), pack.read(small)
names = [sorted((n.get("name"), tuple(sorted(d["nodes"][c]["name"] for c in n.get("children", [])))) for n in d["nodes"]) for d, _ in (one, two)]
expect(names[0] == names[1], f"nodes differ: {set(names[0]) ^ set(names[1])}")
for name, a, b in ((n["name"], n, m) for n in one[0]["nodes"] for m in two[0]["nodes"] if m["name"] == n["name"]):
    for part in ("translation", "rotation", "scale"):
        expect(np.allclose(a.get(part, []), b.get(part, []), atol=METRES), f"{name} stands otherwise")
moved = [{a["name"]: len(a["channels"]) for a in d.get("animations", [])} for d, _ in (one, two)]
expect(moved[0] == moved[1], f"animations differ: {moved}")
for name, a, b in ((m["name"], m, n) for m in one[0]["materials"] for n in two[0]["materials"] if n["name"] == m["name"]):
    for part in ("baseColorFactor", "metallicFactor", "roughnessFactor"):
        c, d = (x["pbrMetallicRoughness"].get(part, 1.0) for x in (a, b))
        expect(np.allclose(c, d, atol=METRES), f"{name} has another {part}: {c}, made again {d}")
meshes = [{(m["name"], d["materials"][p["material"]]["name"]): surface(d, b, p) for m in d["meshes"] for p in m["primitives"]} for d, b in (one, two)]
expect(meshes[0].keys() == meshes[1].keys(), f"meshes or materials differ: {meshes[0].keys() ^ meshes[1].keys()}")
for key in meshes[0].keys() & meshes[1].keys():
    a, b = meshes[0][key], meshes[1][key]
    expect(np.allclose(a[0], b[0], atol=METRES) and np.allclose(a[1], b[1], atol=METRES), f"{key} has other bounds: {a[:2]}, {b[:2]}")
    expect(abs(a[2] - b[2]) <= max(4, SHARE * a[2]), f"{key} has {a[2]} triangles, made again {b[2]}")
    expect(abs(a[3] - b[3]) <= SHARE * a[3], f"{key} has {a[3]:.4f} m2, made again {b[3]:.4f}")
images = [{image["name"]: k for k, image in enumerate(d["images"])} for d, _ in (one, two)]
expect(images[0].keys() == images[1].keys(), f"textures differ: {images[0].keys() ^ images[1].keys()}")
for name in images[0].keys() & images[1].keys():
    large, little = picture(*one, images[0][name]), picture(*two, images[1][name])
    step = large.shape[0] // little.shape[0]
    reduced = large.reshape(little.shape[0], step, little.shape[1], step, -1).mean((1, 3))
    tones = [tone(name, large), tone(name, little)]
    expect(abs(tones[0] - tones[1]) < (SHADE if name == "occlusion" else TONE), f"{name} is lighter or darker: {tones[0]:.3f}, made again {tones[1]:.3f}")
    if name != "occlusion":  # a few rays, and islands that lie by whole texels
        expect(np.abs(reduced - little).mean() < GRAIN, f"{name} is another picture: {np.abs(reduced - little).mean():.3f} from texel to texel")
if wrong:
    sys.exit(f"{shipped} is not what its source makes:\n  " + "\n  ".join(wrong))
