#pragma once

#include "feed/source_api.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace seatsync::source_vividseats {

/// Rows of a SkyBox answer: it is their list, or holds it as `rows`.
struct SkyboxRows {
    feed::JsonArray list;
    std::optional<std::int64_t> total;  ///< `rowCount`: on all pages.
};

/// Errors: unavailable for an error under status 200, corrupt_data for anything else without rows.
[[nodiscard]] Result<SkyboxRows> rows_of(feed::JsonValue root);

/// Which page of how many rows was asked for; the first is 1.
struct PageAsked {
    std::int64_t number = 1;
    std::int64_t size = 0;
};

/// The number of the next page; empty after the last. The last is the one that reaches the total,
/// and, where no total is told, the first without rows: a page may hold fewer than were asked for.
[[nodiscard]] std::string page_after(const PageAsked& page, const SkyboxRows& rows);

/// What an error body says; empty when it is none. Its shape is not documented, these fields are
/// the usual ones.
[[nodiscard]] std::string words_of_error(feed::JsonValue root);

}  // namespace seatsync::source_vividseats
