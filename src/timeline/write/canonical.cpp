#include "timeline/write/canonical.h"

#include <algorithm>
#include <array>

namespace perilune::timeline {

using base::YamlNode;
using base::YamlPath;

namespace {

/// The keys of all records in the order of the format's page; the same key never has two places.
constexpr std::array kOrder = {"id",
                               "amends",
                               "withdraws",
                               "name",
                               "also",
                               "title",
                               "programme",
                               "en",
                               "kind",
                               "country",
                               "short",
                               "note",
                               "mark",
                               "colour",
                               "lanes",
                               "lane",
                               "mission",
                               "vehicles",
                               "sites",
                               "after",
                               "weight",
                               "where",
                               "point",
                               "radius_km",
                               "uncertainty_km",
                               "polygon",
                               "candidates",
                               "announced",
                               "publisher",
                               "date",
                               "url",
                               "target",
                               "actual",
                               "status",
                               "superseded_by",
                               "bloc",
                               "level",
                               "joined",
                               "left",
                               "disputed",
                               "by",
                               "person",
                               "role",
                               "office",
                               "organisation",
                               "from",
                               "until",
                               "crew",
                               "because",
                               "words",
                               "vehicle",
                               "model",
                               "model_milestone",
                               "milestone",
                               "scale",
                               "heading",
                               "pose",
                               "animation",
                               "time",
                               "variant",
                               "offices",
                               "history",
                               "sources",
                               "confidence"};
constexpr std::array kSections = {"perilune", "evidence_until", "programme", "sources", "people",    "blocs",
                                  "partners", "vehicles",       "missions",  "sites",   "milestones"};

bool isFile(const YamlPath& path) {
    return path.empty();
}
/// Sections hold records under ids of the author's choice, which stay in the author's order.
bool isSection(const YamlPath& path) {
    return path.size() == 1 && path[0] != "programme";
}

std::size_t rank(const YamlPath& path, const YamlNode& node, std::string_view key) {
    const auto in = [&](const auto& keys) {
        return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
    };
    if (isFile(path))
        return in(kSections);
    if (isSection(path))
        return 0;
    const bool isAnnouncement = node.find("announced") && !node.find("title");
    return isAnnouncement && key == "announced" ? 0 : 1 + in(kOrder);
}

bool isParted(const YamlPath& path, const YamlNode::Entry& entry) {
    return isFile(path) && entry.key != "perilune" &&
           (entry.value.kind == YamlNode::Kind::Mapping || entry.value.kind == YamlNode::Kind::Sequence);
}

/// Sections and records in lines, what they hold in brackets.
bool isTall(const YamlPath& path) {
    return path.size() < 3;
}

} // namespace

const base::YamlForm& timelineForm() {
    static constexpr base::YamlForm kForm{rank, isParted, isTall, true};
    return kForm;
}

base::Parsed<std::string> canonicalForm(std::string_view text, const std::string& fileName) {
    return base::inForm(text, fileName, {"timeline", "timeline/"}, timelineForm());
}

} // namespace perilune::timeline
