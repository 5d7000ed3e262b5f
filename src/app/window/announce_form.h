#pragma once

#include "app/commands/record_announce.h"
#include "ui/panels/panels.h"

#include <string>

namespace perilune::app {

/// What the form in the window asks for, as the command has it.
AnnounceOptions optionsOf(const ui::AnnounceRequest& form);

/// A message of the command whose options are the form's fields.
std::string inFormWords(std::string message);

} // namespace perilune::app
