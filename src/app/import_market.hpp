#pragma once

#include "app/market_store.hpp"
#include "app/observation_source.hpp"
#include "base/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

struct ImportOptions {
    /// Of the rows of one file, the share that may be rejected, in [0, 1]. A file beyond it refuses
    /// the whole import.
    double reject_share_max = 0.01;
};

struct ImportReport {
    static constexpr std::size_t kFirstRejects = 100;

    std::vector<SourceReport> sources;
    std::vector<Reject> first_rejects;  ///< At most kFirstRejects, in the order of the files.
    std::size_t rejected = 0;           ///< All of them.
    /// What the store did; nothing when nothing was applied: a dry run, or a refusal.
    std::optional<AppendCounts> applied;
    std::string refusal;  ///< Why the import was refused; empty when it was not.
};

/// Brings everything the sources hold into the store, or nothing: one session over all of it.
/// `store` null: a dry run. `sinks.batch` is not used; the other two may be empty.
/// Errors: those of the sources and of the store. Rejected rows are no error, nor is a refusal.
[[nodiscard]] Result<ImportReport> import_market(
    MarketStore* store, const std::vector<std::unique_ptr<ObservationSource>>& sources,
    const ImportOptions& options, const SourceSinks& sinks);

}  // namespace seatsync::app
