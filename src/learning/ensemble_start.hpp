#pragma once

#include "features/market_history.hpp"
#include "learning/horizon_model.hpp"
#include "learning/walk_forward.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

// How the ensemble of one horizon begins: with what its members' own fits on earlier games said of
// the latest ones (stacking on predictions out of fold).

/// An ensemble of so many members that has learned nothing; its cells are those of the outcomes of
/// `tasks`, which are of one horizon. Errors: insufficient_data without tasks; invalid_argument
/// without members.
[[nodiscard]] Result<OnlineEnsemble> untaught_ensemble(std::size_t members,
                                                       std::span<const Task> tasks);

/// What `tasks` ask and what came true, in their order; no member has said anything yet.
[[nodiscard]] std::vector<DatedQuestion> questions_of(const features::MarketHistory& history,
                                                      std::span<const Task> tasks,
                                                      std::size_t members);

/// Those of the questions that a member's fits were asked out of fold, with what they said.
/// `said`: by member, nullptr for one that was not fitted; its rows count the `tasks`.
[[nodiscard]] std::vector<DatedQuestion> questions_out_of_fold(
    std::span<const OutOfFold* const> said, const features::MarketHistory& history,
    std::span<const Task> tasks, const Support& support);

/// At the close, all questions about a game have one outcome: what comes true online is said by few
/// games, and makes intervals too narrow. There the answer's outer levels reach as far as those of
/// the members in the mean, each read as its own calibration says. Over days nothing changes.
void reach_as_calibrated(EnsembleQuestion& question, std::size_t member, const Distributions& said,
                         std::size_t row, const Calibration& calibration, domain::Horizon horizon);

}  // namespace seatsync::learning
