#pragma once

#include "base/result.hpp"
#include "market/event_matching.hpp"
#include "market/pair_matching.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace seatsync::cli {

/// Games as some market lists them, read from a CSV file.
struct SightingFile {
    struct Reject {
        std::size_t line = 0;
        std::string reason;
    };
    std::vector<std::string> ids;  ///< As the file writes them, beside the sightings.
    std::vector<market::GameSighting> sightings;
    std::vector<Reject> rejects;
};

/// Columns: id, and start_utc or local_date; league unless `league` is given; home and away, or
/// title; and, where they are known, start_tbd, game_number, venue, zone. Others are ignored. A
/// start_utc that is a date alone has no hour. A row that cannot be read is a reject.
/// Errors: no such file, no CSV, a column that is missing.
[[nodiscard]] Result<SightingFile> read_sighting_file(const std::filesystem::path& path,
                                                      const std::string& league);

/// The pairs of a CSV file with the columns left and right: ids of the two files.
/// Errors: no such file, no CSV, a column that is missing, an id that its file has not.
[[nodiscard]] Result<market::PairLabels> read_label_file(const std::filesystem::path& path,
                                                         const SightingFile& left,
                                                         const SightingFile& right);

}  // namespace seatsync::cli
