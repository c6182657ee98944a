#include "cli/market_commands.hpp"

#include "cli/find_event.hpp"
#include "cli/plot.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ShowCommand {
    std::string event;
    std::string market;
    std::string as_of;
    bool json = false;
};

/// The quotes of one series, by time.
struct SeriesQuotes {
    domain::SeriesKey key;
    std::vector<domain::Quote> quotes;
};

std::vector<SeriesQuotes> by_series(std::vector<domain::Quote> quotes, const std::string& market) {
    std::vector<SeriesQuotes> out;
    for (auto& quote : quotes) {
        if (!market.empty() && quote.series.market != market)
            continue;
        if (out.empty() || out.back().key != quote.series)
            out.push_back({quote.series, {}});
        out.back().quotes.push_back(std::move(quote));
    }
    return out;
}

template <class Number>
json::value or_null(const std::optional<Number>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::object to_json(const domain::Quote& quote, const domain::Zone& zone) {
    return {{"at", domain::format_utc(quote.event_at)},
            {"at_local", domain::format_local(quote.event_at, zone)},
            {"received_at", domain::format_utc(quote.received_at)},
            {"get_in_cents", or_null(quote.get_in_cents)},
            {"median_cents", or_null(quote.median_cents)},
            {"average_cents", or_null(quote.average_cents)},
            {"highest_cents", or_null(quote.highest_cents)},
            {"listings", or_null(quote.listings)},
            {"tickets", or_null(quote.tickets)},
            {"popularity", or_null(quote.popularity)}};
}

json::object to_json(const SeriesQuotes& series, const domain::Zone& zone) {
    json::array quotes;
    for (const auto& quote : series.quotes)
        quotes.push_back(to_json(quote, zone));
    return {{"market", series.key.market},
            {"zone", series.key.zone},
            {"kind", domain::name_of(series.key.kind)},
            {"currency", series.key.currency.code()},
            {"quotes", std::move(quotes)}};
}

void print_json(const Context& context, const domain::Event& event,
                const std::vector<SeriesQuotes>& all) {
    json::array list;
    for (const auto& series : all)
        list.push_back(to_json(series, event.venue.zone));
    context.print_json(json::object{{"event", event_json(event)}, {"series", std::move(list)}});
}

std::string price(std::int64_t cents, domain::Currency currency) {
    return domain::Money(cents, currency).to_display();
}

/// "latest 2021-06-11 10:00 PDT: $42.00, 123 tickets"
std::string latest_line(const domain::Quote& quote, const domain::Zone& zone) {
    std::string out = "  latest " + domain::format_local(quote.event_at, zone) + ":";
    const auto add = [&](const char* what, const std::optional<std::int64_t>& cents) {
        if (cents)
            out += fmt::format(" {} {}", what, price(*cents, quote.series.currency));
    };
    add("lowest", quote.get_in_cents);
    add("median", quote.median_cents);
    add("average", quote.average_cents);
    add("highest", quote.highest_cents);
    if (quote.listings)
        out += fmt::format(" listings {}", *quote.listings);
    if (quote.tickets)
        out += fmt::format(" tickets {}", *quote.tickets);
    return out + "\n";
}

void print(const Environment& environment, const SeriesQuotes& series, const domain::Zone& zone) {
    std::vector<PlotPoint> points;
    std::vector<domain::Instant> times;
    for (const auto& quote : series.quotes)
        if (quote.get_in_cents) {
            const std::chrono::duration<double> since = quote.event_at.time_since_epoch();
            points.push_back({since.count(), static_cast<double>(*quote.get_in_cents)});
            times.push_back(quote.event_at);
        }
    const std::string place = series.key.zone.empty() ? "" : ", " + series.key.zone;
    environment.out << fmt::format("\n{}{}: lowest price ({}, {}), {} of {} snapshots have one\n",
                                   series.key.market, place, domain::name_of(series.key.kind),
                                   series.key.currency.code(), points.size(), series.quotes.size());
    if (points.size() > 1) {
        PlotAxes axes;
        axes.columns = environment.out_columns;
        axes.y_label = [&](double cents) {
            return price(std::llround(cents), series.key.currency);
        };
        axes.x_first = domain::format_local(times.front(), zone);
        axes.x_last = domain::format_local(times.back(), zone);
        environment.out << plot(points, axes);
    }
    environment.out << latest_line(series.quotes.back(), zone);
}

Result<void> show(const Context& context, const ShowCommand& command) {
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const auto stores, context.open_stores());
    SEATSYNC_TRY(const auto event, find_event(*stores.market, command.event, as_of));
    SEATSYNC_TRY(auto quotes, stores.market->quotes(event.id, {}, as_of));
    const auto series = by_series(std::move(quotes), command.market);
    if (command.json) {
        print_json(context, event, series);
        return {};
    }
    auto& out = context.environment().out;
    out << fmt::format("{}  {}\nstarts {}{} ({})\n", domain::display_name(event), event.id.value(),
                       domain::format_local(event.start, event.venue.zone),
                       event.start_tbd ? ", hour to be decided" : "", event.venue.zone.name());
    for (const auto& one : series)
        print(context.environment(), one, event.venue.zone);
    if (series.empty())
        out << "no quotes\n";
    return {};
}

}  // namespace

void add_market_show(CLI::App& market, Context& context) {
    auto options = std::make_shared<ShowCommand>();
    auto* command =
        add_command(market, "show", "Show the quotes of an event over time, in the venue's time",
                    "  seatsync market show mlb_stubhub_2021:104722879\n"
                    "  seatsync market show \"rangers at los angeles dodgers\"\n"
                    "  seatsync market show 37 --market tickpick --as-of 2026-06-01 --json");
    command->add_option("event", options->event, "Its id, or a part of its name")->required();
    command->add_option("--market", options->market, "Only this market");
    command->add_option("--as-of", options->as_of, "Only what was known then (default: now)")
        ->check(check_instant);
    command->add_flag("--json", options->json, "Print JSON (prices in cents)");
    command->callback([&context, options] {
        context.set_action([&context, options] { return show(context, *options); });
    });
}

}  // namespace seatsync::cli
