#include "testing/sports_answers.hpp"

#include "testing/made_source.hpp"

#include <fmt/format.h>

#include <ostream>
#include <stdexcept>

namespace seatsync::testing {

namespace {

std::string score_of(const feed::Item& item, const domain::EventId& event) {
    if (item.observations.size() < 2)
        return {};
    const auto& result = std::get<domain::GameResult>(item.observations[1]);
    if (result.event != event)
        throw std::runtime_error("the result is of another event");
    return fmt::format("{}:{}", result.home_score, result.away_score);
}

std::string shown(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "-";
}

}  // namespace

GameRow game_of(const feed::Item& item) {
    if (!item.problem.empty())
        throw std::runtime_error(item.problem);
    const auto& sighting = std::get<feed::Sighting>(item.observations.at(0));
    const domain::Event& event = sighting.event;
    return {.id = event.id.value(),
            .league = event.league,
            .season = event.season,
            .category = event.category,
            .title = event.title,
            .home = event.home,
            .away = event.away,
            .venue = event.venue.city.empty() ? event.venue.name
                                              : event.venue.name + ", " + event.venue.city,
            .zone = event.venue.zone.name(),
            .capacity = event.venue.capacity.value_or(0),
            .start = domain::format_utc(event.start),
            .status = std::string(name_of(event.status)) + (event.start_tbd ? ", TBD" : ""),
            .local_date = sighting.local_date ? domain::format_date(*sighting.local_date) : "",
            .game_number = sighting.game_number.value_or(0),
            .score = score_of(item, event.id)};
}

RecordRow record_of(const feed::Item& item) {
    if (!item.problem.empty())
        throw std::runtime_error(item.problem);
    const auto& record = std::get<domain::TeamRecord>(item.observations.at(0));
    return {.league = record.league,
            .season = record.season,
            .team = record.team,
            .wins = record.wins,
            .losses = record.losses,
            .wins_last10 = record.wins_last10,
            .event_at = domain::format_utc(record.event_at)};
}

Result<feed::Answer> answer_of(const feed::SourceFactory& factory, const std::string& endpoint,
                               std::string_view body, domain::Instant now,
                               const std::map<std::string, std::string>& parameters) {
    const feed::Task task{.key = endpoint, .endpoint = endpoint, .parameters = parameters};
    return made_source(factory)->parse(task, body, now);
}

feed::Answer answer_or_problem(Result<feed::Answer> answer) {
    if (answer)
        return *std::move(answer);
    return {.items = {{.key = "error", .problem = answer.error().detail}}};
}

std::string problems_of(const feed::Answer& answer) {
    std::string all;
    for (const feed::Item& item : answer.items)
        if (!item.problem.empty())
            all += item.key + ": " + item.problem + "\n";
    return all;
}

domain::Instant instant(std::string_view text) {
    return domain::parse_instant(text).value();
}

std::ostream& operator<<(std::ostream& out, const GameRow& row) {
    return out << fmt::format("{}|{}|{}|{}|{}|{} - {}|{} {} {}|{}|{}|{}|#{}|{}", row.id, row.league,
                              row.season, row.category, row.title, row.home, row.away, row.venue,
                              row.zone, row.capacity, row.start, row.status, row.local_date,
                              row.game_number, row.score);
}

std::ostream& operator<<(std::ostream& out, const RecordRow& row) {
    return out << fmt::format("{}|{}|{}|{} {} {}|{}", row.league, row.season, row.team,
                              shown(row.wins), shown(row.losses), shown(row.wins_last10),
                              row.event_at);
}

}  // namespace seatsync::testing
