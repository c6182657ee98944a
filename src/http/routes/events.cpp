#include "http/json_text.hpp"
#include "http/routes/parameters.hpp"
#include "http/routes/routes.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

constexpr std::size_t kLimitDefault = 50;
constexpr std::size_t kLimitMax = 200;

Result<std::size_t> limit_of(const Call& call) {
    const auto text = call.target.query_value("limit");
    if (!text)
        return kLimitDefault;
    std::size_t limit = 0;
    const char* end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, limit);
    if (parsed.ec != std::errc{} || parsed.ptr != end || limit == 0 || limit > kLimitMax)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("limit: '{}' is not a whole number from 1 to {}",
                                text->substr(0, 20), kLimitMax));
    return limit;
}

/// Where the next page begins: after the event of this start and id, the order of the store.
struct Cursor {
    domain::Instant start;
    std::string id;
    friend auto operator<=>(const Cursor&, const Cursor&) = default;
};

Cursor cursor_at(const domain::Event& event) {
    return {.start = event.start, .id = event.id.value()};
}

std::string cursor_text(const Cursor& cursor) {
    return domain::format_utc(cursor.start) + "~" + cursor.id;
}

Result<std::optional<Cursor>> cursor_of(const Call& call) {
    const auto text = call.target.query_value("cursor");
    if (!text)
        return std::optional<Cursor>();
    const auto tilde = text->find('~');
    const auto start = domain::parse_instant(text->substr(0, tilde));
    if (tilde == std::string::npos || !start)
        return fail(ErrorCode::invalid_argument,
                    "cursor: not one that an earlier page gave as next_cursor");
    return std::optional(Cursor{.start = *start, .id = text->substr(tilde + 1)});
}

/// The series with a forecast, and beside them those that are quoted and could not be priced.
json::array all_series(const std::vector<app::SeriesForecast>& priced,
                       const std::vector<domain::Quote>& latest) {
    json::array list;
    for (const auto& series : priced) {
        list.push_back(last_quote_json(series.last));
        list.back().as_object()["forecast"] = forecast_json(series.horizons);
    }
    for (const auto& quote : latest) {
        const bool listed = std::any_of(priced.begin(), priced.end(), [&](const auto& series) {
            return series.last.series == quote.series;
        });
        if (listed)
            continue;
        list.push_back(last_quote_json(quote));
        list.back().as_object()["forecast"] = json::array{};
    }
    return list;
}

/// What cannot be said about one event stays with that event: it becomes its unpriced_reason.
Result<json::object> item(const ApiContext& context, const domain::Event& event,
                          domain::Instant as_of) {
    SEATSYNC_TRY(const auto latest, context.store.latest(event.id, as_of));
    const auto forecasts = context.forecaster.forecast(event.id, as_of);
    if (!forecasts && forecasts.error().code != ErrorCode::insufficient_data)
        spdlog::warn("event {}: no forecast: {}", event.id.value(), forecasts.error().detail);
    json::object object = event_json(event);
    object["series"] =
        all_series(forecasts ? *forecasts : std::vector<app::SeriesForecast>(), latest);
    object["unpriced_reason"] =
        forecasts ? json::value(nullptr) : json::value(forecasts.error().detail);
    if (forecasts)
        for (const auto& series : *forecasts)
            context.metrics.predictions_made(series.horizons.size());
    return object;
}

/// Events that begin after `as_of` and after the cursor, by start, then id: one more than the limit
/// when there is a further page.
Result<std::vector<domain::Event>> page(const ApiContext& context, const Call& call,
                                        domain::Instant as_of, std::size_t limit) {
    SEATSYNC_TRY(const auto cursor, cursor_of(call));
    app::EventFilter filter;
    filter.league = call.target.query_value("league").value_or("");
    filter.starts_from = cursor ? std::max(cursor->start, as_of) : as_of;
    SEATSYNC_TRY(auto events, context.store.events(filter, as_of));
    if (cursor)
        std::erase_if(events, [&](const auto& event) { return cursor_at(event) <= *cursor; });
    if (events.size() > limit + 1)
        events.erase(events.begin() + static_cast<std::ptrdiff_t>(limit) + 1, events.end());
    return events;
}

Result<Response> answer(const ApiContext& context, const Call& call) {
    SEATSYNC_TRY(const auto as_of, as_of_of(call, context.clock));
    SEATSYNC_TRY(const auto limit, limit_of(call));
    SEATSYNC_TRY(auto events, page(context, call, as_of, limit));
    json::value next = nullptr;
    if (events.size() > limit) {
        events.pop_back();
        next = cursor_text(cursor_at(events.back()));
    }
    json::array items;
    for (const auto& event : events) {
        SEATSYNC_TRY(auto object, item(context, event, as_of));
        items.push_back(std::move(object));
    }
    return json_response(json_text(json::object{{"events", std::move(items)},
                                                {"as_of", domain::format_utc(as_of)},
                                                {"model", model_json(context.forecaster.model())},
                                                {"next_cursor", std::move(next)}}));
}

}  // namespace

Route events(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/events",
            .query = std::vector<std::string>{"league", "limit", "cursor", "as_of"},
            .handle = [&context](const Call& call) { return answer(context, call); }};
}

}  // namespace seatsync::http::routes
