#include "render/headless_context.h"

#include "render/memory_need.h"
#include "base/platform/process.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <cstring>
#include <string_view>

namespace perilune::render {

struct HeadlessContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;
    EGLenum api = EGL_OPENGL_API; ///< of which this thread's calls speak
};

namespace {

constexpr const char* kAdvice =
    "install Mesa's software driver (Debian: libegl1 libegl-mesa0 libgl1-mesa-dri)";

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

base::Result<std::unique_ptr<HeadlessContext>> HeadlessContext::create(const HeadlessContext* group,
                                                                       GlKind kind) {
    const bool es = kind == GlKind::Es;
    // libepoxy ends the program when a library is not there, so this is asked before.
    if (!base::canLoad("libEGL.so.1")) {
        return base::machineError(
            fmt::format("no EGL on this machine, so no picture without a window; {}", kAdvice));
    }
    if (es ? !base::canLoad("libGLESv2.so.2")
           : !base::canLoad("libOpenGL.so.0") && !base::canLoad("libGL.so.1"))
        return base::machineError(fmt::format("no OpenGL{} on this machine; {}", es ? " ES" : "", kAdvice));
    if (!group) // the first of a group starts the driver
        if (auto enough = hasMemoryForGraphics(); !enough)
            return tl::unexpected(enough.error());
    auto impl = std::make_unique<Impl>();
    impl->display = openDisplay();
    if (impl->display == EGL_NO_DISPLAY)
        return base::machineError(fmt::format("EGL offers no display without a screen; {}", kAdvice));
    impl->api = es ? EGL_OPENGL_ES_API : EGL_OPENGL_API;
    if (eglBindAPI(impl->api) != EGL_TRUE)
        return base::machineError(
            fmt::format("EGL offers no {}; {}", es ? "OpenGL ES" : "desktop OpenGL", kAdvice));
    const bool surfaceless =
        contains(eglQueryString(impl->display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context");
    const EGLint configWish[] = {EGL_SURFACE_TYPE, surfaceless ? 0 : EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                 es ? EGL_OPENGL_ES3_BIT_KHR : EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (eglChooseConfig(impl->display, configWish, &config, 1, &found) != EGL_TRUE || found < 1)
        return base::machineError(fmt::format("EGL offers no configuration for OpenGL; {}", kAdvice));
    const EGLint contextWish[] = {EGL_CONTEXT_MAJOR_VERSION_KHR,
                                  3,
                                  EGL_CONTEXT_MINOR_VERSION_KHR,
                                  es ? 0 : 3,
                                  es ? EGL_NONE : EGL_CONTEXT_OPENGL_PROFILE_MASK_KHR,
                                  EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT_KHR,
                                  EGL_NONE};
    impl->context =
        eglCreateContext(impl->display, config, group ? group->impl_->context : EGL_NO_CONTEXT, contextWish);
    if (impl->context == EGL_NO_CONTEXT) {
        return base::machineError(
            fmt::format("the graphics driver gives no OpenGL {} context (EGL error 0x{:x}); {}",
                        es ? "ES 3.0" : "3.3 core", eglGetError(), kAdvice));
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
    eglBindAPI(impl_->api);
    if (eglMakeCurrent(impl_->display, impl_->surface, impl_->surface, impl_->context) != EGL_TRUE)
        return base::machineError(
            fmt::format("the OpenGL context cannot be made current (EGL error 0x{:x})", eglGetError()));
    return {};
}

/// The display stays open: it belongs to the process (another context may use it), and closing it unloads the
/// driver, which leak checkers then report as leaks in an unknown module.
HeadlessContext::~HeadlessContext() {
    eglBindAPI(impl_->api);
    if (eglGetCurrentContext() == impl_->context)
        eglMakeCurrent(impl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (impl_->surface != EGL_NO_SURFACE)
        eglDestroySurface(impl_->display, impl_->surface);
    eglDestroyContext(impl_->display, impl_->context);
}

} // namespace perilune::render
