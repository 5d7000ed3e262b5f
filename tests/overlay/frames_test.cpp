// The stage's law: in 40 frames, at three sizes of text, in three tongues nothing lies on anything, nothing
// is cut within a word, and nothing that must be there is left out.
#include "frames.h"

#include "overlay/views/world_map.h"
#include "good_stage.h"
#include "scenes.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace perilune::overlay::test {
namespace {

const WorldMap& worldMap() {
    static const std::shared_ptr<const WorldMap> map = [] {
        auto read = WorldMap::load(base::shareDir() / "models" / "earth" / "countries.csv");
        return read ? *read : std::make_shared<const WorldMap>();
    }();
    return *map;
}

struct Told {
    const char* name;
    scene::Moment moment;
};

std::vector<Told> moments() {
    scene::Moment landing = landingMoment();
    landing.caption = "In March 2019 a landing was promised within five years; seven years later it is "
                      "promised for the year 2028, with two landers and without the Gateway.";
    scene::Moment pole = southPoleMoment();
    pole.layers.facts = pole.layers.names = pole.layers.graticule = pole.layers.scale = true;
    pole.ground.tint = terrain::GroundTint::Slope;
    pole.title = "Thirteen candidate regions, then nine, and one peak that both of them would like";
    pole.subtitle = "Where Artemis and the International Lunar Research Station want to land, and when that "
                    "was";
    scene::Moment sources = landingMoment();
    sources.layers.sources = true;
    sources.subtitle.clear();
    scene::Moment partners = landingMoment();
    partners.layers.partners = true;
    partners.selected.clear();
    partners.country = "TH";
    scene::Moment changes = landingMoment();
    changes.known = {scene::AsOfMode::OnADay, {day("2024-12-31")}};
    changes.changedSince = timeline::KnownDay{day("2024-01-01")};
    changes.selected = "artemis-2";
    scene::Moment untold = landingMoment();
    untold.title = untold.subtitle = untold.selected = "";
    untold.layers.facts = true;
    return {{"landing", landing},   {"pole", pole},       {"sources", sources},
            {"partners", partners}, {"changes", changes}, {"untold", untold}};
}

/// The text without its ellipsis and the marks that hold it to a direction.
std::string bare(std::string text) {
    for (const std::string_view mark : {"\u200E", "\u200F", "\u2068", "\u2069", "\u2026"})
        for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
            text.erase(at, mark.size());
    return text;
}

struct Faults {
    std::map<std::string, int> counts;
    std::vector<std::string> first;
    void add(const std::string& kind, const std::string& where, const std::string& what) {
        if (counts[kind]++ < 12)
            first.push_back(kind + ": " + where + what);
    }
};

void judge(const Stage& stage, const scene::Scene& scene, const FrameSize& frame, const std::string& where,
           const Fonts& fonts, Faults& faults) {
    const float side = float(std::min(frame.width, frame.height));
    const float dx = float(frame.safePercent / 100.0) * float(frame.width) - 0.5f,
                dy = float(frame.safePercent / 100.0) * float(frame.height) - 0.5f;
    const Rect safe{dx, dy, float(frame.width) - dx, float(frame.height) - dy};
    bool title = scene.title.empty(), date = scene.date.empty(), caption = scene.caption.empty();
    for (std::size_t i = 0; i < stage.texts.size(); ++i) {
        const TextBox& a = stage.texts[i];
        if (a.rect.x0 < safe.x0 || a.rect.y0 < safe.y0 || a.rect.x1 > safe.x1 || a.rect.y1 > safe.y1)
            faults.add("outside", where, told(a));
        if (a.pixels < 0.022f * side)
            faults.add("small", where, told(a));
        for (std::size_t j = 0; j < i; ++j)
            if (overlaps(letters(a), letters(stage.texts[j])))
                faults.add("text on text", where, told(a) + " on " + told(stage.texts[j]));
        const std::string text = bare(a.text);
        title = title || (text.size() > 2 && bare(scene.title).starts_with(text));
        date = date || a.text == scene.date;
        caption = caption || (text.size() > 2 && bare(scene.caption).starts_with(text));
        if (a.text.find("\u2026") == std::string::npos)
            continue;
        if (a.whole.size() <= text.size())
            faults.add("cut without the whole", where, told(a));
        if (a.text.find("\u2026") + 3 == a.text.size())
            if (const std::string whole = bare(a.whole);
                whole.starts_with(text) && text.size() < whole.size())
                if (std::isalpha((unsigned char)(whole[text.size()])) &&
                    std::isalpha((unsigned char)(text.back())))
                    faults.add("cut within a word", where, told(a) + " of " + whole);
    }
    if (!title)
        faults.add("no title", where, scene.title);
    if (!date)
        faults.add("no whole date", where, scene.date);
    if (!caption)
        faults.add("no caption", where, "");
    const bool card = std::any_of(stage.hits.begin(), stage.hits.end(),
                                  [](const HitArea& h) { return h.kind == HitKind::Card && !h.id.empty(); });
    // Where letters are so large that both have no room, the caption and a view in the Moon's place go before
    // the card.
    const bool tiny = std::min(frame.width, frame.height) * (1.0 - frame.safePercent / 50.0) <
                      18.0 * fonts.pixels(Fonts::Size::Small) / 16.0 * 22.5;
    if (scene.card && !card && !(tiny && (!scene.caption.empty() || scene.changes)))
        faults.add("no card", where, "");
    if (scene.strip && isEmpty(stage.axis.rect))
        faults.add("no strip", where, "");
    // What has a place has it alone, and what is written stands in one of them or in none.
    for (std::size_t i = 0; i < stage.parts.size(); ++i) {
        const Part& part = stage.parts[i];
        for (std::size_t j = 0; j < i; ++j)
            if (overlaps(part.rect, stage.parts[j].rect))
                faults.add("part on part", where,
                           fmt::format("{} on {}", int(part.kind), int(stage.parts[j].kind)));
        for (const TextBox& text : stage.texts) {
            const Rect box = letters(text);
            const bool within = box.x0 >= part.rect.x0 - 1.0f && box.x1 <= part.rect.x1 + 1.0f &&
                                box.y0 >= part.rect.y0 - 1.0f && box.y1 <= part.rect.y1 + 1.0f;
            if (overlaps(box, part.rect) && (!within || part.kind == PartKind::Tools))
                faults.add("text on part", where, fmt::format("{} on {}", told(text), int(part.kind)));
        }
    }
}

TEST(Frames, nothingLiesOnAnythingNorIsCutInAnyFrameAtAnySizeOfTextInAnyTongue) {
    Faults faults;
    for (const Told& one : moments())
        for (const Tongue tongue : kTongues) {
            scene::Scene scene = spoken(described(one.moment), tongue);
            for (const FrameSize& frame : kFrames)
                for (const double scale : kTextScales) {
                    scene.textPercent = scale;
                    scene.safePercent = frame.safePercent;
                    const auto fonts = fontsFor(textSizeFor({frame.width, frame.height}, scale));
                    const Stage stage = layoutStage(scene, {frame.width, frame.height}, *fonts, &worldMap());
                    judge(stage, scene, frame,
                          fmt::format("{}x{} {:.0f} % {} {}: ", frame.width, frame.height, scale, one.name,
                                      int(tongue)),
                          *fonts, faults);
                }
        }
    int all = 0;
    for (const auto& [kind, count] : faults.counts) {
        std::printf("%7d %s\n", count, kind.c_str());
        all += count;
    }
    EXPECT_EQ(all, 0);
    for (const std::string& fault : faults.first)
        std::printf("%s\n", fault.c_str());
}

} // namespace
} // namespace perilune::overlay::test
