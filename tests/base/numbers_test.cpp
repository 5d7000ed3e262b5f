#include "base/numbers.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdint>
#include <string>

namespace perilune::base {
namespace {

TEST(Numbers, areWholeTextsOrNothing) {
    EXPECT_EQ(wholeNumber<int>("-12"), -12);
    EXPECT_EQ(wholeNumber<unsigned>("ff", 16), 255u);
    for (const char* text : {"", " 1", "1 ", "+1", "1.0", "x", "99999999999"})
        EXPECT_FALSE(wholeNumber<int>(text)) << text;
    EXPECT_EQ(decimalNumber("-84.9"), -84.9);
    for (const char* text :
         {"", " 1", "1 ", "+1", "1e", ".", "-", "1,5", "0x10", "inf", "nan", "1e400", "--1", "1.2.3"})
        EXPECT_FALSE(decimalNumber(text)) << text;
}

TEST(Numbers, comeOutTheSameWithEveryStandardLibrary) {
    for (const char* text : {"0",
                             "-0",
                             "1",
                             "1.",
                             ".5",
                             "-.5e1",
                             "0.1",
                             "3.141592653589793",
                             "1737.4",
                             "1e22",
                             "1E-3",
                             "1e+3",
                             "4.9e-300",
                             "9007199254740993",
                             "0.30000000000000004",
                             "179769313486231570000e289",
                             "",
                             ".",
                             "e5",
                             "1e",
                             "1e+",
                             "-",
                             "+1",
                             " 1",
                             "1 ",
                             "1,5",
                             "0x1p3",
                             "inf",
                             "-inf",
                             "nan",
                             "1e400",
                             "-1e400",
                             "1f",
                             "1_0"})
        EXPECT_EQ(decimalNumber(text), decimalNumberByStream(text)) << text;
}

} // namespace
} // namespace perilune::base
