// A record that goes out as a table comes back as the record it was.
#include "timeline/write/history_csv.h"

#include "timeline/ask/evidence.h"
#include "timeline/import/import.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"
#include "histories.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace perilune::timeline {
namespace {

constexpr base::Day kToday{std::chrono::year{2026} / 11 / 30};

struct Rows {
    explicit Rows(const Timeline& t) : standing(asKnown(t, t.latestKnown()), ValidDay{kToday}) {
        for (const StandingMilestone& row : standing)
            all.push_back(&row);
    }
    StandingMilestones standing;
    std::vector<const StandingMilestone*> all;
};

std::string historyOf(const Timeline& t) {
    const Rows rows(t);
    return toHistoryCsv(t, rows.all, t.latestKnown());
}

Timeline read(const Import& imported) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const Import::File& file : imported.files)
        files.emplace_back(file.programme, file.yaml);
    auto parsed = parseTimelines(files);
    for (const auto& d : parsed.diagnostics)
        EXPECT_NE(d.severity, base::Severity::Error) << format(d);
    return std::move(parsed.value);
}

std::string titleIn(const LocalizedText& title) {
    std::string text;
    for (const auto& [language, words] : title.byLanguage)
        text += language + "=" + words + ";";
    return text;
}

/// All that a table can hold of a record. Which programme stands first is the reader's affair.
std::string whole(const Timeline& record) {
    Timeline t = record;
    std::stable_sort(
        t.programmes.begin(), t.programmes.end(),
        [](const Programme& a, const Programme& b) { return a.id < b.id; });
    std::stable_sort(t.milestones.begin(), t.milestones.end(),
                     [](const Milestone& a, const Milestone& b) { return a.programme < b.programme; });
    std::string text;
    std::set<std::string> lanes;
    for (const Milestone& m : t.milestones)
        lanes.insert(m.programme + "/" + m.lane);
    for (const Programme& p : t.programmes) {
        const auto evidence = evidenceEnd(t, p.id);
        text += fmt::format("{} {} {} {:06x} {}\n", p.id, titleIn(p.title), nameOf(p.mark), p.colour,
                            evidence ? base::formatDay(*evidence) : "-");
        for (const Lane& lane : p.lanes)
            if (lanes.contains(p.id + "/" + lane.id))
                text += fmt::format("  {} {}\n", lane.id, titleIn(lane.title));
    }
    for (const Milestone& m : t.milestones) {
        text += fmt::format("{} {} '{}' {} {} {} [{}]\n", m.id, titleIn(m.title), m.shortTitle, m.programme,
                            m.lane, m.weight, fmt::join(m.after, " "));
        for (const Announcement& a : m.history) {
            text += fmt::format("  {} {} {} {} {} {} '{}' '{}' {}\n", a.announced.edtf, nameOf(a.kind),
                                a.target ? a.target->edtf : "-", a.actual ? a.actual->when.edtf : "-",
                                nameOf(a.status), a.supersededBy, a.by, a.words, nameOf(a.confidence));
            text += fmt::format("    because {}\n", fmt::join(a.because, " "));
            for (const std::string& id : a.sources) {
                const Source& s = *t.source(id);
                text += fmt::format("    {} '{}' '{}' {} {}\n", s.id, s.title, s.publisher,
                                    s.date ? s.date->edtf : "-", s.url);
            }
        }
    }
    return text;
}

TEST(HistoryCsv, ofTheShippedRecordGivesTheSameRecord) {
    std::vector<std::filesystem::path> files;
    for (const char* name : {"artemis", "ilrs", "context", "partners-artemis", "partners-ilrs"})
        files.emplace_back(std::string(PERILUNE_SOURCE_DIR "/timelines/") + name + ".yaml");
    const auto shipped = readTimelines(files);
    ASSERT_TRUE(shipped.ok());
    const auto imported = importCsv(historyOf(shipped.value), "all.csv", kToday);
    ASSERT_TRUE(imported.ok()) << format(imported.diagnostics[0]);
    EXPECT_EQ(imported.value.files.size(), shipped.value.programmes.size());
    EXPECT_EQ(whole(read(imported.value)), whole(shipped.value));
    EXPECT_EQ(imported.value.account.count(Fate::Assumed), 0u);
    for (const ImportNote& note : imported.value.account.notes())
        EXPECT_THAT(note.what, testing::AnyOf(testing::HasSubstr("'sites'"), testing::HasSubstr("'vehicles'"),
                                              testing::HasSubstr("'mission'"), testing::HasSubstr("'person'"),
                                              testing::HasSubstr("'office'"), testing::HasSubstr("'crew'")));
    const Rows rows(shipped.value);
    EXPECT_THAT(notInHistoryCsv(shipped.value, rows.all),
                testing::Contains(testing::HasSubstr("sites and where they are")));
}

/// Records with all that a table can hold, as no author would write them.
class RandomRecords {
  public:
    explicit RandomRecords(unsigned seed) : random_(seed) {}

    Timeline next() {
        Timeline t;
        for (int p = 0; p <= random_.pick(0, 1); ++p) {
            Programme programme{fmt::format("p{}", p),
                                title(),
                                static_cast<Mark>(random_.pick(0, 3)),
                                static_cast<std::uint32_t>(random_.pick(0, 0xFFFFFF)),
                                {}};
            for (int l = random_.pick(1, 7); l > 0; --l)
                programme.lanes.push_back({fmt::format("l{}", l), title()});
            if (random_.pick(0, 1)) // later than all that is announced
                t.evidence.push_back({programme.id,
                                      *base::parseDay("2031-01-01") + std::chrono::days{random_.pick(0, 400)},
                                      {}});
            t.programmes.push_back(std::move(programme));
        }
        for (int s = 0; s < 5; ++s) {
            Source source{fmt::format("s{}", s),
                          text(),
                          text(),
                          {},
                          random_.pick(0, 1) ? fmt::format("https://a.org/{}?x=1,2", s) : ""};
            if (random_.pick(0, 1))
                source.date = random_.window();
            if (source.date && source.date->openEnd)
                source.date.reset();
            if (source.date && source.date->openBegin)
                source.date.reset();
            t.sources.push_back(std::move(source));
        }
        const int many = random_.pick(1, 6);
        for (int i = 0; i < many; ++i)
            t.milestones.push_back(milestone(t, i, many));
        std::stable_sort(t.milestones.begin(), t.milestones.end(),
                         [](const Milestone& a, const Milestone& b) { return a.programme < b.programme; });
        t.buildIndex();
        return t;
    }

  private:
    std::string text() {
        static const char* const kTexts[] = {
            "plain", "=1+1", "a, \"b\"; c|d", "'quoted'", "-5 °C", "@x", "none", "嫦娥", "a: #b",
            "''=y",  "+1",   "<b>&amp;</b>",  "null",     "2024",  "x'", "~",    "[a]"};
        return kTexts[random_.pick(0, static_cast<int>(std::size(kTexts)) - 1)];
    }
    LocalizedText title() {
        LocalizedText title;
        title.byLanguage["en"] = text();
        for (const char* language : {"ru", "zh", "pt-BR"})
            if (random_.pick(0, 2) == 0)
                title.byLanguage[language] = text();
        return title;
    }
    Milestone milestone(const Timeline& t, int number, int many) {
        Milestone m;
        m.id = fmt::format("m{}", number);
        m.title = title();
        m.shortTitle = random_.pick(0, 1) ? m.title.english() : text();
        const Programme& p = t.programmes[static_cast<std::size_t>(
            random_.pick(0, static_cast<int>(t.programmes.size()) - 1))];
        m.programme = p.id;
        m.lane = p.lanes[static_cast<std::size_t>(random_.pick(0, static_cast<int>(p.lanes.size()) - 1))].id;
        m.weight = random_.pick(1, 3);
        if (number > 0 && random_.pick(0, 2) == 0)
            m.after = {fmt::format("m{}", number - 1)};
        m.history = random_.history();
        bool happened = false, announced = false;
        for (Announcement& a : m.history) {
            happened = happened || (a.actual && a.kind == AnnouncementKind::Event);
            announced = announced || !a.isProjection();
            const bool claims = a.status == Status::Achieved || a.status == Status::PartlyAchieved;
            if (claims && !happened)
                a.status = Status::Delayed;
            if (a.status == Status::Superseded && number + 1 < many && random_.pick(0, 1))
                a.supersededBy = fmt::format("m{}", number + 1); // a later one, so that no ring is closed
            for (const Milestone& cause : t.milestones)          // earlier ones, so that no ring is closed
                if (random_.pick(0, 2) == 0 &&
                    cause.history.front().announced.firstDay() <= a.announced.lastDay())
                    a.because.push_back(cause.id);
            a.by = random_.pick(0, 1) ? text() : "";
            a.words = random_.pick(0, 3) ? text() : "";
            for (int s = random_.pick(0, 4); s < 5; s += random_.pick(1, 3))
                a.sources.push_back(fmt::format("s{}", s));
            a.confidence =
                a.sources.empty() ? Confidence::Unverified : static_cast<Confidence>(random_.pick(0, 2));
        }
        if (!announced)
            m.history.back().kind = AnnouncementKind::Statement;
        return m;
    }

    RandomHistories random_;
};

TEST(HistoryCsvLaws, ofAnyRecordGivesTheSameRecordAndSaysWhatItCannotHold) {
    RandomRecords records(1970);
    for (int round = 0; round < 300; ++round) {
        const Timeline t = records.next();
        const auto imported = importCsv(historyOf(t), "x.csv", kToday);
        ASSERT_TRUE(imported.ok()) << format(imported.diagnostics[0]) << historyOf(t);
        const Timeline again = read(imported.value);
        // Programmes come in the order of their milestones; what a table has no line for is told.
        Timeline expected = t;
        std::erase_if(expected.programmes, [&](const Programme& p) { return !again.programme(p.id); });
        ASSERT_EQ(whole(again), whole(expected)) << historyOf(t);
        EXPECT_EQ(imported.value.account.count(Fate::Taken), imported.value.account.fields());
        if (t.programmes.size() == 1)
            EXPECT_EQ(historyOf(again), historyOf(t));
    }
}

TEST(HistoryCsv, whatDoesNotAgreeIsTold) {
    const Timeline t = RandomRecords(7).next();
    std::string text = historyOf(t);
    const auto at = text.find("\r\nhistory/1");
    EXPECT_THAT(format(importCsv(text.substr(0, at) + "\r\nhistory/2" + text.substr(at + 11), "x.csv", kToday)
                           .diagnostics.at(0)),
                testing::HasSubstr("'history/2' is another form"));
}

} // namespace
} // namespace perilune::timeline
