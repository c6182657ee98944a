#include "http/source_status_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace seatsync::http {

namespace {

Result<boost::json::object> object_of(const app::StoredSourceStatus& stored) {
    boost::system::error_code problem;
    boost::json::value document = boost::json::parse(stored.status_json, problem);
    if (problem || !document.is_object())
        return fail(ErrorCode::corrupt_data,
                    "the stored status of " + stored.source + " is no JSON object");
    boost::json::object object = std::move(document.as_object());
    object["source"] = stored.source;
    object["updated_at"] = domain::format_utc(stored.updated_at);
    return object;
}

}  // namespace

Result<boost::json::array> source_statuses_json(const app::SourceStatusStore& store) {
    SEATSYNC_TRY(const auto all, store.load());
    boost::json::array list;
    for (const app::StoredSourceStatus& stored : all) {
        SEATSYNC_TRY(auto object, object_of(stored));
        list.push_back(std::move(object));
    }
    return list;
}

}  // namespace seatsync::http
