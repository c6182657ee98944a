#include "domain/ingestion.hpp"

#include "domain/text_fields.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::domain {

namespace {

constexpr std::array kStates = {LinkState::automatic, LinkState::queued, LinkState::accepted,
                                LinkState::rejected};
constexpr std::size_t kContentBytesMax = 16 * 1024;

}  // namespace

std::string_view name_of(LinkState state) {
    switch (state) {
        case LinkState::automatic:
            return "automatic";
        case LinkState::queued:
            return "queued";
        case LinkState::accepted:
            return "accepted";
        case LinkState::rejected:
            return "rejected";
    }
    return "queued";
}

Result<LinkState> link_state_named(std::string_view word) {
    for (const LinkState state : kStates)
        if (name_of(state) == word)
            return state;
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no link state (automatic, queued, accepted, rejected)",
                            word.substr(0, 40)));
}

Result<void> validate(const EventLink& link) {
    const TextFields fields("link", link.source_event.value());
    if (!is_event_id(link.source_event.value()) || !is_event_id(link.event.value()))
        return fields.bad("an event id is not of the form namespace:id");
    if (!(link.confidence >= 0.0 && link.confidence <= 1.0))
        return fields.bad("the confidence lies outside 0 to 1");
    return fields.plain({{"reason", link.reason}});
}

Result<void> validate(const Quarantined& quarantined) {
    const TextFields fields("quarantined item", quarantined.item);
    SEATSYNC_CHECK(fields.required({{"source", quarantined.source},
                                    {"item", quarantined.item},
                                    {"reason", quarantined.reason}}));
    if (quarantined.content.size() > kContentBytesMax)
        return fields.bad("its content is longer than 16 KiB");
    return {};
}

}  // namespace seatsync::domain
