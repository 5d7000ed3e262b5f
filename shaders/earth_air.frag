// The rim of air: blue where the Sun shines on it, red where it shines through from behind.
uniform vec3 u_sun;
uniform vec3 u_middle;
uniform float u_exposure;
uniform float u_thickness; // of the shell, in the Earth's radii

in vec2 v_map;
in vec3 v_normal;
in vec3 v_fromEye;
out vec4 o_colour;

void main() {
    vec3 towards = normalize(v_fromEye);
    // Where the line of sight comes closest to the Earth's middle.
    vec3 closest = u_middle - towards * dot(u_middle, towards);
    float above = (length(closest) - 1.0) / u_thickness; // 0 on the ground, 1 at the shell's top
    float air = exp(-4.0 * max(above, 0.0)) * smoothstep(-0.6, 0.0, above) * (1.0 - smoothstep(0.7, 1.0, above));
    vec3 outward = -normalize(closest);
    float height = dot(outward, u_sun);
    vec3 light = vec3(0.22, 0.45, 0.95) * smoothstep(-0.25, 0.35, height);
    // Light that grazes the Earth is bent by up to 1.2 degrees and comes out red: all around, when the Sun stands
    // behind.
    float behind = dot(towards, u_sun);
    light += vec3(1.0, 0.34, 0.10) * (1.4 * smoothstep(0.9990, 0.99995, behind));
    o_colour = vec4(encodeSrgb(toneCurve(light * (air * u_exposure))), 0.0);
}
