#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace seatsync::base {

/// What the caller should do about a failure; a closed set.
enum class ErrorCode {
    invalid_argument = 1,  ///< The request is wrong; do not retry it.
    not_found,             ///< No such entity.
    insufficient_data,     ///< The request is fine; what is known does not carry an honest answer.
    conflict,              ///< State moved under us; re-read, then retry the whole step.
    deadline_exceeded,     ///< Gave up waiting; the effect may still have happened.
    unavailable,           ///< Transient; retry with backoff.
    corrupt_data,          ///< Stored or received bytes make no sense; stop and tell a person.
    internal,              ///< A library failed in a way that is nobody's request.
};

/// The name of a code as it appears in answers, for instance "invalid_argument".
[[nodiscard]] std::string_view name_of(ErrorCode code);

/// An expected failure. `detail` says what, where and, if it helps, what to do; it holds names and
/// values, never secrets.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string detail;
    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error. `value()` on an error throws; check `has_value()` first or use
/// SEATSYNC_TRY.
template <class T = void>
using Result = boost::system::result<T, Error>;

[[nodiscard]] Error fail(ErrorCode code, std::string detail);

/// The same error with its place put in front: "snapshots.csv: line 3: …".
[[nodiscard]] Error in_context(const Error& error, std::string_view context);

/// Required by boost::system::result for value() on an error.
[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& where);

}  // namespace seatsync::base

namespace seatsync {
using base::Error;
using base::ErrorCode;
using base::fail;
using base::Result;
}  // namespace seatsync

#define SEATSYNC_CONCAT_(a, b) a##b
#define SEATSYNC_CONCAT(a, b) SEATSYNC_CONCAT_(a, b)

/// SEATSYNC_TRY(auto price, parse(text)); returns the error of `parse` from the enclosing function.
#define SEATSYNC_TRY(declaration, ...)                                      \
    auto SEATSYNC_CONCAT(seatsync_try_, __LINE__) = (__VA_ARGS__);          \
    if (!SEATSYNC_CONCAT(seatsync_try_, __LINE__).has_value())              \
        return std::move(SEATSYNC_CONCAT(seatsync_try_, __LINE__)).error(); \
    declaration = *std::move(SEATSYNC_CONCAT(seatsync_try_, __LINE__))

/// The same for a Result<void>, or for a value that is not wanted.
#define SEATSYNC_CHECK(...)                                                   \
    do {                                                                      \
        if (auto seatsync_check = (__VA_ARGS__); !seatsync_check.has_value()) \
            return std::move(seatsync_check).error();                         \
    } while (false)
