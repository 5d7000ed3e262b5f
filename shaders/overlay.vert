layout(location = 0) in vec2 a_position; // pixels from the top left
layout(location = 1) in vec2 a_atlas;
layout(location = 2) in vec4 a_colour;

uniform vec2 u_pixelsToClip;

out vec2 v_atlas;
out vec4 v_colour;

void main() {
    v_atlas = a_atlas;
    v_colour = a_colour;
    vec2 clip = a_position * u_pixelsToClip - 1.0;
    gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
