#include "story/look_fields.h"

#include "scene/choices.h"
#include "scene/scene.h"
#include "scene/standing.h"
#include "scene/where.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::story {

using base::Angle;
using base::YamlNode;
using scene::Aim;
using scene::Look;
using scene::Vantage;

namespace {

std::vector<std::string> siteIds(const timeline::Timeline& timeline) {
    std::vector<std::string> ids;
    for (const timeline::Site& site : timeline.sites)
        ids.push_back(site.id);
    return ids;
}

class LookReader {
  public:
    LookReader(const YamlNode& node, Look& look, const timeline::Timeline& timeline, Fields& fields)
        : node_(node), look_(look), timeline_(timeline), fields_(fields) {}

    void read() {
        if (!fields_.isMapping(node_, "look",
                               "look: {site: …, range_km: 900}, {lat: …, lon: …}, {disc: {lat: 0, lon: 0}} "
                               "or {from: earth}"))
            return;
        fields_.allowOnly(node_,
                          {"from", "at", "site", "lat", "lon", "disc", "craft", "range_km", "heading", "tilt",
                           "azimuth", "elevation", "north", "fov"},
                          "a look");
        const YamlNode *site = node_.find("site"), *disc = node_.find("disc");
        const bool latLon = node_.find("lat") || node_.find("lon");
        if (int(site != nullptr) + int(latLon) + int(disc != nullptr) > 1)
            fields_.error(node_, "look names more than one place",
                          "keep one of site, lat with lon, and disc");
        const bool names = site || latLon || disc;
        if (!start(names) || !onlyWhatFits())
            return;
        if (disc)
            lookAtDisc(*disc);
        else if (site)
            lookAtSite(*site);
        else if (latLon)
            lookAtPlace();
        if (const YamlNode* craft = node_.find("craft"))
            rideOn(*craft);
        aim(names);
        if (const YamlNode* north = node_.find("north"))
            northUp(*north);
        if (const YamlNode* range = node_.find("range_km"))
            if (const auto km = fields_.number(*range, "range_km", scene::kLeastRangeM / 1e3,
                                               scene::kGreatestRangeM / 1e3))
                look_.rangeM = *km * 1000.0;
        angle("heading", -360.0, 360.0, look_.heading);
        angle("tilt", 0.0, 89.0, look_.tilt);
        angle("azimuth", -360.0, 360.0, look_.azimuth);
        angle("elevation", -90.0, 90.0, look_.elevation);
        angle("fov", scene::kLeastFieldDeg, scene::kGreatestFieldDeg, look_.fieldOfView);
        if (look_.vantage == Vantage::Craft && look_.craft.empty())
            fields_.error(node_, "look has no 'craft'", Fields::suggest("", pathIds()));
    }

  private:
    // `from` begins anew; a place without it is looked at from above, as ever.
    bool start(bool namesPlace) {
        const YamlNode* from = node_.find("from");
        if (!from) {
            if (namesPlace && look_.vantage != Vantage::Over && !node_.find("at"))
                look_ = Look{};
            return true;
        }
        std::vector<std::string> choices;
        for (const scene::VantageName& known : scene::kVantageNames) {
            choices.emplace_back(known.name);
            if (from->scalar != known.name)
                continue;
            begin(known.vantage);
            return true;
        }
        fields_.error(*from, fmt::format("from: '{}' is no choice", from->scalar.substr(0, 40)),
                      Fields::suggest(from->scalar, choices));
        return false;
    }

    void begin(Vantage vantage) {
        const Look before = look_;
        switch (vantage) {
        case Vantage::Over:
            look_ = Look{};
            break;
        case Vantage::Earth:
            look_ = scene::lookFromEarth();
            break;
        case Vantage::Site:
            look_ = scene::standingAt({before.latitude, before.longitude, 0.0});
            return;
        case Vantage::Craft:
            look_ = scene::lookFromCraft(before.craft);
            break;
        case Vantage::TwoBodies:
            look_ = scene::lookAtTwoBodies();
            break;
        }
        look_.latitude = before.latitude;
        look_.longitude = before.longitude;
    }

    // A key that does nothing from there is told.
    bool onlyWhatFits() {
        const Vantage v = look_.vantage;
        struct Rule {
            const char* key;
            bool fits;
        };
        const bool over = v == Vantage::Over;
        const Rule rules[] = {{"disc", over},
                              {"heading", over},
                              {"tilt", over},
                              {"range_km", over || v == Vantage::TwoBodies},
                              {"azimuth", !over},
                              {"elevation", !over},
                              {"at", !over && v != Vantage::TwoBodies},
                              {"site", v != Vantage::TwoBodies},
                              {"lat", v != Vantage::TwoBodies},
                              {"craft", v == Vantage::Craft},
                              {"north", v == Vantage::Earth}};
        bool fit = true;
        for (const Rule& rule : rules)
            if (const YamlNode* found = node_.find(rule.key); found && !rule.fits) {
                fields_.error(*found, fmt::format("{} means nothing from '{}'", rule.key, scene::nameOf(v)),
                              "leave it out, or look from elsewhere");
                fit = false;
            }
        return fit;
    }

    void aim(bool namesPlace) {
        const YamlNode* at = node_.find("at");
        if (!at) {
            if (namesPlace && scene::canAim(look_.vantage, Aim::Place))
                look_.aim = Aim::Place;
            return;
        }
        std::vector<std::string> choices;
        for (const scene::AimName& known : scene::kAimNames) {
            if (!scene::canAim(look_.vantage, known.aim))
                continue;
            choices.emplace_back(known.name);
            if (at->scalar != known.name)
                continue;
            if (known.aim != look_.aim) // turned away from something else
                look_.azimuth = look_.elevation = {};
            look_.aim = known.aim;
            return;
        }
        fields_.error(*at,
                      fmt::format("at: one cannot look at '{}' from '{}'", at->scalar.substr(0, 40),
                                  scene::nameOf(look_.vantage)),
                      Fields::suggest(at->scalar, choices));
    }

    void northUp(const YamlNode& node) {
        for (const scene::NorthName& known : scene::kNorthNames)
            if (node.scalar == known.name) {
                look_.north = known.north;
                return;
            }
        fields_.error(node, fmt::format("north: '{}' is no choice", node.scalar.substr(0, 40)),
                      Fields::suggest(node.scalar, {"celestial", "moon"}));
    }

    static std::vector<std::string> pathIds() {
        std::vector<std::string> ids;
        for (const astro::Trajectory& trajectory : astro::trajectories())
            ids.push_back(trajectory.id);
        return ids;
    }

    void rideOn(const YamlNode& node) {
        if (const astro::Trajectory* path = scene::pathCalled(node.scalar))
            look_.craft = path->id;
        else
            fields_.error(node, fmt::format("there is no path '{}'", node.scalar.substr(0, 40)),
                          Fields::suggest(node.scalar, pathIds()));
    }

    void lookAtDisc(const YamlNode& node) {
        look_ = scene::wholeDisc({}, {});
        if (!fields_.isMapping(node, "disc", "disc: {lat: 0, lon: 0}"))
            return;
        fields_.allowOnly(node, {"lat", "lon"}, "disc");
        readPlace(node, "disc", look_.latitude, look_.longitude, fields_);
    }

    void lookAtPlace() {
        readPlace(node_, "look", look_.latitude, look_.longitude, fields_);
        if (look_.vantage == Vantage::Site)
            look_ = scene::standingAt({look_.latitude, look_.longitude, 0.0});
    }

    void lookAtSite(const YamlNode& node) {
        const timeline::Site* site = readSite(node, timeline_, fields_);
        if (!site)
            return;
        const auto where = scene::whereIs(*site, timeline_.latestKnown(), timeline_);
        if (!where)
            return fields_.error(node, fmt::format("nobody has said where '{}' is", node.scalar),
                                 "look at lat and lon instead");
        if (look_.vantage == Vantage::Site) {
            look_ = *scene::standingAt(*site, timeline_.latestKnown(), timeline_);
            return;
        }
        look_.latitude = where->middle.latitude;
        look_.longitude = where->middle.longitude;
    }

    void angle(const char* key, double least, double greatest, Angle& into) {
        readAngle(node_, key, least, greatest, into, fields_);
    }

    const YamlNode& node_;
    Look& look_;
    const timeline::Timeline& timeline_;
    Fields& fields_;
};

} // namespace

void readLook(const YamlNode& node, Look& look, const timeline::Timeline& timeline, Fields& fields) {
    LookReader(node, look, timeline, fields).read();
}

void readAngle(const YamlNode& parent, const char* key, double least, double greatest, Angle& angle,
               Fields& fields) {
    if (const YamlNode* node = parent.find(key))
        if (const auto value = fields.number(*node, key, least, greatest))
            angle = Angle::degrees(*value);
}

void readPlace(const YamlNode& node, const char* of, Angle& latitude, Angle& longitude, Fields& fields) {
    for (const char* key : {"lat", "lon"})
        if (!node.find(key))
            fields.error(node, fmt::format("{} has no '{}'", of, key),
                         "name lat and lon together, in degrees, north and east positive");
    readAngle(node, "lat", -90.0, 90.0, latitude, fields);
    readAngle(node, "lon", -180.0, 180.0, longitude, fields);
}

const timeline::Site* readSite(const YamlNode& node, const timeline::Timeline& timeline, Fields& fields) {
    const timeline::Site* site = timeline.site(node.scalar);
    if (!site)
        fields.error(node, fmt::format("there is no site '{}'", node.scalar.substr(0, 60)),
                     Fields::suggest(node.scalar, siteIds(timeline)));
    return site;
}

} // namespace perilune::story
