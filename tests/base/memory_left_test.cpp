#include "base/platform/memory_left.h"

#include "common/folder.h"

#include <gtest/gtest.h>

namespace perilune::base {
namespace {

TEST(GroupMemory, isThatOfTheLimitWithoutWhatItsProcessesHave) {
    const test::Folder root;
    EXPECT_FALSE(groupMemoryLeft(root.path()).has_value());
    root.write("memory.max", "max\n");
    root.write("memory.current", "700000000\n");
    EXPECT_FALSE(groupMemoryLeft(root.path()).has_value());
    root.write("memory.max", "900000000\n");
    EXPECT_EQ(groupMemoryLeft(root.path())->bytes, 200'000'000u);
    root.write("memory.stat", "file 600000000\nanon 100000000\n"); // files can be let go
    EXPECT_EQ(groupMemoryLeft(root.path())->bytes, 800'000'000u);
    root.write("memory.max", "50000000\n");
    EXPECT_EQ(groupMemoryLeft(root.path())->bytes, 0u);
}

} // namespace
} // namespace perilune::base
