// The spot of a laser: a bright core in a red glow.
uniform vec2 u_middle;  // pixels of the framebuffer
uniform float u_radius; // of core and glow together, pixels

out vec4 o_colour;

const float kCore = 0.36; // of the radius

void main() {
    float away = length(gl_FragCoord.xy - u_middle) / u_radius;
    float soft = 1.0 / u_radius;
    float core = 1.0 - smoothstep(kCore - soft, kCore + soft, away);
    float glow = pow(max(1.0 - away, 0.0), 2.0);
    vec3 colour = mix(vec3(1.0, 0.05, 0.05), vec3(1.0, 0.45, 0.38), core * (1.0 - away / kCore * 0.8));
    o_colour = vec4(colour, max(core, 0.85 * glow));
}
