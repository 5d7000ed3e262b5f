#include "app/window/export_worker.h"

#include "app/commands/loading.h"
#include "app/features.h"
#include "capture/darkroom.h"
#include "capture/film.h"
#include "story/steps.h"
#include "terrain/ground.h"

#include <fmt/format.h>

namespace perilune::app {

using Phase = ui::ExportState::Phase;

ExportWorker::~ExportWorker() {
    cancelled_ = true;
    task_ = {};
}

void ExportWorker::set(ui::ExportState state) {
    const std::lock_guard lock(mutex_);
    state_ = std::move(state);
}

bool ExportWorker::isRunning() {
    return state().phase == Phase::Running;
}

ui::ExportState ExportWorker::state() {
    const std::lock_guard lock(mutex_);
    return state_;
}

void ExportWorker::start(ui::ExportRequest request, capture::Studio studio, scene::Moment moment,
                         std::optional<story::Storyboard> story, Paths read) {
    if (isRunning())
        return;
    cancelled_ = false;
    set({Phase::Running, 0, 0, "", request.file.string()});
    const base::Workers workers = studio.workers;
    task_ = workers.startLong([this, request = std::move(request), studio = std::move(studio),
                               moment = std::move(moment), story = std::move(story), read = std::move(read)] {
        ui::ExportState end;
        end.file = request.file.string();
        try {
            const bool still = std::holds_alternative<ui::StillWish>(request.what);
            const auto done =
                checkTarget(request.file, still ? base::kPicture : base::kFilm, read)
                    .and_then([&](base::Outcome) { return work(request, studio, moment, story, read); });
            if (done) {
                std::error_code error;
                const auto whole = std::filesystem::absolute(request.file, error);
                end.phase = Phase::Done;
                end.message = fmt::format("Done: {}", error ? request.file.string() : whole.string());
                if (const std::string held = still || !story ? "" : story::heldInFilm(*story); !held.empty())
                    end.message += "; " + held;
            } else if (done.error().fault == base::Fault::Cancelled) {
                end.phase = Phase::Cancelled;
                end.message = "Cancelled" + done.error().message.substr(std::string_view("stopped").size());
            } else {
                end.phase = Phase::Failed;
                end.message = done.error().message;
            }
        } catch (const std::bad_alloc&) {
            end.phase = Phase::Failed;
            end.message = "Not enough memory for this; try a smaller size";
        }
        set(std::move(end));
    });
}

base::Result<void> ExportWorker::work(const ui::ExportRequest& request, const capture::Studio& studio,
                                      const scene::Moment& moment,
                                      const std::optional<story::Storyboard>& story, const Paths& read) {
    const auto darkroom = capture::Darkroom::open(studio);
    if (!darkroom)
        return tl::unexpected(darkroom.error());
    if (const auto* still = std::get_if<ui::StillWish>(&request.what))
        return capture::writeStill(studio, *darkroom->renderer, moment, still->size, still->samples,
                                   request.file);
    if (!story)
        return base::inputError("no story is open to make a film of; open one with --story");
    const capture::FilmWork film{.file = request.file, .program = programName(), .read = read};
    const auto done =
        capture::writeFilm(studio, *darkroom->renderer, story::asFilm(*story).board,
                           std::get<story::FilmJob>(request.what), film, [&](const capture::FilmProgress& p) {
                               set({Phase::Running, p.done, p.total, "", request.file.string()});
                               return !cancelled_;
                           });
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace perilune::app
