#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace seatsync::domain {

/// An ISO 4217 code of a currency whose minor unit is one hundredth (USD, EUR, MXN…).
class Currency {
  public:
    /// Errors: invalid_argument unless three capital letters of a known two-decimal currency; yen
    /// and dinar, which have no hundredths, are refused rather than misread.
    [[nodiscard]] static Result<Currency> from_code(std::string_view code);
    [[nodiscard]] static Currency usd() { return Currency({'U', 'S', 'D'}); }

    [[nodiscard]] std::string_view code() const { return {code_.data(), code_.size()}; }
    friend auto operator<=>(const Currency&, const Currency&) = default;

  private:
    explicit Currency(std::array<char, 3> code) : code_(code) {}
    std::array<char, 3> code_;
};

/// How a fraction of a cent becomes a cent. Named at each use, so that every rounding is a choice.
enum class Rounding {
    half_even,       ///< To the nearest cent, ties to the even one: for amounts that are added up.
    toward_zero,     ///< Cuts.
    away_from_zero,  ///< To the next cent outward.
    down,            ///< Toward minus infinity: what we receive.
    up,              ///< Toward plus infinity: what we pay.
};

/// An amount in integer cents of one currency. Arithmetic is checked: an overflow or two currencies
/// in one sum is an error, never a wrong number.
class Money {
  public:
    Money(std::int64_t cents, Currency currency) : cents_(cents), currency_(currency) {}

    /// Reads "12", "12.5", "-0.07", "1500.125" exactly, digit by digit; what lies below a cent is
    /// rounded as told. Errors: invalid_argument on anything else (also exponents, "nan", spaces),
    /// and on amounts beyond 64-bit cents.
    [[nodiscard]] static Result<Money> parse(std::string_view decimal, Currency currency,
                                             Rounding rounding);

    /// The nearest amount to a model's number. Errors: invalid_argument when it is not finite or
    /// out of range. `double` enters money here and nowhere else.
    [[nodiscard]] static Result<Money> from_model(double units, Currency currency,
                                                  Rounding rounding);

    [[nodiscard]] std::int64_t cents() const { return cents_; }
    [[nodiscard]] Currency currency() const { return currency_; }

    /// Units of the currency for use in features and models: 5862 cents are 58.62.
    [[nodiscard]] double to_model() const { return static_cast<double>(cents_) / 100.0; }

    /// "58.62", "-0.07": always two decimals, no currency sign.
    [[nodiscard]] std::string to_decimal() const;
    /// "$58.62" for USD, "58.62 EUR" for others.
    [[nodiscard]] std::string to_display() const;

    /// Unordered when the currencies differ.
    friend std::partial_ordering operator<=>(const Money& a, const Money& b);
    friend bool operator==(const Money&, const Money&) = default;

  private:
    std::int64_t cents_;
    Currency currency_;
};

/// Errors: invalid_argument when the currencies differ or the result does not fit.
[[nodiscard]] Result<Money> add(Money a, Money b);
[[nodiscard]] Result<Money> subtract(Money a, Money b);
/// money × numerator / denominator through 128 bits. Errors: invalid_argument when the denominator
/// is 0 or the result does not fit.
[[nodiscard]] Result<Money> mul_ratio(Money money, std::int64_t numerator, std::int64_t denominator,
                                      Rounding rounding);

}  // namespace seatsync::domain
