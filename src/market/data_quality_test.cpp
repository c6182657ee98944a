#include "market/data_quality.hpp"

#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace seatsync::market {
namespace {

using domain::Instant;
using domain::Quote;
using seatsync::testing::at;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

const Instant kStart = at("2021-06-01T12:00:00Z");
const Instant kNow = at("2021-09-01T00:00:00Z");

Quote quote_at(int hour, std::int64_t get_in_cents, const char* event = "game:1") {
    return seatsync::testing::a_quote(event, kStart + std::chrono::hours(hour), get_in_cents);
}

/// The verdicts on get-in prices an hour apart.
std::vector<QualityVerdict> judge(QuoteQuality& quality, const std::vector<std::int64_t>& cents) {
    std::vector<QualityVerdict> out;
    for (std::size_t i = 0; i < cents.size(); ++i)
        out.push_back(quality.check(quote_at(static_cast<int>(i), cents[i]), kNow));
    return out;
}

std::vector<Trust> trusts(const std::vector<std::int64_t>& cents, QualityOptions options = {}) {
    QuoteQuality quality(options);
    std::vector<Trust> out;
    for (const auto& verdict : judge(quality, cents))
        out.push_back(verdict.trust);
    return out;
}

constexpr auto ok = Trust::ok;
constexpr auto kept = Trust::quarantined;

TEST(DataQualityTest, QuarantinesAJumpAndGoesOn) {
    struct Row {
        const char* name;
        std::vector<std::int64_t> cents;
        std::vector<Trust> trusts;
    };
    const Row rows[] = {
        {"ten times", {5000, 5100, 5000, 50000, 5000}, {ok, ok, ok, kept, ok}},
        {"a tenth", {5000, 5100, 5000, 500, 5000}, {ok, ok, ok, kept, ok}},
        {"one dollar", {5000, 5100, 5000, 100, 5000}, {ok, ok, ok, kept, ok}},
        {"just four times", {5000, 5000, 5000, 20000, 5000}, {ok, ok, ok, ok, ok}},
        {"a little more", {5000, 5000, 5000, 20001, 5000}, {ok, ok, ok, kept, ok}},
        {"a quarter", {5000, 5000, 5000, 1250, 5000}, {ok, ok, ok, ok, ok}},
        {"less than a quarter", {5000, 5000, 5000, 1249, 5000}, {ok, ok, ok, kept, ok}},
        {"no level yet", {5000, 5000, 50000}, {ok, ok, ok}},
        {"a way up in steps", {1000, 2000, 4000, 8000, 16000, 32000}, {ok, ok, ok, ok, ok, ok}},
        {"back to a level of the last five", {1000, 4000, 16000, 1000}, {ok, ok, ok, ok}},
        {"forgotten after five",
         {1000, 2000, 2000, 2000, 2000, 2000, 240},
         {ok, ok, ok, ok, ok, ok, kept}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(trusts(row.cents), row.trusts) << row.name;
}

TEST(DataQualityTest, AllowsMoreWhereASeriesMovesMore) {
    // Moves of log 2: eight of them are more than the eightfold that is always a jump.
    const std::vector<std::int64_t> wild = {2000, 1000, 2000, 1000, 2000, 1000};
    auto sixfold = wild;
    sixfold.push_back(12000);
    EXPECT_EQ(trusts(sixfold).back(), ok);
    auto ninefold = wild;
    ninefold.push_back(18000);
    EXPECT_EQ(trusts(ninefold).back(), kept);
    EXPECT_EQ(trusts({1000, 1010, 1000, 1010, 1000, 6000}).back(), kept);
}

TEST(DataQualityTest, SaysWhichPriceJumpedFromWhereToWhere) {
    QuoteQuality quality;
    const auto verdicts = judge(quality, {5000, 5000, 5050, 50000});
    EXPECT_EQ(verdicts[3].check, "jump");
    EXPECT_EQ(verdicts[3].reason, "the get-in price went from 50.50 to 500.00");
}

TEST(DataQualityTest, AMedianJumpsToo) {
    QuoteQuality quality;
    for (int hour = 0; hour < 3; ++hour) {
        auto quote = quote_at(hour, 5000);
        quote.median_cents = 9000;
        EXPECT_EQ(quality.check(quote, kNow).trust, ok);
    }
    auto quote = quote_at(3, 5000);
    quote.median_cents = 90000;
    EXPECT_EQ(quality.check(quote, kNow).reason, "the median price went from 90.00 to 900.00");
}

TEST(DataQualityTest, ReleasesALevelThatTwoLaterQuotesConfirm) {
    QuoteQuality quality;
    const auto verdicts = judge(quality, {5000, 5000, 5000, 50000, 51000, 52000, 51000, 5000});
    EXPECT_EQ(verdicts[3].trust, kept);
    EXPECT_EQ(verdicts[4].trust, kept);
    EXPECT_TRUE(verdicts[4].released.empty());
    EXPECT_EQ(verdicts[5].trust, ok);
    ASSERT_EQ(verdicts[5].released.size(), 2U);
    EXPECT_EQ(verdicts[5].released[0].get_in_cents, 50000);
    EXPECT_EQ(verdicts[5].released[1].get_in_cents, 51000);
    EXPECT_EQ(verdicts[6].trust, ok);
    EXPECT_TRUE(verdicts[6].released.empty());
    EXPECT_EQ(verdicts[7].trust, kept);
}

TEST(DataQualityTest, ReleasesOnlyWhatIsConfirmedInARow) {
    QuoteQuality quality;
    for (const auto& verdict :
         judge(quality, {5000, 5000, 5000, 50000, 51000, 5000, 50000, 51000, 500, 50000}))
        EXPECT_TRUE(verdict.released.empty());
}

TEST(DataQualityTest, ConfirmationsAreAnOption) {
    EXPECT_EQ(trusts({5000, 5000, 5000, 50000, 50000}, {.confirmations = 1}),
              (std::vector{ok, ok, ok, kept, ok}));
    EXPECT_EQ(trusts({5000, 5000, 5000, 50000, 50000, 50000, 50000}, {.confirmations = 3}),
              (std::vector{ok, ok, ok, kept, kept, kept, ok}));
}

TEST(DataQualityTest, QuarantinesWhatNoMarketShows) {
    struct Row {
        const char* name;
        void (*spoil)(Quote&);
        const char* reason;
    };
    const Row rows[] = {
        {"free", [](Quote& q) { q.get_in_cents = 0; }, "the get-in price is 0.00"},
        {"negative", [](Quote& q) { q.median_cents = -5; }, "the median price is -0.05"},
        {"a million and a cent", [](Quote& q) { q.get_in_cents = 100'000'001; },
         "the get-in price is 1000000.01"},
        {"above the highest", [](Quote& q) { q.highest_cents = 4899; },
         "the get-in price 50.00 is above the highest 48.99"},
        {"minus one ticket", [](Quote& q) { q.tickets = -1; }, "there are -1 tickets"},
        {"nothing", [](Quote& q) { q.get_in_cents.reset(); }, "it holds no number"},
    };
    for (const auto& row : rows) {
        auto quote = quote_at(0, 5000);
        row.spoil(quote);
        const auto verdict = QuoteQuality().check(quote, kNow);
        EXPECT_EQ(verdict.trust, kept) << row.name;
        EXPECT_EQ(verdict.check, "impossible") << row.name;
        EXPECT_EQ(verdict.reason, row.reason) << row.name;
    }
    auto rounded = quote_at(0, 5000);
    rounded.highest_cents = 4900;
    EXPECT_EQ(QuoteQuality().check(rounded, kNow).trust, ok);
    rounded.get_in_cents = 100'000'000;
    rounded.highest_cents.reset();
    EXPECT_EQ(QuoteQuality().check(rounded, kNow).trust, ok);
}

TEST(DataQualityTest, QuarantinesWhatIsToCome) {
    QuoteQuality quality;
    const auto quote = quote_at(0, 5000);
    EXPECT_EQ(quality.check(quote, kStart - 300s).trust, ok);
    const auto verdict = quality.check(quote, kStart - 301s);
    EXPECT_EQ(verdict.trust, kept);
    EXPECT_EQ(verdict.check, "future");
    EXPECT_THAT(verdict.reason, HasSubstr("2021-06-01T12:00:00Z"));
    auto late = quote;
    late.received_at += 1h;
    EXPECT_EQ(quality.check(late, kStart).check, "future");
}

TEST(DataQualityTest, FlagsTimeThatGoesBackwards) {
    QuoteQuality quality;
    judge(quality, {5000, 5000, 5000});
    const auto verdict = quality.check(quote_at(1, 5000), kNow);
    EXPECT_EQ(verdict.trust, Trust::flagged);
    EXPECT_EQ(verdict.check, "backwards");
    EXPECT_EQ(quality.check(quote_at(2, 5000), kNow).trust, ok);
    EXPECT_EQ(quality.check(quote_at(1, 500000), kNow).check, "jump");
    EXPECT_EQ(quality.check(quote_at(1, 5000, "game:2"), kNow).trust, ok);
}

TEST(DataQualityTest, FlagsCountsThatVanish) {
    QuoteQuality quality;
    auto quote = quote_at(0, 5000);
    quote.listings = 10;
    quote.tickets = 9;
    EXPECT_EQ(quality.check(quote, kNow).trust, ok);
    quote.event_at += 1h;
    quote.received_at += 1h;
    quote.tickets = 0;
    EXPECT_EQ(quality.check(quote, kNow).trust, ok);
    quote.listings = 0;
    const auto verdict = quality.check(quote, kNow);
    EXPECT_EQ(verdict.trust, Trust::flagged);
    EXPECT_EQ(verdict.check, "vanished");
    EXPECT_EQ(verdict.reason, "10 listings became none");
}

using QuoteAtHour = std::function<Quote(int)>;

/// Two series with hourly quotes: game:1 by the function, game:2 moves always or never. The hours
/// at which game:1 is flagged.
std::vector<int> stuck_hours(const QuoteAtHour& quote_of, int hours, bool other_moves = true) {
    QuoteQuality quality;
    std::vector<int> flagged;
    for (int hour = 0; hour < hours; ++hour) {
        const auto other = quote_at(hour, other_moves ? 7000 + hour : 7000, "game:2");
        EXPECT_EQ(quality.check(other, kNow).trust, ok);
        const auto verdict = quality.check(quote_of(hour), kNow);
        if (verdict.check == "stuck") {
            flagged.push_back(hour);
            EXPECT_EQ(verdict.trust, Trust::flagged);
        }
    }
    return flagged;
}

/// A series whose price is another one from each of the hours on.
QuoteAtHour changing_at(std::vector<int> hours) {
    return [hours = std::move(hours)](int hour) {
        const auto changes =
            std::count_if(hours.begin(), hours.end(), [&](int at) { return at <= hour; });
        return quote_at(hour, 5000 + 10 * changes);
    };
}

const std::vector<int> kEveryThreeHours = {3, 6, 9, 12, 15, 18, 21, 24, 27, 30};

TEST(DataQualityTest, FlagsAFeedThatStandsStillWhileOthersMove) {
    EXPECT_EQ(stuck_hours(changing_at(kEveryThreeHours), 100), std::vector<int>{54});
    EXPECT_EQ(stuck_hours(changing_at(kEveryThreeHours), 54), std::vector<int>{});
    EXPECT_EQ(stuck_hours(changing_at(kEveryThreeHours), 100, false), std::vector<int>{});
    EXPECT_EQ(stuck_hours(changing_at({3}), 100), std::vector<int>{}) << "what is usual in it?";
}

TEST(DataQualityTest, TheLongestEarlierStandstillIsTheMeasure) {
    // From 0 to 19, four times of which are 76 hours after 26.
    EXPECT_EQ(stuck_hours(changing_at({20, 23, 26}), 103), std::vector<int>{});
    EXPECT_EQ(stuck_hours(changing_at({20, 23, 26}), 120), std::vector<int>{103});
}

TEST(DataQualityTest, EachStandstillIsFlaggedOnce) {
    auto hours = kEveryThreeHours;
    hours.insert(hours.end(), {60, 63, 66});
    EXPECT_EQ(stuck_hours(changing_at(hours), 220), (std::vector<int>{54, 66 + 4 * 29 + 1}));
}

TEST(DataQualityTest, PopularityAloneIsNoMove) {
    const auto prices = changing_at(kEveryThreeHours);
    const auto quote_of = [&](int hour) {
        auto quote = prices(hour);
        quote.popularity = 0.001 * hour;
        return quote;
    };
    EXPECT_EQ(stuck_hours(quote_of, 100), std::vector<int>{54});
}

TEST(DataQualityTest, AQuoteWithAnotherSetOfPricesConfirmsNothing) {
    QuoteQuality quality;
    judge(quality, {5000, 5000, 5000});
    auto with_median = quote_at(4, 50000);
    with_median.median_cents = 90000;
    EXPECT_EQ(quality.check(quote_at(3, 50000), kNow).trust, kept);
    EXPECT_EQ(quality.check(with_median, kNow).trust, kept);
    EXPECT_EQ(quality.check(quote_at(5, 50000), kNow).trust, kept);
}

TEST(DataQualityTest, AQuarantinedQuoteTeachesNothing) {
    QuoteQuality with_error;
    QuoteQuality without;
    auto quote = quote_at(0, 5000);
    for (int hour = 0; hour < 20; ++hour) {
        quote = quote_at(hour, 5000 + 100 * (hour % 3));
        const auto expected = without.check(quote, kNow);
        if (hour == 10) {
            EXPECT_EQ(with_error.check(quote_at(hour, 90000), kNow).trust, kept);
        }
        const auto got = with_error.check(quote, kNow);
        EXPECT_EQ(got.trust, expected.trust);
        EXPECT_EQ(got.reason, expected.reason);
    }
}

TEST(DataQualityTest, ForgetsAnEventThatIsOver) {
    QuoteQuality quality;
    judge(quality, {5000, 5000, 5000});
    auto zone = quote_at(0, 5000);
    zone.series.zone = "Loge";
    EXPECT_EQ(quality.check(zone, kNow).trust, ok);
    EXPECT_EQ(quality.check(quote_at(0, 5000, "game:2"), kNow).trust, ok);
    EXPECT_EQ(quality.series(), 3U);
    quality.forget(domain::EventId("game:1"));
    EXPECT_EQ(quality.series(), 1U);
    EXPECT_EQ(quality.check(quote_at(9, 500000), kNow).trust, ok);
}

domain::Reading reading_of(const char* measure, std::optional<double> value) {
    return {.source = "open_meteo",
            .subject = "40.83,-73.93",
            .measure = measure,
            .valid_at = kStart + 24h,
            .event_at = kStart,
            .received_at = kStart,
            .value = value};
}

TEST(DataQualityTest, QuarantinesReadingsThatCannotBe) {
    struct Row {
        const char* measure;
        double value;
        Trust trust;
    };
    const Row rows[] = {
        {"temperature_c", 99.0, kept},  {"temperature_c", 57.0, ok},
        {"temperature_c", -90.1, kept}, {"temperature_f", 99.0, ok},
        {"humidity_pct", 100.0, ok},    {"humidity_pct", 100.5, kept},
        {"wind_gust_kmh", 411.0, kept}, {"precipitation_mm", -1.0, kept},
        {"precipitation_mm", 0.0, ok},  {"pressure_hpa", 101325.0, kept},
        {"posts_per_hour", 1e9, ok},    {"cpi_change_pct", -300.0, ok},
    };
    for (const auto& row : rows)
        EXPECT_EQ(check_reading(reading_of(row.measure, row.value), kNow).trust, row.trust)
            << row.measure << " " << row.value;
    EXPECT_EQ(check_reading(reading_of("temperature_c", std::nullopt), kNow).trust, ok);
    EXPECT_THAT(check_reading(reading_of("temperature_c", 99.0), kNow).reason,
                HasSubstr("temperature_c of 99 lies outside -90 to 57"));
    EXPECT_EQ(check_reading(reading_of("temperature_c", 20.0), kStart - 1h).check, "future");
}

}  // namespace
}  // namespace seatsync::market
