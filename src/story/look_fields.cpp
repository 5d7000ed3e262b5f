#include "story/look_fields.h"

#include "story/moment_values.h"
#include "scene/choices.h"
#include "scene/scene.h"
#include "scene/standing.h"
#include "scene/where.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::story {

using base::YamlNode;
using scene::Aim;
using scene::Look;
using scene::Vantage;

namespace {

// What goes into more than its own member is read here; all other keys as any of the table.
constexpr std::string_view kOwnKeys[] = {"from", "lat", "lon", "craft", "at"};

class LookReader {
  public:
    LookReader(const YamlNode& node, scene::Moment& moment, const timeline::Timeline& timeline,
               const base::CheckedYaml& fields)
        : node_(node), moment_(moment), look_(moment.look), timeline_(timeline), fields_(fields) {}

    void read() {
        if (!fields_.isMapping(node_, "look",
                               "look: {site: …, range_km: 900}, {lat: …, lon: …}, {disc: {lat: 0, lon: 0}} "
                               "or {from: earth}"))
            return;
        fields_.allowOnly(node_, lookKeys(), "a look");
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
        for (const scene::Field& field : scene::momentFields())
            if (isOfLook(field) && !isOwn(keyOf(field)))
                if (const YamlNode* value = node_.find(keyOf(field)))
                    readValue(field, *value, moment_, timeline_, fields_);
        if (look_.vantage == Vantage::Craft && look_.craft.empty())
            fields_.error(node_, "look has no 'craft'", fields_.suggest("", pathIds()));
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
        if (const auto vantage = scene::named<Vantage>(from->scalar)) {
            begin(*vantage);
            return true;
        }
        fields_.error(*from, fmt::format("from: '{}' is no choice", from->scalar.substr(0, 40)),
                      fields_.suggest(from->scalar, scene::wordsOf<Vantage>()));
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
        bool fit = true;
        for (const YamlNode::Entry& entry : node_.entries)
            if (!fitsFrom(entry.key, v)) {
                fields_.error(entry.value,
                              fmt::format("{} means nothing from '{}'", entry.key, scene::nameOf(v)),
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
        for (const scene::Word<Aim>& known : scene::Words<Aim>::all) {
            if (!scene::canAim(look_.vantage, known.value))
                continue;
            choices.emplace_back(known.word);
            if (at->scalar != known.word)
                continue;
            if (known.value != look_.aim) // turned away from something else
                look_.azimuth = look_.elevation = {};
            look_.aim = known.value;
            return;
        }
        fields_.error(*at,
                      fmt::format("at: one cannot look at '{}' from '{}'", at->scalar.substr(0, 40),
                                  scene::nameOf(look_.vantage)),
                      fields_.suggest(at->scalar, choices));
    }

    std::vector<std::string> pathIds() const { return scene::idsOf(scene::IdOf::Path, timeline_); }

    void rideOn(const YamlNode& node) {
        if (const astro::Trajectory* path = scene::pathCalled(node.scalar))
            look_.craft = path->id;
        else
            fields_.error(node, fmt::format("there is no path '{}'", node.scalar.substr(0, 40)),
                          fields_.suggest(node.scalar, pathIds()));
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
        const timeline::Site* site = timeline_.site(node.scalar);
        if (!site)
            return fields_.error(node, fmt::format("there is no site '{}'", node.scalar.substr(0, 60)),
                                 fields_.suggest(node.scalar, scene::idsOf(scene::IdOf::Site, timeline_)));
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

    static bool isOwn(std::string_view key) {
        return std::find(std::begin(kOwnKeys), std::end(kOwnKeys), key) != std::end(kOwnKeys);
    }

    const YamlNode& node_;
    scene::Moment& moment_;
    Look& look_;
    const timeline::Timeline& timeline_;
    const base::CheckedYaml& fields_;
};

} // namespace

bool fitsFrom(std::string_view key, Vantage from) {
    const bool over = from == Vantage::Over, beside = from == Vantage::TwoBodies;
    if (key == "disc" || key == "heading" || key == "tilt")
        return over;
    if (key == "range_km")
        return over || beside;
    if (key == "azimuth" || key == "elevation")
        return !over;
    if (key == "at")
        return !over && !beside;
    if (key == "site" || key == "lat" || key == "lon")
        return !beside;
    if (key == "craft")
        return from == Vantage::Craft;
    return key != "north" || from == Vantage::Earth;
}

std::vector<std::string> lookKeys() {
    std::vector<std::string> keys;
    for (const scene::Field& field : scene::momentFields())
        if (isOfLook(field))
            keys.emplace_back(keyOf(field));
    keys.insert(keys.end(), {"site", "disc"});
    return keys;
}

void readLook(const YamlNode& node, scene::Moment& moment, const timeline::Timeline& timeline,
              const base::CheckedYaml& fields) {
    LookReader(node, moment, timeline, fields).read();
}

} // namespace perilune::story
