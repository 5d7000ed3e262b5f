// Depth of a model as the Sun sees it.
layout(location = 0) in vec3 a_position;

uniform mat4 u_clipFromModel;

void main() {
    gl_Position = u_clipFromModel * vec4(a_position, 1.0);
}
