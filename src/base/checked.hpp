#pragma once

#include <concepts>
#include <optional>

namespace seatsync::base {

__extension__ using int128 = __int128;

/// a + b, a - b, a * b, or nothing when the true result does not fit the type.
template <std::integral T>
[[nodiscard]] constexpr std::optional<T> checked_add(T a, T b) {
    T out{};
    return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional<T>(out);
}

template <std::integral T>
[[nodiscard]] constexpr std::optional<T> checked_sub(T a, T b) {
    T out{};
    return __builtin_sub_overflow(a, b, &out) ? std::nullopt : std::optional<T>(out);
}

template <std::integral T>
[[nodiscard]] constexpr std::optional<T> checked_mul(T a, T b) {
    T out{};
    return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional<T>(out);
}

}  // namespace seatsync::base
