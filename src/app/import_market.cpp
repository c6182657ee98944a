#include "app/import_market.hpp"

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

/// The session of an import, or its absence in a dry run.
class Session {
  public:
    static Result<Session> begin(MarketStore* store) {
        Session session;
        if (store == nullptr)
            return session;
        SEATSYNC_TRY(session.session_, store->begin_append());
        return session;
    }

    Result<void> append(const domain::ObservationBatch& batch) {
        if (!session_)
            return {};
        SEATSYNC_TRY(const auto counts, session_->append(batch));
        counts_ += counts;
        return {};
    }

    Result<std::optional<AppendCounts>> commit() {
        if (!session_)
            return std::optional<AppendCounts>();
        SEATSYNC_CHECK(session_->commit());
        return std::optional(counts_);
    }

  private:
    std::unique_ptr<AppendSession> session_;
    AppendCounts counts_;
};

}  // namespace

Result<ImportReport> import_market(MarketStore* store,
                                   const std::vector<std::unique_ptr<ObservationSource>>& sources,
                                   const ImportOptions& options, const SourceSinks& sinks) {
    ImportReport report;
    SEATSYNC_TRY(auto session, Session::begin(store));
    SourceSinks own;
    own.progress = sinks.progress;
    own.batch = [&](const domain::ObservationBatch& batch) { return session.append(batch); };
    own.reject = [&](const Reject& reject) -> Result<void> {
        ++report.rejected;
        if (report.first_rejects.size() < ImportReport::kFirstRejects)
            report.first_rejects.push_back(reject);
        return sinks.reject ? sinks.reject(reject) : Result<void>();
    };
    for (const auto& source : sources) {
        SEATSYNC_TRY(auto read, source->read(own));
        report.sources.push_back(std::move(read));
    }
    report.refusal = refusal_of(report, options.reject_share_max);
    if (report.refusal.empty()) {
        SEATSYNC_TRY(report.applied, session.commit());
    }
    return report;
}

}  // namespace seatsync::app
