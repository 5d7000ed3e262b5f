// The mean of all samples, coded for the screen.
uniform sampler2D u_mean;
in vec2 v_screen;
out vec4 o_colour;

void main() {
    vec4 mean = texture(u_mean, v_screen);
    o_colour = vec4(encodeSrgb(max(mean.rgb, vec3(0.0))), mean.a);
}
