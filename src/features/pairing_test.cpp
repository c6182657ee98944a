#include "features/pairing.hpp"

#include <gtest/gtest.h>

namespace seatsync::features {
namespace {

using By = OpenSide::By;

TEST(PairingTest, ReadsTheSidesThatAreOpen) {
    struct Row {
        const char* title;
        std::optional<OpenSide> first, second;
    };
    const Row rows[] = {
        {"Mexico vs. South Africa", {}, {}},
        {"Texas Rangers at Los Angeles Dodgers", {}, {}},
        {"2A vs. 2B", OpenSide{By::group, "A"}, OpenSide{By::group, "B"}},
        {"1C vs 2F", OpenSide{By::group, "C"}, OpenSide{By::group, "F"}},
        {"1E vs. 3A/B/C/D/F", OpenSide{By::group, "E"}, OpenSide{By::several, ""}},
        {"W73 vs. Brazil", OpenSide{By::game, "73"}, {}},
        {"L101 @ L102", OpenSide{By::game, "101"}, OpenSide{By::game, "102"}},
        {"Final", OpenSide{}, OpenSide{}},
        {"W vs. 3AB", {}, {}},
        {"Wales vs. 49ers", {}, {}},
    };
    for (const auto& [title, first, second] : rows) {
        EXPECT_EQ(open_sides(title)[0], first) << title;
        EXPECT_EQ(open_sides(title)[1], second) << title;
    }
}

}  // namespace
}  // namespace seatsync::features
