#include "domain/observation.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace seatsync::domain {

namespace {

using testing::a_quote;
using testing::a_record;
using testing::a_result;
using testing::at;

const Instant kNow = at("2021-06-01T00:00:00Z");

template <class Observation>
struct Row {
    const char* name;
    std::function<void(Observation&)> change;
};

template <class Observation>
void expect_accepted(const Observation& good, const std::vector<Row<Observation>>& rows) {
    for (const auto& row : rows) {
        Observation observation = good;
        row.change(observation);
        EXPECT_EQ(checked(observation).value(), observation) << row.name;
    }
}

template <class Observation>
void expect_refused(const Observation& good, const std::vector<Row<Observation>>& rows) {
    for (const auto& row : rows) {
        Observation observation = good;
        row.change(observation);
        EXPECT_EQ(checked(observation).error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_FALSE(validate(observation).has_value()) << row.name;
    }
}

TEST(QuoteTest, AcceptsAnySingleNumber) {
    Quote empty = a_quote("mlb:1", kNow, 1);
    empty.get_in_cents.reset();
    expect_accepted<Quote>(empty, {
                                      {"get-in", [](Quote& q) { q.get_in_cents = 1; }},
                                      {"median", [](Quote& q) { q.median_cents = 1; }},
                                      {"average", [](Quote& q) { q.average_cents = 1; }},
                                      {"highest", [](Quote& q) { q.highest_cents = 1; }},
                                      {"no listings", [](Quote& q) { q.listings = 0; }},
                                      {"no tickets", [](Quote& q) { q.tickets = 0; }},
                                      {"least popular", [](Quote& q) { q.popularity = 0.0; }},
                                      {"popular beyond one", [](Quote& q) { q.popularity = 1.01; }},
                                      {"a zone",
                                       [](Quote& q) {
                                           q.get_in_cents = 1;
                                           q.series.zone = "Tribüne A";
                                       }},
                                      {"known later",
                                       [](Quote& q) {
                                           q.get_in_cents = 1;
                                           q.received_at += std::chrono::hours(1);
                                       }},
                                  });
}

TEST(QuoteTest, RefusesBadValues) {
    expect_refused<Quote>(
        a_quote("mlb:1", kNow, 5862),
        {
            {"bad event id", [](Quote& q) { q.series.event = EventId("1"); }},
            {"no market", [](Quote& q) { q.series.market.clear(); }},
            {"control character in the market", [](Quote& q) { q.series.market += '\n'; }},
            {"control character in the zone", [](Quote& q) { q.series.zone += '\0'; }},
            {"too long a zone", [](Quote& q) { q.series.zone = std::string(501, 'x'); }},
            {"known before", [](Quote& q) { q.received_at -= std::chrono::microseconds(1); }},
            {"free", [](Quote& q) { q.get_in_cents = 0; }},
            {"negative get-in", [](Quote& q) { q.get_in_cents = -1; }},
            {"free median", [](Quote& q) { q.median_cents = 0; }},
            {"free average", [](Quote& q) { q.average_cents = 0; }},
            {"free highest", [](Quote& q) { q.highest_cents = 0; }},
            {"negative listings", [](Quote& q) { q.listings = -1; }},
            {"negative tickets", [](Quote& q) { q.tickets = -1; }},
            {"endless popularity",
             [](Quote& q) { q.popularity = std::numeric_limits<double>::infinity(); }},
            {"negative popularity", [](Quote& q) { q.popularity = -0.01; }},
            {"popularity that is no number", [](Quote& q) { q.popularity = std::nan(""); }},
            {"nothing told", [](Quote& q) { q.get_in_cents.reset(); }},
        });
}

TEST(QuoteTest, TheErrorNamesEventAndTime) {
    const auto refused = checked(a_quote("mlb:1", kNow, 0));
    EXPECT_EQ(refused.error().detail,
              "quote of mlb:1 at 2021-06-01T00:00:00Z: a price is not positive");
}

TEST(TeamRecordTest, AcceptsWhatIsMissing) {
    expect_accepted<TeamRecord>(
        a_record("Dodgers", kNow),
        {
            {"as it is", [](TeamRecord&) {}},
            {"nothing known",
             [](TeamRecord& r) {
                 r.wins.reset();
                 r.season.clear();
             }},
            {"no games yet", [](TeamRecord& r) { r.wins = r.losses = r.wins_last10 = 0; }},
            {"an Elo", [](TeamRecord& r) { r.elo = 1500.0; }},
        });
}

TEST(TeamRecordTest, RefusesBadValues) {
    expect_refused<TeamRecord>(
        a_record("Dodgers", kNow),
        {
            {"no league", [](TeamRecord& r) { r.league.clear(); }},
            {"no team", [](TeamRecord& r) { r.team.clear(); }},
            {"control character in the league", [](TeamRecord& r) { r.league += '\n'; }},
            {"control character in the season", [](TeamRecord& r) { r.season += '\n'; }},
            {"control character in the team", [](TeamRecord& r) { r.team += '\n'; }},
            {"negative wins", [](TeamRecord& r) { r.wins = -1; }},
            {"negative losses", [](TeamRecord& r) { r.losses = -1; }},
            {"negative last ten", [](TeamRecord& r) { r.wins_last10 = -1; }},
            {"Elo that is no number", [](TeamRecord& r) { r.elo = std::nan(""); }},
            {"endless Elo", [](TeamRecord& r) { r.elo = std::numeric_limits<double>::infinity(); }},
            {"known before", [](TeamRecord& r) { r.received_at -= std::chrono::seconds(1); }},
        });
}

TEST(GameResultTest, RefusesBadValues) {
    expect_accepted<GameResult>(
        a_result("mlb:1", kNow),
        {
            {"as it is", [](GameResult&) {}},
            {"nil to nil", [](GameResult& r) { r.home_score = r.away_score = 0; }},
        });
    expect_refused<GameResult>(
        a_result("mlb:1", kNow),
        {
            {"bad event id", [](GameResult& r) { r.event = EventId("mlb"); }},
            {"negative home score", [](GameResult& r) { r.home_score = -1; }},
            {"negative away score", [](GameResult& r) { r.away_score = -1; }},
            {"known before", [](GameResult& r) { r.received_at -= std::chrono::seconds(1); }},
        });
}

TEST(ObservationBatchTest, CountsAllKinds) {
    EXPECT_TRUE(ObservationBatch{}.empty());
    const ObservationBatch batch = {
        .events = {testing::an_event("mlb:1")},
        .quotes = {a_quote("mlb:1", kNow, 1), a_quote("mlb:1", kNow, 2)},
        .records = {a_record("Dodgers", kNow)},
        .results = {a_result("mlb:1", kNow)}};
    EXPECT_EQ(batch.size(), 5U);
    EXPECT_FALSE(batch.empty());
}

TEST(SeriesKeyTest, FaceValuesAndTheOrganisersOffersAreReferences) {
    const auto key = [](const char* market, PriceKind kind) {
        SeriesKey series = a_quote("s:1", kNow, 1).series;
        series.market = market;
        series.kind = kind;
        return series;
    };
    EXPECT_TRUE(is_reference(key("stubhub", PriceKind::face)));
    EXPECT_TRUE(is_reference(key("fifa_collect", PriceKind::advertised)));
    EXPECT_TRUE(is_reference(key("ticketmaster_primary", PriceKind::list)));
    EXPECT_FALSE(is_reference(key("ticketmaster", PriceKind::list)));
    EXPECT_FALSE(is_reference(key("stubhub", PriceKind::advertised)));
}

TEST(SeriesKeyTest, OrdersByEventMarketZoneKindCurrency) {
    const SeriesKey base = {.event = EventId("b"),
                            .market = "b",
                            .zone = "b",
                            .kind = PriceKind::list,
                            .currency = Currency::usd()};
    const auto with = [&base](auto change) {
        SeriesKey key = base;
        change(key);
        return key;
    };
    const std::vector<SeriesKey> ascending = {
        with([](SeriesKey& k) {
            k.event = EventId("a");
            k.market = "z";
        }),
        with([](SeriesKey& k) {
            k.market = "a";
            k.zone = "z";
        }),
        with([](SeriesKey& k) {
            k.zone = "";
            k.kind = PriceKind::advertised;
        }),
        with([](SeriesKey& k) { k.kind = PriceKind::seller_net; }),
        with([](SeriesKey& k) { k.currency = Currency::from_code("EUR").value(); }),
        base,
    };
    for (std::size_t i = 1; i < ascending.size(); ++i)
        EXPECT_LT(ascending[i - 1], ascending[i]) << i;
}

}  // namespace

}  // namespace seatsync::domain
