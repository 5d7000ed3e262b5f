#pragma once

#include "capture/capture.h"

#include <mutex>

namespace perilune::capture {

/// Fonts that were begun, and what for.
struct FontsAhead {
    using Made = base::Result<std::shared_ptr<const overlay::Fonts>>;

    std::weak_ptr<const timeline::Timeline> timeline; ///< which may go before they are asked for
    int pictureHeight = 0;
    std::string language;
    base::Letters texts;
    bool further = false; ///< with fonts that are not the program's

    std::mutex mutex; ///< of the task: who draws and who exports may both ask
    base::Task<Made> task;
};

} // namespace perilune::capture
