#include "story/look_writer.h"

#include "story/look_fields.h"
#include "story/moment_values.h"
#include "scene/camera.h"
#include "scene/choices.h"
#include "base/yaml_edit.h"

#include <optional>

namespace perilune::story {

using base::YamlNode;
using scene::Moment;
using scene::Vantage;

namespace {

const base::YamlPath kLookPath{"keyframes", "-", "look"};

/// The reader is the measure: a way to write a look is good if it is read as that look.
class LookWriter {
  public:
    LookWriter(const Moment& wanted, const Moment& before, const timeline::Timeline& timeline,
               const base::YamlForm& form)
        : wanted_(wanted), before_(before), timeline_(timeline), form_(form) {}

    /// What to write, from what stood there; nothing where nothing must be.
    std::optional<YamlNode> write(const YamlNode* old) const {
        if (old && saysIt(*old))
            return *old;
        if (sameLook(wanted_, before_))
            return std::nullopt;
        if (old && old->kind == YamlNode::Kind::Mapping)
            if (auto kept = completed(withPlace(*old)))
                return kept;
        const bool moved = !samePlace(before_, wanted_);
        if (moved && wanted_.look.vantage == Vantage::Over)
            if (auto disc = completed(discOf()); disc && disc->entries.size() == 1)
                return disc;
        // What changes alone; with the place; all anew.
        for (const YamlNode& start : {base::yamlMapping({}), placeOf(), anew(false), anew(true)})
            if (auto made = completed(start))
                return made;
        return anew(true); // says what it can; the caller reads it again
    }

  private:
    static bool samePlace(const Moment& a, const Moment& b) {
        return a.look.latitude == b.look.latitude && a.look.longitude == b.look.longitude;
    }

    std::optional<Moment> readOn(const YamlNode& look) const {
        base::Findings findings;
        Moment now = before_;
        readLook(look, now, timeline_, base::CheckedYaml(findings, ""));
        return findings.hasErrors() ? std::nullopt : std::optional(scene::canonical(now));
    }
    bool saysIt(const YamlNode& look) const {
        const auto now = readOn(look);
        return now && sameLook(*now, wanted_);
    }

    /// With every key that must be there for the wanted look; nothing where keys do not bring it about.
    std::optional<YamlNode> completed(YamlNode look) const {
        // What a key says may depend on others, such as the angles on what is aimed at: a few times.
        for (int pass = 0; pass < 4; ++pass) {
            const auto now = readOn(look);
            if (!now)
                return std::nullopt;
            if (sameLook(*now, wanted_))
                return look;
            bool changed = false;
            for (const scene::Field& field : scene::momentFields()) {
                if (!isOfLook(field) || scene::same(field, *now, wanted_))
                    continue;
                const std::string key(keyOf(field));
                if (key == "from" || !fitsFrom(key, wanted_.look.vantage))
                    continue;
                if (key == "lat" || key == "lon") {
                    if (look.find("site") || look.find("disc"))
                        return std::nullopt; // another place than theirs
                    set(look, "lat", latitude());
                    set(look, "lon", longitude());
                } else {
                    set(look, key, valueOf(field, wanted_));
                }
                changed = true;
            }
            if (!changed)
                return std::nullopt;
        }
        return std::nullopt;
    }

    /// A look that gives its place in degrees, with the wanted one.
    YamlNode withPlace(YamlNode look) const {
        for (YamlNode::Entry& entry : look.entries)
            if (entry.key == "disc" && entry.value.kind == YamlNode::Kind::Mapping) {
                set(entry.value, "lat", latitude());
                set(entry.value, "lon", longitude());
            }
        if (look.find("lat") && look.find("lon")) {
            set(look, "lat", latitude());
            set(look, "lon", longitude());
        }
        return look;
    }

    YamlNode placeOf() const { return base::yamlMapping({{"lat", latitude()}, {"lon", longitude()}}); }
    YamlNode discOf() const { return base::yamlMapping({{"disc", placeOf()}}); }
    YamlNode anew(bool withPlace) const {
        const Vantage vantage = wanted_.look.vantage;
        YamlNode look = base::yamlMapping({{"from", base::yamlWord(scene::nameOf(vantage))}});
        if (vantage == Vantage::Craft)
            set(look, "craft", base::yamlWord(wanted_.look.craft));
        if (withPlace && fitsFrom("lat", vantage)) {
            set(look, "lat", latitude());
            set(look, "lon", longitude());
        }
        return look;
    }

    YamlNode latitude() const { return valueOf(*scene::fieldNamed("lat"), wanted_); }
    YamlNode longitude() const { return valueOf(*scene::fieldNamed("lon"), wanted_); }
    void set(YamlNode& look, const std::string& key, YamlNode value) const {
        if (const YamlNode* there = look.find(key); !there || !base::sameData(*there, value, false))
            base::setKey(look, kLookPath, key, std::move(value), form_);
    }

    const Moment& wanted_;
    const Moment& before_;
    const timeline::Timeline& timeline_;
    const base::YamlForm& form_;
};

} // namespace

bool sameLook(const Moment& a, const Moment& b) {
    if (a.look.vantage != b.look.vantage)
        return false;
    // A site's middle is no number of degrees.
    const Moment left = scene::canonical(a), right = scene::canonical(b);
    for (const scene::Field& field : scene::momentFields())
        if (isOfLook(field) && fitsFrom(keyOf(field), a.look.vantage) && !scene::same(field, left, right))
            return false;
    return true;
}

void putLook(YamlNode& keyframe, const Moment& wanted, const Moment& before,
             const timeline::Timeline& timeline, const base::YamlForm& form) {
    const YamlNode* old = keyframe.find("look");
    const auto look = LookWriter(wanted, before, timeline, form).write(old);
    if (!look)
        base::removeKey(keyframe, "look");
    else if (!old || !base::sameData(*old, *look, false))
        base::setKey(keyframe, {"keyframes", "-"}, "look", *look, form);
}

} // namespace perilune::story
