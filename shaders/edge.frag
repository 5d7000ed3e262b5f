// Smooths stairs along edges: where the brightness jumps, the picture is averaged along the edge (after T. Lottes' FXAA).
// In two steps: FIND marks the few pixels where it jumps, and only those are worked out.
uniform sampler2D u_picture;
uniform vec2 u_texel;

out vec4 o_colour;

const float kLeastContrast = 0.05;
const float kRelativeContrast = 0.14;
const float kReach = 6.0; // pixels along the edge

float luma(vec3 colour) { return dot(colour, vec3(0.299, 0.587, 0.114)); }
vec4 coverAt(vec2 place) { return textureLod(u_picture, place, 0.0); }
vec3 pictureAt(vec2 place) { return coverAt(place).rgb; }

void main() {
    vec2 here = gl_FragCoord.xy * u_texel;
    vec2 half_ = 0.5 * u_texel;
    // Each takes in four pixels, so the four together see all nine around.
    float nw = luma(pictureAt(here + vec2(-half_.x, half_.y)));
    float ne = luma(pictureAt(here + half_));
    float sw = luma(pictureAt(here - half_));
    float se = luma(pictureAt(here + vec2(half_.x, -half_.y)));
    float low = min(min(nw, ne), min(sw, se));
    float high = max(max(nw, ne), max(sw, se));
#ifdef FIND
    if (high - low < max(kLeastContrast, high * kRelativeContrast)) {
        discard;
    }
    o_colour = vec4(1.0);
#else
    vec2 along = vec2((sw + se) - (nw + ne), (nw + sw) - (ne + se));
    float soften = max((nw + ne + sw + se) * 0.03125, 0.0078125);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + soften), vec2(-kReach), vec2(kReach)) * u_texel;

    vec4 near = 0.5 * (coverAt(here - along / 6.0) + coverAt(here + along / 6.0));
    vec4 wide = 0.5 * near + 0.25 * (coverAt(here - 0.5 * along) + coverAt(here + 0.5 * along));
    float reached = luma(wide.rgb);
    low = min(low, luma(pictureAt(here)));
    high = max(high, luma(pictureAt(here)));
    o_colour = reached < low || reached > high ? near : wide;
#endif
}
