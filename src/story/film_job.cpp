#include "story/film_job.h"

#include "story/film_format.h"
#include "story/times.h"
#include "base/checked_yaml.h"
#include "base/files.h"
#include "base/numbers.h"
#include "base/paths.h"
#include "base/yaml_edit.h"

#include <fmt/format.h>

namespace perilune::story {

using base::YamlNode;

namespace {

constexpr const char* kJobFormat = "film/1";
constexpr std::size_t kLongestPath = 4096, kLongestWord = 4096;

/// The job's keys, one after the other.
class JobReader {
  public:
    JobReader(const YamlNode& root, std::filesystem::path folder, const base::CheckedYaml& fields)
        : root_(root), folder_(std::move(folder)), fields_(fields) {}

    FilmJob read() {
        FilmJob job;
        if (!isJob())
            return job;
        fields_.allowOnly(root_,
                          {"perilune",   "story", "timelines", "language", "size",       "rate",    "frames",
                           "samples",    "codec", "quality",   "captions", "title-card", "credits", "without",
                           "safe-areas", "alpha", "narration", "music",    "poster",     "licence"},
                          "a job");
        if (const YamlNode* story = root_.find("story"))
            readPath(*story, "story", job.story);
        else
            fields_.error(root_, "the job has no 'story'", "add story: and the story's file");
        readTimelines(job);
        if (const YamlNode* language = root_.find("language"))
            if (auto code = fields_.line(*language, "language", kLongestWord))
                job.language = std::move(*code);
        word("size", job.size, [](std::string_view text) -> base::Result<base::Size> {
            auto size = base::parseSize(text);
            if (size)
                if (auto ok = checkFilmSize(*size); !ok)
                    return tl::unexpected(ok.error());
            return size;
        });
        word("rate", job.rate, parseFrameRate);
        word("frames", job.frames, [](std::string_view text) -> base::Result<FrameRange> {
            return text == "all" ? FrameRange{} : parseFrameRange(text);
        });
        word("samples", job.samples, parseSamples);
        word("codec", job.codec, [](std::string_view text) -> base::Result<std::string> {
            return text == "usual" ? std::string() : parseCodec(text);
        });
        word("quality", job.quality, parseQuality);
        word("captions", job.captions, parseCaptions);
        word("title-card", job.titleCardS, parseCardSeconds);
        word("credits", job.creditsS, parseCardSeconds);
        word("without", job.without, parseLeftOut);
        word("safe-areas", job.safeAreas, parseSafeAreas);
        word("alpha", job.clearSky, parseAlpha);
        sound("narration", job.narration, parseNarration);
        sound("music", job.music, parseMusic);
        word("poster", job.posterS, parsePosterTime);
        word("licence", job.licence, parseLicence);
        return job;
    }

  private:
    bool isJob() {
        const YamlNode* format = root_.find("perilune");
        if (root_.kind != YamlNode::Kind::Mapping || !format)
            fields_.error(root_, "the file is no job for a film", "begin it with perilune: film/1");
        else if (format->scalar != kJobFormat)
            fields_.error(*format,
                          fmt::format("{} is no job that this program reads", base::inQuotes(format->scalar)),
                          "write perilune: film/1");
        else
            return true;
        return false;
    }

    void readPath(const YamlNode& node, const char* what, std::filesystem::path& path) {
        const auto name = fields_.line(node, what, kLongestPath);
        if (name && name->empty())
            fields_.error(node, fmt::format("{} names no file", what),
                          "write the file's path, seen from the job's folder");
        else if (name)
            path = (folder_ / *name).lexically_normal();
    }

    void readTimelines(FilmJob& job) {
        const YamlNode* node = root_.find("timelines");
        if (!node || !fields_.isSequence(*node, "timelines", "timelines: [artemis.yaml, ilrs.yaml]"))
            return;
        for (const YamlNode& item : node->items)
            readPath(item, "a timeline", job.timelines.emplace_back());
    }

    void sound(const char* key, SoundChoice& choice, base::Result<SoundChoice> (*parse)(std::string_view)) {
        word(key, choice, parse);
        if (choice.what == SoundChoice::What::File)
            choice.file = (folder_ / choice.file).lexically_normal();
    }

    template <class T, class Parse> void word(const char* key, T& into, Parse&& parse) {
        const YamlNode* node = root_.find(key);
        if (!node)
            return;
        const auto text = fields_.line(*node, key, kLongestWord);
        if (!text)
            return;
        if (const auto value = parse(std::string_view(*text))) {
            into = *value;
        } else {
            const std::string& message = value.error().message;
            const std::size_t end = message.find("; ");
            fields_.error(*node, fmt::format("{}: {}", key, message.substr(0, end)),
                          end == std::string::npos ? "write another" : message.substr(end + 2));
        }
    }

    const YamlNode& root_;
    std::filesystem::path folder_;
    const base::CheckedYaml& fields_;
};

std::string rangeInWords(FrameRange range) {
    if (range == FrameRange{})
        return "all";
    return range.last < 0 ? fmt::format("{}-", range.first) : fmt::format("{}-{}", range.first, range.last);
}

base::Parsed<FilmJob> jobFrom(base::Parsed<YamlNode> yaml, const std::string& fileName) {
    base::Parsed<FilmJob> parsed;
    parsed.diagnostics = std::move(yaml.diagnostics);
    if (base::hasErrors(parsed.diagnostics))
        return parsed;
    base::Findings findings(kChoiceWords);
    const base::CheckedYaml fields(findings, fileName);
    parsed.value = JobReader(yaml.value, std::filesystem::path(fileName).parent_path(), fields).read();
    parsed.diagnostics = findings.take({fileName});
    return parsed;
}

} // namespace

std::string writeFilmJob(const FilmJob& job, const std::filesystem::path& folder) {
    static constexpr base::YamlForm kForm{.texts = false};
    std::vector<std::pair<std::string, YamlNode>> keys{
        {"perilune", base::yamlWord(kJobFormat)},
        {"story", base::yamlWord(base::seenFrom(folder, job.story))}};
    std::vector<std::string> timelines;
    for (const std::filesystem::path& file : job.timelines)
        timelines.push_back(base::seenFrom(folder, file));
    if (!timelines.empty())
        keys.emplace_back("timelines", base::yamlList(timelines));
    if (!job.language.empty())
        keys.emplace_back("language", base::yamlWord(job.language));
    keys.emplace_back("size", base::yamlWord(base::sizeInWords(job.size)));
    keys.emplace_back("rate",
                      base::yamlWord(job.rate.den == 1 ? fmt::format("{}", job.rate.num)
                                                       : fmt::format("{}/{}", job.rate.num, job.rate.den)));
    keys.emplace_back("frames", base::yamlWord(rangeInWords(job.frames)));
    keys.emplace_back("samples", base::yamlWord(fmt::format("{}", job.samples)));
    keys.emplace_back("codec", base::yamlWord(job.codec.empty() ? "usual" : job.codec));
    keys.emplace_back("quality", base::yamlWord(std::string(nameOf(job.quality))));
    keys.emplace_back("captions", base::yamlWord(std::string(nameOf(job.captions))));
    keys.emplace_back("title-card", base::yamlWord(fmt::format("{}", job.titleCardS)));
    keys.emplace_back("credits", base::yamlWord(fmt::format("{}", job.creditsS)));
    keys.emplace_back("without", base::yamlWord(inWords(job.without)));
    keys.emplace_back("safe-areas", base::yamlWord(job.safeAreas ? "shown" : "hidden"));
    keys.emplace_back("alpha", base::yamlWord(job.clearSky ? "sky" : "none"));
    keys.emplace_back("narration", base::yamlWord(inWords(job.narration, folder)));
    keys.emplace_back("music", base::yamlWord(inWords(job.music, folder)));
    keys.emplace_back("poster", base::yamlWord(posterTimeInWords(job.posterS)));
    keys.emplace_back("licence", base::yamlWord(job.licence.empty() ? "unsaid" : job.licence));
    return base::yamlFile(base::yamlMapping(std::move(keys)), kForm);
}

base::Parsed<FilmJob> parseFilmJob(std::string_view text, const std::string& fileName) {
    return jobFrom(base::parseYaml(text, fileName), fileName);
}

base::Parsed<FilmJob> readFilmJob(const std::filesystem::path& file) {
    return jobFrom(base::readYaml(file), file.string());
}

bool isFilmJob(const std::filesystem::path& file) {
    const auto yaml = base::readYaml(file, {.entries = 1});
    const YamlNode* format = yaml.value.find("perilune");
    return yaml.ok() && format && format->scalar.starts_with("film/");
}

base::Result<FrameRate> parseFrameRate(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto num = base::wholeNumber<std::int64_t>(text.substr(0, slash));
    const auto den = slash == text.npos ? std::optional<std::int64_t>(1)
                                        : base::wholeNumber<std::int64_t>(text.substr(slash + 1));
    const bool sound = num && den && *num > 0 && *den > 0 && *num <= 1'000'000 && *den <= 1'000'000;
    if (!sound || *num < *den || *num > 240 * *den)
        return base::inputError(fmt::format(
            "\"{}\" is no frame rate; give 1 to 240 as N or N/D, for example 30 or 30000/1001", text));
    return FrameRate{*num, *den};
}

base::Result<FrameRange> parseFrameRange(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = base::wholeNumber<std::int64_t>(text.substr(0, dash));
    const bool open = dash != text.npos && dash + 1 == text.size();
    const auto last = open                ? std::optional<std::int64_t>(-1)
                      : dash == text.npos ? first
                                          : base::wholeNumber<std::int64_t>(text.substr(dash + 1));
    if (!first || !last || *first < 0 || (!open && *last < *first))
        return base::inputError(fmt::format(
            "\"{}\" is no range of frames; give FIRST-LAST, both inside and counted from 0", text));
    return FrameRange{*first, *last};
}

base::Result<int> parseSamples(std::string_view text) {
    const auto value = base::wholeNumber<int>(text);
    if (!value || *value < 1 || *value > kGreatestSamples)
        return base::inputError(
            fmt::format("\"{}\" is no number of samples; give 1 to {}", text, kGreatestSamples));
    return *value;
}

base::Result<void> checkFilmSize(base::Size size) {
    if (size.width % 2 == 0 && size.height % 2 == 0)
        return {};
    return base::inputError(fmt::format("a film needs an even width and height, {} is not; try {}",
                                        base::sizeInWords(size),
                                        base::sizeInWords({size.width & ~1, size.height & ~1})));
}

} // namespace perilune::story
