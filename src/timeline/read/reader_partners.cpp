#include "timeline/read/reader.h"

#include <fmt/format.h>

namespace perilune::timeline {

using base::YamlNode;

namespace {

/// Two letters of ISO 3166-1: which of them are in use is not our affair.
bool isCountry(std::string_view code) {
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return code.size() == 2 && letter(code[0]) && letter(code[1]);
}

template <class T> void readSubject(const Record& record, T& subject) {
    subject.place = record.at();
    subject.title = record.requiredTitle("title");
    subject.note = record.text("note");
}

} // namespace

std::vector<std::string> Reader::idsIn(const Record& record, const char* key,
                                       std::vector<Reference>& pending) {
    std::vector<std::string> ids;
    for (Reference& reference : record.references(key)) {
        ids.push_back(reference.id);
        pending.push_back(std::move(reference));
    }
    return ids;
}

std::string Reader::idIn(const Record& record, const char* key, std::vector<Reference>& pending) {
    std::string id = record.text(key);
    if (!id.empty())
        pending.push_back({id, record.placeOf(*record.optional(key))});
    return id;
}

template <class T>
void Reader::takeSubject(const Entry& entry, const char* what, const char* kind, Places& places,
                         std::vector<T>& into) {
    static constexpr base::YamlKeys kOfVehicles = {"amends",    "title", "note",    "sources", "model",
                                                   "milestone", "scale", "heading", "pose"};
    static constexpr base::YamlKeys kOfMissions = {"amends", "title", "note", "sources"};
    const Record record(findings_, entry.value, placeOf(entry), what,
                        std::is_same_v<T, Vehicle> ? kOfVehicles : kOfMissions);
    if (!record.isMapping())
        return;
    if constexpr (std::is_same_v<T, Vehicle>)
        if (const std::string model = modelOf(record); !model.empty())
            vehicleModels_[entry.key] = {model, idIn(record, "milestone", pending_.milestones)};
    T subject;
    subject.id = entry.key;
    readSubject(record, subject);
    subject.sources = idsIn(record, "sources", pending_.sources);
    if (replaces(record, kind, into, subject))
        return;
    if (isNew(places, kind, subject.id, record.at()))
        into.push_back(std::move(subject));
}

void Reader::takeVehicle(const Entry& entry) {
    takeSubject(entry, "a vehicle", "vehicle", vehiclePlaces_, timeline_.vehicles);
}

void Reader::takeMission(const Entry& entry) {
    takeSubject(entry, "a mission", "mission", missionPlaces_, timeline_.missions);
}

void Reader::takeBloc(const Entry& entry) {
    const Record record(findings_, entry.value, placeOf(entry), "a bloc", {"amends", "title", "programme"});
    if (!record.isMapping())
        return;
    Bloc bloc;
    bloc.id = entry.key;
    bloc.place = record.at();
    bloc.title = record.requiredTitle("title");
    bloc.programme = record.text("programme");
    if (!bloc.programme.empty())
        pending_.programmes.push_back({bloc.programme, record.placeOf(*record.optional("programme"))});
    if (replaces(record, "bloc", timeline_.blocs, bloc))
        return;
    // As with sources: two files may list the same bloc, if they say the same of it.
    if (blocPlaces_.contains(bloc.id))
        for (const Bloc& known : timeline_.blocs)
            if (known.id == bloc.id && known.title.byLanguage == bloc.title.byLanguage &&
                known.programme == bloc.programme)
                return;
    if (isNew(blocPlaces_, "bloc", bloc.id, record.at()))
        timeline_.blocs.push_back(std::move(bloc));
}

void Reader::takePartner(const Entry& entry) {
    const Record record(findings_, entry.value, placeOf(entry), "a partner",
                        {"amends", "title", "kind", "level", "bloc", "country", "joined", "left", "disputed",
                         "note", "sources", "confidence"});
    if (!record.isMapping())
        return;
    Partner partner;
    partner.id = entry.key;
    readSubject(record, partner);
    partner.kind = record.word<PartnerKind>("kind").value_or(PartnerKind::Country);
    partner.level = record.word<PartnerLevel>("level").value_or(
        partner.kind == PartnerKind::Country ? PartnerLevel::State : PartnerLevel::Institution);
    record.required("bloc");
    partner.bloc = idIn(record, "bloc", pending_.blocs);
    partner.country = record.text("country");
    if (!partner.country.empty() && !isCountry(partner.country))
        record.error(*record.optional("country"),
                     fmt::format("{} is no country", base::inQuotes(partner.country)),
                     "write its two capital letters, as in FR");
    if (partner.kind == PartnerKind::Country && !record.optional("country"))
        findings_.error(record.at(), "a country without its letters",
                        "add 'country: …', two capital letters as in FR");
    if (record.required("joined"))
        partner.joined = record.window("joined", OpenEnds::Begin).value_or(Window{});
    partner.left = record.window("left", OpenEnds::Begin);
    if (partner.left && !partner.joined.edtf.empty() && partner.left->lastDay() < partner.joined.firstDay())
        record.error(
            *record.optional("left"),
            fmt::format("it left ({}) before it joined ({})", partner.left->edtf, partner.joined.edtf),
            "check both dates");
    partner.disputed = record.truth("disputed").value_or(false);
    partner.confidence = record.word<Confidence>("confidence").value_or(Confidence::High);
    partner.sources = sourcesOf(record, partner.confidence);
    if (replaces(record, "partner", timeline_.partners, partner))
        return;
    if (isNew(partnerPlaces_, "partner", partner.id, record.at()))
        timeline_.partners.push_back(std::move(partner));
}

Geometry Reader::whereOf(const Record& record) {
    Geometry geometry = geometryOf(record);
    if (std::holds_alternative<CandidateGeometry>(geometry)) {
        const YamlNode& where = *record.optional("where");
        for (const YamlNode& item : where.find("candidates")->items)
            if (item.kind == YamlNode::Kind::Scalar)
                pending_.sites.push_back({item.scalar, placeOf(item)});
    }
    return geometry;
}

} // namespace perilune::timeline
