// NewsAPI.org v2 as the developer plan gets it: /v2/everything. Facts: the key in X-Api-Key,
// Authorization or apiKey, else 401 with a code; pageSize 100, page from 1, no more than 100
// results (426); 100 requests a day, 50 in twelve hours (429); articles come 24 hours late and
// reach back a month. Withdrawn articles keep their place with the title "[Removed]".

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/subject_search.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t kPageSizeMax = 100;
constexpr std::size_t kResultsMax = 100;
constexpr days kLate{1};
constexpr days kKept{30};
constexpr double kShareRemoved = 0.03;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "newsapi",
                              .hosts = {"newsapi.org"},
                              .example = "/v2/everything?q=Port%20Alder",
                              .example_headers = {"X-Api-Key: x"}};
    return info;
}

Response refused(unsigned status, std::string_view code, std::string_view message) {
    return json_error(status, {{"status", "error"}, {"code", code}, {"message", message}});
}

std::string key_of(const Request& request) {
    for (const std::string& key :
         {request.header("X-Api-Key"), bearer_token(request), request.header("Authorization")})
        if (!key.empty())
            return key;
    return request.text("apiKey");
}

json::object withdrawn() {
    return {{"source", json::object{{"id", nullptr}, {"name", "[Removed]"}}},
            {"author", nullptr},
            {"title", "[Removed]"},
            {"description", "[Removed]"},
            {"url", "https://removed.com"},
            {"urlToImage", nullptr},
            {"publishedAt", "1970-01-01T00:00:00Z"},
            {"content", "[Removed]"}};
}

json::object article_of(const World& world, const Article& article) {
    if (world.chance("newsapi removed", article.number) < kShareRemoved)
        return withdrawn();
    return {{"source", json::object{{"id", nullptr}, {"name", article.source}}},
            {"author", article.author},
            {"title", article.title},
            {"description", article.description},
            {"url", article.url},
            {"urlToImage", nullptr},
            {"publishedAt", utc_z(article.published_at)},
            {"content", article.description + " [+1200 chars]"}};
}

/// Newest first.
std::vector<Article> articles_of(const Request& request, const World& world) {
    const Instant late = world.now() - kLate;
    const Instant from = request.instant("from").value_or(world.now() - kKept);
    const Instant to = std::min(late, request.instant("to").value_or(late));
    std::vector<Article> all;
    for (const Team* team : teams_named_in(world, request.text("q")))
        std::ranges::move(articles_about(world, *team, from, to + std::chrono::microseconds(1)),
                          std::back_inserter(all));
    std::ranges::stable_sort(all, std::ranges::greater{}, &Article::published_at);
    return all;
}

Response everything(const Request& request, const World& world) {
    if (request.text("q").empty())
        return refused(400, "parametersMissing",
                       "Required parameters are missing, the scope of your search is too broad.");
    if (request.instant("from").value_or(world.now()) < world.now() - kKept)
        return refused(426, "parameterInvalid",
                       "You are trying to request results too far in the past.");
    const std::size_t number = std::max<std::size_t>(1, request.count("page", 1));
    const std::size_t size = std::min(request.count("pageSize", kPageSizeMax), kPageSizeMax);
    if (number * size > kResultsMax)
        return refused(426, "maximumResultsReached",
                       "You have requested too many results. Developer accounts are limited to a "
                       "max of 100 results.");
    const auto all = articles_of(request, world);
    const Page page = page_of(all.size(), (number - 1) * size, size);
    json::array articles;
    for (const Article& article : elements_of(all, page))
        articles.push_back(article_of(world, article));
    const std::size_t items = articles.size();
    return json_answer(
        {{"status", "ok"}, {"totalResults", all.size()}, {"articles", std::move(articles)}}, items);
}

class NewsApi final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string key = key_of(request);
        if (key.empty())
            return refused(401, "apiKeyMissing", "Your API key is missing.");
        if (!is_good_key(key))
            return refused(401, "apiKeyInvalid", "Your API key is invalid or incorrect.");
        if (!request.matches("/v2/everything"))
            return refused(404, "unexpectedError", "There is nothing at this address.");
        if (!quota_.take(key, world.now()).allowed)
            return refused(429, "rateLimited",
                           "You have made too many requests recently. Developer accounts are "
                           "limited to 100 requests over a 24 hour period (50 requests available "
                           "every 12 hours).");
        return everything(request, world);
    }

  private:
    Quota quota_{50, hours(12)};  // Which makes 100 a day.
};

}  // namespace

std::unique_ptr<Api> make_newsapi() {
    return std::make_unique<NewsApi>();
}

}  // namespace seatsync::emulator
