#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

// The commands below `seatsync learning`: rules of the forecaster on files of one's own.

void add_learning_combine(CLI::App& learning, Context& context);
void add_learning_conformal(CLI::App& learning, Context& context);
void add_learning_score(CLI::App& learning, Context& context);
void add_learning_shapley(CLI::App& learning, Context& context);

}  // namespace seatsync::cli
