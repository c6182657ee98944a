#pragma once

#include "learning/online_ensemble.hpp"
#include "learning/price_model.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace seatsync::learning {

/// Several price models as one: an OnlineEnsemble for each horizon that starts with what it learned
/// from the members' own fits on earlier games, asked about the latest ones (stacking on
/// predictions out of fold).
class EnsembleModel {
  public:
    /// `members` were trained on the tasks of `history` that are answered by `as_of`, and outlive
    /// this. A horizon for which no member has a model has none. Errors: invalid_argument without
    /// members; insufficient_data when no horizon has a model.
    [[nodiscard]] static Result<EnsembleModel> from(std::vector<const PriceModel*> members,
                                                    const features::MarketHistory& history,
                                                    domain::Instant as_of);

    [[nodiscard]] bool has(domain::Horizon horizon) const;

    /// What the members say, one question per row of `x`. A member without a model for the horizon,
    /// or one that fails, says nothing. Errors: insufficient_data when the horizon has none.
    [[nodiscard]] Result<std::vector<EnsembleQuestion>> questions(domain::Horizon horizon,
                                                                  const Matrix& x) const;

    /// As it stands after training; a copy goes on learning. The horizon has a model.
    [[nodiscard]] const OnlineEnsemble& trained(domain::Horizon horizon) const;

  private:
    std::vector<const PriceModel*> members_;
    std::array<std::optional<OnlineEnsemble>, domain::kHorizons.size()> horizons_;
};

}  // namespace seatsync::learning
