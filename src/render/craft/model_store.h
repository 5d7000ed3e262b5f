#pragma once

#include "render/gl.h"
#include "model/model.h"
#include "base/workers.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace perilune::render {

/// A model on the graphics card.
struct StoredModel {
    std::vector<model::ModelPart> parts;
    std::vector<model::ModelMaterial> materials; ///< their texture members index `textures`
    std::vector<gl::Texture> textures;           ///< the first is plain white
    glm::vec3 middle{0.0f};                      ///< of the ball around it, the model's axes
    float radiusM = 0.0f;
    glm::vec3 low{0.0f}, high{0.0f}; ///< of the box around it
    gl::VertexArray array;
    gl::Buffer vertices, indices;

    void bind() const { glBindVertexArray(array.name()); }
    static void drawPart(const model::ModelPart& part);
};

/// The models of the spacecraft folder, each read once, in the background where nobody waits for it.
class ModelStore {
  public:
    ModelStore(std::filesystem::path folder, base::Workers workers)
        : folder_(std::move(folder)), workers_(std::move(workers)) {}

    /// The model; null while it is being read or when it cannot be (then `problem` says why).
    const StoredModel* find(const std::string& file, bool wait);
    /// Why a model cannot be drawn; empty when it can or is not known yet.
    const std::string& problem(const std::string& file);
    /// What of it is not drawn, each line once.
    std::vector<std::string> takeNotes(const std::string& file);
    bool loading(const std::string& file);

  private:
    struct Entry {
        base::Task<base::Result<model::ModelData>> reading;
        std::unique_ptr<StoredModel> model;
        std::string problem;
        std::vector<std::string> notes;
    };
    std::filesystem::path folder_;
    base::Workers workers_;
    std::map<std::string, Entry> entries_;
};

} // namespace perilune::render
