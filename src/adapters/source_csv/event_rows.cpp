#include "adapters/source_csv/event_rows.hpp"

#include "domain/event.hpp"

#include <algorithm>

namespace seatsync::source_csv {

namespace {

using namespace std::chrono_literals;
using domain::Instant;

constexpr auto kResultAfterStart = 4h;
/// The convention of the scorer for games of which only the date is told.
constexpr auto kEndOfDay = 23h + 59min + 59s;

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

domain::TeamRecord of_team(domain::TeamRecord record, const domain::Event& event,
                           const std::string& team) {
    record.league = event.league;
    record.season = event.season;
    record.team = team;
    record.event_at = event.start;
    record.received_at = event.start;
    return record;
}

}  // namespace

RecordFields::RecordFields(const RecordLayout& layout, const std::vector<std::string>& header)
    : wins_(layout.wins, header),
      losses_(layout.losses, header),
      wins_last10_(layout.wins_last10, header),
      elo_(layout.elo, header),
      told_(wins_.has_column() || losses_.has_column() || wins_last10_.has_column() ||
            elo_.has_column()) {}

RowResult<std::optional<domain::TeamRecord>> RecordFields::read(const Record& record) const {
    if (!told_)
        return std::optional<domain::TeamRecord>();
    domain::TeamRecord out;
    SEATSYNC_TRY(out.wins, wins_.value(record, read_count));
    SEATSYNC_TRY(out.losses, losses_.value(record, read_count));
    SEATSYNC_TRY(out.wins_last10, wins_last10_.value(record, read_wins));
    SEATSYNC_TRY(out.elo, elo_.value(record, read_number));
    const bool told = out.wins || out.losses || out.wins_last10 || out.elo;
    return told ? std::optional(std::move(out)) : std::nullopt;
}

EventRows::EventRows(const EventLayout& layout, const std::vector<std::string>& header,
                     std::string name_space, std::string league, bool columns_are_quotes)
    : name_space_(std::move(name_space)),
      league_given_(lower_case(league)),
      dates_count_(!columns_are_quotes),
      id_(layout.id, header),
      league_(layout.league, header),
      season_(layout.season, header),
      category_(layout.category, header),
      title_(layout.title, header),
      home_(layout.home, header),
      away_(layout.away, header),
      venue_(layout.venue, header),
      city_(layout.city, header),
      capacity_(layout.capacity, header),
      zone_(layout.zone, header),
      start_(layout.start, header),
      start_date_(layout.start_date, header),
      start_time_local_(layout.start_time_local, header),
      start_tbd_(layout.start_tbd, header),
      received_(layout.received, header),
      home_score_(layout.home_score, header),
      away_score_(layout.away_score, header),
      promotion_(layout.promotion, header),
      home_record_(layout.home_record, header),
      away_record_(layout.away_record, header) {
    knows_league_ =
        league_.has_column() || !layout.league.otherwise.empty() || !league_given_.empty();
}

RowResult<EventRow> EventRows::read(const Record& record) const {
    EventRow row;
    SEATSYNC_TRY(row.raw_id, id_.text(record));
    if (row.raw_id.empty())
        return id_.problem("", "the event id is missing");
    domain::Event event;
    SEATSYNC_TRY(event.id, id_.parsed(row.raw_id, [&](std::string_view id) {
        return domain::make_event_id(name_space_, id);
    }));
    SEATSYNC_CHECK(read_names(record, event));
    SEATSYNC_CHECK(read_start(record, row, event));
    if (!row.event)
        return row;
    SEATSYNC_CHECK(read_records(record, row));
    SEATSYNC_CHECK(read_result(record, row));
    SEATSYNC_CHECK(read_promotion(record, row));
    return row;
}

RowResult<void> EventRows::read_names(const Record& record, domain::Event& event) const {
    SEATSYNC_TRY(const auto league, league_.text(record));
    event.league = league_given_.empty() ? lower_case(league) : league_given_;
    SEATSYNC_TRY(event.season, season_.text(record));
    SEATSYNC_TRY(event.category, category_.text(record));
    SEATSYNC_TRY(event.title, title_.text(record));
    SEATSYNC_TRY(event.home, home_.text(record));
    SEATSYNC_TRY(event.away, away_.text(record));
    SEATSYNC_TRY(event.venue.name, venue_.text(record));
    SEATSYNC_TRY(event.venue.city, city_.text(record));
    SEATSYNC_TRY(event.venue.capacity, capacity_.value(record, read_count));
    SEATSYNC_TRY(event.venue.zone, zone_of(record));
    return {};
}

RowResult<domain::Zone> EventRows::zone_of(const Record& record) const {
    SEATSYNC_TRY(const auto name, zone_.text(record));
    if (name.empty())
        return domain::Zone::utc();
    return zone_.parsed(name, domain::Zone::named);
}

RowResult<void> EventRows::read_start(const Record& record, EventRow& row,
                                      domain::Event& event) const {
    SEATSYNC_TRY(event.start_tbd, start_tbd_.value(record, read_flag));
    SEATSYNC_TRY(const auto received, received_.text(record));
    if (!received.empty()) {
        SEATSYNC_TRY(event.received_at, received_.parsed(received, domain::parse_instant));
    }
    SEATSYNC_TRY(const auto start, start_.text(record));
    SEATSYNC_TRY(const auto date, start_date_.text(record));
    if (!start.empty()) {
        SEATSYNC_TRY(event.start, start_.parsed(start, domain::parse_instant));
    } else if (!date.empty() && dates_count_) {
        SEATSYNC_CHECK(read_start_date(record, date, event));
    } else {
        return {};
    }
    SEATSYNC_TRY(row.event, id_.parsed(row.raw_id, [&](std::string_view) {
        return domain::checked(std::move(event));
    }));
    return {};
}

RowResult<void> EventRows::read_start_date(const Record& record, std::string_view text,
                                           domain::Event& event) const {
    SEATSYNC_TRY(const auto date, start_date_.parsed(text, domain::parse_date));
    SEATSYNC_TRY(const auto time, start_time_local_.text(record));
    SEATSYNC_TRY(const auto zone, zone_.text(record));
    event.start_tbd = time.empty() || zone.empty();
    if (event.start_tbd) {
        event.start = std::chrono::sys_days(date) + kEndOfDay;
        return {};
    }
    SEATSYNC_TRY(const int minutes, start_time_local_.parsed(time, read_minutes_of_day));
    SEATSYNC_TRY(event.start, start_time_local_.parsed(time, [&](std::string_view) {
        return domain::from_local(date, std::chrono::minutes(minutes), event.venue.zone);
    }));
    return {};
}

RowResult<void> EventRows::read_records(const Record& record, EventRow& row) const {
    SEATSYNC_TRY(auto home, home_record_.read(record));
    SEATSYNC_TRY(auto away, away_record_.read(record));
    if (home && !row.event->home.empty())
        row.records.push_back(of_team(*std::move(home), *row.event, row.event->home));
    if (away && !row.event->away.empty())
        row.records.push_back(of_team(*std::move(away), *row.event, row.event->away));
    return {};
}

RowResult<void> EventRows::read_result(const Record& record, EventRow& row) const {
    SEATSYNC_TRY(const auto home, home_score_.value(record, read_count));
    SEATSYNC_TRY(const auto away, away_score_.value(record, read_count));
    if (!home || !away)
        return {};
    const Instant known = row.event->start + kResultAfterStart;
    row.result = domain::GameResult{.event = row.event->id,
                                    .home_score = *home,
                                    .away_score = *away,
                                    .event_at = known,
                                    .received_at = known};
    return {};
}

RowResult<void> EventRows::read_promotion(const Record& record, EventRow& row) const {
    SEATSYNC_TRY(const auto told, promotion_.text(record));
    if (told.empty() || !promotion_.valid_at(row.event->start))
        return {};
    SEATSYNC_TRY(const bool promoted, promotion_.parsed(told, read_flag));
    row.promotion = domain::Reading{.source = name_space_,
                                    .subject = row.event->id.value(),
                                    .measure = "promotion",
                                    .valid_at = row.event->start,
                                    .event_at = row.event->received_at,
                                    .received_at = row.event->received_at,
                                    .value = promoted ? 1.0 : 0.0};
    return {};
}

}  // namespace seatsync::source_csv
