#include "app/tables.hpp"

namespace seatsync::app {

namespace {

template <class Member>
Result<void> assign(Member& member, Result<Member> named) {
    if (!named)
        return fail(ErrorCode::corrupt_data, named.error().detail);
    member = *std::move(named);
    return {};
}

}  // namespace

Result<void> from_stored(std::string_view text, std::string& member) {
    member = text;
    return {};
}

Result<void> from_stored(std::string_view text, domain::EventId& member) {
    member = domain::EventId(std::string(text));
    return {};
}

Result<void> from_stored(std::string_view text, domain::Zone& member) {
    return assign(member, domain::Zone::named(text));
}

Result<void> from_stored(std::string_view text, domain::Currency& member) {
    return assign(member, domain::Currency::from_code(text));
}

Result<void> from_stored(std::string_view text, domain::PriceKind& member) {
    return assign(member, domain::price_kind_named(text));
}

Result<void> from_stored(std::string_view text, domain::EventStatus& member) {
    return assign(member, domain::event_status_named(text));
}

Result<void> from_stored(std::string_view text, domain::LinkState& member) {
    return assign(member, domain::link_state_named(text));
}

}  // namespace seatsync::app
