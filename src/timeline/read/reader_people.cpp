#include "timeline/people.h"
#include "timeline/read/reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace perilune::timeline {

using base::YamlNode;
using Kind = base::YamlNode::Kind;

namespace {

/// What two files tell otherwise of one person; empty where they say the same.
std::string differenceOf(const Person& a, const Person& b) {
    const auto sameOffice = [](const Office& x, const Office& y) {
        const auto edtf = [](const Office& o) { return o.until ? o.until->edtf : std::string(); };
        return x.title.byLanguage == y.title.byLanguage &&
               x.organisation.byLanguage == y.organisation.byLanguage && x.from.edtf == y.from.edtf &&
               edtf(x) == edtf(y) && x.sources == y.sources && x.confidence == y.confidence;
    };
    if (a.name.byLanguage != b.name.byLanguage)
        return "name";
    if (a.also != b.also)
        return "also";
    if (a.note != b.note)
        return "note";
    if (!std::equal(a.offices.begin(), a.offices.end(), b.offices.begin(), b.offices.end(), sameOffice))
        return "offices";
    return a.sources == b.sources ? "" : "sources";
}

std::string daysOf(const Office& office) {
    return office.until ? fmt::format("{} to {}", office.from.edtf, office.until->edtf)
                        : fmt::format("from {}", office.from.edtf);
}

} // namespace

void Reader::takePerson(const Entry& entry) {
    const Record record(findings_, entry.value, placeOf(entry), "a person",
                        {"amends", "name", "also", "note", "offices", "sources"});
    if (!record.isMapping())
        return;
    Person person;
    person.id = entry.key;
    person.place = record.at();
    person.name = record.requiredTitle("name");
    if (const YamlNode* also = record.optional("also");
        also && record.isSequence(*also, "'also'", "[another spelling, 另一种写法]"))
        for (const YamlNode& item : also->items)
            if (auto spelling = record.text(item, "also"))
                person.also.push_back(std::move(*spelling));
    person.note = record.text("note");
    if (const YamlNode* offices = record.optional("offices");
        offices && record.isSequence(*offices, "'offices'",
                                     "[{office: Administrator, organisation: NASA, from: 2021-05-03}]"))
        for (const YamlNode& item : offices->items) {
            const Record office(findings_, item, placeOf(item), "an office",
                                {"office", "organisation", "from", "until", "sources", "confidence"});
            if (office.isMapping())
                person.offices.push_back(officeOf(office));
        }
    person.sources = idsIn(record, "sources", pending_.sources);
    if (replaces(record, "person", timeline_.people, person))
        return;
    // As with sources: two files may list the same person, if they say the same of it.
    if (const auto first = peoplePlaces_.find(person.id); first != peoplePlaces_.end())
        for (const Person& known : timeline_.people)
            if (known.id == person.id && first->second.file != file_) {
                if (const std::string what = differenceOf(known, person); !what.empty())
                    findings_.error(record.at(),
                                    fmt::format("'{}' of the person '{}' is told otherwise in {}:{}", what,
                                                person.id, first->second.file, first->second.line),
                                    "make both files say the same, or give one of the two people another id");
                return;
            }
    if (isNew(peoplePlaces_, "person", person.id, record.at()))
        timeline_.people.push_back(std::move(person));
}

Office Reader::officeOf(const Record& record) {
    Office office;
    office.place = record.at();
    office.title = record.requiredTitle("office");
    office.organisation = record.requiredTitle("organisation");
    if (record.required("from"))
        office.from = record.window("from", OpenEnds::Begin).value_or(Window{});
    office.until = record.window("until", OpenEnds::Begin);
    if (office.until && !office.from.edtf.empty() && office.until->lastDay() < office.from.firstDay())
        record.error(
            *record.optional("until"),
            fmt::format("the office ended ({}) before it began ({})", office.until->edtf, office.from.edtf),
            "check both dates");
    office.confidence = record.word<Confidence>("confidence").value_or(Confidence::High);
    office.sources = sourcesOf(record, office.confidence);
    return office;
}

void Reader::takePeopleOf(const Record& record, Announcement& said) {
    said.person = idIn(record, "person", pending_.people);
    said.office = record.text("office");
    const YamlNode* office = record.optional("office");
    if (office && said.person.empty())
        record.error(*office, "'office' without 'person'", "name who holds it, or leave it out");
    if (!said.person.empty() && !said.announced.edtf.empty() && said.office != kNoOffice)
        citedOffices_.push_back({{said.person, record.placeOf(*record.optional("person"))},
                                 said.office,
                                 record.placeOf(office ? *office : *record.optional("person")),
                                 said.announced});
    const YamlNode* crew = record.optional("crew");
    if (!crew || !record.isSequence(*crew, "'crew'", "[{person: its-id, role: Commander}]"))
        return;
    for (const YamlNode& item : crew->items) {
        const Record member(findings_, item, placeOf(item), "a member of the crew", {"person", "role"});
        if (!member.isMapping())
            continue;
        CrewMember made;
        member.required("person");
        made.person = idIn(member, "person", pending_.people);
        made.role = member.requiredTitle("role");
        const auto isSame = [&](const CrewMember& other) { return other.person == made.person; };
        if (!made.person.empty() && std::any_of(said.crew.begin(), said.crew.end(), isSame))
            member.error(item, fmt::format("{} is in the crew twice", base::inQuotes(made.person)),
                         "keep one, with both roles in one text");
        said.crew.push_back(std::move(made));
    }
}

void Reader::checkOffices() {
    std::unordered_map<std::string_view, const Person*> people;
    for (const Person& person : timeline_.people)
        people.emplace(person.id, &person);
    for (const CitedOffice& cited : citedOffices_) {
        const auto place = people.find(cited.person.id);
        if (place == people.end())
            continue; // told already
        const std::string& name = place->second->name.english();
        std::vector<std::string> titles;
        std::string terms;
        std::size_t held = 0;
        for (const Office& office : place->second->offices) {
            titles.push_back(office.title.english());
            if (!cited.office.empty() && office.title.english() != cited.office)
                continue;
            held += mayBeHeld(office, cited.announced);
            terms += fmt::format("{}{} of {}, {}", terms.empty() ? "" : "; ", office.title.english(),
                                 office.organisation.english(), daysOf(office));
        }
        if (!cited.office.empty() && terms.empty())
            findings_.error(cited.place,
                            fmt::format("{} has no office {}", name, base::inQuotes(cited.office)),
                            findings_.suggest(cited.office, titles, "add it under 'offices'"));
        else if (held == 0 && !terms.empty())
            findings_.error(cited.place,
                            fmt::format("{} held {} office when it was said ({}): {}", name,
                                        cited.office.empty() ? "no" : "no such", cited.announced.edtf, terms),
                            "name who held it then, or write 'office: none' where it was said without one");
        else if (held > 1 && cited.office.empty())
            findings_.warning(cited.place,
                              fmt::format("{} held {} offices when it was said ({}): {}", name, held,
                                          cited.announced.edtf, terms),
                              "name the one that is cited: 'office: …'; the first of them is shown");
    }
}

} // namespace perilune::timeline
