#pragma once

#include "domain/observation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace seatsync::app {

/// How an observation lies in a table, whatever the database: the name of the table, its columns in
/// order with the member that each one holds, and how many of the first columns are its key. The
/// column received_at is part of every key; rows that differ in it alone are versions of one thing.
///
/// `visit(row, column)` calls `column(name, member)` for each column. Of a quote it visits what
/// does not belong to the series: that is a table of its own.
template <class Row>
struct Table;

template <>
struct Table<domain::Event> {
    static constexpr std::string_view kName = "event_versions";
    static constexpr std::size_t kKeySize = 2;
    static void visit(auto& row, auto&& column) {
        column("event", row.id);
        column("received_at", row.received_at);
        column("league", row.league);
        column("season", row.season);
        column("category", row.category);
        column("title", row.title);
        column("home", row.home);
        column("away", row.away);
        column("venue_name", row.venue.name);
        column("venue_city", row.venue.city);
        column("venue_zone", row.venue.zone);
        column("venue_capacity", row.venue.capacity);
        column("start_at", row.start);
        column("start_tbd", row.start_tbd);
        column("status", row.status);
    }
};

template <>
struct Table<domain::SeriesKey> {
    static constexpr std::string_view kName = "series";
    static void visit(auto& row, auto&& column) {
        column("event", row.event);
        column("market", row.market);
        column("zone", row.zone);
        column("kind", row.kind);
        column("currency", row.currency);
    }
};

template <>
struct Table<domain::Quote> {
    static constexpr std::string_view kName = "quotes";
    static void visit(auto& row, auto&& column) {
        column("event_at", row.event_at);
        column("received_at", row.received_at);
        column("get_in_cents", row.get_in_cents);
        column("median_cents", row.median_cents);
        column("average_cents", row.average_cents);
        column("highest_cents", row.highest_cents);
        column("listings", row.listings);
        column("tickets", row.tickets);
        column("popularity", row.popularity);
    }
};

template <>
struct Table<domain::TeamRecord> {
    static constexpr std::string_view kName = "team_records";
    static constexpr std::size_t kKeySize = 4;
    static void visit(auto& row, auto&& column) {
        column("league", row.league);
        column("season", row.season);
        column("team", row.team);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("wins", row.wins);
        column("losses", row.losses);
        column("wins_last10", row.wins_last10);
        column("elo", row.elo);
    }
};

template <>
struct Table<domain::GameResult> {
    static constexpr std::string_view kName = "game_results";
    static constexpr std::size_t kKeySize = 2;
    static void visit(auto& row, auto&& column) {
        column("event", row.event);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("home_score", row.home_score);
        column("away_score", row.away_score);
    }
};

template <>
struct Table<domain::Reading> {
    static constexpr std::string_view kName = "readings";
    static constexpr std::size_t kKeySize = 5;
    static void visit(auto& row, auto&& column) {
        column("source", row.source);
        column("subject", row.subject);
        column("measure", row.measure);
        column("valid_at", row.valid_at);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("value", row.value);
    }
};

template <>
struct Table<domain::Mention> {
    static constexpr std::string_view kName = "mentions";
    static constexpr std::size_t kKeySize = 4;
    static void visit(auto& row, auto&& column) {
        column("subject", row.subject);
        column("source", row.source);
        column("id", row.id);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("tone", row.tone);
        column("reach", row.reach);
        column("comments", row.comments);
    }
};

template <>
struct Table<domain::Availability> {
    static constexpr std::string_view kName = "availabilities";
    static constexpr std::size_t kKeySize = 5;
    static void visit(auto& row, auto&& column) {
        column("league", row.league);
        column("source", row.source);
        column("athlete", row.athlete);
        column("team", row.team);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("status", row.status);
        column("returns_at", row.returns_at);
    }
};

template <>
struct Table<domain::NearbyEvent> {
    static constexpr std::string_view kName = "nearby_events";
    static constexpr std::size_t kKeySize = 3;
    static void visit(auto& row, auto&& column) {
        column("source", row.source);
        column("id", row.id);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("title", row.title);
        column("category", row.category);
        column("start_at", row.start);
        column("end_at", row.end);
        column("latitude", row.latitude);
        column("longitude", row.longitude);
        column("attendance", row.attendance);
        column("rank", row.rank);
        column("status", row.status);
    }
};

template <>
struct Table<domain::OwnListing> {
    static constexpr std::string_view kName = "own_listings";
    static constexpr std::size_t kKeySize = 3;
    static void visit(auto& row, auto&& column) {
        column("market", row.market);
        column("id", row.id);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("event", row.event);
        column("section", row.seating.section);
        column("seat_row", row.seating.row);
        column("seats", row.seating.seats);
        column("quantity", row.quantity);
        column("currency", row.currency);
        column("list_cents", row.list_cents);
        column("seller_net_cents", row.seller_net_cents);
        column("all_in_cents", row.all_in_cents);
        column("face_cents", row.face_cents);
        column("status", row.status);
    }
};

template <>
struct Table<domain::OwnSale> {
    static constexpr std::string_view kName = "own_sales";
    static constexpr std::size_t kKeySize = 3;
    static void visit(auto& row, auto&& column) {
        column("market", row.market);
        column("id", row.id);
        column("received_at", row.received_at);
        column("event_at", row.event_at);
        column("event", row.event);
        column("section", row.seating.section);
        column("seat_row", row.seating.row);
        column("seats", row.seating.seats);
        column("quantity", row.quantity);
        column("currency", row.currency);
        column("total_net_cents", row.total_net_cents);
        column("status", row.status);
    }
};

template <>
struct Table<domain::EventLink> {
    static constexpr std::string_view kName = "event_links";
    static constexpr std::size_t kKeySize = 2;
    static void visit(auto& row, auto&& column) {
        column("source_event", row.source_event);
        column("received_at", row.received_at);
        column("event", row.event);
        column("confidence", row.confidence);
        column("state", row.state);
        column("reason", row.reason);
    }
};

template <>
struct Table<domain::Quarantined> {
    static constexpr std::string_view kName = "quarantined";
    static constexpr std::size_t kKeySize = 3;
    static void visit(auto& row, auto&& column) {
        column("source", row.source);
        column("received_at", row.received_at);
        column("item", row.item);
        column("reason", row.reason);
        column("content", row.content);
    }
};

/// The names of the columns, in order.
template <class Row>
[[nodiscard]] std::vector<std::string_view> columns_of() {
    std::vector<std::string_view> names;
    Row row;
    Table<Row>::visit(row, [&names](std::string_view name, const auto&) { names.push_back(name); });
    return names;
}

// What is stored of a member that is not itself text, a number or a time: its name.

[[nodiscard]] inline const auto& stored_form(const auto& plain) {
    return plain;
}
[[nodiscard]] inline std::string_view stored_form(const std::string& text) {
    return text;
}
[[nodiscard]] inline std::string_view stored_form(const domain::EventId& id) {
    return id.value();
}
[[nodiscard]] inline std::string_view stored_form(const domain::Zone& zone) {
    return zone.name();
}
[[nodiscard]] inline std::string_view stored_form(const domain::Currency& currency) {
    return currency.code();
}
[[nodiscard]] inline std::string_view stored_form(domain::PriceKind kind) {
    return domain::name_of(kind);
}
[[nodiscard]] inline std::string_view stored_form(domain::EventStatus status) {
    return domain::name_of(status);
}
[[nodiscard]] inline std::string_view stored_form(domain::LinkState state) {
    return domain::name_of(state);
}

/// The member that a stored text stands for. Errors: corrupt_data when it is no name of one: then
/// the store is damaged, whatever the caller asked for.
[[nodiscard]] Result<void> from_stored(std::string_view text, std::string& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::EventId& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::Zone& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::Currency& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::PriceKind& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::EventStatus& member);
[[nodiscard]] Result<void> from_stored(std::string_view text, domain::LinkState& member);

/// Members that are stored as text.
template <class Member>
concept StoredAsText = requires(Member& member) {
    from_stored(std::string_view(), member);
};

}  // namespace seatsync::app
