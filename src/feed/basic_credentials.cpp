#include "feed/basic_credentials.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <cstdint>

namespace seatsync::feed {

namespace {

std::string form_encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// RFC 4648, section 4.
std::string base64(std::string_view bytes) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= group.size() ? kLetters[bits >> (18U - 6U * k) & 63U] : '=';
    }
    return text;
}

}  // namespace

std::string basic_credentials(std::string_view id, std::string_view secret) {
    return "Basic " + base64(form_encoded(id) + ":" + form_encoded(secret));
}

}  // namespace seatsync::feed
