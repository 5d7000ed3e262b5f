#include "app/commands/loading.h"
#include "app/commands/model_render.h"
#include "app/commands/options.h"
#include "story/film_job.h"

#include <fmt/format.h>

namespace perilune::app {

void addModelRender(CLI::App& model, ModelRenderOptions& options, std::function<int()>& chosen) {
    auto* render =
        addCommand(model, chosen, "render", "Save a picture of a model, or a film that goes around it",
                   [&options] { return modelRender(options); });
    addFile(*render, "file", options.file, "The model")->required();
    const auto addDegrees = [render](const char* name, double& into, double least, double most,
                                     const char* help) {
        render->add_option(name, into, help)->type_name("DEG")->check(CLI::Range(least, most));
    };
    addDegrees("--turn", options.turnDeg, -360.0, 360.0,
               "Seen so far from its front, to its left; a film begins there (default: 30)");
    addDegrees("--height", options.heightDeg, 0.0, 89.0, "Seen from so far above level (default: 12)");
    addDegrees("--sun", options.sunDeg, 0.5, 90.0, "The Sun stands so high (default: 25)");
    addDegrees("--sun-from", options.sunFromDeg, -360.0, 360.0,
               "It shines so far from the model's front, to its left (default: 60)");
    render->add_option("--animation", options.animation, "Posed by this movement; a film plays it")
        ->type_name("NAME");
    render->add_option("--time", options.timeS, "At this second of the movement (default: 0)")
        ->type_name("S")
        ->check(CLI::Range(0.0, 86400.0));
    render->add_option("--variant", options.variant, "In this of its looks")->type_name("NAME");
    render->add_option("--scene", options.scene, "This of its scenes")->type_name("NAME");
    render->add_option("--seconds", options.seconds, "How long a film takes to go around (default: 8)")
        ->type_name("S")
        ->check(CLI::Range(0.1, 600.0));
    render->add_flag("--wires", options.wires, "Its edges alone");
    render->add_flag("--alone", options.alone, "Without the person of 1.75 m beside it");
    addWord(*render, "--size", options.size, base::parseSize, "Size of the picture (default: 1280x720)",
            "WxH");
    addWord(*render, "--samples", options.samples, story::parseSamples,
            "Antialiasing samples, 1 to 256 (default: 4)", "N");
    addFile(*render, "-o,--output", options.output,
            fmt::format("Where to save it, a .png or a .mp4; {}", kReplaces), "FILE")
        ->required();
}

} // namespace perilune::app
