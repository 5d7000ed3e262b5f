#include "app/manual/help_of.h"

#include <CLI/CLI.hpp>

namespace perilune::app {

namespace {

/// "KIND:{one,two}" and "N:INT in [1 - 9]" are how CLI11 tells the form with its bounds.
void readForm(const std::string& told, OptionHelp& into) {
    const std::size_t colon = std::min(told.find(":{"), told.find(":INT in "));
    into.form = told.substr(0, colon);
    if (colon == told.npos)
        return;
    const std::string bounds = told.substr(colon + 1);
    if (bounds.front() != '{' || bounds.back() != '}') {
        into.limits = bounds;
        return;
    }
    for (std::size_t at = 1; at < bounds.size();) {
        const std::size_t end = bounds.find_first_of(",}", at);
        into.choices.push_back(bounds.substr(at, end - at));
        at = end + 1;
    }
}

OptionHelp helpOf(const CLI::Option& option) {
    OptionHelp help;
    help.positional = option.get_positional();
    if (help.positional) {
        help.names = {option.get_name(true)};
    } else {
        for (const std::string& name : option.get_snames())
            help.names.push_back("-" + name);
        for (const std::string& name : option.get_lnames())
            help.names.push_back("--" + name);
    }
    help.help = option.get_description();
    help.required = option.get_required();
    help.repeats = option.get_items_expected_max() > 1;
    if (option.get_items_expected_max() > 0)
        readForm(option.get_type_name(), help);
    return help;
}

} // namespace

CommandHelp helpOf(const CLI::App& app) {
    CommandHelp help{app.get_name(), app.get_description(), {}, {}};
    for (const CLI::Option* option : app.get_options())
        if (!option->get_group().empty())
            help.options.push_back(helpOf(*option));
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        if (!command->get_group().empty())
            help.commands.push_back(helpOf(*command));
    return help;
}

} // namespace perilune::app
