// A band along the limb: corners already in clip space.
layout(location = 0) in vec4 a_clip;

void main() {
    gl_Position = a_clip;
}
