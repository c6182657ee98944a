#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::model_xgboost {

/// A dense matrix in XGBoost's own form, with class labels and starting margins.
/// `values`: rows × columns, NaN missing. `labels`: one class per row. `margins`: rows × classes.
class TrainingMatrix {
  public:
    [[nodiscard]] static Result<TrainingMatrix> make(std::span<const float> values,
                                                     std::size_t columns,
                                                     std::span<const float> labels,
                                                     std::span<const float> margins);

  private:
    friend class Booster;
    explicit TrainingMatrix(std::shared_ptr<void> handle) : handle_(std::move(handle)) {}
    std::shared_ptr<void> handle_;
};

/// Owns a booster of the XGBoost C API; its return codes become Errors here and nowhere else.
class Booster {
  public:
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    /// An empty booster that will be trained on `matrix`.
    [[nodiscard]] static Result<Booster> make(const TrainingMatrix& matrix,
                                              const Parameters& parameters);
    /// Errors: corrupt_data when the bytes are no booster.
    [[nodiscard]] static Result<Booster> load(std::string_view bytes);

    [[nodiscard]] Result<void> update(int round, const TrainingMatrix& train);
    /// Threads for predicting; 0 takes all cores. What is predicted does not depend on it.
    [[nodiscard]] Result<void> set_threads(std::size_t threads);
    /// Mean negative log-likelihood of the labels after `round`.
    [[nodiscard]] Result<double> log_loss(int round, const TrainingMatrix& validation) const;

    /// Raw margins of the first `rounds` rounds without the starting ones: rows × classes. Valid
    /// until the next call from the same thread; safe from any thread.
    [[nodiscard]] Result<std::span<const float>> margins(std::span<const float> values,
                                                         std::size_t columns,
                                                         std::size_t rounds) const;

    /// Total gain per column.
    [[nodiscard]] Result<std::vector<double>> gains(std::size_t columns) const;

    [[nodiscard]] Result<std::string> save() const;

  private:
    explicit Booster(std::shared_ptr<void> handle) : handle_(std::move(handle)) {}
    std::shared_ptr<void> handle_;
};

}  // namespace seatsync::model_xgboost
