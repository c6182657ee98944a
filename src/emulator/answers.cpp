#include "emulator/answers.hpp"

#include "base/bytes.hpp"
#include "http/json_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <boost/algorithm/string/predicate.hpp>

#include <cctype>

namespace seatsync::emulator {

namespace {

using std::chrono::floor;
using std::chrono::seconds;

/// "2026-06-12T19:10:00"
std::string date_and_time(const domain::CivilTime& civil) {
    return fmt::format("{}T{:%H:%M:%S}", domain::format_date(civil.date),
                       floor<seconds>(civil.time_of_day));
}

std::string offset_text(seconds offset) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
    const auto size = minutes < 0 ? -minutes : minutes;
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace

Response json_answer(const boost::json::value& document, std::size_t items) {
    Response response = json_error(200, document);
    response.items = items;
    return response;
}

Response json_error(unsigned status, const boost::json::value& document) {
    return text_answer(status, http::json_text(document), "application/json");
}

Response text_answer(unsigned status, std::string body, std::string content_type) {
    return {.status = status,
            .headers = {{"Content-Type", std::move(content_type)}},
            .body = std::move(body)};
}

void set_header(Response& response, std::string name, std::string value) {
    for (auto& [old_name, old_value] : response.headers) {
        if (boost::algorithm::iequals(old_name, name)) {
            old_value = std::move(value);
            return;
        }
    }
    response.headers.emplace_back(std::move(name), std::move(value));
}

Response with_etag(Response response, seconds max_age) {
    set_header(response, "ETag", fmt::format("\"{:016x}\"", base::checksum(response.body)));
    set_header(response, "Cache-Control", fmt::format("public, max-age={}", max_age.count()));
    return response;
}

Page page_of(std::size_t total, std::size_t offset, std::size_t size) {
    const std::size_t begin = std::min(offset, total);
    return {begin, begin + std::min(size, total - begin), total};
}

boost::json::value amount(std::optional<std::int64_t> cents) {
    return http::units(cents);
}

boost::json::value or_null(std::optional<std::int64_t> value) {
    return http::or_null(value);
}

boost::json::value or_null(std::optional<double> value) {
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

std::string utc_z(Instant instant) {
    return utc_bare(instant) + "Z";
}

std::string utc_bare(Instant instant) {
    return date_and_time(domain::to_local(instant, domain::Zone::utc()));
}

std::string utc_minute(Instant instant) {
    return utc_bare(instant).substr(0, 16) + "Z";
}

std::string local_bare(Instant instant, const domain::Zone& zone) {
    return date_and_time(domain::to_local(instant, zone));
}

std::string local_with_offset(Instant instant, const domain::Zone& zone) {
    const domain::CivilTime civil = domain::to_local(instant, zone);
    return date_and_time(civil) + offset_text(civil.utc_offset);
}

std::string local_date(Instant instant, const domain::Zone& zone) {
    return local_bare(instant, zone).substr(0, 10);
}

std::string local_time(Instant instant, const domain::Zone& zone) {
    return local_bare(instant, zone).substr(11);
}

std::int64_t epoch_seconds(Instant instant) {
    return floor<seconds>(instant.time_since_epoch()).count();
}

std::string http_date(Instant instant) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(epoch_seconds(instant)));
}

std::string slug_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte))
            out += static_cast<char>(std::tolower(byte));
        else if (c != '\'' && !out.empty() && out.back() != '-')
            out += '-';
    }
    return out;
}

std::string uuid_of(std::string_view text) {
    const std::uint64_t high = base::checksum(text);
    const std::uint64_t low = base::checksum(std::string(text) + "/");
    return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF,
                       high & 0xFFF, low >> 52, low & 0xFFFFFFFFFFFF);
}

}  // namespace seatsync::emulator
