// What the files typed_time*.cpp share; all others call typedTime().
#pragma once

#include "scene/typed_time.h"

#include <optional>
#include <string>
#include <vector>

namespace perilune::scene {

/// "next total eclipse", "last full moon": nothing where the words speak of no such thing.
std::optional<base::Result<TypedTime>> skyTime(const std::vector<std::string>& words, base::Instant shown);

/// "+3 days", "2 months later", "-1 hour", "a week ago": nothing where they do not say so.
std::optional<TypedTime> laterTime(const std::vector<std::string>& words, base::Instant shown);

/// When what is called so happened or is to happen: nothing where nothing of the record is called so.
std::optional<base::Result<TypedTime>> namedTime(std::string_view name, const TypedFrom& from);

} // namespace perilune::scene
