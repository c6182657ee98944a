#include "adapters/source_espn/parse_news.hpp"

#include "feed/open_answer.hpp"
#include "market/tone.hpp"

#include <algorithm>
#include <set>

namespace seatsync::source_espn {

namespace {

using feed::JsonValue;

/// The digits after "/id/" of ".../story/_/id/49664105/bucs-dt"; the whole when there are none.
std::string id_in(const std::string& link) {
    constexpr std::string_view kMark = "/id/";
    const std::size_t mark = link.find(kMark);
    if (mark == link.npos)
        return link;
    const std::size_t begin = mark + kMark.size();
    const std::size_t end = std::min(link.find_first_not_of("0123456789", begin), link.size());
    return end == begin ? link : link.substr(begin, end - begin);
}

Result<std::string> read_id(JsonValue article) {
    SEATSYNC_TRY(const auto id, feed::text_at(article, "id"));
    if (id)
        return *id;
    SEATSYNC_TRY(const std::string link, feed::required_text(article, "links.web.href"));
    return id_in(link);
}

/// Without doubles; empty when it is filed under no team.
Result<std::set<std::string>> read_teams(JsonValue article) {
    std::set<std::string> teams;
    SEATSYNC_TRY(const auto categories, feed::array_at(article, "categories"));
    if (!categories)
        return teams;
    for (const JsonValue category : *categories) {
        SEATSYNC_TRY(const std::string type, feed::text_or_empty(category, "type"));
        SEATSYNC_TRY(std::string team, feed::text_or_empty(category, "team.description"));
        if (type == "team" && !team.empty())
            teams.insert(std::move(team));
    }
    return teams;
}

Result<void> read_article(JsonValue article, const std::string& league, domain::Instant received_at,
                          feed::Item& item) {
    domain::Mention mention;
    mention.source = "espn";
    mention.received_at = received_at;
    SEATSYNC_TRY(mention.id, read_id(article));
    SEATSYNC_TRY(const std::string headline, feed::required_text(article, "headline"));
    SEATSYNC_TRY(const std::string description, feed::text_or_empty(article, "description"));
    mention.tone = market::tone_of(headline + ". " + description);
    SEATSYNC_TRY(const auto published, feed::required_instant(article, "published"));
    mention.event_at = std::min(published, received_at);
    SEATSYNC_TRY(const auto teams, read_teams(article));
    for (const std::string& team : teams) {
        mention.subject = league + "/" + team;
        item.observations.emplace_back(mention);
    }
    mention.subject = league;
    if (teams.empty())
        item.observations.emplace_back(mention);
    item.key = mention.id;
    return {};
}

}  // namespace

Result<feed::Answer> parse_news(std::string_view body, const std::string& league,
                                domain::Instant received_at) {
    SEATSYNC_TRY(const auto document, feed::open_answer(body, "articles", "message"));
    SEATSYNC_TRY(const auto articles, feed::array_at(document.root(), "articles"));
    return feed::Answer{
        .items = feed::read_items(articles, "id", [&](JsonValue article, feed::Item& item) {
            return read_article(article, league, received_at, item);
        })};
}

}  // namespace seatsync::source_espn
