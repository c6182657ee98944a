#include "app/copy_stores.hpp"

#include <algorithm>
#include <map>

namespace seatsync::app {

namespace {

/// Appends batches and commits every so many rows.
class Copier {
  public:
    Copier(MarketStore& to, std::size_t rows_of_a_commit)
        : to_(to), rows_of_a_commit_(rows_of_a_commit) {}

    [[nodiscard]] Result<void> append(const domain::ObservationBatch& batch) {
        if (!session_) {
            SEATSYNC_TRY(session_, to_.begin_append());
        }
        SEATSYNC_TRY(const AppendCounts counts, session_->append(batch));
        applied_ += counts;
        uncommitted_ += batch.size();
        return uncommitted_ < rows_of_a_commit_ ? Result<void>() : commit();
    }
    [[nodiscard]] Result<void> commit() {
        if (!session_)
            return {};
        uncommitted_ = 0;
        const auto session = std::move(session_);
        return session->commit();
    }
    [[nodiscard]] const AppendCounts& applied() const { return applied_; }

  private:
    MarketStore& to_;
    std::size_t rows_of_a_commit_;
    std::unique_ptr<AppendSession> session_;
    std::size_t uncommitted_ = 0;
    AppendCounts applied_;
};

/// Goes through the rows of both databases once and says how far it has come.
class Walk {
  public:
    Walk(std::uint64_t total, const CopyProgress& progress) : total_(total), progress_(progress) {}
    void passed(std::size_t rows) {
        done_ += rows;
        progress_(done_, std::max(done_, total_));
    }

  private:
    std::uint64_t done_ = 0;
    std::uint64_t total_;
    const CopyProgress& progress_;
};

std::uint64_t sum_of(const RowCounts& counts) {
    std::uint64_t rows = 0;
    for (const auto& [table, count] : counts)
        rows += count;
    return rows;
}

Result<void> copy_market(MarketStore& from, MarketStore& to, std::size_t rows_of_a_commit,
                         CopyReport& report, Walk& walk) {
    Copier copier(to, rows_of_a_commit);
    const auto copy = [&](const domain::ObservationBatch& batch) -> Result<void> {
        add_to(report.from, batch);
        walk.passed(batch.size());
        return copier.append(batch);
    };
    SEATSYNC_CHECK(from.for_each_batch(copy));
    SEATSYNC_CHECK(copier.commit());
    report.applied = copier.applied();
    const auto read_back = [&](const domain::ObservationBatch& batch) -> Result<void> {
        add_to(report.to, batch);
        walk.passed(batch.size());
        return {};
    };
    return to.for_each_batch(read_back);
}

Result<void> add_models(const ModelStore& models, StoreSums& sums) {
    SEATSYNC_TRY(const auto listed, models.list());
    for (const StoredModel& bare : listed) {
        SEATSYNC_TRY(const StoredModel model, models.get(bare.id));
        add_to(sums, model);
    }
    return {};
}

/// One at a time, since payloads are large; oldest first, so that of models created at once the
/// same one stays the latest.
Result<void> copy_models(const ModelStore& from, ModelStore& to, CopyReport& report) {
    SEATSYNC_TRY(const auto listed, from.list());
    for (auto bare = listed.rbegin(); bare != listed.rend(); ++bare) {
        SEATSYNC_TRY(const StoredModel model, from.get(bare->id));
        add_to(report.from, model);
        SEATSYNC_CHECK(to.put(model));
    }
    return add_models(to, report.to);
}

/// All decisions by name of the models that they are about; adds them to the sums.
Result<std::map<std::string, std::vector<Promotion>>> promotions_in(const ModelStore& models,
                                                                    StoreSums& sums) {
    SEATSYNC_TRY(const auto listed, models.list());
    std::map<std::string, std::vector<Promotion>> by_name;
    for (const StoredModel& model : listed)
        by_name[model.name];
    for (auto& [name, promotions] : by_name) {
        SEATSYNC_TRY(promotions, models.promotions(name));
        for (const Promotion& promotion : promotions)
            add_to(sums, promotion);
    }
    return by_name;
}

/// Goes on where the target's decisions end. Where they were others they stay, and the sums differ.
Result<void> copy_promotions(const ModelStore& from, ModelStore& to, CopyReport& report) {
    SEATSYNC_TRY(const auto decided, promotions_in(from, report.from));
    for (const auto& [name, promotions] : decided) {
        SEATSYNC_TRY(const auto held, to.promotions(name));
        auto [next, differing] =
            std::mismatch(promotions.begin(), promotions.end(), held.begin(), held.end());
        if (differing != held.end())
            continue;
        for (; next != promotions.end(); ++next)
            SEATSYNC_CHECK(to.promote(next->model, next->at));
    }
    SEATSYNC_CHECK(promotions_in(to, report.to));
    return {};
}

Result<void> copy_statuses(const SourceStatusStore& from, SourceStatusStore& to,
                           CopyReport& report) {
    SEATSYNC_TRY(const auto statuses, from.load());
    SEATSYNC_CHECK(to.save(statuses));
    SEATSYNC_TRY(const auto copied, to.load());
    for (const StoredSourceStatus& status : statuses)
        add_to(report.from, status);
    for (const StoredSourceStatus& status : copied)
        add_to(report.to, status);
    return {};
}

}  // namespace

Result<CopyReport> copy_stores(StoreParts from, StoreParts to, const CopyProgress& progress,
                               std::size_t rows_of_a_commit) {
    SEATSYNC_TRY(const RowCounts counts, from.market.row_counts());
    Walk walk(2 * sum_of(counts), progress);
    CopyReport report{.applied = {}, .from = empty_sums(), .to = empty_sums()};
    SEATSYNC_CHECK(copy_market(from.market, to.market, rows_of_a_commit, report, walk));
    SEATSYNC_CHECK(copy_models(from.models, to.models, report));
    SEATSYNC_CHECK(copy_promotions(from.models, to.models, report));
    SEATSYNC_CHECK(copy_statuses(from.statuses, to.statuses, report));
    return report;
}

}  // namespace seatsync::app
