#pragma once

#include "app/market_store.hpp"
#include "app/tables.hpp"

#include <variant>

namespace seatsync::app {

// Reads as of a time that are alike in every database of SQL, but for the mark of a parameter: ?1
// or $1.

/// The part of the range that something known as of then can lie in: nothing is received before it
/// happens.
[[nodiscard]] TimeRange known_by(TimeRange range, Instant as_of);

/// Conditions on the columns of a table and the values of their parameters, the first of which is
/// as_of.
class Conditions {
  public:
    using Value = std::variant<Instant, std::string>;

    explicit Conditions(Instant as_of) : values_{as_of} {}

    /// Empty text does not restrict.
    void equal(std::string_view column, const std::string& text);
    void within(std::string_view column, TimeRange range);

    [[nodiscard]] const std::vector<Value>& values() const { return values_; }
    /// " AND a = ?2 AND b >= ?3"
    [[nodiscard]] std::string sql(char mark) const;

  private:
    void add(std::string_view column, std::string_view comparison, Value value);

    std::vector<std::string> comparisons_;  ///< One for each value but the first.
    std::vector<Value> values_;
};

namespace detail {
[[nodiscard]] std::string newest_sql(std::string_view table,
                                     const std::vector<std::string_view>& columns,
                                     std::size_t key_size, const Conditions& conditions, char mark);
}  // namespace detail

/// "SELECT …": of the versions of each thing the newest received by as_of, where the conditions
/// hold for it; by key.
template <class Row>
[[nodiscard]] std::string newest_sql(const Conditions& conditions, char mark) {
    return detail::newest_sql(Table<Row>::kName, columns_of<Row>(), Table<Row>::kKeySize,
                              conditions, mark);
}

/// The reads of MarketStore that answer the newest versions, for a reader of some database that
/// derives from this and has `newest_rows<Row>(conditions)`: the rows that newest_sql asks for.
template <class Reader>
class NewestReads {
  public:
    [[nodiscard]] Result<std::vector<domain::Reading>> readings(const ReadingFilter& filter,
                                                                Instant as_of) {
        Conditions conditions(as_of);
        conditions.equal("source", filter.source);
        conditions.equal("subject", filter.subject);
        conditions.equal("measure", filter.measure);
        conditions.within("valid_at", filter.valid_at);
        return newest<domain::Reading>(conditions);
    }
    [[nodiscard]] Result<std::vector<domain::Mention>> mentions(const std::string& subject,
                                                                TimeRange event_at, Instant as_of) {
        Conditions conditions(as_of);
        conditions.equal("subject", subject);
        conditions.within("event_at", event_at);
        return newest<domain::Mention>(conditions);
    }
    [[nodiscard]] Result<std::vector<domain::Availability>> availabilities(
        const std::string& league, Instant as_of) {
        Conditions conditions(as_of);
        conditions.equal("league", league);
        return newest<domain::Availability>(conditions);
    }
    [[nodiscard]] Result<std::vector<domain::NearbyEvent>> nearby_events(TimeRange start,
                                                                         Instant as_of) {
        Conditions conditions(as_of);
        conditions.within("start_at", start);
        return newest<domain::NearbyEvent>(conditions);
    }
    [[nodiscard]] Result<std::vector<domain::OwnListing>> own_listings(const std::string& market,
                                                                       Instant as_of) {
        return newest<domain::OwnListing>(of_market(market, as_of));
    }
    [[nodiscard]] Result<std::vector<domain::OwnSale>> own_sales(const std::string& market,
                                                                 Instant as_of) {
        return newest<domain::OwnSale>(of_market(market, as_of));
    }
    [[nodiscard]] Result<std::vector<domain::EventLink>> links(Instant as_of) {
        return newest<domain::EventLink>(Conditions(as_of));
    }

  private:
    friend Reader;
    NewestReads() = default;

    static Conditions of_market(const std::string& market, Instant as_of) {
        Conditions conditions(as_of);
        conditions.equal("market", market);
        return conditions;
    }
    template <class Row>
    [[nodiscard]] Result<std::vector<Row>> newest(const Conditions& conditions) {
        return static_cast<Reader*>(this)->template newest_rows<Row>(conditions);
    }
};

}  // namespace seatsync::app
