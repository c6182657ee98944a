#pragma once

#include "learning/member_part.hpp"
#include "learning/online_ensemble.hpp"
#include "learning/price_model.hpp"
#include "learning/walk_forward.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// What forecasts of several predictors are called that are one.
inline constexpr std::string_view kEnsembleName = "ensemble";

/// Of the bytes of EnsembleModel::save; others are refused. Earlier formats held one PriceModel.
inline constexpr std::uint32_t kEnsembleFormat = 3;

/// One of the models that an ensemble is made of. Without any horizon it says nothing: there were
/// too few past games for it.
struct EnsembleMember {
    std::string name;
    PriceModel model;
};

/// What the members say of several rows.
struct MembersSaid {
    std::vector<EnsembleQuestion> questions;  ///< One per row.
    std::vector<std::string> failures;  ///< By member, why it says nothing at all; empty: it does.
};

/// Several price models as one: an OnlineEnsemble for each horizon, which starts with what it
/// learned from the members' own fits on earlier games.
class EnsembleModel {
  public:
    /// Trains a price model of each kind, as PriceModel::train. A member with too few past games
    /// says nothing; all of them: insufficient_data. Errors: invalid_argument without members;
    /// those of the predictors.
    [[nodiscard]] static Result<EnsembleModel> train(std::span<const PredictorKind> kinds,
                                                     const features::MarketHistory& history,
                                                     const features::FeatureTable& table,
                                                     const TrainOptions& options);

    /// `members` were trained on the tasks of `history` that are answered by `as_of`. A horizon for
    /// which no member has a model has none. Errors: invalid_argument without members;
    /// insufficient_data when no horizon has a model.
    [[nodiscard]] static Result<EnsembleModel> from(std::vector<EnsembleMember> members,
                                                    const features::MarketHistory& history,
                                                    domain::Instant as_of);

    [[nodiscard]] bool has(domain::Horizon horizon) const;
    [[nodiscard]] std::span<const EnsembleMember> members() const { return members_; }
    /// Rows of the member and the horizon with the most.
    [[nodiscard]] std::size_t training_rows() const;
    /// Mean share of each feature over the members that tell one; empty when none does.
    [[nodiscard]] Result<std::vector<double>> importance() const;

    /// Asks the members. One without a model for the horizon, or one that fails, says nothing.
    /// Errors: insufficient_data when the horizon has none.
    [[nodiscard]] Result<MembersSaid> ask(domain::Horizon horizon, const Matrix& x) const;

    /// Asks them what `tasks` of a horizon asked; `table` holds the features of their rows. The
    /// questions come in the order of the tasks, with what came true. Errors: those of `ask`.
    [[nodiscard]] Result<std::vector<DatedQuestion>> ask_again(
        domain::Horizon horizon, const features::MarketHistory& history,
        const features::FeatureTable& table, std::span<const Task> tasks) const;

    /// The members' parts in an answer to one of the questions that were asked together.
    [[nodiscard]] std::vector<MemberPart> parts_of(const EnsembleAnswer& answer,
                                                   const MembersSaid& said) const;
    /// "xgboost: …; microstructure: …": why no member says anything of a question.
    [[nodiscard]] std::string silence(const MembersSaid& said) const;

    /// As it stands after training; a copy goes on learning. The horizon has a model.
    [[nodiscard]] const OnlineEnsemble& trained(domain::Horizon horizon) const;

    /// Format, checksum of what follows, the members' names and bytes, then the horizons.
    [[nodiscard]] Result<std::string> save() const;
    /// Errors: corrupt_data when a byte is missing or another one; conflict when the model has
    /// another format, a member that is none of `kinds`, or other features than the catalogue.
    [[nodiscard]] static Result<EnsembleModel> load(std::span<const PredictorKind> kinds,
                                                    std::string_view bytes);

  private:
    std::vector<EnsembleMember> members_;
    std::array<std::optional<OnlineEnsemble>, domain::kHorizons.size()> horizons_;
};

}  // namespace seatsync::learning
