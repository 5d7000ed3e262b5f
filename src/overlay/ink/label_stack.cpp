#include "overlay/ink/label_stack.h"

#include <algorithm>

namespace perilune::overlay {

std::vector<float> stacked(std::span<const float> wishes, std::span<const float> heights, float top,
                           float bottom) {
    // Blocks of touching labels stand at the mean of what their members wish (pool adjacent violators).
    struct Block {
        float wish = 0; ///< sum over the members, each for the block's top
        float height = 0;
        std::size_t count = 0;
    };
    const auto topOf = [&](const Block& b) {
        return std::max(top, std::min(b.wish / static_cast<float>(b.count), bottom - b.height));
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        blocks.push_back({wishes[i], heights[i], 1});
        while (blocks.size() > 1) {
            Block& above = blocks[blocks.size() - 2];
            const Block below = blocks.back();
            if (topOf(above) + above.height <= topOf(below))
                break;
            above.wish += below.wish - above.height * static_cast<float>(below.count);
            above.height += below.height;
            above.count += below.count;
            blocks.pop_back();
        }
    }
    std::vector<float> tops;
    for (const Block& b : blocks) {
        float at = topOf(b);
        for (std::size_t k = 0; k < b.count; ++k) {
            tops.push_back(at);
            at += heights[tops.size() - 1];
        }
    }
    return tops;
}

} // namespace perilune::overlay
