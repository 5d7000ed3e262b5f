#include "app/window/announce_form.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace perilune::app {

AnnounceOptions optionsOf(const ui::AnnounceRequest& form) {
    AnnounceOptions options;
    options.milestone = form.milestone;
    options.said.announced = form.on;
    options.said.target = form.target;
    options.said.status = form.status;
    options.said.actual = form.actual;
    options.said.by = form.by;
    options.said.words = form.words;
    if (!form.source.empty())
        options.said.sources = {form.source};
    options.source.title = form.sourceTitle;
    options.source.publisher = form.publisher;
    options.source.date = form.published;
    for (std::size_t from = 0; from < form.because.size();) {
        const std::size_t to = std::min(form.because.find_first_of(", ", from), form.because.size());
        if (to > from)
            options.said.because.push_back(form.because.substr(from, to - from));
        from = to + 1;
    }
    options.anyway = form.anyway;
    options.withdraw = form.withdraw;
    return options;
}

std::string inFormWords(std::string message) {
    // What is part of another comes after it.
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"; --anyway writes it all the same", ""},
        {"; --restore takes that back", ""},
        {"; --confidence unverified where you read it nowhere", ""},
        {"; --source-title and --publisher name it better", ""},
        {"; --published DAY says it", ""},
        {", as in --by NASA", ""},
        {"--because", "Because of"},
        {"--by", "By"},
        {"--on", "Said on"},
        {"--target", "New target"},
        {"--status", "Status"},
        {"--actual", "\"It happened on\""},
        {"--words", "What was said"},
        {"--source", "Where it stands"},
    };
    for (const auto& [option, field] : kWords)
        for (std::size_t at = 0; (at = message.find(option, at)) != std::string::npos; at += field.size())
            message.replace(at, option.size(), field);
    return message;
}

} // namespace perilune::app
