#include "domain/context.hpp"

#include "domain/text_fields.hpp"

#include <fmt/format.h>

#include <cmath>

namespace seatsync::domain {

namespace {

bool is_in(const std::optional<double>& value, double low, double high) {
    return !value || (*value >= low && *value <= high);
}

}  // namespace

Result<void> validate(const Reading& reading) {
    const TextFields fields("reading", reading.subject);
    SEATSYNC_CHECK(fields.required(
        {{"source", reading.source}, {"subject", reading.subject}, {"measure", reading.measure}}));
    if (reading.value && !std::isfinite(*reading.value))
        return fields.bad("the value is not a finite number");
    return fields.in_order(reading.event_at, reading.received_at);
}

Result<void> validate(const Mention& mention) {
    const TextFields fields("mention", mention.id);
    SEATSYNC_CHECK(fields.required(
        {{"source", mention.source}, {"id", mention.id}, {"subject", mention.subject}}));
    if (!is_in(mention.tone, -1, 1))
        return fields.bad("the tone lies outside -1 to 1");
    if (mention.comments && *mention.comments < 0)
        return fields.bad("a count is negative");
    return fields.in_order(mention.event_at, mention.received_at);
}

Result<void> validate(const Availability& availability) {
    const TextFields fields("availability", availability.athlete);
    SEATSYNC_CHECK(fields.required({{"source", availability.source},
                                    {"league", availability.league},
                                    {"athlete", availability.athlete},
                                    {"status", availability.status}}));
    SEATSYNC_CHECK(fields.plain({{"team", availability.team}}));
    return fields.in_order(availability.event_at, availability.received_at);
}

Result<void> validate(const NearbyEvent& event) {
    const TextFields fields("nearby event", event.id);
    SEATSYNC_CHECK(fields.required({{"source", event.source}, {"id", event.id}}));
    SEATSYNC_CHECK(fields.plain({{"title", event.title}, {"category", event.category}}));
    if (event.latitude.has_value() != event.longitude.has_value() ||
        !is_in(event.latitude, -90, 90) || !is_in(event.longitude, -180, 180))
        return fields.bad("its place is not on the globe");
    if (event.attendance && *event.attendance < 0)
        return fields.bad("the attendance is negative");
    if (!is_in(event.rank, 0, 100))
        return fields.bad("the rank lies outside 0 to 100");
    if (event.end && *event.end < event.start)
        return fields.bad("it ends before it starts");
    return fields.in_order(event.event_at, event.received_at);
}

}  // namespace seatsync::domain
