#include "domain/money.hpp"

#include "base/checked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::domain {

namespace {

using base::int128;

constexpr std::array<std::string_view, 30> kTwoDecimalCurrencies = {
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK",
    "EGP", "EUR", "GBP", "HKD", "HUF", "ILS", "INR", "MAD", "MXN", "MYR",
    "NOK", "NZD", "PHP", "PLN", "QAR", "RON", "SAR", "SEK", "USD", "ZAR"};

constexpr int128 kMax = std::numeric_limits<std::int64_t>::max();
constexpr int128 kMin = std::numeric_limits<std::int64_t>::min();

/// numerator / denominator (denominator > 0) as an integer.
int128 divide(int128 numerator, int128 denominator, Rounding rounding) {
    const int128 quotient = numerator / denominator;
    const int128 rest = numerator % denominator;
    if (rest == 0)
        return quotient;
    const int128 outward = numerator < 0 ? -1 : 1;
    const int128 twice = 2 * (rest < 0 ? -rest : rest);
    switch (rounding) {
        case Rounding::half_even:
            if (twice > denominator || (twice == denominator && quotient % 2 != 0))
                return quotient + outward;
            return quotient;
        case Rounding::toward_zero:
            return quotient;
        case Rounding::away_from_zero:
            return quotient + outward;
        case Rounding::down:
            return numerator < 0 ? quotient - 1 : quotient;
        case Rounding::up:
            return numerator > 0 ? quotient + 1 : quotient;
    }
    return quotient;
}

Result<Money> within_range(int128 cents, Currency currency) {
    if (cents > kMax || cents < kMin)
        return fail(ErrorCode::invalid_argument, "an amount of money is out of range");
    return Money(static_cast<std::int64_t>(cents), currency);
}

Error different_currencies(Money a, Money b) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} and {} cannot be added: the currencies differ", a.to_display(),
                            b.to_display()));
}

Error not_an_amount(std::string_view text) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is not a decimal amount of money", text.substr(0, 40)));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

Result<Currency> Currency::from_code(std::string_view code) {
    if (!std::binary_search(kTwoDecimalCurrencies.begin(), kTwoDecimalCurrencies.end(), code))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is not a known currency with hundredths (USD, EUR, …)",
                                code.substr(0, 10)));
    return Currency({code[0], code[1], code[2]});
}

Result<Money> Money::parse(std::string_view decimal, Currency currency, Rounding rounding) {
    std::string_view digits = decimal;
    const bool negative = !digits.empty() && digits.front() == '-';
    if (negative)
        digits.remove_prefix(1);
    // 10^30 fits 128 bits with room for the scaling below; longer texts are no ticket price.
    constexpr std::size_t kDigitsMax = 30;
    if (digits.empty() || digits.size() > kDigitsMax || !is_digit(digits.front()) ||
        !is_digit(digits.back()))
        return not_an_amount(decimal);
    int128 numerator = 0;
    int128 denominator = 1;
    bool after_point = false;
    for (const char c : digits) {
        if (c == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (!is_digit(c))
            return not_an_amount(decimal);
        numerator = numerator * 10 + (c - '0');
        if (after_point)
            denominator *= 10;
    }
    numerator *= negative ? -100 : 100;
    return within_range(divide(numerator, denominator, rounding), currency);
}

Result<Money> Money::from_model(double units, Currency currency, Rounding rounding) {
    // Beyond 2^53 cents a double no longer tells one cent from the next.
    if (!std::isfinite(units) || std::abs(units) > 9.0e13)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} is not an amount of money", units));
    // A model's number carries about 15 digits: six decimals of a cent keep what it knows, and a
    // value that was whole cents once (58.62) is whole cents again.
    constexpr std::int64_t kMicrocents = 1'000'000;
    const auto scaled = static_cast<int128>(std::llround(units * 100.0)) * kMicrocents;
    const double rest =
        (units * 100.0 - std::round(units * 100.0)) * static_cast<double>(kMicrocents);
    return within_range(divide(scaled + std::llround(rest), kMicrocents, rounding), currency);
}

std::string Money::to_decimal() const {
    const bool negative = cents_ < 0;
    const auto magnitude =
        negative ? 0 - static_cast<std::uint64_t>(cents_) : static_cast<std::uint64_t>(cents_);
    return fmt::format("{}{}.{:02}", negative ? "-" : "", magnitude / 100, magnitude % 100);
}

std::string Money::to_display() const {
    if (currency_ != Currency::usd())
        return fmt::format("{} {}", to_decimal(), currency_.code());
    const std::string text = to_decimal();
    return cents_ < 0 ? "-$" + text.substr(1) : "$" + text;
}

std::partial_ordering operator<=>(const Money& a, const Money& b) {
    if (a.currency_ != b.currency_)
        return std::partial_ordering::unordered;
    return a.cents_ <=> b.cents_;
}

Result<Money> add(Money a, Money b) {
    if (a.currency() != b.currency())
        return different_currencies(a, b);
    return within_range(int128{a.cents()} + b.cents(), a.currency());
}

Result<Money> subtract(Money a, Money b) {
    if (a.currency() != b.currency())
        return different_currencies(a, b);
    return within_range(int128{a.cents()} - b.cents(), a.currency());
}

Result<Money> mul_ratio(Money money, std::int64_t numerator, std::int64_t denominator,
                        Rounding rounding) {
    if (denominator == 0)
        return fail(ErrorCode::invalid_argument, "a ratio with denominator 0");
    int128 product = int128{money.cents()} * numerator;
    int128 divisor = denominator;
    if (divisor < 0) {
        product = -product;
        divisor = -divisor;
    }
    return within_range(divide(product, divisor, rounding), money.currency());
}

}  // namespace seatsync::domain
