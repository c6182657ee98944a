#pragma once

#include "learning/predictor.hpp"

namespace seatsync::testing {

/// Says that a price does what prices did, whatever the row, or that much more (log ratio). Soon
/// fitted, and can be stored. Its only input is the first one.
class FakePredictor final : public learning::Predictor {
  public:
    explicit FakePredictor(double more = 0) : more_(more) {}

    [[nodiscard]] std::string_view name() const override { return "fake"; }
    /// Errors: insufficient_data below 50 samples.
    [[nodiscard]] Result<void> fit(const learning::Samples& train,
                                   const learning::Samples& validation,
                                   const learning::FitOptions& options) override;
    [[nodiscard]] Result<learning::Distributions> predict(const learning::Matrix& x) const override;
    [[nodiscard]] Result<std::vector<double>> importance() const override;
    [[nodiscard]] Result<std::string> save() const override;
    [[nodiscard]] Result<void> load(std::string_view bytes) override;

  private:
    double more_;
    std::vector<double> log_ratios_;  ///< Quantiles of those seen, ascending.
};

[[nodiscard]] std::unique_ptr<learning::Predictor> make_fake_predictor();
/// Says that prices rise by half more than they did.
[[nodiscard]] std::unique_ptr<learning::Predictor> make_biased_predictor();

}  // namespace seatsync::testing
