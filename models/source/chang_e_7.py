"""Chang'e 7 at the south pole: a broad square lander with upright wings for a Sun on the horizon, its two rails let down, the
rover before them, and the hopper on its six legs beside.

Published: masses, no size. By eye: everything, after the family's earlier landers and what drawings of the mission show; the
rover about 1.5 m long like Yutu, whose length was published."""
import sys
from math import atan2, cos, degrees, hypot, pi, radians, sin
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

LOW, DECK, HALF, CUT = 0.92, 2.10, 1.52, 1.12  # of the lander's body: a square with its corners cut for the legs


def outline(grow=0.0):
    w, c = HALF + grow, CUT + grow
    return [Vector(p) for p in ((w, -c, 0), (w, c, 0), (c, w, 0), (-c, w, 0), (-w, c, 0), (-w, -c, 0), (-c, -w, 0), (c, -w, 0))]


def lander():
    s = Shape()
    rim = outline()
    for k in range(8):
        n = (k + 1) % 8
        a, b = rim[k] + Vector((0, 0, LOW)), rim[n] + Vector((0, 0, LOW))
        up = Vector((0, 0, DECK - 0.08 - LOW))
        if k % 2 == 0:
            for j in range(3):
                for i in range(2):
                    p, q = a.lerp(b, j / 3) + up * (i / 2), a.lerp(b, (j + 1) / 3) + up * (i / 2)
                    # The two walls beside the wings carry silver, front and back gold.
                    foil = "silver" if k in (0, 4) and i else "gold"
                    s.blanket([p, q, q + up / 2, p + up / 2], foil, 6, 5, 0.030, 0.042, 0.19, buttons=0.34)
            for j in range(4):
                s.tube([a.lerp(b, j / 3) * 1.001, a.lerp(b, j / 3) * 1.001 + up], 0.012, "kapton", 6)
            s.tube([a + up / 2, b + up / 2], 0.012, "kapton", 6)
        else:
            s.blanket([a, b, b + up, a + up], "amber", 4, 7, 0.02, 0.03, 0.2)
            for p in (a, b):
                s.tube([p, p + up], 0.024, "alu", 8)
    for z, grow in ((LOW, 0.01), (DECK - 0.08, 0.02), (DECK, 0.02)):
        edge = outline(grow)
        s.tube([p + Vector((0, 0, z)) for p in edge + edge[:2]], 0.026, "alu", 8)
    s.prism([(p.x, p.y) for p in outline(0.01)], DECK - 0.07, DECK, "white_foil", edge=0.012, bottom=False)
    for x, y, w, h, what in ((-0.92, 0.86, 0.8, 0.7, "gold"), (0.95, 0.80, 0.8, 0.8, "gold"), (-1.02, -0.18, 0.7, 0.9, "silver"), (1.02, -0.30, 0.7, 0.8, "silver"),
                             (0.0, 1.05, 0.7, 0.5, "silver")):
        quad = [Vector((x + w / 2 * i, y + h / 2 * j, DECK + 0.006)) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        s.blanket(quad, what, 6, 6, 0.035, 0.04, 0.17)
    s.add([p + Vector((0, 0, LOW)) for p in rim], [list(range(8))[::-1]], "silver")
    # Tanks look out of the floor; the engine's shade.
    for k in range(4):
        s.sphere(0.42, "gold", 22, 8, turn(90 * k) @ at(0.86, 0, LOW + 0.12), low=-90, high=-10)
        s.sphere(0.20, "titanium", 18, 8, turn(90 * k + 45) @ at(1.02, 0, LOW - 0.05))
    s.lathe([(0.46, LOW - 0.14), (0.62, LOW)], "black_foil", 28)
    s.cap(0.46, LOW - 0.14, "black_foil", 28, down=True)
    # Radiators on the wall behind, boxes, radar plates, cameras, lamps.
    for x in (-0.74, 0.0, 0.74):
        face = facing((x, HALF + 0.02, 1.56), (0, 1, 0))
        s.box((0.66, 0.74, 0.04), "radiator", face @ at(z=0.06), edge=0.008)
        s.box((0.70, 0.78, 0.02), "grey", face @ at(z=0.04), edge=0.005)
    for x in (-0.95, 0.95):
        s.box((0.30, 0.36, 0.20), "white_foil", facing((x, -HALF, 1.78), (0, -1, 0)) @ at(z=0.08))
        parts.lamp(s, 0.06, facing((x * 0.72, -HALF, 1.16), (0, -1, -0.4)) @ at(z=0.05))
        parts.camera(s, 0.13, facing((x * 1.2, -HALF + 0.10, DECK - 0.14), (x * 0.4, -1, -0.3)) @ at(z=0.10))
        s.box((0.46, 0.40, 0.07), "enamel", facing((x * 0.75, -1.0, LOW - 0.05), (x * 0.3, -0.3, -1)))
    s.box((0.42, 0.26, 0.16), "silver", facing((HALF, 0.5, 1.2), (1, 0, 0)) @ at(z=0.06))
    s.box((0.30, 0.44, 0.14), "white_foil", facing((-HALF, 0.2, 1.25), (-1, 0, 0)) @ at(z=0.05))
    s.mark("cn", 0.54, 0.36, facing((0, -HALF - 0.05, 1.74), (0, -1, 0)), 0.01)
    s.mark("china", 0.94, 0.094, facing((0, -HALF - 0.075, 1.30), (0, -1, 0)), 0.01)
    for k in range(4):
        where = turn(90 * k + 45) @ at(1.80, 0, DECK - 0.02)
        s.box((0.24, 0.22, 0.18), "white_foil", where @ at(z=0.09))
        for d in (-90, 0, 90):
            parts.thruster(s, 0.16, where @ at(z=0.12) @ turn(d) @ turn(80, "Y") @ at(z=0.08))
        parts.thruster(s, 0.16, where @ at(0.08, 0, 0) @ turn(168, "Y") @ at(z=0.02))
    return s


def deck():
    """What stands on the deck: the frame from which the hopper was let down, seismometer, telescope, boxes, reflector."""
    s = Shape()
    for x in (-1.30, -0.66):
        for y in (-1.22, -0.62):
            s.strut((x, y, DECK), (x * 0.99, y, DECK + 0.34), 0.020, "enamel", 8)
    s.tube([(-1.30, -1.22, DECK + 0.34), (-0.66, -1.22, DECK + 0.34), (-0.66, -0.62, DECK + 0.34), (-1.30, -0.62, DECK + 0.34), (-1.30, -1.22, DECK + 0.34), (-0.66, -1.22, DECK + 0.34)], 0.022, "enamel", 8)
    s.lathe([(0.24, 0), (0.26, 0.05), (0.21, 0.24), (0.0, 0.27)], "gold", 22, at(-0.98, -0.92, DECK), wrinkle=0.015)
    s.box((0.36, 0.30, 0.30), "silver", at(1.06, 0.92, DECK + 0.15) @ turn(12))
    s.box((0.26, 0.26, 0.18), "gold", at(0.40, 1.20, DECK + 0.10) @ turn(-8))
    s.box((0.22, 0.34, 0.22), "white_foil", at(-1.16, 0.40, DECK + 0.12))
    s.box((0.30, 0.20, 0.14), "grey", at(1.20, -0.40, DECK + 0.08))
    # Telescope on its fork.
    fork = at(-0.88, 1.02, DECK)
    s.cylinder(0.16, 0, 0.10, "grey", 18, fork)
    for y in (-0.13, 0.13):
        s.box((0.08, 0.04, 0.34), "enamel", fork @ at(0, y, 0.25), edge=0.01)
    tube = fork @ at(0, 0, 0.36) @ turn(58, "Y") @ turn(30)
    s.lathe([(0, -0.20), (0.095, -0.20), (0.10, -0.18), (0.10, 0.30), (0.09, 0.30), (0.085, -0.1), (0, -0.1)], "enamel", 20, tube)
    parts.reflector(s, 0.10, at(0.62, -1.20, DECK))
    parts.horn(s, 0.16, at(1.25, 1.20, DECK) @ turn(30, "X"))
    parts.horn(s, 0.16, at(-1.30, -0.30, DECK) @ turn(-35, "Y"))
    parts.whip(s, 0.6, at(1.34, -0.90, DECK))
    # Cables lie in straight runs between the boxes.
    for path in ([(0.86, -1.10), (0.86, 0.10), (0.55, 0.10), (0.55, 0.55)], [(-1.10, 0.32), (-0.50, 0.32), (-0.50, -0.10), (0.80, -0.10)],
                 [(1.06, 0.80), (0.70, 0.80), (0.70, 0.20)], [(-0.88, 0.86), (-0.45, 0.86), (-0.45, 0.36)], [(-0.66, -0.9), (-0.2, -0.9), (-0.2, -0.14)]):
        parts.harness(s, [(x, y, DECK + 0.016) for x, y in path], 0.012, "black")
    return s


def mast():
    s = Shape()
    s.cylinder(0.10, 0, 0.12, "grey", 18)
    s.tube([(0, 0, 0.12), (0, 0, 1.30)], 0.040, "enamel", 14)
    for z in (0.4, 0.8, 1.2):
        s.cylinder(0.052, z - 0.02, z + 0.02, "grey", 14)
    s.tube([(0.05, 0, 0.12), (0.055, 0, 0.7), (0.05, 0, 1.3)], 0.008, "black", 5)
    s.cylinder(0.075, 1.30, 1.42, "alu", 16)
    s.box((0.44, 0.14, 0.12), "white_foil", at(0, 0, 1.47), edge=0.015)
    for x in (-0.15, 0.15):
        parts.camera(s, 0.13, at(x, -0.12, 1.50) @ turn(90, "X"))
    s.box((0.10, 0.10, 0.10), "gold", at(0, 0.02, 1.58))
    return s


WHEEL = 0.16


def wheel():
    """About X: a rim of wire mesh with lugs, spokes of bent strips."""
    s = Shape()
    t = turn(90, "Y")
    for z in (-0.075, 0.0, 0.075):
        s.lathe([(WHEEL - 0.010, z - 0.012), (WHEEL, z - 0.010), (WHEEL, z + 0.010), (WHEEL - 0.010, z + 0.012), (WHEEL - 0.010, z - 0.012)], "alu", 20, t)
    s.lathe([(WHEEL - 0.008, -0.075), (WHEEL - 0.006, 0), (WHEEL - 0.008, 0.075)], "grey", 20, t)
    s.lathe([(WHEEL - 0.014, 0.075), (WHEEL - 0.012, 0), (WHEEL - 0.014, -0.075)], "grey", 20, t)
    for k in range(18):
        s.box((0.165, 0.006, 0.020), "alu", turn(20 * k, "X") @ at(0, 0, WHEEL + 0.004), edge=0)
    for k in range(6):
        a = turn(60 * k, "X")
        s.tube([a @ Vector((-0.05, 0, 0.03)), a @ Vector((-0.02, 0.03, 0.09)), a @ Vector((0, 0.01, WHEEL - 0.012))], 0.008, "titanium", 5)
        s.tube([a @ Vector((0.05, 0, 0.03)), a @ Vector((0.02, 0.03, 0.09)), a @ Vector((0, 0.01, WHEEL - 0.012))], 0.008, "titanium", 5)
    s.cylinder(0.042, -0.07, 0.07, "enamel", 14, t)
    return s


def rover_body():
    """The rover's box, its front towards -Y, the ground at 0."""
    s = Shape()
    z0, z1, w, l = 0.36, 0.72, 0.42, 0.56
    low = [Vector(p) for p in ((w - 0.07, -l + 0.08, z0), (w - 0.07, l - 0.08, z0), (-w + 0.07, l - 0.08, z0), (-w + 0.07, -l + 0.08, z0))]
    top = [Vector(p) for p in ((w, -l, z1), (w, l, z1), (-w, l, z1), (-w, -l, z1))]
    for k in range(4):
        n = (k + 1) % 4
        s.blanket([low[k], low[n], top[n], top[k]], "gold", 8, 5, 0.018, 0.022, 0.11)
        s.tube([low[k], top[k]], 0.012, "kapton", 6)
    s.add(low, [[3, 2, 1, 0]], "gold")
    s.box((2 * w + 0.02, 2 * l + 0.02, 0.03), "white_foil", at(z=z1 + 0.01), edge=0.006)
    s.merge(parts.panel(0.80, 0.66, 2, 2, cell=0.07, thick=0.018), at(0, -0.05, z1 + 0.045))
    s.box((0.30, 0.06, 0.16), "white_foil", at(0, -l + 0.02, 0.55))
    for x in (-0.12, 0.12):
        parts.camera(s, 0.075, facing((x, -l + 0.0, 0.50), (0, -1, -0.15)) @ at(z=0.05))
    s.mark("cn", 0.21, 0.14, facing((-w - 0.012, 0.1, 0.58), (-1, 0, -0.19)), 0.006)
    s.mark("cn", 0.21, 0.14, facing((w + 0.012, 0.1, 0.58), (1, 0, -0.19)), 0.006)
    s.tube([(0.34, 0.5, z1), (0.34, 0.5, z1 + 0.5)], 0.006, "enamel", 5)
    s.tube([(-0.34, 0.5, z1), (-0.40, 0.56, z1 + 0.42)], 0.006, "enamel", 5)
    # Rockers and bogies at both sides.
    for x in (-1, 1):
        p = x * (w + 0.045)
        s.cylinder(0.06, -0.05, 0.05, "enamel", 14, at(p, 0.02, 0.44) @ turn(90, "Y"))
        s.tube([(p, 0.0, 0.44), (p, -0.30, 0.40), (p, -0.50, 0.30), (p, -0.52, WHEEL)], 0.024, "enamel", 8)
        s.tube([(p, 0.04, 0.44), (p, 0.26, 0.34)], 0.024, "enamel", 8)
        s.cylinder(0.036, -0.035, 0.035, "grey", 12, at(p, 0.26, 0.34) @ turn(90, "Y"))
        s.tube([(p, 0.02, WHEEL), (p, 0.04, 0.27), (p, 0.26, 0.34), (p, 0.50, 0.27), (p, 0.52, WHEEL)], 0.020, "enamel", 8)
        for y in (-0.52, 0.02, 0.52):
            s.cylinder(0.032, -0.06, 0.06, "grey", 12, at(p, y, WHEEL) @ turn(90, "Y"))
            s.box((0.06, 0.05, 0.09), "enamel", at(p, y, WHEEL + 0.07), edge=0.01)
    return s


def rover_head():
    s = Shape()
    s.tube([(0, 0, 0), (0, 0, 0.52)], 0.024, "enamel", 12)
    s.cylinder(0.04, 0.50, 0.58, "grey", 14)
    s.box((0.32, 0.10, 0.10), "white_foil", at(0, 0, 0.63), edge=0.012)
    for x in (-0.11, 0.11):
        parts.camera(s, 0.085, at(x, -0.08, 0.63) @ turn(90, "X"))
    parts.dish(s, 0.14, at(0, 0.06, 0.74) @ turn(-38, "X"), sides=20)
    return s


def hopper_body():
    """Six sides, a ring of tanks in foil, four engines below, legs to crawl; the ground at 0."""
    s = Shape()
    r, z0, z1 = 0.46, 0.52, 0.92
    low, top = ring(6, r * 0.92, z0, 0), ring(6, r, z1, 0)
    for k in range(6):
        n = (k + 1) % 6
        s.blanket([low[k], low[n], top[n], top[k]], "silver" if k % 2 else "gold", 6, 6, 0.02, 0.026, 0.11)
        s.tube([low[k], top[k]], 0.014, "alu", 6)
    s.add(low, [list(range(6))[::-1]], "silver")
    s.prism([(p.x, p.y) for p in ring(6, r + 0.02, 0, 0)], z1, z1 + 0.03, "white_foil", edge=0.008)
    for k in range(6):
        cell = parts.panel(0.34, 0.34, 1, 2, cell=0.07, thick=0.015)
        face = turn(60 * k + 30)
        s.merge(cell, face @ Matrix.Translation((0.44, 0, z1 + 0.06)) @ turn(-90) @ turn(74, "X"))
    for k in range(3):
        s.sphere(0.15, "titanium", 18, 8, turn(120 * k + 30) @ at(0.24, 0, z0 - 0.02))
    for k in range(4):
        parts.bell(s, 0.022, 0.085, 0.16, turn(90 * k + 45) @ at(0.14, 0, z0 - 0.06), "bell", 20, 1, dome=False)
        where = turn(90 * k) @ at(0.40, 0, z1 + 0.06)
        parts.thruster(s, 0.08, where @ turn(80, "Y"))
    s.cylinder(0.10, z1 + 0.03, z1 + 0.16, "gold", 18)
    parts.camera(s, 0.09, at(0.0, -0.24, z1 + 0.13) @ turn(100, "X"))
    parts.whip(s, 0.36, at(0.2, 0.2, z1 + 0.03), 0.006)
    parts.horn(s, 0.10, at(-0.2, 0.16, z1 + 0.03) @ turn(-20, "Y"))
    s.mark("cn", 0.18, 0.12, facing((0, -0.425, 0.76), (0, -1, -0.08)), 0.006)
    # The drill and the analyser hang at one side.
    s.tube([(0.0, 0.47, 0.20), (0.0, 0.47, 0.86)], 0.02, "titanium", 10)
    s.box((0.14, 0.10, 0.20), "white_foil", at(0, 0.46, 0.74), edge=0.012)
    return s


def hopper_leg():
    """In the axes of its hip: X outward, the ground 0.66 below."""
    s = Shape()
    s.cylinder(0.045, -0.06, 0.06, "enamel", 14)
    s.box((0.10, 0.07, 0.09), "grey", at(0.06, 0, 0), edge=0.01)
    knee, foot = Vector((0.40, 0, 0.20)), Vector((0.62, 0, -0.60))
    s.tube([(0.08, 0, 0.01), knee], [0.034, 0.028], "enamel", 10)
    s.cylinder(0.042, -0.045, 0.045, "grey", 12, at(*knee) @ turn(90, "X"))
    s.tube([knee, knee.lerp(foot, 0.5), knee.lerp(foot, 0.5), foot], [0.028, 0.026, 0.018, 0.018], "alu", 10)
    s.tube([(0.1, 0.03, 0.03), knee + Vector((0, 0.035, 0.01)), knee.lerp(foot, 0.4) + Vector((0, 0.03, 0))], 0.006, "black", 5)
    parts.pad(s, 0.10, at(foot.x, 0, -0.66), "alu", 16)
    return s


def ramp():
    """The two rails, hinged at the origin, lying along -Y down to the ground."""
    s = Shape()
    for x in (-0.465, 0.465):
        s.box((0.18, 2.50, 0.03), "grey", at(x, -1.25, 0), edge=0.006)
        for e in (-0.09, 0.09):
            s.box((0.012, 2.50, 0.07), "alu", at(x + e, -1.25, 0.03), edge=0.003)
        for k in range(16):
            s.box((0.15, 0.02, 0.012), "alu", at(x, -0.12 - 0.155 * k, 0.02), edge=0)
    for y in (-0.15, -0.9, -1.65, -2.4):
        s.tube([(-0.465, y, -0.02), (0.465, y, -0.02)], 0.016, "alu", 8)
    return s


def build(craft):
    craft.node("lander", lander())
    craft.node("deck", deck())
    engine = Shape()
    parts.bell(engine, 0.12, 0.38, 0.52, at(z=LOW - 0.06), "bell", 40, 4, dome=False)
    craft.node("engine", engine)
    craft.node("mast", mast(), None, at(0.86, -1.16, DECK) @ turn(14))
    legs = parts.lander_leg((1.62, 1.86), (2.86, 0.10), (1.34, 0.98), 0.58, 0.068, 0.30)
    for k in range(4):
        made = craft.node(f"leg.{k + 1}", legs if k == 0 else "leg.1", None, turn(45 + 90 * k) @ at(1.62, 0, 1.86))
        craft.move(made, "legs", [(0, turn(50, "Y")), (5, turn(-3, "Y"))])
    # Upright wings: hinged at the deck's sides, panels stand one over the other.
    for k, sign in enumerate((1, -1)):
        front = Vector((sign * 0.20, -0.98, 0)).normalized()
        up = Vector((sign * 0.10, 0, 0.995)).normalized()
        across = up.cross(front).normalized()
        where = Matrix.Translation(Vector((sign * (HALF + 0.16), 0.25, DECK + 0.02))) @ Matrix((across, front.cross(across), front)).transposed().to_4x4()
        parts.wing(craft, f"wing.{k + 1}", where, 1.62, 1.10, 2, 2, 2, yoke=0.34, cell=0.09)
    rails = craft.node("ramp", ramp(), None, at(0, -HALF - 0.02, 1.02) @ turn(24, "X"))
    craft.move(rails, "ramp", [(0, turn(-112, "X")), (1, turn(-112, "X"))])
    rover = craft.node("rover", rover_body(), None, at(0.16, -4.75, 0) @ turn(-16))
    craft.move(rover, "wheels", [(0, at(0, 0.60, 0)), (1, at(0, 0.60, 0))])
    first = wheel()
    count = 0
    for x in (-1, 1):
        for y in (-0.52, 0.02, 0.52):
            count += 1
            made = craft.node(f"wheel.{count}", first if count == 1 else "wheel.1", rover, at(x * 0.535, y, WHEEL))
            craft.move(made, "wheels", [(0, turn(-150, "X")), (1, turn(-150, "X")), (3.5, turn(-75, "X"))])
    head = craft.node("rover.mast", rover_head(), rover, at(0.0, -0.44, 0.72))
    craft.move(head, "mast", [(0, turn(88, "X")), (3, turn(88, "X"))])
    side = parts.panel(0.70, 0.46, 2, 1, cell=0.07, thick=0.018)
    for k, sign in enumerate((1, -1)):
        up = Vector((0, 0, 1.0))
        out = Vector((sign * 0.42, 0, 0.91)).normalized()
        normal = Vector((sign * -0.91, 0, 0.42)).normalized() if k else Vector((sign * 0.91, 0, -0.42)).normalized()
        made = craft.node(f"rover.array.{k + 1}", side if k == 0 else "rover.array.1", rover,
                          Matrix.Translation(Vector((sign * 0.43, 0.14, 0.75))) @ Matrix((out.cross(normal), out, normal)).transposed().to_4x4())
        craft.move(made, "arrays", [(0, turn(-60, "X")), (4, turn(-60, "X"))])
    hopper = craft.node("hopper", hopper_body(), None, at(-2.75, -2.75, 0) @ turn(28))
    limb = hopper_leg()
    for k in range(6):
        made = craft.node(f"hopper.leg.{k + 1}", limb if k == 0 else "hopper.leg.1", hopper, turn(60 * k) @ at(0.47, 0, 0.66))
        craft.move(made, "legs", [(0, turn(-40, "Y")), (5, turn(-40, "Y"))])
    stand = Shape()
    stand.cylinder(0.09, 0, 0.12, "grey", 18)
    stand.tube([(0, 0, 0.1), (0, 0, 0.62)], 0.035, "enamel", 12)
    stand.box((0.16, 0.14, 0.16), "white_foil", at(z=0.68), edge=0.015)
    base = craft.node("dish.mount", stand, None, at(0.55, 0.62, DECK))
    plate = Shape()
    parts.dish(plate, 0.42, at(z=0.10))
    plate.cylinder(0.06, -0.08, 0.08, "grey", 12)
    made = craft.node("dish", plate, base, at(z=0.72) @ turn(62, "X"))
    craft.move(made, "dish", [(0, turn(-62, "X")), (3, turn(-30, "X"))])


kit.main(build, "chang-e-7")
