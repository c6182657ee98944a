#pragma once

#include "emulator/api.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace seatsync::emulator {

/// Status 200 with this document, whose lists hold `items` items (see Response::items). Build it
/// with Boost.JSON values; what is unknown is nullptr.
[[nodiscard]] Response json_answer(const boost::json::value& document, std::size_t items);
/// Another status with a document.
[[nodiscard]] Response json_error(unsigned status, const boost::json::value& document);
[[nodiscard]] Response text_answer(unsigned status, std::string body, std::string content_type);
/// Sets or replaces a header.
void set_header(Response& response, std::string name, std::string value);

/// An answer that may be asked for again: adds ETag (from the body) and Cache-Control. A request
/// whose If-None-Match names it is answered 304, without items, by the switchboard.
[[nodiscard]] Response with_etag(Response response, std::chrono::seconds max_age);

/// Which elements of a list are on a page.
struct Page {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t total = 0;
    [[nodiscard]] bool last() const { return end >= total; }
};

/// The elements from `offset` on, at most `size`.
[[nodiscard]] Page page_of(std::size_t total, std::size_t offset, std::size_t size);

template <class T>
[[nodiscard]] std::span<const T> elements_of(const std::vector<T>& list, const Page& page) {
    return std::span<const T>(list).subspan(page.begin, page.end - page.begin);
}

/// 5862 becomes 58.62; nothing becomes null. The cents of the world are US dollars.
[[nodiscard]] boost::json::value amount(std::optional<std::int64_t> cents);
/// The number or the text, null when there is none.
[[nodiscard]] boost::json::value or_null(std::optional<std::int64_t> value);
[[nodiscard]] boost::json::value or_null(std::optional<double> value);

/// Text of an instant, in whole seconds.
[[nodiscard]] std::string utc_z(Instant instant);       ///< "2026-06-12T23:10:00Z"
[[nodiscard]] std::string utc_bare(Instant instant);    ///< "2026-06-12T23:10:00"
[[nodiscard]] std::string utc_minute(Instant instant);  ///< "2026-06-12T23:10Z"
/// "2026-06-12T19:10:00" on the wall of the venue.
[[nodiscard]] std::string local_bare(Instant instant, const domain::Zone& zone);
/// "2026-06-12T19:10:00-04:00"
[[nodiscard]] std::string local_with_offset(Instant instant, const domain::Zone& zone);
/// "2026-06-12" on the wall of the venue.
[[nodiscard]] std::string local_date(Instant instant, const domain::Zone& zone);
/// "19:10:00" on the wall of the venue.
[[nodiscard]] std::string local_time(Instant instant, const domain::Zone& zone);
[[nodiscard]] std::int64_t epoch_seconds(Instant instant);
/// "Fri, 12 Jun 2026 23:10:00 GMT"
[[nodiscard]] std::string http_date(Instant instant);

/// "port-alder-lanterns"
[[nodiscard]] std::string slug_of(std::string_view name);
/// "6f1c2a90-…": the same text gives the same.
[[nodiscard]] std::string uuid_of(std::string_view text);

}  // namespace seatsync::emulator
