#include "base/bytes.hpp"

#include <bit>

namespace seatsync::base {

namespace {

constexpr std::size_t kWidth = sizeof(std::uint64_t);

Error cut_short() {
    return fail(ErrorCode::corrupt_data, "the bytes end before what they promise");
}

}  // namespace

void ByteWriter::u64(std::uint64_t value) {
    for (std::size_t i = 0; i < kWidth; ++i)
        bytes_.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

void ByteWriter::f64(double value) {
    u64(std::bit_cast<std::uint64_t>(value));
}

void ByteWriter::text(std::string_view value) {
    u64(value.size());
    bytes_.append(value);
}

Result<std::uint64_t> ByteReader::u64() {
    if (rest_.size() < kWidth)
        return cut_short();
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kWidth; ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    rest_.remove_prefix(kWidth);
    return value;
}

Result<double> ByteReader::f64() {
    SEATSYNC_TRY(const std::uint64_t bits, u64());
    return std::bit_cast<double>(bits);
}

Result<std::size_t> ByteReader::count() {
    SEATSYNC_TRY(const std::uint64_t size, u64());
    if (size > rest_.size())
        return cut_short();
    return static_cast<std::size_t>(size);
}

Result<std::string_view> ByteReader::text() {
    SEATSYNC_TRY(const std::size_t size, count());
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
}

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 1099511628211ULL;
    }
    return hash;
}

}  // namespace seatsync::base
