out vec4 o_colour;

void main() {
    o_colour = vec4(0.10, 0.17, 0.28, 0.0);
}
