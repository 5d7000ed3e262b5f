layout(location = 0) in vec3 a_direction; // inertial axes
layout(location = 1) in vec2 a_map;

uniform mat4 u_clipFromInertial;
uniform float u_far;

out vec2 v_map;

void main() {
    vec4 clip = u_clipFromInertial * vec4(a_direction, 0.0);
    gl_Position = vec4(clip.xy, u_far * clip.w, clip.w);
    v_map = a_map;
}
