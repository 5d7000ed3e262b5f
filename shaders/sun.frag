// The Sun: its disc, darker towards the edge, or the glare around it that a lens and an eye make.
uniform float u_disc;     // radius of the disc, in reaches of the square
uniform float u_softness; // of its edge, in reaches: about a pixel
uniform float u_seen;     // share of the disc that is seen
uniform float u_glare;    // 1: the glare, 0: the disc

in vec2 v_off;
out vec4 o_colour;

void main() {
    float away = length(v_off);
    float inDiscs = away / u_disc;
    if (u_glare > 0.5) {
        // Glare falls off with the square of the angle; it ends at the square's edge.
        float glare = 1.1 / (1.0 + 0.16 * inDiscs * inDiscs) + 0.16 / (1.0 + 0.006 * inDiscs * inDiscs);
        float ending = 1.0 - smoothstep(0.45, 1.0, away);
        vec3 light = vec3(1.0, 0.97, 0.92) * (glare * ending * u_seen);
        o_colour = vec4(light, 0.0);
    } else {
        // Limb darkening in visible light, linear law (Allen's Astrophysical Quantities, u = 0.6 at 550 nm).
        float mu = sqrt(max(1.0 - inDiscs * inDiscs, 0.0));
        float cover = 1.0 - smoothstep(u_disc - u_softness, u_disc + u_softness, away);
        o_colour = vec4(encodeSrgb(vec3(1.0, 0.985, 0.95) * (0.4 + 0.6 * mu) * 1.6), cover);
    }
}
