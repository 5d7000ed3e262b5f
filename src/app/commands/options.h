#pragma once

#include "app/commands/loading.h"
#include "app/features.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace perilune::app {

/// The forms that options of several commands have.

using Command = std::function<int()>;

/// A command; where it is the one that was given, it is put into `chosen`.
CLI::App* addCommand(CLI::App& app, Command& chosen, const std::string& name, const std::string& help,
                     Command command);
/// The same of what a build may lack. Where it does: null, help does not list it, and whatever is said to it,
/// it says what is missing.
CLI::App* addCommandOf(const Feature& feature, CLI::App& app, Command& chosen, const std::string& name,
                       const std::string& help, Command command);

/// An option whose word `parse` makes a value of, for `take` to put away; a bad word is a usage error that
/// says what is wanted.
template <class Parse, class Take>
CLI::Option* addParsed(CLI::App& app, const std::string& name, Parse parse, Take take,
                       const std::string& help, const std::string& form) {
    return app
        .add_option_function<std::string>(
            name,
            [parse, take, name](const std::string& word) {
                auto value = parse(word);
                if (!value)
                    throw CLI::ValidationError(name, value.error().message);
                take(std::move(*value));
            },
            help)
        ->type_name(form);
}

template <class Into, class T>
CLI::Option* addWord(CLI::App& app, const std::string& name, Into& into,
                     base::Result<T> (*parse)(std::string_view), const std::string& help,
                     const std::string& form) {
    return addParsed(
        app, name, parse, [&into](T value) { into = std::move(value); }, help, form);
}

/// For words that are files: a script's variable may be empty.
CLI::Validator namesAFile();
CLI::Option* addFile(CLI::App& app, const std::string& name, std::filesystem::path& into,
                     const std::string& help, const std::string& form = "FILE");

/// --timeline; `what` it is there for, and what is taken where it is not given.
void addTimelines(CLI::App& app, std::function<void(Paths)> take, const std::string& what,
                  const std::string& otherwise);
void addTimelines(CLI::App& app, Paths& into, const std::string& what = "A timeline to show");

/// --state: a link of scene/link.h.
CLI::Option* addState(CLI::App& app, std::string& into, const std::string& help);

void addJson(CLI::App& app, bool& into);
/// --system-fonts, of what draws.
void addSystemFonts(CLI::App& app, bool& into);

} // namespace perilune::app
