#pragma once

#include "cli/context.hpp"

namespace seatsync::cli {

/// `seatsync features show`, below `seatsync features`.
void add_features_show(CLI::App& parent, Context& context);

}  // namespace seatsync::cli
