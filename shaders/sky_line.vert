layout(location = 0) in vec3 a_direction; // inertial axes

uniform mat4 u_clipFromInertial;
uniform float u_far;

void main() {
    vec4 clip = u_clipFromInertial * vec4(a_direction, 0.0);
    gl_Position = vec4(clip.xy, u_far * clip.w, clip.w);
}
