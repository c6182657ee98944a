#pragma once

#include "domain/money.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>

namespace seatsync::http {

/// The document as text. Numbers are written the way people read them (58.62, where Boost's own
/// serialiser writes 5.862E1); a number that is not finite becomes null, since JSON has none.
[[nodiscard]] std::string json_text(const boost::json::value& document);

/// Cents as units of the currency: 5862 becomes 58.62; nothing becomes null.
[[nodiscard]] boost::json::value units(std::optional<std::int64_t> cents);

/// A model's price, rounded half-even to the hundredth.
[[nodiscard]] boost::json::value units(double model_price);

/// The value, or null.
[[nodiscard]] boost::json::value or_null(std::optional<std::int64_t> value);
/// The text, or null when it is empty.
[[nodiscard]] boost::json::value or_null(const std::string& text);

}  // namespace seatsync::http
