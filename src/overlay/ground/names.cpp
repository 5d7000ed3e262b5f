// Names of seas, craters and mountains, set as in an atlas: seas in slanted, spaced capitals, what is small
// below itself, what is large across itself. Labels of the graticule and names share one room.
#include "overlay/ground/ground.h"
#include "overlay/ground/ground_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::overlay {

namespace {

using scene::PlaceName;
using terrain::FeatureClass;

constexpr Ink kWater = ink(0xCFE3FA), kHigh = ink(0xF3E3C4), kLand = ink(0xF1F0F6), kMinor = ink(0xD3D6DF);
constexpr double kLargeSeaM = 2'000'000.0;
constexpr float kPitch = 1.18f; ///< of the lines of a name, in ems

struct Manner {
    Type type;
    Ink colour;
    bool capitals = false;
};

Manner mannerOf(const PlaceName& name) {
    Type t = type::withHalo(type::kSmall);
    switch (name.shape) {
    case FeatureClass::Sea:
        t.size = name.diameterM >= kLargeSeaM ? Fonts::Size::Body : Fonts::Size::Small;
        t.slant = 0.2f;
        t.tracking = 0.16f;
        return {t, kWater, true};
    case FeatureClass::Bay:
        t.slant = 0.2f;
        t.tracking = 0.10f;
        return {t, kWater};
    case FeatureClass::Mountain:
        t.tracking = 0.06f;
        return {t, kHigh};
    case FeatureClass::Line:
        t.slant = 0.2f;
        return {t, kMinor};
    case FeatureClass::Satellite:
        return {t, kMinor};
    case FeatureClass::Crater:
    case FeatureClass::Spot:
        break;
    }
    return {t, kLand};
}

std::string inCapitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = char(c - 'a' + 'A');
    return text;
}

/// A name over ground in the night is dimmed: it would stand on black sky as brightly as on the Moon. A map
/// over the ground is seen in the dark as well. Steady in the height of the Sun.
float strengthOf(const PlaceName& name, const scene::Scene& scene) {
    constexpr double kNight = -0.12, kDay = 0.02; // sine of the Sun's height
    constexpr float kInTheDark = 0.4f;
    if (scene.ground.tint != terrain::GroundTint::None)
        return 1.0f;
    const double height = glm::dot(glm::normalize(name.position.m), scene.sun.v);
    const auto t = static_cast<float>(std::clamp((height - kNight) / (kDay - kNight), 0.0, 1.0));
    return kInTheDark + (1.0f - kInTheDark) * t * t * (3.0f - 2.0f * t);
}

/// Half of what a feature's ring takes of the picture's height, foreshortened.
float halfHeightPx(const PlaceName& name, const scene::Camera& camera, double focalPx, double depthM) {
    const glm::dvec3 up = glm::normalize(name.position.m);
    const double along = glm::dot(up, camera.up.v);
    return static_cast<float>(0.5 * name.diameterM * std::sqrt(std::max(0.0, 1.0 - along * along)) * focalPx /
                              depthM);
}

} // namespace

void addNames(const Page& page, const Canvas& canvas, std::vector<GroundLabel>& labels) {
    const Measures& m = page.at;
    const scene::Camera& camera = page.scene.camera;
    const scene::Projection projection(camera, double(m.width) / double(m.height));
    const double focalPx = 0.5 * double(m.height) / std::tan(camera.fieldOfView.radians() / 2.0);
    for (const PlaceName& name : page.scene.names) {
        const auto p = projection.project(name.position);
        if (!p)
            continue;
        const Point at{static_cast<float>(p->x) * m.width, static_cast<float>(p->y) * m.height};
        const Manner manner = mannerOf(name);
        GroundLabel label;
        label.type = manner.type;
        label.colour = manner.colour;
        const std::string words = manner.capitals ? inCapitals(name.name) : name.name;
        const std::size_t space = manner.capitals ? words.find(' ') : words.npos;
        label.lines.push_back(words.substr(0, space));
        if (space != words.npos)
            label.lines.push_back(words.substr(space + 1));
        float width = 0;
        for (const std::string& line : label.lines)
            width = std::max(width, canvas.widthOf(line, label.type));
        const float em = canvas.pixels(label.type);
        const float height = (0.98f + kPitch * float(label.lines.size() - 1)) * em;

        // Across the feature where that is wide enough, else below it; on the way from one to the other while
        // the camera comes nearer.
        const bool peak = name.shape == FeatureClass::Mountain && name.name.starts_with("Mons ");
        const bool round = name.shape == FeatureClass::Crater || name.shape == FeatureClass::Satellite ||
                           name.shape == FeatureClass::Spot;
        float below = 0;
        if (peak) {
            below = 0.95f * em;
        } else if (round) {
            const float half = halfHeightPx(name, camera, focalPx, p->depthM);
            const float wide = static_cast<float>(name.diameterM * focalPx / p->depthM);
            const float across = std::clamp((wide / std::max(width, 1.0f) - 1.1f) / 0.9f, 0.0f, 1.0f);
            below = (1.0f - across) * (half + 0.55f * em);
        }
        if (peak)
            label.peak = at;
        const float middle = at.y + below;
        label.soft.box = {at.x - 0.5f * width - 1.0f, middle - 0.5f * height, at.x + 0.5f * width + 1.0f,
                          middle + 0.5f * height};
        label.soft.weight = static_cast<float>(name.weight);
        label.strength = strengthOf(name, page.scene);
        labels.push_back(std::move(label));
    }
}

void drawGroundPlate(const GroundLabel& label, Canvas& canvas) {
    const float alpha = label.soft.opacity * label.strength;
    if (alpha <= 0.0f)
        return;
    const float em = canvas.pixels(label.type);
    canvas.feathered(grown(label.soft.box, -0.45f * em, -0.42f * em), 0.9f * em,
                     canvas.inks().veil(0.30f * alpha));
}

void drawGroundLabel(const GroundLabel& label, const Measures& m, Canvas& canvas) {
    const float alpha = label.soft.opacity * label.strength;
    if (alpha <= 0.0f)
        return;
    const float em = canvas.pixels(label.type);
    const Rect& b = label.soft.box;
    if (label.peak) {
        const float r = 3.6f * m.u;
        const Point c = *label.peak;
        const Point shade[] = {
            {c.x - 1.6f * r, c.y + 1.3f * r}, {c.x, c.y - 1.7f * r}, {c.x + 1.6f * r, c.y + 1.3f * r}};
        const Point mark[] = {{c.x - r, c.y + 0.8f * r}, {c.x, c.y - r}, {c.x + r, c.y + 0.8f * r}};
        canvas.convex(shade, canvas.inks().veil(0.55f * alpha));
        canvas.convex(mark, label.colour.withAlpha(alpha));
    }
    float baseline = b.y0 + 0.76f * em;
    for (const std::string& line : label.lines) {
        canvas.textCentred(0.5f * (b.x0 + b.x1), baseline, line, label.type, label.colour.withAlpha(alpha));
        baseline += kPitch * em;
    }
}

void layGroundLabels(Page& page, Canvas& canvas) {
    if (page.scene.names.empty() && page.scene.graticule.empty())
        return;
    const Measures& m = page.at;
    SoftRoom room;
    room.area = groundArea(page);
    room.taken = page.taken;
    const auto settled = [&](std::vector<GroundLabel>& labels) {
        std::vector<SoftLabel> soft;
        soft.reserve(labels.size());
        for (const GroundLabel& label : labels) {
            soft.push_back(label.soft);
            soft.back().reach = label.reach * m.u;
        }
        settle(soft, room);
        for (std::size_t i = 0; i < labels.size(); ++i)
            labels[i].soft = soft[i];
        return soft;
    };
    // Names first: the places of degrees leap from edge to edge, and nothing may flicker with them.
    std::vector<GroundLabel> names, degrees;
    addNames(page, canvas, names);
    const std::vector<SoftLabel> named = settled(names);
    room.settled = named;
    addGraticuleLabels(page, canvas, degrees);
    settled(degrees);
    // All plates, then all letters: shapes in one go are drawn faster than shapes and letters in turn.
    for (const auto* labels : {&names, &degrees})
        for (const GroundLabel& label : *labels)
            drawGroundPlate(label, canvas);
    for (const auto* labels : {&names, &degrees})
        for (const GroundLabel& label : *labels)
            drawGroundLabel(label, m, canvas);
}

} // namespace perilune::overlay
