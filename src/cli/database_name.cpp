#include "cli/database_name.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace seatsync::cli {

namespace {

constexpr std::string_view kPasswordOption = "password=";

/// Where the address goes on after "postgres://", or after what may be meant by it; nothing for a
/// file.
std::optional<std::size_t> end_of_scheme(std::string_view database) {
    const std::size_t colon = database.find(":/");
    const bool is_scheme = colon != std::string_view::npos && colon > 0 &&
                           std::ranges::all_of(database.substr(0, colon), [](char sign) {
                               return sign >= 'a' && sign <= 'z';
                           });
    return is_scheme ? std::optional(colon + 1) : std::nullopt;
}

/// "user:secret" before the '@' becomes "user:***". Up to the last '@' anywhere, since a password
/// that was not written as a URL wants it may hold '/' and '?'.
void cover_user(std::string& address, std::size_t begin) {
    const std::size_t end = address.rfind('@');
    const std::size_t colon = address.find(':', begin);
    if (end != std::string::npos && colon < end)
        address.replace(colon + 1, end - colon - 1, "***");
}

/// "?password=secret" becomes "?password=***"; likewise sslpassword.
void cover_options(std::string& address) {
    std::size_t option = address.find(kPasswordOption);
    while (option != std::string::npos) {
        const std::size_t begin = option + kPasswordOption.size();
        const std::size_t end = std::min(address.find('&', begin), address.size());
        address.replace(begin, end - begin, "***");
        option = address.find(kPasswordOption, begin);
    }
}

}  // namespace

bool is_database_address(const std::string& database) {
    return database.starts_with("postgres://") || database.starts_with("postgresql://");
}

bool is_other_address(const std::string& database) {
    return end_of_scheme(database) && !is_database_address(database);
}

std::string shown_database(const std::string& database) {
    std::string shown = database;
    if (const auto begin = end_of_scheme(database)) {
        cover_user(shown, *begin);
        cover_options(shown);
    }
    return shown;
}

}  // namespace seatsync::cli
