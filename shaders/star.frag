in vec3 v_light;
out vec4 o_colour;

void main() {
    vec2 off = gl_PointCoord * 2.0 - 1.0;
    float away = dot(off, off);
    o_colour = vec4(v_light * max(exp(-4.0 * away) - 0.018, 0.0), 0.0);
}
