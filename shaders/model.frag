// Metallic-roughness (glTF 2.0) in the light that there is on the Moon: the Sun, hard; the lit ground below; no sky.

uniform sampler2D u_base;
uniform sampler2D u_metalRough;
uniform sampler2D u_glow;

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
uniform float u_planned;     // 1: not there yet, drawn as a plan
uniform float u_stripe;      // metres from one line of the plan's hatching to the next

in vec3 v_normal;
in vec3 v_fromEye;
in vec4 v_uv; // both sets of texture coordinates
in vec4 v_colour;
in vec3 v_shadow;
in vec3 v_place;

out vec4 o_colour;

const float kSunlight = 1.15;  // white facing the Sun comes out just short of the screen's white
const float kFill = 0.012;     // what reaches a face that sees neither Sun nor ground
const vec3 kPlanTint = vec3(0.36, 0.66, 1.0);

float distribution(float nh, float a2) {
    float d = nh * nh * (a2 - 1.0) + 1.0;
    return a2 / max(d * d, 1e-7); // times pi, which the Sun's unit cancels
}

float visibility(float nl, float nv, float a2) {
    float viewed = nl * sqrt(nv * nv * (1.0 - a2) + a2);
    float lit = nv * sqrt(nl * nl * (1.0 - a2) + a2);
    return 0.5 / max(viewed + lit, 1e-5);
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
    float a2 = roughness * roughness * roughness * roughness;

    vec3 view = -normalize(v_fromEye);
    vec3 normal = normalize(v_normal) * (gl_FrontFacing ? 1.0 : -1.0);
    float nv = max(dot(normal, view), 1e-3);
    float nl = dot(normal, u_sun);

    vec3 diffuse = base.rgb * (1.0 - metal);
    vec3 mirror = mix(vec3(0.04), base.rgb, metal);

    // A face turned away, or a model with no map, asks at a place outside.
    vec3 asked = nl > 0.0 && u_shadowed > 0.5 ? v_shadow : vec3(2.0);
    vec3 seen = u_sunlight * sunSeen(asked, 0.004 + 0.006 * (1.0 - nl));
    vec3 halfway = normalize(u_sun + view);
    float nh = max(dot(normal, halfway), 0.0);
    float vh = max(dot(view, halfway), 0.0);
    vec3 fresnel = mirror + (1.0 - mirror) * pow(1.0 - vh, 5.0);
    vec3 gleam = fresnel * (distribution(nh, a2) * visibility(max(nl, 0.0), nv, a2));
    vec3 light = (diffuse + min(gleam, vec3(12.0))) * (kSunlight * max(nl, 0.0) * seen);

    // The ground fills the lower half of what a face sees; a mirror shows it where its reflection looks down.
    float down = -dot(normal, u_up);
    float groundShare = 0.5 + 0.5 * down;
    light += diffuse * (u_ground * groundShare + kFill);
    vec3 reflected = reflect(-view, normal);
    float blur = 0.05 + roughness;
    float reflectsGround = smoothstep(-blur, blur, -dot(reflected, u_up));
    vec3 grazing = mirror + (max(vec3(1.0 - roughness), mirror) - mirror) * pow(1.0 - nv, 5.0);
    light += grazing * (u_ground * reflectsGround + kFill);
    light += u_emissive * texture(u_glow, placeIn(u_glowTurn, u_glowMove)).rgb;

    float alpha = mix(base.a, 1.0, u_opaque);
    if (u_planned > 0.5) {
        // Glass-blue, lit by the same Sun, with a bright rim and fine level lines, as on a drawing.
        float grey = dot(light, vec3(0.2126, 0.7152, 0.0722));
        float rim = pow(1.0 - nv, 3.0);
        float height = v_place.y / u_stripe;
        float width = max(fwidth(height), 1e-4);
        float line = 1.0 - smoothstep(0.06, 0.06 + width * 1.5, abs(fract(height) - 0.5));
        line *= 1.0 - smoothstep(0.15, 0.45, width);
        light = kPlanTint * (0.10 + 0.62 * grey + 0.55 * rim + 0.22 * line);
        alpha = clamp(0.42 + 0.30 * grey + 0.40 * rim + 0.22 * line, 0.0, 0.94);
    }
    o_colour = vec4(encodeSrgb(toneCurve(light)), alpha);
}
