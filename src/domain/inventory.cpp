#include "domain/inventory.hpp"

#include "domain/text_fields.hpp"

#include <fmt/format.h>

namespace seatsync::domain {

namespace {

using Cents = std::optional<std::int64_t>;

bool any_not_positive(std::initializer_list<Cents> prices) {
    for (const Cents& cents : prices)
        if (cents && *cents <= 0)
            return true;
    return false;
}

Result<void> plain_seating(const TextFields& fields, const Seating& seating) {
    return fields.plain(
        {{"section", seating.section}, {"row", seating.row}, {"seats", seating.seats}});
}

/// What own listings and sales have in common.
template <class Own>
Result<void> validate_own(const TextFields& fields, const Own& own) {
    SEATSYNC_CHECK(fields.required({{"market", own.market}, {"id", own.id}}));
    SEATSYNC_CHECK(fields.plain({{"status", own.status}}));
    SEATSYNC_CHECK(plain_seating(fields, own.seating));
    if (!own.event.value().empty() && !is_event_id(own.event.value()))
        return fields.bad("its event id is not of the form namespace:id");
    if (own.quantity < 0)
        return fields.bad("the quantity is negative");
    return fields.in_order(own.event_at, own.received_at);
}

}  // namespace

Result<void> validate(const Ask& ask) {
    const TextFields fields("ask", ask.id);
    SEATSYNC_CHECK(fields.required({{"market", ask.series.market}, {"id", ask.id}}));
    SEATSYNC_CHECK(fields.plain({{"zone", ask.series.zone}}));
    SEATSYNC_CHECK(plain_seating(fields, ask.seating));
    if (!is_event_id(ask.series.event.value()))
        return fields.bad("its event id is not of the form namespace:id");
    if (any_not_positive({ask.price_cents, ask.face_cents}))
        return fields.bad("a price is not positive");
    if (ask.quantity <= 0)
        return fields.bad("the quantity is not positive");
    return fields.in_order(ask.event_at, ask.received_at);
}

Result<void> validate(const OwnListing& listing) {
    const TextFields fields("own listing", listing.id);
    if (any_not_positive({listing.list_cents, listing.seller_net_cents, listing.all_in_cents,
                          listing.face_cents}))
        return fields.bad("a price is not positive");
    return validate_own(fields, listing);
}

Result<void> validate(const OwnSale& sale) {
    return validate_own(TextFields("own sale", sale.id), sale);
}

}  // namespace seatsync::domain
