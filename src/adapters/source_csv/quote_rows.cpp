#include "adapters/source_csv/quote_rows.hpp"

namespace seatsync::source_csv {

QuoteRows::QuoteRows(const QuoteLayout& layout, const std::vector<std::string>& header)
    : event_(layout.event, header),
      observed_(layout.observed, header),
      market_(layout.market, header),
      zone_(layout.zone, header),
      kind_(layout.kind, header),
      currency_(layout.currency, header),
      get_in_(layout.get_in, header),
      median_(layout.median, header),
      average_(layout.average, header),
      highest_(layout.highest, header),
      listings_(layout.listings, header),
      tickets_(layout.tickets, header),
      popularity_(layout.popularity, header),
      home_record_(layout.home_record, header) {
    const bool told_by_row =
        market_.has_column() || zone_.has_column() || kind_.has_column() || currency_.has_column();
    domain::SeriesKey series;
    if (!told_by_row && read_series({}, series))
        series_of_all_ = std::move(series);
}

RowResult<std::string_view> QuoteRows::event_of(const Record& record) const {
    SEATSYNC_TRY(const auto id, event_.text(record));
    if (id.empty())
        return event_.problem("", "the event id is missing");
    return id;
}

RowResult<domain::Quote> QuoteRows::read(const Record& record) const {
    domain::Quote quote;
    SEATSYNC_TRY(const auto observed, observed_.text(record));
    if (observed.empty())
        return observed_.problem("", "the time is missing");
    SEATSYNC_TRY(quote.event_at, observed_.parsed(observed, domain::parse_instant));
    quote.received_at = quote.event_at;
    if (series_of_all_)
        quote.series = *series_of_all_;
    else
        SEATSYNC_CHECK(read_series(record, quote.series));
    SEATSYNC_CHECK(read_prices(record, quote));
    SEATSYNC_CHECK(read_counts(record, quote));
    return quote;
}

RowResult<void> QuoteRows::read_series(const Record& record, domain::SeriesKey& series) const {
    SEATSYNC_TRY(const auto market, market_.text(record));
    if (market.empty())
        return market_.problem("", "the market is missing");
    series.market = market;
    SEATSYNC_TRY(series.zone, zone_.text(record));
    SEATSYNC_TRY(const auto kind, kind_.text(record));
    SEATSYNC_TRY(series.kind, kind_.parsed(kind, domain::price_kind_named));
    SEATSYNC_TRY(const auto currency, currency_.text(record));
    SEATSYNC_TRY(series.currency, currency_.parsed(currency, domain::Currency::from_code));
    return {};
}

RowResult<void> QuoteRows::read_prices(const Record& record, domain::Quote& quote) const {
    const auto price = [&](std::string_view text) {
        return read_price(text, quote.series.currency);
    };
    const std::pair<const Field*, std::optional<std::int64_t>*> prices[] = {
        {&get_in_, &quote.get_in_cents},
        {&median_, &quote.median_cents},
        {&average_, &quote.average_cents},
        {&highest_, &quote.highest_cents},
    };
    for (const auto& [field, cents] : prices)
        if (field->valid_at(quote.event_at)) {
            SEATSYNC_TRY(*cents, field->value(record, price));
        }
    return {};
}

RowResult<void> QuoteRows::read_counts(const Record& record, domain::Quote& quote) const {
    if (listings_.valid_at(quote.event_at)) {
        SEATSYNC_TRY(quote.listings, listings_.value(record, read_count));
    }
    if (tickets_.valid_at(quote.event_at)) {
        SEATSYNC_TRY(quote.tickets, tickets_.value(record, read_count));
    }
    if (popularity_.valid_at(quote.event_at)) {
        SEATSYNC_TRY(quote.popularity, popularity_.value(record, read_score));
    }
    return {};
}

RowProblem QuoteRows::unknown_event(std::string_view id) const {
    return event_.problem(id, "no event with this id is known");
}

bool is_empty(const domain::Quote& quote) {
    return !quote.get_in_cents && !quote.median_cents && !quote.average_cents &&
           !quote.highest_cents && !quote.listings && !quote.tickets && !quote.popularity;
}

}  // namespace seatsync::source_csv
