#pragma once

#include "domain/money.hpp"

#include <string_view>

namespace seatsync::domain {

/// What a number of dollars means. A price without its kind is no price: "minimum price" is five
/// different numbers.
enum class PriceKind {
    seller_net,  ///< What reaches the seller after the marketplace's fees.
    list,        ///< What the seller asks, before the buyer's fees.
    all_in,      ///< What the buyer pays, fees included.
    face,        ///< What the organiser first sold it for.
    advertised,  ///< What a page showed; the source does not say whether fees are in it.
};

[[nodiscard]] std::string_view name_of(PriceKind kind);
/// Errors: invalid_argument when the word is none of the five.
[[nodiscard]] Result<PriceKind> price_kind_named(std::string_view word);

struct Price {
    Money amount;
    PriceKind kind;
    friend bool operator==(const Price&, const Price&) = default;
};

}  // namespace seatsync::domain
