#pragma once

#include "model/read/facts.h"

#include <map>

namespace perilune::model {

/// What the parts of a file are used as: one thing only.
class Uses {
  public:
    explicit Uses(const Json& root)
        : views_(listIn(root, "bufferViews").size()), accessors_(listIn(root, "accessors").size()) {}

    void view(const Json& root, std::int64_t index, const std::string& as, const std::string& where);
    void accessor(std::int64_t index, const std::string& as, const std::string& where);
    /// An accessor of vertices in a view: several in one need a stride.
    void vertices(const Json& root, std::int64_t accessor, const std::string& where);

  private:
    std::vector<std::string> views_, accessors_;
    std::map<std::int64_t, std::int64_t> unstrided_; ///< by view the first accessor
};

} // namespace perilune::model
