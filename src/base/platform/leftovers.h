#pragma once

#include <string>

namespace perilune::base {

/// A file that must not outlive this process before it is whole. It is removed when this goes, when the
/// process exits, and when a signal ends it (a closed terminal, Ctrl+C, a request to end, an abort); only a
/// kill -9 and a power cut leave it, for `sweep`.
class Leftover {
  public:
    enum class Kind {
        File,
        Folder, ///< goes only where it is empty, after all files have gone
    };
    /// From now on, whether the name is there already or not. `folder` is an open folder's number and
    /// outlives this.
    Leftover(int folder, const std::string& name, Kind kind = Kind::File);
    ~Leftover();
    Leftover(Leftover&& other) noexcept;
    Leftover& operator=(Leftover&&) = delete;
    /// It has got its right name, or belongs to nobody any more.
    void forget();

  private:
    int folder_;
    std::string name_; ///< empty: nothing to remove
    Kind kind_;
    int slot_ = -1;
};

} // namespace perilune::base
