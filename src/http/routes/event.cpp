#include "http/json_text.hpp"
#include "http/routes/parameters.hpp"
#include "http/routes/routes.hpp"
#include "http/shapes.hpp"

namespace seatsync::http::routes {

namespace {

Result<Response> answer(const ApiContext& context, const Call& call) {
    SEATSYNC_TRY(const auto as_of, as_of_of(call, context.clock));
    SEATSYNC_TRY(const auto id, event_id_of(call));
    SEATSYNC_TRY(const auto event, context.store.event(id, as_of));
    boost::json::object object = event_json(event);
    object["as_of"] = domain::format_utc(as_of);
    return json_response(json_text(object));
}

}  // namespace

Route event(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/events/{id}",
            .query = std::vector<std::string>{"as_of"},
            .handle = [&context](const Call& call) { return answer(context, call); }};
}

}  // namespace seatsync::http::routes
