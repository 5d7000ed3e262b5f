#pragma once

#include "base/size.h"

#include <filesystem>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace perilune::app {

struct ModelRenderOptions {
    std::filesystem::path file, output;
    std::string animation, variant, scene; ///< names or numbers
    double timeS = 0.0;
    double turnDeg = 30.0;   ///< from its front, to its left
    double heightDeg = 12.0; ///< of the eye over it
    double sunDeg = 25.0, sunFromDeg = 60.0;
    double seconds = 8.0; ///< of a film
    bool wires = false, alone = false;
    base::Size size{1280, 720};
    int samples = 4;
};
int modelRender(const ModelRenderOptions& options);
/// `model render` among the commands of `model`.
void addModelRender(CLI::App& model, ModelRenderOptions& render, std::function<int()>& chosen);

} // namespace perilune::app
