"""Starship HLS, SpaceX's crewed lander: an ogive on a tall steel cylinder, white above and bare below, landing engines in a
belt high up, solar panels out of doors in a ring, a lift on rails along its side, six legs folded out around the skirt.

Published: 52.1 m (171 ft) tall; 9 m across. By eye: all else."""
import sys
from math import cos, hypot, pi, radians, sin, sqrt, tau
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from mathutils import Matrix, Vector

from kit import craft as kit, parts
from kit.shape import Shape, along, at, facing, ring, turn

R, HEIGHT, SKIRT, SHOULDER = 4.5, 52.1, 3.6, 36.5  # skirt: its lower edge over the ground
BELT = 33.4  # middle of the belt of landing engines
DOOR = 29.0  # sill of the crew deck's door


def wall(degrees, z, r=R):
    a = radians(degrees)
    return facing((r * cos(a), r * sin(a), z), (cos(a), sin(a), 0))


def nose(z):
    """Radius of the ogive at a height."""
    t = (z - SHOULDER) / (HEIGHT - 0.35 - SHOULDER)
    return R * max(0.0, 1 - t ** 2.0) ** 0.66


def hull():
    s = Shape()
    # Bare steel in rings of 1.8 m, a fine weld between them; the white coat begins at the common dome.
    def section(z0, z1, material, sides=64):
        rows = [(R, z0)]
        z = z0
        while z < z1 - 0.01:
            z = min(z + 1.83, z1)
            rows += [(R, z - 0.03), (R + 0.012, z - 0.012), (R, z)] if z < z1 - 0.01 else [(R, z)]
        s.lathe(rows, material, sides)
    section(SKIRT, 15.2, "steel")
    section(15.2, BELT - 1.0, "white")
    s.lathe([(R, 15.17), (R + 0.014, 15.18), (R + 0.014, 15.24), (R, 15.25)], "grey", 64)
    s.lathe([(R, BELT + 1.0), (R, 35.2), (R, SHOULDER)], "white", 64)
    steps = 14
    zs = [SHOULDER + (HEIGHT - 0.9 - SHOULDER) * (1 - (1 - k / steps) ** 1.35) for k in range(steps + 1)]
    s.lathe([(nose(z), z) for z in zs], "white", 64)
    tip = nose(zs[-1])
    s.lathe([(tip, zs[-1]), (tip + 0.02, zs[-1] + 0.01), (tip * 0.90, zs[-1] + 0.22), (tip * 0.72, zs[-1] + 0.48), (tip * 0.42, HEIGHT - 0.14), (0, HEIGHT)], "enamel", 40)
    # The belt: a dark recess in which the engines stand in threes.
    s.lathe([(R, BELT - 1.0), (R - 0.10, BELT - 0.96), (R - 0.42, BELT - 0.70), (R - 0.42, BELT + 0.70), (R - 0.10, BELT + 0.96), (R, BELT + 1.0)], "carbon", 64)
    for k in range(8):
        a = 22.5 + 45 * k
        s.box((2.0, 1.9, 0.40), "white", wall(a + 22.5, BELT, R - 0.19), edge=0.05)
    # The skirt's edge, inside, and the thrust dome.
    s.lathe([(R - 0.06, SKIRT + 2.6), (R - 0.06, SKIRT), (R + 0.03, SKIRT - 0.01), (R + 0.03, SKIRT + 0.10), (R, SKIRT + 0.13)], "steel", 64)
    s.lathe([(0, SKIRT + 2.2), (2.2, SKIRT + 2.3), (3.4, SKIRT + 2.45), (R - 0.05, SKIRT + 2.6)][::-1], "grey", 48)
    return s


def engines():
    s = Shape()
    for k in range(3):
        a = turn(120 * k + 30)
        parts.bell(s, 0.22, 0.65, 1.35, a @ at(1.25, 0, SKIRT + 1.85), "bell", 32, 3)
        parts.bell(s, 0.25, 1.15, 2.35, turn(120 * k + 90) @ at(2.75, 0, SKIRT + 2.15), "bell", 40, 4)
    for k in range(24):
        s.tube([turn(15 * k) @ Vector((R - 0.12, 0, SKIRT + 0.2)), turn(15 * k) @ Vector((R - 0.12, 0, SKIRT + 2.5))], 0.05, "steel", 5)
    return s


def landing_engines():
    """Three of one bay, at the origin of a wall: Z outward, Y up."""
    s = Shape()
    for x in (-0.62, 0, 0.62):
        where = at(x, 0.1, -0.30) @ turn(100, "X")
        s.cylinder(0.17, -0.1, 0.3, "grey", 14, where)
        s.lathe([(0.10, 0.3), (0.16, 0.45), (0.23, 0.7), (0.27, 0.98)], "bell", 20, where)
        s.lathe([(0.27, 0.98), (0.24, 0.97), (0.14, 0.5), (0, 0.42)], "soot", 20, where)
    return s


def marks_and_doors():
    s = Shape()
    # Crew deck: the door with its frame, a second one, the platform's rails, windows, words and flag.
    for a in (-90, -62):
        s.box((2.1, 2.5, 0.10), "grey", wall(a, DOOR + 1.25, R + 0.01), edge=0.03)
        s.box((1.75, 2.15, 0.10), "black" if a == -90 else "white", wall(a, DOOR + 1.25, R + 0.05), edge=0.03)
    s.box((1.7, 2.1, 0.5), "soot", wall(-90, DOOR + 1.25, R - 0.12), edge=0.02)
    # The door stands open, swung aside.
    s.box((1.75, 2.15, 0.12), "enamel", facing((-1.75, -4.95, DOOR + 1.25), (-0.75, -0.66, 0)), edge=0.03)
    for y in (-0.7, 0.7):
        s.box((0.5, 0.10, 0.10), "alu", facing((-1.05, -4.62, DOOR + 1.25 + y), (-0.5, -0.85, 0)), edge=0.02)
    for x in (-1.35, 1.35):
        y = -sqrt(R * R - x * x)
        s.tube([(x, y - 0.12, 4.6), (x, y - 0.12, DOOR + 4.3)], 0.07, "alu", 8)
        for k in range(14):
            s.box((0.16, 0.22, 0.10), "grey", at(x, y - 0.05, 5.0 + 2.0 * k), edge=0.02)
    s.box((3.3, 0.35, 0.5), "enamel", at(0, -R - 0.18, DOOR + 4.4), edge=0.05)
    for x in (-1.1, 1.1):
        s.box((0.3, 0.5, 0.4), "grey", at(x, -R - 0.35, DOOR + 4.4), edge=0.05)
    # Windows of the cabin: two rows around the front.
    for z, count, size in ((39.6, 9, 0.66), (42.6, 7, 0.66)):
        for k in range(count):
            a = -90 + (k - (count - 1) / 2) * (17 if count == 9 else 20)
            r = nose(z)
            slope = (nose(z + 0.1) - nose(z - 0.1)) / 0.2
            face = facing((r * cos(radians(a)), r * sin(radians(a)), z), (cos(radians(a)), sin(radians(a)), -slope))
            s.box((size * 1.35, size * 2.0, 0.12), "black", face, edge=0.05)
            s.box((size, size * 1.6, 0.12), "glass", face @ at(z=0.02), edge=0.05)
    s.bent_mark("us", R + 0.015, 3.0, 1.58, 26.2, 304, 10)
    s.bent_mark("nasa", R + 0.015, 5.0, 0.84, 23.6, 304, 12)
    s.bent_mark("states", R + 0.015, 5.4, 0.72, 20.4, 304, 12)
    # Grips, vents, cameras, thrusters in the nose, lamps over the rails.
    for k in range(8):
        a = 45 * k + 22.5
        s.box((0.8, 0.30, 0.08), "black", wall(a, 35.3), edge=0.03)
        parts.lamp(s, 0.10, wall(a + 10, 35.9) @ turn(40, "X"))
    for k in range(4):
        a, z = 90 * k + 45, 47.4
        r = nose(z)
        slope = (nose(z + 0.1) - nose(z - 0.1)) / 0.2
        face = facing((r * cos(radians(a)), r * sin(radians(a)), z), (cos(radians(a)), sin(radians(a)), -slope))
        s.box((0.9, 0.7, 0.10), "grey", face, edge=0.04)
        for x in (-0.22, 0.22):
            parts.thruster(s, 0.34, face @ at(x, 0, -0.05), "bell")
    # Tunnels for cables along the sides, pipes, feet of struts.
    for a in (90, 96):
        s.box((0.5, 20.0, 0.24), "white" if a == 90 else "enamel", wall(a, 24.5 if a == 90 else 23.0, R + 0.08), edge=0.06)
    for a in (84, 102):
        s.tube([(R * 1.012 * cos(radians(a)), R * 1.012 * sin(radians(a)), 6.0), (R * 1.012 * cos(radians(a)), R * 1.012 * sin(radians(a)), 34.0)], 0.07, "alu", 8)
    for k in range(6):
        s.box((0.7, 1.0, 0.16), "steel", wall(60 * k + 30, 6.4 + 0.8 * (k % 2), R + 0.04), edge=0.04)
        parts.camera(s, 0.26, wall(60 * k + 12, 15.9, R + 0.1) @ turn(55, "X"), "enamel")
        s.box((0.5, 0.9, 0.14), "black", wall(60 * k + 50, 13.9, R + 0.02), edge=0.05)
    # Fill and drain plates at the skirt, with their couplings.
    for a in (120, 60):
        s.box((1.5, 1.1, 0.14), "grey", wall(a, 5.2, R + 0.04), edge=0.04)
        for x, y in ((-0.4, 0.2), (0.0, 0.2), (0.4, 0.2), (-0.2, -0.25), (0.2, -0.25)):
            s.cylinder(0.13, 0, 0.14, "titanium", 12, wall(a, 5.2, R + 0.08) @ at(x, y, 0))
    # Docking ring at the tip of the nose, under its cap's edge; an antenna mast beside.
    s.lathe([(nose(49.6) + 0.02, 49.58), (nose(49.6) + 0.05, 49.62), (nose(49.75) + 0.05, 49.75), (nose(49.8), 49.82)], "grey", 48)
    return s


def lift():
    """The platform, its floor at the origin, seen from outside along +Y."""
    s = Shape()
    s.box((2.9, 1.8, 0.14), "grey", at(0, -0.95, 0), edge=0.03)
    s.box((2.7, 1.6, 0.02), "black", at(0, -0.95, 0.075), edge=0.005)
    corners = [(-1.4, -0.1, 0.07), (-1.4, -1.8, 0.07), (1.4, -1.8, 0.07), (1.4, -0.1, 0.07)]
    parts.railing(s, corners, 1.1, r=0.03)
    parts.railing(s, [(-0.5, -1.8, 0.07), (0.5, -1.8, 0.07)], 1.1, r=0.03)
    for x in (-1.35, 1.35):
        s.tube([(x, -0.1, 0), (x, -0.1, 2.5)], 0.06, "alu", 8)
        s.tube([(x, -1.75, 0.05), (x, -0.1, 2.4)], 0.045, "alu", 8)
    s.tube([(-1.35, -0.1, 2.5), (1.35, -0.1, 2.5)], 0.06, "alu", 8)
    s.box((0.4, 0.3, 0.5), "enamel", at(1.0, -0.3, 0.4), edge=0.04)
    s.mark("caution", 2.6, 0.10, facing((0, -1.86, 0.0), (0, -1, 0)))
    return s


def leg():
    """In the axes of its hip on the wall: X outward, Z up, the ground 5.0 m below."""
    s = Shape()
    foot, knee = Vector((3.3, 0, -4.72)), Vector((0.3, 0, 2.6))
    s.box((0.5, 1.3, 3.9), "steel", at(0.16, 0, 1.1), edge=0.10)
    s.box((0.3, 0.9, 3.3), "black", at(0.34, 0, 1.1), edge=0.08)
    way = foot.normalized()
    s.tube([(0.2, -0.65, 0), (0.2, 0.65, 0)], 0.24, "grey", 14)
    s.tube([Vector((0.2, 0, 0)), way * 3.3], [0.34, 0.27], "enamel", 18)
    s.tube([way * 3.3, way * 3.5, way * 3.5, foot], [0.31, 0.31, 0.18, 0.18], "alu", 18)
    s.tube([way * 4.55, way * 4.75], 0.25, "grey", 16)
    for y in (-0.42, 0.42):
        s.strut(knee + Vector((0, y, 0)), way * 3.4 + Vector((0, y * 0.4, 0)), 0.10, "alu", 10, ends="grey")
    s.tube([way * 0.5 + Vector((0.2, 0.3, 0)), way * 3.2 + Vector((0.1, 0.28, 0))], 0.03, "black", 6)
    parts.pad(s, 0.95, at(foot.x, 0, -5.0), "alu", 28)
    return s


def array():
    """One of the ring of solar panels: hinged at the origin on the wall, Y outward, cells up."""
    s = Shape()
    s.merge(parts.panel(2.3, 4.6, 2, 4, cell=0.16, thick=0.06))
    for x in (-0.8, 0.8):
        s.strut((x, -0.1, -0.2), (x, 1.6, -0.05), 0.035, "alu", 6)
    return s


def build(craft):
    craft.node("hull", hull())
    craft.node("engines", engines())
    craft.node("fittings", marks_and_doors())
    bay = landing_engines()
    for k in range(8):
        craft.node(f"landing_engines.{k + 1}", bay if k == 0 else "landing_engines.1", None, wall(45 * k + 22.5, BELT, R))
    legs = leg()
    for k in range(6):
        made = craft.node(f"leg.{k + 1}", legs if k == 0 else "leg.1", None, turn(60 * k) @ at(R, 0, 5.0))
        craft.move(made, "legs", [(0, turn(-128, "Y")), (5, turn(3, "Y"))])
    door = Shape()
    door.box((2.5, 4.9, 0.08), "enamel", at(0, 2.45, 0), edge=0.03)
    recess = Shape()
    recess.box((2.45, 4.85, 0.05), "black", at(0, -2.45, 0.0), edge=0.02)
    panel_shape = array()
    for k, a in enumerate((5, 41, 131, 167, 203)):
        place = wall(a, 21.9, R)
        craft.node(f"bay.{k + 1}", recess if k == 0 else "bay.1", None, place @ at(0, 0.1, 0.0))
        made = craft.node(f"array.{k + 1}", panel_shape if k == 0 else "array.1", None, place @ at(z=0.10) @ turn(62, "X"))
        craft.move(made, "arrays", [(0, turn(118, "X"))])
    lifted = craft.node("lift", lift(), None, at(0, -R - 0.05, 14.6))
    craft.move(lifted, "lift", [(0, at(z=DOOR - 14.6)), (1, at(z=DOOR - 14.6))])


kit.main(build, "starship-hls", small=2.5, plates={"across": 2, "down": 2, "seam": 0.0022, "rivets": 0, "tilt": 0.02})
