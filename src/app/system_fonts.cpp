#include "app/system_fonts.h"

#if PERILUNE_HAS_FONTCONFIG
#include <fontconfig/fontconfig.h>

#include <memory>
#endif

namespace perilune::app {

#if PERILUNE_HAS_FONTCONFIG

namespace {

constexpr std::size_t kMostFonts = 16;

struct End {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcCharSet* letters) const { FcCharSetDestroy(letters); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
template <class T> using Held = std::unique_ptr<T, End>;

} // namespace

std::vector<overlay::FurtherFont> systemFontsFor(const base::Letters& lacking) {
    std::vector<overlay::FurtherFont> fonts;
    const Held<FcConfig> config(FcInitLoadConfigAndFonts());
    Held<FcCharSet> wanted(FcCharSetCreate());
    if (!config || !wanted)
        return fonts;
    for (const char32_t letter : lacking)
        FcCharSetAddChar(wanted.get(), letter);
    while (FcCharSetCount(wanted.get()) > 0 && fonts.size() < kMostFonts) {
        const Held<FcPattern> pattern(FcPatternCreate());
        FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
        FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
        FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
        FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
        FcConfigSubstitute(config.get(), pattern.get(), FcMatchPattern);
        FcDefaultSubstitute(pattern.get());
        FcResult result = FcResultMatch;
        const Held<FcPattern> match(FcFontMatch(config.get(), pattern.get(), &result));
        FcChar8* file = nullptr;
        FcCharSet* has = nullptr;
        int index = 0;
        if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &file) != FcResultMatch ||
            FcPatternGetCharSet(match.get(), FC_CHARSET, 0, &has) != FcResultMatch ||
            FcCharSetIntersectCount(wanted.get(), has) == 0)
            break; // what is left no font has
        FcPatternGetInteger(match.get(), FC_INDEX, 0, &index);
        fonts.push_back({reinterpret_cast<const char*>(file), index & 0xFFFF});
        wanted.reset(FcCharSetSubtract(wanted.get(), has));
        if (!wanted)
            break;
    }
    return fonts;
}

#else

std::vector<overlay::FurtherFont> systemFontsFor(const base::Letters&) {
    return {};
}

#endif

} // namespace perilune::app
