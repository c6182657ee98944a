#include "cli/plot.hpp"

#include <gtest/gtest.h>

namespace seatsync::cli {
namespace {

PlotAxes axes(std::size_t rows) {
    PlotAxes out;
    out.columns = 40;
    out.rows = rows;
    out.y_label = [](double y) { return std::to_string(static_cast<int>(y)); };
    out.x_first = "Mon";
    out.x_last = "Tue";
    return out;
}

TEST(PlotTest, PutsTheEndsIntoTheCorners) {
    EXPECT_EQ(plot({{0, 5}, {1, 15}}, axes(3)),
              "15 |                                   *\n"
              "10 |\n"
              " 5 |*\n"
              "   +------------------------------------\n"
              "    Mon                              Tue\n");
}

TEST(PlotTest, PutsEqualValuesOnOneLine) {
    EXPECT_EQ(plot({{0, 7}, {1, 7}}, axes(3)),
              "  |\n"
              "7 |*                                   *\n"
              "  |\n"
              "  +-------------------------------------\n"
              "   Mon                               Tue\n");
}

TEST(PlotTest, HasNothingToShowWithoutPoints) {
    EXPECT_EQ(plot({}, axes(3)), "");
}

}  // namespace
}  // namespace seatsync::cli
