// What of the Moment can be changed in the window, against the table of the Moment.
#include "ui/session.h"
#include "scene/link.h"
#include "scene/moment_fields.h"
#include "fixture.h"

#include <gtest/gtest.h>

#include <set>

using namespace perilune;
using namespace perilune::ui;
using test::day;
using test::instant;

namespace {

const timeline::Timeline& record() {
    static const timeline::Timeline timeline =
        timeline::readTimelines({PERILUNE_SOURCE_DIR "/timelines/artemis.yaml",
                                 PERILUNE_SOURCE_DIR "/timelines/ilrs.yaml",
                                 PERILUNE_SOURCE_DIR "/timelines/partners-artemis.yaml"})
            .value;
    return timeline;
}

/// Everything that a hand does, one kind after the other.
std::vector<std::vector<Action>> deeds() {
    return {{action::Orbit{0.2, 0.1}},
            {action::Zoom{3.0, {}}},
            {action::Zoom{12.0, {}}, action::Tilt{20.0, 15.0}},
            {action::LookFrom{scene::Vantage::Earth}},
            {action::FlyToSite{record().sites.front().id}, action::LookFrom{scene::Vantage::Site}},
            {action::ScrubTo{instant("2022-11-20")}, action::LookFrom{scene::Vantage::Craft}},
            {action::LookFrom{scene::Vantage::TwoBodies}},
            {action::KnownTo{{day("2021-03-09")}}},
            {action::SelectMilestone{record().milestones.back().id}},
            {action::SelectMilestone{"first-crewed-landing"}, action::TellWord{{day("2021-11-09")}}},
            {action::FlyToSite{record().sites.back().id}},
            {action::CompareSince{{day("2020-01-01")}}, action::MoveChanges{1}},
            {action::SelectCountry{"LV"}},
            {action::ToggleLayer{&scene::Layers::names}},
            {action::SetTint{terrain::GroundTint::Slope}},
            {action::SetSky{scene::SkyShown::Nothing}},
            {action::ToggleRelief{}},
            {action::ToggleExposure{}},
            {action::TogglePinnedSun{}},
            {action::SetLanguage{"zh"}},
            {action::PanStrip{400.0}}};
}

/// What is seen some seconds after each of these.
scene::Moment after(const std::vector<Action>& actions) {
    static const test::Hills surface;
    const Dataset data{&record(), &surface};
    Session session = openingSession(data, instant("2026-06-01"));
    for (const Action& one : actions) {
        session = reduce(std::move(session), one, data);
        for (int i = 0; i < 120; ++i)
            session = reduce(std::move(session), action::Tick{0.05}, data);
    }
    return momentOf(session.show, data);
}

} // namespace

TEST(ByHand, isWhatTheTableSays) {
    const scene::Moment before = after({});
    std::set<std::string> changed, listed;
    for (const auto& actions : deeds()) {
        const scene::Moment moment = after(actions);
        for (const scene::Field& field : scene::momentFields())
            if (!scene::same(field, before, moment))
                changed.insert(field.name);
    }
    for (const scene::Field& field : scene::momentFields())
        if (field.byHand)
            listed.insert(field.name);
    EXPECT_EQ(changed, listed);
}

TEST(ByHand, whateverIsSeenComesBackFromItsLink) {
    for (const auto& actions : deeds()) {
        const scene::Moment moment = after(actions);
        const std::string link = scene::linkTo(moment, record());
        const auto followed = scene::followLink(link, record());
        ASSERT_TRUE(followed) << link;
        EXPECT_TRUE(followed->remarks.empty()) << link << ": " << followed->remarks.front();
        EXPECT_EQ(followed->moment.look, moment.look) << link;
        for (const scene::Field& field : scene::momentFields())
            EXPECT_TRUE(scene::same(field, followed->moment, moment)) << field.name << " of " << link;
        EXPECT_LT(link.size(), 420u) << link;
    }
}
