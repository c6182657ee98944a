#pragma once

#include "feed/source_factory.hpp"

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::testing {

// What tests of sports sources look at, as texts that a failure shows.

/// A sighting, with the result that came beside it.
struct GameRow {
    std::string id = {};
    std::string league = {};
    std::string season = {};
    std::string category = {};
    std::string title = {};
    std::string home = {};
    std::string away = {};
    std::string venue = {};  ///< "Fenway Park", "Fenway Park, Boston" when the city is told
    std::string zone = "Etc/UTC";
    std::int64_t capacity = 0;  ///< 0: not told.
    std::string start = {};
    std::string status = {};      ///< "scheduled", or "scheduled, TBD".
    std::string local_date = {};  ///< Empty: not told.
    int game_number = 0;          ///< 0: not told.
    std::string score = {};       ///< Home and away, "5:4"; empty: no result.
    friend bool operator==(const GameRow&, const GameRow&) = default;
};
std::ostream& operator<<(std::ostream& out, const GameRow& row);

struct RecordRow {
    std::string league = {};
    std::string season = {};
    std::string team = {};
    std::optional<std::int64_t> wins = {};
    std::optional<std::int64_t> losses = {};
    std::optional<std::int64_t> wins_last10 = {};
    std::string event_at = {};
    friend bool operator==(const RecordRow&, const RecordRow&) = default;
};
std::ostream& operator<<(std::ostream& out, const RecordRow& row);

/// The first observation of the item, which is a sighting, and its result. Throws when it is not,
/// and when the result is of another event.
[[nodiscard]] GameRow game_of(const feed::Item& item);
/// The one observation of the item. Throws when it is no standing.
[[nodiscard]] RecordRow record_of(const feed::Item& item);

/// What the source, made without keys, reads in a body as the answer of this endpoint.
[[nodiscard]] Result<feed::Answer> answer_of(
    const feed::SourceFactory& factory, const std::string& endpoint, std::string_view body,
    domain::Instant now, const std::map<std::string, std::string>& parameters = {});

/// The answer; of an error, one with an item "error" whose problem it is.
[[nodiscard]] feed::Answer answer_or_problem(Result<feed::Answer> answer);

/// The problems of all items, one a line.
[[nodiscard]] std::string problems_of(const feed::Answer& answer);

/// Throws when the text is no time.
[[nodiscard]] domain::Instant instant(std::string_view text);

}  // namespace seatsync::testing
