#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace seatsync::base {

/// Builds a byte string of fixed-width little-endian numbers and length-prefixed texts. Doubles
/// keep every bit, which decimal formats do not promise.
class ByteWriter {
  public:
    void u64(std::uint64_t value);
    void f64(double value);
    void text(std::string_view value);

    [[nodiscard]] std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Reads what ByteWriter wrote. Errors: corrupt_data when the bytes end too soon or a length is
/// larger than what is left.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] Result<std::uint64_t> u64();
    [[nodiscard]] Result<double> f64();
    [[nodiscard]] Result<std::string_view> text();
    /// A count of items that take at least one byte each, so that a broken count reserves nothing.
    [[nodiscard]] Result<std::size_t> count();
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

/// Tells damaged bytes from those that were written; no defence against intent. FNV-1a, 64 bits.
/// Source: Fowler, Noll, Vo, Eastlake, The FNV Non-Cryptographic Hash Algorithm.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

}  // namespace seatsync::base
