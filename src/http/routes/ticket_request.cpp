#include "http/routes/ticket_request.hpp"

#include "domain/time.hpp"
#include "http/body_fields.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::http::routes {

namespace {

namespace json = boost::json;

constexpr std::array kBodyFields = {
    FieldSpec{"ticket_data", FieldKind::object, true},
    FieldSpec{"use_ensemble", FieldKind::boolean},
    FieldSpec{"include_uncertainty", FieldKind::boolean},
    FieldSpec{"horizon", FieldKind::text},
    FieldSpec{"market", FieldKind::text},
    FieldSpec{"as_of", FieldKind::text},
};

constexpr std::array kTicketFields = {
    FieldSpec{"team", FieldKind::text, true},      FieldSpec{"opponent", FieldKind::text},
    FieldSpec{"venue", FieldKind::text},           FieldSpec{"section", FieldKind::text_or_integer},
    FieldSpec{"row", FieldKind::text_or_integer},  FieldSpec{"seat", FieldKind::text_or_integer},
    FieldSpec{"game_date", FieldKind::text, true}, FieldSpec{"listed_date", FieldKind::text},
    FieldSpec{"event_id", FieldKind::text},
};

/// "2021-06-11T19:10Z" and "2021-06-11 19:10-07:00" say their zone; a date alone does not.
bool says_zone(std::string_view text) {
    constexpr std::size_t kDateBytes = 10;
    return text.size() > kDateBytes &&
           text.substr(kDateBytes).find_first_of("Z+-") != std::string_view::npos;
}

Result<void> read_choices(const json::object& body, const json::object& ticket,
                          TicketRequest& out) {
    if (const auto word = text_of(body, "horizon"); !word.empty()) {
        SEATSYNC_TRY(out.horizon, domain::horizon_named(word));
    }
    if (const auto id = text_of(ticket, "event_id"); !id.empty()) {
        SEATSYNC_TRY(out.event_id, domain::parse_event_id(id));
    }
    out.market = text_of(body, "market");
    out.as_of = text_of(body, "as_of");
    out.include_uncertainty = flag_of(body, "include_uncertainty", true);
    return {};
}

Result<void> read_ticket(const json::object& ticket, TicketRequest& out) {
    out.team = text_of(ticket, "team");
    out.opponent = text_of(ticket, "opponent");
    out.venue = text_of(ticket, "venue");
    out.section = text_of(ticket, "section");
    out.row = text_of(ticket, "row");
    out.seat = text_of(ticket, "seat");
    out.game_date_text = text_of(ticket, "game_date");
    const auto game_time = parse_game_time(out.game_date_text);
    if (!game_time)
        return base::in_context(game_time.error(), "ticket_data.game_date");
    out.game_time = *game_time;
    if (out.team.empty())
        return fail(ErrorCode::invalid_argument, "the field 'ticket_data.team' is empty");
    return {};
}

}  // namespace

Result<GameTime> parse_game_time(std::string_view text) {
    if (const auto date = domain::parse_date(text))
        return GameTime(*date);
    SEATSYNC_TRY(const auto instant, domain::parse_instant(text));
    if (says_zone(text))
        return GameTime(instant);
    // Without a zone the parser reads UTC; the digits are what the venue's clock shows.
    const auto digits = domain::to_local(instant, domain::Zone::utc());
    return GameTime(VenueTime{.date = digits.date, .time_of_day = digits.time_of_day});
}

Result<TicketRequest> parse_ticket_request(std::string_view body) {
    SEATSYNC_TRY(const auto object, parse_object(body));
    SEATSYNC_CHECK(check_fields(object, kBodyFields, ""));
    const json::object& ticket = object.at("ticket_data").as_object();
    SEATSYNC_CHECK(check_fields(ticket, kTicketFields, "ticket_data"));
    TicketRequest request;
    SEATSYNC_CHECK(read_ticket(ticket, request));
    SEATSYNC_CHECK(read_choices(object, ticket, request));
    request.ignored_fields = unknown_fields(object, kBodyFields, "");
    for (auto& name : unknown_fields(ticket, kTicketFields, "ticket_data"))
        request.ignored_fields.push_back(std::move(name));
    return request;
}

}  // namespace seatsync::http::routes
