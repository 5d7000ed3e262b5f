#pragma once

#include "timeline/import/import.h"
#include "timeline/import/import_writer.h"
#include "base/findings.h"

#include <vector>

namespace perilune::timeline {

/// An import as it is handed over: the account closed, the timelines written and read again together by our
/// own reader; with a mistake there is none.
base::Parsed<Import> finished(const std::vector<Imported>& timelines, ImportAccount account,
                              const std::string& fileName, base::Findings findings);

} // namespace perilune::timeline
