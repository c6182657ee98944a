#include "feed/basic_auth.hpp"

#include <cstdint>

namespace seatsync::feed {

namespace {

/// RFC 4648, section 4.
std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = i; j < i + 3; ++j)
            group = (group << 8U) | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0U);
        for (std::size_t digit = 0; digit < 4; ++digit)
            text += i + digit <= bytes.size() ? kDigits[(group >> (18U - 6U * digit)) & 63U] : '=';
    }
    return text;
}

}  // namespace

HttpField basic_auth(std::string_view name, std::string_view secret) {
    const std::string pair = std::string(name) + ":" + std::string(secret);
    return {"Authorization", "Basic " + base64(pair), true};
}

}  // namespace seatsync::feed
