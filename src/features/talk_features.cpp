#include "features/catalogue.hpp"
#include "features/formulas.hpp"

#include <cmath>

namespace seatsync::features {

namespace {

constexpr double kWeek = 7;
constexpr std::int64_t kFewestTones = 5;
constexpr std::string_view kNone = "none";
constexpr std::string_view kPosts = "posts on X and Reddit about the team";
constexpr std::string_view kArticles = "articles about the teams";
constexpr std::string_view kAll = "posts and articles about the teams";
constexpr std::string_view kNoTeam = "the event names no such team";
constexpr std::string_view kNoPosts = "no post about the team is stored";
constexpr std::string_view kNoArticles = "no article about either team is stored";
constexpr std::string_view kNothing = "nothing about either team is stored";
constexpr std::string_view kNoTone = "nothing with a tone was received in 7 d";

using TrackOf = const MentionTrack* (WorldHistory::*)(TeamIndex) const;

/// The track of a team, when anything of it was received by now.
const MentionTrack* known(const Context& c, TrackOf track, TeamIndex team) {
    const MentionTrack* found = team == kNobody ? nullptr : (c.world().*track)(team);
    return found != nullptr && found->any_by(c.now()) ? found : nullptr;
}

/// What both teams' tracks say in the last days; `any` tells whether there is any track.
Talk talk_of_both(const Context& c, TrackOf track, double days, bool& any) {
    Talk both;
    for (const TeamIndex team : {c.home_team(), c.away_team()})
        if (const MentionTrack* one = known(c, track, team)) {
            const Talk talk = one->between(c.now() - days, c.now());
            both.count += talk.count;
            both.tones.add(talk.tones, 1);
            both.weight += talk.weight;
            both.weighted_tone += talk.weighted_tone;
            any = true;
        }
    return both;
}

Talk all_talk(const Context& c, double days, bool& any) {
    Talk talk = talk_of_both(c, &WorldHistory::posts, days, any);
    const Talk articles = talk_of_both(c, &WorldHistory::articles, days, any);
    talk.count += articles.count;
    talk.tones.add(articles.tones, 1);
    return talk;
}

Value tone_of(const Context& c, TeamIndex team) {
    if (team == kNobody)
        return because(kNoTeam);
    const MentionTrack* posts = known(c, &WorldHistory::posts, team);
    if (posts == nullptr)
        return because(kNoPosts);
    const Talk talk = posts->between(c.now() - kWeek, c.now());
    return talk.tones.count() == 0 ? because(kNoTone)
                                   : Value(talk.tones.mean(), talk.tones.error_of_mean());
}

Value weighted_tone(const Context& c) {
    bool any = false;
    const Talk talk = talk_of_both(c, &WorldHistory::posts, kWeek, any);
    if (!any)
        return because("no post about either team is stored");
    return talk.weight > 0 ? Value(talk.weighted_tone / talk.weight)
                           : because("no post with a tone and a reach was received in 7 d");
}

Value news_tone(const Context& c) {
    bool any = false;
    const Talk talk = talk_of_both(c, &WorldHistory::articles, kWeek, any);
    if (!any)
        return because(kNoArticles);
    return talk.tones.count() == 0 ? because(kNoTone)
                                   : Value(talk.tones.mean(), talk.tones.error_of_mean());
}

Value coverage(const Context& c) {
    bool any = false;
    const Talk talk = talk_of_both(c, &WorldHistory::articles, kWeek, any);
    return any ? Value(talk.count, std::sqrt(talk.count)) : because(kNoArticles);
}

Value buzz(const Context& c) {
    bool any = false;
    const double day = talk_of_both(c, &WorldHistory::posts, 1, any).count;
    const double week = talk_of_both(c, &WorldHistory::posts, 1 + kWeek, any).count - day;
    if (!any)
        return because("no post about either team is stored");
    return std::log1p(day) - std::log1p(week / kWeek);
}

Value players(const Context& c) {
    bool any = false;
    const Talk talk = talk_of_both(c, &WorldHistory::of_players, kWeek, any);
    return any ? Value(std::log1p(talk.count))
               : because("no mention of an athlete of either team is stored");
}

Value controversy(const Context& c) {
    bool any = false;
    const Talk talk = all_talk(c, kWeek, any);
    if (!any)
        return because(kNothing);
    return talk.tones.count() < kFewestTones
               ? because("fewer than five mentions with a tone were received in 7 d")
               : Value(talk.tones.deviation());
}

Value volume(const Context& c) {
    bool any = false;
    const Talk talk = all_talk(c, kWeek, any);
    return any ? Value(talk.count, std::sqrt(talk.count)) : because(kNothing);
}

Value attention(const Context& c) {
    const auto teams = c.world().talked_about(c.event().league);
    Moments others;
    for (const TeamIndex team : teams) {
        if (c.world().known_since(team) > c.now())
            continue;
        double count = 0;
        bool heard = false;
        for (const TrackOf track : {&WorldHistory::posts, &WorldHistory::articles})
            if (const MentionTrack* one = known(c, track, team)) {
                count += one->between(c.now() - kWeek, c.now()).count;
                heard = true;
            }
        if (heard)
            others.add(std::log1p(count));
    }
    bool any = false;
    const Talk own = all_talk(c, kWeek, any);
    if (!any)
        return because(kNothing);
    if (others.count() < 3)
        return because("anything about fewer than three teams of the league is stored");
    return {std::log1p(own.count / 2) - others.mean(), others.error_of_mean()};
}

constexpr Feature kFeatures[] = {
    {"media_coverage", Category::external, "articles", kArticles,
     "received in 7 d, of both teams together; Poisson error", coverage, "7 d", kNoArticles, kNone},
    {"fan_sentiment_score", Category::external, "-1 to 1", kPosts,
     "mean tone of the posts about the home team, by a lexicon; the error is that of the mean",
     tone_of_fans, "7 d", "missing without a post, or without a tone in 7 d", kNone},
    {"away_fan_sentiment", Category::sentiment, "-1 to 1", kPosts, "the same for the visitor",
     [](const Context& c) { return tone_of(c, c.away_team()); }, "7 d",
     "missing without a post, or without a tone in 7 d", kNone},
    {"social_media_buzz", Category::external, "log ratio", kPosts,
     "ln(1 + posts of the last day) - ln(1 + posts per day of the 7 d before), both teams", buzz,
     "8 d", "no post about either team is stored", kNone},
    {"news_sentiment", Category::external, "-1 to 1", kArticles,
     "mean tone of the articles about both teams, by a lexicon; the error is that of the mean",
     news_tone, "7 d", "missing without an article, or without a tone in 7 d", kNone},
    {"fan_sentiment", Category::sentiment, "-1 to 1", kPosts,
     "mean tone of the posts about both teams, each weighted with ln(2 + reach)", weighted_tone,
     "7 d", "missing without a post with a tone and a reach in 7 d", kNone},
    {"player_popularity", Category::sentiment, "ln(1 + mentions)", "mentions of athletes",
     "mentions of the teams' athletes received in 7 d", players, "7 d",
     "no mention of an athlete of either team is stored", kNone},
    {"controversy_factor", Category::sentiment, "-", kAll,
     "standard deviation of the tones about both teams", controversy, "7 d",
     "missing below five tones in 7 d", kNone},
    {"mention_volume", Category::sentiment, "mentions", kAll,
     "received in 7 d about both teams; Poisson error", volume, "7 d", kNothing, kNone},
    {"media_attention", Category::sentiment, "log ratio", kAll,
     "ln(1 + mentions per team of the game) minus the mean of ln(1 + mentions) of the league's "
     "teams that anything is stored about; the error is that of the mean",
     attention, "7 d", "missing when nothing is stored, or about fewer than three teams", kNone},
};

}  // namespace

Value tone_of_fans(const Context& c) {
    return tone_of(c, c.home_team());
}

std::span<const Feature> talk_features() {
    return kFeatures;
}

}  // namespace seatsync::features
