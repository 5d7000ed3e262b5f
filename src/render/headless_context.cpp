#include "render/headless_context.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <cstring>
#include <string_view>

#include <dlfcn.h>

namespace perilune::render {

struct HeadlessContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;
};

namespace {

constexpr const char* kAdvice =
    "install Mesa's software driver (Debian: libegl1 libegl-mesa0 libgl1-mesa-dri)";

/// libepoxy ends the program when a library is not there, so this is asked before.
bool canOpen(const char* library) {
    void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr)
        return false;
    dlclose(handle);
    return true;
}

bool contains(const char* extensions, std::string_view word) {
    return extensions != nullptr && std::string_view(extensions).find(word) != std::string_view::npos;
}

/// A display that needs neither a screen nor a window server. The EXT form of the call: libepoxy cannot
/// resolve the core one while there is no display.
EGLDisplay openDisplay() {
    const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    if (!contains(extensions, "EGL_EXT_platform_base"))
        return EGL_NO_DISPLAY;
    EGLint major = 0;
    EGLint minor = 0;
    if (contains(extensions, "EGL_MESA_platform_surfaceless")) {
        EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
        if (display != EGL_NO_DISPLAY && eglInitialize(display, &major, &minor) == EGL_TRUE)
            return display;
    }
    if (contains(extensions, "EGL_EXT_platform_device") &&
        contains(extensions, "EGL_EXT_device_enumeration")) {
        EGLDeviceEXT devices[8] = {};
        EGLint count = 0;
        if (eglQueryDevicesEXT(8, devices, &count) == EGL_TRUE) {
            for (EGLint i = 0; i < count; ++i) {
                EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr);
                if (display != EGL_NO_DISPLAY && eglInitialize(display, &major, &minor) == EGL_TRUE)
                    return display;
            }
        }
    }
    return EGL_NO_DISPLAY;
}

} // namespace

HeadlessContext::HeadlessContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

base::Result<std::unique_ptr<HeadlessContext>> HeadlessContext::create(const HeadlessContext* group) {
    if (!canOpen("libEGL.so.1")) {
        return base::machineError(
            fmt::format("no EGL on this machine, so no picture without a window; {}", kAdvice));
    }
    if (!canOpen("libOpenGL.so.0") && !canOpen("libGL.so.1"))
        return base::machineError(fmt::format("no OpenGL on this machine; {}", kAdvice));
    auto impl = std::make_unique<Impl>();
    impl->display = openDisplay();
    if (impl->display == EGL_NO_DISPLAY)
        return base::machineError(fmt::format("EGL offers no display without a screen; {}", kAdvice));
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE)
        return base::machineError(fmt::format("EGL offers no desktop OpenGL; {}", kAdvice));
    const bool surfaceless =
        contains(eglQueryString(impl->display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context");
    const EGLint configWish[] = {EGL_SURFACE_TYPE, surfaceless ? 0 : EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                 EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (eglChooseConfig(impl->display, configWish, &config, 1, &found) != EGL_TRUE || found < 1)
        return base::machineError(fmt::format("EGL offers no configuration for OpenGL; {}", kAdvice));
    const EGLint contextWish[] = {EGL_CONTEXT_MAJOR_VERSION_KHR,
                                  3,
                                  EGL_CONTEXT_MINOR_VERSION_KHR,
                                  3,
                                  EGL_CONTEXT_OPENGL_PROFILE_MASK_KHR,
                                  EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT_KHR,
                                  EGL_NONE};
    impl->context =
        eglCreateContext(impl->display, config, group ? group->impl_->context : EGL_NO_CONTEXT, contextWish);
    if (impl->context == EGL_NO_CONTEXT) {
        return base::machineError(
            fmt::format("the graphics driver gives no OpenGL 3.3 core context (EGL error 0x{:x}); {}",
                        eglGetError(), kAdvice));
    }
    if (!surfaceless) {
        const EGLint surfaceWish[] = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
        impl->surface = eglCreatePbufferSurface(impl->display, config, surfaceWish);
    }
    if (eglMakeCurrent(impl->display, impl->surface, impl->surface, impl->context) != EGL_TRUE) {
        const EGLint error = eglGetError();
        eglDestroyContext(impl->display, impl->context);
        return base::machineError(
            fmt::format("the OpenGL context cannot be made current (EGL error 0x{:x})", error));
    }
    return std::unique_ptr<HeadlessContext>(new HeadlessContext(std::move(impl)));
}

base::Result<void> HeadlessContext::makeCurrent() {
    if (eglMakeCurrent(impl_->display, impl_->surface, impl_->surface, impl_->context) != EGL_TRUE)
        return base::machineError(
            fmt::format("the OpenGL context cannot be made current (EGL error 0x{:x})", eglGetError()));
    return {};
}

/// The display stays open: it belongs to the process (another context may use it), and closing it unloads the
/// driver, which leak checkers then report as leaks in an unknown module.
HeadlessContext::~HeadlessContext() {
    if (eglGetCurrentContext() == impl_->context)
        eglMakeCurrent(impl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (impl_->surface != EGL_NO_SURFACE)
        eglDestroySurface(impl_->display, impl_->surface);
    eglDestroyContext(impl_->display, impl_->context);
}

} // namespace perilune::render
