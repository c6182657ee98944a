// X API v2: /2/tweets/search/recent and /2/tweets/counts/recent. Facts: an app's bearer token; 450
// searches and 300 counts in 15 minutes with x-rate-limit headers; the last seven days; max_results
// 10 to 100; next_token; fields beside id and text only when asked for; `data` is absent when
// nothing was found; the first and the last hour of counts are broken ones. All posts of the world
// are original and in English.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/subject_search.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <charconv>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr hours kKept(7 * 24);
constexpr std::size_t kResultsMin = 10;
constexpr std::size_t kResultsMax = 100;
constexpr std::string_view kTokenMark = "b26v89c19zqg8o3f";

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "x",
                              .hosts = {"api.x.com", "api.twitter.com"},
                              .example = "/2/tweets/search/recent?query=Port%20Alder",
                              .example_headers = {"Authorization: Bearer x"}};
    return info;
}

Response problem(unsigned status, std::string_view title, std::string_view detail) {
    return json_error(
        status,
        {{"title", title}, {"detail", detail}, {"type", "about:blank"}, {"status", status}});
}

Response bad_request(std::string_view detail) {
    return problem(400, "Invalid Request", detail);
}

/// The id that X gives to what is posted then: the time above 22 bits.
std::int64_t id_of(const Post& post) {
    constexpr std::int64_t kEpochMs = 1'288'834'974'657;
    constexpr int kBitsBelow = 22;
    const auto ms = post.created_at.time_since_epoch() / milliseconds(1);
    return ((ms - kEpochMs) << kBitsBelow) + post.number % 100'000;
}

std::string with_milliseconds(Instant instant) {
    return utc_bare(instant) + ".000Z";
}

bool asks_for(const Request& request, std::string_view field) {
    return request.text("tweet.fields").find(field) != std::string::npos;
}

json::object post_of(const Request& request, const Post& post) {
    const std::string id = std::to_string(id_of(post));
    json::object told{{"id", id}, {"text", post.text}};
    told["edit_history_tweet_ids"] = json::array(1, json::value(id));
    if (asks_for(request, "created_at"))
        told["created_at"] = with_milliseconds(post.created_at);
    if (asks_for(request, "public_metrics"))
        told["public_metrics"] = {{"retweet_count", post.reposts},
                                  {"reply_count", post.comments},
                                  {"like_count", post.likes},
                                  {"quote_count", 0}};
    return told;
}

/// What of the week is asked for.
struct Span {
    Instant from;
    Instant to;
};

/// Nothing when it begins before the week that is kept.
std::optional<Span> span_of(const Request& request, Instant now) {
    const Span span{request.instant("start_time").value_or(now - kKept),
                    std::min(now, request.instant("end_time").value_or(now))};
    return span.from < now - kKept ? std::nullopt : std::optional(span);
}

/// The number of the last post of the page before; nothing for a token that was never given.
std::optional<std::int64_t> last_told(std::string_view token) {
    std::int64_t number = 0;
    if (!token.starts_with(kTokenMark))
        return std::nullopt;
    token.remove_prefix(kTokenMark.size());
    const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), number);
    return problem == std::errc() && end == token.data() + token.size() ? std::optional(number)
                                                                        : std::nullopt;
}

Response posts(const Request& request, const World& world, const Span& span) {
    const std::size_t size = request.count("max_results", kResultsMin);
    if (size < kResultsMin || size > kResultsMax)
        return bad_request("The `max_results` query parameter value is not between 10 and 100");
    auto found =
        newest_posts(world, teams_named_in(world, request.text("query")), span.from, span.to);
    if (const auto token = request.query_value("next_token")) {
        const auto last = last_told(*token);
        if (!last)
            return bad_request("The `next_token` query parameter value is not valid");
        std::erase_if(found, [&](const Post& post) { return post.number >= *last; });
    }
    const Page page = page_of(found.size(), 0, size);
    json::array data;
    for (const Post& post : elements_of(found, page))
        data.push_back(post_of(request, post));
    const std::size_t items = data.size();
    json::object meta{{"result_count", items}};
    if (items == 0)
        return json_answer({{"meta", std::move(meta)}}, 0);
    meta["newest_id"] = data.front().at("id");
    meta["oldest_id"] = data.back().at("id");
    if (!page.last())
        meta["next_token"] = fmt::format("{}{}", kTokenMark, found[page.end - 1].number);
    return json_answer({{"data", std::move(data)}, {"meta", std::move(meta)}}, items);
}

Response counts(const Request& request, const World& world, const Span& span) {
    if (const auto size = request.query_value("granularity"); size.value_or("hour") != "hour")
        return bad_request("The `granularity` query parameter value is not supported here");
    const Instant end = std::chrono::floor<minutes>(span.to);
    const auto teams = teams_named_in(world, request.text("query"));
    const auto found = newest_posts(world, teams, span.from, end);
    json::array data;
    std::size_t total = 0;
    for (Instant from = std::chrono::floor<minutes>(span.from); from < end;) {
        const Instant to = std::min<Instant>(end, std::chrono::floor<hours>(from) + hours(1));
        const auto count =
            static_cast<std::size_t>(std::ranges::count_if(found, [&](const Post& post) {
                return post.created_at >= from && post.created_at < to;
            }));
        total += count;
        data.push_back({{"start", with_milliseconds(from)},
                        {"end", with_milliseconds(to)},
                        {"tweet_count", count}});
        from = to;
    }
    const std::size_t items = data.size();
    return json_answer(
        {{"data", std::move(data)}, {"meta", json::object{{"total_tweet_count", total}}}}, items);
}

class X final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string token = bearer_token(request);
        if (!is_good_key(token))
            return problem(401, "Unauthorized", "Unauthorized");
        const bool counting = request.matches("/2/tweets/counts/recent");
        if (!counting && !request.matches("/2/tweets/search/recent"))
            return problem(404, "Not Found", "Not Found");
        const Quota::Use use = (counting ? counts_ : searches_).take(token, world.now());
        Response response = use.allowed ? found(request, world, counting) : too_many();
        set_header(response, "x-rate-limit-limit", std::to_string(use.limit));
        set_header(response, "x-rate-limit-remaining", std::to_string(use.remaining));
        set_header(response, "x-rate-limit-reset", std::to_string(epoch_seconds(use.reset)));
        return response;
    }

  private:
    static Response found(const Request& request, const World& world, bool counting) {
        if (request.text("query").empty())
            return bad_request("query: must not be empty");
        const auto span = span_of(request, world.now());
        if (!span)
            return bad_request("Invalid 'start_time': it must be within the last seven days");
        return counting ? counts(request, world, *span) : posts(request, world, *span);
    }

    static Response too_many() {
        json::array errors;
        errors.push_back(json::object{{"code", 88}, {"message", "Rate limit exceeded"}});
        return json_error(429, {{"errors", std::move(errors)}});
    }

    Quota searches_{450, minutes(15)};
    Quota counts_{300, minutes(15)};
};

}  // namespace

std::unique_ptr<Api> make_x() {
    return std::make_unique<X>();
}

}  // namespace seatsync::emulator
