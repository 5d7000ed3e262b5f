#pragma once

#include "app/commands/eclipses.h"
#include "app/commands/loading.h"
#include "capture/film.h"
#include "story/film_job.h"

#include <functional>

namespace CLI {
class App;
}

namespace perilune::app {

/// One command each: does it, prints, gives the exit status.

struct SceneOptions {
    ViewWish view;
    bool json = false;
    bool link = false; ///< prints what --state shows again
};
int printScene(const SceneOptions& options);

struct SkyOptions {
    Paths timelines;
    std::optional<base::Instant> at;
    std::optional<YearRange> eclipses; ///< lists those instead
    std::string site;
    std::optional<LatLon> place;
    bool json = false;
};
int sky(const SkyOptions& options);

struct StillOptions {
    ViewWish view;
    capture::Size size{1920, 1080};
    int samples = 8;
    bool systemFonts = false; ///< for letters that no font of ours has
    std::filesystem::path output;
};
int still(const StillOptions& options);

struct FilmCommand {
    std::filesystem::path file;                             ///< a story, or a job
    std::vector<std::function<void(story::FilmJob&)>> said; ///< by options, over what the job says
    std::filesystem::path output;
    bool systemFonts = false; ///< for letters that no font of ours has
    bool printJob = false;    ///< in place of making the film
    capture::FilmWork work;
    bool estimate = false;   ///< in place of it
    std::int64_t verify = 0; ///< so many frames of the film that is there, in place of it
};
int film(const FilmCommand& options);
void addFilm(CLI::App& app, FilmCommand& film, std::function<int()>& chosen);

struct ModelInfoOptions {
    std::filesystem::path file;
    bool json = false;
};
int modelInfo(const ModelInfoOptions& options);

struct BenchOptions {
    Paths timelines;
    capture::Size size{1280, 720};
    double seconds = 5.0;
    std::string scene = "disc"; ///< the name of one of benchScenes()
    bool record = false;        ///< not drawing, but a large timeline
    bool json = false;
};
int bench(const BenchOptions& options);

} // namespace perilune::app
