#pragma once

#include "domain/event.hpp"

#include <vector>

namespace seatsync::features {

/// All versions of one event, by received_at.
struct EventHistory {
    std::vector<domain::Event> versions;
    /// What was known at `now`; nullptr before the first version was received.
    [[nodiscard]] const domain::Event* known_at(domain::Instant now) const;
    [[nodiscard]] const domain::Event& first() const { return versions.front(); }
};

}  // namespace seatsync::features
