#include "base/result.hpp"

#include <stdexcept>

namespace seatsync::base {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::insufficient_data:
            return "insufficient_data";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::deadline_exceeded:
            return "deadline_exceeded";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::corrupt_data:
            return "corrupt_data";
        case ErrorCode::internal:
            return "internal";
    }
    return "internal";
}

Error fail(ErrorCode code, std::string detail) {
    return Error{code, std::move(detail)};
}

Error in_context(const Error& error, std::string_view context) {
    return Error{error.code, std::string(context) + ": " + error.detail};
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
    throw std::runtime_error(std::string(name_of(error.code)) + ": " + error.detail + " (" +
                             where.file_name() + ":" + std::to_string(where.line()) + ")");
}

}  // namespace seatsync::base
