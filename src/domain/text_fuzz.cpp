#include "base/invariant.hpp"
#include "domain/event.hpp"
#include "domain/money.hpp"
#include "domain/time.hpp"

#include <cstdint>

/// What is read from text is written so that it reads as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::domain;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto money = Money::parse(text, Currency::usd(), Rounding::half_even))
        SEATSYNC_INVARIANT(
            Money::parse(money->to_decimal(), Currency::usd(), Rounding::down).value() == *money);
    if (const auto instant = parse_instant(text))
        SEATSYNC_INVARIANT(parse_instant(format_utc(*instant)).value() == *instant);
    if (const auto date = parse_date(text))
        SEATSYNC_INVARIANT(date->ok() && format_date(*date) == text);
    if (const auto id = parse_event_id(text))
        SEATSYNC_INVARIANT(id->value() == text && is_event_id(text));
    return 0;
}
