#include "capture/fonts_ahead.h"

#include "timeline/languages.h"

#include <optional>

namespace perilune::capture {

namespace {

FontsAhead::Made fontsFor(const timeline::Timeline& timeline, const overlay::FontSources& sources,
                          int pictureHeight, const std::string& language, base::Letters letters) {
    letters.merge(timeline::lettersOf(timeline, language));
    return overlay::Fonts::load(sources, pictureHeight, letters);
}

std::optional<FontsAhead::Made> begunFonts(const Studio& studio, int pictureHeight,
                                           const std::string& language, const base::Letters& texts) {
    FontsAhead* ahead = studio.fontsAhead.get();
    if (ahead == nullptr || ahead->timeline.lock() != studio.timeline ||
        ahead->pictureHeight != pictureHeight || ahead->language != language || ahead->texts != texts ||
        ahead->further != (studio.furtherFonts != nullptr))
        return std::nullopt;
    const std::lock_guard lock(ahead->mutex);
    if (!ahead->task.isBegun())
        return std::nullopt;
    return ahead->task.take();
}

} // namespace

base::Result<std::shared_ptr<const overlay::Fonts>>
loadFonts(const Studio& studio, int pictureHeight, const std::string& language, base::Letters texts) {
    auto begun = begunFonts(studio, pictureHeight, language, texts);
    auto fonts = begun ? std::move(*begun)
                       : fontsFor(*studio.timeline, {studio.shareDir / "fonts", studio.furtherFonts},
                                  pictureHeight, language, std::move(texts));
    if (fonts && !(*fonts)->remark().empty() && studio.tell)
        studio.tell((*fonts)->remark());
    return fonts;
}

void beginFonts(Studio& studio, int pictureHeight, const std::string& language, base::Letters texts) {
    auto ahead = std::make_shared<FontsAhead>();
    ahead->timeline = studio.timeline;
    ahead->pictureHeight = pictureHeight;
    ahead->language = language;
    ahead->texts = texts;
    ahead->further = studio.furtherFonts != nullptr;
    // Nothing of the workers is captured: they must not end on one of their own threads.
    ahead->task =
        studio.workers.start([timeline = studio.timeline,
                              sources = overlay::FontSources{studio.shareDir / "fonts", studio.furtherFonts},
                              pictureHeight, language, letters = std::move(texts)]() mutable {
            return fontsFor(*timeline, sources, pictureHeight, language, std::move(letters));
        });
    studio.fontsAhead = std::move(ahead);
}

} // namespace perilune::capture
