#pragma once

#include "base/platform/leftovers.h"
#include "base/platform/open_file.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace perilune::base {

/// A file that is being made, in the folder where it is to stand, under a name of one length that nobody can
/// foretell. It goes when this goes; what a killed process left is removed by the next one that makes one
/// there.
class TemporaryFile {
  public:
    /// Of something that will be `folder`/`name`. Where that is there, its rights are taken over.
    static tl::expected<TemporaryFile, std::error_code> create(const std::filesystem::path& folder,
                                                               const std::string& name);
    OpenFile& file() { return file_; }
    /// It is on the disk and, in one step, has its name.
    std::error_code publish();

  private:
    TemporaryFile(OpenFile folder, std::string name) : folder_(std::move(folder)), name_(std::move(name)) {}
    std::error_code begin();
    std::error_code takeOverRights();

    OpenFile folder_;
    std::string name_, own_;
    OpenFile file_;
    std::optional<Leftover> leftover_; ///< last: its file goes before the folder is closed
};

} // namespace perilune::base
