#pragma once

#include "overlay/ink/fonts.h"
#include "scene/describe.h"
#include "scene/scene.h"
#include "terrain/surface.h"
#include "timeline/read/parse.h"
#include "base/files.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <random>
#include <string>

namespace perilune::overlay::test {

inline std::shared_ptr<const Fonts> fontsFor(const TextSize& size) {
    static std::map<std::pair<int, double>, std::shared_ptr<const Fonts>> loaded;
    std::shared_ptr<const Fonts>& fonts = loaded[{size.side, size.percent}];
    if (!fonts)
        if (auto read = Fonts::load({base::shareDir() / "fonts"}, size))
            fonts = *read;
    return fonts;
}

/// A letter's glyph as a line of it alone has it.
inline const Glyph& glyphOf(const Fonts& fonts, Fonts::Size size, Fonts::Weight weight, char32_t c) {
    std::string text;
    base::addCharacter(text, c);
    return fonts.glyph(size, weight,
                       fonts.lettering().shaped(text, fonts.setting(size, weight))->glyphs.at(0));
}

inline base::Day day(const std::string& text) {
    return *base::parseDay(text);
}

/// A Moon without relief.
class Ball : public terrain::Surface {
  public:
    double heightM(const astro::Selenographic&) const override { return 0; }
    double drawnHeightM(const astro::Selenographic&) const override { return 0; }
    double resolutionM(const astro::Selenographic&) const override { return 1000; }
    base::Angle slope(const astro::Selenographic&) const override { return {}; }
    std::string_view source(const astro::Selenographic&) const override { return "ball"; }
};

/// The timelines that the program ships with.
inline const timeline::Timeline& shippedTimelines() {
    static const timeline::Timeline timeline = [] {
        const std::filesystem::path folder = base::shareDir() / "timelines";
        auto parsed =
            timeline::readTimelines({folder / "artemis.yaml", folder / "ilrs.yaml", folder / "context.yaml",
                                     folder / "partners-artemis.yaml", folder / "partners-ilrs.yaml"});
        return std::move(parsed.value);
    }();
    return timeline;
}

/// The landing promised for 2024, seen from 2026: what the stage looks like on most days.
inline scene::Moment landingMoment() {
    scene::Moment m;
    m.at = base::startOf(day("2024-06-30"));
    m.known = {scene::AsOfMode::Hindsight, {}};
    m.look = scene::wholeDisc(base::Angle::degrees(-62), base::Angle::degrees(20));
    m.span = {day("2018-06-01"), day("2031-06-30")};
    m.selected = "first-crewed-landing";
    m.title = "What became of 2024";
    m.subtitle = "The landing promised in March 2019, as it stands today";
    return m;
}

/// Close over the south pole, where the regions of both programmes lie side by side.
inline scene::Moment southPoleMoment() {
    scene::Moment m = landingMoment();
    m.look.latitude = base::Angle::degrees(-88);
    m.look.longitude = base::Angle::degrees(0);
    m.look.rangeM = 1.0e6;
    m.look.fieldOfView = base::Angle::degrees(30);
    m.look.tilt = base::Angle::degrees(15);
    m.title = "Nine regions and a peak";
    m.subtitle = "Where both programmes want to land";
    m.selected.clear();
    m.selectedSite = "mons-mouton";
    return m;
}

inline scene::Scene described(const scene::Moment& moment) {
    auto scene = scene::describe(shippedTimelines(), Ball(), moment);
    return scene ? *scene : scene::Scene{};
}

/// A scene with everything in it, drawn by lot: long and missing words, crowds of pins, windows of all kinds.
inline scene::Scene randomScene(unsigned seed) {
    std::mt19937 lot(seed);
    const auto upTo = [&](int n) { return int(lot() % unsigned(n + 1)); };
    const auto chance = [&](int percent) { return int(lot() % 100) < percent; };
    const auto words = [&](int most) {
        static const char* kWords[] = {"Moon",  "landing",    "station", "Ķekava",
                                       "Чанъэ", "of",         "a",       "south-polar",
                                       "2028",  "Shackleton", "and",     "unbrokenwordofquitesomelength",
                                       "to",    "Gateway"};
        std::string text;
        for (int i = upTo(most); i > 0; --i)
            text += (text.empty() ? "" : " ") + std::string(kWords[lot() % std::size(kWords)]);
        return text;
    };
    scene::Scene s;
    s.camera.eye.m = {0, 0, -(astro::kMoonRadiusM + 2.0e5 + double(lot() % 8'000'000))};
    s.camera.forward.v = {0, 0, 1};
    s.camera.up.v = {1, 0, 0};
    s.camera.shift = {0, 0.17};
    if (chance(85))
        s.title = words(9);
    if (chance(70))
        s.subtitle = words(20);
    if (chance(85))
        s.date = "28 September 2026";
    if (chance(80))
        s.knownWords = "seen with the knowledge of 22 November 2026";
    if (chance(50))
        s.caption = words(40);
    for (int i = upTo(3); i > 0; --i)
        s.notes.push_back(words(6));
    const base::Day base = day("2024-01-01");
    const auto someDay = [&] { return base + std::chrono::days{int(lot() % 6000) - 2500}; };
    const std::uint32_t colours[] = {0x6fb1ff, 0xffb454, 0x7be0a4};
    if (chance(90)) {
        scene::Strip strip;
        strip.span.first = base - std::chrono::days{upTo(3000)};
        strip.span.last = base + std::chrono::days{3 + upTo(4000)};
        strip.playhead = base::startOf(someDay());
        strip.knownDay = {someDay()};
        strip.known.mode = static_cast<scene::AsOfMode>(upTo(2));
        for (int p = 0; p <= upTo(2); ++p) {
            scene::StripProgramme programme{
                fmt::format("p{}", p), words(2), static_cast<timeline::Mark>(upTo(3)), colours[p % 3], {}};
            for (int l = 0; l <= upTo(3); ++l) {
                scene::StripLane lane{fmt::format("l{}", l), words(4), {}, {}};
                for (int k = upTo(8); k > 0; --k) {
                    scene::StripMark mark;
                    mark.milestone = fmt::format("m{}-{}-{}", p, l, k);
                    mark.label = words(4);
                    mark.kind = static_cast<scene::StripMarkKind>(upTo(2));
                    mark.first = someDay();
                    mark.last = mark.first + std::chrono::days{upTo(400)};
                    mark.anchor = mark.last;
                    mark.softBegin = chance(50);
                    mark.softEnd = chance(50);
                    mark.openBegin = chance(10);
                    mark.openEnd = chance(10);
                    mark.standing = static_cast<timeline::Standing>(upTo(9));
                    mark.confidence = static_cast<timeline::Confidence>(upTo(2));
                    mark.weight = 1 + upTo(2);
                    mark.selected = chance(10);
                    lane.marks.push_back(mark);
                    if (chance(50))
                        lane.tails.push_back(
                            {mark.milestone, someDay(), mark.anchor, "slip 3 y 8 m", mark.selected});
                }
                programme.lanes.push_back(std::move(lane));
            }
            strip.programmes.push_back(std::move(programme));
        }
        s.strip = std::move(strip);
    }
    if (chance(70)) {
        scene::Card card;
        card.milestone = "m0-0-1";
        card.title = words(9);
        card.subtitle = words(6);
        card.standing = words(9);
        for (int i = upTo(14); i > 0; --i) {
            scene::CardRow row;
            row.announced = "26 Mar 2019";
            row.target = words(4);
            row.by = words(5);
            row.struck = chance(60);
            row.actual = chance(15);
            row.projection = chance(15);
            row.confidence = static_cast<timeline::Confidence>(upTo(2));
            row.caused = i % 3 == 0;
            row.told = i == 3 && row.struck;
            row.withdrawnBy = i == 2 && row.struck ? "Anna Bērziņa of the club" : "";
            card.rows.push_back(row);
        }
        card.words = words(60);
        card.wordsBy = words(5);
        for (int i = upTo(9); i > 0; --i)
            card.sources.push_back(words(14));
        card.sourcesOpen = chance(25);
        s.card = std::move(card);
    }
    for (int i = upTo(40); i > 0; --i) {
        scene::SitePin pin;
        pin.id = fmt::format("s{}", i);
        pin.title = words(4);
        pin.subtitle = words(5);
        pin.mark = static_cast<timeline::Mark>(upTo(3));
        pin.colour = colours[lot() % 3];
        const double spread = chance(60) ? 5.0 : 40.0;
        pin.position = astro::toMcmf({base::Angle::degrees(-90.0 + spread * double(lot() % 1000) / 1000.0),
                                      base::Angle::degrees(double(lot() % 360) - 180.0), 0.0});
        pin.presence = static_cast<scene::Presence>(upTo(2));
        pin.priority = upTo(5);
        pin.selected = chance(5);
        s.sites.push_back(std::move(pin));
    }
    if (s.card) {
        for (int i = chance(50) ? upTo(6) : 0; i > 0; --i)
            s.card->crew.push_back({"p", words(4), words(3)});
        for (int i = chance(50) ? upTo(12) : 0; i > 0; --i)
            s.card->causes.push_back({"m0-0-1", chance(50) ? "9 Nov 2021" : "Q1 2022", "2022-33", words(9),
                                      chance(50) ? "4 Nov 2021" : "",
                                      static_cast<timeline::Confidence>(upTo(2))});
    }
    if (chance(50))
        s.evidence = chance(50) ? "evidence ends 10 October 2026"
                                : "evidence ends 13 September 2026 (ILRS), 10 October 2026 (Artemis)";
    if (s.strip)
        for (int i = chance(50) ? upTo(5) : 0; i > 0; --i)
            s.strip->causes.push_back({"m0-0-1", "m0-0-2", fmt::format("l{}", upTo(3)),
                                       fmt::format("l{}", upTo(3)), "p0", "p0", someDay(), someDay(),
                                       "2021"});
    return s;
}

} // namespace perilune::overlay::test
