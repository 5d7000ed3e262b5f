#include "timeline/ask/digest.h"

#include <string_view>

namespace perilune::timeline {

namespace {

/// FNV-1a over texts, each told from the next.
class Digest {
  public:
    Digest& operator<<(std::string_view text) {
        for (const char c : text)
            add(static_cast<unsigned char>(c));
        add(0xFF); // no byte of a text
        return *this;
    }
    Digest& operator<<(const LocalizedText& text) {
        for (const auto& [language, words] : text.byLanguage)
            *this << language << words;
        return *this;
    }
    std::uint64_t value() const { return value_; }

  private:
    void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3u; }

    std::uint64_t value_ = 0xCBF29CE484222325u;
};

void add(Digest& digest, const Milestone& milestone) {
    digest << milestone.id << milestone.title << milestone.lane << std::to_string(milestone.weight);
    for (const Announcement& said : milestone.history) {
        digest << said.announced.edtf << (said.target ? std::string_view(said.target->edtf) : "")
               << std::to_string(int(said.status)) << std::to_string(int(said.kind)) << said.by << said.words
               << said.person << said.office;
        for (const CrewMember& member : said.crew)
            digest << member.person << member.role;
        for (const std::string& cause : said.because)
            digest << cause;
        if (said.actual)
            digest << said.actual->when.edtf;
    }
    for (const Withdrawn& one : milestone.withdrawn)
        digest << one.said.announced.edtf << one.by << one.why;
}

void add(Digest& digest, const Person& person) {
    digest << person.id << person.name;
    for (const Office& office : person.offices)
        digest << office.title << office.organisation << office.from.edtf
               << (office.until ? std::string_view(office.until->edtf) : "");
}

void add(Digest& digest, const Site& site) {
    digest << site.id << site.title << site.note << std::to_string(site.geometry.index());
    for (const SiteAnnouncement& said : site.history)
        digest << said.announced.edtf << said.by << said.words;
}

} // namespace

std::uint64_t digestOf(const Timeline& timeline) {
    Digest digest;
    for (const Programme& programme : timeline.programmes)
        digest << programme.id << programme.title;
    for (const Milestone& milestone : timeline.milestones)
        add(digest, milestone);
    for (const Site& site : timeline.sites)
        add(digest, site);
    for (const Partner& partner : timeline.partners)
        digest << partner.id << partner.bloc << partner.title << partner.joined.edtf;
    for (const Person& person : timeline.people)
        add(digest, person);
    for (const Evidence& evidence : timeline.evidence)
        digest << evidence.programme << base::formatDay(evidence.until);
    return digest.value();
}

} // namespace perilune::timeline
