#pragma once

#include <functional>
#include <string>
#include <vector>

namespace seatsync::cli {

struct PlotPoint {
    double x = 0;
    double y = 0;
};

struct PlotAxes {
    std::size_t columns = 80;  ///< Of the whole picture, labels included; at least 40.
    std::size_t rows = 12;     ///< Of the field; at least 2.
    std::function<std::string(double y)> y_label;
    std::string x_first, x_last;  ///< What stands below the two ends.
};

/// Points over two axes as lines of text, each with its line feed. The y axis shows the least, the
/// greatest and the middle value; equal values lie on one line. No point: an empty text.
[[nodiscard]] std::string plot(const std::vector<PlotPoint>& points, const PlotAxes& axes);

}  // namespace seatsync::cli
