// Reddit's data API: POST www.reddit.com/api/v1/access_token, and on oauth.reddit.com
// /r/{subreddit}/search and /r/{subreddit}/new. Facts: OAuth2 client credentials, Basic; a
// User-Agent is required; 100 requests a minute as an average over ten minutes, with X-Ratelimit
// headers; limit 25, at most 100; `after` is the name of the last post, null at the end; about 1000
// posts at most. Some posts were removed by moderators.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/subject_search.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kPageSize = 25;
constexpr std::size_t kPageSizeMax = 100;
constexpr std::size_t kListingMax = 1000;
constexpr seconds kTokenLives{3600};
constexpr double kShareRemoved = 0.02;
constexpr int kBase = 36;

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "reddit",
        .hosts = {"www.reddit.com", "oauth.reddit.com"},
        .example = "/api/v1/access_token?grant_type=client_credentials",
        .example_headers = {"Authorization: Basic eDp5", "User-Agent: linux:example:1.0"}};
    return info;
}

Response refused(unsigned status, std::string_view message) {
    return json_error(status, {{"message", message}, {"error", status}});
}

std::string name_of(const Post& post) {
    std::string digits(16, '\0');
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), post.number, kBase);
    return "t3_" + digits.substr(0, static_cast<std::size_t>(end.ptr - digits.data()));
}

/// The number of the post of that name; 0, before all posts, when it is none.
std::int64_t number_of(std::string_view name) {
    std::int64_t number = 0;
    if (name.starts_with("t3_"))
        (void)std::from_chars(name.data() + 3, name.data() + name.size(), number, kBase);
    return number;
}

/// The league that a subreddit is about; empty when there is no such subreddit.
std::string league_of(const std::string& subreddit) {
    static const std::map<std::string, std::string> kLeagues = {
        {"baseball", "mlb"}, {"mlb", "mlb"}, {"nba", "nba"}, {"nfl", "nfl"}};
    const auto found = kLeagues.find(subreddit);
    return found == kLeagues.end() ? std::string() : found->second;
}

hours back_of(const Request& request) {
    const std::string span = request.text("t");
    if (span == "hour")
        return hours(1);
    return span == "day" ? hours(24) : hours(7 * 24);
}

json::object post_of(const World& world, const Post& post, const std::string& subreddit) {
    const std::string name = name_of(post);
    const bool removed = world.chance("reddit removed", post.number) < kShareRemoved;
    constexpr std::int64_t kShift = 8 * 3600;  // `created` is ahead by that.
    const auto created = static_cast<double>(epoch_seconds(post.created_at));
    return {{"kind", "t3"},
            {"data",
             json::object{
                 {"id", name.substr(3)},
                 {"name", name},
                 {"subreddit", subreddit},
                 {"author", removed ? "[deleted]" : post.author},
                 {"title", post.title},
                 {"selftext", removed ? "[removed]" : post.text},
                 {"removed_by_category", removed ? json::value("moderator") : json::value(nullptr)},
                 {"score", post.likes},
                 {"ups", post.likes},
                 {"num_comments", post.comments},
                 {"edited", false},
                 {"created", created + static_cast<double>(kShift)},
                 {"created_utc", created},
                 {"permalink", "/r/" + subreddit + "/comments/" + name.substr(3) + "/"}}}};
}

Response listing(const Request& request, const World& world, std::vector<Post> posts) {
    posts.resize(std::min(posts.size(), kListingMax));
    if (const auto after = request.query_value("after"); after && !after->empty()) {
        const std::int64_t last = number_of(*after);
        std::erase_if(posts, [last](const Post& post) { return post.number >= last; });
    }
    const std::size_t size = std::min(request.count("limit", kPageSize), kPageSizeMax);
    const Page page = page_of(posts.size(), 0, std::max<std::size_t>(1, size));
    json::array children;
    for (const Post& post : elements_of(posts, page))
        children.push_back(post_of(world, post, request.segments[1]));
    const std::size_t items = children.size();
    return json_answer(
        {{"kind", "Listing"},
         {"data", json::object{{"modhash", nullptr},
                               {"dist", items},
                               {"children", std::move(children)},
                               {"after", page.last() ? json::value(nullptr)
                                                     : json::value(name_of(posts[page.end - 1]))},
                               {"before", nullptr}}}},
        items);
}

class Reddit final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (request.header("User-Agent").empty())
            return refused(429, "Too Many Requests");
        if (request.host == "www.reddit.com")
            return token(request, world);
        const std::string bearer = bearer_token(request);
        if (!desk_.is_valid(bearer, world.now()))
            return refused(401, "Unauthorized");
        const Quota::Use use = quota_.take(bearer, world.now());
        Response response = use.allowed ? found(request, world) : refused(429, "Too Many Requests");
        set_header(response, "X-Ratelimit-Used", std::to_string(use.used));
        set_header(response, "X-Ratelimit-Remaining", std::to_string(use.remaining) + ".0");
        set_header(response, "X-Ratelimit-Reset", std::to_string(use.wait.count()));
        return response;
    }

  private:
    Response token(const Request& request, const World& world) {
        if (!request.matches("/api/v1/access_token"))
            return refused(403, "Forbidden");
        const auto client = basic_credentials(request);
        if (!client || !is_good_key(client->name) || !is_good_key(client->secret))
            return refused(401, "Unauthorized");
        const auto asked = request.query_value("grant_type");
        if (asked.value_or(request.form_field("grant_type")) != "client_credentials")
            return json_error(400, {{"error", "unsupported_grant_type"}});
        return json_answer({{"access_token", desk_.issue("reddit", world.now(), kTokenLives)},
                            {"token_type", "bearer"},
                            {"expires_in", kTokenLives.count()},
                            {"scope", "*"}},
                           0);
    }

    static Response found(const Request& request, const World& world) {
        const bool searching = request.matches("/r/*/search");
        if (!searching && !request.matches("/r/*/new"))
            return refused(404, "Not Found");
        const std::string league = league_of(request.segments[1]);
        if (league.empty())
            return json_error(404,
                              {{"reason", "banned"}, {"message", "Not Found"}, {"error", 404}});
        const auto teams =
            searching ? teams_named_in(world, request.text("q"), league) : world.teams_of(league);
        const Instant now = world.now();
        return listing(request, world,
                       newest_posts(world, teams, now - back_of(request), Instant::max()));
    }

    TokenDesk desk_;
    Quota quota_{1000, minutes(10)};
};

}  // namespace

std::unique_ptr<Api> make_reddit() {
    return std::make_unique<Reddit>();
}

}  // namespace seatsync::emulator
