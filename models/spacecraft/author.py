#!/usr/bin/env python3
"""Makes the spacecraft: `python3 models/spacecraft/author.py` writes the .glb files beside it, the same bytes every time.

Heights and widths are the published ones (models/credits.yaml names them); what was never published is drawn after
what such craft look like and is not to be measured.
"""
import math
import pathlib

from glb import Model, solar_cells, turned_y, add

HERE = pathlib.Path(__file__).parent


def leg(frame, foot, angle, hip, knee, pad, reach, thickness):
    """A tripod leg: main strut from the hip to the pad, two braces from below, and the pad on the ground."""
    at = lambda r, y, side=0.0: turned_y((side, y, r), angle)
    frame.rod(at(*hip), at(reach, 0.18), thickness, end=thickness * 0.75)
    for side in (-1, 1):
        frame.rod(at(knee[0], knee[1], side * knee[2]), at(reach * 0.93, hip[1] * 0.16 + 0.22), thickness * 0.6)
    frame.ball(at(reach, 0.2), thickness * 1.35, 14)
    centre = at(reach, 0.0)
    foot.lathe([(0, 0), (pad * 0.8, 0), (pad, 0.07), (pad, 0.1), (pad * 0.3, 0.14), (0, 0.2)], 28, axis=(centre, (0, 1, 0)))


def bell(metal, centre, throat, mouth, length, direction=(0, -1, 0), segments=32):
    """A nozzle that opens along `direction`, with an inside."""
    steps = 10
    outer = [(throat + (mouth - throat) * math.sqrt(i / steps), length * i / steps) for i in range(steps + 1)]
    inner = [(r * 0.93, h) for r, h in reversed(outer)]
    metal.lathe(outer + inner + [(0, length * 0.05)], segments, axis=(centre, direction))


def blue_moon_mk1():
    """Blue Origin's cargo lander: about 8.1 m tall, a 3.1 m tank stack, one engine, four legs."""
    m = Model("Blue Moon MK1", "Height over 8 m (26 ft) and 3.1 m across the tanks as published; details are our own drawing.")
    white = m.material("white paint", (228, 228, 224), 0.0, 0.55)
    blanket = m.material("silver blanket", (205, 205, 210), 0.9, 0.34)
    gold = m.material("gold blanket", (214, 158, 74), 0.9, 0.36)
    dark = m.material("carbon", (38, 39, 42), 0.1, 0.6)
    metal = m.material("engine metal", (150, 146, 140), 1.0, 0.38)
    blue = m.material("blue feather", (38, 84, 190), 0.0, 0.5)
    cells = m.material("solar cells", (255, 255, 255), 0.2, 0.3, solar_cells(8, 2))
    glass = m.material("lenses", (12, 12, 16), 0.3, 0.08)
    # Tanks: the big hydrogen tank above, oxygen below it, in one smooth stack on the engine bay.
    white.lathe([(1.50, 3.05), (1.55, 3.15), (1.55, 6.35), (1.52, 6.60), (1.38, 6.92), (1.10, 7.15), (0.72, 7.26), (0.70, 7.28)], 72, 40)
    for y in (3.4, 4.55, 5.7):
        dark.lathe([(1.552, y), (1.575, y + 0.02), (1.575, y + 0.07), (1.552, y + 0.09)], 72)
    blanket.foil_prism(20, 1.46, 1.75, 3.06, 0.022, 11, cell=0.16)
    gold.foil_prism(12, 1.22, 1.28, 1.76, 0.02, 40, cell=0.15)
    # The top deck with what it carries, inside a low rail.
    dark.lathe([(0.70, 7.28), (0.95, 7.30), (0.95, 7.38), (0, 7.38)], 48)
    blanket.foil_prism(6, 0.46, 7.38, 7.86, 0.015, 60, cell=0.14)
    dark.rod((0.62, 7.38, 0.2), (0.62, 7.98, 0.2), 0.025)
    white.lathe([(0, 0), (0.10, 0.02), (0.2, 0.08), (0.24, 0.13), (0.225, 0.13), (0.0, 0.04)], 28, axis=((0.62, 7.95, 0.2), (0.3, 0.8, 0.5)))
    dark.rod((-0.6, 7.38, -0.3), (-0.6, 8.08, -0.3), 0.02)
    glass.ball((-0.6, 8.08, -0.3), 0.05, 12)
    # Body-mounted solar panels round the upper tank, and the mark of a feather as a blue flash.
    for k in range(1, 8):  # the front stays free for the feather
        a = 360 * k / 8
        low = [turned_y((x, y, 1.60), a) for x, y in ((-0.52, 4.70), (0.52, 4.70), (0.52, 5.62), (-0.52, 5.62))]
        cells.quad(*low, uv=((0, 0), (1, 0), (1, 1), (0, 1)))
        back = [turned_y((x, y, 1.585), a) for x, y in ((-0.54, 4.68), (0.54, 4.68), (0.54, 5.64), (-0.54, 5.64))]
        dark.quad(*back)
    for i in range(14):
        t0, t1 = i / 14, (i + 1) / 14
        edge = lambda t, w: turned_y((0, 3.6 + 2.3 * t, 1.585), 13 * math.sin(2.2 * t) - 8 + w)
        w0, w1 = 12 * math.sin(math.pi * min(1, t0 * 0.95 + 0.05)), 12 * math.sin(math.pi * min(1, t1 * 0.95 + 0.05))
        blue.quad(edge(t0, 0), edge(t0, w0), edge(t1, w1), edge(t1, 0))
    # Engine, plumbing, thrusters.
    metal.lathe([(0.16, 0.98), (0.24, 1.05), (0.24, 1.30)], 24)
    bell(metal, (0, 1.02, 0), 0.11, 0.42, 0.62)
    for k in range(4):
        metal.rod(turned_y((0, 1.3, 0.9), 45 + 90 * k), turned_y((0, 1.12, 0.25), 45 + 90 * k), 0.045)
        pod = turned_y((0, 3.3, 1.60), 45 + 90 * k)
        dark.box(pod, (0.30, 0.34, 0.16), 45 + 90 * k)
        for dx in (-1, 1):
            bell(metal, add(pod, turned_y((0.1 * dx, 0, 0.02), 45 + 90 * k)), 0.025, 0.06, 0.13, turned_y((dx, -0.1, 0.25), 45 + 90 * k), 14)
    for k in range(6):
        metal.rod(turned_y((0, 2.9, 1.5), 15 + 60 * k), turned_y((0, 4.6, 1.6), 15 + 60 * k), 0.03)
    for k in range(4):
        leg(dark, metal, 90 * k, (1.45, 2.35), (1.15, 1.45, 0.55), 0.48, 3.05, 0.085)
        blanket.rod(turned_y((0, 2.45, 1.38), 90 * k), turned_y((0, 1.75, 1.95), 90 * k), 0.14, 18, 0.11)
    glass.ball(turned_y((0, 2.6, 1.48), 22), 0.07, 14)
    glass.ball(turned_y((0, 2.6, 1.48), 202), 0.07, 14)
    return m


def starship_hls():
    """SpaceX's lander: 52.1 m tall, 9 m across."""
    m = Model("Starship HLS", "52.1 m tall and 9 m across as published; details are our own drawing.")
    white = m.material("white paint", (232, 232, 230), 0.0, 0.5)
    steel = m.material("steel", (186, 188, 192), 1.0, 0.28)
    dark = m.material("dark", (30, 31, 34), 0.1, 0.55)
    cells = m.material("solar cells", (255, 255, 255), 0.2, 0.3, solar_cells(16, 3))
    glass = m.material("windows", (14, 16, 22), 0.4, 0.06)
    light = m.material("lit windows", (255, 236, 200), 0.0, 0.6, emissive=[0.55, 0.48, 0.36])
    metal = m.material("engine metal", (140, 137, 132), 1.0, 0.4)
    base, top = 2.1, 52.1
    nose = [(4.5 * math.sqrt(max(0.0, 1 - (i / 22) ** 2.15)), top - 14.2 + 14.2 * i / 22) for i in range(23)]
    white.lathe([(4.5, 10.5)] + nose, 96, 50)
    steel.lathe([(4.35, base), (4.5, base + 0.25), (4.5, 10.5)], 96, 40)
    dark.lathe([(0, base + 1.2), (4.3, base + 1.2), (4.35, base)], 72)
    for y in (10.5, 12.4, 14.3, 16.2, 18.1, 20.0, 21.9, 23.8, 25.7, 36.5):
        steel.lathe([(4.5, y), (4.512, y + 0.015), (4.512, y + 0.05), (4.5, y + 0.065)], 96)
    # Six engines below; the landing thrusters in a ring high up, so that they do not dig a crater.
    for k in range(3):
        bell(metal, turned_y((0, base + 1.2, 1.1), 120 * k), 0.3, 0.65, 1.75)
        bell(metal, turned_y((0, base + 1.2, 3.0), 60 + 120 * k), 0.35, 1.05, 2.0)
    for k in range(12):
        a = 30 * k + 15
        dark.box(turned_y((0, 33.2, 4.44), a), (1.25, 1.0, 0.3), a)
        bell(metal, turned_y((0, 33.1, 4.5), a), 0.12, 0.34, 0.6, turned_y((0, -0.9, 0.42), a), 20)
    # Solar band below the nose.
    for k in range(28):
        a0, a1 = 360 * k / 28 + 0.7, 360 * (k + 1) / 28 - 0.7
        q = [turned_y((0, y, 4.55), a) for y, a in ((28.0, a0), (28.0, a1), (31.4, a1), (31.4, a0))]
        cells.quad(*q, uv=((0, 0), (0.25, 0), (0.25, 1), (0, 1)))
    # Crew windows, airlock door, and the lift with its rails.
    for row, y in enumerate((41.2, 43.0)):
        for k in range(-3, 4):
            r = 4.5 * math.sqrt(1 - ((y - (top - 14.2)) / 14.2) ** 2.15)
            a = 12.5 * k
            w, h, tilt = 0.42, 0.62, 0.18 + 0.06 * row
            q = [turned_y((x, y + v, r + 0.05 - tilt * (v + h)), a) for x, v in ((-w, -h), (w, -h), (w, h), (-w, h))]
            (light if (k + row) % 3 == 0 else glass).quad(*q)
    door = [turned_y((x, y, 4.53), 0) for x, y in ((-1.15, 35.7), (1.15, 35.7), (1.15, 38.0), (-1.15, 38.0))]
    dark.quad(*door)
    for x in (-1.3, 1.3):
        steel.rod((x, 2.3, 4.62), (x, 38.4, 4.62), 0.09)
    dark.box((0, 38.5, 5.2), (3.0, 0.22, 1.6))
    steel.box((0, 6.2, 5.35), (2.4, 0.12, 1.5))
    for x in (-1.15, 1.15):
        for z in (4.7, 6.0):
            steel.rod((x, 6.2, z), (x, 7.4, z), 0.035)
    for y in (6.8, 7.4):
        steel.rod((-1.15, y, 6.0), (1.15, y, 6.0), 0.03)
        for x in (-1.15, 1.15):
            steel.rod((x, y, 4.7), (x, y, 6.0), 0.03)
    for x in (-0.9, 0.9):
        dark.rod((x, 7.4, 5.3), (x, 38.4, 5.3), 0.02)
    # Six short broad legs.
    for k in range(6):
        a = 60 * k + 30
        at = lambda r, y, s=0.0: turned_y((s, y, r), a)
        steel.rod(at(4.4, 6.6), at(6.3, 0.5), 0.34, 22, 0.24)
        for s in (-1, 1):
            steel.rod(at(4.2, 3.0, s * 1.1), at(6.1, 0.75), 0.17)
        white.foil(at(4.52, 3.2, -0.95), at(4.52, 3.2, 0.95), at(4.52, 7.4, 0.7), at(4.52, 7.4, -0.7), (4, 8), 0.0, 5)
        metal.lathe([(0, 0), (0.95, 0), (1.1, 0.12), (1.1, 0.2), (0.35, 0.34), (0, 0.5)], 32, axis=(at(6.35, 0.0), (0, 1, 0)))
    # A low-gain mast and two dishes near the top.
    for a in (70, 250):
        p = turned_y((0, 39.5, 4.25), a)
        q = turned_y((0, 39.8, 5.1), a)
        steel.rod(p, q, 0.07)
        white.lathe([(0, 0), (0.3, 0.04), (0.6, 0.17), (0.8, 0.32), (0.77, 0.32), (0.0, 0.06)], 32, axis=(q, turned_y((0, 0.5, 0.8), a)))
    return m


def change_7_lander():
    """The lander of Chang'e 7: eight-sided body on four legs, two wings, a ramp for the rover."""
    m = Model("Chang'e 7 lander", "No dimensions were published; drawn after the family's earlier landers at about their size.")
    gold = m.material("gold blanket", (222, 166, 66), 0.92, 0.33)
    silver = m.material("silver blanket", (206, 208, 212), 0.92, 0.3)
    white = m.material("white", (226, 226, 222), 0.0, 0.6)
    dark = m.material("dark", (34, 35, 38), 0.1, 0.55)
    metal = m.material("engine metal", (150, 147, 142), 1.0, 0.38)
    cells = m.material("solar cells", (255, 255, 255), 0.2, 0.3, solar_cells(10, 6))
    red = m.material("flag", (200, 26, 30), 0.0, 0.6)
    glass = m.material("lenses", (12, 12, 16), 0.3, 0.08)
    gold.foil_prism(8, 1.55, 0.95, 2.15, 0.025, 3, 22.5, 0.15)
    silver.foil_prism(8, 1.20, 2.15, 2.42, 0.018, 30, 22.5, 0.15)
    dark.lathe([(0, 2.42), (1.15, 2.42), (1.15, 2.47), (0, 2.47)], 40)
    for k in range(4):
        a = 45 + 90 * k
        silver.ball(turned_y((0, 1.45, 1.02), a), 0.5, 28)
        leg(white, metal, a, (1.45, 1.85), (1.25, 1.0, 0.6), 0.33, 2.75, 0.065)
        gold.rod(turned_y((0, 1.9, 1.42), a), turned_y((0, 1.42, 1.85), a), 0.1, 16, 0.085)
    metal.lathe([(0.22, 0.72), (0.3, 0.8), (0.3, 0.96)], 24)
    bell(metal, (0, 0.86, 0), 0.13, 0.36, 0.5)
    # Wings to both sides, tilted to the low Sun of the pole.
    for s in (-1, 1):
        dark.rod((s * 1.2, 2.28, 0), (s * 1.75, 2.45, 0), 0.05)
        lean = 0.62
        for i in range(2):
            x0, x1 = s * (1.78 + 1.12 * i), s * (2.86 + 1.12 * i)
            corner = lambda x, t: (x, 2.45 + 0.82 * t * math.sin(lean), 0.82 * -t * math.cos(lean))
            q = [corner(min(x0, x1), -1), corner(max(x0, x1), -1), corner(max(x0, x1), 1), corner(min(x0, x1), 1)]
            cells.quad(*q)
            white.quad(*[add(p, (0, -0.02, -0.014)) for p in (q[1], q[0], q[3], q[2])])
    # High-gain antenna, camera mast, seismometer box, ramp to the ground in front.
    dark.rod((0.55, 2.47, -0.45), (0.55, 3.05, -0.45), 0.04)
    white.lathe([(0, 0), (0.18, 0.02), (0.36, 0.1), (0.48, 0.19), (0.46, 0.19), (0.0, 0.04)], 36, axis=((0.55, 3.0, -0.45), (0.15, 0.85, 0.5)))
    dark.rod((0.55, 3.02, -0.45), (0.6, 3.32, -0.28), 0.018)
    dark.rod((-0.6, 2.47, 0.35), (-0.6, 3.45, 0.35), 0.03)
    white.box((-0.6, 3.5, 0.35), (0.34, 0.14, 0.16))
    for x in (-0.7, -0.5):
        glass.rod((x, 3.5, 0.43), (x, 3.5, 0.47), 0.045)
    silver.foil_prism(4, 0.35, 2.47, 2.75, 0.01, 90, 45, 0.12)
    gold.foil_prism(6, 0.2, 2.47, 2.95, 0.01, 96, 0, 0.12)
    for x in (-0.42, 0.42):
        metal.rod((x, 1.45, 1.48), (x * 1.05, 0.05, 3.35), 0.05)
        for i in range(9):
            t = i / 8
            metal.rod((x * 0.86, 1.45 - 1.4 * t, 1.48 + 1.87 * t), (x * 1.14 * (1 + 0.05 * t), 1.45 - 1.4 * t, 1.48 + 1.87 * t), 0.02, 8)
    side = [turned_y((x, y, 1.48), 90) for x, y in ((-0.3, 1.45), (0.3, 1.45), (0.3, 1.85), (-0.3, 1.85))]
    red.quad(*side)
    for k in (0, 2, 4, 6):
        pod = turned_y((0, 2.05, 1.5), 45 * k + 22.5)
        dark.box(pod, (0.2, 0.2, 0.14), 45 * k + 22.5)
        bell(metal, pod, 0.02, 0.055, 0.12, turned_y((0, -0.8, 0.6), 45 * k + 22.5), 14)
    return m


if __name__ == "__main__":
    for name, make in (("blue-moon-mk1", blue_moon_mk1), ("starship-hls", starship_hls), ("chang-e-7-lander", change_7_lander)):
        triangles = make().write(HERE / f"{name}.glb")
        print(f"{name}.glb: {triangles} triangles, {(HERE / f'{name}.glb').stat().st_size // 1024} kB")
