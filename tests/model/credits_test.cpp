// What lies in models/ says where it comes from, and what timelines name lies there and can be read.
#include "model/model.h"
#include "base/files.h"
#include "base/yaml.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace perilune::model {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = PERILUNE_SOURCE_DIR;

TEST(Credits, nameEveryFileOfModelsAndNoOther) {
    const auto parsed = base::readYaml(kRoot / "models/credits.yaml");
    ASSERT_TRUE(parsed.ok());
    std::set<std::string> named, there;
    for (const base::YamlNode& credit : parsed.value.find("credits")->items) {
        for (const char* key : {"what", "by", "from", "licence"})
            EXPECT_TRUE(credit.find(key)) << "line " << credit.line << " has no " << key;
        for (const base::YamlNode& file : credit.find("files")->items)
            named.insert(file.scalar);
    }
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / "models"))
        if (const std::string ending = entry.path().extension().string();
            entry.is_regular_file() && ending != ".py" && ending != ".pyc")
            there.insert(fs::relative(entry.path(), kRoot / "models").string());
    there.erase("credits.yaml");
    EXPECT_EQ(named, there);
}

TEST(Credits, nameEveryFontThatIsShippedAndNoOther) {
    const auto parsed = base::readYaml(kRoot / "models/credits.yaml");
    ASSERT_TRUE(parsed.ok());
    std::set<std::string> named, there;
    for (const base::YamlNode& credit : parsed.value.find("fonts")->items) {
        for (const char* key : {"what", "by", "from", "licence"})
            EXPECT_TRUE(credit.find(key)) << "line " << credit.line << " has no " << key;
        for (const base::YamlNode& file : credit.find("files")->items)
            named.insert(file.scalar);
    }
    for (const auto& entry : fs::directory_iterator(base::shareDir() / "fonts"))
        there.insert(entry.path().filename().string());
    EXPECT_EQ(named, there);
}

TEST(Spacecraft, ofTheShippedTimelinesAreThereAndCanBeRead) {
    std::set<std::string> files;
    const std::regex regex(R"re(\n\s+model: (\S+))re");
    for (const auto& entry : fs::directory_iterator(kRoot / "timelines")) {
        std::stringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const std::string timeline = text.str();
        for (std::sregex_iterator it(timeline.begin(), timeline.end(), regex), end; it != end; ++it)
            files.insert((*it)[1]);
    }
    EXPECT_GE(files.size(), 3u);
    for (const std::string& file : files) {
        const auto model = readModel(kRoot / "models/spacecraft" / file);
        EXPECT_TRUE(model) << file << ": " << model.error().message;
    }
}

} // namespace
} // namespace perilune::model
