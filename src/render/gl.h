#pragma once

#include <epoxy/gl.h>

#include <utility>

namespace perilune::render::gl {

/// Owns one GL name; move-only; gives it back to the context that is current when it ends.
template <class Kind> class Handle {
  public:
    Handle() = default;
    static Handle make() { return Handle(Kind::make()); }
    explicit Handle(unsigned name) : name_(name) {}
    Handle(Handle&& other) noexcept : name_(std::exchange(other.name_, 0u)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(name_, other.name_);
        return *this;
    }
    ~Handle() {
        if (name_ != 0)
            Kind::drop(name_);
    }
    unsigned name() const { return name_; }
    explicit operator bool() const { return name_ != 0; }

  private:
    unsigned name_ = 0;
};

struct TextureKind {
    static unsigned make() {
        unsigned name = 0;
        glGenTextures(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteTextures(1, &name); }
};
struct SamplerKind {
    static unsigned make() {
        unsigned name = 0;
        glGenSamplers(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteSamplers(1, &name); }
};
struct BufferKind {
    static unsigned make() {
        unsigned name = 0;
        glGenBuffers(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteBuffers(1, &name); }
};
struct VertexArrayKind {
    static unsigned make() {
        unsigned name = 0;
        glGenVertexArrays(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteVertexArrays(1, &name); }
};
struct FramebufferKind {
    static unsigned make() {
        unsigned name = 0;
        glGenFramebuffers(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteFramebuffers(1, &name); }
};
struct RenderbufferKind {
    static unsigned make() {
        unsigned name = 0;
        glGenRenderbuffers(1, &name);
        return name;
    }
    static void drop(unsigned name) { glDeleteRenderbuffers(1, &name); }
};
struct ShaderKind {
    static void drop(unsigned name) { glDeleteShader(name); }
};
struct ProgramKind {
    static void drop(unsigned name) { glDeleteProgram(name); }
};

using Texture = Handle<TextureKind>;
using Sampler = Handle<SamplerKind>;
using Buffer = Handle<BufferKind>;
using VertexArray = Handle<VertexArrayKind>;
using Framebuffer = Handle<FramebufferKind>;
using Renderbuffer = Handle<RenderbufferKind>;

/// An offset into the bound buffer, in the form that GL wants it.
inline const void* offset(std::size_t bytes) {
    return reinterpret_cast<const void*>(bytes); // NOLINT(performance-no-int-to-ptr)
}

} // namespace perilune::render::gl
