#include "cli/market_commands.hpp"

#include "app/market_statistics.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <cmath>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct StatsCommand {
    std::string as_of;
    bool json = false;
};

json::value or_null(const std::optional<double>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

/// "3-7", "120+"
std::string name_of(const app::DaysToEvent& days) {
    if (&days == &app::kDaysToEvent.back())
        return fmt::format("{}+", days.from);
    return fmt::format("{}-{}", days.from, days.to);
}

json::object to_json(const app::SetStatistics& set) {
    json::array distances;
    for (std::size_t i = 0; i < app::kDaysToEvent.size(); ++i) {
        const auto& one = set.by_distance[i];
        distances.push_back({{"days_to_event", name_of(app::kDaysToEvent[i])},
                             {"snapshots", one.snapshots},
                             {"median_cents", or_null(one.median_cents)},
                             {"median_relative", or_null(one.median_relative)}});
    }
    return {{"namespace", set.name_space},
            {"currency", set.currency},
            {"events", set.events},
            {"series", set.series},
            {"snapshots", set.snapshots},
            {"priced", set.priced},
            {"gap_median_h", or_null(set.gap_median_h)},
            {"gap_max_h", or_null(set.gap_max_h)},
            {"median_cents", or_null(set.median_cents)},
            {"by_days_to_event", std::move(distances)},
            {"one_day_moves", set.one_day_moves},
            {"unchanged_share", or_null(set.unchanged_share)}};
}

std::string amount(const std::optional<double>& cents) {
    return cents ? fmt::format("{:.2f}", *cents / 100) : std::string("-");
}

std::string number(const std::optional<double>& value, int decimals) {
    return value ? fmt::format("{:.{}f}", *value, decimals) : std::string("-");
}

void print(std::ostream& out, const app::SetStatistics& set) {
    out << fmt::format("{} {}\n  {} events, {} series, {} snapshots, {} priced before the event\n",
                       set.name_space, set.currency, set.events, set.series, set.snapshots,
                       set.priced);
    if (set.priced == 0)
        return;
    out << fmt::format("  hours between snapshots: median {}, longest {}\n",
                       number(set.gap_median_h, 1), number(set.gap_max_h, 1));
    const auto percent =
        set.unchanged_share ? std::optional(*set.unchanged_share * 100) : std::nullopt;
    out << fmt::format("  lowest price: median {}; unchanged after a day: {} % of {}\n",
                       amount(set.median_cents), number(percent, 1), set.one_day_moves);
    out << fmt::format("  {:>13} {:>10} {:>10} {:>22}\n", "days to event", "snapshots", "median",
                       "over the event's own");
    for (std::size_t i = app::kDaysToEvent.size(); i-- > 0;) {
        const auto& one = set.by_distance[i];
        if (one.snapshots > 0)
            out << fmt::format("  {:>13} {:>10} {:>10} {:>22}\n", name_of(app::kDaysToEvent[i]),
                               one.snapshots, amount(one.median_cents),
                               number(one.median_relative, 3));
    }
}

Result<void> stats(const Context& context, const StatsCommand& command) {
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const auto stores, context.open_stores());
    SEATSYNC_TRY(const auto sets, app::market_statistics(*stores.market, as_of));
    json::array list;
    for (const auto& set : sets) {
        if (command.json)
            list.push_back(to_json(set));
        else
            print(context.environment().out, set);
    }
    if (command.json)
        context.print_json(json::object{{"sets", std::move(list)}});
    else if (sets.empty())
        context.environment().out << "nothing is known; seatsync market import brings history in\n";
    return {};
}

}  // namespace

void add_market_stats(CLI::App& market, Context& context) {
    auto options = std::make_shared<StatsCommand>();
    auto* command = add_command(market, "stats", "Say what each set of price history holds",
                                "  seatsync market stats\n"
                                "  seatsync market stats --as-of 2021-08-01 --json");
    command->add_option("--as-of", options->as_of, "Only what was known then (default: now)")
        ->check(check_instant);
    command->add_flag("--json", options->json, "Print JSON (prices in cents)");
    command->callback([&context, options] {
        context.set_action([&context, options] { return stats(context, *options); });
    });
}

}  // namespace seatsync::cli
