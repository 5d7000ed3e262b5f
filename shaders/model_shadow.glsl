// The shadow of one model: a depth map from the Sun, tight around the model. A place is looked up along the light, so the
// map serves the model itself and the ground far behind it alike.

uniform sampler2DShadow u_shadow;
uniform vec2 u_shadowTurn; // cosine and sine that turn the pattern of taps, so that samples of one frame differ

const float kShadowTexel = 1.0 / 1024.0;
const float kSunRadiusRad = 0.00465; // the half-shadow's radius grows by this share of the way behind the model
const float kShadowTaps = 12.0;

// Share of the Sun's disc that is seen from a place: x, y over the map, z along the light, 0..1 through the model.
float sunSeen(vec3 place, float bias) {
    vec2 off = abs(place.xy - 0.5);
    // Outside the map no tap is taken: a loop that ends at once costs nothing, where a branch would be run through.
    float taps = max(off.x, off.y) < 0.5 && place.z > 0.0 ? kShadowTaps : 0.0;
    float reach = max(kSunRadiusRad * max(place.z - 0.5, 0.0), 1.3 * kShadowTexel);
    float depth = min(place.z, 1.0) - bias;
    float seen = 0.0;
    // A spiral of points spread evenly over a disc (golden angle).
    vec2 turn = u_shadowTurn;
    for (float i = 0.5; i < taps; i += 1.0) {
        turn = vec2(-0.7373688 * turn.x - 0.6754903 * turn.y, 0.6754903 * turn.x - 0.7373688 * turn.y);
        seen += texture(u_shadow, vec3(place.xy + turn * (reach * sqrt(i / kShadowTaps)), depth));
    }
    return taps > 0.0 ? seen / kShadowTaps : 1.0;
}

// The same, looked at so widely that four taps tell it: `reach` over the map.
float sunSeenWide(vec3 place, float reach) {
    vec2 off = abs(place.xy - 0.5);
    if (max(off.x, off.y) > 0.5 || place.z < 0.0) {
        return 1.0;
    }
    float depth = min(place.z, 1.0) - 0.004;
    return 0.25 * (texture(u_shadow, vec3(place.xy + vec2(reach, 0.4 * reach), depth)) +
                   texture(u_shadow, vec3(place.xy + vec2(-0.4 * reach, reach), depth)) +
                   texture(u_shadow, vec3(place.xy + vec2(-reach, -0.4 * reach), depth)) +
                   texture(u_shadow, vec3(place.xy + vec2(0.4 * reach, -reach), depth)));
}
