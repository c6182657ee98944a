#include "domain/money.hpp"

#include "base/checked.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace seatsync::domain {

namespace {

using base::int128;

const Currency kUsd = Currency::usd();

/// Small, large and extreme.
rc::Gen<std::int64_t> any_integer() {
    return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-1000, 1000),
                          rc::gen::arbitrary<std::int64_t>(),
                          rc::gen::element(std::numeric_limits<std::int64_t>::max(),
                                           std::numeric_limits<std::int64_t>::min()),
                          rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                                       [](std::int64_t v) { return v / 1'000'000; }));
}

rc::Gen<Rounding> any_rounding() {
    return rc::gen::element(Rounding::half_even, Rounding::toward_zero, Rounding::away_from_zero,
                            Rounding::down, Rounding::up);
}

int128 magnitude(int128 value) {
    return value < 0 ? -value : value;
}

/// Whether `cents` is product / divisor rounded so, by the definition of the rounding.
bool is_rounded(int128 cents, int128 product, int128 divisor, Rounding rounding) {
    if (divisor < 0) {
        product = -product;
        divisor = -divisor;
    }
    const int128 above = cents * divisor - product;  // By how much the answer is too large.
    if (magnitude(above) >= divisor)
        return false;
    switch (rounding) {
        case Rounding::half_even:
            return 2 * magnitude(above) < divisor ||
                   (2 * magnitude(above) == divisor && cents % 2 == 0);
        case Rounding::toward_zero:
            return product >= 0 ? above <= 0 : above >= 0;
        case Rounding::away_from_zero:
            return product >= 0 ? above >= 0 : above <= 0;
        case Rounding::down:
            return above <= 0;
        case Rounding::up:
            return above >= 0;
    }
    return false;
}

bool fits(int128 value) {
    return value <= std::numeric_limits<std::int64_t>::max() &&
           value >= std::numeric_limits<std::int64_t>::min();
}

TEST(MoneyProperty, ReadsWhatItWrites) {
    EXPECT_TRUE(rc::check("reads what it writes", [] {
        const Money money(*any_integer(), kUsd);
        RC_ASSERT(Money::parse(money.to_decimal(), kUsd, *any_rounding()).value() == money);
    }));
}

TEST(MoneyProperty, ModelNumbersOfWholeCentsAreThoseCents) {
    EXPECT_TRUE(rc::check("to_model, then from_model", [] {
        const Money money(*rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000), kUsd);
        RC_ASSERT(Money::from_model(money.to_model(), kUsd, *any_rounding()).value() == money);
    }));
}

TEST(MoneyProperty, ARatioIsRoundedByDefinitionOrRefused) {
    EXPECT_TRUE(rc::check("mul_ratio against 128 bits", [] {
        const std::int64_t cents = *any_integer();
        const std::int64_t numerator = *any_integer();
        const std::int64_t denominator =
            *rc::gen::suchThat(any_integer(), [](std::int64_t v) { return v != 0; });
        const Rounding rounding = *any_rounding();
        const auto money = mul_ratio(Money(cents, kUsd), numerator, denominator, rounding);
        const int128 product = int128{cents} * numerator;
        // A cent beside the cut quotient either way, at most.
        if (money)
            RC_ASSERT(is_rounded(money->cents(), product, denominator, rounding));
        else
            RC_ASSERT(!fits(magnitude(product / denominator) + 1));
    }));
}

TEST(MoneyProperty, AddingIsExactOrRefused) {
    EXPECT_TRUE(rc::check("add and subtract", [] {
        const std::int64_t a = *any_integer();
        const std::int64_t b = *any_integer();
        const auto sum = add(Money(a, kUsd), Money(b, kUsd));
        const auto difference = subtract(Money(a, kUsd), Money(b, kUsd));
        RC_ASSERT(sum.has_value() == fits(int128{a} + b));
        RC_ASSERT(difference.has_value() == fits(int128{a} - b));
        if (sum)
            RC_ASSERT(subtract(*sum, Money(b, kUsd)).value().cents() == a);
        if (difference)
            RC_ASSERT(add(*difference, Money(b, kUsd)).value().cents() == a);
    }));
}

}  // namespace

}  // namespace seatsync::domain
