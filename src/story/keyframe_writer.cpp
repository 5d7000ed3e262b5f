#include "story/keyframe_writer.h"

#include "story/keyframes.h"
#include "story/look_fields.h"
#include "story/look_writer.h"
#include "story/moment_values.h"
#include "story/step_fields.h"
#include "story/times.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

namespace perilune::story {

using base::YamlNode;
using scene::Moment;

namespace {

const base::YamlPath kPath{"keyframes", "-"};

class KeyframeWriter {
  public:
    KeyframeWriter(YamlNode& node, const Moment& wanted, const Moment& before,
                   const timeline::Timeline& timeline, const base::YamlForm& form)
        : node_(node), wanted_(wanted), before_(before), timeline_(timeline), form_(form) {}

    void put(bool first) {
        for (const scene::Field& field : scene::momentFields())
            if (field.key && !isOfLook(field))
                putValue(field, first && std::holds_alternative<scene::kind::Time>(field.kind));
        putLook(node_, wanted_, before_, timeline_, form_);
    }

    template <class Read> void putTime(double atS, Read&& read) {
        if (!read(node_.find("at")))
            set("at", base::yamlWord(fmt::format("{}", atS)));
    }

  private:
    void putValue(const scene::Field& field, bool mustStand) {
        const YamlNode* said = node_.find(field.key);
        const bool inherits = same(field, before_, wanted_);
        if (said ? says(field, *said) : inherits && !mustStand)
            return;
        if (inherits && !mustStand)
            base::removeKey(node_, field.key);
        else
            set(field.key, said ? changed(field, *said) : valueOf(field, wanted_));
    }

    bool says(const scene::Field& field, const YamlNode& node) const {
        Moment now = before_;
        base::Findings findings;
        readValue(field, node, now, timeline_, base::CheckedYaml(findings, ""));
        return !findings.hasErrors() && same(field, now, wanted_);
    }

    /// What stood there with as little changed as will do.
    YamlNode changed(const scene::Field& field, const YamlNode& old) const {
        YamlNode value = valueOf(field, wanted_);
        if (value.kind != old.kind)
            return value;
        YamlNode kept = old;
        for (YamlNode::Entry& entry : kept.entries)
            if (const YamlNode* now = value.find(entry.key); now && !base::sameData(*now, entry.value, false))
                entry.value = *now;
        if (says(field, kept))
            return kept;
        value.number = old.number;
        return value;
    }

    void set(const char* key, YamlNode value) { base::setKey(node_, kPath, key, std::move(value), form_); }

    YamlNode& node_;
    const Moment& wanted_;
    const Moment& before_;
    const timeline::Timeline& timeline_;
    const base::YamlForm& form_;
};

} // namespace

void putKeyframe(YamlNode& node, const Keyframe& keyframe, const Moment& before, bool first,
                 const timeline::Timeline& timeline, const base::YamlForm& form) {
    KeyframeWriter writer(node, keyframe.moment, before, timeline, form);
    base::Findings findings;
    const base::CheckedYaml fields(findings, "");
    writer.putTime(keyframe.atS, [&](const YamlNode* at) {
        return at && readTime(*at, "at", HUGE_VAL, fields) == keyframe.atS;
    });
    writer.put(first);
    const YamlNode* ease = node.find("ease");
    const bool eased = ease ? ease->scalar == nameOf(keyframe.ease) : keyframe.ease == Keyframe{}.ease;
    if (!eased && keyframe.ease == Keyframe{}.ease)
        base::removeKey(node, "ease");
    else if (!eased)
        base::setKey(node, kPath, "ease", base::yamlWord(nameOf(keyframe.ease)), form);
    putStep(node, keyframe.step, form);
}

} // namespace perilune::story
