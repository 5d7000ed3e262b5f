#include "overlay/ink/font_cover.h"

namespace perilune::overlay {

base::Result<FontCover> coverOf(const FontSources& sources, const base::Letters& letters) {
    FontCover cover;
    if (letters.empty())
        return cover;
    const auto set = FontSet::read(sources, letters);
    if (!set)
        return tl::unexpected(set.error());
    for (const char32_t letter : letters)
        if (!set->has(letter))
            cover.lacking.insert(letter);
    cover.faults = set->faults();
    return cover;
}

std::string cureOf(const FontCover& cover) {
    if (cover.faults.empty())
        return "no font that this program ships has them: write it in other letters, or draw with "
               "--system-fonts "
               "where a font of the machine has them";
    std::string cure;
    for (const std::string& fault : cover.faults)
        cure += (cure.empty() ? "" : "; ") + fault;
    return cure;
}

} // namespace perilune::overlay
