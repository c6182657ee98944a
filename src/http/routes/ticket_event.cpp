#include "http/routes/ticket_event.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace seatsync::http::routes {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t kNamedMax = 5;

/// " los angeles dodgers ": lower case, single spaces between and around the words.
std::string words_of(std::string_view name) {
    std::string words = " ";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool word = std::isalnum(byte) != 0 || byte >= 0x80;
        if (word)
            words += static_cast<char>(std::tolower(byte));
        else if (c != '\'' && c != '.' && words.back() != ' ')
            words += ' ';
    }
    if (words.back() != ' ')
        words += ' ';
    return words;
}

bool same_words(std::string_view a, std::string_view b) {
    return words_of(a) == words_of(b);
}

/// `match` says when two names are the same; an opponent that was not named matches every one.
template <class Match>
bool plays(const domain::Event& event, const TicketRequest& ticket, Match match) {
    const auto pairs = [&](const std::string& own, const std::string& other) {
        return match(ticket.team, own) &&
               (ticket.opponent.empty() || match(ticket.opponent, other));
    };
    return pairs(event.home, event.away) || pairs(event.away, event.home);
}

std::chrono::year_month_day date_at_venue(const domain::Event& event, const GameTime& time) {
    if (const auto* date = std::get_if<std::chrono::year_month_day>(&time))
        return *date;
    if (const auto* venue_time = std::get_if<VenueTime>(&time))
        return venue_time->date;
    return domain::to_local(std::get<domain::Instant>(time), event.venue.zone).date;
}

bool starts_at(const domain::Event& event, const GameTime& time) {
    if (const auto* instant = std::get_if<domain::Instant>(&time))
        return event.start == *instant;
    const auto* venue_time = std::get_if<VenueTime>(&time);
    return venue_time != nullptr &&
           domain::to_local(event.start, event.venue.zone).time_of_day == venue_time->time_of_day;
}

bool is_on_date(const domain::Event& event, const GameTime& time) {
    return domain::to_local(event.start, event.venue.zone).date == date_at_venue(event, time);
}

/// Wide enough for the date in every zone of the earth.
app::EventFilter around(const GameTime& time) {
    sys_days day;
    if (const auto* date = std::get_if<std::chrono::year_month_day>(&time))
        day = sys_days(*date);
    else if (const auto* venue_time = std::get_if<VenueTime>(&time))
        day = sys_days(venue_time->date);
    else
        day = std::chrono::floor<days>(std::get<domain::Instant>(time));
    app::EventFilter filter;
    filter.starts_from = day - days(1);
    filter.starts_before = day + days(3);
    return filter;
}

template <class Keep>
void prefer(std::vector<domain::Event>& events, Keep keep) {
    if (std::any_of(events.begin(), events.end(), keep))
        std::erase_if(events, [&](const auto& event) { return !keep(event); });
}

std::string naming(const std::vector<domain::Event>& events) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(events.size(), kNamedMax); ++i)
        names.push_back(fmt::format("{} ({}, {})", events[i].id.value(),
                                    domain::display_name(events[i]),
                                    domain::format_local(events[i].start, events[i].venue.zone)));
    if (events.size() > kNamedMax)
        names.push_back(fmt::format("and {} more", events.size() - kNamedMax));
    return fmt::format("{}", fmt::join(names, "; "));
}

Error none(const TicketRequest& ticket, const std::vector<domain::Event>& that_date) {
    const std::string game = ticket.opponent.empty()
                                 ? ticket.team
                                 : fmt::format("{} and {}", ticket.team, ticket.opponent);
    const std::string others = that_date.empty()
                                   ? "no event is known on that date"
                                   : fmt::format("events on that date: {}", naming(that_date));
    return fail(ErrorCode::insufficient_data,
                fmt::format("no event of {} is known on {}, date of the venue; {}", game,
                            ticket.game_date_text, others));
}

Error several(const TicketRequest& ticket, const std::vector<domain::Event>& events) {
    return fail(ErrorCode::insufficient_data,
                fmt::format("{} events fit {} on {}: {}; ticket_data.event_id chooses one",
                            events.size(), ticket.team, ticket.game_date_text, naming(events)));
}

Result<domain::Event> event_of_id(const app::MarketStore& store, const domain::EventId& id,
                                  domain::Instant as_of) {
    auto event = store.event(id, as_of);
    if (!event && event.error().code == ErrorCode::not_found)
        return fail(ErrorCode::insufficient_data, event.error().detail);
    return event;
}

}  // namespace

bool same_name(std::string_view said, std::string_view known) {
    const std::string a = words_of(said);
    const std::string b = words_of(known);
    if (a == " " || b == " ")
        return false;
    return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

Result<domain::Event> find_event(const app::MarketStore& store, const TicketRequest& ticket,
                                 domain::Instant as_of) {
    if (ticket.event_id)
        return event_of_id(store, *ticket.event_id, as_of);
    SEATSYNC_TRY(auto on_date, store.events(around(ticket.game_time), as_of));
    std::erase_if(on_date, [&](const auto& event) { return !is_on_date(event, ticket.game_time); });
    auto found = on_date;
    std::erase_if(found, [&](const auto& event) { return !plays(event, ticket, same_name); });
    prefer(found, [&](const auto& event) { return plays(event, ticket, same_words); });
    prefer(found, [&](const auto& event) { return starts_at(event, ticket.game_time); });
    if (found.empty())
        return none(ticket, on_date);
    if (found.size() > 1)
        return several(ticket, found);
    return found.front();
}

}  // namespace seatsync::http::routes
