// From light to screen: a neutral curve that keeps hue, then the sRGB transfer function.

const float kShoulder = 0.55; // below it the curve is straight

// Of what is one channel, or the greatest of them.
float toneCurve(float light) {
    float over = max(light - kShoulder, 0.0) * (1.0 / (1.0 - kShoulder));
    return min(light, kShoulder) + (1.0 - kShoulder) * over / (1.0 + over);
}

// Scales the colour by what the curve does to its greatest channel, so that no channel clips and no hue shifts.
vec3 toneCurve(vec3 light) {
    float peak = max(max(light.r, light.g), light.b);
    float over = max(peak - kShoulder, 0.0) / (1.0 - kShoulder);
    float mapped = min(peak, kShoulder) + (1.0 - kShoulder) * over / (1.0 + over);
    return light * (mapped / max(peak, 1e-6));
}

// sRGB (IEC 61966-2-1), to half a step of 8 bits, from square roots only: dear functions cost much on software drivers.
vec3 encodeSrgb(vec3 linear) {
    vec3 root = sqrt(linear);
    vec3 fourth = sqrt(root);
    vec3 eighth = sqrt(fourth);
    vec3 curve = 0.662002687 * root + 0.684122060 * fourth - 0.323583601 * eighth - 0.0225411470 * linear;
    return mix(curve, linear * 12.92, vec3(lessThan(linear, vec3(0.0031308))));
}

float encodeSrgb(float linear) {
    float root = sqrt(linear);
    float fourth = sqrt(root);
    float eighth = sqrt(fourth);
    float curve = 0.662002687 * root + 0.684122060 * fourth - 0.323583601 * eighth - 0.0225411470 * linear;
    return linear < 0.0031308 ? linear * 12.92 : curve;
}

float decodeSrgb(float coded) {
    return coded * (coded * (coded * 0.305306011 + 0.682171111) + 0.012522878);
}

vec3 decodeSrgb(vec3 coded) {
    return coded * (coded * (coded * 0.305306011 + 0.682171111) + 0.012522878);
}
