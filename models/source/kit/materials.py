"""The materials, with the values of real ones: foil, paint, metals, glass, cells. Each is made when it is first asked for."""
import bpy
import numpy as np

from kit import pictures

# Name: linear base colour, metallic, roughness, textures (colour, normal), strength of the normals.
TABLE = {
    "gold": ((0.84, 0.47, 0.11), 1.0, 0.34, ("foil_colour", "foil_normal"), 1.0),
    "amber": ((0.62, 0.27, 0.055), 1.0, 0.38, ("foil_colour", "foil_normal"), 1.0),
    "silver": ((0.80, 0.80, 0.81), 1.0, 0.33, ("foil_colour", "foil_normal"), 0.9),
    "black_foil": ((0.045, 0.043, 0.042), 0.25, 0.45, (None, "foil_normal"), 0.7),
    "white_foil": ((0.74, 0.73, 0.70), 0.0, 0.62, (None, "foil_normal"), 0.5),
    "white": ((0.80, 0.80, 0.78), 0.0, 0.50, ("plate_colour", "plate_normal"), 0.8),
    "quilt": ((0.78, 0.77, 0.74), 0.0, 0.70, ("quilt_colour", "quilt_normal"), 1.0),
    "steel": ((0.56, 0.56, 0.57), 1.0, 0.36, ("plate_colour", "plate_normal"), 0.7),
    "tiles": ((0.66, 0.66, 0.67), 0.75, 0.38, ("plate_colour", "plate_normal"), 1.0),
    "radiator": ((0.86, 0.86, 0.85), 0.0, 0.30, ("plate_colour", "plate_normal"), 0.5),
    "cells": ((1.0, 1.0, 1.0), 0.15, 0.16, ("cells", None), 1.0),
    "marks": ((1.0, 1.0, 1.0), 0.0, 0.55, ("marks", None), 1.0),
    "alu": ((0.66, 0.67, 0.68), 1.0, 0.40, (None, None), 1.0),
    "grey": ((0.30, 0.30, 0.31), 0.6, 0.48, (None, None), 1.0),
    "titanium": ((0.46, 0.43, 0.39), 1.0, 0.30, (None, None), 1.0),
    "copper": ((0.62, 0.30, 0.17), 1.0, 0.36, (None, None), 1.0),
    "bell": ((0.105, 0.098, 0.092), 0.85, 0.46, (None, None), 1.0),
    "soot": ((0.020, 0.019, 0.018), 0.0, 0.85, (None, None), 1.0),
    "carbon": ((0.028, 0.028, 0.030), 0.0, 0.40, (None, None), 1.0),
    "black": ((0.014, 0.014, 0.015), 0.0, 0.60, (None, None), 1.0),
    "enamel": ((0.80, 0.80, 0.78), 0.0, 0.42, (None, None), 1.0),
    "kapton": ((0.52, 0.25, 0.05), 0.3, 0.35, (None, None), 1.0),
    "glass": ((0.010, 0.012, 0.016), 0.0, 0.06, (None, None), 1.0),
    "red": ((0.55, 0.035, 0.03), 0.0, 0.5, (None, None), 1.0),
    "ablator": ((0.20, 0.115, 0.062), 0.0, 0.8, (None, None), 1.0),
    "lamp": ((0.85, 0.86, 0.88), 0.0, 0.12, (None, None), 1.0),
}


class Palette:
    """`plates` and `quilt` are options of pictures.panels; `values` replaces rows of the table."""

    def __init__(self, folder, pixels, plates=None, quilt=None, values=None):
        self.folder, self.pixels = folder, pixels
        self.plates, self.quilt = plates or {}, quilt or {"across": 3, "down": 3, "rivets": 0, "quilt": 0.30}
        self.table = {**TABLE, **(values or {})}
        self.made, self.images, self.group = {}, {}, None
        self.baked = None

    def drawn(self, name):
        size = self.pixels
        if name.startswith("foil"):
            normal, colour = pictures.foil(size)
            return {"foil_normal": (normal, 84), "foil_colour": (pictures.shrink(colour, max(1, size // 2)), 80)}
        if name.startswith("plate"):
            normal, colour = pictures.panels(size, **self.plates)
            return {"plate_normal": (normal, 88), "plate_colour": (colour, 82)}
        if name.startswith("quilt"):
            normal, colour = pictures.panels(size, **self.quilt)
            return {"quilt_normal": (normal, 88), "quilt_colour": (colour, 82)}
        if name == "cells":
            return {"cells": (pictures.cells(size), 80)}
        return {"marks": (pictures.marks(size), 86)}

    def image(self, name):
        if name not in self.images:
            for each, (picture, quality) in self.drawn(name).items():
                path = self.folder / (f"{each}.png" if picture.shape[-1] == 4 else f"{each}.jpg")
                pictures.save(picture, path, quality)
                self.images[each] = bpy.data.images.load(str(path))
                if each.endswith("normal"):
                    self.images[each].colorspace_settings.name = "Non-Color"
        return self.images[name]

    def __getitem__(self, name):
        if name in self.made:
            return self.made[name]
        colour, metallic, roughness, (base, normal), strength = self.table[name]
        made = bpy.data.materials.new(name)
        made.use_nodes = True
        made.use_backface_culling = True
        tree = made.node_tree
        shader = tree.nodes["Principled BSDF"]
        shader.inputs["Base Color"].default_value = (*colour, 1.0)
        shader.inputs["Metallic"].default_value = metallic
        shader.inputs["Roughness"].default_value = roughness
        if base:
            picture = tree.nodes.new("ShaderNodeTexImage")
            picture.image = self.image(base)
            by = tree.nodes.new("ShaderNodeMixRGB")
            by.blend_type = "MULTIPLY"
            by.inputs["Fac"].default_value = 1.0
            by.inputs["Color2"].default_value = (*colour, 1.0)
            tree.links.new(picture.outputs["Color"], by.inputs["Color1"])
            tree.links.new(by.outputs["Color"], shader.inputs["Base Color"])
            if name == "marks":
                tree.links.new(picture.outputs["Alpha"], shader.inputs["Alpha"])
                made.blend_method, made.alpha_threshold = "CLIP", 0.5
        if normal:
            picture = tree.nodes.new("ShaderNodeTexImage")
            picture.image = self.image(normal)
            bend = tree.nodes.new("ShaderNodeNormalMap")
            bend.uv_map = "UVMap"
            bend.inputs["Strength"].default_value = strength
            tree.links.new(picture.outputs["Color"], bend.inputs["Color"])
            tree.links.new(bend.outputs["Normal"], shader.inputs["Normal"])
        self.made[name] = made
        return made

    def occlusion(self, size):
        """The picture to bake into, made the active texture of every material."""
        self.baked = bpy.data.images.new("occlusion", size, size, float_buffer=True, is_data=True)
        self.baked.generated_color = (1, 1, 1, 1)
        for made in self.made.values():
            target = made.node_tree.nodes.new("ShaderNodeTexImage")
            target.name, target.image = "bake", self.baked
            made.node_tree.nodes.active = target
        return self.baked

    def use_occlusion(self, baked, strip_share):
        """Kept as a grey JPEG that the exporter finds by the name of a node group."""
        size = baked.size[0]
        grey = np.array(baked.pixels[:], dtype=np.float32).reshape(size, size, 4)[::-1, :, :1]
        # Few rays a texel: a mean of three by three takes their grain away.
        near = sum(np.roll(np.roll(grey, i, 0), j, 1) for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9
        grey = np.clip(0.5 * grey + 0.5 * near, 0, 1)
        strip = max(2, round(strip_share * size))
        grey[:strip] = ((np.arange(size) + 0.5) / size)[None, :, None]
        path = self.folder / "occlusion.jpg"
        pictures.save(grey, path, 82)
        picture = bpy.data.images.load(str(path))
        picture.colorspace_settings.name = "Non-Color"
        group = bpy.data.node_groups.new("glTF Material Output", "ShaderNodeTree")
        group.inputs.new("NodeSocketFloat", "Occlusion")
        for made in self.made.values():
            tree = made.node_tree
            tree.nodes.remove(tree.nodes["bake"])
            told = tree.nodes.new("ShaderNodeGroup")
            told.node_tree = group
            shown = tree.nodes.new("ShaderNodeTexImage")
            shown.image = picture
            by = tree.nodes.new("ShaderNodeUVMap")
            by.uv_map = "Occlusion"
            tree.links.new(by.outputs["UV"], shown.inputs["Vector"])
            tree.links.new(shown.outputs["Color"], told.inputs["Occlusion"])
