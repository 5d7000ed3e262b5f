#pragma once

#include "app/commands/loading.h"
#include "app/commands/values.h"

#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace perilune::app {

/// Questions from the floor, one command each.

struct SaidOptions {
    Paths timelines;
    std::string who;                    ///< id or part of a name
    std::optional<timeline::Window> in; ///< only what was announced in these days
    scene::AsOf known;
    bool json = false;
};
int said(const SaidOptions& options);

struct FirstOptions {
    Paths timelines;
    std::string one, other; ///< milestones
    scene::AsOf known;
    bool json = false;
};
int first(const FirstOptions& options);

struct DistanceOptions {
    Paths timelines;
    std::string from, to; ///< site or LAT,LON; `to` empty: the nearest site of each other programme
    scene::AsOf known;
    bool profile = false; ///< the heights on the way too
    bool json = false;
};
int distance(const DistanceOptions& options);

struct QuestionOptions {
    SaidOptions said;
    FirstOptions first;
    DistanceOptions distance;
};
void addQuestions(CLI::App& app, QuestionOptions& options, std::function<int()>& chosen);

} // namespace perilune::app
