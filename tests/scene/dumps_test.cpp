#include "scene/scene_members.h"

#include <gtest/gtest.h>

#include <map>

using namespace perilune;
using namespace perilune::scene;

// A member that a viewer sees, and no dump tells, is one that no test sees change.
TEST(Dumps, everyMemberOfTheSceneIsInTextAndJson) {
    struct Told {
        bool inText = false, inJson = false;
    };
    std::map<std::string, Told> told;
    for (const bool on : {false, true}) {
        Scene full;
        test::fill(full, on);
        const std::string text = toText(full), json = toJson(full);
        std::size_t count = 0;
        members::eachMember(full, "scene", [&](auto&, const std::string&) { ++count; });
        for (std::size_t chosen = 0; chosen < count; ++chosen) {
            Scene scene = full;
            std::string name;
            std::size_t i = 0;
            members::eachMember(scene, "scene", [&](auto& member, const std::string& called) {
                if (i++ != chosen || !name.empty())
                    return;
                name = called;
                test::alter(member);
            });
            told[name].inText |= toText(scene) != text;
            told[name].inJson |= toJson(scene) != json;
        }
    }
    EXPECT_GT(told.size(), 200u);
    for (const auto& [name, in] : told) {
        EXPECT_TRUE(in.inText) << name << " is not in the text";
        EXPECT_TRUE(in.inJson) << name << " is not in the JSON";
    }
}
