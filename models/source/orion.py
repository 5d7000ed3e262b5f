"""Orion with its European service module: a blunt cone in silver tiles on an adapter ring, a shorter cylinder with white
radiators below, four wings in a cross, one large engine among eight smaller. The docking plane is the origin.

Published: crew module 3.3 m tall, 5.02 m across; service module 4 m, 4.1 m across; 19 m from tip to tip of the wings.
By eye: all else."""
import sys
from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tau
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

APEX, SHOULDER = (0.98, -0.42), (2.46, -2.86)  # radius and height of the cone's ends
BARREL, TOP, BOTTOM = 2.05, -4.20, -6.55  # of the service module
WING = 2.28


def cone(degrees_, z, lift=0.0):
    """On the crew module's wall: Z outward, Y up along it."""
    share = (z - APEX[1]) / (SHOULDER[1] - APEX[1])
    r = APEX[0] + (SHOULDER[0] - APEX[0]) * share
    a = radians(degrees_)
    slope = (SHOULDER[0] - APEX[0]) / (APEX[1] - SHOULDER[1])
    n = Vector((cos(a), sin(a), slope)).normalized()
    return facing(Vector((r * cos(a), r * sin(a), z)) + n * lift, n)


def side(degrees_, z, r=BARREL):
    a = radians(degrees_)
    return facing((r * cos(a), r * sin(a), z), (cos(a), sin(a), 0))


def crew_module():
    s = Shape()
    # Cone in courses of tiles with a gap between them, shoulder, edge of the heat shield.
    courses = 5
    for k in range(courses):
        t0, t1 = k / courses, (k + 1) / courses - 0.006
        p = [(SHOULDER[0] + (APEX[0] - SHOULDER[0]) * t, SHOULDER[1] + (APEX[1] - SHOULDER[1]) * t) for t in (t0, t1)]
        s.lathe([(p[0][0] - 0.02, p[0][1]), p[0], p[1], (p[1][0] - 0.02, p[1][1])], "tiles", 64)
    s.lathe([(2.38, -3.02), (2.475, -2.99), (2.51, -2.94), (2.50, -2.89), (2.44, -2.858)], "tiles", 64)
    s.lathe([(2.20, -3.16), (2.42, -3.09), (2.49, -3.02), (2.455, -2.995)], "ablator", 64)
    # Forward bay and the tunnel with its hatch and docking ring.
    s.lathe([(APEX[0] - 0.01, -0.43), (0.93, -0.36), (0.84, -0.33)], "tiles", 48)
    s.lathe([(0.86, -0.34), (0.80, -0.33), (0.80, -0.14)], "white_foil", 48)
    s.lathe([(0.80, -0.16), (0.86, -0.15), (0.86, -0.06), (0.80, -0.02), (0.74, 0.0), (0.68, 0.0), (0.66, -0.05), (0.66, -0.22), (0, -0.22)], "alu", 48)
    for k in range(3):  # petals that guide, latches between them
        a = turn(120 * k + 90)
        s.add([a @ Vector(p) for p in ((0.70, -0.26, -0.03), (0.70, 0.26, -0.03), (0.58, 0.12, 0.17), (0.58, -0.12, 0.17))], [[0, 1, 2, 3]], "grey")
        s.add([a @ Vector(p) for p in ((0.69, -0.26, -0.03), (0.69, 0.26, -0.03), (0.57, 0.12, 0.17), (0.57, -0.12, 0.17))], [[3, 2, 1, 0]], "grey")
        s.box((0.10, 0.16, 0.10), "titanium", turn(120 * k + 30) @ at(0.80, 0, -0.02))
    for k in range(12):
        s.box((0.05, 0.08, 0.05), "grey", turn(30 * k) @ at(0.87, 0, -0.11), edge=0.008)
    s.cylinder(0.36, -0.22, -0.19, "white", 24)
    s.mark("target", 0.24, 0.24, at(0, 0, -0.185))
    # Windows: two forward of the hatch, two at the sides, each in a dark deep frame; the hatch with its own.
    for a, z, wide, high in ((-90 + 27, -1.50, 0.52, 0.34), (-90 - 27, -1.50, 0.52, 0.34), (-90 + 62, -1.72, 0.36, 0.44), (-90 - 62, -1.72, 0.36, 0.44)):
        face = cone(a, z)
        s.box((wide + 0.24, high + 0.24, 0.05), "black", face, edge=0.02)
        s.box((wide + 0.06, high + 0.06, 0.05), "grey", face @ at(z=0.012), edge=0.02)
        s.box((wide, high, 0.05), "glass", face @ at(z=0.022), edge=0.02)
    hatch = cone(-90, -2.12)
    s.box((1.02, 1.10, 0.05), "tiles", hatch @ at(z=0.012), edge=0.02)
    s.box((0.30, 0.30, 0.05), "black", hatch @ at(0, 0.22, 0.024), edge=0.04)
    s.cylinder(0.11, 0.02, 0.058, "glass", 20, hatch @ at(0, 0.22, 0))
    for x in (-0.43, 0.43):
        parts.grip(s, hatch @ Vector((x, -0.3, 0.03)), hatch @ Vector((x, 0.1, 0.03)), (hatch.to_3x3() @ Vector((0, 0, 0.07))))
    s.cylinder(0.06, 0.03, 0.07, "titanium", 12, hatch @ at(0.0, -0.30, 0))
    s.mark("us", 0.62, 0.327, cone(-90 + 32, -2.42, 0.004))
    s.mark("nasa", 0.95, 0.158, cone(-90 - 33, -2.44, 0.004))
    # Pods of thrusters: dark twin mouths in the tiles; vents, sea anchors' lids, antennas' pale squares.
    for a, z in ((-90 + 90, -2.5), (-90 - 90, -2.5), (90 + 30, -2.5), (90 - 30, -2.5), (90, -1.0), (-90, -0.86)):
        face = cone(a, z)
        s.box((0.46, 0.26, 0.05), "grey", face, edge=0.02)
        for x in (-0.11, 0.11):
            s.lathe([(0.085, 0.03), (0.06, 0.02), (0.0, 0.015)], "soot", 14, face @ at(x, 0, 0.005))
            s.lathe([(0.10, 0.024), (0.10, 0.038), (0.085, 0.038), (0.08, 0.022)], "bell", 14, face @ at(x, 0, 0))
    for a, z, wide, high, what in ((60, -1.6, 0.4, 0.4, "enamel"), (120, -1.6, 0.4, 0.4, "enamel"), (200, -2.0, 0.3, 0.3, "enamel"), (-20, -2.0, 0.3, 0.3, "enamel"),
                                   (90, -2.0, 0.7, 0.5, "tiles"), (-90 + 50, -0.8, 0.2, 0.2, "black"), (-90 - 50, -0.8, 0.2, 0.2, "black"),
                                   (45, -2.5, 0.2, 0.3, "black"), (160, -2.4, 0.3, 0.3, "enamel"), (20, -2.4, 0.3, 0.3, "enamel")):
        s.box((wide, high, 0.03), what, cone(a, z, 0.005), edge=0.01)
    return s


def adapter():
    """The ring between the modules: white fairings around the heat shield, a groove, the shorter cone to the barrel."""
    s = Shape()
    s.lathe([(2.40, -3.70), (2.50, -3.68), (2.52, -3.64), (2.52, -3.20), (2.50, -3.12), (2.42, -3.10)], "white", 64)
    s.lathe([(2.521, -3.44), (2.535, -3.43), (2.535, -3.39), (2.521, -3.38)], "alu", 64)
    s.lathe([(BARREL, -4.22), (2.16, -4.12), (2.40, -3.80), (2.40, -3.70)], "black_foil", 64)
    for k in range(6):
        face = side(60 * k + 20, -3.38, 2.52)
        s.box((0.42, 0.50, 0.09), "white_foil", face, edge=0.03)
        s.box((0.18, 0.30, 0.14), "grey", side(60 * k + 34, -3.40, 2.52), edge=0.02)
        s.box((0.10, 0.16, 0.16), "alu", side(60 * k - 4, -3.14, 2.50), edge=0.02)
    # Umbilical between the modules in its fairing, at the hatch's opposite side.
    s.box((0.5, 1.0, 0.26), "white", side(90, -3.2, 2.52), edge=0.05)
    s.box((0.42, 0.5, 0.30), "white", side(90, -2.84, 2.46) @ turn(-30, "X"), edge=0.05)
    # Star trackers, antennas on booms folded out.
    for a in (65, 115):
        parts.tracker(s, 0.22, side(a, -3.5, 2.52))
    for k in range(12):
        a = radians(30 * k + 8)
        s.strut((2.42 * cos(a), 2.42 * sin(a), -3.72), (BARREL * cos(a + 0.10), BARREL * sin(a + 0.10), -4.22), 0.035, "alu", 6)
    return s


def service_module():
    s = Shape()
    # Radiators: white panels a little off the barrel in two rows, a gap before each wing.
    s.lathe([(BARREL - 0.06, BOTTOM), (BARREL - 0.06, TOP)], "black_foil", 48)
    for k in range(8):
        a0, a1 = 45 * k + 22.5 - 18.0, 45 * k + 22.5 + 18.0
        for z0, z1 in ((BOTTOM + 0.95, TOP - 0.06), (BOTTOM + 0.06, BOTTOM + 0.90)):
            if z0 < BOTTOM + 0.5 and k % 2:
                rows = "white_foil"
            else:
                rows = "radiator"
            n = 6
            face = [[((BARREL + 0.03) * cos(radians(a0 + (a1 - a0) * j / n)), (BARREL + 0.03) * sin(radians(a0 + (a1 - a0) * j / n)), z) for j in range(n + 1)] for z in (z0, z1)]
            s.patch(face, rows)
            for edge in (0, n):  # rims
                p, q = Vector(face[0][edge]), Vector(face[1][edge])
                s.tube([p * 0.995 + Vector((0, 0, p.z * 0.005)), q * 0.995 + Vector((0, 0, q.z * 0.005))], 0.022, "alu", 6)
        for z in (BOTTOM + 0.92, TOP - 0.05):
            arc = [((BARREL + 0.02) * cos(radians(a0 + (a1 - a0) * j / 6)), (BARREL + 0.02) * sin(radians(a0 + (a1 - a0) * j / 6)), z) for j in range(7)]
            s.tube(arc, 0.02, "alu", 6)
    for z in (TOP, BOTTOM):
        s.lathe([(BARREL - 0.05, z - 0.05), (BARREL + 0.035, z - 0.04), (BARREL + 0.035, z + 0.04), (BARREL - 0.05, z + 0.05)], "alu", 64)
    # Aft face: insulation over tank domes, a plate in the middle for the engine.
    s.lathe([(0.50, BOTTOM - 0.20), (0.95, BOTTOM - 0.18), (1.5, BOTTOM - 0.06), (2.02, BOTTOM - 0.02)], "silver", 48, wrinkle=0.05, grain=0.3)
    for k in range(4):
        tankbase = turn(90 * k + 45) @ at(1.22, 0, BOTTOM + 0.34)
        s.sphere(0.66, "silver", 28, 8, tankbase, low=-90, high=-20)
    s.lathe([(0.28, BOTTOM - 0.36), (0.62, BOTTOM - 0.34), (0.72, BOTTOM - 0.20), (0.72, BOTTOM - 0.10)], "gold", 32, wrinkle=0.02)
    for k in range(8):
        a = turn(45 * k + 22.5)
        s.strut(a @ Vector((0.70, 0, BOTTOM - 0.28)), a @ Vector((1.90, 0, BOTTOM - 0.02)), 0.035, "alu", 6)
    # Eight auxiliary engines in pairs around the main one; pods of thrusters at the rim.
    for k in range(4):
        for d in (-11, 11):
            where = turn(90 * k + d) @ at(1.62, 0, BOTTOM - 0.12)
            s.cylinder(0.10, -0.12, 0.10, "grey", 12, where)
            parts.bell(s, 0.045, 0.155, 0.42, where @ at(z=-0.10), "bell", 20, 1, dome=False)
    for k in range(6):
        where = side(60 * k + 30, BOTTOM + 0.16, BARREL + 0.04)
        s.box((0.52, 0.30, 0.16), "white_foil", where @ at(z=0.05), edge=0.03)
        for x, tilt in ((-0.18, -74), (0.18, 74)):
            parts.thruster(s, 0.20, where @ at(x, 0.0, 0.09) @ turn(tilt, "Y"))
        parts.thruster(s, 0.20, where @ at(-0.05, -0.10, 0.10) @ turn(70, "X"))
        parts.thruster(s, 0.20, where @ at(0.05, 0.10, 0.10) @ turn(-70, "X"))
    s.bent_mark("us", BARREL + 0.04, 0.9, 0.475, -5.0, 270 + 22.5, 8)
    s.bent_mark("nasa", BARREL + 0.04, 1.15, 0.19, -5.02, 270 - 22.5, 8)
    # Drives of the wings and lids over the barrel's gaps.
    for k in range(4):
        where = side(90 * k + 45, -4.75, BARREL)
        s.box((0.40, 0.55, 0.26), "white_foil", where @ at(z=0.06), edge=0.04)
        s.cylinder(0.12, 0.15, 0.28, "grey", 16, where)
        s.box((0.24, 1.3, 0.08), "gold", side(90 * k + 45, -5.8, BARREL), edge=0.02)
        s.box((0.20, 1.6, 0.06), "grey", side(90 * k, -5.2, BARREL), edge=0.02)
    return s


def main_engine():
    s = Shape()
    parts.bell(s, 0.15, 0.60, 1.12, at(0, 0, BOTTOM - 0.42), "bell", 44, 5, dome=False)
    s.lathe([(0.30, BOTTOM - 0.66), (0.36, BOTTOM - 0.60), (0.30, BOTTOM - 0.38), (0.22, BOTTOM - 0.30)], "copper", 32)
    for k in range(2):
        s.strut(turn(90 * k + 20) @ Vector((0.62, 0, BOTTOM - 0.24)), turn(90 * k + 20) @ Vector((0.36, 0, BOTTOM - 0.85)), 0.03, "titanium", 8)
    return s


def build(craft):
    craft.node("crew_module", crew_module())
    craft.node("adapter", adapter())
    craft.node("service_module", service_module())
    craft.node("engine", main_engine())
    for k in range(4):
        a = radians(90 * k + 45)
        out = Vector((cos(a), sin(a), 0))
        # Y outward; each is turned about it so that its cells look aft and forward, to one Sun.
        sunward = Vector((0, -0.64, -0.77))
        normal = (sunward - out * sunward.dot(out)).normalized()
        where = Matrix.Translation(out * WING + Vector((0, 0, -4.75))) @ Matrix((out.cross(normal), out, normal)).transposed().to_4x4()
        parts.wing(craft, f"wing.{k + 1}", where, 2.0, 2.05, 3, 2, 2, yoke=0.98, cell=0.13, thick=0.035, frame="carbon")
    boom = Shape()
    boom.strut((0, 0, 0), (0, 0, 0.9), 0.03, "alu", 8)
    boom.box((0.34, 0.34, 0.08), "enamel", at(0, 0.04, 0.95) @ turn(90, "X"))
    boom.mark("grille", 0.28, 0.28, at(0, 0.085, 0.95) @ turn(-90, "X"))
    for k, a in enumerate((0, 180)):
        made = craft.node(f"antenna.{k + 1}", boom if k == 0 else "antenna.1", None, side(a, -6.2, BARREL + 0.02) @ turn(35, "X"))
        craft.move(made, "dish", [(0, turn(70, "X"))])


kit.main(build, "orion", small=0.12, plates={"across": 5, "down": 5, "seam": 0.006, "rivets": 0, "tilt": 0.05})
