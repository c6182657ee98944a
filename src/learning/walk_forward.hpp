#pragma once

#include "domain/time.hpp"
#include "learning/online_ensemble.hpp"
#include "learning/tasks.hpp"

#include <optional>
#include <span>
#include <vector>

namespace seatsync::learning {

/// A question with its moment, and its answer once that is known.
struct DatedQuestion {
    domain::Instant asked_at;
    std::optional<domain::Instant> known_at;  ///< When what came true was settled; never, perhaps.
    double log_ratio = 0;                     ///< What came true.
    EnsembleQuestion question = {};
};

/// When no later row can be the answer of a task any more: over h days, the nearest row to the
/// target time is only known at the end of the window, 1.25 h after the question.
[[nodiscard]] domain::Instant settled_at(const Task& task, domain::Instant asked_at);

/// Answers the questions in the order of time, each after all was learned that was known when it
/// was asked (an outcome received at that very moment included), and learns what is left until
/// `until`. The answers are in the order of `questions`; a question of which no member says
/// anything has none, and nothing is learned from it. Errors: those of OnlineEnsemble.
[[nodiscard]] Result<std::vector<std::optional<EnsembleAnswer>>> walk_forward(
    OnlineEnsemble& ensemble, std::span<const DatedQuestion> questions, domain::Instant until);

}  // namespace seatsync::learning
