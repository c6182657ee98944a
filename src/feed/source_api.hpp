#pragma once

#include "domain/observation.hpp"
#include "feed/http_message.hpp"
#include "feed/json_fields.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace seatsync::feed {

using domain::Instant;

/// An event as a source shows it. Its id is "<source>:<the source's id>", its teams are written as
/// the source writes them; which game that is, is found out later.
struct Sighting {
    domain::Event event = {};  ///< The zone of the venue is UTC when the source does not tell it.
    /// At the venue, where it is told.
    std::optional<std::chrono::year_month_day> local_date = {};
    std::optional<int> game_number = {};  ///< Of a doubleheader, 1 or 2.
    friend bool operator==(const Sighting&, const Sighting&) = default;
};

using Observation =
    std::variant<Sighting, domain::Quote, domain::Ask, domain::TeamRecord, domain::GameResult,
                 domain::Reading, domain::Mention, domain::Availability, domain::NearbyEvent,
                 domain::OwnListing, domain::OwnSale>;

/// One thing that an answer lists. It either says something, or cannot be used, or is of no
/// interest; nothing is left out without saying why.
struct Item {
    std::string key = {};  ///< The provider's id of it, or its place in the list ("#3").
    std::vector<Observation> observations = {};
    std::string problem = {};      ///< Which field is wrong and how.
    std::string passed_over = {};  ///< Why it is of no interest: "a parking pass".
    std::string content = {};      ///< Of a problem: what was received, as text.
    friend bool operator==(const Item&, const Item&) = default;
};

/// What one page of an answer holds.
struct Answer {
    std::vector<Item> items = {};
    /// The cursor of the next page, for SourceApi::request; empty: the end.
    std::string next = {};
};

/// As domain::validate says of each kind; of a sighting its event counts.
[[nodiscard]] Result<void> validate(const Observation& observation);

using ItemReader = std::function<Result<void>(JsonValue element, Item& item)>;

/// Reads one element. It becomes an item with a problem when `read` fails on it, when an
/// observation is not valid, and when it neither says anything nor is passed over. `key_path`:
/// where the element holds its id; empty, or nothing there: `fallback_key`.
[[nodiscard]] Item read_item(JsonValue element, std::string_view key_path, const ItemReader& read,
                             std::string fallback_key = "#0");

/// The same for each element of a list; the key of one without an id is its place, "#3".
[[nodiscard]] std::vector<Item> read_items(const std::optional<JsonArray>& list,
                                           std::string_view key_path, const ItemReader& read);

enum class SourceKind { marketplace, sports, sentiment, context };
[[nodiscard]] std::string_view name_of(SourceKind kind);

/// So many requests in any stretch of time of this length.
struct RateLimit {
    std::int64_t requests = 0;
    std::chrono::seconds window{};
    friend bool operator==(const RateLimit&, const RateLimit&) = default;
};

/// "5/1s, 5000/1d". Errors: invalid_argument.
[[nodiscard]] Result<std::vector<RateLimit>> parse_rate_limits(std::string_view text);

struct SourceInfo {
    std::string name = {};   ///< "seatgeek": the namespace of its event ids too.
    std::string title = {};  ///< "SeatGeek Platform API v2"
    SourceKind kind = SourceKind::marketplace;
    std::string terms = {};  ///< What its terms forbid or demand; empty when nothing is known.
    std::vector<RateLimit> limits = {};     ///< None: unlimited.
    std::vector<std::string> missing = {};  ///< Settings without which it is unconfigured.
    std::chrono::milliseconds timeout{10'000};
};

/// A place on the map.
struct Place {
    double latitude = 0;  ///< Degrees.
    double longitude = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// What is followed: the open games, and what is known of them.
struct Watch {
    std::vector<std::string> leagues = {};     ///< "mlb"; sorted.
    std::vector<domain::Event> games = {};     ///< Open, by start.
    std::map<std::string, Place> venues = {};  ///< By name of the venue.
};

/// The start of the first game of the league at `from` or after it.
[[nodiscard]] std::optional<Instant> next_start_of(const Watch& watch, std::string_view league,
                                                   Instant from);

/// One thing that is asked for again and again, over as many pages as it takes.
struct Task {
    std::string key = {};       ///< Unique within the source: "events/mlb".
    std::string endpoint = {};  ///< Which of the source's questions it is.
    std::map<std::string, std::string> parameters = {};  ///< What request and parse need to know.
    std::chrono::seconds period{3600};       ///< Between two askings, far from the games.
    std::chrono::seconds period_min{3600};   ///< The same when the next game is near.
    std::optional<Instant> next_start = {};  ///< Of the first game it is about.
    int priority = 0;                        ///< Greater goes first.

    /// The parameter; empty when there is none.
    [[nodiscard]] std::string parameter(const std::string& name) const;
};

/// A bearer token, and how long it lives.
struct Token {
    std::string value = {};
    std::chrono::seconds lifetime{};
};

/// How one API is asked and read. Pure: no I/O, no clock, no state; what does the asking is
/// feed::Fetcher. Each adapter `source_<name>` is one of these.
class SourceApi {
  public:
    virtual ~SourceApi() = default;

    [[nodiscard]] virtual const SourceInfo& info() const = 0;

    /// What to ask about the watched games, now.
    [[nodiscard]] virtual std::vector<Task> tasks(const Watch& watch, Instant now) const = 0;

    /// The request of one page; `cursor` is empty for the first, else Answer::next of the page
    /// before. Keys are in it; a bearer token is put in by the fetcher.
    [[nodiscard]] virtual HttpRequest request(const Task& task, const std::string& cursor,
                                              Instant now) const = 0;

    /// Reads the body of a good answer (status 200). Of the task, endpoint and parameters count;
    /// the parameter "cursor" is the cursor of this page, for answers that do not tell which they
    /// are. Errors: unavailable for a page in place of JSON, and for an error that came with status
    /// 200; corrupt_data when the whole makes no sense. A bad part of it is an item with a problem.
    [[nodiscard]] virtual Result<Answer> parse(const Task& task, std::string_view body,
                                               Instant received_at) const = 0;

    /// What an answer that is no success means: the code says what to do, the detail holds the
    /// provider's own words. invalid_argument: the request or the key is wrong; unavailable: later.
    [[nodiscard]] virtual Error error_of(const HttpResponse& response) const;

    /// The request for a bearer token; nothing where none is needed.
    [[nodiscard]] virtual std::optional<HttpRequest> token_request() const { return std::nullopt; }
    /// Reads its answer. Errors: corrupt_data.
    [[nodiscard]] virtual Result<Token> parse_token(std::string_view body) const;

    /// The endpoint whose answer a body looks like: for reading recorded files. Errors:
    /// invalid_argument when it is none of them.
    [[nodiscard]] virtual Result<std::string> endpoint_of(std::string_view body) const = 0;
};

/// By status alone: 401 and 403 ask for another key, 404 is not_found, 429 and 5xx are unavailable,
/// other 4xx invalid_argument. `words` are the provider's own; empty when it has none.
[[nodiscard]] Error error_by_status(int status, std::string_view words);

}  // namespace seatsync::feed
