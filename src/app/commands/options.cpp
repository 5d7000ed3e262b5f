#include "app/commands/options.h"

#include <fmt/format.h>

namespace perilune::app {

CLI::App* addCommand(CLI::App& app, Command& chosen, const std::string& name, const std::string& help,
                     Command command) {
    auto* sub = app.add_subcommand(name, help);
    sub->callback([&chosen, command = std::move(command)] { chosen = command; });
    return sub;
}

CLI::App* addCommandOf(const Feature& feature, CLI::App& app, Command& chosen, const std::string& name,
                       const std::string& help, Command command) {
    if (feature.isHere)
        return addCommand(app, chosen, name, help, std::move(command));
    addCommand(app, chosen, name, fmt::format("{}: {}", help, absenceOf(feature)),
               [&feature] { return tellAbsent(feature); })
        ->group("") // help hides it
        ->prefix_command();
    return nullptr;
}

CLI::Validator namesAFile() {
    return {[](const std::string& word) {
                return word.empty() ? std::string("it names no file; is a variable empty?") : std::string();
            },
            ""};
}

CLI::Option* addFile(CLI::App& app, const std::string& name, std::filesystem::path& into,
                     const std::string& help, const std::string& form) {
    return app
        .add_option_function<std::string>(
            name, [&into](const std::string& word) { into = word; }, help)
        ->check(namesAFile())
        ->type_name(form);
}

void addTimelines(CLI::App& app, std::function<void(Paths)> take, const std::string& what,
                  const std::string& otherwise) {
    app.add_option_function<std::vector<std::string>>(
           "--timeline",
           [take = std::move(take)](const std::vector<std::string>& files) {
               take(Paths(files.begin(), files.end()));
           },
           fmt::format("{}; may be given more than once (default: {})", what, otherwise))
        ->check(namesAFile())
        ->type_name("FILE")
        ->type_size(1)
        ->allow_extra_args(false);
}

void addTimelines(CLI::App& app, Paths& into, const std::string& what) {
    addTimelines(
        app, [&into](Paths files) { into = std::move(files); }, what, "the record with your own");
}

CLI::Option* addState(CLI::App& app, std::string& into, const std::string& help) {
    // Empty, it would count as not given.
    const auto saysSomething = [](const std::string& link) {
        return std::string(link.empty() ? "the link is empty; one begins with perilune:1/" : "");
    };
    return app.add_option("--state", into, help)->type_name("LINK")->check(saysSomething);
}

void addSystemFonts(CLI::App& app, bool& into) {
    app.add_flag(
        "--system-fonts", into,
        "Letters that no shipped font has from the system's fonts; the picture is another elsewhere");
}

void addJson(CLI::App& app, bool& into) {
    app.add_flag("--json", into, "Print JSON");
}

} // namespace perilune::app
