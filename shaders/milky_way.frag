uniform sampler2D u_brightness;
uniform float u_strength;

in vec2 v_map;
out vec4 o_colour;

void main() {
    o_colour = vec4(vec3(0.80, 0.86, 1.0) * (texture(u_brightness, v_map).r * u_strength), 0.0);
}
