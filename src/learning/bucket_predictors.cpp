#include "learning/bucket_predictors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace seatsync::learning {

namespace {

constexpr std::array<double, 14> kBucketStartDays = {0,  1,  2,  3,  5,  7,  10,
                                                     14, 21, 30, 45, 60, 90, 150};
constexpr std::size_t kCellsPerSide = 25;
constexpr std::size_t kFewestInCell = 20;
constexpr std::size_t kFewestInBucket = 60;

std::size_t bucket_of(float days_to_event) {
    const auto after = std::upper_bound(kBucketStartDays.begin(), kBucketStartDays.end(),
                                        static_cast<double>(days_to_event));
    return after == kBucketStartDays.begin()
               ? 0
               : static_cast<std::size_t>(after - kBucketStartDays.begin() - 1);
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Outcomes by days to the event; a bucket with few outcomes is answered from its nearest
/// neighbours.
class BucketPredictor final : public Predictor {
  public:
    BucketPredictor(std::string_view name, bool drifts) : name_(name), drifts_(drifts) {}

    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] bool expects_moves() const override { return drifts_; }

    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        column_ = options.days_to_event_column;
        columns_ = train.x.columns;
        std::array<std::vector<double>, kBucketStartDays.size()> outcomes;
        for (const Samples* samples : {&train, &validation})
            for (std::size_t i = 0; i < samples->size(); ++i)
                outcomes[bucket_of(samples->x.row(i)[column_])].push_back(samples->log_ratio[i]);
        std::array<std::vector<double>, kBucketStartDays.size()> residuals;
        std::vector<double> all;
        for (std::size_t b = 0; b < outcomes.size(); ++b) {
            const std::vector<double> near = widened(outcomes, b);
            drift_[b] = drifts_ && !near.empty() ? median_of(near) : 0.0;
            for (const double outcome : near)
                residuals[b].push_back(outcome - drift_[b]);
            all.insert(all.end(), residuals[b].begin(), residuals[b].end());
        }
        SEATSYNC_TRY(Support support, Support::from(all, kCellsPerSide, kFewestInCell));
        support_ = std::make_shared<const Support>(std::move(support));
        for (std::size_t b = 0; b < residuals.size(); ++b)
            probabilities_[b] = shares_of_cells(residuals[b]);
        return {};
    }

    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        if (x.columns != columns_ || !support_)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} columns, {} were fitted", x.columns, columns_));
        std::vector<float> probabilities;
        std::vector<double> shifts;
        probabilities.reserve(x.rows() * support_->cells.size());
        for (std::size_t i = 0; i < x.rows(); ++i) {
            const std::size_t b = bucket_of(x.row(i)[column_]);
            probabilities.insert(probabilities.end(), probabilities_[b].begin(),
                                 probabilities_[b].end());
            shifts.push_back(drift_[b]);
        }
        return Distributions(support_, std::move(probabilities), std::move(shifts));
    }

    [[nodiscard]] Result<std::string> save() const override {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} is a baseline: it is refitted, not stored", name_));
    }
    [[nodiscard]] Result<void> load(std::string_view) override {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} is a baseline: it is refitted, not stored", name_));
    }

  private:
    using Outcomes = std::array<std::vector<double>, kBucketStartDays.size()>;

    /// The outcomes of a bucket and, until they are enough, of those around it.
    static std::vector<double> widened(const Outcomes& outcomes, std::size_t bucket) {
        std::vector<double> near = outcomes[bucket];
        for (std::size_t reach = 1; near.size() < kFewestInBucket && reach < outcomes.size();
             ++reach) {
            if (bucket >= reach)
                near.insert(near.end(), outcomes[bucket - reach].begin(),
                            outcomes[bucket - reach].end());
            if (bucket + reach < outcomes.size())
                near.insert(near.end(), outcomes[bucket + reach].begin(),
                            outcomes[bucket + reach].end());
        }
        return near;
    }

    [[nodiscard]] std::vector<float> shares_of_cells(const std::vector<double>& outcomes) const {
        std::vector<float> shares(support_->cells.size(), 0.0F);
        for (const double outcome : outcomes)
            shares[support_->cell_of(outcome)] += 1.0F;
        for (float& share : shares)
            share /= static_cast<float>(outcomes.size());
        return shares;
    }

    std::string_view name_;
    bool drifts_;
    std::size_t column_ = 0;
    std::size_t columns_ = 0;
    std::shared_ptr<const Support> support_;
    std::array<double, kBucketStartDays.size()> drift_{};
    std::array<std::vector<float>, kBucketStartDays.size()> probabilities_;
};

}  // namespace

std::unique_ptr<Predictor> make_last_value() {
    return std::make_unique<BucketPredictor>("last_value", false);
}

std::unique_ptr<Predictor> make_decay_curve() {
    return std::make_unique<BucketPredictor>("decay_curve", true);
}

}  // namespace seatsync::learning
