"""What most craft have: legs and pads, engines, tanks, solar wings, dishes, cameras, ladders, flags."""
from math import cos, pi, radians, sin, sqrt

from mathutils import Matrix, Vector

from kit.shape import Shape, along, at, facing, ring, turn


def pad(shape, r, where, material="alu", sides=24):
    """A dished foot: rim, bowl, cone and ball on which the strut stands. Its sole lies at the origin of `where`."""
    shape.lathe([(0, 0.0), (0.62 * r, 0.0), (0.94 * r, 0.10 * r), (r, 0.16 * r), (r, 0.21 * r), (0.955 * r, 0.21 * r),
                 (0.88 * r, 0.15 * r), (0.55 * r, 0.07 * r), (0.30 * r, 0.07 * r), (0.24 * r, 0.20 * r), (0.17 * r, 0.30 * r)],
                material, sides, where)
    shape.sphere(0.20 * r, "titanium", 12, 6, where @ at(z=0.36 * r))
    for k in range(6):
        rib = where @ turn(60 * k) @ at(0.55 * r, 0, 0.11 * r)
        shape.box((0.56 * r, 0.035 * r, 0.10 * r), material, rib, edge=0.006 * r)


def bell(shape, throat, mouth, length, where, material="bell", sides=32, rings=3, dome=True):
    """An engine's nozzle along -Z from its throat at the origin, open at its mouth, with stiffening rings and a chamber."""
    steps = 8
    outer = [(throat + (mouth - throat) * (1 - (1 - k / steps) ** 1.75), -length * k / steps) for k in range(steps + 1)]
    wall = 0.015 * mouth + 0.002
    profile = [(r + wall, z) for r, z in outer][::-1]
    shape.lathe([(outer[-1][0] - 0.2 * wall, outer[-1][1])] + profile, material, sides, where)
    shape.lathe([(r, z) for r, z in outer] + [(mouth - 0.2 * wall, -length)], "soot", sides, where)
    for k in range(1, rings + 1):
        z = -length * (0.25 + 0.72 * k / rings)
        share = -z / length
        r = throat + (mouth - throat) * (1 - (1 - min(share, 1)) ** 1.75) + wall
        shape.lathe([(r * 0.99, z - 0.012 * length), (r + 0.022 * mouth, z - 0.006 * length), (r + 0.022 * mouth, z + 0.006 * length), (r * 0.985, z + 0.012 * length)],
                    material, sides, where)
    shape.cap(throat * 1.02, 0.0, "soot", 12, where, down=True)
    if dome:
        shape.lathe([(throat + wall, 0), (1.5 * throat, 0.5 * throat), (1.9 * throat, 1.2 * throat), (1.9 * throat, 2.6 * throat),
                     (1.3 * throat, 3.2 * throat), (1.3 * throat, 4.0 * throat), (0, 4.0 * throat)], "grey", 20, where)
        for k in range(3):
            bend = where @ turn(120 * k + 20)
            shape.tube([bend @ Vector((1.9 * throat, 0, 2.0 * throat)), bend @ Vector((2.7 * throat, 0, 2.1 * throat)),
                        bend @ Vector((2.9 * throat, 0, 3.0 * throat)), bend @ Vector((2.2 * throat, 0, 4.4 * throat))],
                       0.28 * throat, "alu", 6)


def thruster(shape, size, where, material="bell"):
    """A small engine along Z, from the origin outward."""
    shape.lathe([(0.0, 0), (0.30 * size, 0), (0.30 * size, 0.32 * size), (0.15 * size, 0.40 * size), (0.26 * size, 0.62 * size),
                 (0.40 * size, 1.0 * size)], material, 12, where)
    shape.lathe([(0.40 * size, 1.0 * size), (0.36 * size, 0.96 * size), (0.13 * size, 0.45 * size), (0, 0.42 * size)], "soot", 12, where)


def quad(shape, size, where, block="white_foil", ways=((90, 0), (-90, 0), (0, 90), (0, -90))):
    """A block of four thrusters on a wall: Z is away from the wall."""
    shape.box((1.3 * size, 1.3 * size, 0.9 * size), block, where @ at(z=0.45 * size))
    for a, b in ways:
        shape_way = where @ at(z=0.55 * size) @ turn(a, "Y") @ turn(b, "X") @ at(z=0.55 * size)
        thruster(shape, size, shape_way)


def tank(shape, r, where, material="titanium", band="alu", bands=True, sides=28):
    """A ball tank with its girth ring, boss and pipe."""
    shape.sphere(r, material, sides, 12, where)
    if bands:
        shape.lathe([(r * 0.99, -0.05 * r), (r * 1.035, -0.035 * r), (r * 1.035, 0.035 * r), (r * 0.99, 0.05 * r)], band, sides, where)
    shape.cylinder(0.13 * r, 0.95 * r, 1.09 * r, band, 10, where)
    shape.cylinder(0.13 * r, -1.09 * r, -0.95 * r, band, 10, where)


def panel(wide, high, columns, rows, frame="carbon", back="carbon", thick=0.025, cell=0.1):
    """One stiff solar panel about the middle of its lower edge: X across, Y outward, cells towards +Z. Cells of about `cell`."""
    shape = Shape()
    x, t = wide / 2, thick / 2
    rim = min(0.03, 0.03 * wide)
    n, m = max(1, round(wide / cell)), max(1, round(high / cell))
    for c in range(columns):
        for r in range(rows):
            x0, x1 = -x + rim + (wide - rim) * c / columns, -x + (wide - rim) * (c + 1) / columns
            y0, y1 = rim + (high - rim) * r / rows, (high - rim) * (r + 1) / rows
            u0, v0 = (c * n // columns) / 6, (r * m // rows) / 6
            u1, v1 = u0 + max(1, n // columns) / 6, v0 + max(1, m // rows) / 6
            shape.add([(x0, y0, t + 0.002), (x1, y0, t + 0.002), (x1, y1, t + 0.002), (x0, y1, t + 0.002)], [[0, 1, 2, 3]], "cells",
                      [[(u0, v0), (u1, v0), (u1, v1), (u0, v1)]])
    shape.box((wide, high, thick), frame, at(y=high / 2), edge=0.2 * thick)
    for k in range(3):  # stiffeners behind
        shape.box((0.03, high * 0.94, 0.02), "alu", at((k - 1) * 0.38 * wide, high / 2, -t - 0.008), edge=0.003)
    for k in range(2):
        shape.box((wide * 0.94, 0.03, 0.018), "alu", at(0, high * (0.3 + 0.4 * k), -t - 0.007), edge=0.003)
    for s in (-1, 1):  # hinges at the lower edge
        shape.cylinder(0.022, -0.05, 0.05, "alu", 8, at(s * 0.32 * wide, -0.005, 0) @ turn(90, "Y"))
    return shape


def wing(craft, name, where, wide, high, count, columns=2, rows=3, yoke=0.4, parent=None, track="arrays", fold=True, **style):
    """A solar wing of panels in a row outward along Y from a yoke; panels share one mesh. It unfolds in the animation."""
    arm = Shape()
    arm.cylinder(0.06, -0.09, 0.09, "alu", 14, turn(90, "Y"))
    for s in (-1, 1):
        arm.strut((s * 0.06, 0, 0), (s * 0.36 * wide, yoke, 0), 0.018, "carbon", 8)
    arm.strut((-0.36 * wide, yoke, 0), (0.36 * wide, yoke, 0), 0.016, "carbon", 8)
    root = craft.node(f"{name}.yoke", arm if name.endswith("1") or f"{name[:-1]}1.yoke" not in craft.objects else f"{name[:-1]}1.yoke", parent, where)
    if fold:
        craft.move(root, track, [(0, turn(82, "X"))])
    last, step = root, at(y=yoke + 0.02)
    first = f"{name[:-1]}1.panel.1"
    for k in range(count):
        shape = first if first in craft.objects else panel(wide, high, columns, rows, **style)
        last = craft.node(f"{name}.panel.{k + 1}", shape, last, step)
        if fold:
            craft.move(last, track, [(0, turn(-86 if k == 0 else (172 if k % 2 else -172), "X"))])
        step = at(y=high + 0.03)
    return root


def dish(shape, r, where, depth=None, material="enamel", feed=True, sides=28):
    """A dish that looks along Z, its vertex at the origin."""
    depth = depth or 0.32 * r
    front = [(r * k / 6, depth * (k / 6) ** 2) for k in range(7)]
    shape.lathe(front[::-1], material, sides, where)
    shape.lathe([(x, z - 0.02 * r) for x, z in front] + [(r * 1.012, depth), front[-1]], material, sides, where)
    shape.lathe([(0.16 * r, -0.14 * r), (0.16 * r, -0.02 * r)], "grey", 12, where)
    shape.cap(0.16 * r, -0.14 * r, "grey", 12, where, down=True)
    if feed:
        tip = 0.85 * r
        for k in range(3):
            p = ring(3, 0.86 * r, depth * 0.74, 30)[k]
            shape.tube([where @ p, where @ Vector((0.06 * r * cos(pi * 2 / 3 * k + 0.52), 0.06 * r * sin(pi * 2 / 3 * k + 0.52), tip))], 0.016 * r, "carbon", 5)
        shape.cylinder(0.11 * r, tip - 0.06 * r, tip + 0.05 * r, "grey", 12, where)


def camera(shape, size, where, body="white_foil"):
    """A camera looking along Z."""
    shape.box((size, 0.8 * size, 1.1 * size), body, where, edge=0.06 * size)
    shape.cylinder(0.30 * size, 0.5 * size, 0.95 * size, "black", 14, where, caps=False)
    shape.lathe([(0.30 * size, 0.94 * size), (0.24 * size, 0.94 * size), (0.22 * size, 0.80 * size), (0, 0.84 * size)][::1], "glass", 14, where)


def tracker(shape, size, where):
    """A star tracker's baffle along Z."""
    shape.box((0.8 * size, 0.8 * size, 0.5 * size), "white_foil", where @ at(z=0.25 * size))
    shape.lathe([(0.26 * size, 0.5 * size), (0.44 * size, 1.3 * size)], "white", 16, where)
    shape.lathe([(0.44 * size, 1.3 * size), (0.40 * size, 1.28 * size), (0.24 * size, 0.6 * size), (0, 0.6 * size)], "black", 16, where)


def whip(shape, length, where, r=0.008):
    shape.cylinder(0.035, 0, 0.07, "alu", 10, where)
    shape.tube([where @ Vector((0, 0, 0.06)), where @ Vector((0, 0, length))], [r, 0.6 * r], "enamel", 5)
    shape.sphere(1.8 * r, "enamel", 6, 4, where @ at(z=length))


def horn(shape, size, where):
    """A small antenna: a cup on a stalk, along Z."""
    shape.cylinder(0.14 * size, 0, 0.7 * size, "alu", 8, where)
    shape.lathe([(0.2 * size, 0.65 * size), (0.45 * size, 1.0 * size), (0.45 * size, 1.35 * size), (0.30 * size, 1.5 * size), (0, 1.52 * size)], "enamel", 14, where)


def flagstaff(shape, name, where, wide=0.6, ratio=2 / 3, mast=1.0):
    """A flag held open by a rod at its top, its staff up Z, facing -Y."""
    shape.tube([where @ Vector((0, 0, 0)), where @ Vector((0, 0, mast))], 0.012, "alu", 6)
    shape.tube([where @ Vector((0, 0, mast - 0.02)), where @ Vector((wide + 0.02, 0, mast - 0.02))], 0.008, "alu", 6)
    high = wide * ratio
    from kit.pictures import MARKS
    l, t, r, b = MARKS[name]
    n = 10

    def cloth(side):
        rows = []
        for i in (0, 0.5, 1):
            rows.append([where @ Vector((0.015 + wide * j / n, side * 0.003 + 0.022 * wide * sin(5.5 * j / n + 1.3 * i) * (1.2 - 0.8 * i), mast - 0.03 - high * (1 - i)))
                         for j in range(n + 1)])
        return rows
    shape.patch(cloth(-1), "marks", uv=lambda i, j: (l + (r - l) * j / n, 1 - b + (b - t) * i / 2))
    shape.patch([row[::-1] for row in cloth(1)], "marks", uv=lambda i, j: (r + (l - r) * j / n, 1 - b + (b - t) * i / 2))


def ladder(shape, a, b, wide=0.42, step=0.28, up=(0, -1, 0), material="alu", r=0.02):
    """Two rails and rungs from a to b; `up` is away from what it leans on."""
    a, b = Vector(a), Vector(b)
    way = (b - a).normalized()
    side = way.cross(Vector(up)).normalized() * wide / 2
    for s in (-1, 1):
        shape.tube([a + s * side, b + s * side], r, material, 8)
    count = int((b - a).length / step)
    for k in range(count):
        p = a + way * step * (k + 0.5)
        shape.tube([p - side, p + side], 0.75 * r, material, 6)


def railing(shape, points, height, posts=1, material="enamel", r=0.016):
    """A handrail over a path of points."""
    points = [Vector(p) for p in points]
    lift = Vector((0, 0, height))
    for share in (0.5, 1.0):
        shape.tube([p + lift * share for p in points], r, material, 6)
    for p in points:
        shape.tube([p, p + lift], r, material, 6)


def grip(shape, a, b, out, r=0.014, material="enamel"):
    """A handle between two places of a wall."""
    a, b, out = Vector(a), Vector(b), Vector(out)
    shape.tube([a, a + out, b + out, b], r, material, 6)


def lamp(shape, size, where):
    shape.cylinder(size, -0.6 * size, 0.2 * size, "black", 12, where)
    shape.lathe([(0.86 * size, 0.2 * size), (0.6 * size, 0.3 * size), (0, 0.34 * size)], "lamp", 12, where)


def harness(shape, path, r=0.02, material="black"):
    shape.tube(path, r, material, 6)


def reflector(shape, r, where):
    """A small dome of corner cubes."""
    shape.cylinder(r, 0, 0.25 * r, "alu", 12, where)
    shape.sphere(0.9 * r, "copper", 12, 5, where @ at(z=0.2 * r), low=0)
    for k in range(5):
        a = where @ turn(72 * k) @ turn(50, "Y") @ at(z=0.86 * r)
        shape.cylinder(0.22 * r, 0.1 * r, 0.22 * r, "glass", 8, a @ at(z=0.02))


def lander_leg(hip, foot, low, spread, r=0.055, sole=0.26, wrap="gold", bare="alu", joint=0.58, side_wrap="gold"):
    """A leg in the axes of its hip (X outward, Z up): a wrapped cylinder with a piston in it to the foot, two struts from the
    body's lower edge. `hip`, `foot`: (x, z) of the hip and of the ball over the sole; `low`: (x, z) of the lower edge."""
    s = Shape()
    to = Vector((foot[0] - hip[0], 0, foot[1] - hip[1]))
    way, far = to.normalized(), to.length
    s.tube([(0, -2.2 * r, 0), (0, 2.2 * r, 0)], 1.5 * r, "alu", 14)
    s.box((2.6 * r, 5.6 * r, 1.2 * r), "grey", at(-0.8 * r, 0, 0), edge=0.2 * r)
    n = 7
    path = [way * (far * joint * k / n + 0.02) for k in range(n + 1)]
    s.tube(path, [1.30 * r * (1 + (0.05 if k % 2 else -0.02)) for k in range(n + 1)], wrap, 16)
    s.tube([way * far * joint, way * (far * joint + 0.5 * r)], 1.7 * r, "enamel", 16)
    s.tube([way * (far * joint + 0.4 * r), way * (far * joint + 1.8 * r), way * (far * joint + 1.8 * r), to], [1.5 * r, 1.35 * r, 0.85 * r, 0.85 * r], bare, 16)
    s.tube([way * far * 0.02, way * (far * 0.02 + 0.9 * r)], 1.62 * r, "enamel", 16)
    for sign in (-1, 1):
        a = Vector((low[0] - hip[0], sign * spread, low[1] - hip[1]))
        b = way * (far * joint + 0.2 * r) + Vector((0, sign * 1.4 * r, 0))
        s.strut(a, b, 0.55 * r, bare, 10, ends="enamel", collar=1.6)
        if side_wrap:
            s.tube([a.lerp(b, 0.16), a.lerp(b, 0.34), a.lerp(b, 0.52)], [0.85 * r, 0.9 * r, 0.85 * r], side_wrap, 10)
        s.sphere(0.9 * r, "titanium", 10, 6, at(*a))
    s.tube([way * far * 0.1 + Vector((0, 1.5 * r, 0)), way * far * 0.35 + Vector((0, 1.6 * r, 0)), way * far * joint + Vector((0, 1.7 * r, 0))], 0.16 * r, "black", 5)
    pad(s, sole, at(to.x, 0, to.z - 0.36 * sole), bare)
    return s


def link(length, r, joint, material="enamel"):
    """A limb of an arm from its joint at the origin out along Z."""
    s = Shape()
    s.cylinder(1.5 * joint, -1.1 * joint, 1.1 * joint, "enamel", 16, turn(90, "X"), edge=0.1 * joint)
    for sign in (-1, 1):
        s.cylinder(1.15 * joint, 1.1 * joint, 1.3 * joint, "grey", 16, turn(90 * sign, "X"))
    s.tube([(0, 0, joint), (0, 0, 1.9 * joint), (0, 0, 2.1 * joint), (0, 0, length - 1.8 * joint), (0, 0, length - 1.2 * joint)], [1.2 * joint, 1.2 * joint, r, r, 1.15 * joint], material, 14)
    for k in range(2):
        s.tube([(0, 0, length * (0.35 + 0.3 * k)), (0, 0, length * (0.35 + 0.3 * k) + 0.04)], 1.14 * r, "grey", 14)
    s.tube([(1.15 * r, 0, 2.3 * joint), (1.25 * r, 0, length * 0.5), (1.15 * r, 0, length - 2 * joint)], 0.14 * r, "black", 5)
    return s
