#include "adapters/source_ticketmaster/discovery_query.hpp"

#include <fmt/format.h>

namespace seatsync::source_ticketmaster {

namespace {

using feed::JsonValue;

constexpr std::int64_t kReachable = 1000;  // page * size stays below it.

std::string joined(const std::optional<std::string>& code,
                   const std::optional<std::string>& words) {
    if (code && words)
        return fmt::format("{}: {}", *code, *words);
    return words.value_or(code.value_or(std::string()));
}

/// The text at the path; nothing when it is none.
std::optional<std::string> text_in(JsonValue json, std::string_view path) {
    const auto text = feed::text_at(json, path);
    return text ? *text : std::nullopt;
}

void add_paging_problem(std::int64_t total, feed::Answer& answer) {
    answer.items.push_back(
        {.key = "paging",
         .problem = fmt::format("page: {} events, of which the API serves the first {}; ask for "
                                "fewer days at once",
                                total, kReachable)});
}

Result<void> turn_page(JsonValue root, feed::Answer& answer) {
    SEATSYNC_TRY(const auto number, feed::integer_at(root, "page.number"));
    SEATSYNC_TRY(const auto size, feed::integer_at(root, "page.size"));
    SEATSYNC_TRY(const auto pages, feed::integer_at(root, "page.totalPages"));
    SEATSYNC_TRY(const auto total, feed::integer_at(root, "page.totalElements"));
    if (!number || !size || !pages || *number < 0 || *number >= kReachable || *size < 1 ||
        *size > kReachable || *number + 1 >= *pages || answer.items.empty())
        return {};
    if ((*number + 1) * *size < kReachable)
        answer.next = fmt::format("{}", *number + 1);
    else
        add_paging_problem(total.value_or(*pages * *size), answer);
    return {};
}

}  // namespace

feed::HttpRequest events_request(const std::string& base_url, const std::string& api_key,
                                 feed::Instant from, feed::Instant to, const std::string& page_size,
                                 const std::string& cursor) {
    return {.url = base_url + "/discovery/v2/events.json",
            .query = {{"apikey", api_key, true},
                      {"startDateTime", domain::format_utc(from)},
                      {"endDateTime", domain::format_utc(to)},
                      {"includeTBA", "yes"},
                      {"includeTBD", "yes"},
                      {"locale", "*"},
                      {"sort", "date,asc"},
                      {"size", page_size},
                      {"page", cursor.empty() ? "0" : cursor}}};
}

Result<feed::Answer> read_events(JsonValue root, const feed::ItemReader& read) {
    SEATSYNC_TRY(const auto events, feed::array_at(root, "_embedded.events"));
    feed::Answer answer;
    if (!events) {
        if (const std::string words = words_of_error(root); !words.empty())
            return fail(ErrorCode::unavailable,
                        fmt::format("an error under status 200: {}", words));
        if (!feed::find(root, "page"))
            return fail(ErrorCode::corrupt_data, "_embedded.events: it is missing");
        return answer;
    }
    answer.items = feed::read_items(events, "id", read);
    SEATSYNC_CHECK(turn_page(root, answer));
    return answer;
}

std::string words_of_error(JsonValue root) {
    if (const auto fault = feed::find(root, "fault"))
        return joined(text_in(*fault, "detail.errorcode"), text_in(*fault, "faultstring"));
    const auto errors = feed::array_at(root, "errors");
    if (!errors || !*errors || (*errors)->size() == 0)
        return {};
    const JsonValue first((*errors)->at(0));
    return joined(text_in(first, "code"), text_in(first, "detail"));
}

Error error_in(const feed::HttpResponse& response) {
    if (feed::is_html(response.body))
        return fail(ErrorCode::unavailable,
                    fmt::format("status {}: a page for people instead of JSON", response.status));
    const auto document = feed::JsonDocument::parse(response.body);
    return feed::error_by_status(response.status,
                                 document ? words_of_error(document->root()) : std::string());
}

}  // namespace seatsync::source_ticketmaster
