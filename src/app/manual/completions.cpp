#include "app/manual/completions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <map>

namespace perilune::app {

namespace {

constexpr std::string_view kMade = "# Made by the program itself, of what --help tells.\n";

/// Calls `visit` with each command and the words that lead to it, the program first.
void walk(const CommandHelp& command, const std::string& words,
          const std::function<void(const CommandHelp&, const std::string&)>& visit) {
    visit(command, words);
    for (const CommandHelp& inner : command.commands)
        walk(inner, words + " " + inner.name, visit);
}

std::vector<std::string> pathsOfCommands(const CommandHelp& program) {
    std::vector<std::string> paths;
    walk(program, program.name, [&](const CommandHelp&, const std::string& words) {
        if (words != program.name)
            paths.push_back(words);
    });
    return paths;
}

/// What may stand where a value is wanted: the choices, "FILE" for files, "ANY" where nothing can be told.
std::string valueOf(const OptionHelp& option) {
    if (!option.choices.empty())
        return fmt::format("{}", fmt::join(option.choices, " "));
    return option.takesFile() ? "FILE" : "ANY";
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

// In single quotes.
std::string shQuoted(const std::string& text) {
    return "'" + replaced(text, "'", "'\\''") + "'";
}
std::string fishQuoted(const std::string& text) {
    return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}
/// Inside the brackets of zsh's _arguments and _describe a colon or bracket would end the words.
std::string zshText(std::string text) {
    for (const char* special : {"\\", ":", "[", "]"})
        text = replaced(text, special, std::string("\\") + special);
    return text;
}

/// "    pattern|pattern) REPLY='...' ;;" lines, those with the same answer joined.
std::string cases(const std::map<std::string, std::vector<std::string>>& patternsOfAnswer) {
    std::string text;
    for (const auto& [answer, patterns] : patternsOfAnswer)
        text += fmt::format("        {})\n            REPLY={} ;;\n", fmt::join(patterns, "|\\\n        "),
                            shQuoted(answer));
    return text;
}

std::string zshFunction(const std::string& words) {
    return "_" + replaced(words, " ", "_");
}

std::string zshValue(const OptionHelp& option) {
    const std::string form = zshText(option.form);
    if (!option.choices.empty())
        return fmt::format(":{}:({})", form, fmt::join(option.choices, " "));
    return fmt::format(":{}:{}", form, option.takesFile() ? "_files" : " ");
}

std::string zshOption(const OptionHelp& option) {
    if (option.positional)
        return shQuoted((option.repeats ? "*" : "") + zshValue(option));
    const std::string about =
        shQuoted("[" + zshText(option.help) + "]" + (option.takesValue() ? zshValue(option) : ""));
    // "=": its value may stand behind that too.
    std::vector<std::string> forms;
    for (const std::string& name : option.names)
        forms.push_back(name + (option.takesValue() && name.starts_with("--") ? "=" : ""));
    if (forms.size() == 1)
        return (option.repeats ? "'*'" : "") + forms.front() + about;
    return fmt::format("'({})'{{{}}}{}", fmt::join(option.names, " "), fmt::join(forms, ","), about);
}

} // namespace

std::string bashCompletion(const CommandHelp& program) {
    std::map<std::string, std::vector<std::string>> words, values, positionals;
    walk(program, program.name, [&](const CommandHelp& command, const std::string& path) {
        std::vector<std::string> known;
        for (const CommandHelp& inner : command.commands)
            known.push_back(inner.name);
        for (const OptionHelp& option : command.options) {
            if (option.positional)
                positionals[valueOf(option)].push_back(shQuoted(path));
            else
                known.insert(known.end(), option.names.begin(), option.names.end());
            if (!option.positional && option.takesValue())
                for (const std::string& name : option.names)
                    values[valueOf(option)].push_back(shQuoted(fmt::format("{} {}", path, name)));
        }
        words[fmt::format("{}", fmt::join(known, " "))].push_back(shQuoted(path));
    });
    std::vector<std::string> paths;
    for (const std::string& path : pathsOfCommands(program))
        paths.push_back(shQuoted(path));
    return fmt::format(R"sh(# Completion of {0} for bash.
{1}_{0}_words() {{ # COMMAND: its options and commands
    case "$1" in
{2}    esac
}}
_{0}_value() {{ # COMMAND OPTION: what stands after it; fails where the option takes nothing
    REPLY=
    case "$1 $2" in
{3}    esac
    [[ -n $REPLY ]]
}}
_{0}_positional() {{ # COMMAND: what it takes without an option
    REPLY=
    case "$1" in
{4}    esac
}}
_{0}() {{
    local REPLY path={0} option= i word words=()
    COMPREPLY=()
    # "--option=value" comes as three words.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        [[ ${{COMP_WORDS[i]}} == = && $i -lt $COMP_CWORD ]] || words+=("${{COMP_WORDS[i]}}")
    done
    local cur=
    [[ ${{#words[@]}} -gt 0 ]] && cur=${{words[-1]}} && unset 'words[-1]'
    [[ $cur == = ]] && cur=
    for word in "${{words[@]}}"; do
        if [[ -n $option ]]; then
            option=
            continue
        fi
        if _{0}_value "$path" "$word"; then
            option=$word
            continue
        fi
        case "$path $word" in
        {5})
            path="$path $word" ;;
        esac
    done
    if [[ -n $option ]]; then
        _{0}_value "$path" "$option"
    elif [[ $cur == -* ]]; then
        _{0}_words "$path"
    else
        _{0}_positional "$path"
        if [[ $REPLY != FILE ]]; then
            local positional=$REPLY
            _{0}_words "$path"
            [[ -z $positional || $positional == ANY ]] || REPLY=$positional
        fi
    fi
    case $REPLY in
    FILE)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    ANY) ;;
    *)
        mapfile -t COMPREPLY < <(compgen -W "$REPLY" -- "$cur") ;;
    esac
}}
complete -F _{0} {0}
)sh",
                       program.name, kMade, cases(words), cases(values), cases(positionals),
                       fmt::join(paths, "|\\\n        "));
}

std::string zshCompletion(const CommandHelp& program) {
    std::string functions;
    walk(program, program.name, [&](const CommandHelp& command, const std::string& path) {
        std::vector<std::string> lines;
        for (const OptionHelp& option : command.options)
            if (!option.positional || command.commands.empty()) // else a command stands in its place
                lines.push_back("        " + zshOption(option));
        if (command.commands.empty()) {
            functions += fmt::format("{}() {{\n    _arguments -s \\\n{}\n}}\n", zshFunction(path),
                                     fmt::join(lines, " \\\n"));
            return;
        }
        std::vector<std::string> names, calls;
        for (const CommandHelp& inner : command.commands) {
            names.push_back("                " + shQuoted(zshText(inner.name) + ":" + zshText(inner.help)));
            calls.push_back(
                fmt::format("                {}) {} ;;", inner.name, zshFunction(path + " " + inner.name)));
        }
        functions += fmt::format(R"sh({0}() {{
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \
{1} \
        '1: :->command' '*:: :->rest'
    case $state in
        command)
            local -a commands=(
{2}
            )
            _describe -t commands command commands ;;
        rest)
            case $words[1] in
{3}
            esac ;;
    esac
}}
)sh",
                                 zshFunction(path), fmt::join(lines, " \\\n"), fmt::join(names, "\n"),
                                 fmt::join(calls, "\n"));
    });
    return fmt::format("#compdef {0}\n# Completion of {0} for zsh.\n{1}{2}_{0} \"$@\"\n", program.name, kMade,
                       functions);
}

std::string fishCompletion(const CommandHelp& program) {
    std::vector<std::string> paths;
    for (const std::string& path : pathsOfCommands(program))
        paths.push_back(fishQuoted(path));
    std::string text = fmt::format(R"sh(# Completion of {0} for fish.
{1}function __{0}_at
    set -l path {0}
    for word in (commandline -opc)[2..-1]
        switch "$path $word"
            case {2}
                set path "$path $word"
        end
    end
    test "$path" = "$argv[1]"
end
complete -c {0} -f
)sh",
                                   program.name, kMade, fmt::join(paths, " "));
    walk(program, program.name, [&](const CommandHelp& command, const std::string& path) {
        const std::string start = fmt::format("complete -c {} -n {}", program.name,
                                              fishQuoted(fmt::format("__{}_at \"{}\"", program.name, path)));
        for (const CommandHelp& inner : command.commands)
            text += fmt::format("{} -a {} -d {}\n", start, inner.name, fishQuoted(inner.help));
        for (const OptionHelp& option : command.options) {
            std::string value = option.takesFile() ? " -F" : "";
            if (!option.choices.empty())
                value = fmt::format(" -a {}", fishQuoted(valueOf(option)));
            if (option.positional) {
                if (!value.empty())
                    text += fmt::format("{}{}\n", start, value);
                continue;
            }
            text += start;
            for (const std::string& name : option.names)
                text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (option.takesValue())
                text += option.takesFile() ? " -r" + value : " -x" + value;
            text += fmt::format(" -d {}\n", fishQuoted(option.help));
        }
    });
    return text;
}

} // namespace perilune::app
