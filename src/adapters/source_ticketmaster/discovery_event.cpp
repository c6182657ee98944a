#include "adapters/source_ticketmaster/discovery_event.hpp"

#include "feed/event_status.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace seatsync::source_ticketmaster {

namespace {

using domain::EventStatus;
using feed::JsonValue;

constexpr std::array<feed::StatusWord, 6> kStatuses = {{{"onsale", EventStatus::scheduled},
                                                        {"offsale", EventStatus::scheduled},
                                                        {"rescheduled", EventStatus::scheduled},
                                                        {"postponed", EventStatus::postponed},
                                                        {"cancelled", EventStatus::cancelled},
                                                        {"canceled", EventStatus::cancelled}}};

/// The first element of the list; nothing when there is none.
Result<std::optional<JsonValue>> first_of(JsonValue json, std::string_view path) {
    SEATSYNC_TRY(const auto list, feed::array_at(json, path));
    if (!list || list->size() == 0)
        return std::optional<JsonValue>();
    return std::optional(JsonValue(list->at(0)));
}

Result<std::string> lower_text(JsonValue json, std::string_view path) {
    SEATSYNC_TRY(std::string text, feed::text_or_empty(json, path));
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Result<void> read_kind(JsonValue json, DiscoveryEvent& event) {
    SEATSYNC_TRY(const auto kind, first_of(json, "classifications"));
    if (!kind)
        return {};
    SEATSYNC_TRY(event.segment, lower_text(*kind, "segment.name"));
    SEATSYNC_TRY(event.sub_genre, lower_text(*kind, "subGenre.name"));
    return {};
}

Result<void> read_venue(JsonValue json, DiscoveryEvent& event) {
    SEATSYNC_TRY(const auto venue, first_of(json, "_embedded.venues"));
    if (!venue)
        return {};
    SEATSYNC_TRY(event.venue.name, feed::text_or_empty(*venue, "name"));
    SEATSYNC_TRY(event.venue.city, feed::text_or_empty(*venue, "city.name"));
    SEATSYNC_TRY(const auto zone, feed::text_at(*venue, "timezone"));
    if (zone) {
        SEATSYNC_TRY(event.venue.zone, domain::Zone::named(*zone));
    }
    SEATSYNC_TRY(const auto latitude, feed::number_at(*venue, "location.latitude"));
    SEATSYNC_TRY(const auto longitude, feed::number_at(*venue, "location.longitude"));
    if (latitude && longitude)
        event.place = {*latitude, *longitude};
    return {};
}

Result<void> read_sides(JsonValue json, DiscoveryEvent& event) {
    SEATSYNC_TRY(const auto attractions, feed::array_at(json, "_embedded.attractions"));
    if (!attractions || attractions->size() != 2)
        return {};
    SEATSYNC_TRY(std::string first, feed::required_text(JsonValue(attractions->at(0)), "name"));
    SEATSYNC_TRY(std::string second, feed::required_text(JsonValue(attractions->at(1)), "name"));
    if (!event.name.starts_with(first))
        std::swap(first, second);
    const std::size_t at = event.name.find(second, first.size());
    if (!event.name.starts_with(first) || at == event.name.npos)
        return {};
    const std::string between = event.name.substr(first.size(), at - first.size());
    const bool away_first = between == " at " || between == " @ ";
    event.home = away_first ? second : first;
    event.away = away_first ? first : second;
    return {};
}

Result<bool> any_flag(JsonValue json, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        SEATSYNC_TRY(const auto flag, feed::flag_at(json, name));
        if (flag == true)
            return true;
    }
    return false;
}

/// Nothing when even the date is not told.
Result<std::optional<feed::StartTime>> start_of(JsonValue json) {
    SEATSYNC_TRY(const auto local, feed::text_at(json, "dates.start.localDate"));
    if (!local)
        return std::optional<feed::StartTime>();
    SEATSYNC_TRY(const auto date, domain::parse_date(*local));
    SEATSYNC_TRY(const bool no_date,
                 any_flag(json, {"dates.start.dateTBD", "dates.start.dateTBA"}));
    SEATSYNC_TRY(const bool no_hour,
                 any_flag(json, {"dates.start.timeTBA", "dates.start.noSpecificTime"}));
    SEATSYNC_TRY(const auto instant, feed::instant_at(json, "dates.start.dateTime"));
    feed::StartTime start = feed::start_on(date);
    if (no_date)
        start.local_date.reset();
    if (instant && !no_date && !no_hour) {
        start.start = *instant;
        start.tbd = false;
    }
    return std::optional(start);
}

}  // namespace

Result<std::optional<DiscoveryEvent>> read_event(JsonValue json, feed::Item& item) {
    DiscoveryEvent event;
    SEATSYNC_TRY(event.id, feed::required_text(json, "id"));
    SEATSYNC_TRY(event.name, feed::required_text(json, "name"));
    SEATSYNC_TRY(const bool test, any_flag(json, {"test"}));
    SEATSYNC_TRY(const auto start, start_of(json));
    if (test || !start) {
        item.passed_over = test ? "a test event" : "its date is to be announced";
        return std::optional<DiscoveryEvent>();
    }
    event.start = *start;
    SEATSYNC_TRY(event.status, feed::status_at(json, "dates.status.code", kStatuses));
    SEATSYNC_CHECK(read_kind(json, event));
    SEATSYNC_CHECK(read_venue(json, event));
    SEATSYNC_CHECK(read_sides(json, event));
    return std::optional(std::move(event));
}

}  // namespace seatsync::source_ticketmaster
