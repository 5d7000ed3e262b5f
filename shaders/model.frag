// Metallic-roughness (glTF 2.0) in the light that there is on the Moon: the Sun, hard; the lit ground below; no sky.

uniform sampler2D u_base;
uniform sampler2D u_metalRough;
uniform sampler2D u_glow;

uniform mat3 u_moonFromModel;
uniform mat4 u_shadowFromModel;
uniform vec3 u_sun;    // Moon-fixed axes, as all directions here
uniform vec3 u_up;
uniform vec3 u_sunlight;  // 1: all of the Sun's; 0 where the Moon itself hides it; copper in the Earth's shadow
uniform float u_shadowed; // 1: there is a shadow map
uniform vec3 u_ground; // light that the ground around gives back
uniform vec4 u_baseColour;
uniform vec3 u_emissive;
uniform vec2 u_metalRoughness;
// Of each texture: where a step of u and one of v go, where it is moved to, and which set it lies by.
uniform vec4 u_baseTurn;
uniform vec3 u_baseMove;
uniform vec4 u_metalRoughTurn;
uniform vec3 u_metalRoughMove;
uniform vec4 u_glowTurn;
uniform vec3 u_glowMove;
uniform float u_alphaCutoff; // below it nothing is drawn
uniform float u_opaque;      // 1: alpha is ignored
uniform vec3 u_earth;        // towards it
uniform vec3 u_dark;         // light of the Earth; of sky and hills in the dark; of the lamps on the ground
uniform vec3 u_sunInModel;
uniform vec3 u_upInModel;
uniform vec4 u_ball;         // around the model, its own axes: middle and radius
uniform vec4 u_tint;         // colour, and how much of it: what stands is told from what does not
uniform vec4 u_rim;          // colour of the edges, and how strong
uniform vec2 u_clay;         // share of its own colours that is gone; hatched

in vec3 v_normal;
in vec3 v_fromEye;
in vec4 v_uv; // both sets of texture coordinates
in vec4 v_colour;
in vec3 v_shadow;
in vec3 v_place;

out vec4 o_colour;

const float kSunlight = 1.15;  // white facing the Sun comes out just short of the screen's white
const float kFill = 0.012;     // what reaches a face that sees neither Sun nor ground
const float kDust = 0.2;      // what the ground gives back of the lamps' light

float distribution(float nh, float a2) {
    float d = nh * nh * (a2 - 1.0) + 1.0;
    return a2 / max(d * d, 1e-7); // times pi, which the Sun's unit cancels
}

float visibility(float nl, float nv, float a2) {
    float viewed = nl * sqrt(nv * nv * (1.0 - a2) + a2);
    float lit = nv * sqrt(nl * nl * (1.0 - a2) + a2);
    return 0.5 / max(viewed + lit, 1e-5);
}

// What is seen from a place of the model looking along `way` (the model's axes): the ground, bright where the Sun is behind
// who looks, dark in the model's own shadow; over the horizon black sky. `blur` is how wide one looks, radians.
vec3 surroundings(vec3 place, vec3 way, float blur) {
    float down = -dot(way, u_upInModel);
    float share = smoothstep(-blur, blur, down);
    vec3 flatUp = u_upInModel;
    float height = max(dot(place - u_ball.xyz, flatUp) + 0.8 * u_ball.w, 0.02 * u_ball.w);
    vec3 foot = place + way * (height / max(down, 0.06));
    float lit = 1.0;
    if (u_shadowed > 0.5 && share > 0.0) {
        vec3 map = (u_shadowFromModel * vec4(foot, 1.0)).xyz;
        lit = sunSeenWide(map, 0.02 + 0.1 * blur);
    }
    float towards = 0.5 + 0.5 * dot(-way, u_sunInModel);
    float phase = 0.55 + 0.9 * towards * towards;
    float away = length(foot - u_ball.xyz) / u_ball.w;
    float lamps = u_dark.z * kDust / (1.0 + 0.4 * away * away);
    return (u_ground * (phase * lit) + vec3(kDust * u_dark.y + lamps)) * share;
}

vec2 placeIn(vec4 turn, vec3 move) {
    vec2 uv = move.z > 0.5 ? v_uv.zw : v_uv.xy;
    return turn.xy * uv.x + turn.zw * uv.y + move.xy;
}

void main() {
    vec4 base = u_baseColour * v_colour * texture(u_base, placeIn(u_baseTurn, u_baseMove));
    if (base.a < u_alphaCutoff) {
        discard;
    }
    vec2 metalRough = u_metalRoughness * texture(u_metalRough, placeIn(u_metalRoughTurn, u_metalRoughMove)).bg;
    float metal = clamp(metalRough.x, 0.0, 1.0);
    float roughness = clamp(metalRough.y, 0.09, 1.0);

    vec3 view = -normalize(v_fromEye);
    vec3 normal = normalize(v_normal) * (gl_FrontFacing ? 1.0 : -1.0);
    float nv = max(dot(normal, view), 1e-3);
    float nl = dot(normal, u_sun);

    base.rgb = mix(base.rgb, vec3(0.6), u_clay.x);
    metal *= 1.0 - u_clay.x;
    roughness = mix(roughness, 0.9, u_clay.x);
    vec3 diffuse = base.rgb * (1.0 - metal);
    vec3 mirror = mix(vec3(0.04), base.rgb, metal);
    float a2 = roughness * roughness * roughness * roughness;

    // A face turned away, or a model with no map, asks at a place outside.
    vec3 asked = nl > 0.0 && u_shadowed > 0.5 ? v_shadow : vec3(2.0);
    vec3 seen = u_sunlight * sunSeen(asked, 0.004 + 0.006 * (1.0 - nl));
    vec3 halfway = normalize(u_sun + view);
    float nh = max(dot(normal, halfway), 0.0);
    float vh = max(dot(view, halfway), 0.0);
    vec3 fresnel = mirror + (1.0 - mirror) * pow(1.0 - vh, 5.0);
    vec3 gleam = fresnel * (distribution(nh, a2) * visibility(max(nl, 0.0), nv, a2));
    vec3 light = (diffuse + min(gleam, vec3(12.0))) * (kSunlight * max(nl, 0.0) * seen);

    // The Earth, and the sky and hills around in the dark.
    float toEarth = dot(normal, u_earth);
    light += diffuse * (u_dark.x * max(toEarth, 0.0) + 0.5 * u_dark.y);

    // The ground fills the lower half of what a face sees; a mirror shows it where its reflection looks down.
    mat3 modelFromMoon = transpose(u_moonFromModel);
    vec3 normalInModel = modelFromMoon * normal;
    float groundShare = 0.5 - 0.5 * dot(normal, u_up);
    vec3 look = normalize(normalInModel - 0.7 * u_upInModel);
    light += diffuse * (surroundings(v_place, look, 0.6) * groundShare + kFill);
    vec3 reflected = modelFromMoon * reflect(-view, normal);
    vec3 grazing = mirror + (max(vec3(1.0 - roughness), mirror) - mirror) * pow(1.0 - nv, 5.0);
    vec3 around = surroundings(v_place, reflected, 0.05 + roughness);
    // The Earth's disc, wide as the roughness spreads it.
    float spread = max(roughness * roughness, 0.02);
    float glint = exp(-(1.0 - dot(reflected, modelFromMoon * u_earth)) / spread) * 0.3 * u_dark.x / spread;
    light += grazing * (around + kFill + min(glint, 2.0));

    // Two lamps stand before it and light it from below.
    if (u_dark.z > 0.0) {
        for (float side = -1.0; side < 2.0; side += 2.0) {
            vec3 from = u_ball.xyz + u_ball.w * vec3(1.1 * side, -0.3, 1.2) - v_place;
            float away2 = dot(from, from) / (u_ball.w * u_ball.w);
            float facing = max(dot(normalInModel, normalize(from)), 0.0);
            light += diffuse * (0.55 * u_dark.z * facing / (0.4 + away2));
        }
    }
    light += u_emissive * texture(u_glow, placeIn(u_glowTurn, u_glowMove)).rgb;

    float grey = dot(light, vec3(0.2126, 0.7152, 0.0722));
    light = mix(light, grey * u_tint.rgb, u_clay.x);
    light *= mix(vec3(1.0), u_tint.rgb, u_tint.a * (1.0 - u_clay.x));
    light += u_rim.rgb * (u_rim.a * pow(1.0 - nv, 3.0));
    // What never flew is struck through, as on a drawing.
    float stripe = (v_place.x + v_place.y + v_place.z) / u_ball.w * 6.0;
    float width = max(fwidth(stripe), 1e-4);
    float line = 1.0 - smoothstep(0.09, 0.09 + 1.5 * width, abs(fract(stripe) - 0.5));
    light *= 1.0 - 0.7 * u_clay.y * line * (1.0 - smoothstep(0.3, 0.6, width));
    o_colour = vec4(encodeSrgb(toneCurve(light)), mix(base.a, 1.0, u_opaque));
}
