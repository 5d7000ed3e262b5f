#include "base/platform/library.h"

#include <dlfcn.h>

namespace perilune::base {

Result<Library> Library::load(const std::string& name) {
    void* handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* said = ::dlerror();
        return machineError(said != nullptr ? said : name + " cannot be loaded");
    }
    return Library(handle);
}

void* Library::find(const char* function) const {
    return ::dlsym(handle_, function);
}

} // namespace perilune::base
