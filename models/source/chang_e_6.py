"""Chang'e 6 as it stood in Apollo basin: an eight-sided lander in gold foil on four legs, two wings at its sides, the drill's
mast and the arm at its front, and on its deck, over a ring of struts, the ascender with ball tanks in silver foil.

Published: masses, no size. By eye: everything, after photographs of Chang'e 5 and 6, at about 4 m tall."""
import sys
from math import cos, pi, radians, sin
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

LOW, DECK = 0.98, 2.32  # of the lander's body
WIDE, CUT = 1.26, 0.74  # half its width; half the length of its long sides


def outline(grow=0.0):
    w, c = WIDE + grow, CUT + grow * 0.4
    return [Vector(p) for p in ((w, -c, 0), (w, c, 0), (c, w, 0), (-c, w, 0), (-w, c, 0), (-w, -c, 0), (-c, -w, 0), (c, -w, 0))]


def lander():
    s = Shape()
    lower, upper = outline(-0.10), outline()
    for k in range(8):
        n = (k + 1) % 8
        a, b = lower[k] + Vector((0, 0, LOW)), lower[n] + Vector((0, 0, LOW))
        d, c = upper[k] + Vector((0, 0, DECK - 0.10)), upper[n] + Vector((0, 0, DECK - 0.10))
        middle, m2 = a.lerp(d, 0.52), b.lerp(c, 0.52)
        if k % 2 == 0:
            h0, h1, h2 = a.lerp(b, 0.5), middle.lerp(m2, 0.5), d.lerp(c, 0.5)
            for quad in ((a, h0, h1, middle), (h0, b, m2, h1), (middle, h1, h2, d), (h1, m2, c, h2)):
                s.blanket(quad, "gold", 6, 6, 0.030, 0.045, 0.20, buttons=0.33)
            s.tube([h0 * 1.002, h2 * 1.002], 0.012, "kapton", 6)
        else:
            s.blanket([a, b, c, d], "amber", 5, 8, 0.025, 0.04, 0.2, buttons=0.4)
        s.tube([a, d], 0.020, "kapton", 6)
        s.tube([middle, m2], 0.012, "kapton", 6)
    # Frames above and below, the deck with its insulation, the floor.
    for z, grow in ((LOW, -0.09), (DECK - 0.10, 0.02), (DECK, 0.02)):
        rim = outline(grow)
        s.tube([p + Vector((0, 0, z)) for p in rim + rim[:2]], 0.026 if z < 2.3 else 0.020, "alu", 8)
    deck = outline(0.01)
    s.prism([(p.x, p.y) for p in deck], DECK - 0.09, DECK, "white_foil", edge=0.015, bottom=False)
    for k in range(4):
        for sx, sy in ((0.86, 0.30), (0.86, -0.30)):
            p = turn(90 * k) @ Vector((sx, sy, DECK + 0.004))
            quad = [turn(90 * k) @ Vector((sx + x * 0.25, sy + y * 0.25, DECK + 0.004)) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            s.blanket(quad, "gold" if (k + (sy > 0)) % 3 else "silver", 4, 4, 0.03, 0.035, 0.15)
    floor = [p + Vector((0, 0, LOW)) for p in outline(-0.10)]
    s.add(floor, [list(range(8))[::-1]], "silver")
    s.lathe([(0.50, LOW - 0.16), (0.66, LOW)], "black_foil", 28)
    s.cap(0.5, LOW - 0.16, "black_foil", 28, down=True)
    for k in range(4):  # small tanks hang beneath, in foil
        s.sphere(0.24, "silver", 18, 8, turn(90 * k) @ at(0.84, 0.0, LOW - 0.04))
    # Radiators of mirrors on two sides, standing off; vents, boxes, cameras, plates on the walls.
    for sx in (-1, 1):
        for y in (-0.36, 0.36):
            face = facing((sx * (WIDE - 0.02), y, 1.90), (sx, 0, 0.07))
            s.box((0.52, 0.52, 0.04), "radiator", face @ at(z=0.05), edge=0.008)
            s.box((0.57, 0.57, 0.03), "grey", face @ at(z=0.03), edge=0.006)
        s.box((0.30, 0.22, 0.16), "silver", facing((sx * (WIDE - 0.03), 0.25, 1.22), (sx, 0, 0.07)) @ at(z=0.06))
        s.box((0.24, 0.30, 0.12), "white_foil", facing((sx * (WIDE - 0.03), -0.4, 1.2), (sx, 0, 0.07)) @ at(z=0.05))
        parts.camera(s, 0.12, facing((sx * 1.04, -1.06, DECK - 0.12), (sx, -1, -0.35)) @ at(z=0.08))
        parts.lamp(s, 0.055, facing((sx * 0.62, -WIDE, 1.12), (0, -1, -0.4)) @ at(z=0.05))
    s.mark("china", 0.92, 0.092, facing((0.0, WIDE + 0.06, 2.06), (0, 1, 0.07)), 0.01)
    # Flat plate antennas of the landing radar beneath, at a slant; level sensors.
    s.box((0.46, 0.40, 0.08), "enamel", facing((0.5, -0.92, LOW - 0.06), (0.3, -0.4, -1)))
    s.box((0.40, 0.34, 0.08), "enamel", facing((-0.56, -0.86, LOW - 0.06), (-0.3, -0.35, -1)))
    s.cylinder(0.08, 0, 0.14, "black", 14, facing((0.0, -0.92, LOW - 0.02), (0, -0.2, -1)))
    # On the deck: thruster quads at the corners, harness, a laser reflector, the radon detector's box, the ion analyser.
    for k in range(4):
        where = turn(90 * k + 45) @ at(1.30, 0, DECK + 0.02)
        s.box((0.20, 0.20, 0.16), "white_foil", where @ at(z=0.08))
        for d in (-90, 0, 90):
            parts.thruster(s, 0.15, where @ at(z=0.11) @ turn(d) @ turn(78, "Y") @ at(z=0.07))
        parts.thruster(s, 0.15, where @ at(0.06, 0, 0.0) @ turn(165, "Y") @ at(z=0.02))
    parts.reflector(s, 0.09, at(-0.98, -0.62, DECK + 0.01))
    s.box((0.24, 0.18, 0.20), "silver", at(0.98, 0.56, DECK + 0.11) @ turn(20))
    s.box((0.16, 0.16, 0.16), "gold", at(0.62, 1.00, DECK + 0.09))
    s.cylinder(0.05, DECK + 0.15, DECK + 0.28, "alu", 12, at(0.62, 1.0, 0))
    parts.whip(s, 0.55, at(-1.0, 0.78, DECK))
    parts.horn(s, 0.14, at(0.9, -0.95, DECK) @ turn(50, "X"))
    parts.horn(s, 0.14, at(-0.9, 0.98, DECK) @ turn(-40, "X"))
    for k in range(6):
        a = turn(60 * k + 17)
        parts.harness(s, [a @ Vector((0.62, 0, DECK + 0.02)), a @ Vector((0.85, 0.06, DECK + 0.03)), a @ Vector((1.02, -0.05, DECK + 0.03)), a @ Vector((1.16, 0.08, DECK + 0.02))], 0.013, "kapton" if k % 2 else "black")
    # Ring of struts that carries the ascender.
    foot, head = ring(8, 0.92, DECK + 0.01, 22.5), ring(8, 0.74, DECK + 0.42, 0)
    for k in range(8):
        s.strut(foot[k], head[k], 0.022, "enamel", 8)
        s.strut(foot[k], head[(k + 1) % 8], 0.022, "enamel", 8)
        s.box((0.10, 0.10, 0.05), "alu", at(foot[k].x, foot[k].y, DECK + 0.015) @ turn(22.5 + 45 * k), edge=0.01)
    s.lathe([(0.68, DECK + 0.40), (0.78, DECK + 0.40), (0.78, DECK + 0.46), (0.68, DECK + 0.46)], "alu", 40)
    # The cone that spreads the ascender's flame.
    s.lathe([(0.60, DECK + 0.01), (0.34, DECK + 0.07), (0.12, DECK + 0.22), (0, DECK + 0.27)], "titanium", 32)
    return s


def drill():
    """The drill's mast before the front wall."""
    s = Shape()
    for x in (-0.11, 0.11):
        s.tube([(x, 0, 0.52), (x, 0, 3.02)], 0.022, "alu", 8)
    for k in range(8):
        z = 0.62 + 0.32 * k
        s.tube([(-0.11, 0, z), (0.11, 0, z + (0.32 if k % 2 else 0))], 0.010, "alu", 6)
        s.tube([(-0.11, 0, z), (0.11, 0, z)], 0.010, "alu", 6)
    s.tube([(0, -0.06, 0.40), (0, -0.06, 2.95)], 0.030, "titanium", 12)
    s.box((0.30, 0.20, 0.34), "white_foil", at(0, -0.05, 2.42), edge=0.03)
    s.cylinder(0.085, 2.60, 2.84, "grey", 16, at(0, -0.06, 0))
    s.box((0.30, 0.14, 0.10), "alu", at(0, 0, 3.04), edge=0.02)
    s.lathe([(0.035, 0.30), (0.060, 0.40), (0.060, 0.50), (0.035, 0.55)], "enamel", 14, at(0, -0.06, 0))
    s.box((0.28, 0.22, 0.12), "grey", at(0, 0.03, 0.55), edge=0.02)
    for z in (1.10, 2.20):
        for x in (-0.11, 0.11):
            s.strut((x, 0, z), (x * 2.2, 0.32, z), 0.016, "alu", 6)
    # The hose of the core, wound to the ascender's lid.
    s.tube([(0, -0.06, 2.86), (0.03, -0.03, 3.2), (0.05, 0.20, 3.42), (0.05, 0.55, 3.46)], 0.030, "white_foil", 10)
    return s


def ascender():
    s = Shape()
    z0, z1, half, cut = 2.80, 3.78, 0.82, 0.50
    sides = [Vector(p) for p in ((half, -cut, 0), (half, cut, 0), (cut, half, 0), (-cut, half, 0), (-half, cut, 0), (-half, -cut, 0), (-cut, -half, 0), (cut, -half, 0))]
    for k in range(8):
        n = (k + 1) % 8
        a, b = sides[k] + Vector((0, 0, z0)), sides[n] + Vector((0, 0, z0))
        if k % 2 == 0:
            s.blanket([a, b, b + Vector((0, 0, z1 - z0)), a + Vector((0, 0, z1 - z0))], "silver", 8, 8, 0.035, 0.05, 0.18, buttons=0.3)
        else:  # bays of the tanks: a wall set back
            a2, b2 = a * 0.72 + Vector((0, 0, z0 * 0.28)), b * 0.72 + Vector((0, 0, z0 * 0.28))
            s.blanket([a2, b2, b2 + Vector((0, 0, z1 - z0)), a2 + Vector((0, 0, z1 - z0))], "gold", 4, 6, 0.02, 0.04, 0.18)
            for p, q in ((a, a2), (b2, b)):
                s.add([p, q, q + Vector((0, 0, z1 - z0)), p + Vector((0, 0, z1 - z0))], [[0, 1, 2, 3]], "silver")
        for p in (a, b):
            s.tube([p, p + Vector((0, 0, z1 - z0))], 0.018, "alu", 6)
    for z in (z0, z1):
        s.prism([(p.x, p.y) for p in sides], z - 0.03, z + 0.03, "alu", edge=0.01)
    for k in range(4):
        parts.tank(s, 0.345, turn(90 * k + 45) @ at(0.74, 0, 3.24), "titanium")
        for z in (2.92, 3.56):
            s.strut(turn(90 * k + 45) @ Vector((0.50, 0.12, z)), turn(90 * k + 45) @ Vector((0.70, 0.30, z + (0.1 if z < 3 else -0.1))), 0.014, "alu", 6)
            s.strut(turn(90 * k + 45) @ Vector((0.50, -0.12, z)), turn(90 * k + 45) @ Vector((0.70, -0.30, z + (0.1 if z < 3 else -0.1))), 0.014, "alu", 6)
    parts.bell(s, 0.07, 0.27, 0.46, at(z=2.80), "bell", 28, 3)
    # Upper deck: gold collar, the sample canister's dock with three claws' catches, trackers, antennas, thrusters.
    s.lathe([(0.60, z1 + 0.03), (0.60, z1 + 0.17), (0.56, z1 + 0.20)], "gold", 36, wrinkle=0.02, grain=0.12)
    s.lathe([(0.56, z1 + 0.20), (0.40, z1 + 0.21), (0.36, z1 + 0.21)], "white_foil", 36)
    s.lathe([(0.37, z1 + 0.15), (0.37, z1 + 0.30), (0.33, z1 + 0.32), (0.29, z1 + 0.32), (0.29, z1 + 0.22), (0, z1 + 0.22)], "alu", 32)
    for k in range(3):
        where = turn(120 * k + 90)
        s.box((0.16, 0.08, 0.20), "titanium", where @ at(0.50, 0, z1 + 0.27), edge=0.015)
        s.tube([where @ Vector((0.44, 0, z1 + 0.35)), where @ Vector((0.56, 0, z1 + 0.35))], 0.022, "enamel", 8)
    s.mark("target", 0.15, 0.15, at(0, 0, z1 + 0.225))
    parts.tracker(s, 0.17, at(0.66, 0.16, z1 + 0.02) @ turn(34, "Y"))
    parts.tracker(s, 0.17, at(0.64, -0.18, z1 + 0.02) @ turn(34, "Y") @ turn(16, "X"))
    parts.camera(s, 0.13, at(-0.62, -0.30, z1 + 0.14) @ turn(30, "X"))
    parts.whip(s, 0.34, at(-0.70, 0.24, z1 + 0.02))
    parts.horn(s, 0.14, at(-0.30, 0.70, z1 + 0.02) @ turn(-35, "X"))
    parts.horn(s, 0.14, at(0.32, -0.72, z1 + 0.02) @ turn(35, "X"))
    for k in range(4):
        where = turn(90 * k) @ at(0.80, 0, z1 - 0.10)
        s.box((0.14, 0.30, 0.14), "white_foil", where @ at(0.05, 0, 0), edge=0.02)
        for y in (-0.12, 0.12):
            parts.thruster(s, 0.11, where @ at(0.08, y, 0) @ turn(90 if y > 0 else -90) @ turn(72, "Y") @ at(z=0.03))
        parts.thruster(s, 0.12, where @ at(0.12, 0, -0.02) @ turn(150, "Y") @ at(z=0.05))
        parts.thruster(s, 0.12, where @ at(0.12, 0, 0.02) @ turn(30, "Y") @ at(z=0.05))
    s.mark("cn", 0.40, 0.267, facing((0.0, -half - 0.05, 3.44), (0, -1, 0)), 0.008)
    s.mark("cnsa", 0.30, 0.083, facing((0.0, -half - 0.055, 3.16), (0, -1, 0)))
    # The lid of the sample's canister looks to the drill.
    s.cylinder(0.13, 0, 0.12, "enamel", 20, facing((0.24, -half - 0.02, 3.10), (0, -1, 0)))
    return s


def build(craft):
    craft.node("lander", lander())
    craft.node("drill", drill(), None, at(-0.30, -WIDE - 0.34, 0))
    engine = Shape()
    parts.bell(engine, 0.12, 0.40, 0.60, at(z=LOW - 0.04), "bell", 40, 4, dome=False)
    craft.node("engine", engine)
    rises = craft.node("ascender", ascender())
    legs = parts.lander_leg((1.38, 2.05), (2.62, 0.10), (1.10, 1.04), 0.62, 0.066, 0.28)
    for k in range(4):
        made = craft.node(f"leg.{k + 1}", legs if k == 0 else "leg.1", None, turn(45 + 90 * k) @ at(1.38, 0, 2.05))
        craft.move(made, "legs", [(0, turn(50, "Y")), (5, turn(-3, "Y"))])
    for k, sign in enumerate((1, -1)):
        out = Vector((sign, 0, 0.0))
        up = Vector((0, -0.42, 0.91)).normalized()
        across = out.cross(up)
        where = Matrix.Translation(Vector((sign * (WIDE + 0.06), 0.12, 2.14))) @ Matrix((across, out, up)).transposed().to_4x4()
        parts.wing(craft, f"wing.{k + 1}", where, 1.50, 1.24, 2, 2, 2, yoke=0.42, cell=0.09)
        small = parts.panel(0.70, 0.62, 1, 2, cell=0.08)
        up = Vector((sign * 0.25, 0, 0.97)).normalized()
        out = Vector((sign * 0.97, 0, -0.25)).normalized()
        place = Matrix.Translation(Vector((sign * 0.90, 0, 3.50))) @ Matrix((out.cross(up), out, up)).transposed().to_4x4()
        made = craft.node(f"ascender.array.{k + 1}", small if k == 0 else "ascender.array.1", rises, place)
        craft.move(made, "arrays", [(0, turn(-100, "X")), (3, turn(-100, "X"))])
    # The arm reaches from the deck down to the ground before the lander.
    base = Shape()
    base.cylinder(0.13, 0, 0.10, "grey", 20)
    base.cylinder(0.10, 0.10, 0.26, "enamel", 20)
    shoulder = craft.node("arm.base", base, None, at(0.66, -1.10, DECK) @ turn(-16))
    upper = craft.node("arm.upper", parts.link(1.55, 0.045, 0.065), shoulder, at(z=0.34) @ turn(38, "X"))
    fore = craft.node("arm.fore", parts.link(1.75, 0.040, 0.058), upper, at(z=1.55) @ turn(128, "X"))
    hand = Shape()
    hand.cylinder(0.075, -0.08, 0.08, "enamel", 14, turn(90, "X"))
    hand.box((0.16, 0.14, 0.18), "grey", at(0, 0, 0.14), edge=0.02)
    hand.lathe([(0.045, 0.22), (0.060, 0.24), (0.060, 0.46), (0.05, 0.50)], "alu", 16)
    hand.box((0.10, 0.12, 0.16), "white_foil", at(0.10, 0, 0.20), edge=0.015)
    parts.camera(hand, 0.08, at(-0.10, 0, 0.20))
    hand.patch([[(x, 0.09 + 0.05 * cos(t), 0.30 + 0.10 * sin(t)) for x in (-0.05, 0.05)] for t in (-1.4, -0.7, 0.0, 0.7, 1.4)], "titanium")
    wrist = craft.node("arm.hand", hand, fore, at(z=1.75) @ turn(6, "X"))
    craft.move(shoulder, "arm", [(0, turn(96)), (2, turn(96))])
    craft.move(upper, "arm", [(0, turn(50, "X")), (2, turn(-30, "X"))])
    craft.move(fore, "arm", [(0, turn(46, "X")), (2, turn(30, "X"))])
    craft.move(wrist, "arm", [(0, turn(-60, "X")), (4, turn(-20, "X"))])
    flag = Shape()
    parts.flagstaff(flag, "cn", at(0, 0, 0), 0.50, 2 / 3, 1.05)
    flown = craft.node("flag", flag, None, at(-1.16, -0.98, DECK) @ turn(-8, "Y"))
    craft.move(flown, "flag", [(0, turn(90, "Y")), (3, turn(90, "Y"))])


kit.main(build, "chang-e-6")
