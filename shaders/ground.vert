// A tile of ground. Directions that the pixels need are worked out here, at the corners.

layout(location = 0) in vec3 a_corner; // metres from the tile's origin, Moon-fixed axes
layout(location = 1) in vec2 a_map;

uniform mat4 u_clipFromEye;
uniform mat3 u_tileFromMoon; // to the axes that the tile's normals are kept in
uniform vec3 u_originFromEye;
uniform vec3 u_originFromMoon;
uniform vec3 u_sun;
uniform vec3 u_earth;
uniform float u_earthshine;
uniform float u_scattered;
uniform float u_sink; // metres that the ground is lowered: the backing behind hairline gaps between tiles

#ifdef MODEL_SHADOW
uniform mat4 u_shadowFromEye;
uniform vec3 u_craftFromEye; // the middle of the ball around the model
uniform vec3 u_craftSize;    // its radius in metres; height of the lamps over its middle in radii; their light
out vec3 v_shadow;
out vec3 v_craft; // from the ground to that middle, tile axes, in radii
#endif

#ifdef ECLIPSE
uniform sampler2D u_eclipse; // log2 of the sunlight over the angle between Sun and Earth, as seen from the ground
uniform vec3 u_earthPlace;   // from the Moon's middle, thousands of kilometres
uniform float u_penumbra;    // radians to the shadow's outer edge
out vec3 v_sunlight;
#endif

#ifdef QUICK
uniform vec3 u_sunInTile;
uniform float u_layer;
uniform float u_exposure;
flat out vec4 v_tile; // towards the Sun, tile axes; and the tile's layer
#endif

out vec2 v_map;
out vec3 v_view;  // towards the eye, tile axes
out vec4 v_light; // cosine of the phase angle, weight of Lommel-Seeliger, least cosine of emission, opposition surge
out float v_night;

const float kMoonRadius = 1737400.0;
const float kDegrees = 57.29577951;
// The Moon brightens by 40 % from a phase angle of 4 degrees to 0 (Buratti, Hillier and Wang 1996, Clementine).
const float kSurge = 1.0;
const float kSurgeWidth = 0.026;

void main() {
    vec3 fromEye = a_corner + u_originFromEye;
    vec3 fromMoon = a_corner + u_originFromMoon;
    v_map = a_map;
#ifdef MODEL_SHADOW
    v_shadow = (u_shadowFromEye * vec4(fromEye, 1.0)).xyz;
    v_craft = u_tileFromMoon * (u_craftFromEye - fromEye) / u_craftSize.x;
#endif

    vec3 view = -normalize(fromEye);
    float radius = length(fromMoon);
    vec3 up = fromMoon / radius;
    v_view = u_tileFromMoon * view;
    gl_Position = u_clipFromEye * vec4(fromEye - up * u_sink, 1.0);

    // Lunar-Lambert, McEwen 1996: the weight as a polynomial of the phase angle in degrees.
    float cosPhase = clamp(dot(view, u_sun), -1.0, 1.0);
    float angle = acos(cosPhase);
    float phase = angle * kDegrees;
    float weight = clamp(1.0 + phase * (-0.019 + phase * (2.42e-4 - phase * 1.46e-6)), 0.0, 1.0);

    // Slopes that face away from the eye are hidden by what is before them, so the ground that is seen in a pixel never
    // leans farther from the eye than this; without it they fleck the far limb with black.
    float leastEmission = max(0.6 * dot(up, view), 0.02);

    // The opposition surge as Hapke's shadow hiding, 1 at zero phase.
    float surge = (1.0 + kSurge / (1.0 + tan(0.5 * min(angle, 3.1)) / kSurgeWidth)) / (1.0 + kSurge);

    v_light = vec4(cosPhase, weight, leastEmission, surge);
#ifdef ECLIPSE
    vec3 toEarth = normalize(u_earthPlace - fromMoon * 1e-6);
    float separation = atan(length(cross(toEarth, u_sun)), dot(toEarth, u_sun));
    float steps = float(textureSize(u_eclipse, 0).x);
    float at = (min(separation / u_penumbra, 1.0) * (steps - 1.0) + 0.5) / steps;
    v_sunlight = exp2(textureLod(u_eclipse, vec2(at, 0.5), 0.0).rgb);
#endif

    v_night = u_earthshine * max(dot(up, u_earth), 0.0) + u_scattered;
#ifdef QUICK
    v_tile = vec4(u_sunInTile, u_layer);
    v_light.w *= u_exposure;
    v_night *= u_exposure;
#endif
}
