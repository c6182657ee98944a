#pragma once

#include "app/observation_source.hpp"
#include "cli/context.hpp"

#include <string>

namespace seatsync::cli {

/// A folder of price history, in memory.
struct FolderData {
    domain::ObservationBatch observations;
    app::SourceReport report;
};

/// Reads `path` by the layout that fits its columns; `layout` and `league` as in `market import`.
/// Errors: those of source_csv::read_folder; invalid_argument when more than 1 % of a file's rows
/// cannot be read, naming the first.
[[nodiscard]] Result<FolderData> read_folder_data(const Context& context, const std::string& path,
                                                  const std::string& layout = {},
                                                  const std::string& league = {});

}  // namespace seatsync::cli
