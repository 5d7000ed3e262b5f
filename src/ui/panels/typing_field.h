#pragma once

#include "ui/panels/panels.h"

namespace perilune::ui {

/// A field of one line that takes the keys as soon as its panel opens. True where Enter was pressed in it.
bool typingField(const char* id, const char* hint, char* text, std::size_t size, float width,
                 FieldMemory& field);

} // namespace perilune::ui
