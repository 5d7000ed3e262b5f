#pragma once

#include "app/commands/values.h"
#include "player/content.h"
#include "capture/capture.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace perilune::app {

using Paths = player::Paths;

/// Puts text on stderr; where that is closed or full there is nobody to tell.
void tell(const std::string& text);

/// Prints what is wrong on stderr, one line each, and gives the exit status that it comes to.
int report(const std::vector<base::Diagnostic>& diagnostics);
int report(const base::Error& error);

/// Reads timelines (none named: the shipped ones), printing what is wrong with them. Null: an error was
/// printed.
std::shared_ptr<const timeline::Timeline> loadTimelines(const Paths& files);

/// A story with the timelines it is to be shown with: those given, else those it names, else the shipped
/// ones. What is wrong is printed; nothing where there was an error.
std::optional<player::Content> loadStory(const std::filesystem::path& file, const Paths& timelines);

/// What pictures of it are made of; what the user should know is printed.
base::Result<capture::Studio> openStudio(std::shared_ptr<const timeline::Timeline> timeline);

/// A site by its id; an error suggests the closest one.
base::Result<const timeline::Site*> findSite(const timeline::Timeline& timeline, const std::string& id);

/// What a command line says about the picture.
struct ViewWish {
    Paths timelines;
    std::optional<base::Instant> at;
    std::string language; ///< of the titles; empty: English
    scene::AsOf known;
    std::optional<LookWish> look;
    std::optional<double> headingDeg, tiltDeg, fieldOfViewDeg;
    std::optional<ViewFrom> from;
    std::optional<scene::Aim> aim;
    std::optional<scene::North> north;
    std::optional<double> azimuthDeg, elevationDeg;
    std::string select;
    std::string country; ///< ISO 3166-1 alpha-2
    std::optional<base::Day> changedSince;
    LayerWish layers;
    std::optional<terrain::GroundTint> tint;
    std::optional<scene::SkyShown> sky;
    std::vector<std::string> paths;
    std::optional<scene::PathAxes> pathAxes;
    std::optional<bool> modelledRelief;
    std::optional<scene::Exposure> exposure;
    bool plain = false;
};
/// A language in which the timelines give titles; an error tells which there are.
base::Result<std::string> findLanguage(const timeline::Timeline& timeline, const std::string& code);
base::Result<scene::Moment> momentFor(const ViewWish& wish, const timeline::Timeline& timeline);

} // namespace perilune::app
