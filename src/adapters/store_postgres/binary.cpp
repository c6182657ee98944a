#include "adapters/store_postgres/binary.hpp"

#include "base/invariant.hpp"

#include <array>
#include <bit>
#include <limits>

namespace seatsync::store_postgres {

using domain::Instant;

namespace {

using namespace std::string_view_literals;

// 2000-01-01 in microseconds since 1970.
constexpr std::int64_t kEpoch = 946'684'800'000'000;

template <class Word>
void put_word(std::string& bytes, Word value) {
    std::array<char, sizeof(Word)> big_endian{};
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        big_endian[i] =
            static_cast<char>(static_cast<unsigned char>(value >> (8 * (sizeof(Word) - 1 - i))));
    bytes.append(big_endian.data(), big_endian.size());
}

void put_length(std::string& bytes, std::size_t length) {
    SEATSYNC_INVARIANT(length <= std::numeric_limits<std::int32_t>::max());
    put_word(bytes, static_cast<std::uint32_t>(length));
}

}  // namespace

void put(std::string& bytes, std::int64_t value) {
    put_length(bytes, 8);
    put_word(bytes, static_cast<std::uint64_t>(value));
}

void put(std::string& bytes, double value) {
    put_length(bytes, 8);
    put_word(bytes, std::bit_cast<std::uint64_t>(value));
}

void put(std::string& bytes, bool value) {
    put_length(bytes, 1);
    bytes.push_back(value ? '\1' : '\0');
}

void put(std::string& bytes, std::string_view value) {
    put_length(bytes, value.size());
    bytes.append(value);
}

void put(std::string& bytes, Instant value) {
    const std::int64_t since_1970 = value.time_since_epoch().count();
    const bool is_finite =
        value != Instant::max() && since_1970 >= Instant::min().time_since_epoch().count() + kEpoch;
    if (is_finite)
        put(bytes, since_1970 - kEpoch);
    else
        put(bytes, value == Instant::max() ? std::numeric_limits<std::int64_t>::max()
                                           : std::numeric_limits<std::int64_t>::min());
}

void put_null(std::string& bytes) {
    put_word(bytes, ~std::uint32_t{0});
}

void put_row_size(std::string& bytes, std::size_t columns) {
    put_word(bytes, static_cast<std::uint16_t>(columns));
}

std::string_view copy_header() {
    return "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"sv;
}

std::string_view copy_trailer() {
    return "\377\377"sv;
}

std::int64_t read_integer(std::string_view bytes) {
    SEATSYNC_INVARIANT(bytes.size() == 8);
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = (value << 8) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

double read_real(std::string_view bytes) {
    return std::bit_cast<double>(read_integer(bytes));
}

Instant read_time(std::string_view bytes) {
    const std::int64_t since_2000 = read_integer(bytes);
    if (since_2000 >= std::numeric_limits<std::int64_t>::max() - kEpoch)
        return Instant::max();
    if (since_2000 == std::numeric_limits<std::int64_t>::min())
        return Instant::min();
    return Instant(std::chrono::microseconds(since_2000 + kEpoch));
}

bool read_truth(std::string_view bytes) {
    SEATSYNC_INVARIANT(bytes.size() == 1);
    return bytes[0] != '\0';
}

}  // namespace seatsync::store_postgres
