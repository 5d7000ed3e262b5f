// What every shipped file keeps to beyond what the reader asks of anybody's: the record is to be cited, and
// to be read by other programs.

#include "timeline/read/parse.h"
#include "base/yaml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>

namespace perilune::timeline {
namespace {

using base::YamlNode;

const std::filesystem::path kFolder = std::filesystem::path(PERILUNE_SOURCE_DIR) / "timelines";

std::vector<std::filesystem::path> filesThatEnd(std::string_view ending) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder))
        if (entry.path().filename().string().ends_with(ending))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::filesystem::path> timelineFiles() {
    std::vector<std::filesystem::path> files;
    for (const auto& file : filesThatEnd(".yaml"))
        if (file.string().find(".story.") == std::string::npos)
            files.push_back(file);
    return files;
}

const Timeline& record() {
    static const auto parsed = readTimelines(timelineFiles());
    EXPECT_TRUE(parsed.ok()) << "the timelines have mistakes, and the laws looked at nothing";
    return parsed.value;
}

// --- Plain scalars
// -----------------------------------------------------------------------------------------------------

/// What a reader of YAML 1.1 makes of a plain scalar; empty where it stays a text.
std::string typeInYaml11(const std::string& text) {
    static const std::regex kBool(
        "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    static const std::regex kNull("~|null|Null|NULL|");
    static const std::regex kNumber(
        "[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|"
        "\\.[0-9_]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");
    static const std::regex kTime("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");
    return std::regex_match(text, kBool)     ? "yes or no"
           : std::regex_match(text, kNull)   ? "nothing"
           : std::regex_match(text, kNumber) ? "a number"
           : std::regex_match(text, kTime)   ? "a time"
                                             : "";
}

/// Where FORMAT.md means a date, a number or true and false: other readers may take what stands there for
/// one.
bool isMeantTyped(const std::string& key) {
    static const std::array kKeys = {// Dates.
                                     "announced", "target", "actual", "date", "joined", "left", "from",
                                     "until", "evidence_until",
                                     // Numbers.
                                     "weight", "point", "polygon", "radius_km", "uncertainty_km",
                                     // True and false.
                                     "disputed"};
    return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

/// Keys of a story under which people read; whatever else stands there is a number, a date or a word of the
/// program.
bool isTextOfStory(const std::string& key) {
    static const std::array kKeys = {"title", "subtitle", "text", "language", "country", "site", "select"};
    return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

void tellTyped(const YamlNode& node, const std::string& key, bool story, const std::string& file) {
    if (node.kind == YamlNode::Kind::Scalar && !node.quoted &&
        (story ? isTextOfStory(key) : !isMeantTyped(key))) {
        const std::string type = typeInYaml11(node.scalar);
        EXPECT_EQ(type, "") << file << ":" << node.line << ": '" << node.scalar << "' under " << key
                            << " needs quotes";
    }
    for (const YamlNode& item : node.items)
        tellTyped(item, key, story, file);
    for (const YamlNode::Entry& entry : node.entries) {
        EXPECT_EQ(typeInYaml11(entry.key), "") << file << ":" << entry.keyLine << ": the key " << entry.key;
        tellTyped(entry.value, entry.key, story, file);
    }
}

TEST(RecordLaws, noPlainScalarIsReadAsAnotherTypeByOlderReadersOfYaml) {
    for (const auto& file : filesThatEnd(".yaml")) {
        const auto yaml = base::readYaml(file);
        ASSERT_TRUE(yaml.ok()) << file;
        tellTyped(yaml.value, "", file.string().find(".story.") != std::string::npos,
                  file.filename().string());
    }
}

TEST(RecordLaws, whatYaml11TakesForAnotherTypeIsKnown) {
    for (const char* typed :
         {"NO", "no", "y", "On", "off", "TRUE", "~", "null", "2027", "0x1F", "1_000", "12:30:45", "1.5e3",
          ".5", "-.inf", ".NaN", "2026-09-01", "2026-9-1", "2026-09-01T12:00:00Z"})
        EXPECT_NE(typeInYaml11(typed), "") << typed;
    for (const char* text :
         {"FR", "Norway", "2026-09", "2027-33~", "../2030", "203X", "2025/..", "1.2.3", "yes, it is", "nope"})
        EXPECT_EQ(typeInYaml11(text), "") << text;
}

// --- Sources
// -----------------------------------------------------------------------------------------------------------

/// The last day on which a source can have come out; of one without a date, any day.
base::Day lastOf(const std::string& id) {
    const Source* source = record().source(id);
    return source && source->date ? source->date->lastDay() : *base::parseDay("9999-12-31");
}

void expectOneIsNotOlder(const std::vector<std::string>& sources, base::Day said, const std::string& what) {
    if (!sources.empty())
        EXPECT_TRUE(std::any_of(
            sources.begin(), sources.end(), [&](const auto& id) { return lastOf(id) >= said; }))
            << what << ": every source of it came out before it was said; name the one that says it";
}

TEST(RecordLaws, noSourceIsOlderThanWhatItAloneMustSupport) {
    for (const Milestone& milestone : record().milestones)
        for (std::size_t i = 0; i < milestone.history.size(); ++i) {
            const Announcement& said = milestone.history[i];
            // What happened before it was told must have come out after it happened.
            const base::Day first = said.actual
                                        ? std::max(said.actual->when.firstDay(), said.announced.firstDay())
                                        : said.announced.firstDay();
            expectOneIsNotOlder(said.sources, first, milestone.id + "[" + std::to_string(i) + "]");
        }
    for (const Partner& partner : record().partners)
        if (!partner.disputed) // then it is only planned
            expectOneIsNotOlder(partner.sources, partner.joined.firstDay(), partner.id);
}

/// An address without what differs between links to the same page.
std::string sameAddress(std::string url) {
    url = std::regex_replace(url, std::regex("^https?://(www\\.)?"), "");
    return std::regex_replace(url, std::regex("[/#]+$"), "");
}

TEST(RecordLaws, oneAddressHasOneId) {
    std::map<std::string, std::string> ids;
    for (const Source& source : record().sources)
        if (!source.url.empty()) {
            const auto [known, isNew] = ids.emplace(sameAddress(source.url), source.id);
            EXPECT_TRUE(isNew || known->second == source.id)
                << source.id << " and " << known->second << " have the same address " << source.url;
        }
}

bool isWholeAddress(const std::string& url) {
    static const std::regex kAddress("https?://([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}(:[0-9]+)?"
                                     "(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7F])*)?"
                                     "(\\?([A-Za-z0-9._~!$&'()*+,;=:@/?|-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7F])*)?"
                                     "(#[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?");
    return std::regex_match(url, kAddress) && url.find("...") == std::string::npos &&
           url.find("…") == std::string::npos;
}

TEST(RecordLaws, everyAddressIsAWholeOne) {
    for (const Source& source : record().sources)
        EXPECT_TRUE(source.url.empty() || isWholeAddress(source.url)) << source.id << ": " << source.url;
    for (const char* broken :
         {"https://example", "example.org/a", "https://example.org/a b", "https://example.org/a%2",
          "https://example.org/…", "ftp://example.org/", "https:///a"})
        EXPECT_FALSE(isWholeAddress(broken)) << broken;
}

/// Texts that only gather what others said, and notes that nobody signed. A row that rests on these alone is
/// weak.
bool isCompilation(const std::string& id) {
    return id == "moon-landing-timeline" || id.find("unsigned-note") != std::string::npos;
}

TEST(RecordLaws, fewRowsRestOnWhatNobodyCanReadAgain) {
    std::size_t withoutAny = 0, onCompilations = 0, withoutAddress = 0;
    for (const Milestone& milestone : record().milestones)
        for (const Announcement& said : milestone.history) {
            const auto all = [&](const auto& is) {
                return std::all_of(said.sources.begin(), said.sources.end(), is);
            };
            withoutAny += said.sources.empty();
            onCompilations += !said.sources.empty() && all(isCompilation);
            withoutAddress += all([](const std::string& id) { return record().source(id)->url.empty(); });
        }
    EXPECT_EQ(withoutAny, 0u);
    EXPECT_LT(onCompilations, 15u);
    EXPECT_LT(withoutAddress, 40u);
}

TEST(RecordLaws, whatRestsOnACompilationAloneIsMarkedAsWeak) {
    for (const Milestone& milestone : record().milestones)
        for (std::size_t i = 0; i < milestone.history.size(); ++i) {
            const auto& sources = milestone.history[i].sources;
            if (std::all_of(sources.begin(), sources.end(), isCompilation))
                EXPECT_NE(milestone.history[i].confidence, Confidence::High)
                    << milestone.id << "[" << i << "]";
        }
    for (const Partner& partner : record().partners)
        if (std::all_of(partner.sources.begin(), partner.sources.end(), isCompilation))
            EXPECT_NE(partner.confidence, Confidence::High) << partner.id;
}

} // namespace
} // namespace perilune::timeline
