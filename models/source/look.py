"""Pictures of a craft on grey ground in hard light: to be looked at while it is drawn."""
from math import cos, radians, sin

import bpy
from mathutils import Vector


def bounds(craft):
    corners = [o.matrix_world @ Vector(c) for o in craft.objects.values() if o.type == "MESH" for c in o.bound_box]
    return [Vector([f(c[i] for c in corners) for i in range(3)]) for f in (min, max)]


def take(craft, files):
    """`FILE@azimuth,elevation[,zoom[,dz]]` each: degrees from the front to the right and up."""
    bpy.context.scene.frame_set(bpy.context.scene.frame_end)
    bpy.context.view_layer.update()
    low, high = bounds(craft)
    middle, span = (low + high) / 2, high - low
    size = span.length
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.device, scene.cycles.samples = "CYCLES", "CPU", 8
    scene.cycles.max_bounces, scene.cycles.use_denoising, scene.cycles.sample_clamp_indirect = 3, False, 2.0
    scene.cycles.use_adaptive_sampling = False
    scene.render.resolution_x, scene.render.resolution_y, scene.render.threads_mode, scene.render.threads = 960, 540, "FIXED", 1
    scene.view_settings.view_transform, scene.view_settings.look = "Filmic", "Medium High Contrast"
    scene.view_settings.exposure = -0.6
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (0.03, 0.03, 0.032, 1)
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy, sun.data.angle = 6.0, radians(0.53)
    sun.rotation_euler = (radians(64), 0, radians(52))
    scene.collection.objects.link(sun)
    if low.z > -0.7:
        bpy.ops.mesh.primitive_plane_add(size=60 * size, location=(0, 0, 0))
        ground = bpy.data.materials.new("ground")
        ground.use_nodes = True
        ground.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.13, 0.125, 0.12, 1)
        ground.node_tree.nodes["Principled BSDF"].inputs["Roughness"].default_value = 1.0
        bpy.context.object.data.materials.append(ground)
    eye = bpy.data.objects.new("eye", bpy.data.cameras.new("eye"))
    eye.data.lens, eye.data.clip_end = 50, 4000
    scene.collection.objects.link(eye)
    scene.camera = eye
    for asked in files:
        path, _, view = asked.partition("@")
        numbers = [float(v) for v in view.split(",")] if view else [30, 12]
        azimuth, up = radians(numbers[0]), radians(numbers[1])
        zoom = numbers[2] if len(numbers) > 2 else 1.0
        aim = middle + Vector((0, 0, (numbers[3] if len(numbers) > 3 else 0.0) * (high - low).z))
        far = max(2.75 * span.z, 1.55 * max(span.x, span.y)) / zoom
        eye.location = aim + far * Vector((sin(azimuth) * cos(up), -cos(azimuth) * cos(up), sin(up)))
        eye.rotation_euler = (aim - eye.location).to_track_quat("-Z", "Y").to_euler()
        scene.render.filepath = path
        bpy.ops.render.render(write_still=True)
