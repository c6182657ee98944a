#pragma once

#include "app/tables.hpp"

#include <concepts>
#include <type_traits>

namespace seatsync::app {

/// Rows that are versions of a thing: those that MarketStore::known_of looks for.
template <class Row>
concept Versioned = requires {
    Table<Row>::kKeySize;
}
&&!std::same_as<Row, domain::Quarantined>;

/// Rows that do not say who told them: each source may stand by another version.
template <class Row>
inline constexpr bool kEveryVersionCounts =
    std::same_as<Row, domain::TeamRecord> || std::same_as<Row, domain::GameResult>;

/// Calls `column(name, member)` for each column that says which thing a row is about: those of the
/// key but received_at.
template <Versioned Row>
void visit_thing(const Row& row, auto&& column) {
    std::size_t at = 0;
    Table<Row>::visit(row, [&](std::string_view name, const auto& member) {
        if (at++ < Table<Row>::kKeySize && name != "received_at")
            column(name, member);
    });
}

/// Calls `rows(about, into)` for each kind whose rows are versions, with the two vectors of the
/// kind, until one fails.
[[nodiscard]] Result<void> for_each_versioned_kind(const domain::ObservationBatch& about,
                                                   domain::ObservationBatch& into,
                                                   const auto& rows) {
    Result<void> done;
    const auto of_kind = [&]<class Row>(const std::vector<Row>& of_about) {
        if constexpr (Versioned<Row>)
            if (done && !of_about.empty())
                done = rows(of_about, std::get<std::vector<Row>&>(domain::kinds_of(into)));
    };
    std::apply([&](const auto&... kinds) { (of_kind(kinds), ...); }, domain::kinds_of(about));
    return done;
}

}  // namespace seatsync::app
