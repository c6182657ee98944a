#include "http/problem.hpp"

#include "http/json_text.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>

namespace seatsync::http {

namespace {

struct StatusTitle {
    unsigned status;
    std::string_view title;
};

constexpr std::array kTitles = {
    StatusTitle{400, "Bad Request"},
    StatusTitle{404, "Not Found"},
    StatusTitle{405, "Method Not Allowed"},
    StatusTitle{408, "Request Timeout"},
    StatusTitle{409, "Conflict"},
    StatusTitle{413, "Content Too Large"},
    StatusTitle{415, "Unsupported Media Type"},
    StatusTitle{422, "Unprocessable Content"},
    StatusTitle{431, "Request Header Fields Too Large"},
    StatusTitle{500, "Internal Server Error"},
    StatusTitle{503, "Service Unavailable"},
    StatusTitle{504, "Gateway Timeout"},
};

}  // namespace

unsigned status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return 400;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::insufficient_data:
            return 422;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::deadline_exceeded:
            return 504;
        case ErrorCode::unavailable:
            return 503;
        case ErrorCode::corrupt_data:
        case ErrorCode::internal:
            return 500;
    }
    return 500;
}

std::string_view title_of(unsigned status) {
    const auto found = std::find_if(kTitles.begin(), kTitles.end(), [&](const StatusTitle& entry) {
        return entry.status == status;
    });
    return found == kTitles.end() ? "Error" : found->title;
}

Response problem(unsigned status, std::string_view kind, std::string_view detail,
                 std::string_view instance) {
    const boost::json::object document = {{"type", "urn:seatsync:problem:" + std::string(kind)},
                                          {"title", title_of(status)},
                                          {"status", status},
                                          {"detail", detail},
                                          {"instance", instance}};
    Response response = text_response(json_text(document), "application/problem+json");
    response.status = status;
    return response;
}

Response problem(const Error& error, std::string_view instance) {
    return problem(status_of(error.code), name_of(error.code), error.detail, instance);
}

}  // namespace seatsync::http
