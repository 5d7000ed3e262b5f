// A star or a planet: a soft point whose size and brightness tell its magnitude.
layout(location = 0) in vec3 a_direction; // unit, inertial axes
layout(location = 1) in vec4 a_light;     // colour, magnitude

uniform mat4 u_clipFromInertial;
uniform float u_far;   // depth of what is farthest
uniform float u_lines; // height of the picture in parts of 720 lines
uniform float u_strength;

out vec3 v_light;

void main() {
    vec4 clip = u_clipFromInertial * vec4(a_direction, 0.0);
    gl_Position = vec4(clip.xy, u_far * clip.w, clip.w);
    float magnitude = a_light.w;
    float size = 2.9 + 0.85 * max(3.2 - magnitude, 0.0);
    gl_PointSize = size * max(u_lines, 0.6);
    // The eye's scale is no power of the light's; half of it keeps the faint ones without burning out the bright.
    v_light = a_light.rgb * (u_strength * min(exp2(-0.50 * (magnitude - 2.2)), 1.0));
}
