#include "app/import_market.hpp"

#include "app/background_append.hpp"

#include <fmt/format.h>

namespace seatsync::app {

namespace {

/// Why a file has too many rejects; empty when it has not.
std::string refusal_of(const FileReport& file, double share_max) {
    const auto rows = static_cast<double>(file.rows);
    if (file.rejected == 0 || static_cast<double>(file.rejected) <= share_max * rows)
        return {};
    return fmt::format("{}: {} of {} rows rejected ({:.2f} %), more than the {:.2f} % allowed",
                       file.file, file.rejected, file.rows,
                       100.0 * static_cast<double>(file.rejected) / rows, 100.0 * share_max);
}

std::string refusal_of(const ImportReport& report, double share_max) {
    for (const auto& source : report.sources)
        for (const auto& file : source.files)
            if (auto refusal = refusal_of(file, share_max); !refusal.empty())
                return refusal;
    return {};
}

Result<void> read_all(const std::vector<std::unique_ptr<ObservationSource>>& sources,
                      const SourceSinks& sinks, ImportReport& report) {
    for (const auto& source : sources) {
        SEATSYNC_TRY(auto read, source->read(sinks));
        report.sources.push_back(std::move(read));
    }
    return {};
}

/// Reads while a second thread appends; commits unless the import is refused.
Result<void> read_and_append(MarketStore& store,
                             const std::vector<std::unique_ptr<ObservationSource>>& sources,
                             const ImportOptions& options, SourceSinks sinks,
                             ImportReport& report) {
    SEATSYNC_TRY(const auto session, store.begin_append());
    BackgroundAppend append(*session);
    sinks.batch = [&](domain::ObservationBatch batch) { return append.push(std::move(batch)); };
    SEATSYNC_CHECK(read_all(sources, sinks, report));
    SEATSYNC_TRY(const auto counts, append.finish());
    report.refusal = refusal_of(report, options.reject_share_max);
    if (!report.refusal.empty())
        return {};
    SEATSYNC_CHECK(session->commit());
    report.applied = counts;
    return {};
}

}  // namespace

Result<ImportReport> import_market(MarketStore* store,
                                   const std::vector<std::unique_ptr<ObservationSource>>& sources,
                                   const ImportOptions& options, const SourceSinks& sinks) {
    ImportReport report;
    SourceSinks own;
    own.progress = sinks.progress;
    own.batch = [](domain::ObservationBatch) -> Result<void> { return {}; };
    own.reject = [&](const Reject& reject) -> Result<void> {
        ++report.rejected;
        if (report.first_rejects.size() < ImportReport::kFirstRejects)
            report.first_rejects.push_back(reject);
        return sinks.reject ? sinks.reject(reject) : Result<void>();
    };
    if (store != nullptr) {
        SEATSYNC_CHECK(read_and_append(*store, sources, options, own, report));
        return report;
    }
    SEATSYNC_CHECK(read_all(sources, own, report));
    report.refusal = refusal_of(report, options.reject_share_max);
    return report;
}

}  // namespace seatsync::app
