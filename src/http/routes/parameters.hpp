#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"
#include "http/router.hpp"

namespace seatsync::http::routes {

/// The instant named by ?as_of=, else now. Errors: invalid_argument when it is no time, or lies
/// after now: what will be known then is not known yet.
[[nodiscard]] Result<domain::Instant> as_of_of(const Call& call, const base::Clock& clock);
/// The same for a text from elsewhere; empty means now.
[[nodiscard]] Result<domain::Instant> as_of_named(const std::string& text,
                                                  const base::Clock& clock);

/// The event named in the path. Errors: not_found when it cannot be an id.
[[nodiscard]] Result<domain::EventId> event_id_of(const Call& call);

}  // namespace seatsync::http::routes
