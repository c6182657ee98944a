#pragma once

#include "emulator/api.hpp"

#include <string>
#include <string_view>

namespace seatsync::emulator {

/// What is said of an answer beside its own headers.
struct WireOptions {
    Instant date;            ///< Of the provider's clock.
    bool keep_alive = true;  ///< Else the connection is closed after it.
    bool head = false;       ///< The request was HEAD: the body is not sent.
};

/// The bytes of an answer, status line to last byte. Any status from 100 to 999.
[[nodiscard]] std::string wire_bytes(const Response& response, const WireOptions& options);

/// In the gzip format (RFC 1952).
[[nodiscard]] std::string gzip(std::string_view text);

/// Whether a reader takes gzip: the word stands in Accept-Encoding, without a weight of 0.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

}  // namespace seatsync::emulator
