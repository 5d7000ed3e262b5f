#include "scene/moment_fields.h"

#include "scene/choices.h"
#include "scene/moment_members.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

using namespace perilune;
using namespace perilune::scene;

namespace {

std::vector<std::string> differing(const Moment& a, const Moment& b) {
    std::vector<std::string> rows;
    for (const Field& field : momentFields())
        if (!same(field, a, b))
            rows.emplace_back(field.name);
    return rows;
}

Moment readBack(const Moment& moment) {
    Moment back;
    for (const Field& field : momentFields()) {
        const auto ok = read(field, write(field, moment), back);
        EXPECT_TRUE(ok) << field.name << ": " << (ok ? "" : ok.error().message);
    }
    return back;
}

} // namespace

TEST(MomentFields, everyMemberOfTheMomentIsInExactlyOneRow) {
    test::eachAltered([](const Moment& altered, const std::string& name) {
        EXPECT_EQ(differing(test::fullMoment(), altered).size(), 1u) << name;
    });
}

TEST(MomentFields, everyRowIsOfAMember) {
    std::set<std::string> reached;
    test::eachAltered([&](const Moment& altered, const std::string&) {
        for (std::string& row : differing(test::fullMoment(), altered))
            reached.insert(std::move(row));
    });
    for (const Field& field : momentFields())
        EXPECT_TRUE(reached.count(field.name)) << field.name;
}

TEST(MomentFields, whatIsWrittenIsReadAsTheSameMoment) {
    EXPECT_EQ(readBack(Moment{}), Moment{});
    test::eachAltered([](const Moment& altered, const std::string& name) {
        const bool unread = !altered.light.isPinned() || altered.known.mode != AsOfMode::OnADay;
        EXPECT_EQ(readBack(altered), unread ? canonical(altered) : altered) << name;
    });
}

TEST(MomentFields, aWrongWordChangesNothingAndSaysWhatToWrite) {
    const Moment before = test::fullMoment();
    for (const Field& field : momentFields()) {
        if (std::holds_alternative<kind::Text>(field.kind))
            continue;
        const auto* ids = std::get_if<kind::Ids>(&field.kind);
        const bool anyId = std::holds_alternative<kind::Id>(field.kind) || (ids && ids->of != IdOf::Path);
        for (const char* bad : {"", ",", "1,2,3", "nan", "1e999", "\xff", "2021-02-30", "-"}) {
            if (anyId && *bad && !(ids && std::string_view(bad) == ","))
                continue; // whether an id is known is asked of the record
            Moment moment = before;
            const auto ok = read(field, bad, moment);
            EXPECT_FALSE(ok) << field.name << " takes \"" << bad << '"';
            EXPECT_EQ(moment, before) << field.name << ' ' << bad;
            if (!ok)
                EXPECT_EQ(ok.error().message.find('\n'), std::string::npos) << field.name;
        }
    }
}

TEST(MomentFields, anglesGivenInDegreesAreWrittenInThem) {
    const Field& tilt = *fieldNamed("tilt");
    for (const char* degrees : {"0.1", "36", "36.6", "12.345678", "88.99", "1e-07", "57.295779513082323"}) {
        Moment moment;
        ASSERT_TRUE(read(tilt, degrees, moment));
        EXPECT_LE(write(tilt, moment).size(), std::string(degrees).size());
        EXPECT_EQ(write(tilt, moment).find("rad"), std::string::npos) << degrees;
    }
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> any(0.0, 89.0);
    for (int i = 0; i < 4'000; ++i) {
        Moment moment, back;
        moment.look.tilt = base::Angle::degrees(std::round(any(random) * 1e4) / 1e4);
        const std::string words = write(tilt, moment);
        EXPECT_LE(words.size(), 7u) << words;
        ASSERT_TRUE(read(tilt, words, back));
        EXPECT_EQ(back.look.tilt, moment.look.tilt) << words;
    }
}

TEST(MomentFields, anyAngleAndLengthComesBackToItsLastBit) {
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> radians(0.0, 1.5), metres(2.0, 1e9);
    int inRadians = 0;
    for (int i = 0; i < 4'000; ++i) {
        Moment moment, back;
        moment.look.tilt = base::Angle::radians(radians(random));
        moment.look.rangeM = metres(random);
        for (const char* name : {"tilt", "range"}) {
            const std::string words = write(*fieldNamed(name), moment);
            ASSERT_TRUE(read(*fieldNamed(name), words, back)) << words;
            inRadians += words.ends_with("rad");
        }
        EXPECT_EQ(back.look.tilt, moment.look.tilt);
        EXPECT_EQ(back.look.rangeM, moment.look.rangeM);
        const Moment told = canonical(moment);
        EXPECT_EQ(canonical(told), told);
        EXPECT_EQ(write(*fieldNamed("tilt"), told).find("rad"), std::string::npos);
        EXPECT_NEAR(told.look.tilt.radians(), moment.look.tilt.radians(), 1e-15);
    }
    EXPECT_GT(inRadians, 0); // else the case was not tried
}

TEST(MomentFields, namesAreUniqueAndLayersHaveALabelEach) {
    std::set<std::string_view> names, keys;
    for (const Field& field : momentFields()) {
        EXPECT_TRUE(names.insert(field.name).second) << field.name;
        EXPECT_TRUE(!field.key || keys.insert(field.key).second) << field.key;
        EXPECT_TRUE(!field.hasOption() || (*field.help && *field.form)) << field.name;
    }
    Layers all;
    members::eachMember(all, "layers", [](auto& layer, const std::string&) { layer = false; });
    for (const LayerName& layer : kLayerNames)
        all.*layer.layer = true;
    members::eachMember(all, "layers",
                        [](auto& layer, const std::string& name) { EXPECT_TRUE(layer) << name; });
}

TEST(MomentFields, everyValueOfAChoiceHasItsOwnWord) {
    const auto check = []<class E>(std::type_identity<E>, E last) {
        std::set<std::string_view> words;
        for (int i = 0; i <= int(last); ++i) {
            EXPECT_STRNE(nameOf(E(i)), "?") << Words<E>::noun << ' ' << i;
            EXPECT_EQ(named<E>(nameOf(E(i))), E(i));
            words.insert(nameOf(E(i)));
        }
        EXPECT_EQ(words.size(), std::size(Words<E>::all));
        EXPECT_EQ(std::size(Words<E>::all), std::size_t(last) + 1) << Words<E>::noun;
    };
    check(std::type_identity<Vantage>{}, Vantage::TwoBodies);
    check(std::type_identity<Aim>{}, Aim::Path);
    check(std::type_identity<North>{}, North::Moon);
    check(std::type_identity<terrain::GroundTint>{}, terrain::GroundTint::Shadow);
    check(std::type_identity<SkyShown>{}, SkyShown::Constellations);
    check(std::type_identity<PathAxes>{}, PathAxes::Fixed);
}

namespace {

/// The Moment after one row was said on top of a fresh one; a fresh one where the words are refused.
std::optional<Moment> said(const char* row, std::string_view words) {
    Moment moment;
    return read(*fieldNamed(row), words, moment) ? std::optional(moment) : std::nullopt;
}

} // namespace

TEST(MomentFields, layersAreAListOrChanges) {
    const Layers none{false, false, false, false, false, false};
    Layers wanted = none;
    wanted.names = wanted.scale = true;
    EXPECT_EQ(said("layers", "names,scale")->layers, wanted);
    wanted = {};
    wanted.graticule = true;
    wanted.card = false;
    EXPECT_EQ(said("layers", "+graticule,-card")->layers, wanted);
    EXPECT_EQ(said("layers", "none")->layers, none);
    for (const char* bad : {"", "name", "names,", "names,+card", "+names,card", "+", "Names"})
        EXPECT_FALSE(said("layers", bad)) << bad;
}

TEST(MomentFields, pathsAreAListOfThoseThatAreKnown) {
    EXPECT_EQ(said("paths", "artemis-2,gateway-nrho")->paths,
              (std::vector<std::string>{"artemis-2", "gateway-nrho"}));
    EXPECT_EQ(said("craft", "gateway")->look.craft, "gateway-nrho");
    for (const char* bad : {"", "artemis", "artemis-2,", "artemis-2 gateway-nrho"})
        EXPECT_FALSE(said("paths", bad)) << bad;
}

TEST(MomentFields, theGroundsLookTheLightAndTheExposureAreWords) {
    EXPECT_EQ(said("tint", "slope")->ground.tint, terrain::GroundTint::Slope);
    EXPECT_FALSE(said("tint", "slopes"));
    EXPECT_TRUE(said("relief", "modelled")->ground.modelled);
    EXPECT_FALSE(said("relief", "measured")->ground.modelled);
    EXPECT_FALSE(said("relief", "real"));
    EXPECT_EQ(said("heights", "-3000,2000")->ground.heights, (terrain::HeightSpan{-3000, 2000}));
    for (const char* bad : {"-3000", "0,10", "2000,-3000", "-9001,0", "0,11001", "0,1.5"})
        EXPECT_FALSE(said("heights", bad)) << bad;
    EXPECT_EQ(said("exposure", "fixed")->exposure, (Exposure{0.0, false}));
    EXPECT_EQ(said("exposure", "auto,+1.5")->exposure, (Exposure{1.5, true}));
    EXPECT_EQ(said("exposure", "fixed,-2")->exposure, (Exposure{-2.0, false}));
    for (const char* bad : {"", "1.5", "auto,", "auto,13", "fixed,1,2", "auto,nan"})
        EXPECT_FALSE(said("exposure", bad)) << bad;
    EXPECT_EQ(said("light", "10,-40")->light,
              (Light{LightMode::Pinned, base::Angle::degrees(10.0), base::Angle::degrees(-40.0)}));
    EXPECT_FALSE(said("light", "true")->light.isPinned());
    for (const char* bad : {"false", "10", "91,0", "0,181", "1,2,3"})
        EXPECT_FALSE(said("light", bad)) << bad;
}

TEST(MomentFields, theStripsSpanIsWrittenAsShortAsItIs) {
    for (const char* words : {"2018/2031", "2018-07/2032-01", "2018-07-02/2031-12-30", "2020-01/2020-01"}) {
        const auto moment = said("span", words);
        ASSERT_TRUE(moment) << words;
        EXPECT_EQ(write(*fieldNamed("span"), *moment), words);
    }
    for (const char* bad : {"2018/..", "../2031", "2031/2018", "soon"})
        EXPECT_FALSE(said("span", bad)) << bad;
}
