uniform sampler2DArray u_normals;
uniform sampler2DArray u_albedo;
uniform sampler2DArray u_sunlight; // how far the Sun's middle stands over what hides it

#ifdef QUICK
// For moving pictures of ground without a map on it and out of the Earth's shadow: the same light, but colour is worked out
// for its greatest channel alone, and what is one for the whole tile comes from the corners, which is cheap on processors.
flat in vec4 v_tile; // towards the Sun, tile axes; and the tile's layer
#define SUN v_tile.xyz
#define LAYER v_tile.w
#else
uniform vec3 u_sunInTile;
uniform float u_layer;
uniform float u_exposure;
#define SUN u_sunInTile
#define LAYER u_layer
#endif

#ifdef MODEL_SHADOW
uniform vec3 u_craftSize;
in vec3 v_shadow;
in vec3 v_craft;

// Light of the model's lamps on ground of this normal. They hang about so high over the ground that 6.2 makes it one there.
float lampLight(vec3 normal) {
    vec3 toLamp = v_craft + vec3(0.0, 0.0, u_craftSize.y);
    float away2 = dot(toLamp, toLamp);
    float under = dot(v_craft.xy, v_craft.xy);
    float light = 6.2 * max(dot(normal, toLamp), 0.0) * inversesqrt(away2) / away2;
    return u_craftSize.z * light * (1.0 - 0.75 * exp(-5.0 * under)) * smoothstep(60.0, 20.0, away2);
}

// What the model hides of the sky and of sunlit hills.
float contact() {
    float under = dot(v_craft.xy, v_craft.xy);
    return 1.0 - 0.7 * exp(-3.0 * under);
}
#endif

#ifdef ECLIPSE
in vec3 v_sunlight;
#endif

in vec2 v_map;
in vec3 v_view;
in vec4 v_light;
in float v_night;

out vec4 o_colour;

const float kClearance = 15.0; // radii of the Sun's disc that the map goes to both sides
const float kSunRadius = 0.00465; // of the Sun's disc, radians

#ifdef SMOOTH
// A tile that has just been split is seen at 0.8 of a pixel a texel: this much on (115/256), its children begin as soft
// as it was, nearly, and end sharp.
#define SOFTER , 0.44921875
#else
#define SOFTER
#endif

void main() {
    vec2 slope = texture(u_normals, vec3(v_map, LAYER) SOFTER).xy;
    vec3 normal = vec3(slope, sqrt(max(1.0 - dot(slope, slope), 0.0)));
#ifdef QUICK
    vec3 coded = texture(u_albedo, vec3(v_map, LAYER)).rgb;
#else
    vec4 ground = texture(u_albedo, vec3(v_map, LAYER) SOFTER);
    vec3 albedo = decodeSrgb(ground.rgb);
#endif

    float emission = dot(normal, v_view);
    float incidence = dot(normal, SUN);
    float lean = max(v_light.z - emission, 0.0);
    emission += lean;
    incidence += lean * v_light.x;

    // The Sun is a disc: its light goes over half a degree.
    float rising = clamp(incidence + kSunRadius, 0.0, 2.0 * kSunRadius);
    float sun = max(incidence, rising * rising * (0.25 / kSunRadius));

    float clearance = texture(u_sunlight, vec3(v_map, LAYER)).r * (2.0 * kClearance) - kClearance;
    float seen = smoothstep(-1.0, 1.0, clearance);

    float brightness = 2.0 * v_light.y * sun / (sun + emission + 1e-4) + (1.0 - v_light.y) * sun;
#ifdef MODEL_SHADOW
    seen *= sunSeen(v_shadow, 0.0);
#endif
    // What hills and craters throw into the shadows comes from all sides, most from where the ground faces.
    float night = v_night * (0.3 + 0.7 * max(emission, 0.0));
#ifdef MODEL_SHADOW
    night *= contact();
    float lamps = lampLight(normal);
#else
    const float lamps = 0.0;
#endif
#ifdef QUICK
    float most = max(max(coded.r, coded.g), coded.b);
    float code = encodeSrgb(toneCurve(decodeSrgb(most) * (brightness * v_light.w * seen + night + lamps)));
    // Light and curve change all channels at one ratio, which a power law keeps; the code is one but for its foot.
    vec3 less = (coded - most) / (most + 0.055);
    o_colour = vec4(code + (code + min(1.36 * code, 0.055)) * less, 1.0);
#else
#ifdef ECLIPSE
    vec3 sunlight = v_sunlight * (brightness * v_light.w * seen);
#else
    float sunlight = brightness * v_light.w * seen;
#endif
    vec3 light = albedo * (u_exposure * (sunlight + night) + lamps);
    // A map laid over the ground can be read in the dark too: light shapes it, but does not make it.
    float shape = 0.3 + 0.2 * max(emission, 0.0) + 0.5 * clamp(brightness * v_light.w, 0.0, 1.0);
    o_colour = vec4(encodeSrgb(mix(albedo * shape, toneCurve(light), ground.a)), 1.0);
#endif
}
