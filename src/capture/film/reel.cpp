#include "capture/film/reel.h"

#include "story/captions.h"
#include "story/chapters.h"
#include "scene/credits.h"
#include "scene/describe.h"
#include "terrain/ground.h"
#include "base/calendar.h"
#include "base/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace perilune::capture {

namespace {

constexpr double kFadeS = 0.4;
constexpr double kPosterShare = 1.0 / 3.0; ///< of the story, where nobody chose

/// Up to which day the record was looked after, for all of it; nothing where no file says so.
std::optional<base::Day> evidenceDay(const timeline::Timeline& timeline) {
    std::optional<base::Day> day;
    for (const timeline::Evidence& evidence : timeline.evidence)
        if (!day || evidence.until < *day)
            day = evidence.until;
    return day;
}

/// Whose maps, names and models the picture is made of.
std::vector<std::string> makersOf(const std::filesystem::path& shareDir) {
    std::vector<std::string> lines;
    const auto yaml = base::readYaml(shareDir / "models" / "credits.yaml");
    const base::YamlNode* credits = yaml.ok() ? yaml.value.find("credits") : nullptr;
    if (!credits)
        return lines;
    for (const base::YamlNode& entry : credits->items) {
        const base::YamlNode *by = entry.find("by"), *licence = entry.find("licence");
        if (!by)
            continue;
        std::string line = by->scalar + (licence ? "; " + licence->scalar : "");
        if (std::find(lines.begin(), lines.end(), line) == lines.end())
            lines.push_back(std::move(line));
    }
    return lines;
}

/// A Moment without what changes nothing of whose word is shown.
scene::Moment asToCredits(scene::Moment moment) {
    moment.at = base::startOf(base::dayOf(moment.at));
    moment.look = {};
    moment.light = {};
    moment.exposure = {};
    moment.captionOpacity = 1.0;
    moment.caption.clear();
    moment.curtain = 0.0;
    return moment;
}

} // namespace

base::Result<Reel> Reel::create(const Studio& studio, const story::Storyboard& story,
                                const story::FilmJob& job) {
    Reel reel(studio, story, job);
    const auto framesOf = [&](double seconds) {
        return std::int64_t(std::llround(seconds * double(job.rate.num) / double(job.rate.den)));
    };
    reel.storyBegins_ = framesOf(job.titleCardS);
    reel.storyEnds_ = reel.storyBegins_ + story::frameCount(story, job.rate.num, job.rate.den);
    reel.creditFrames_ = framesOf(job.creditsS);
    if (reel.creditFrames_ > 0)
        if (auto gathered = reel.gatherCredits(); !gathered)
            return tl::unexpected(gathered.error());
    return reel;
}

base::Result<void> Reel::gatherCredits() {
    scene::Credits credits;
    scene::Moment before;
    for (std::int64_t frame = storyBegins_; frame < storyEnds_; ++frame) {
        const auto time = story::timeOfFrame(frame - storyBegins_, job_->rate.num, job_->rate.den);
        scene::Moment moment = asToCredits(story::momentAt(*story_, time));
        if (frame > storyBegins_ && moment == before)
            continue;
        const auto scene = sceneAt(frame - storyBegins_);
        if (!scene)
            return tl::unexpected(scene.error());
        scene::addCredits(*scene, *studio_->timeline, credits);
        before = std::move(moment);
    }
    std::vector<std::string> lines = scene::creditLines(credits, *studio_->timeline);
    for (std::string& maker : makersOf(studio_->shareDir))
        lines.push_back("The picture: " + std::move(maker));
    if (!job_->licence.empty())
        lines.push_back("This film: " + job_->licence);
    base::Letters letters;
    for (const std::string& line : lines)
        base::addLetters(letters, line);
    Studio quiet = *studio_; // what the fonts lack is told once, by who draws
    quiet.tell = nullptr;
    const auto fonts = loadFonts(quiet, job_->size.height, story_->language, std::move(letters));
    if (!fonts)
        return tl::unexpected(fonts.error());
    pages_ = overlay::pagesOf("Sources", lines, {job_->size.width, job_->size.height}, **fonts);
    return {};
}

overlay::Placard Reel::titleCard() const {
    overlay::Placard card{story_->title, {}, true, 1.0};
    std::string programmes;
    for (const timeline::Programme& programme : studio_->timeline->programmes)
        programmes += (programmes.empty() ? "" : " \u00b7 ") + programme.title.in(story_->language);
    if (!programmes.empty())
        card.lines.push_back(std::move(programmes));
    if (const auto day = evidenceDay(*studio_->timeline))
        card.lines.push_back("What was announced until " + base::dayInWords(*day));
    return card;
}

base::Result<scene::Scene> Reel::sceneAt(std::int64_t storyFrame) const {
    auto moment = story::momentAt(*story_, story::timeOfFrame(storyFrame, job_->rate.num, job_->rate.den));
    if (!story::isBurnt(job_->captions))
        moment.caption.clear();
    const story::LeftOut& without = job_->without;
    moment.layers.strip = moment.layers.strip && !without.strip;
    moment.layers.card = moment.layers.card && !without.card;
    moment.layers.pins = moment.layers.pins && !without.pins;
    auto scene = scene::describe(*studio_->timeline, *studio_->ground, moment);
    if (scene && without.titles)
        scene->title.clear(), scene->subtitle.clear();
    if (scene && without.date)
        scene->date.clear(), scene->knownWords.clear();
    return scene;
}

base::Result<Reel::Shown> Reel::at(std::int64_t frame) const {
    if (frame >= storyBegins_ && frame < storyEnds_) {
        auto scene = sceneAt(frame - storyBegins_);
        if (!scene)
            return tl::unexpected(scene.error());
        return Shown(std::move(*scene));
    }
    const bool isTitle = frame < storyBegins_;
    const std::int64_t since = isTitle ? frame : (frame - storyEnds_) % creditFrames_;
    const std::int64_t length = isTitle ? storyBegins_ : creditFrames_;
    overlay::Placard card = isTitle ? titleCard() : pages_[std::size_t((frame - storyEnds_) / creditFrames_)];
    // In from black and out into it.
    const double fade = std::min(kFadeS, 0.25 * secondsAt(length));
    const double from = secondsAt(since) + 0.5 * secondsAt(1), to = secondsAt(length) - from;
    card.opacity = fade > 0.0 ? std::clamp(std::min(from, to) / fade, 0.0, 1.0) : 1.0;
    return Shown(std::move(card));
}

base::Letters Reel::letters() const {
    base::Letters letters = story::lettersOf(*story_);
    if (storyBegins_ > 0) {
        const overlay::Placard card = titleCard();
        base::addLetters(letters, card.heading);
        for (const std::string& line : card.lines)
            base::addLetters(letters, line);
    }
    for (const overlay::Placard& page : pages_)
        for (const std::string& line : page.lines)
            base::addLetters(letters, line);
    return letters;
}

double Reel::secondsAt(std::int64_t frame) const {
    return story::timeOfFrame(frame, job_->rate.num, job_->rate.den).seconds();
}

std::int64_t Reel::frameAt(double seconds) const {
    const auto frame =
        std::int64_t(std::floor(seconds * double(job_->rate.num) / double(job_->rate.den) + 1e-6));
    return std::clamp<std::int64_t>(frame, 0, std::max<std::int64_t>(count() - 1, 0));
}

std::vector<Chapter> Reel::chapters(std::int64_t first, std::int64_t last) const {
    std::vector<Chapter> all;
    const double begins = storyBeginsS();
    if (storyBegins_ > 0)
        all.push_back({story_->title, 0.0, begins});
    for (const story::Chapter& chapter : story::chaptersOf(*story_))
        all.push_back({chapter.title, begins + chapter.fromS, begins + chapter.toS});
    if (!pages_.empty())
        all.push_back({"Sources", secondsAt(storyEnds_), secondsAt(count())});
    const double fromS = secondsAt(first), toS = secondsAt(last + 1);
    std::vector<Chapter> chapters;
    for (Chapter& chapter : all) {
        chapter.fromS = std::max(chapter.fromS, fromS) - fromS;
        chapter.toS = std::min(chapter.toS, toS) - fromS;
        if (chapter.toS > chapter.fromS)
            chapters.push_back(std::move(chapter));
    }
    return chapters;
}

std::vector<story::Caption> Reel::captions(std::int64_t first, std::int64_t last) const {
    const double begins = storyBeginsS(), from = secondsAt(first), to = secondsAt(last + 1);
    auto captions = story::captionsBetween(*story_, std::max(from - begins, 0.0), to - begins);
    for (story::Caption& caption : captions) {
        caption.fromS += std::max(begins - from, 0.0);
        caption.toS += std::max(begins - from, 0.0);
    }
    return captions;
}

std::int64_t Reel::posterFrame() const {
    if (job_->posterS >= 0.0)
        return frameAt(job_->posterS);
    const auto isOpen = [&](std::int64_t frame) {
        const auto time = story::timeOfFrame(frame - storyBegins_, job_->rate.num, job_->rate.den);
        return story::momentAt(*story_, time).curtain <= 0.0;
    };
    const auto wished = storyBegins_ + std::int64_t(double(storyEnds_ - storyBegins_) * kPosterShare);
    for (std::int64_t frame = wished; frame < storyEnds_; ++frame)
        if (isOpen(frame))
            return frame;
    return wished;
}

} // namespace perilune::capture
