#pragma once

#include "base/result.h"

#include <string>

namespace perilune::base {

/// A shared library that is loaded while the program runs, and stays until it ends.
class Library {
  public:
    /// `name` as the linker knows it, "libavcodec.so.59". The error is the system's words.
    static Result<Library> load(const std::string& name);
    /// A function of it; null where it has none of that name.
    void* find(const char* function) const;

  private:
    explicit Library(void* handle) : handle_(handle) {}
    void* handle_ = nullptr;
};

} // namespace perilune::base
