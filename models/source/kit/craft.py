"""A craft as named nodes: shapes, where they hang, how they move; written as one .glb with its occlusion baked."""
import argparse
import hashlib
import os
import sys
import tempfile
from math import radians
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix

from kit import pictures
from kit.materials import Palette
from kit.pack import pack

SOURCE = Path(__file__).resolve().parent.parent
SECONDS = 6.0  # every movement ends in the pose in which the craft stands
RATE = 24
STRIP = 0.025  # of the occlusion map, above: all greys from black to white


class Craft:
    def __init__(self, name, palette, small):
        self.small = small  # square metres: a loose piece with less surface than this is shaded evenly
        self.name, self.palette = name, palette
        self.objects, self.stands = {}, {}
        self.root = self.place(bpy.data.objects.new(name, None), None, Matrix())

    def place(self, made, parent, where):
        bpy.context.collection.objects.link(made)
        made.parent = parent
        made.matrix_local = where
        made.rotation_mode = "QUATERNION"
        self.objects[made.name], self.stands[made.name] = made, where
        return made

    def node(self, name, shape=None, parent=None, where=Matrix()):
        """A node of its own; `shape` may be another node's name, whose triangles it shares."""
        if isinstance(shape, str):
            data = self.objects[shape].data
        else:
            data = self.mesh(name, shape) if shape else None
        return self.place(bpy.data.objects.new(name, data), parent or self.root, where)

    def mesh(self, name, shape):
        data = bpy.data.meshes.new(name)
        data.from_pydata([p[:] for p in shape.points], [], shape.faces)
        used = sorted(set(shape.materials))
        for material in used:
            data.materials.append(self.palette[material])
        slot = {material: k for k, material in enumerate(used)}
        layer = data.uv_layers.new(name="UVMap")
        data.uv_layers.new(name="Occlusion")
        for polygon, material, corners in zip(data.polygons, shape.materials, shape.corners):
            polygon.material_index = slot[material]
            polygon.use_smooth = True
            for loop, uv in zip(polygon.loop_indices, corners):
                layer.data[loop].uv = uv
        # Corners of faces that meet at more than this are edges; the normals of bevels follow the larger face beside them.
        data.use_auto_smooth, data.auto_smooth_angle = True, radians(50)
        made = bpy.data.objects.new("making", data)
        bpy.context.collection.objects.link(made)
        weigh = made.modifiers.new("weigh", "WEIGHTED_NORMAL")
        weigh.keep_sharp = True
        done = bpy.data.meshes.new_from_object(made.evaluated_get(bpy.context.evaluated_depsgraph_get()),
                                               preserve_all_data_layers=True, depsgraph=bpy.context.evaluated_depsgraph_get())
        bpy.data.objects.remove(made)
        bpy.data.meshes.remove(data)
        done.name = name
        return done

    def move(self, made, track, poses):
        """A movement by name: (second, pose before the place where it stands); it ends standing."""
        stands = self.stands[made.name]
        action = made.animation_data_create().action = bpy.data.actions.new(f"{track}.{made.name}")
        for second, before in list(poses) + [(SECONDS, Matrix())]:
            made.location, made.rotation_quaternion, _ = (stands @ before).decompose()
            frame = 1 + second * RATE
            for path in ("location", "rotation_quaternion"):
                made.keyframe_insert(path, frame=frame)
        made.animation_data.action = None
        strip = made.animation_data.nla_tracks.new()
        strip.name = track
        strip.strips.new(track, 1, action).name = track
        made.matrix_local = stands

    def bake_occlusion(self, size, samples):
        """How much of the dark sky each place sees: one grey picture for the whole craft, by its second coordinates."""
        shown, seen = [], set()
        for made in self.objects.values():
            if made.type == "MESH" and made.data.name not in seen:
                seen.add(made.data.name)
                shown.append(made)
        bpy.ops.object.select_all(action="DESELECT")
        for made in shown:
            made.select_set(True)
            made.data.uv_layers.active_index = 1
        bpy.context.view_layer.objects.active = shown[0]
        bpy.ops.object.mode_set(mode="EDIT")
        bpy.ops.mesh.select_all(action="SELECT")
        bpy.ops.uv.smart_project(angle_limit=radians(80), island_margin=0.0018, area_weight=0.0)
        bpy.ops.object.mode_set(mode="OBJECT")
        for made in shown:  # the uppermost strip holds a scale of greys
            for loop in made.data.uv_layers[1].data:
                loop.uv.y *= 1 - 2 * STRIP
        picture = self.palette.occlusion(size)
        scene = bpy.context.scene
        scene.render.engine, scene.cycles.device, scene.cycles.samples, scene.cycles.seed = "CYCLES", "CPU", samples, 1
        scene.cycles.use_denoising = False
        scene.world.light_settings.distance = 0.06 * max(max(o.dimensions) for o in shown) + 0.5
        scene.render.bake.margin, scene.render.bake.use_clear = 5, True
        bpy.ops.object.bake(type="AO", margin=5, use_clear=True, uv_layer="Occlusion")
        for made in shown:
            made.data.uv_layers.active_index = 0
            made.data.uv_layers[0].active_render = True
            one_grey(made.data, np.array(picture.pixels[:], dtype=np.float32).reshape(size, size, 4)[..., 0], self.small)
        return picture


def pieces(data):
    """The loose pieces of a mesh, as lists of its faces."""
    parent = list(range(len(data.vertices)))

    def top(k):
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for polygon in data.polygons:
        first = top(polygon.vertices[0])
        for other in polygon.vertices[1:]:
            parent[top(other)] = first
    found = {}
    for polygon in data.polygons:
        found.setdefault(top(polygon.vertices[0]), []).append(polygon)
    return found.values()


def one_grey(data, baked, small):
    """A small piece is shaded evenly, from the scale of greys: its corners need not be parted where islands end."""
    layer, size = data.uv_layers[1].data, baked.shape[0]
    for piece in pieces(data):
        if sum(polygon.area for polygon in piece) > small:
            continue
        loops = [loop for polygon in piece for loop in polygon.loop_indices]
        places = np.array([layer[loop].uv[:] for loop in loops])
        seen = baked[np.clip((places[:, 1] * size).astype(int), 0, size - 1), np.clip((places[:, 0] * size).astype(int), 0, size - 1)]
        grey = round(float(np.clip(seen.mean() * 0.7 + seen.max() * 0.3, 0.02, 0.98)), 2)
        for loop in loops:
            layer[loop].uv = (grey, 1 - STRIP / 2)


def sources(name):
    """The files a craft is made of, by name: its own and the kit's."""
    return sorted([SOURCE / f"{name.replace('-', '_')}.py", *(SOURCE / "kit").glob("*.py")])


def clean():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.fps = RATE
    scene.frame_start, scene.frame_end = 1, int(1 + SECONDS * RATE)
    if scene.world is None:
        scene.world = bpy.data.worlds.new("sky")


def export(craft, path):
    bpy.context.scene.frame_set(int(1 + SECONDS * RATE))
    bpy.ops.export_scene.gltf(
        filepath=str(path), export_format="GLB", export_yup=True, export_apply=False, export_animations=True,
        export_nla_strips=True, export_force_sampling=False, export_current_frame=True, export_image_format="AUTO",
        export_colors=False, export_extras=False, export_lights=False, export_cameras=False, export_skins=False,
        export_morph=False, export_tangents=False, export_copyright="The Perilune authors, MIT")


def main(build, name, small=0.08, **options):
    """`blender --background --python CRAFT.py -- [--out DIR] [--pixels N] [--look FILE VIEW...]`"""
    asked = argparse.ArgumentParser(prog=name)
    asked.add_argument("--out", type=Path, default=SOURCE.parent / "spacecraft")
    asked.add_argument("--pixels", type=int, default=512, help="size of each texture")
    asked.add_argument("--samples", type=int, default=32, help="rays of each texel's occlusion")
    asked.add_argument("--look", nargs="*", metavar="FILE", help="pictures of three sides instead of the model")
    arguments = asked.parse_args(sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else [])
    clean()
    with tempfile.TemporaryDirectory() as folder:
        palette = Palette(Path(folder), arguments.pixels, **options)
        craft = Craft(name, palette, small)
        build(craft)
        if arguments.look is not None:
            import look
            look.take(craft, arguments.look)
        else:
            occlusion = craft.bake_occlusion(arguments.pixels, arguments.samples)
            palette.use_occlusion(occlusion, STRIP)
            arguments.out.mkdir(parents=True, exist_ok=True)
            path = arguments.out / f"{name}.glb"
            export(craft, path)
            pack(path, f"Perilune models/source/{name.replace('-', '_')}.py", {key: row[0] for key, row in palette.table.items()})
            record(name, path)
        count = sum(len(p.vertices) - 2 for o in craft.objects.values() if o.type == "MESH" for p in o.data.polygons)
        print(f"{name}: {count} triangles, {len(craft.objects)} nodes")


def record(name, path):
    """Beside the model: the sums of what it was made of, and its own, for `sha256sum --check` in models/."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {os.path.relpath(file, SOURCE.parent)}" for file in sources(name)]
    lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  spacecraft/{path.name}")
    path.with_suffix(".sha256").write_text("\n".join(lines) + "\n")
