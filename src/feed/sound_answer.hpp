#pragma once

#include "feed/source_api.hpp"

namespace seatsync::feed {

/// What every source promises of what it read: each item has a key, and either holds valid
/// observations, or names a problem or why it was passed over. For fuzzers and tests.
[[nodiscard]] bool is_sound(const Answer& answer);

}  // namespace seatsync::feed
