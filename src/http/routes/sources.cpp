#include "http/json_text.hpp"
#include "http/routes/routes.hpp"
#include "http/source_status_json.hpp"

namespace seatsync::http::routes {

namespace {

Result<Response> answer(const ApiContext& context) {
    boost::json::array list;
    if (context.statuses != nullptr) {
        SEATSYNC_TRY(list, source_statuses_json(*context.statuses));
    }
    return json_response(json_text(boost::json::object{{"sources", std::move(list)}}));
}

}  // namespace

Route sources(const ApiContext& context) {
    return {.method = "GET",
            .pattern = "/api/v1/sources",
            .query = std::vector<std::string>{},
            .handle = [&context](const Call&) { return answer(context); }};
}

}  // namespace seatsync::http::routes
