"""Blue Moon MK1, Blue Origin's cargo lander: a hydrogen tank in white quilts with solar panels around its upper half, an
oxygen tank in an open truss below, an engine section in foil on four wide legs.

Published: over 8 m (26 ft) tall; about 3.1 m across. By eye: all else."""
import sys
from math import cos, pi, radians, sin
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

R = 1.54  # of the tank with its quilts


def around(degrees, r, z):
    """On a wall of radius r: Z outward, Y up."""
    a = radians(degrees)
    return facing((r * cos(a), r * sin(a), z), (cos(a), sin(a), 0))


def tank_section():
    s = Shape()
    # Lower dome, tank, upper dome under the deck.
    s.lathe([(0.0, 3.36), (0.55, 3.40), (1.02, 3.53), (1.34, 3.72), (1.50, 3.93)], "quilt", 48)
    s.lathe([(1.50, 3.93), (1.60, 3.95), (1.60, 4.07), (1.54, 4.09)], "alu", 48)
    s.lathe([(R, 4.09), (R, 4.6), (R, 5.22)], "quilt", 48)
    s.lathe([(R, 5.22), (R + 0.025, 5.235), (R + 0.025, 5.30), (R, 5.315)], "alu", 48)
    s.lathe([(R, 5.315), (R, 6.0), (R, 6.72), (R, 7.02)], "white_foil", 48, wrinkle=0.02, grain=0.35)
    s.lathe([(R, 7.00), (1.60, 7.02), (1.60, 7.14), (1.52, 7.16)], "alu", 48)
    for z in (4.09 + 0.37, 4.09 + 0.75):  # seams of the quilts, taped
        s.lathe([(R + 0.001, z - 0.02), (R + 0.008, z - 0.016), (R + 0.008, z + 0.016), (R + 0.001, z + 0.02)], "enamel", 48)
    # Solar panels stand off the tank's upper half all around, with a gap for the tunnel behind.
    for k in range(11):
        a = -90 + (k - 5) * 30
        face = around(a, R + 0.10, 5.40)
        for y in (0.25, 1.3):
            for x in (-0.25, 0.25):
                s.tube([face @ Vector((x, y, -0.10)), face @ Vector((x, y, 0.0))], 0.014, "alu", 5)
    # Systems tunnel at the back, pipes beside it.
    s.box((0.34, 0.16, 2.95), "white_foil", around(90, R + 0.05, 5.55) @ turn(90, "X"), edge=0.03)
    for x in (-0.26, 0.26, 0.33):
        s.tube([(x, R + 0.06, 3.95), (x, R + 0.06, 7.05)], 0.028 if x < 0.3 else 0.018, "alu", 8)
    for z in (4.3, 4.9, 5.6, 6.3, 6.9):
        s.box((0.80, 0.05, 0.05), "grey", around(90, R + 0.03, z), edge=0.008)
    s.bent_mark("blue", R + 0.012, 2.6, 0.36, 4.97, 270, 12)
    s.bent_mark("us", R + 0.012, 0.76, 0.40, 4.55, 236, 6)
    s.bent_mark("nasa", R + 0.012, 1.25, 0.21, 4.55, 302, 6)
    # Forward section: cone with radiators, deck, payload ring.
    for k in range(8):
        a, b = radians(45 * k + 1.6), radians(45 * k + 43.4)
        rows = [[(r * cos(a + (b - a) * j / 5), r * sin(a + (b - a) * j / 5), z) for j in range(6)] for r, z in ((1.50, 7.18), (1.14, 7.56))]
        s.patch(rows, "radiator")
    s.lathe([(1.49, 7.15), (1.10, 7.58), (1.10, 7.64)], "alu", 48)
    s.lathe([(1.10, 7.62), (1.02, 7.66), (0.62, 7.66)], "gold", 40, wrinkle=0.03, grain=0.22)
    s.lathe([(0.62, 7.60), (0.62, 7.78), (0.59, 7.80), (0.55, 7.80), (0.55, 7.70), (0.0, 7.70)], "alu", 36)
    for k in range(12):
        s.cylinder(0.016, 7.80, 7.825, "titanium", 6, turn(30 * k) @ at(0.585))
    return s


def deck_equipment():
    s = Shape()
    s.box((0.44, 0.34, 0.26), "silver", at(0.32, -0.72, 7.78) @ turn(20))
    s.box((0.30, 0.30, 0.20), "white_foil", at(-0.30, -0.76, 7.75) @ turn(-14))
    s.box((0.36, 0.24, 0.16), "gold", at(0.15, 0.80, 7.74) @ turn(4))
    parts.tracker(s, 0.16, at(-0.78, 0.10, 7.64) @ turn(-40, "Y"))
    parts.tracker(s, 0.16, at(-0.72, 0.34, 7.64) @ turn(-48, "Y") @ turn(-20, "X"))
    parts.whip(s, 0.42, at(0.86, 0.28, 7.62))
    parts.horn(s, 0.20, at(0.80, -0.30, 7.62) @ turn(30, "Y"))
    parts.horn(s, 0.20, at(-0.55, 0.66, 7.62) @ turn(-30, "Y"))
    parts.reflector(s, 0.09, at(0.0, -0.90, 7.66))
    for k in range(4):
        s.tube([turn(90 * k + 45) @ Vector((0.66, 0, 7.66)), turn(90 * k + 45) @ Vector((0.66, 0, 7.74)), turn(90 * k + 45) @ Vector((0.96, 0, 7.74)), turn(90 * k + 45) @ Vector((0.96, 0, 7.66))], 0.014, "enamel", 6)
    return s


def aft_section():
    s = Shape()
    # Oxygen tank, wrapped, between the two rings; the truss around it.
    s.lathe([(0.0, 2.38), (0.62, 2.44), (1.04, 2.66), (1.26, 2.98), (1.30, 3.22)], "silver", 44, wrinkle=0.03, grain=0.25)
    s.lathe([(1.30, 3.22), (1.345, 3.23), (1.345, 3.30), (1.30, 3.31)], "alu", 44)
    s.lathe([(1.30, 3.31), (1.22, 3.56), (0.96, 3.80), (0.55, 3.93)], "silver", 44, wrinkle=0.03, grain=0.25)
    low, high = ring(12, 1.48, 2.66, 15), ring(12, 1.53, 3.96, 0)
    for k in range(12):
        s.strut(low[k], high[k], 0.034, "carbon", 8)
        s.strut(low[k], high[(k + 1) % 12], 0.034, "carbon", 8)
    # Helium bottles in black windings, between truss and tank.
    for k in range(4):
        a = 90 * k + 90
        bottle = turn(a) @ at(1.50, 0, 3.02)
        s.sphere(0.27, "carbon", 20, 10, bottle)
        s.lathe([(0.262, -0.07), (0.282, -0.05), (0.282, 0.05), (0.262, 0.07)], "kapton", 20, bottle)
        s.cylinder(0.05, 0.25, 0.34, "alu", 8, bottle)
        s.tube([bottle @ Vector((0, 0, 0.33)), bottle @ Vector((-0.05, 0, 0.50)), bottle @ Vector((-0.2, 0.1, 0.60))], 0.014, "alu", 6)
        s.tube([bottle @ Vector((0, 0, -0.27)), turn(a) @ Vector((1.40, 0, 2.66))], 0.05, "alu", 8)
    # Engine section: an eight-sided box in foil between a ring above and a smaller plate below.
    s.lathe([(1.40, 2.52), (1.58, 2.54), (1.58, 2.66), (1.40, 2.68), (0.7, 2.68)], "alu", 48)
    top, bottom = ring(8, 1.56, 2.52, 22.5), ring(8, 1.30, 1.50, 22.5)
    for k in range(8):
        n = (k + 1) % 8
        leg = k % 2 == 0  # on the diagonals
        s.blanket([bottom[k], bottom[n], top[n], top[k]], "gold" if not leg else "amber", 7, 7, 0.035, 0.035, 0.26, buttons=0.42)
        s.tube([bottom[k] * 1.012, top[k] * 1.008], 0.022, "kapton", 6)
    s.lathe([(0.62, 1.44), (1.24, 1.46)], "silver", 40, wrinkle=0.02)
    s.lathe([(1.20, 1.43), (1.33, 1.45), (1.33, 1.52), (1.26, 1.54)], "alu", 8, turn(22.5))
    s.lathe([(0.55, 1.20), (0.60, 1.45)], "black_foil", 32)
    s.lathe([(0.62, 1.45), (0.57, 1.20), (0.55, 1.20)], "black_foil", 32)
    # What stands on the walls: boxes, lamps, cameras, the plume cameras, umbilical plate.
    s.box((0.46, 0.36, 0.16), "white_foil", facing((0, -1.42, 2.12), (0, -1, 0.22)))
    s.mark("grille", 0.34, 0.26, facing((0, -1.42, 2.12), (0, -1, 0.22)) @ at(z=0.082))
    for x in (-0.36, 0.36):
        parts.lamp(s, 0.06, facing((x, -1.33, 1.70), (0, -1, -0.5)))
        parts.camera(s, 0.11, facing((x * 1.1, -1.46, 2.40), (x, -1, -0.6)))
    s.box((0.5, 0.5, 0.10), "alu", facing((0, 1.42, 2.05), (0, 1, 0.22)))
    for k in range(5):
        s.cylinder(0.045, 0.04, 0.10, "titanium", 10, facing((0, 1.42, 2.05), (0, 1, 0.22)) @ at(-0.16 + 0.08 * k, 0.1 if k % 2 else -0.1, 0))
    s.box((0.36, 0.28, 0.20), "silver", facing((-1.42, 0.1, 2.05), (-1, 0, 0.22)))
    s.box((0.30, 0.42, 0.18), "grey", facing((1.42, -0.1, 2.05), (1, 0, 0.22)))
    parts.harness(s, [(0.28, -1.44, 2.0), (0.5, -1.40, 1.85), (0.62, -1.30, 1.75), (0.9, -1.06, 1.72)], 0.018)
    parts.harness(s, [(-0.28, -1.44, 2.1), (-0.5, -1.46, 2.3), (-0.6, -1.5, 2.5), (-0.62, -1.42, 2.62)], 0.018)
    # Pods of thrusters on the ring above the engine section.
    for k in range(4):
        where = turn(90 * k) @ facing((1.58, 0, 2.60), (1, 0, 0))
        s.box((0.34, 0.26, 0.20), "white_foil", where @ at(z=0.11))
        for x, tilt in ((-0.11, -62), (0.11, 62)):
            parts.thruster(s, 0.17, where @ at(x, 0, 0.16) @ turn(tilt, "Y"))
        parts.thruster(s, 0.17, where @ at(0, -0.1, 0.14) @ turn(78, "X"))
        parts.thruster(s, 0.17, where @ at(0, 0.1, 0.14) @ turn(-78, "X"))
    return s


def engine():
    s = Shape()
    parts.bell(s, 0.14, 0.62, 1.02, at(z=1.60), "bell", 40, 4)
    for k in range(4):
        s.strut((0.30 * cos(pi / 2 * k), 0.30 * sin(pi / 2 * k), 1.62), (0.62 * cos(pi / 2 * k + 0.4), 0.62 * sin(pi / 2 * k + 0.4), 2.1), 0.022, "titanium", 6)
    return s


HIP, FOOT = Vector((1.50, 0, 2.40)), Vector((3.42, 0, 0.16))


def leg():
    """In its hip's axes: X outward, the hip at the origin."""
    s = Shape()
    foot = FOOT - HIP
    way = foot.normalized()
    s.tube([(0, -0.17, 0), (0, 0.17, 0)], 0.10, "alu", 14)
    s.tube([way * 0.02, way * 1.50], 0.115, "gold", 18)
    for d in (0.10, 0.55, 1.02, 1.46):
        s.tube([way * d, way * (d + 0.05)], 0.126, "enamel", 18)
    s.tube([way * 1.50, way * 1.62, way * 1.62, way * (foot.length - 0.06)], [0.13, 0.13, 0.082, 0.082], "enamel", 18)
    s.tube([way * 2.10, way * 2.26], 0.115, "alu", 18)
    for side in (-1, 1):
        a = Vector((-0.22, side * 0.84, -0.78))
        s.strut(a, way * 2.18 + Vector((0, side * 0.08, 0)), 0.052, "enamel", 12, ends="alu")
        s.tube([a.lerp(way * 2.18, 0.18), a.lerp(way * 2.18, 0.52)], 0.066, "gold", 12)
        s.sphere(0.09, "titanium", 12, 6, at(*a))
    s.tube([way * 0.5 + Vector((0, 0.12, 0)), way * 1.3 + Vector((0, 0.13, 0)), way * 2.1 + Vector((0, 0.10, 0))], 0.012, "black", 5)
    parts.pad(s, 0.50, at(foot.x, 0, -HIP.z))
    return s


def build(craft):
    craft.node("body", tank_section())
    for k in range(11):
        where = around(-90 + (k - 5) * 30, R + 0.10, 5.40)
        craft.node(f"array.{k + 1}", "array.1" if k else parts.panel(0.74, 1.56, 1, 2, cell=0.12, thick=0.03), None, where)
    craft.node("deck", deck_equipment())
    craft.node("aft", aft_section())
    craft.node("engine", engine())
    legs = leg()
    for k in range(4):
        where = turn(45 + 90 * k) @ at(*HIP)
        made = craft.node(f"leg.{k + 1}", legs if k == 0 else "leg.1", None, where)
        craft.move(made, "legs", [(0, turn(-118, "Y")), (4.5, turn(4, "Y"))])
    mount = Shape()
    mount.cylinder(0.05, 0, 0.12, "alu", 10)
    mount.box((0.16, 0.12, 0.14), "grey", at(z=0.16))
    base = craft.node("dish.mount", mount, None, at(0.62, 0.62, 7.64))
    plate = Shape()
    parts.dish(plate, 0.24, at(z=0.06))
    plate.cylinder(0.05, -0.10, 0.06, "grey", 10)
    made = craft.node("dish", plate, base, at(z=0.20) @ turn(66, "Y") @ turn(-30, "X"))
    craft.move(made, "dish", [(0, turn(-60, "Y")), (3, turn(-20, "Y"))])


kit.main(build, "blue-moon-mk1")
