#include "season_file.hpp"

#include "base/random.hpp"
#include "domain/time.hpp"

#include <fmt/format.h>

#include <fstream>

namespace seatsync::import_bench {

namespace {

constexpr std::size_t kQuotesPerGame = 500;
constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr std::int64_t kFirstUs = 1'622'505'600'000'000;  // 2021-06-01T00:00:00Z

std::string utc(std::int64_t us) {
    return domain::format_utc(domain::Instant(std::chrono::microseconds(us)));
}

}  // namespace

std::vector<Row> season(std::size_t rows) {
    base::Random random(20210601);
    std::vector<Row> out;
    out.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const auto hour = static_cast<std::int64_t>(i % kQuotesPerGame);
        const std::int64_t low = random.integer(800, 30'000);
        out.push_back({.series_id = static_cast<std::int64_t>(i / kQuotesPerGame) + 1,
                       .at_us = kFirstUs + hour * kHourUs,
                       .get_in_cents = low,
                       .median_cents = low * 2 + random.integer(0, 99),
                       .average_cents = low * 3 + random.integer(0, 99),
                       .highest_cents = low * 20,
                       .listings = random.integer(5, 3000)});
    }
    return out;
}

void write_folder(const std::filesystem::path& folder, const std::vector<Row>& rows) {
    std::ofstream events(folder / "events.csv");
    std::ofstream quotes(folder / "snapshots.csv");
    const std::string start = utc(kFirstUs + 600 * kHourUs);
    events << "event_id,league,title,home_team,away_team,event_time_utc,timezone\n";
    quotes << "event_id,observed_at_utc,hours_to_event,listing_count,lowest_price,average_price,"
              "median_price,highest_price\n";
    std::int64_t last = 0;
    for (const Row& row : rows) {
        const std::int64_t id = 104'000'000 + row.series_id;
        if (row.series_id != last)
            events << fmt::format("{},mlb,Game {},Home,Away,{},America/Chicago\n", id, id, start);
        last = row.series_id;
        const auto money = [](std::int64_t cents) { return static_cast<double>(cents) / 100; };
        quotes << fmt::format("{},{},80.3,{},{:.2f},{:.2f},{:.2f},{:.1f}\n", id, utc(row.at_us),
                              row.listings, money(row.get_in_cents), money(row.average_cents),
                              money(row.median_cents), money(row.highest_cents));
    }
}

}  // namespace seatsync::import_bench
