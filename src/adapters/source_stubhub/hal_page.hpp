#pragma once

#include "domain/money.hpp"
#include "feed/source_api.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::source_stubhub {

/// An answer in application/hal+json: the list `_embedded.items`, or one resource by itself. `next`
/// is the number of the page after this one, when `_links.next` is there and the page holds items.
/// Errors: unavailable when it is an error under status 200; corrupt_data when it is neither.
[[nodiscard]] Result<feed::Answer> read_page(feed::JsonValue root, const feed::ItemReader& read);

/// The first element of the list, or the resource itself; nothing when the list is empty.
[[nodiscard]] std::optional<feed::JsonValue> first_item(feed::JsonValue root);

/// What an error body says, with the fields that it names; empty when it is none.
[[nodiscard]] std::string words_of_error(feed::JsonValue root);

struct Amount {
    std::int64_t cents = 0;  ///< > 0.
    domain::Currency currency = domain::Currency::usd();
};

/// {"amount": 12.5, "currency_code": "USD"}, or "currency" as older answers write it. Nothing where
/// there is none and where the amount is null or 0. Errors: corrupt_data for an amount without a
/// currency and a negative one, invalid_argument for a currency that is not of hundredths.
[[nodiscard]] Result<std::optional<Amount>> amount_at(feed::JsonValue json, std::string_view path);

}  // namespace seatsync::source_stubhub
