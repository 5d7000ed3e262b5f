// The index for searching against a plain reading of all texts.
#include "timeline/search/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace perilune::timeline {
namespace {

/// What search promises, read from the first letter to the last every time.
class PlainSearch {
  public:
    PlainSearch(const Timeline& timeline, const std::vector<NamedPlace>& places) {
        const auto titled = [&](Found kind, const std::string& id, const LocalizedText& title) {
            items_.push_back({kind, id, title.english()});
            for (const auto& [language, text] : title.byLanguage)
                add(kTitle, text, text, language);
            add(kId, id, title.english());
        };
        for (const Mission& mission : timeline.missions) {
            titled(Found::Mission, mission.id, mission.title);
            add(kWords, mission.note, mission.title.english());
        }
        for (const Milestone& milestone : timeline.milestones) {
            titled(Found::Milestone, milestone.id, milestone.title);
            const std::string& title = milestone.title.english();
            if (milestone.shortTitle != title)
                add(kTitle, milestone.shortTitle, milestone.shortTitle);
            for (const Announcement& said : milestone.history)
                add(kWords, said.words, title);
        }
        for (const NamedPlace& place : places) {
            items_.push_back({Found::Place, place.name, place.name});
            add(kTitle, place.name, place.name);
        }
    }

    std::vector<std::string> find(std::string_view query, std::size_t most) const {
        const std::string wanted = folded(query);
        if (wanted.empty())
            return {};
        std::vector<std::string> words;
        for (std::size_t from = 0; from < wanted.size();) {
            const std::size_t to = std::min(wanted.find(' ', from), wanted.size());
            words.push_back(wanted.substr(from, to - from));
            from = to + 1;
        }
        struct Ranked {
            Best best;
            std::size_t item = 0;
        };
        std::vector<Ranked> found;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            Best best = bestOf(i, wanted);
            if (words.size() > 1) {
                Best apart = bestOf(i, words.front());
                for (const std::string& word : words)
                    apart.rank = std::min(apart.rank, bestOf(i, word).rank);
                if (apart.rank - 5 > best.rank)
                    best = {apart.rank - 5, apart.field};
            }
            if (best.rank > 0)
                found.push_back({best, i});
        }
        std::stable_sort(found.begin(), found.end(), [&](const Ranked& a, const Ranked& b) {
            if (a.best.rank != b.best.rank)
                return a.best.rank > b.best.rank;
            return (items_[a.item].kind != Found::Place) > (items_[b.item].kind != Found::Place);
        });
        found.resize(std::min(most, found.size()));
        std::vector<std::string> lines;
        for (const Ranked& one : found) {
            const Field& field = *one.best.field;
            lines.push_back(describe(items_[one.item].kind, items_[one.item].id,
                                     field.part == kTitle ? field.title : items_[one.item].title,
                                     field.language, one.best.rank));
        }
        return lines;
    }

    static std::string describe(Found kind, std::string_view id, std::string_view title,
                                std::string_view language, int rank) {
        return std::to_string(rank) + " " + nameOf(kind) + " " + std::string(id) + " " +
               std::string(language) + " " + std::string(title);
    }

  private:
    enum Kind { kTitle, kId, kWords };
    struct Item {
        Found kind{};
        std::string id, title;
    };
    struct Field {
        std::size_t item = 0;
        Kind part{};
        std::string text, title, language;
    };
    struct Best {
        int rank = 0;
        const Field* field = nullptr;
    };

    void add(Kind part, const std::string& text, const std::string& title,
             const std::string& language = "en") {
        if (!text.empty())
            fields_.push_back({items_.size() - 1, part, folded(text), title, language});
    }

    static bool isLetter(const std::string& text, std::size_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        return byte >= 0x80 || std::islower(byte) || std::isdigit(byte);
    }
    /// Ours are all between U+4E00 and U+9FFF, E4 to E9.
    static bool isIdeograph(const std::string& text, std::size_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        return byte >= 0xE4 && byte <= 0xE9;
    }

    static int rankAt(const Field& field, std::size_t at, std::size_t end) {
        const std::string& text = field.text;
        const bool begins = at == 0 || !isLetter(text, at - 1) || isIdeograph(text, at);
        const bool ends = end == text.size() || !isLetter(text, end) || isIdeograph(text, end);
        const bool whole = at == 0 && end == text.size();
        if (field.part == kTitle)
            return whole ? 100 : at == 0 ? (ends ? 85 : 80) : begins ? (ends ? 70 : 60) : 40;
        if (field.part == kId)
            return whole ? 95 : begins ? 50 : 35;
        return begins ? (ends ? 25 : 20) : 10;
    }

    Best bestOf(std::size_t item, const std::string& needle) const {
        Best best;
        for (const Field& field : fields_)
            if (field.item == item)
                for (std::size_t at = field.text.find(needle); at != std::string::npos;
                     at = field.text.find(needle, at + 1))
                    if (const int rank = rankAt(field, at, at + needle.size()); rank > best.rank)
                        best = {rank, &field};
        return best;
    }

    std::vector<Item> items_;
    std::vector<Field> fields_;
};

/// Few letters, so that words begin alike, end alike and lie in one another.
class RandomTexts {
  public:
    explicit RandomTexts(unsigned seed) : random_(seed) {}

    std::size_t pick(std::size_t below) { return random_() % below; }

    std::string word() {
        static const std::vector<std::vector<const char*>> kScripts{{"a", "b", "B", "e", "é", "1", "2"},
                                                                    {"л", "у", "Н", "а", "ё", "2"},
                                                                    {"月", "球", "里", "1", "b"}};
        const auto& letters = kScripts[pick(kScripts.size())];
        std::string text;
        for (std::size_t i = 1 + pick(4); i > 0; --i)
            text += letters[pick(letters.size())];
        return text;
    }

    std::string text(std::size_t mostWords) {
        static const std::vector<const char*> kBetween{" ", " ",  " ",  " ", "-", ", ",
                                                       "'", " (", ": ", "",  "—"};
        std::string made = word();
        for (std::size_t i = pick(mostWords); i > 0; --i)
            made += kBetween[pick(kBetween.size())] + word();
        return made;
    }

    LocalizedText title() {
        LocalizedText made;
        made.byLanguage["en"] = text(4);
        if (pick(2))
            made.byLanguage["ru"] = text(4);
        if (pick(2))
            made.byLanguage["zh"] = text(4);
        return made;
    }

    /// Something that stands there, cut anywhere between two letters; or what perhaps stands nowhere.
    std::string query(const std::vector<std::string>& texts) {
        const std::size_t kind = pick(8);
        if (kind == 0)
            return text(3);
        if (kind == 1)
            return word() + " " + query(texts);
        if (kind == 2)
            return "," + std::string(pick(2), ' ') + word();
        const std::string& whole = texts[pick(texts.size())];
        std::size_t from = pick(whole.size()), to = from + 1 + pick(kind == 3 ? 200 : 8);
        const auto within = [&](std::size_t at) {
            return at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80;
        };
        while (within(from))
            --from;
        while (within(to))
            ++to;
        return whole.substr(from, to - from);
    }

  private:
    std::mt19937 random_;
};

TEST(SearchLaws, theIndexFindsWhatAPlainReadingFinds) {
    RandomTexts random(1610);
    std::size_t asked = 0, found = 0;
    for (int round = 0; round < 40; ++round) {
        Timeline t;
        std::vector<std::string> texts;
        const std::size_t records = 1 + random.pick(60);
        for (std::size_t i = 0; i < records; ++i) {
            Mission& mission = t.missions.emplace_back();
            mission.id = "m-" + std::to_string(i);
            mission.title = random.title();
            mission.note = random.text(1 + random.pick(3) * 20);
            texts.push_back(mission.note);
            Milestone& milestone = t.milestones.emplace_back();
            milestone.id = "b" + std::to_string(i);
            milestone.title = random.title();
            milestone.shortTitle = random.pick(3) ? milestone.title.english() : random.text(2);
            for (std::size_t k = random.pick(3); k > 0; --k) {
                // The same words said again, a long run of them, too.
                milestone.history.emplace_back().words =
                    random.pick(4) ? random.text(6) : texts[random.pick(texts.size())] + " " + random.word();
                texts.push_back(milestone.history.back().words);
            }
            for (const auto& [language, text] : milestone.title.byLanguage)
                texts.push_back(text);
        }
        std::vector<NamedPlace> places;
        for (std::size_t i = random.pick(40); i > 0; --i)
            places.push_back({random.text(3), "Crater"});
        t.buildIndex();
        const SearchIndex index(t, places);
        const PlainSearch plain(t, places);
        for (int ask = 0; ask < 250; ++ask) {
            const std::string query = random.query(texts);
            if (query.size() > 400 || std::count(query.begin(), query.end(), ' ') > 11)
                continue; // more than search looks at
            const std::size_t most = random.pick(3) ? 1 + random.pick(20) : 100'000;
            std::vector<std::string> lines;
            for (const Hit& hit : index.find(query, most))
                lines.push_back(PlainSearch::describe(hit.kind, hit.id, hit.title, hit.language, hit.rank));
            ASSERT_EQ(lines, plain.find(query, most)) << "\"" << query << "\"";
            ++asked;
            found += lines.size();
        }
    }
    EXPECT_GT(asked, 8'000u);
    EXPECT_GT(found, 20'000u);
}

TEST(Search, theBestPlaceOfARecordCountsWhereverItStands) {
    Timeline t;
    const auto add = [&](const char* id, const char* title, const char* note) {
        Mission& mission = t.missions.emplace_back();
        mission.id = id;
        mission.title.byLanguage["en"] = title;
        mission.note = note;
    };
    add("late", "A moonbase, Moon", "");
    add("apart", "Base on the Moon", "Also called a moon base.");
    add("text", "Elsewhere", "Like a moon base.");
    t.buildIndex();
    const SearchIndex index(t);
    EXPECT_EQ(index.find("moon").front().id, "late") << "a whole word behind one that only begins so";
    EXPECT_EQ(index.find("moon").front().rank, 70);
    const auto hits = index.find("moon base");
    ASSERT_EQ(hits.size(), 3u);
    EXPECT_EQ(hits[0].id, "apart");
    EXPECT_EQ(hits[0].rank, 65) << "both words of the title, though they stand in one piece in the note";
    EXPECT_EQ(hits[2].id, "text");
}

TEST(Search, noTextAndNoQuerySizeDoesHarm) {
    Timeline t;
    EXPECT_TRUE(SearchIndex(t).find("moon").empty());
    Mission& mission = t.missions.emplace_back();
    mission.id = "long";
    mission.title.byLanguage["en"] = "Long";
    for (int i = 0; i < 200'000; ++i)
        mission.note += "ab ";
    mission.note += std::string(300, 'c');
    t.buildIndex();
    const SearchIndex index(t);
    EXPECT_EQ(index.find("b ab", 5).size(), 1u);
    EXPECT_EQ(index.find(std::string(299, 'c')).size(), 1u);
    EXPECT_TRUE(index.find(std::string(301, 'c')).empty());
    EXPECT_TRUE(index.find("long", 0).empty());
}

} // namespace
} // namespace perilune::timeline
