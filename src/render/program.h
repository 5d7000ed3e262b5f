#pragma once

#include "render/gl.h"
#include "base/result.h"

#include <glm/glm.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::render {

/// A linked shader program.
class Program {
  public:
    Program() = default;
    void use() const { glUseProgram(name_.name()); }
    /// -1 where no stage has it. The driver was asked once, when the program was linked.
    int uniform(std::string_view name) const {
        const auto found = uniforms_.find(name);
        return found == uniforms_.end() ? -1 : found->second;
    }

    /// Reads `<folder>/<name>` for both stages (each a list of files put one behind the other), adds the
    /// version line of the current context and the `#define` lines, compiles and links. The error names the
    /// file and quotes the driver. Samplers get their texture units in the order of `samplers`.
    static base::Result<Program> build(const std::filesystem::path& folder,
                                       const std::vector<const char*>& vertex,
                                       const std::vector<const char*>& fragment,
                                       const std::vector<const char*>& samplers = {},
                                       const std::vector<const char*>& defines = {});

  private:
    void askUniforms();

    gl::Handle<gl::ProgramKind> name_;
    std::map<std::string, int, std::less<>> uniforms_; ///< their locations
};

inline void setUniform(int location, float v) {
    glUniform1f(location, v);
}
inline void setUniform(int location, int v) {
    glUniform1i(location, v);
}
inline void setUniform(int location, const glm::vec2& v) {
    glUniform2f(location, v.x, v.y);
}
inline void setUniform(int location, const glm::vec3& v) {
    glUniform3f(location, v.x, v.y, v.z);
}
inline void setUniform(int location, const glm::vec4& v) {
    glUniform4f(location, v.x, v.y, v.z, v.w);
}
inline void setUniform(int location, const glm::mat3& v) {
    glUniformMatrix3fv(location, 1, GL_FALSE, &v[0][0]);
}
inline void setUniform(int location, const glm::mat4& v) {
    glUniformMatrix4fv(location, 1, GL_FALSE, &v[0][0]);
}

} // namespace perilune::render
