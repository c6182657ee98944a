#pragma once

#include "app/market_store.hpp"
#include "app/model_store.hpp"
#include "app/source_status_store.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace seatsync::app {

/// How much a table holds, and a number that tells it from any other content but not the order of
/// its rows: the sum, modulo 2^64, of a hash of each row's columns. It finds damage and
/// differences; it is no defence against intent.
struct TableSum {
    std::uint64_t rows = 0;
    std::uint64_t checksum = 0;
    friend bool operator==(const TableSum&, const TableSum&) = default;
};

/// By table: those of RowCounts, "models", "promotions" and "source_statuses"; each is there, also
/// when empty.
using StoreSums = std::map<std::string, TableSum, std::less<>>;

[[nodiscard]] StoreSums empty_sums();
void add_to(StoreSums& sums, const domain::ObservationBatch& batch);
void add_to(StoreSums& sums, const StoredModel& model);
void add_to(StoreSums& sums, const Promotion& promotion);
void add_to(StoreSums& sums, const StoredSourceStatus& status);

}  // namespace seatsync::app
