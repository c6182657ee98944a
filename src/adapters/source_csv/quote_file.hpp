#pragma once

#include "base/result.hpp"
#include "domain/observation.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace seatsync::source_csv {

/// One row of a file of quotes, read by itself.
struct QuoteLine {
    std::size_t line = 0;  ///< On which the row begins; the header is line 1.
    domain::Quote quote;   ///< Valid when there is no problem; it may hold no number at all.
    std::string problem;   ///< The column that cannot be read and why; empty when all is well.
};

using QuoteLineSink = std::function<Result<void>(const QuoteLine&)>;

/// Reads a file of quotes without its events: event ids are the folder's name and what the file
/// says. Unlike an import, a price of 0 or below is a problem and not a missing price. `layout` as
/// in ReadOptions. Errors: those of read_folder; what the sink returned.
[[nodiscard]] Result<void> read_quote_file(const std::filesystem::path& path,
                                           const std::string& layout, const QuoteLineSink& sink);

}  // namespace seatsync::source_csv
