#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>

namespace seatsync::features {
namespace {

using testing::expect_error;
using testing::expect_missing;
using testing::expect_value;

/// Eagles at home to the Bears on day 60; the Lions play elsewhere.
class TalkFeaturesTest : public ::testing::Test {
  protected:
    TalkFeaturesTest() {
        batch_.events = {testing::an_event("s:1"), testing::an_event("s:2")};
        batch_.events[0].home = "Eagles";
        batch_.events[0].away = "Bears";
        batch_.events[1].home = "Lions";
        batch_.events[1].away = "Wolves";
        for (auto& event : batch_.events)
            event.start = testing::on_day(60);
        batch_.quotes = {testing::a_quote("s:1", testing::on_day(1), 10000)};
    }

    domain::Mention& say(double day, const char* subject, const char* source,
                         std::optional<double> tone = {}) {
        domain::Mention mention = testing::a_mention(testing::on_day(day));
        mention.id = std::to_string(batch_.mentions.size());
        mention.subject = subject;
        mention.source = source;
        mention.tone = tone;
        mention.reach.reset();
        batch_.mentions.push_back(mention);
        return batch_.mentions.back();
    }

    domain::ObservationBatch batch_;
};

TEST_F(TalkFeaturesTest, TheToneOfTheFansOfAWeek) {
    expect_missing(batch_, "s:1", 10, "fan_sentiment_score", "no post about the team is stored");
    say(2, "mlb/Eagles", "x", 1.0);
    say(9, "mlb/Eagles", "newsapi", 1.0);
    expect_missing(batch_, "s:1", 10, "fan_sentiment_score",
                   "nothing with a tone was received in 7 d");
    say(5, "mlb/Eagles", "x", 0.5);
    say(6, "mlb/Eagles", "reddit", -0.1);
    say(6, "mlb/Eagles", "reddit");
    say(6, "mlb/Bears", "x", -1.0);
    say(11, "mlb/Eagles", "x", -1.0);
    expect_value(batch_, "s:1", 10, "fan_sentiment_score", 0.2);
    expect_error(batch_, "s:1", 10, "fan_sentiment_score", 0.3);
    expect_value(batch_, "s:1", 10, "away_fan_sentiment", -1);
}

TEST_F(TalkFeaturesTest, AMentionThatIsReceivedAgainCountsOnce) {
    say(5, "mlb/Eagles", "x", 0.5);
    batch_.mentions.push_back(batch_.mentions[0]);
    batch_.mentions.back().received_at = testing::on_day(6);
    batch_.mentions.back().tone = -1;
    expect_value(batch_, "s:1", 10, "mention_volume", 1);
    expect_value(batch_, "s:1", 10, "fan_sentiment_score", 0.5);
}

TEST_F(TalkFeaturesTest, ThoseWithReachWeighMore) {
    expect_missing(batch_, "s:1", 10, "fan_sentiment", "no post about either team is stored");
    say(5, "mlb/Eagles", "x", 0.5);
    expect_missing(batch_, "s:1", 10, "fan_sentiment",
                   "no post with a tone and a reach was received in 7 d");
    say(5, "mlb/Eagles", "x", 1.0).reach = 0;
    say(6, "mlb/Bears", "x", -0.5).reach = 6;
    expect_value(batch_, "s:1", 10, "fan_sentiment", (1.0 - 0.5 * 3) / 4);  // ln 2 and ln 8.
}

TEST_F(TalkFeaturesTest, ArticlesAboutEitherTeam) {
    expect_missing(batch_, "s:1", 10, "media_coverage", "no article about either team is stored");
    expect_missing(batch_, "s:1", 10, "news_sentiment", "no article about either team is stored");
    say(2, "mlb/Eagles", "newsapi", 1.0);
    expect_value(batch_, "s:1", 10, "media_coverage", 0);
    expect_missing(batch_, "s:1", 10, "news_sentiment", "nothing with a tone was received in 7 d");
    say(5, "mlb/Eagles", "newsapi", 0.5);
    say(6, "mlb/Bears", "espn", 0.1);
    say(6, "mlb/Lions", "espn", 0.1);
    expect_value(batch_, "s:1", 10, "media_coverage", 2);
    expect_error(batch_, "s:1", 10, "media_coverage", std::sqrt(2.0));
    expect_value(batch_, "s:1", 10, "news_sentiment", 0.3);
    expect_error(batch_, "s:1", 10, "news_sentiment", 0.2);
}

TEST_F(TalkFeaturesTest, BuzzIsTheLastDayAgainstTheWeekBefore) {
    expect_missing(batch_, "s:1", 10, "social_media_buzz", "no post about either team is stored");
    for (int i = 0; i < 14; ++i)
        say(5, i % 2 == 0 ? "mlb/Eagles" : "mlb/Bears", "x");
    for (int i = 0; i < 5; ++i)
        say(9.5, "mlb/Eagles", "reddit");
    say(1.9, "mlb/Eagles", "x");
    expect_value(batch_, "s:1", 10, "social_media_buzz", std::log(6.0) - std::log(3.0));
}

TEST_F(TalkFeaturesTest, PlayersAreKnownFromTheirAvailability) {
    say(5, "mlb/77", "newsapi");
    auto available = testing::an_availability(testing::on_day(6));
    available.league = "mlb";
    available.team = "Bears";
    available.athlete = "77";
    batch_.availabilities = {available};
    expect_missing(batch_, "s:1", 10, "player_popularity",
                   "no mention of an athlete of either team is stored");
    say(7, "mlb/77", "newsapi");
    say(8, "mlb/77", "newsapi");
    expect_value(batch_, "s:1", 10, "player_popularity", std::log(3.0));
    expect_value(batch_, "s:1", 7.5, "player_popularity", std::log(2.0));
}

TEST_F(TalkFeaturesTest, ControversyIsTheSpreadOfTones) {
    expect_missing(batch_, "s:1", 10, "controversy_factor", "nothing about either team is stored");
    for (const double tone : {1.0, -1.0, 1.0, -1.0})
        say(6, "mlb/Eagles", "x", tone);
    expect_missing(batch_, "s:1", 10, "controversy_factor",
                   "fewer than five mentions with a tone were received in 7 d");
    say(6, "mlb/Bears", "newsapi", 0.0);
    expect_value(batch_, "s:1", 10, "controversy_factor", 1);
    expect_value(batch_, "s:1", 10, "mention_volume", 5);
}

/// 2, 0 (one long ago) and 6 mentions of three teams; the game's teams have 1 each on average.
TEST_F(TalkFeaturesTest, AttentionIsAgainstTheTeamsOfTheLeague) {
    expect_missing(batch_, "s:1", 10, "media_attention", "nothing about either team is stored");
    say(6, "mlb/Eagles", "x");
    say(6, "mlb/Eagles", "newsapi");
    expect_missing(batch_, "s:1", 10, "media_attention",
                   "anything about fewer than three teams of the league is stored");
    say(1, "mlb/Bears", "x");
    for (int i = 0; i < 6; ++i)
        say(6, "mlb/Lions", "x");
    const double mean = (std::log(3.0) + 0 + std::log(7.0)) / 3;
    expect_value(batch_, "s:1", 10, "media_attention", std::log(2.0) - mean);
}

TEST_F(TalkFeaturesTest, MoodAndResultsAgreeOrNot) {
    say(6, "mlb/Eagles", "x", 0.5);
    expect_missing(batch_, "s:1", 10, "sentiment_performance_alignment",
                   "no standing of the home team is known this season");
    auto record = testing::a_record("Eagles", testing::on_day(2));
    record.wins = 3;
    record.losses = 9;
    batch_.records = {record};
    expect_value(batch_, "s:1", 10, "sentiment_performance_alignment", 0.5 * -0.5);
}

}  // namespace
}  // namespace seatsync::features
