#ifndef PLAIN
uniform sampler2D u_coverage;
#endif

in vec2 v_atlas;
in vec4 v_colour;
out vec4 o_colour;

void main() {
#ifdef PLAIN
    o_colour = v_colour;
#else
    o_colour = vec4(v_colour.rgb, v_colour.a * texture(u_coverage, v_atlas).r);
#endif
}
