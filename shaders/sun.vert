// A square around the Sun's middle, in the picture's plane.
layout(location = 0) in vec2 a_corner; // -1..1

uniform vec2 u_middle;  // clip space
uniform vec2 u_reach;   // half of the square's sides, clip space
uniform float u_far;

out vec2 v_off; // in reaches

void main() {
    gl_Position = vec4(u_middle + a_corner * u_reach, u_far, 1.0);
    v_off = a_corner;
}
