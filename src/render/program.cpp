#include "render/program.h"

#include "base/files.h"

#include <fmt/format.h>

namespace perilune::render {

namespace {

constexpr std::size_t kMaxShaderBytes = 1 << 20;

using Files = const std::vector<const char*>&;
using Shader = gl::Handle<gl::ShaderKind>;

/// GLSL 3.30 and GLSL ES 3.00 differ, for what our shaders use, only in these lines.
std::string preamble(Files defines) {
    std::string text = epoxy_is_desktop_gl()
                           ? "#version 330 core\n"
                           : "#version 300 es\nprecision highp float;\nprecision highp int;\n"
                             "precision highp sampler2D;\nprecision highp sampler2DArray;\n"
                             "precision highp sampler2DShadow;\n";
    for (const char* define : defines)
        text += fmt::format("#define {}\n", define);
    return text;
}

std::string names(Files files) {
    std::string text;
    for (const char* file : files)
        text += text.empty() ? file : std::string(" + ") + file;
    return text;
}

base::Result<Shader> compile(GLenum stage, const std::filesystem::path& folder, Files files, Files defines) {
    std::string source = preamble(defines);
    for (const char* file : files) {
        auto text = base::readText(folder / file, kMaxShaderBytes);
        if (!text)
            return tl::unexpected(text.error());
        source += "#line 1\n" + *text + "\n";
    }
    Shader shader(glCreateShader(stage));
    const char* lines = source.c_str();
    glShaderSource(shader.name(), 1, &lines, nullptr);
    glCompileShader(shader.name());
    int compiled = 0;
    glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &compiled);
    if (compiled == 0) {
        std::string log(4096, '\0');
        int length = 0;
        glGetShaderInfoLog(shader.name(), int(log.size()), &length, log.data());
        log.resize(std::size_t(std::max(length, 0)));
        return base::machineError(fmt::format("{}: the graphics driver does not take this shader: {}",
                                              (folder / names(files)).string(), log));
    }
    return shader;
}

} // namespace

base::Result<Program> Program::build(const std::filesystem::path& folder, Files vertex, Files fragment,
                                     Files samplers, Files defines) {
    auto vertexShader = compile(GL_VERTEX_SHADER, folder, vertex, defines);
    if (!vertexShader)
        return tl::unexpected(vertexShader.error());
    auto fragmentShader = compile(GL_FRAGMENT_SHADER, folder, fragment, defines);
    if (!fragmentShader)
        return tl::unexpected(fragmentShader.error());
    Program program;
    program.name_ = gl::Handle<gl::ProgramKind>(glCreateProgram());
    const unsigned name = program.name_.name();
    glAttachShader(name, vertexShader->name());
    glAttachShader(name, fragmentShader->name());
    glLinkProgram(name);
    glDetachShader(name, vertexShader->name());
    glDetachShader(name, fragmentShader->name());
    int linked = 0;
    glGetProgramiv(name, GL_LINK_STATUS, &linked);
    if (linked == 0) {
        std::string log(4096, '\0');
        int length = 0;
        glGetProgramInfoLog(name, int(log.size()), &length, log.data());
        log.resize(std::size_t(std::max(length, 0)));
        return base::machineError(fmt::format("{}: the graphics driver does not link {} with it: {}",
                                              (folder / names(vertex)).string(), names(fragment), log));
    }
    program.askUniforms();
    program.use();
    int unit = 0;
    for (const char* sampler : samplers)
        glUniform1i(program.uniform(sampler), unit++);
    return program;
}

void Program::askUniforms() {
    int count = 0;
    glGetProgramiv(name_.name(), GL_ACTIVE_UNIFORMS, &count);
    for (int i = 0; i < count; ++i) {
        char name[128] = {};
        int size = 0;
        GLenum type = 0;
        glGetActiveUniform(name_.name(), unsigned(i), sizeof(name), nullptr, &size, &type, name);
        uniforms_.emplace(name, glGetUniformLocation(name_.name(), name));
    }
}

} // namespace perilune::render
