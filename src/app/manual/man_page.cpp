#include "app/manual/man_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace perilune::app {

namespace {

/// Text as troff wants it: hyphens that can be copied, no line that starts with a request.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n'))
            out += std::string("\\&") + c;
        else
            out += c;
    }
    return out;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return text;
}

std::string lowerFirst(std::string text) {
    // A word of capitals stays as it is.
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
        text[0] = char(text[0] - 'A' + 'a');
    return text;
}

std::string head(const std::string& name, std::string_view help, const PageFrame& frame) {
    return fmt::format(".TH {} 1 \"\" \"Perilune {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n",
                       plain(upper(name)), plain(frame.version), plain(name),
                       plain(lowerFirst(std::string(help))));
}

std::string synopsis(const std::string& words, const CommandHelp& command) {
    std::string line = fmt::format(".B {}\n", plain(words));
    if (!command.options.empty())
        line += "[\\fIOPTIONS\\fR]\n";
    for (const OptionHelp& option : command.options)
        if (option.positional) {
            const std::string shown =
                fmt::format("\\fI{}\\fR{}", plain(option.form), option.repeats ? "..." : "");
            line += option.required ? shown + "\n" : fmt::format("[{}]\n", shown);
        } else if (option.required) {
            line += fmt::format("\\fB{}\\fR \\fI{}\\fR\n", plain(option.names.back()), plain(option.form));
        }
    if (!command.commands.empty())
        line += "[\\fICOMMAND\\fR ...]\n";
    return line;
}

std::string optionList(const std::vector<OptionHelp>& options) {
    std::string list;
    for (const OptionHelp& option : options) {
        std::vector<std::string> names;
        for (const std::string& name : option.names)
            names.push_back(fmt::format("\\fB{}\\fR", plain(name)));
        list += ".TP\n";
        list += option.positional ? fmt::format("\\fI{}\\fR", plain(option.form))
                                  : fmt::format("{}", fmt::join(names, ", "));
        if (!option.positional && option.takesValue())
            list += fmt::format(" \\fI{}\\fR{}", plain(option.form), option.repeats ? " ..." : "");
        list += fmt::format("\n{}", plain(option.help));
        if (!option.choices.empty())
            list += fmt::format("; one of {}", plain(fmt::format("{}", fmt::join(option.choices, ", "))));
        if (!option.limits.empty())
            list += fmt::format(" ({})", plain(option.limits));
        list += ".\n";
    }
    return list;
}

std::string tail(const std::string& others, const PageFrame& frame) {
    struct Variable {
        std::string_view name, about;
        bool isRead = true;
    };
    const std::array<Variable, 4> variables{{
        {"PERILUNE_SHARE",
         "The folder with the program's own models, timelines, shaders and fonts, in place of share/perilune "
         "beside the program's folder."},
        {"PERILUNE_TERRAIN",
         "The program that reads GeoTIFF, PDS4, JPEG 2000 and ISIS3 for \"perilune terrain import\".",
         frame.imports},
        {"XDG_DATA_HOME",
         "Where installed maps of the Moon are kept, in perilune/terrain; else ~/.local/share."},
        {"XDG_CACHE_HOME", "Where downloads are kept while they are fetched, in perilune; else ~/.cache.",
         frame.downloads},
    }};
    std::string text = fmt::format(".SH EXIT STATUS\n{}.\n.SH ENVIRONMENT\n", plain(frame.exitStatuses));
    for (const auto& [name, about, isRead] : variables)
        if (isRead)
            text += fmt::format(".TP\n.B {}\n{}\n", plain(name), plain(about));
    return text + fmt::format(".SH SEE ALSO\n{}\n", others);
}

/// One command's own part; those that lie in it follow as parts of their own.
std::string part(const std::string& words, const CommandHelp& command, bool first) {
    std::string text;
    if (first)
        text += fmt::format(".SH SYNOPSIS\n{}.SH DESCRIPTION\n{}.\n", synopsis(words, command),
                            plain(command.help));
    else
        text +=
            fmt::format(".SS {}\n{}.PP\n{}.\n", plain(words), synopsis(words, command), plain(command.help));
    if (first && !command.options.empty())
        text += ".SH OPTIONS\n";
    text += optionList(command.options);
    if (first && !command.commands.empty())
        text += ".SH COMMANDS\n";
    for (const CommandHelp& inner : command.commands)
        text += part(fmt::format("{} {}", words, inner.name), inner, false);
    return text;
}

} // namespace

std::string programPage(const CommandHelp& program, const PageFrame& frame) {
    CommandHelp outer = program;
    outer.commands.clear();
    std::string text = head(program.name, "the return to the Moon, as it was announced", frame);
    text +=
        fmt::format(".SH SYNOPSIS\n{}[\\fICOMMAND\\fR ...]\n.SH DESCRIPTION\n{}\n.PP\n{}\n.SH OPTIONS\n{}",
                    synopsis(program.name, outer), plain(program.help), plain(frame.without),
                    optionList(program.options));
    text += ".SH COMMANDS\nEach has a page of its own.\n";
    std::vector<std::string> others;
    for (const CommandHelp& command : program.commands) {
        text += fmt::format(".TP\n.BR {}\\-{} (1)\n{}.\n", plain(program.name), plain(command.name),
                            plain(command.help));
        others.push_back(fmt::format(".BR {}\\-{} (1)", plain(program.name), plain(command.name)));
    }
    return text + tail(fmt::format("{}", fmt::join(others, ",\n")), frame);
}

std::string commandPage(const CommandHelp& program, const CommandHelp& command, const PageFrame& frame) {
    const std::string words = fmt::format("{} {}", program.name, command.name);
    return head(fmt::format("{}-{}", program.name, command.name), command.help, frame) +
           part(words, command, true) + tail(fmt::format(".BR {} (1)", plain(program.name)), frame);
}

} // namespace perilune::app
