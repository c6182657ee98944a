// Sportradar: who may ask how often, and which feed a path names.
// Facts: /{nba|mlb|nfl/official}/{trial|production}/{version}/{language}/…json; key in the header
// x-api-key, of old in the query api_key; a trial allows one request a second and 1000 in 30 days,
// told by X-Plan-* headers; asking too fast is a 403 like a bad key, told apart by
// X-Mashery-Error-Code; bodies of errors are pieces of HTML under text/xml; an unknown service is
// 596. Today's headers and limits of a licence are not confirmed.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/apis/football_weeks.hpp"
#include "emulator/apis/sportradar_feeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace seatsync::emulator {

namespace {

constexpr std::chrono::seconds kMaxAge{120};
constexpr std::int64_t kTrialPerSecond = 1;
constexpr std::int64_t kTrialPerMonth = 1'000;
constexpr std::int64_t kLicensedPerSecond = 25;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "sportradar",
                              .hosts = {"api.sportradar.com", "api.sportradar.us"},
                              .example = "/nba/trial/v8/en/games/2026/06/12/schedule.json",
                              .example_headers = {"x-api-key: x"}};
    return info;
}

Response refused(unsigned status, const std::string& code, const std::string& words) {
    Response response = text_answer(status, "<h1>" + words + "</h1>", "text/xml");
    set_header(response, "X-Mashery-Error-Code", code);
    set_header(response, "X-Error-Detail-Header", words);
    return response;
}

Response service_not_found() {
    return refused(596, "ERR_596_SERVICE_NOT_FOUND", "596 Service Not Found");
}

/// A path taken apart.
struct Asked {
    std::string league = {};
    bool is_trial = false;
    std::vector<std::string> feed = {};  ///< {"games", "2026", "REG", "schedule.json"}
};

std::optional<Asked> asked_by(const Request& request, const World& world) {
    const auto& segments = request.segments;
    Asked asked{.league = segments.front()};
    const std::size_t access = asked.league == "nfl" ? 2 : 1;
    const bool is_known = std::ranges::find(world.leagues(), asked.league) != world.leagues().end();
    if (!is_known || segments.size() < access + 4 || (access == 2 && segments[1] != "official") ||
        (segments[access] != "trial" && segments[access] != "production"))
        return std::nullopt;
    asked.is_trial = segments[access] == "trial";
    asked.feed.assign(segments.begin() + static_cast<std::ptrdiff_t>(access) + 3, segments.end());
    return asked;
}

/// A whole number; -1 for anything else.
int number_in(const std::string& digits) {
    int number = -1;
    const char* const end = digits.data() + digits.size();
    const auto [last, problem] = std::from_chars(digits.data(), end, number);
    return problem == std::errc() && last == end ? number : -1;
}

using Feed = std::optional<SportradarFeed>;

Feed games_feed(const Asked& asked, const World& world) {
    const auto& path = asked.feed;
    if (path.back() != "schedule.json")
        return std::nullopt;
    const bool football = asked.league == "nfl";
    if (football && path.size() == 3 && path[1] == "current_week")
        return sportradar_week(world, football_week_at(world, world.now()));
    if (path.size() == 4)
        return sportradar_schedule(world, asked.league, number_in(path[1]), path[2]);
    if (path.size() != 5)
        return std::nullopt;
    if (football)
        return sportradar_week(world, number_in(path[3]));
    const auto day = domain::parse_date(fmt::format("{}-{}-{}", path[1], path[2], path[3]));
    return day ? Feed(sportradar_day(world, asked.league, *day)) : std::nullopt;
}

Feed feed_of(const Asked& asked, const World& world) {
    const auto& path = asked.feed;
    if (path.front() == "games")
        return games_feed(asked, world);
    const bool football = asked.league == "nfl";
    const std::string standings = football ? "standings/season.json" : "standings.json";
    const std::string rest = fmt::format("{}", fmt::join(path.begin() + 1, path.end(), "/"));
    if (path.front() == "seasons" && path.size() > 2 && rest == path[1] + "/REG/" + standings)
        return sportradar_standings(world, asked.league, number_in(path[1]));
    if (path.front() != "league")
        return std::nullopt;
    if (rest == "hierarchy.json")
        return sportradar_hierarchy(world, asked.league);
    if (rest == "injuries.json" && !football)
        return sportradar_injuries(world, asked.league);
    return std::nullopt;
}

class Sportradar final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const auto asked = asked_by(request, world);
        if (!asked)
            return service_not_found();
        const std::string key =
            request.query_value("api_key").value_or(request.header("x-api-key"));
        if (!is_good_key(key))
            return refused(403, "ERR_403_DEVELOPER_INACTIVE", "Developer Inactive");
        return asked->is_trial ? on_trial(*asked, key, world) : licensed(*asked, key, world);
    }

  private:
    Response on_trial(const Asked& asked, const std::string& key, const World& world) {
        const auto second = per_second_.take(key, world.now());
        if (!second.allowed)
            return too_fast(second);
        const auto month = per_month_.take(key, world.now());
        if (!month.allowed)
            return refused(403, "ERR_403_DEVELOPER_OVER_RATE", "Developer Over Rate");
        Response response = told(asked, world);
        set_header(response, "X-Plan-Qps-Allotted", std::to_string(second.limit));
        set_header(response, "X-Plan-Qps-Current", std::to_string(second.used));
        set_header(response, "X-Plan-Quota-Allotted", std::to_string(month.limit));
        set_header(response, "X-Plan-Quota-Current", std::to_string(month.used));
        return response;
    }

    Response licensed(const Asked& asked, const std::string& key, const World& world) {
        const auto second = licensed_per_second_.take(key, world.now());
        return second.allowed ? told(asked, world) : too_fast(second);
    }

    static Response too_fast(const Quota::Use& use) {
        Response response = refused(403, "ERR_403_DEVELOPER_OVER_QPS", "Developer Over Qps");
        set_header(response, "Retry-After", std::to_string(use.wait.count()));
        return response;
    }

    static Response told(const Asked& asked, const World& world) {
        const Feed feed = feed_of(asked, world);
        if (!feed)
            return text_answer(404, "<h1>Not Found</h1>", "text/xml");
        return with_etag(json_answer(feed->document, feed->items), kMaxAge);
    }

    Quota per_second_{kTrialPerSecond, std::chrono::seconds(1)};
    Quota per_month_{kTrialPerMonth, std::chrono::hours(24 * 30)};
    Quota licensed_per_second_{kLicensedPerSecond, std::chrono::seconds(1)};
};

}  // namespace

std::unique_ptr<Api> make_sportradar() {
    return std::make_unique<Sportradar>();
}

}  // namespace seatsync::emulator
