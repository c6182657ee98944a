#include "http/routes/parameters.hpp"

#include <fmt/format.h>

namespace seatsync::http::routes {

Result<domain::Instant> as_of_named(const std::string& text, const base::Clock& clock) {
    const domain::Instant now = clock.now();
    if (text.empty())
        return now;
    auto instant = domain::parse_instant(text);
    if (!instant)
        return base::in_context(instant.error(), "as_of");
    if (*instant > now)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("as_of: {} lies after now ({})", domain::format_utc(*instant),
                                domain::format_utc(now)));
    return instant;
}

Result<domain::Instant> as_of_of(const Call& call, const base::Clock& clock) {
    return as_of_named(call.target.query_value("as_of").value_or(""), clock);
}

Result<domain::EventId> event_id_of(const Call& call) {
    auto id = domain::parse_event_id(call.param("id"));
    if (!id)
        return fail(ErrorCode::not_found, id.error().detail);
    return id;
}

}  // namespace seatsync::http::routes
