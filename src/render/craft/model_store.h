#pragma once

#include "render/gl.h"
#include "model/levels.h"
#include "base/workers.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace perilune::render {

/// Triangles of one material, in several levels of detail.
struct StoredPart {
    int material = 0;
    struct Range {
        std::uint32_t first = 0, count = 0; ///< indices
    };
    std::vector<Range> levels; ///< the finest first, one for each of the model's
    void draw(int level) const;
};

/// A model on the graphics card.
struct StoredModel {
    std::uint64_t id = 0; ///< of no other model, not even of one read from the same file
    std::vector<StoredPart> parts;
    std::vector<float> errorsM;                  ///< how far each level lies from the model
    std::vector<model::ModelMaterial> materials; ///< their texture members index `textures`
    std::vector<gl::Texture> textures;           ///< the first is plain white
    glm::vec3 middle{0.0f};                      ///< of the ball around it, the model's axes
    float radiusM = 0.0f;
    glm::vec3 low{0.0f}, high{0.0f}; ///< of the box around it
    std::size_t bytes = 0;           ///< that it takes
    gl::VertexArray array;
    gl::Buffer vertices, indices;

    void bind() const { glBindVertexArray(array.name()); }
    /// The coarsest level that lies nowhere farther from the model.
    int levelFor(double errorM) const;
};

/// The models of the spacecraft folder, each read in the background where nobody waits for it. The last used
/// ones stay, as many as there is room for.
class ModelStore {
  public:
    static constexpr std::size_t kUsualBytes = std::size_t(96) << 20;
    ModelStore(std::filesystem::path folder, base::Workers workers, std::size_t mostBytes = kUsualBytes)
        : folder_(std::move(folder)), workers_(std::move(workers)), mostBytes_(mostBytes) {}

    /// What is found from now on stays until the next call, whatever it takes.
    void beginFrame();
    /// The model; null while it is being read or when it cannot be (then `problem` says why).
    std::shared_ptr<const StoredModel> find(const std::string& file, bool wait);
    /// Why a model cannot be drawn; empty when it can or is not known yet.
    const std::string& problem(const std::string& file);
    /// What of it is not drawn, each line once.
    std::vector<std::string> takeNotes(const std::string& file);
    bool loading(const std::string& file);
    std::size_t residentBytes() const;

  private:
    struct Read {
        model::ModelData data;
        model::Levels levels;
    };
    static base::Result<Read> read(const std::filesystem::path& file);
    struct Entry {
        base::Task<base::Result<Read>> reading;
        std::shared_ptr<const StoredModel> model;
        std::string problem;
        std::vector<std::string> notes;
        bool told = false; ///< its notes were, when it was read first
        std::uint64_t used = 0;
    };
    void makeRoom();

    std::filesystem::path folder_;
    base::Workers workers_;
    std::size_t mostBytes_;
    std::map<std::string, Entry> entries_;
    std::uint64_t frame_ = 0, nextId_ = 0;
};

} // namespace perilune::render
