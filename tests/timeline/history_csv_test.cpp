// A record that goes out as a table comes back as the record it was.
#include "timeline/write/history_csv.h"

#include "timeline/ask/evidence.h"
#include "timeline/import/import.h"
#include "timeline/names.h"
#include "timeline/read/parse.h"
#include "timeline/write/exports.h"
#include "timeline/write/history_things.h"
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

std::string sourcesIn(const Timeline& t, std::vector<std::string> ids, const char* indent) {
    std::string text;
    for (const std::string& id : ids) {
        const Source& s = *t.source(id);
        text += fmt::format("{}{} '{}' '{}' {} {}\n", indent, s.id, s.title, s.publisher,
                            s.date ? s.date->edtf : "-", s.url);
    }
    return text;
}

/// Lines of one kind of thing, whichever file they came from.
std::string sorted(std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    return fmt::format("{}", fmt::join(lines, ""));
}

/// What a record holds beside milestones.
std::string things(const Timeline& t) {
    std::vector<std::string> sites, others, sources;
    for (const Site& s : t.sites) {
        std::string text = fmt::format("site {} {} {} '{}' {} {} {} {} {}\n", s.id, titleIn(s.title),
                                       s.programme, s.note, s.history.empty() ? placeInCell(s.geometry) : "",
                                       s.announced ? s.announced->edtf : "-", s.model, s.modelMilestone,
                                       nameOf(s.confidence));
        text += sourcesIn(t, s.sources, "  ");
        for (const SiteAnnouncement& a : s.history)
            text += fmt::format("  {} {} '{}' '{}' {}\n", a.announced.edtf, placeInCell(a.geometry), a.by,
                                a.words, nameOf(a.confidence)) +
                    sourcesIn(t, a.sources, "    ");
        sites.push_back(text);
    }
    const auto subject = [&](const char* what, const auto& one) {
        others.push_back(fmt::format("{} {} {} '{}'\n", what, one.id, titleIn(one.title), one.note) +
                         sourcesIn(t, one.sources, "  "));
    };
    for (const Vehicle& v : t.vehicles)
        subject("vehicle", v);
    for (const Mission& m : t.missions)
        subject("mission", m);
    for (const Bloc& b : t.blocs)
        others.push_back(fmt::format("bloc {} {} {}\n", b.id, titleIn(b.title), b.programme));
    for (const Partner& p : t.partners)
        others.push_back(fmt::format("partner {} {} {} {} {} {} {} {} {} '{}' {}\n", p.id, titleIn(p.title),
                                     nameOf(p.kind), nameOf(p.level), p.bloc, p.country, p.joined.edtf,
                                     p.left ? p.left->edtf : "-", p.disputed, p.note, nameOf(p.confidence)) +
                         sourcesIn(t, p.sources, "  "));
    for (const Person& p : t.people) {
        std::string text =
            fmt::format("person {} {} [{}] '{}'\n", p.id, titleIn(p.name), fmt::join(p.also, "|"), p.note) +
            sourcesIn(t, p.sources, "  ");
        for (const Office& o : p.offices)
            text += fmt::format("  {} of {} {} {} {}\n", titleIn(o.title), titleIn(o.organisation),
                                o.from.edtf, o.until ? o.until->edtf : "-", nameOf(o.confidence)) +
                    sourcesIn(t, o.sources, "    ");
        others.push_back(text);
    }
    for (const Source& s : t.sources)
        sources.push_back("source " + sourcesIn(t, {s.id}, ""));
    return sorted(sites) + sorted(others) + sorted(sources);
}

/// A whole record. Which programme stands first is the reader's affair.
std::string whole(const Timeline& record) {
    Timeline t = record;
    std::stable_sort(
        t.programmes.begin(), t.programmes.end(),
        [](const Programme& a, const Programme& b) { return a.id < b.id; });
    std::stable_sort(t.milestones.begin(), t.milestones.end(),
                     [](const Milestone& a, const Milestone& b) { return a.programme < b.programme; });
    std::string text = things(t);
    for (const Programme& p : t.programmes) {
        const auto evidence = evidenceEnd(t, p.id);
        text += fmt::format("{} {} {} {:06x} {}\n", p.id, titleIn(p.title), nameOf(p.mark), p.colour,
                            evidence ? base::formatDay(*evidence) : "-");
        for (const Lane& lane : p.lanes)
            text += fmt::format("  {} {}\n", lane.id, titleIn(lane.title));
    }
    for (const Milestone& m : t.milestones) {
        text += fmt::format("{} {} '{}' {} {} {} [{}] [{}] [{}] {}\n", m.id, titleIn(m.title), m.shortTitle,
                            m.programme, m.lane, m.weight, fmt::join(m.after, " "), fmt::join(m.sites, " "),
                            fmt::join(m.vehicles, " "), m.mission);
        for (const Announcement& a : m.history) {
            text += fmt::format("  {} {} {} {} {} {} '{}' '{}' {}\n", a.announced.edtf, nameOf(a.kind),
                                a.target ? a.target->edtf : "-", a.actual ? a.actual->when.edtf : "-",
                                nameOf(a.status), a.supersededBy, a.by, a.words, nameOf(a.confidence));
            text += fmt::format("    because {}\n", fmt::join(a.because, " "));
            text += fmt::format("    person {} '{}'\n", a.person, a.office);
            for (const CrewMember& member : a.crew)
                text += fmt::format("    crew {} {}\n", member.person, titleIn(member.role));
            text += sourcesIn(t, a.sources, "    ");
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
    EXPECT_EQ(imported.value.account.count(Fate::Taken), imported.value.account.fields());
    EXPECT_THAT(imported.value.account.notes(), testing::IsEmpty());
    const Rows rows(shipped.value);
    EXPECT_THAT(notInHistoryCsv(shipped.value, rows.all, shipped.value.latestKnown()), testing::IsEmpty());
    EXPECT_EQ(historyOf(read(imported.value)).size(), historyOf(shipped.value).size());

    // Some of the milestones bring what they name, and say what else there is.
    const std::vector<const StandingMilestone*> some(rows.all.begin(), rows.all.begin() + 20);
    const auto part =
        importCsv(toHistoryCsv(shipped.value, some, shipped.value.latestKnown()), "some.csv", kToday);
    ASSERT_TRUE(part.ok()) << format(part.diagnostics[0]);
    const Timeline again = read(part.value);
    EXPECT_EQ(again.milestones.size(), some.size());
    for (const StandingMilestone* row : some)
        for (const std::string& id : row->milestone().sites)
            EXPECT_TRUE(again.site(id)) << id;
    EXPECT_THAT(notInHistoryCsv(shipped.value, some, shipped.value.latestKnown()),
                testing::Contains(testing::HasSubstr("partners")));
}

TEST(HistoryCsv, ofAnEarlierDayHoldsNothingThatBecameKnownLater) {
    std::vector<std::filesystem::path> files;
    for (const char* name : {"artemis", "ilrs", "context", "partners-artemis", "partners-ilrs"})
        files.emplace_back(std::string(PERILUNE_SOURCE_DIR "/timelines/") + name + ".yaml");
    const auto shipped = readTimelines(files);
    ASSERT_TRUE(shipped.ok());
    const KnownDay day{*base::makeDay(2021, 12, 31)};
    const StandingMilestones standing(asKnown(shipped.value, day), ValidDay{day.day});
    std::vector<const StandingMilestone*> rows;
    for (const StandingMilestone& row : standing)
        rows.push_back(&row);
    const auto imported = importCsv(toHistoryCsv(shipped.value, rows, day), "then.csv", kToday);
    ASSERT_TRUE(imported.ok()) << format(imported.diagnostics[0]);
    const Timeline then = read(imported.value);
    EXPECT_LE(then.latestKnown(), day);
    EXPECT_GT(then.partners.size(), 5u);
    EXPECT_LT(then.partners.size(), shipped.value.partners.size());
    for (const Partner& partner : then.partners) {
        EXPECT_LE(partner.joinedFrom(), day) << partner.id;
        EXPECT_FALSE(partner.left && *partner.leftFrom() > day) << partner.id;
    }
    for (const Site& site : then.sites) {
        EXPECT_FALSE(site.announced && KnownDay{site.announced->lastDay()} > day) << site.id;
        for (const SiteAnnouncement& said : site.history)
            EXPECT_LE(said.knownFrom(), day) << site.id;
    }
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
        addThings(t, many);
        addPeople(t);
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
    std::string maybe() { return random_.pick(0, 1) ? text() : ""; }
    Window day() { return *parseEdtf(fmt::format("20{:02}-0{}", random_.pick(10, 26), random_.pick(1, 9))); }
    Place place() {
        return {base::Angle::degrees(random_.pick(-900, 900) / 10.0),
                base::Angle::degrees(random_.pick(-1800, 1799) / 10.0)};
    }
    /// Sources and how sure that is.
    template <class T> void believe(T& one) {
        for (int s = random_.pick(0, 4); s < 5; s += random_.pick(1, 3))
            one.sources.push_back(fmt::format("s{}", s));
        one.confidence =
            one.sources.empty() ? Confidence::Unverified : static_cast<Confidence>(random_.pick(0, 2));
    }
    Geometry geometry(const Timeline& t) {
        switch (random_.pick(0, t.sites.empty() ? 4 : 5)) {
        case 0:
            return UnknownGeometry{};
        case 1:
            return PointGeometry{place()};
        case 2:
            return PointGeometry{place(), random_.pick(1, 99) / 8.0};
        case 3:
            return CircleGeometry{place(), random_.pick(1, 9999) / 7.0};
        case 4:
            return PolygonGeometry{
                {place(), {base::Angle::degrees(1.0), base::Angle::degrees(2.5)}, place()}};
        default:
            return CandidateGeometry{{t.sites.front().id}};
        }
    }
    void addThings(Timeline& t, int milestones) {
        for (int i = 0; i < random_.pick(0, 2); ++i) {
            t.vehicles.push_back({fmt::format("v{}", i), title(), maybe(), {}, {}});
            t.missions.push_back({fmt::format("f{}", i), title(), maybe(), {"s1"}, {}});
        }
        for (int i = 0; i < random_.pick(0, 4); ++i) {
            Site site;
            site.id = fmt::format("x{}", i);
            site.title = title();
            site.programme = t.programmes.front().id;
            site.note = maybe();
            for (int n = random_.pick(0, 2); n > 0; --n) {
                SiteAnnouncement said;
                said.announced = *parseEdtf(fmt::format("20{}", 20 + (2 - n)));
                said.geometry = geometry(t);
                said.by = maybe(), said.words = maybe();
                believe(said);
                site.history.push_back(said);
            }
            site.geometry = site.history.empty() ? geometry(t) : site.history.back().geometry;
            if (random_.pick(0, 1))
                site.announced = day();
            else if (!site.history.empty())
                site.announced = site.history.front().announced;
            if (site.history.empty() || random_.pick(0, 1))
                believe(site);
            if (!std::holds_alternative<UnknownGeometry>(site.geometry) && random_.pick(0, 1))
                site.model = "a-lander.glb",
                site.modelMilestone = fmt::format("m{}", random_.pick(0, milestones - 1));
            t.sites.push_back(std::move(site));
        }
        for (int i = 0; i < random_.pick(0, 1); ++i)
            t.blocs.push_back({"b", title(), random_.pick(0, 1) ? t.programmes.front().id : "", {}});
        for (int i = t.blocs.empty() ? 9 : 0; i < 3; ++i) {
            Partner p;
            p.id = fmt::format("p-{}", i);
            p.title = title();
            p.kind = static_cast<PartnerKind>(random_.pick(0, 1));
            p.level = static_cast<PartnerLevel>(random_.pick(0, 2));
            p.bloc = "b";
            p.country = i == 0 ? "NO" : "FR";
            p.joined = day();
            if (random_.pick(0, 2) == 0)
                p.left = *parseEdtf("2027");
            p.disputed = random_.pick(0, 1) == 1;
            p.note = maybe();
            believe(p);
            t.partners.push_back(std::move(p));
        }
    }
    void addPeople(Timeline& t) {
        for (int i = random_.pick(0, 3); i > 0; --i) {
            Person p{fmt::format("n{}", i), title(), {}, maybe(), {}, {}, {}};
            for (int a = random_.pick(0, 2); a > 0; --a)
                p.also.push_back(text());
            if (random_.pick(0, 1))
                p.sources = {"s2"};
            for (int o = random_.pick(0, 2); o > 0; --o) { // held before all that is said, to this day
                Office office{title(), title(), *parseEdtf("../2009"), {}, {}, Confidence::High, {}};
                believe(office);
                p.offices.push_back(std::move(office));
            }
            if (p.offices.size() == 2)
                p.offices[1].until = *parseEdtf("2009"); // another one before
            t.people.push_back(std::move(p));
        }
    }
    void namePeople(const Timeline& t, Announcement& a) {
        if (t.people.empty() || random_.pick(0, 1))
            return;
        const Person& speaker = t.people[std::size_t(random_.pick(0, int(t.people.size()) - 1))];
        a.person = speaker.id;
        if (speaker.offices.empty() || random_.pick(0, 2) == 0)
            a.office = random_.pick(0, 1) && speaker.offices.empty() ? "" : "none";
        else if (random_.pick(0, 1))
            a.office = speaker.offices[0].title.english();
        for (const Person& p : t.people)
            if (random_.pick(0, 1))
                a.crew.push_back({p.id, title()});
    }
    template <class T> std::vector<std::string> someOf(const std::vector<T>& all) {
        std::vector<std::string> ids;
        for (const T& one : all)
            if (random_.pick(0, 1))
                ids.push_back(one.id);
        return ids;
    }
    Milestone milestone(const Timeline& t, int number, int many) {
        Milestone m;
        m.sites = someOf(t.sites);
        m.vehicles = someOf(t.vehicles);
        if (const auto missions = someOf(t.missions); !missions.empty())
            m.mission = missions.front();
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
            namePeople(t, a);
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

TEST(HistoryCsvLaws, ofAnyRecordGivesTheSameRecord) {
    RandomRecords records(1970);
    for (int round = 0; round < 300; ++round) {
        const Timeline t = records.next();
        const auto imported = importCsv(historyOf(t), "x.csv", kToday);
        ASSERT_TRUE(imported.ok()) << format(imported.diagnostics[0]) << historyOf(t);
        const Timeline again = read(imported.value);
        ASSERT_EQ(whole(again), whole(t)) << historyOf(t);
        EXPECT_EQ(imported.value.account.count(Fate::Taken), imported.value.account.fields());
        if (t.programmes.size() == 1)
            EXPECT_EQ(historyOf(again), historyOf(t));
    }
}

TEST(HistoryCsv, whatDoesNotAgreeIsTold) {
    const Timeline t = RandomRecords(7).next();
    std::string text = historyOf(t);
    const auto at = text.find("\r\nhistory/3");
    EXPECT_THAT(format(importCsv(text.substr(0, at) + "\r\nhistory/4" + text.substr(at + 11), "x.csv", kToday)
                           .diagnostics.at(0)),
                testing::HasSubstr("'history/4' is another form"));
}

} // namespace
} // namespace perilune::timeline
