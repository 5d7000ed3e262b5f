#pragma once

#include "player/easel.h"
#include "story/steps.h"

#include <memory>
#include <optional>
#include <vector>

namespace perilune::player {

/// Small pictures of a story's steps, made one after another beside what is shown. Works in the renderer's
/// context.
class StepPictures {
  public:
    /// As for Easel.
    StepPictures(capture::Studio studio, std::shared_ptr<render::Renderer> renderer,
                 std::function<double()> clockS);
    ~StepPictures();

    /// Other content; the pictures of a story that is the same stay.
    void setContent(std::shared_ptr<const timeline::Timeline> timeline,
                    const std::optional<story::Storyboard>& story);
    /// Draws at one of them. True: more are wanted.
    base::Result<bool> step();
    bool wantsMore() const { return next_ < pictures_.size(); }
    /// The textures of the steps' pictures, which the contexts of the group may show; 0: there is none yet.
    std::vector<unsigned> textures() const;

  private:
    Easel easel_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::vector<scene::Moment> moments_;
    std::vector<std::unique_ptr<render::OffscreenTarget>> pictures_;
    std::size_t next_ = 0;
};

} // namespace perilune::player
