#include "cli/market_commands.hpp"

#include "domain/event.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

struct EventsOptions {
    std::string league;
    std::string as_of;
    bool json = false;
};

Result<void> list_events(const Context& context, const EventsOptions& options) {
    SEATSYNC_TRY(const auto as_of, context.as_of(options.as_of));
    SEATSYNC_TRY(const auto stores, context.open_stores());
    app::EventFilter filter;
    filter.league = options.league;
    SEATSYNC_TRY(const auto events, stores.market->events(filter, as_of));
    boost::json::array list;
    for (const auto& event : events) {
        if (options.json)
            list.push_back(event_json(event));
        else
            context.environment().out << fmt::format(
                "{}  {:<6} {}  {}\n", domain::format_local(event.start, event.venue.zone),
                event.league, domain::display_name(event), event.id.value());
    }
    if (options.json)
        context.print_json({{"events", std::move(list)}});
    return {};
}

}  // namespace

boost::json::object event_json(const domain::Event& event) {
    return {{"id", event.id.value()},
            {"league", event.league},
            {"title", domain::display_name(event)},
            {"start", domain::format_utc(event.start)},
            {"zone", event.venue.zone.name()},
            {"status", domain::name_of(event.status)}};
}

void add_market_events(CLI::App& market, Context& context) {
    auto options = std::make_shared<EventsOptions>();
    auto* command = add_command(market, "events", "List the events that are known, by start",
                                "  seatsync market events\n"
                                "  seatsync market events --league mlb --as-of 2021-06-01 --json");
    command->add_option("--league", options->league, "Only this league");
    command->add_option("--as-of", options->as_of, "Only what was known then (default: now)")
        ->check(check_instant);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return list_events(context, *options); });
    });
}

}  // namespace seatsync::cli
