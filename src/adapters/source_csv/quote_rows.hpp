#pragma once

#include "adapters/source_csv/event_rows.hpp"
#include "adapters/source_csv/fields.hpp"
#include "adapters/source_csv/layout.hpp"
#include "domain/observation.hpp"

#include <string>
#include <vector>

namespace seatsync::source_csv {

/// Reads rows into quotes. Pure. History has one time: a quote is taken as received when it was
/// observed.
class QuoteRows {
  public:
    QuoteRows(const QuoteLayout& layout, const std::vector<std::string>& header);

    /// The event's id as the file writes it. Errors: it is missing.
    [[nodiscard]] RowResult<std::string_view> event_of(const Record& record) const;

    /// The quote without its event. It may hold no number at all; ask `is_empty`.
    [[nodiscard]] RowResult<domain::Quote> read(const Record& record) const;

    /// The home team's standing when the quote was observed; nothing when the row tells none.
    [[nodiscard]] RowResult<std::optional<domain::TeamRecord>> home_record(
        const Record& record) const {
        return home_record_.read(record);
    }

    [[nodiscard]] RowProblem unknown_event(std::string_view id) const;
    [[nodiscard]] bool names_market() const { return market_.has_column(); }

  private:
    [[nodiscard]] RowResult<void> read_series(const Record& record,
                                              domain::SeriesKey& series) const;
    [[nodiscard]] RowResult<void> read_prices(const Record& record, domain::Quote& quote) const;
    [[nodiscard]] RowResult<void> read_counts(const Record& record, domain::Quote& quote) const;

    Field event_, observed_, market_, zone_, kind_, currency_;
    Field get_in_, median_, average_, highest_, listings_, tickets_, popularity_;
    RecordFields home_record_;
    std::optional<domain::SeriesKey> series_of_all_;  ///< When no column tells any part of it.
};

/// No price, no count, no score.
[[nodiscard]] bool is_empty(const domain::Quote& quote);

}  // namespace seatsync::source_csv
