#include "cli/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::cli {

namespace {

struct Range {
    double low;
    double high;

    /// Which of `cells` cells the value falls into; the middle one when there is nothing to tell.
    [[nodiscard]] std::size_t cell(double value, std::size_t cells) const {
        if (high <= low)
            return cells / 2;
        const double share = (value - low) / (high - low);
        return static_cast<std::size_t>(std::lround(share * static_cast<double>(cells - 1)));
    }

    /// The value in the middle of a cell.
    [[nodiscard]] double value(std::size_t index, std::size_t cells) const {
        return low + (high - low) * static_cast<double>(index) / static_cast<double>(cells - 1);
    }
};

template <class Get>
Range range_of(const std::vector<PlotPoint>& points, Get get) {
    Range range{get(points.front()), get(points.front())};
    for (const auto& point : points) {
        range.low = std::min(range.low, get(point));
        range.high = std::max(range.high, get(point));
    }
    return range;
}

/// Which rows, counted from below, carry a label, and what it says.
std::vector<std::string> labels_of(const Range& y, const PlotAxes& axes) {
    std::vector<std::string> labels(axes.rows);
    if (y.high <= y.low) {
        labels[axes.rows / 2] = axes.y_label(y.low);
        return labels;
    }
    for (const std::size_t row : {std::size_t{0}, axes.rows / 2, axes.rows - 1})
        labels[row] = axes.y_label(y.value(row, axes.rows));
    return labels;
}

std::string x_axis(const PlotAxes& axes, std::size_t margin, std::size_t width) {
    const std::string indent(margin + 2, ' ');
    const std::size_t text = axes.x_first.size() + axes.x_last.size();
    const std::string gap(width > text ? width - text : 1, ' ');
    return std::string(margin + 1, ' ') + "+" + std::string(width, '-') + "\n" + indent +
           axes.x_first + gap + axes.x_last + "\n";
}

}  // namespace

std::string plot(const std::vector<PlotPoint>& points, const PlotAxes& axes) {
    if (points.empty())
        return {};
    const Range x = range_of(points, [](const PlotPoint& point) { return point.x; });
    const Range y = range_of(points, [](const PlotPoint& point) { return point.y; });
    const auto labels = labels_of(y, axes);
    std::size_t margin = 0;
    for (const auto& label : labels)
        margin = std::max(margin, label.size());
    const std::size_t width = std::max<std::size_t>(axes.columns, margin + 20) - margin - 2;
    std::vector<std::string> field(axes.rows, std::string(width, ' '));
    for (const auto& point : points)
        field[y.cell(point.y, axes.rows)][x.cell(point.x, width)] = '*';
    std::string out;
    for (std::size_t row = axes.rows; row-- > 0;) {
        const std::size_t used = field[row].find_last_not_of(' ') + 1;
        out += fmt::format("{:>{}} |{}\n", labels[row], margin, field[row].substr(0, used));
    }
    return out + x_axis(axes, margin, width);
}

}  // namespace seatsync::cli
