#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace seatsync::import_bench {

/// One line of the quote file, as the table of quotes holds it.
struct Row {
    std::int64_t series_id;
    std::int64_t at_us;
    std::int64_t get_in_cents, median_cents, average_cents, highest_cents, listings;
};

/// `rows` quotes, five hundred per game and hourly, in the order of games.
[[nodiscard]] std::vector<Row> season(std::size_t rows);

/// Writes them as events.csv and snapshots.csv in the tidy layout.
void write_folder(const std::filesystem::path& folder, const std::vector<Row>& rows);

}  // namespace seatsync::import_bench
