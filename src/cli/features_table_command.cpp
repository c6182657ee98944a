#include "cli/features_table_command.hpp"

#include "cli/folder_data.hpp"
#include "features/feature_table.hpp"

#include <fmt/format.h>
#include <fmt/os.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <chrono>
#include <cmath>
#include <memory>
#include <ostream>
#include <system_error>

namespace seatsync::cli {

namespace {

struct TableOptions {
    std::string folder;
    std::string layout;
    std::string league;
    std::string file;
    std::vector<std::string> names;
    bool json = false;
};

Result<std::vector<const features::Feature*>> chosen(const std::vector<std::string>& names) {
    std::vector<const features::Feature*> all;
    for (const std::string& name : names) {
        const features::Feature* feature = features::find_feature(name);
        if (feature == nullptr)
            return fail(
                ErrorCode::not_found,
                fmt::format("there is no feature '{}'; seatsync features list names them", name));
        all.push_back(feature);
    }
    if (all.empty())
        for (const features::Feature& feature : features::catalogue())
            all.push_back(&feature);
    return all;
}

void write_rows(fmt::ostream& out, const features::MarketHistory& history,
                const std::vector<const features::Feature*>& features,
                const features::ValueTable& table) {
    out.print("event,market,zone,price_kind,received_at_utc");
    for (const features::Feature* feature : features)
        out.print(",{}", feature->name);
    out.print("\n");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const features::SeriesHistory& series = history.series()[table.rows[i].series];
        out.print("{},{},{},{},{}", series.key.event.value(), series.key.market, series.key.zone,
                  name_of(series.key.kind),
                  domain::format_utc(series.received_at[table.rows[i].row]));
        for (std::size_t j = 0; j < table.columns; ++j) {
            const double value = table.values[i * table.columns + j];
            if (std::isnan(value))
                out.print(",");
            else
                out.print(",{}", value);
        }
        out.print("\n");
    }
}

Result<void> run_table(const Context& context, const TableOptions& options) {
    SEATSYNC_TRY(const auto features, chosen(options.names));
    SEATSYNC_TRY(const auto data,
                 read_folder_data(context, options.folder, options.layout, options.league));
    const auto history = features::MarketHistory::from(data.observations);
    const auto begin = std::chrono::steady_clock::now();
    const auto table =
        compute_values(history, features, [](const features::RowRef&) { return true; });
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    if (!options.file.empty()) {
        try {
            auto out = fmt::output_file(options.file);
            write_rows(out, history, features, table);
        } catch (const std::system_error& error) {
            return fail(ErrorCode::unavailable,
                        fmt::format("cannot write {}: {}", options.file, error.what()));
        }
    }
    const auto values = static_cast<double>(table.values.size());
    if (options.json)
        context.print_json({{"rows", table.rows.size()},
                            {"features", table.columns},
                            {"seconds", taken.count()},
                            {"values_per_second", values / taken.count()}});
    else
        context.environment().out << fmt::format(
            "{} rows of {} features in {:.3f} s: {:.0f} values a second\n", table.rows.size(),
            table.columns, taken.count(), values / taken.count());
    return {};
}

}  // namespace

void add_features_table(CLI::App& parent, Context& context) {
    auto options = std::make_shared<TableOptions>();
    auto* command = add_command(
        parent, "table", "Features of every price of a folder of history, as CSV",
        "  seatsync features table ../shared/data/nfl_seatgeek_2018 --csv features.csv\n"
        "  seatsync features table my_season --league mlb --feature price_trend_7d --json");
    command->add_option("folder", options->folder, "Folder, or a file of quotes")->required();
    command->add_option("--feature", options->names, "Only these; default: all");
    command->add_option("--csv", options->file, "File to write; default: none, only the speed");
    command->add_option("--layout", options->layout, "How the columns are called");
    command->add_option("--league", options->league, "Where no column tells it");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_table(context, *options); });
    });
}

}  // namespace seatsync::cli
