#pragma once

#include "model/read/facts.h"
#include "model/read/gltf_sources.h"

#include <glm/glm.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace perilune::model {

/// Elements of an accessor as numbers, sparse ones put in; zeros where it has no data.
class AccessorReader {
  public:
    AccessorReader(const Sources& sources, std::size_t accessor);
    AccessorReader(const AccessorReader&) = delete;
    AccessorReader& operator=(const AccessorReader&) = delete;

    std::size_t count() const { return std::size_t(form_.count); }
    int components() const { return form_.components; }
    const Form& form() const { return form_; }
    bool hasData() const { return !data_.empty(); }
    /// As it is written.
    double raw(std::size_t element, int component) const;
    /// Divided by the greatest where the accessor is normalised.
    double value(std::size_t element, int component) const;
    template <int N> glm::vec<N, float> vec(std::size_t element) const {
        glm::vec<N, float> out;
        for (int c = 0; c < N; ++c)
            out[c] = float(value(element, c));
        return out;
    }

  private:
    void putSparse(const Sources& sources, const Json& sparse, const std::string& where);

    Form form_;
    std::span<const std::uint8_t> data_;
    std::size_t stride_ = 0;
    std::vector<std::uint8_t> own_; ///< what `data_` shows where sparse elements were put in
};

} // namespace perilune::model
