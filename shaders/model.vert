// A spacecraft.
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec2 a_uv;
layout(location = 3) in vec4 a_colour;
layout(location = 4) in vec2 a_uv1;
layout(location = 5) in vec4 a_tangent; // w: which way the bitangent points; 0: none was given

uniform mat4 u_clipFromEye;
uniform mat4 u_eyeFromModel;
uniform mat3 u_moonFromModel; // for normals
uniform mat4 u_shadowFromModel;

invariant gl_Position;

out vec3 v_normal; // Moon-fixed axes
out vec3 v_fromEye;
out vec4 v_uv; // both sets of texture coordinates
out vec4 v_colour;
out vec3 v_shadow;
out vec3 v_place; // in the model's own axes
#ifdef RELIEF
out vec4 v_tangent;
#endif

void main() {
    vec4 fromEye = u_eyeFromModel * vec4(a_position, 1.0);
    gl_Position = u_clipFromEye * fromEye;
    v_normal = u_moonFromModel * a_normal;
    v_fromEye = fromEye.xyz;
    v_uv = vec4(a_uv, a_uv1);
    v_colour = a_colour;
    v_shadow = (u_shadowFromModel * vec4(a_position, 1.0)).xyz;
    v_place = a_position;
#ifdef RELIEF
    v_tangent = vec4(u_moonFromModel * a_tangent.xyz, a_tangent.w);
#endif
}
