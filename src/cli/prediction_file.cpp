#include "cli/prediction_file.hpp"

#include <fmt/format.h>

#include <fstream>

namespace seatsync::cli {

namespace {

std::string series_id(const domain::SeriesKey& series, bool markets_apart) {
    const std::string& id = series.event.value();
    const std::string bare = id.substr(id.find(':') + 1);
    return markets_apart ? bare + ":" + series.market : bare;
}

std::string line_of(const app::RowForecast& row, bool markets_apart) {
    const auto& q = row.forecast.quantiles;
    return fmt::format("{},{},{},{},{},{},{},{},{}\n", series_id(row.series, markets_apart),
                       domain::format_utc(row.asked_at), name_of(row.horizon), row.forecast.point,
                       q[0], q[1], q[2], q[3], q[4]);
}

}  // namespace

Result<void> write_predictions(const std::filesystem::path& file,
                               const std::vector<app::RowForecast>& forecasts, bool markets_apart) {
    std::filesystem::path part = file;
    part += ".part";
    std::ofstream out(part, std::ios::binary);
    out << "series_id,observed_at_utc,horizon,predicted,q05,q25,q50,q75,q95\n";
    for (const app::RowForecast& row : forecasts)
        out << line_of(row, markets_apart);
    out.close();
    std::error_code problem;
    if (out)
        std::filesystem::rename(part, file, problem);
    if (!out || problem)
        return fail(ErrorCode::unavailable,
                    fmt::format("{} cannot be written: is its folder there, is the disk full?",
                                file.string()));
    return {};
}

}  // namespace seatsync::cli
