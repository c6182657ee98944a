#include "adapters/store_postgres/address.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>

namespace seatsync::store_postgres {

namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

bool is_address(std::string_view text) {
    return text.starts_with("postgres://") || text.starts_with("postgresql://");
}

std::map<std::string, std::string> settings_of(const PQconninfoOption* options) {
    std::map<std::string, std::string> settings;
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option)
        if (option->val != nullptr)
            settings.emplace(option->keyword, option->val);
    return settings;
}

/// "ann:se/cret@host": a password with a '/' of its own, of which libpq would make host, port and
/// name of the database, which are shown.
bool password_is_cut(std::string_view url) {
    const std::size_t begin = std::min(url.find("://") + 3, url.size());
    const std::size_t host_end = std::min(url.find_first_of("/?", begin), url.size());
    return url.find('@', host_end) != std::string_view::npos;
}

}  // namespace

Result<Address> Address::parse(const std::string& url) {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(url.c_str(), &problem));
    PQfreemem(problem);  // It repeats the URL, and with it the password.
    if (!options || !is_address(url) || password_is_cut(url))
        return fail(ErrorCode::invalid_argument,
                    "the database's address is not of the form "
                    "postgres://USER:PASSWORD@HOST:PORT/NAME (a password's own /, ?, # and @ are "
                    "written %2F, %3F, %23 and %40)");
    const auto settings = settings_of(options.get());
    const auto setting = [&](const char* name, std::string_view before) {
        const auto found = settings.find(name);
        return found == settings.end() || found->second.empty()
                   ? std::string()
                   : fmt::format("{}{}", before, found->second);
    };
    Address address;
    address.url_ = url;
    address.password_ = setting("password", "");
    const std::string user = setting("user", "");
    address.display_ =
        fmt::format("postgres://{}{}{}/{}", user.empty() ? "" : user + "@", setting("host", ""),
                    setting("port", ":"), setting("dbname", ""));
    return address;
}

std::string Address::covered(std::string text) const {
    if (password_.empty())
        return text;
    for (std::size_t at = text.find(password_); at != std::string::npos;
         at = text.find(password_, at + 3))
        text.replace(at, password_.size(), "***");
    return text;
}

}  // namespace seatsync::store_postgres
