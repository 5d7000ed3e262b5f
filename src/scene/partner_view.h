#pragma once

#include "timeline/ask/partners.h"

#include <cstdint>
#include <string>
#include <vector>

namespace perilune::scene {

/// One membership as it is shown.
struct PartnerLine {
    std::string id;
    std::string title;
    std::string country; ///< ISO 3166-1 alpha-2; empty where there is none
    timeline::PartnerKind kind = timeline::PartnerKind::Country;
    timeline::PartnerLevel level = timeline::PartnerLevel::State;
    std::string year;   ///< in which it joined: "2024", "2000s", "2020–22", as it was told
    std::string joined; ///< "20 April 2026"
    std::string source; ///< who says so, with day and address; or that no text was read
    bool disputed = false;
    timeline::Confidence confidence = timeline::Confidence::High;
    double fresh = 0.0; ///< 1 on the day of joining, falling to 0 within two months
    bool selected = false;
};

/// From a day on a bloc had so many partners; disputed ones are not counted.
struct CountStep {
    base::Day day;
    std::size_t count = 0;
};

/// A bloc with who was in it on the day.
struct BlocLines {
    std::string id;
    std::string title;
    timeline::Mark mark = timeline::Mark::Circle;
    std::uint32_t colour = 0xFFFFFF;
    std::size_t count = 0;             ///< of them all
    std::size_t countries = 0;         ///< among them
    std::size_t disputed = 0;          ///< not among them
    std::vector<PartnerLine> partners; ///< in the order of joining, the disputed too
    std::vector<CountStep> steps;      ///< over all that is known, also what comes after the day
};

/// Who had joined which bloc by the day of the playhead, as far as was known.
struct PartnerView {
    std::vector<BlocLines> blocs;
};

} // namespace perilune::scene
