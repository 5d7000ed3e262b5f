// The Earth, or the shell of its air.
layout(location = 0) in vec3 a_direction; // Earth-fixed axes, unit
layout(location = 1) in vec2 a_map;

uniform mat4 u_clipFromEye;
uniform mat3 u_moonFromEarth;
uniform vec3 u_middle;  // from the eye, in the Earth's radii
uniform float u_radius; // of the shell, in the Earth's radii
uniform float u_far;

out vec2 v_map;
out vec3 v_normal;  // Moon-fixed axes, as all directions here
out vec3 v_fromEye; // in the Earth's radii

void main() {
    v_map = a_map;
    v_normal = u_moonFromEarth * a_direction;
    v_fromEye = u_middle + v_normal * u_radius;
    vec4 clip = u_clipFromEye * vec4(v_fromEye, 1.0);
    gl_Position = vec4(clip.xy, u_far * clip.w, clip.w);
}
