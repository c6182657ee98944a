#include "cli/features_show_command.hpp"

#include "app/event_features.hpp"
#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"
#include "cli/find_event.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ShowOptions {
    std::string event;
    std::string as_of;
    std::string category;
    bool json = false;
};

json::value number_or_null(double number) {
    return std::isnan(number) ? json::value(nullptr) : json::value(number);
}

json::object to_json(const app::SeriesFeatures& series,
                     const std::optional<features::Normalisation>& normalisation) {
    json::array values;
    for (const auto& [feature, value] : series.values) {
        const features::Value twin = normalisation ? normalisation->twin(*feature, value)
                                                   : features::because("no model is trained");
        values.push_back(
            {{"name", feature->name},
             {"category", name_of(feature->category)},
             {"value", number_or_null(value.number)},
             {"standard_error", number_or_null(value.error)},
             {"unit", feature->unit},
             {"missing", value.missing() ? json::value(value.reason) : nullptr},
             {"normalised", number_or_null(twin.number)},
             {"normalised_missing", twin.missing() ? json::value(twin.reason) : nullptr}});
    }
    return {{"event", series.series.event.value()},
            {"market", series.series.market},
            {"zone", series.series.zone},
            {"price_kind", name_of(series.series.kind)},
            {"currency", series.series.currency.code()},
            {"last_quoted", domain::format_utc(series.last_quoted)},
            {"features", std::move(values)}};
}

void print(std::ostream& out, const app::SeriesFeatures& series) {
    out << fmt::format("{}{}{} ({}, {}), last quoted {}\n", series.series.market,
                       series.series.zone.empty() ? "" : " zone ", series.series.zone,
                       name_of(series.series.kind), series.series.currency.code(),
                       domain::format_utc(series.last_quoted));
    for (const auto& [feature, value] : series.values)
        if (value.missing())
            out << fmt::format("  {:<32} missing: {}\n", feature->name, value.reason);
        else if (std::isnan(value.error))
            out << fmt::format("  {:<32} {:.6g} {}\n", feature->name, value.number, feature->unit);
        else
            out << fmt::format("  {:<32} {:.6g} ± {:.2g} {}\n", feature->name, value.number,
                               value.error, feature->unit);
}

/// Of the model in use; nothing without one.
Result<std::optional<features::Normalisation>> normalisation_of(const app::ModelStore& models) {
    SEATSYNC_TRY(const auto stored, app::model_in_use(models));
    if (!stored)
        return std::optional<features::Normalisation>();
    SEATSYNC_TRY(auto summary, app::summary_of(*stored));
    return std::optional(std::move(summary.normalisation));
}

Result<void> run_show(const Context& context, const ShowOptions& options) {
    SEATSYNC_TRY(const auto as_of, context.as_of(options.as_of));
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto event, find_event(*stores.market, options.event, as_of));
    SEATSYNC_TRY(auto all, app::features_of_event(*stores.market, event.id, as_of));
    SEATSYNC_TRY(const auto normalisation, normalisation_of(*stores.models));
    json::array list;
    for (app::SeriesFeatures& series : all) {
        if (!options.category.empty())
            std::erase_if(series.values, [&](const auto& value) {
                return name_of(value.first->category) != options.category;
            });
        if (options.json)
            list.push_back(to_json(series, normalisation));
        else
            print(context.environment().out, series);
    }
    if (options.json)
        context.print_json({{"event", event.id.value()},
                            {"as_of", domain::format_utc(as_of)},
                            {"series", std::move(list)}});
    return {};
}

}  // namespace

void add_features_show(CLI::App& parent, Context& context) {
    auto options = std::make_shared<ShowOptions>();
    auto* command =
        add_command(parent, "show",
                    "The features of an event from what was received by a time; missing ones say "
                    "why, estimates have a standard error",
                    "  seatsync features show mlb_stubhub_2021:104722879 --as-of 2021-06-10\n"
                    "  seatsync features show \"Rangers at Dodgers\" --category team --json");
    command
        ->add_option("event", options->event,
                     "Event id, or a part of its name (`market events` lists them)")
        ->required();
    command
        ->add_option("--as-of", options->as_of,
                     "Only what was received by then (UTC; default: now)")
        ->check(check_instant);
    command->add_option("--category", options->category, "Only these")
        ->check(
            CLI::IsMember({"market", "team", "temporal", "external", "sentiment", "historical"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_show(context, *options); });
    });
}

}  // namespace seatsync::cli
