#include "http/json_text.hpp"
#include "http/routes/parameters.hpp"
#include "http/routes/routes.hpp"
#include "http/shapes.hpp"

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

json::object quote_json(const domain::Quote& quote) {
    return {{"at", domain::format_utc(quote.event_at)},
            {"price", units(quote.get_in_cents)},
            {"median", units(quote.median_cents)},
            {"listings", or_null(quote.listings)},
            {"tickets", or_null(quote.tickets)}};
}

/// The quotes come ordered by series, then time: one array per run of equal series.
json::array grouped(const std::vector<domain::Quote>& quotes, const std::string& market) {
    json::array list;
    const domain::SeriesKey* current = nullptr;
    for (const auto& quote : quotes) {
        if (!market.empty() && quote.series.market != market)
            continue;
        if (current == nullptr || *current != quote.series) {
            current = &quote.series;
            list.push_back(series_json(quote.series));
            list.back().as_object()["quotes"] = json::array{};
        }
        list.back().as_object()["quotes"].as_array().push_back(quote_json(quote));
    }
    return list;
}

Result<Response> answer(const ApiContext& context, const Call& call) {
    SEATSYNC_TRY(const auto as_of, as_of_of(call, context.clock));
    SEATSYNC_TRY(const auto id, event_id_of(call));
    SEATSYNC_TRY(const auto event, context.store.event(id, as_of));
    SEATSYNC_TRY(const auto quotes, context.store.quotes(event.id, {}, as_of));
    const auto market = call.target.query_value("market").value_or("");
    return json_response(json_text(json::object{{"event_id", event.id.value()},
                                                {"as_of", domain::format_utc(as_of)},
                                                {"series", grouped(quotes, market)}}));
}

}  // namespace

Route event_quotes(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/events/{id}/quotes",
            .query = std::vector<std::string>{"as_of", "market"},
            .handle = [&context](const Call& call) { return answer(context, call); }};
}

}  // namespace seatsync::http::routes
