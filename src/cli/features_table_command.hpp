#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

/// `seatsync features table`, below `seatsync features`.
void add_features_table(CLI::App& parent, Context& context);

}  // namespace seatsync::cli
