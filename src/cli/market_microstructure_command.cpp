#include "app/sale_outlook.hpp"
#include "cli/find_event.hpp"
#include "cli/market_commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct MicrostructureCommand {
    std::string event;
    std::string as_of;
    std::vector<double> ratios = {0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.35, 1.5, 2};
    bool json = false;
};

json::object to_json(const app::HorizonOutlook& horizon, const std::vector<double>& ratios) {
    json::array curve;
    for (std::size_t i = 0; i < ratios.size(); ++i)
        curve.push_back({{"price_ratio", ratios[i]}, {"taken", horizon.taken[i]}});
    return {{"horizon", domain::name_of(horizon.horizon)},
            {"expected_moves", horizon.flow.moves},
            {"up_share", horizon.flow.up_share},
            {"lower", horizon.lower},
            {"unchanged", horizon.unchanged},
            {"higher", horizon.higher},
            {"sale_curve", std::move(curve)}};
}

json::object to_json(const app::SeriesOutlook& series, const std::vector<double>& ratios) {
    json::array horizons;
    for (const auto& horizon : series.horizons)
        horizons.push_back(to_json(horizon, ratios));
    return {{"market", series.series.market},
            {"zone", series.series.zone},
            {"price_kind", domain::name_of(series.series.kind)},
            {"currency", series.series.currency.code()},
            {"last_at", domain::format_utc(series.last_at)},
            {"last_cents", series.last_cents},
            {"per_day",
             {{"removal", series.now.removal},
              {"raise", series.now.raise},
              {"arrival", series.now.arrival},
              {"undercut", series.now.undercut}}},
            {"median_move", series.now.jump_size},
            {"horizons", std::move(horizons)}};
}

json::object to_json(const app::SaleOutlook& outlook, const std::vector<double>& ratios) {
    json::array list;
    for (const auto& series : outlook.series)
        list.push_back(to_json(series, ratios));
    return {{"event_id", outlook.event.id.value()},
            {"event", domain::display_name(outlook.event)},
            {"pairs", outlook.pairs},
            {"moves", outlook.moves},
            {"tells_counts", outlook.tells_counts},
            {"series", std::move(list)}};
}

void print(std::ostream& out, const app::SeriesOutlook& series, const std::vector<double>& ratios) {
    out << fmt::format(
        "\n{}: lowest {} at {}\n  a day: cheapest taken {:.2f}, raised {:.2f}, cheaper comes "
        "{:.2f}, undercut {:.2f}; half of the moves are over {:.1f} %\n",
        series.series.market, domain::Money(series.last_cents, series.series.currency).to_display(),
        domain::format_utc(series.last_at), series.now.removal, series.now.raise,
        series.now.arrival, series.now.undercut, 100 * series.now.jump_size);
    out << fmt::format("  {:<22}", "chance of being taken");
    for (const auto& horizon : series.horizons)
        out << fmt::format(" {:>7}", domain::name_of(horizon.horizon));
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        out << fmt::format("\n  at {:>4.2f} x the lowest   ", ratios[i]);
        for (const auto& horizon : series.horizons)
            out << fmt::format(" {:>6.1f}%", 100 * horizon.taken[i]);
    }
    out << '\n';
}

Result<void> microstructure(const Context& context, const MicrostructureCommand& command) {
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const auto stores, context.open_stores());
    SEATSYNC_TRY(const auto event, find_event(*stores.market, command.event, as_of));
    SEATSYNC_TRY(const auto outlook,
                 app::sale_outlook(*stores.market, event.id, as_of, command.ratios));
    if (command.json) {
        context.print_json(to_json(outlook, command.ratios));
        return {};
    }
    auto& out = context.environment().out;
    out << fmt::format(
        "{}  {}\nhazards from {} pairs of neighbouring prices, {} of them moves\n{}",
        domain::display_name(outlook.event), outlook.event.id.value(), outlook.pairs, outlook.moves,
        outlook.tells_counts
            ? "taken: sold or withdrawn, which cannot be told apart from outside\n"
            : "counts of listings are not known: every rise counts as the cheapest taken, every "
              "fall as an undercut\n");
    for (const auto& series : outlook.series)
        print(out, series, command.ratios);
    return {};
}

}  // namespace

void add_market_microstructure(CLI::App& market, Context& context) {
    auto options = std::make_shared<MicrostructureCommand>();
    auto* command = add_command(
        market, "microstructure",
        "Hazards of an event's cheapest listings and the chance that one at a price is taken",
        "  seatsync market microstructure --event \"rangers at los angeles dodgers\"\n"
        "  seatsync market microstructure --event mlb_stubhub_2021:104722879 --as-of 2021-06-01 "
        "--ratio 0.9 1 1.1 --json");
    command->add_option("--event", options->event, "Its id, or a part of its name")->required();
    command
        ->add_option("--ratio", options->ratios, "Prices over the lowest price of the others now")
        ->check(CLI::Range(0.01, 100.0));
    command->add_option("--as-of", options->as_of, "Only what was known then (default: now)")
        ->check(check_instant);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return microstructure(context, *options); });
    });
}

}  // namespace seatsync::cli
