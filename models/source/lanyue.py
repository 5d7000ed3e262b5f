"""Lanyue, China's crewed lander, as it would stand on the Moon: a wide lower stage with four engines side by side and four
long legs, a cabin with two windows over a hatch, porch and ladder, ball tanks in foil at its sides, wings held high, the
docking port on top, the rover folded at one flank.

Published: nearly 26 t with its propulsion stage (which does not land), two people, four legs, a ladder on one of them, a rover
of 200 kg at its side; no size. By eye: everything, after pictures of the test model of 2025."""
import sys
from math import atan2, cos, degrees, hypot, pi, radians, sin
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

LOW, DECK = 1.55, 3.05  # of the lower stage
WIDE, CUT = 1.95, 1.10
ROOF = 6.05


def outline(grow=0.0):
    w, c = WIDE + grow, CUT + grow * 0.4
    return [Vector(p) for p in ((w, -c, 0), (w, c, 0), (c, w, 0), (-c, w, 0), (-w, c, 0), (-w, -c, 0), (-c, -w, 0), (c, -w, 0))]


def stage():
    s = Shape()
    rim = outline()
    up = Vector((0, 0, DECK - 0.12 - LOW))
    for k in range(8):
        n = (k + 1) % 8
        a, b = rim[k] + Vector((0, 0, LOW)), rim[n] + Vector((0, 0, LOW))
        if k % 2 == 0:
            for j in range(3):
                for i in range(2):
                    p, q = a.lerp(b, j / 3) + up * (i / 2), a.lerp(b, (j + 1) / 3) + up * (i / 2)
                    what = "white_foil" if i else "gold"
                    s.blanket([p, q, q + up / 2, p + up / 2], what, 6, 6, 0.035, 0.045 if what == "gold" else 0.03, 0.24, buttons=0.50)
            for j in range(4):
                s.tube([a.lerp(b, j / 3), a.lerp(b, j / 3) + up], 0.016, "enamel", 6)
            s.tube([a + up / 2, b + up / 2], 0.020, "enamel", 6)
        else:
            for i in range(2):
                s.blanket([a + up * (i / 2), b + up * (i / 2), b + up * ((i + 1) / 2), a + up * ((i + 1) / 2)], "amber", 7, 6, 0.03, 0.045, 0.24)
            for p in (a, b):
                s.tube([p, p + up], 0.034, "enamel", 8)
    for z, grow, r in ((LOW, 0.01, 0.04), (DECK - 0.12, 0.02, 0.035), (DECK, 0.02, 0.03)):
        edge = outline(grow)
        s.tube([p + Vector((0, 0, z)) for p in edge + edge[:2]], r, "enamel", 8)
    s.prism([(p.x, p.y) for p in outline(0.01)], DECK - 0.11, DECK, "white_foil", edge=0.02, bottom=False)
    s.add([p + Vector((0, 0, LOW)) for p in rim], [list(range(8))[::-1]], "silver")
    # Domes of four tanks below the floor, plumbing to the engines, a heat shield around them.
    for k in range(4):
        s.sphere(0.62, "gold", 26, 8, turn(90 * k + 45) @ at(1.42, 0, LOW + 0.28), low=-90, high=-15)
        s.tube([turn(90 * k) @ Vector((1.5, 0, LOW - 0.02)), turn(90 * k) @ Vector((1.2, 0.1, LOW - 0.14)), turn(90 * k) @ Vector((0.8, 0.3, LOW - 0.10))], 0.035, "alu", 8)
    s.prism([(p.x, p.y) for p in ring(8, 1.10, 0, 22.5)], LOW - 0.20, LOW, "black_foil", edge=0.04, top=False)
    # Boxes, radar plates, lamps, cameras of the lower stage; radiators behind; the rover folded at the left flank.
    for x in (-1, 1):
        parts.lamp(s, 0.09, facing((x * 0.98, -WIDE, LOW + 0.16), (0, -1, -0.35)) @ at(z=0.07))
        parts.camera(s, 0.18, facing((x * 1.5, -1.55, DECK - 0.20), (x, -1, -0.4)) @ at(z=0.14))
        s.box((0.66, 0.56, 0.09), "enamel", facing((x * 0.8, -1.62, LOW - 0.08), (x * 0.2, -0.35, -1)))
        s.box((0.60, 0.95, 0.05), "radiator", facing((x * 0.62, WIDE + 0.02, 2.24), (0, 1, 0)) @ at(z=0.06), edge=0.01)
        s.box((0.66, 1.01, 0.03), "grey", facing((x * 0.62, WIDE + 0.02, 2.24), (0, 1, 0)) @ at(z=0.04), edge=0.008)
    s.box((0.7, 0.5, 0.26), "silver", facing((WIDE, 0.5, 1.95), (1, 0, 0)) @ at(z=0.10))
    s.box((0.5, 0.7, 0.22), "white_foil", facing((WIDE, -0.55, 2.0), (1, 0, 0)) @ at(z=0.08))
    s.mark("cn", 0.90, 0.60, facing((0.66, -WIDE - 0.055, 2.62), (0, -1, 0)), 0.012)
    s.mark("lanyue", 0.80, 0.24, facing((-0.66, -WIDE - 0.075, 2.62), (0, -1, 0)), 0.01)
    for k in range(4):
        where = turn(90 * k + 45) @ at(2.24, 0, DECK - 0.10)
        s.box((0.34, 0.34, 0.28), "white_foil", where @ at(z=0.14))
        for d in (-90, 0, 90):
            parts.thruster(s, 0.24, where @ at(z=0.18) @ turn(d) @ turn(80, "Y") @ at(z=0.12))
        for y in (-0.1, 0.1):
            parts.thruster(s, 0.24, where @ at(0.10, y, 0) @ turn(172, "Y") @ at(z=0.02))
    return s


def rover():
    """Folded flat against the left flank on its rack."""
    s = Shape()
    s.box((1.5, 1.25, 0.10), "grey", at(0, 0, 0.10), edge=0.02)
    s.box((1.3, 0.42, 0.22), "white_foil", at(0, -0.30, 0.24), edge=0.03)
    s.box((0.9, 0.36, 0.16), "gold", at(0.1, 0.34, 0.22), edge=0.03)
    for x in (-0.62, 0.62):
        for y in (-0.56, 0.56):
            t = at(x, y, 0.30) @ turn(90 if y > 0 else 90, "X")
            s.lathe([(0.20, -0.11), (0.27, -0.10), (0.29, -0.05), (0.29, 0.05), (0.27, 0.10), (0.20, 0.11)], "grey", 22, t)
            s.lathe([(0.0, -0.06), (0.20, -0.08)][::-1], "alu", 22, t)
            s.lathe([(0.20, 0.08), (0.0, 0.06)], "alu", 22, t)
            s.cylinder(0.06, -0.12, 0.12, "enamel", 12, t)
            for k in range(10):
                s.box((0.05, 0.016, 0.21), "alu", t @ turn(36 * k) @ at(0.292, 0, 0), edge=0)
    for x in (-0.34, 0.34):  # two seats folded
        s.box((0.44, 0.06, 0.46), "black", at(x, 0.02, 0.42) @ turn(78, "X"), edge=0.02)
        s.tube([(x - 0.2, -0.12, 0.34), (x - 0.2, 0.22, 0.44)], 0.018, "alu", 6)
        s.tube([(x + 0.2, -0.12, 0.34), (x + 0.2, 0.22, 0.44)], 0.018, "alu", 6)
    for x in (-0.5, 0.5):
        s.strut((x, -0.62, 0.0), (x, -0.62, 0.30), 0.022, "alu", 6)
        s.strut((x, 0.62, 0.0), (x, 0.62, 0.30), 0.022, "alu", 6)
    parts.dish(s, 0.20, at(0.0, 0.52, 0.40), sides=20)
    return s


def engines():
    s = Shape()
    for k in range(4):
        parts.bell(s, 0.12, 0.42, 0.80, turn(90 * k + 45) @ at(0.62, 0, LOW - 0.18), "bell", 28, 3, dome=False)
    return s


def cabin():
    s = Shape()
    # An upright body of ten sides, narrower towards the roof, white blankets in bands; its front face is flat and leans.
    def sides(z, r, flat):
        pts = []
        for k in range(10):
            a = radians(-90 + 18 + 36 * k)
            pts.append(Vector((r * cos(a), max(r * sin(a), -flat), z)))
        return pts
    levels = [(DECK + 0.02, 1.42, 1.26), (DECK + 0.75, 1.56, 1.36), (4.75, 1.56, 1.30), (5.35, 1.36, 1.06), (5.72, 0.98, 0.82)]
    bands = ["gold", "white_foil", "white_foil", "white_foil"]
    for (z0, r0, f0), (z1, r1, f1), what in zip(levels, levels[1:], bands):
        lower, upper = sides(z0, r0, f0), sides(z1, r1, f1)
        for k in range(10):
            n = (k + 1) % 10
            s.blanket([lower[k], lower[n], upper[n], upper[k]], what, 5, 6 if z1 - z0 > 0.9 else 4, 0.03, 0.024, 0.28, buttons=0.62 if what == "white_foil" else 0)
            s.tube([lower[k], upper[k]], 0.014, "enamel", 6)
        s.tube(upper + upper[:2], 0.018, "alu", 6)
    top = sides(5.72, 0.98, 0.82)
    s.add(top, [list(range(10))], "white_foil")
    # Docking port with ring, petals, hatch.
    s.lathe([(0.86, 5.70), (0.80, 5.78), (0.62, 5.80), (0.62, ROOF - 0.12)], "white_foil", 40)
    s.lathe([(0.60, ROOF - 0.16), (0.68, ROOF - 0.14), (0.68, ROOF - 0.05), (0.62, ROOF), (0.56, ROOF), (0.52, ROOF - 0.03), (0.52, ROOF - 0.16), (0, ROOF - 0.16)], "alu", 40)
    for k in range(3):
        a = turn(120 * k + 30)
        quad = [a @ Vector(p) for p in ((0.55, -0.2, ROOF - 0.02), (0.55, 0.2, ROOF - 0.02), (0.46, 0.09, ROOF + 0.14), (0.46, -0.09, ROOF + 0.14))]
        s.add(quad, [[0, 1, 2, 3]], "grey")
        s.add([p - a.to_3x3() @ Vector((0.012, 0, 0)) for p in quad], [[3, 2, 1, 0]], "grey")
        s.box((0.10, 0.14, 0.08), "titanium", turn(120 * k + 90) @ at(0.64, 0, ROOF - 0.02))
    s.mark("target", 0.22, 0.22, at(0, 0, ROOF - 0.155))
    # Front: hatch on the porch's height, two windows above it, each three-cornered towards the middle.
    front = lambda x, z, out=0.0: facing((x, -1.36 - 0.02 - out + 0.06 * max(0, (z - 3.8) / 0.95), z), (0, -1, 0.06))
    hatch = front(0, 3.92)
    s.box((0.92, 1.12, 0.10), "grey", hatch, edge=0.04)
    s.box((0.80, 1.00, 0.12), "enamel", hatch @ at(z=0.015), edge=0.10)
    s.cylinder(0.10, 0.06, 0.09, "glass", 20, hatch @ at(0, 0.26, 0))
    s.lathe([(0.14, 0.06), (0.15, 0.085), (0.10, 0.09)], "alu", 20, hatch @ at(0, 0.26, 0))
    s.cylinder(0.08, 0.07, 0.13, "titanium", 14, hatch @ at(0.0, -0.18, 0))
    for k in range(3):
        s.tube([hatch @ turn(120 * k + 30) @ Vector((0, 0, 0.115)) + hatch.to_3x3() @ Vector((0, -0.18, 0)), hatch @ turn(120 * k + 30) @ Vector((0.16, 0, 0.115)) + hatch.to_3x3() @ Vector((0, -0.18, 0))], 0.014, "titanium", 6)
    for x in (-0.54, 0.54):
        parts.grip(s, hatch @ Vector((x, -0.45, 0.02)), hatch @ Vector((x, 0.45, 0.02)), hatch.to_3x3() @ Vector((0, 0, 0.10)), 0.018)
    lean = Vector((0, -1.0, 0.36)).normalized()
    for sign in (-1, 1):
        face = facing((sign * 0.40, -1.215, 5.02), lean)
        frame = [(-0.30 * sign, -0.22), (0.20 * sign, -0.22), (0.26 * sign, 0.20), (-0.06 * sign, 0.20)]
        for grow, z, what in ((1.30, 0.05, "grey"), (1.0, 0.066, "glass")):
            points = [(x * grow, y * grow) for x, y in frame]
            if sign < 0:
                points = points[::-1]
            s.prism(points, 0.0, z, what, face, edge=0.012, bottom=False)
    s.box((0.34, 0.20, 0.14), "white_foil", facing((0, -1.16, 5.22), lean) @ at(z=0.05))
    parts.lamp(s, 0.07, front(-0.72, 4.55, 0.04))
    parts.lamp(s, 0.07, front(0.72, 4.55, 0.04))
    parts.camera(s, 0.13, front(0, 4.66, 0.08))
    # Ball tanks in foil at the sides and behind, held by struts.
    for a, r, what in ((22, 0.60, "gold"), (158, 0.60, "gold"), (62, 0.50, "silver"), (118, 0.50, "silver")):
        place = turn(a) @ at(1.72, 0, DECK + 0.72)
        s.lathe([(0 if abs(d) == 90 else r * cos(radians(d)), r * sin(radians(d))) for d in range(-90, 91, 15)], what, 28, place, wrinkle=0.03, grain=0.2)
        s.lathe([(r * 0.99, -0.04), (r * 1.05, -0.03), (r * 1.05, 0.03), (r * 0.99, 0.04)], "enamel", 28, place)
        for sy in (-1, 1):
            s.strut(place @ Vector((0, sy * r * 0.9, 0)), place @ Vector((0.1, sy * r * 1.0, -0.70)), 0.028, "alu", 8)
            s.strut(place @ Vector((0, sy * r * 0.9, 0)), place @ Vector((-0.30, sy * r * 0.8, -0.70)), 0.022, "alu", 8)
        s.tube([place @ Vector((0, 0, r)), place @ Vector((-0.05, 0, r + 0.12)), place @ Vector((-0.3, 0, r + 0.14))], 0.025, "alu", 8)
    # Thrusters of the ascent, high at four corners.
    for a in (-50, 50, 130, 230):
        where = turn(a) @ at(1.50, 0, 4.85)
        s.box((0.20, 0.36, 0.30), "white_foil", where @ at(0.02, 0, 0), edge=0.03)
        for y in (-0.12, 0.12):
            parts.thruster(s, 0.20, where @ at(0.08, y, 0.04) @ turn(90 if y > 0 else -90) @ turn(80, "Y") @ at(z=0.04))
        parts.thruster(s, 0.20, where @ at(0.12, 0, 0.10) @ turn(20, "Y") @ at(z=0.04))
        parts.thruster(s, 0.20, where @ at(0.12, 0, -0.10) @ turn(160, "Y") @ at(z=0.04))
    # On the roof: trackers, antennas, reflector, handrails, boxes.
    parts.tracker(s, 0.24, at(-0.62, 0.48, 5.66) @ turn(-30, "Y"))
    parts.tracker(s, 0.24, at(-0.38, 0.72, 5.66) @ turn(-34, "X"))
    parts.whip(s, 0.75, at(0.72, -0.40, 5.62), 0.012)
    parts.whip(s, 0.55, at(-0.78, -0.20, 5.60), 0.012)
    parts.horn(s, 0.22, at(0.40, 0.74, 5.66) @ turn(-35, "X"))
    s.box((0.34, 0.28, 0.20), "silver", at(0.72, 0.30, 5.72) @ turn(22))
    for k in range(5):
        a, b = turn(36 * k - 54 + 180 * (k > 2)) @ Vector((1.42, 0, 5.30)), turn(36 * k - 34 + 180 * (k > 2)) @ Vector((1.42, 0, 5.30))
        parts.grip(s, a * 0.98, b * 0.98, (a + b).normalized() * 0.12, 0.016)
    s.box((0.55, 0.9, 0.10), "radiator", facing((0, 1.55, 4.3), (0, 1, 0)) @ at(z=0.03), edge=0.015)
    s.mark("china", 1.30, 0.13, facing((0, -1.375, 4.60), (0, -1, 0.06)) @ at(z=0.06), 0.01)
    return s


def porch():
    """A platform before the hatch with rails, and the ladder down the front leg's place."""
    s = Shape()
    s.box((1.24, 0.86, 0.06), "grey", at(0, -1.72, 3.28), edge=0.015)
    for k in range(9):
        s.box((1.16, 0.02, 0.02), "alu", at(0, -1.36 - 0.09 * k, 3.32), edge=0)
    for x in (-0.60, 0.60):
        parts.railing(s, [(x, -1.36, 3.30), (x, -1.76, 3.30), (x, -2.12, 3.30)], 0.95, r=0.020)
        s.strut((x * 0.9, -2.05, 3.26), (x * 0.9, -1.42, 2.98), 0.03, "alu", 8)
    parts.ladder(s, (0, -3.56, 0.62), (0, -2.12, 3.30), 0.50, 0.30, (0, -1, 0.5), "enamel", 0.024)
    for x in (-0.25, 0.25):
        s.tube([(x, -2.12, 3.30), (x, -2.16, 3.75), (x * 2.4, -2.12, 4.20)], 0.020, "enamel", 8)
        s.strut((x, -2.62, 2.36), (x, -1.98, 2.30), 0.022, "alu", 6)
        s.strut((x, -3.0, 1.66), (x, -1.96, 1.66), 0.022, "alu", 6)
    s.mark("caution", 1.1, 0.05, facing((0, -2.155, 3.28), (0, -1, 0)))
    return s


def build(craft):
    craft.node("stage", stage())
    craft.node("engines", engines())
    craft.node("cabin", cabin())
    craft.node("porch", porch())
    craft.node("rover", rover(), None, facing((-WIDE - 0.02, 0, 2.28), (-1, 0, 0)))
    legs = parts.lander_leg((2.20, 2.62), (4.30, 0.17), (1.92, 1.62), 0.95, 0.105, 0.48, wrap="white_foil", side_wrap="gold")
    for k in range(4):
        made = craft.node(f"leg.{k + 1}", legs if k == 0 else "leg.1", None, turn(45 + 90 * k) @ at(2.20, 0, 2.62))
        craft.move(made, "legs", [(0, turn(46, "Y")), (5, turn(-3, "Y"))])
    for k, sign in enumerate((1, -1)):
        out = Vector((sign, 0, 0))
        up = Vector((0, -0.50, 0.866))
        arm = Shape()
        where = Matrix.Translation(Vector((sign * 1.52, 0.30, 4.95))) @ Matrix((out.cross(up), out, up)).transposed().to_4x4()
        parts.wing(craft, f"wing.{k + 1}", where, 1.75, 1.55, 3, 2, 2, yoke=0.85, cell=0.11, thick=0.03)
    stand = Shape()
    stand.cylinder(0.09, 0, 0.12, "grey", 16)
    stand.tube([(0, 0, 0.1), (0, 0, 0.55)], 0.04, "enamel", 12)
    stand.box((0.18, 0.16, 0.18), "white_foil", at(z=0.60), edge=0.02)
    base = craft.node("dish.mount", stand, None, at(0.30, 1.02, 5.40))
    plate = Shape()
    parts.dish(plate, 0.50, at(z=0.12))
    plate.cylinder(0.07, -0.10, 0.10, "grey", 12)
    made = craft.node("dish", plate, base, at(z=0.66) @ turn(52, "X") @ turn(-20, "Y"))
    craft.move(made, "dish", [(0, turn(-52, "X")), (3, turn(-20, "X"))])
    flag = Shape()
    parts.flagstaff(flag, "cn", at(0, 0, 0), 0.9, 2 / 3, 1.9)
    craft.node("flag", flag, None, at(2.05, -3.9, 0))


kit.main(build, "lanyue", small=0.3)
