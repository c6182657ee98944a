#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/forecast.hpp"
#include "learning/cell_correction.hpp"
#include "learning/distribution.hpp"
#include "learning/expert_weights.hpp"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace seatsync::learning {

/// What the members say of one question.
struct EnsembleQuestion {
    double days_to_event = 0;
    /// By member, the probabilities of the support's cells (Distributions::masses). A member whose
    /// numbers are not finite, below 0 or do not add to 1 says nothing.
    std::vector<std::vector<double>> masses;
    /// By member, a log ratio below and one above: the outer levels of the answer lie at least as
    /// far out as their means with the members' weights, whatever was learned. Empty: as was
    /// learned.
    std::vector<std::array<double, 2>> reach = {};
};

/// Log ratios at domain::kLevels; they do not decrease.
using LogRatios = std::array<double, domain::kLevels.size()>;

struct EnsembleAnswer {
    LogRatios log_ratios{};
    /// Of the members, mean over the levels, adding to 1; 0 for those that say nothing.
    std::vector<double> weights;
    /// What each member said, corrected; NaN for those that say nothing. `learn` judges these.
    std::vector<LogRatios> members;
};

/// The forecast of several predictors for one horizon, which learns from outcomes as they come in.
/// The cells of each member are corrected by how often they came true (CellCorrection); then each
/// level is a weighted mean of the members' quantiles, with weights that ML-Poly learns from the
/// pinball loss: half from the outcomes at about as many days to the event, half from all of them.
/// A member that breaks loses its weight within some fifty outcomes. Same inputs, same bits.
class OnlineEnsemble {
  public:
    /// `overlap`: how many questions share an outcome, about, 1 or more; the more, the less each
    /// says about how the cells must be corrected. Errors: invalid_argument without members.
    [[nodiscard]] static Result<OnlineEnsemble> make(std::size_t members,
                                                     std::shared_ptr<const Support> support,
                                                     double overlap = 1);

    [[nodiscard]] std::size_t members() const { return corrections_.size(); }
    [[nodiscard]] const Support& support() const { return *support_; }

    /// Errors: invalid_argument when there are not as many masses as members; insufficient_data
    /// when no member says anything.
    [[nodiscard]] Result<EnsembleAnswer> answer(const EnsembleQuestion& question) const;

    /// What came true after `answer` was given to `question`, however long ago. Errors:
    /// invalid_argument when it is not finite.
    [[nodiscard]] Result<void> learn(const EnsembleQuestion& question, const EnsembleAnswer& answer,
                                     double log_ratio);

    /// All that was learned, every bit.
    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<OnlineEnsemble> load(base::ByteReader& in);

  private:
    /// One for each level.
    using Weights = std::vector<ExpertWeights>;

    OnlineEnsemble() = default;
    [[nodiscard]] LogRatios quantiles(std::span<const double> masses) const;

    std::shared_ptr<const Support> support_;
    std::vector<CellCorrection> corrections_;  ///< By member.
    Weights everywhere_;
    std::vector<Weights> by_days_;
};

/// The forecast of a row whose newest price is `last_price` (> 0); its point is the median. Errors:
/// internal when it is no price.
[[nodiscard]] Result<domain::Forecast> forecast_of(const EnsembleAnswer& answer, double last_price);

}  // namespace seatsync::learning
