uniform sampler2D u_day;
uniform sampler2D u_nightAndClouds; // city lights, clouds
uniform vec3 u_sun;
uniform float u_exposure;

in vec2 v_map;
in vec3 v_normal;
in vec3 v_fromEye;
out vec4 o_colour;

void main() {
    vec3 normal = normalize(v_normal);
    vec3 view = -normalize(v_fromEye);
    float height = dot(normal, u_sun);
    float facing = max(dot(normal, view), 0.0);
    vec3 day = decodeSrgb(texture(u_day, v_map).rgb);
    vec2 nightAndClouds = texture(u_nightAndClouds, v_map).rg;
    float clouds = nightAndClouds.g;

    // Air scatters light over the terminator and lays blue over what is seen through much of it.
    float lit = smoothstep(-0.06, 0.16, height) * (0.12 + 0.88 * max(height, 0.0));
    float water = smoothstep(0.0, 0.06, day.b - day.r);
    vec3 halfway = normalize(view + u_sun);
    float glint = water * (1.0 - clouds) * 0.5 * pow(max(dot(normal, halfway), 0.0), 60.0);
    vec3 ground = mix(day * 1.15 + vec3(0.012, 0.03, 0.062), vec3(0.80, 0.82, 0.84), clouds * 0.92);
    float air = 1.0 - facing;
    vec3 haze = vec3(0.16, 0.34, 0.72) * (0.10 + 0.9 * air * air * air);
    vec3 light = (mix(ground, haze, 0.10 + 0.55 * air * air * air) + glint) * lit;
    // The low Sun is red.
    light *= mix(vec3(1.0, 0.62, 0.42), vec3(1.0), smoothstep(0.0, 0.18, height));
    float night = 1.0 - smoothstep(-0.14, 0.02, height);
    vec3 cities = vec3(1.0, 0.72, 0.38) * (nightAndClouds.r * (1.0 - 0.75 * clouds) * night * 0.5);
    o_colour = vec4(encodeSrgb(toneCurve(light * u_exposure + cities)), 1.0);
}
