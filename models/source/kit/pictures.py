"""The textures, drawn by numpy as arrays of rows (0..1): every one is a function of the place in its tile, so that it can
be drawn at any size, and every one but the atlas of marks repeats without a seam."""
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/inter/Inter-Bold.otf"


def places(size):
    at = (np.arange(size) + 0.5) / size
    return np.meshgrid(at, at)


def normals(dx, dy):
    """Slopes as a normal map; rows run down, v up."""
    up = np.stack([-dx, dy, np.ones_like(dx)], -1)
    return 0.5 + 0.5 * up / np.linalg.norm(up, axis=-1, keepdims=True)


def facets(size, count, seed):
    """Cells of random points: the slope of each cell's facet, and how near the crease between two of them is."""
    dice = np.random.default_rng(seed)
    points, tilts = dice.random((count, 2)), dice.normal(size=(count, 2))
    x, y = places(size)
    # The borders are bent, since no crease is straight for long.
    x = x + 0.012 * np.sin(2 * np.pi * (3 * y + 2 * x)) + 0.006 * np.sin(2 * np.pi * (7 * x - 5 * y))
    y = y + 0.012 * np.sin(2 * np.pi * (3 * x - y + 0.3)) + 0.006 * np.sin(2 * np.pi * (6 * y + 4 * x))
    first, second = np.full((size, size), 9.0), np.full((size, size), 9.0)
    slope = np.zeros((size, size, 2))
    # A point's cell and its neighbours lie within a window around it.
    half = min(size // 2, int(size * (2.4 / np.sqrt(count) + 0.02)) + 1)
    for point, tilt in zip(points, tilts):
        row, column = int(point[1] * size), int(point[0] * size)
        window = np.ix_(np.arange(row - half, row + half) % size, np.arange(column - half, column + half) % size)
        dx, dy = x[window] - point[0], y[window] - point[1]
        far = np.hypot(dx - np.round(dx), dy - np.round(dy))
        old = first[window]
        nearer = far < old
        second[window] = np.where(nearer, old, np.minimum(second[window], far))
        first[window] = np.where(nearer, far, old)
        slope[window] = np.where(nearer[..., None], tilt, slope[window])
    return slope, (second - first) * np.sqrt(count)


def soft(field, reach):
    """A mean over neighbours, around the tile's edges: `reach` as a share of the tile."""
    radius = max(int(round(reach * field.shape[0])), 0)
    for axis in (0, 1):
        field = sum(np.roll(field, step, axis) for step in range(-radius, radius + 1)) / (2 * radius + 1)
    return field


def foil(size, drawn=512):
    """Crumpled foil: facets in facets, each scale with sharp creases. Gives normals and tint."""
    slope, crease = np.zeros((drawn, drawn, 2)), np.zeros((drawn, drawn))
    for count, tilt, weight, seed in ((14, 0.18, 0.7, 1), (70, 0.20, 0.8, 2), (330, 0.16, 0.5, 3)):
        facet, near = facets(drawn, count, seed)
        slope += tilt * np.stack([soft(facet[..., i], 0.004) for i in (0, 1)], -1)
        # A crease runs out: it is sharp here and gone there.
        strong = np.clip(0.25 + 1.6 * soft(facets(drawn, 24, seed + 9)[0][..., 0], 0.04), 0, 1)
        crease += weight * strong * np.exp(-((near / 0.09) ** 2))
    line = soft(crease, 0.002)
    slope[..., 0] += 0.010 * drawn * 0.5 * (np.roll(line, -1, 1) - np.roll(line, 1, 1))
    slope[..., 1] += 0.010 * drawn * 0.5 * (np.roll(line, -1, 0) - np.roll(line, 1, 0))
    # Facets mirror now the ground, now black sky: part of that is in the colour, for who draws without the normals.
    tint = np.clip(0.80 + 0.20 * np.tanh(3.2 * (0.8 * slope[..., 0] - 0.6 * slope[..., 1])) - 0.08 * line, 0, 1)
    warm = soft(facets(drawn, 22, 4)[0][..., 0], 0.05) * 0.015
    colour = np.stack([tint, tint - 0.02 - 0.03 * line + warm * 0.6, tint - 0.04 - 0.05 * line + warm], -1)
    return shrink(normals(slope[..., 0], slope[..., 1]), size), shrink(np.clip(colour, 0, 1), size)


def shrink(picture, size):
    step = picture.shape[0] // size
    return picture.reshape(size, step, size, step, -1).mean((1, 3)) if step > 1 else picture


def cells(size, across=6, down=6, drawn=512):
    """Solar cells: dark blue glass with fingers, bus bars and the gap between cells."""
    x, y = places(drawn)
    u, v = (x * across) % 1, (y * down) % 1
    which = (np.floor(x * across) * 7 + np.floor(y * down) * 13) % 11 / 11
    edge = np.minimum(np.minimum(u, 1 - u), np.minimum(v, 1 - v))
    corner = np.abs(u - 0.5) + np.abs(v - 0.5) > 0.90
    blue = np.stack([0.008 + 0.005 * which, 0.016 + 0.008 * which, 0.058 + 0.024 * which], -1)
    blue = blue * (0.9 + 0.2 * np.sin(np.pi * v))[..., None]
    finger = (np.abs(((v * 12) % 1) - 0.5) < 0.09)[..., None]
    bar = (np.minimum(np.abs(u - 0.3), np.abs(u - 0.7)) < 0.018)[..., None]
    blue = np.where(finger, blue * 0.8 + np.array([0.012, 0.014, 0.02]), blue)
    blue = np.where(bar, np.array([0.30, 0.31, 0.33]), blue)
    gap = ((edge < 0.028) | corner)[..., None]
    return shrink(srgb(np.where(gap, np.array([0.26, 0.26, 0.25]), blue)), size)


def panels(size, across=2, down=2, seam=0.006, rivets=10, tilt=0.012, seed=5, quilt=0.0, drawn=512):
    """Plates with seams and rows of rivets, each a little askew; `quilt` pillows each plate as a stitched blanket does."""
    dice = np.random.default_rng(seed)
    x, y = places(drawn)
    u, v = (x * across) % 1, (y * down) % 1
    column, row = np.floor(x * across).astype(int) % across, np.floor(y * down).astype(int) % down
    lean, shade = dice.normal(size=(across, down, 2)) * tilt, dice.normal(size=(across, down))
    dx, dy = lean[column, row, 0].copy(), lean[column, row, 1].copy()
    for far, along, slope in ((u, across, dx), (v, down, dy)):
        side = np.minimum(far, 1 - far) / along
        slope += np.where(side < 2 * seam, np.where(far < 0.5, 1, -1) * 0.9 * np.sin(np.pi * side / (2 * seam)), 0)
        slope += quilt * np.sign(0.5 - far) * np.abs(2 * far - 1) ** 5
    side = np.minimum(np.minimum(u, 1 - u) / across, np.minimum(v, 1 - v) / down)
    if rivets:
        for a, b, turned in ((u, v, False), (v, u, True)):
            p, q = ((a * rivets) % 1 - 0.5) / rivets, np.minimum(b, 1 - b) - 0.05
            far = np.hypot(p, q)
            bump = np.where(far < 0.014, far / 0.014, 0)
            towards = np.where(b < 0.5, 1, -1)
            along_a, along_b = bump * p / np.maximum(far, 1e-6), bump * q * towards / np.maximum(far, 1e-6)
            dx -= 0.5 * (along_b if turned else along_a)
            dy -= 0.5 * (along_a if turned else along_b)
    fine = soft(dice.normal(size=(drawn, drawn)), 0.006)
    dirt = soft(dice.normal(size=(drawn, drawn)), 0.02)
    tone = 0.95 + 0.018 * shade[column, row] + 0.25 * dirt - 0.30 * np.exp(-((side / (1.2 * seam)) ** 2))
    tone = np.clip(tone + 0.05 * fine, 0, 1)
    return shrink(normals(dx, dy), size), shrink(np.stack([tone, tone * 0.995, tone * 0.985], -1), size)


def srgb(linear):
    return np.where(linear < 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)


# Where each mark lies in the atlas: left, top, right, bottom as shares of it.
MARKS = {
    "us": (0.00, 0.00, 0.50, 0.264), "cn": (0.50, 0.00, 1.00, 0.333), "eu": (0.00, 0.27, 0.40, 0.537),
    "nasa": (0.40, 0.34, 1.00, 0.44), "states": (0.40, 0.45, 1.00, 0.53), "blue": (0.00, 0.55, 1.00, 0.65),
    "china": (0.00, 0.66, 1.00, 0.76), "caution": (0.00, 0.77, 0.30, 0.82), "target": (0.82, 0.80, 1.00, 0.98),
    "lanyue": (0.00, 0.84, 0.40, 0.96), "esa": (0.42, 0.84, 0.78, 0.96), "grille": (0.31, 0.77, 0.60, 0.82),
    "cnsa": (0.62, 0.77, 0.80, 0.82),
}


def star(draw, x, y, radius, colour, turn=0.0):
    corner = [(turn + np.pi * k / 5 - np.pi / 2, radius if k % 2 == 0 else radius * 0.382) for k in range(10)]
    draw.polygon([(x + r * np.cos(a), y + r * np.sin(a)) for a, r in corner], fill=colour)


def marks(size, words_dark=(28, 30, 34)):
    """The atlas of flags, words and small plates; between letters nothing is painted."""
    full = 1024
    picture = Image.new("RGBA", (full, full), (222, 222, 218, 0))
    draw = ImageDraw.Draw(picture)

    def box(name):
        return [full * share for share in MARKS[name]]

    left, top, right, bottom = box("us")
    high, wide = bottom - top, right - left
    for stripe in range(13):
        draw.rectangle([left, top + high * stripe / 13, right, top + high * (stripe + 1) / 13],
                       fill=(178, 25, 46) if stripe % 2 == 0 else (235, 235, 235))
    draw.rectangle([left, top, left + 0.4 * wide, top + high * 7 / 13], fill=(40, 44, 92))
    for row in range(9):
        for column in range(6 if row % 2 == 0 else 5):
            star(draw, left + wide * 0.4 * (column + (0.5 if row % 2 == 0 else 1)) / 6,
                 top + high * 7 / 13 * (row + 1) / 10, high * 0.027, (240, 240, 240))
    left, top, right, bottom = box("cn")
    draw.rectangle([left, top, right, bottom], fill=(222, 41, 16))
    unit, yellow = (right - left) / 30, (255, 222, 0)
    star(draw, left + 5 * unit, top + 5 * unit, 3 * unit, yellow)
    for x, y in ((10, 2), (12, 4), (12, 7), (10, 9)):
        star(draw, left + x * unit, top + y * unit, unit, yellow, np.arctan2(5 - y, 5 - x) + np.pi / 2)
    left, top, right, bottom = box("eu")
    draw.rectangle([left, top, right, bottom], fill=(0, 51, 153))
    for k in range(12):
        star(draw, (left + right) / 2 + 0.33 * (bottom - top) * np.sin(np.pi * k / 6),
             (top + bottom) / 2 + 0.33 * (bottom - top) * np.cos(np.pi * k / 6), 0.055 * (bottom - top), (255, 204, 0))
    for name, words, ink in (("nasa", "NASA", (190, 30, 45)), ("states", "UNITED STATES", words_dark),
                             ("blue", "BLUE MOON", (20, 40, 120)), ("china", "CHINA LUNAR EXPLORATION", words_dark),
                             ("lanyue", "LANYUE", words_dark), ("esa", "EUROPE", (0, 51, 153)), ("cnsa", "CNSA", words_dark)):
        left, top, right, bottom = box(name)
        font = ImageFont.truetype(FONT, int((bottom - top) * 0.8))
        l, t, r, b = draw.textbbox((0, 0), words, font=font)
        scale = min(1.0, 0.94 * (right - left) / (r - l))
        font = ImageFont.truetype(FONT, int((bottom - top) * 0.8 * scale))
        draw.rectangle([left, top, right, bottom], fill=(*ink, 0))
        draw.text(((left + right) / 2, (top + bottom) / 2), words, font=font, fill=ink, anchor="mm")
    left, top, right, bottom = box("caution")
    for k in range(-2, 14):
        x = left + k * 26
        draw.polygon([(x, bottom), (x + 13, bottom), (x + 13 + bottom - top, top), (x + bottom - top, top)], fill=(30, 30, 30))
    draw.rectangle([right, top, right + 30, bottom], fill=(222, 222, 218, 0))
    left, top, right, bottom = box("grille")
    draw.rectangle([left, top, right, bottom], fill=(70, 72, 75))
    for k in range(10):
        y = top + (bottom - top) * (k + 0.25) / 10
        draw.rectangle([left + 4, y, right - 4, y + 2], fill=(18, 18, 20))
    left, top, right, bottom = box("target")
    for share, ink in ((1.0, (25, 25, 28)), (0.8, (230, 230, 225)), (0.55, (25, 25, 28)), (0.2, (230, 230, 225))):  # rings
        x, y, r = (left + right) / 2, (top + bottom) / 2, share * (right - left) / 2.2
        draw.ellipse([x - r, y - r, x + r, y + r], fill=ink)
    return np.asarray(picture.resize((size, size), Image.LANCZOS), dtype=np.float32) / 255


def save(picture, path, quality=88):
    """As JPEG, its colour not thinned out (normals would be bent); one channel stays one; with an alpha as PNG."""
    bytes_ = (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
    if bytes_.shape[-1] == 4:
        alpha = np.where(bytes_[..., 3:] < 16, 0, bytes_[..., 3:])
        Image.fromarray(np.concatenate([bytes_[..., :3] & 0xF8, alpha], -1)).quantize(128, method=2, dither=0).save(path, optimize=True)
        return
    Image.fromarray(bytes_[..., 0] if bytes_.ndim == 3 and bytes_.shape[2] == 1 else bytes_).save(
        path, quality=quality, subsampling=0, optimize=True)
