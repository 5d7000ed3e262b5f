// Adds a sample of the picture to the mean, in linear light.
uniform sampler2D u_picture;
uniform float u_weight;
in vec2 v_screen;
out vec4 o_colour;

void main() {
    vec4 sampled = texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0);
    o_colour = vec4(decodeSrgb(sampled.rgb) * u_weight, sampled.a * u_weight);
}
