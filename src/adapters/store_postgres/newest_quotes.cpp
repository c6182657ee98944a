#include "adapters/store_postgres/newest_quotes.hpp"

#include <vector>

namespace seatsync::store_postgres {

namespace {

const std::string kNewest =
    "SELECT number, newest.* FROM unnest($1) AS number CROSS JOIN LATERAL "
    "(SELECT event_at, received_at FROM quotes WHERE series_id = number "
    " ORDER BY event_at DESC, received_at DESC LIMIT 1) AS newest";

}  // namespace

Result<void> NewestQuotes::look_up(Connection& connection, const std::set<std::int64_t>& series) {
    std::vector<std::int64_t> unknown;
    for (const std::int64_t number : series)
        if (newest_.try_emplace(number).second)
            unknown.push_back(number);
    if (unknown.empty())
        return {};
    SEATSYNC_TRY(const Rows rows, connection.query(kNewest, Parameters(unknown)));
    for (std::size_t i = 0; i < rows.size(); ++i)
        newest_[rows.integer(i, 0)] = {.event_at = rows.time(i, 1), .received_at = rows.time(i, 2)};
    return {};
}

bool NewestQuotes::raise(std::int64_t series, const domain::Quote& quote) {
    Time& newest = newest_.at(series);
    const Time time{.event_at = quote.event_at, .received_at = quote.received_at};
    const bool is_newer = time > newest;
    if (is_newer)
        newest = time;
    return is_newer;
}

}  // namespace seatsync::store_postgres
