#include "cli/explanation_text.hpp"

#include "cli/json_document.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using app::FeatureContribution;
using app::ForecastExplanation;

constexpr std::string_view kPath = "recent_path";
constexpr std::string_view kPathDefinition = "the series' recent snapshots, which nets read";

std::string_view label(const FeatureContribution& one) {
    return one.feature == nullptr ? kPath : one.feature->name;
}

/// Some definitions begin with "the same …" as that of the feature before.
std::string definition(const FeatureContribution& one) {
    if (one.feature == nullptr)
        return std::string(kPathDefinition);
    constexpr std::string_view kSame = "the same";
    const features::Feature* told = one.feature;
    while (told->definition.starts_with(kSame) && told != features::model_inputs().data())
        --told;
    return told == one.feature ? std::string(told->definition)
                               : fmt::format("{}: {}", one.feature->definition, told->definition);
}

std::string_view category(const FeatureContribution& one) {
    return one.feature == nullptr ? kPath : name_of(one.feature->category);
}

/// Largest first.
std::vector<std::pair<std::string_view, double>> by_category(const ForecastExplanation& of) {
    std::vector<std::pair<std::string_view, double>> sums;
    for (const FeatureContribution& one : of.contributions) {
        const auto place =
            std::ranges::find(sums, category(one), &std::pair<std::string_view, double>::first);
        if (place == sums.end())
            sums.emplace_back(category(one), one.amount.value);
        else
            place->second += one.amount.value;
    }
    std::ranges::stable_sort(
        sums, [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    return sums;
}

json::object contribution_json(const FeatureContribution& one) {
    json::object out{{"feature", label(one)},
                     {"category", category(one)},
                     {"definition", definition(one)},
                     {"contribution", one.amount.value},
                     {"standard_error", number_json(one.amount.error)}};
    if (one.feature != nullptr) {
        out["unit"] = one.feature->unit;
        out["value"] = number_json(one.value);
        out["typical"] = number_json(one.typical);
        out["typical_rows"] = one.typical_rows;
    }
    return out;
}

/// "12.3 days (typical 8.1)", and in how many of the typical rows the feature has a value.
std::string value_text(const FeatureContribution& one, std::size_t rows) {
    if (one.feature == nullptr)
        return {};
    const std::string value = std::isnan(one.value)
                                  ? std::string("missing")
                                  : fmt::format("{:.4g} {}", one.value, one.feature->unit);
    if (one.typical_rows == 0)
        return value + " (typically missing)";
    if (one.typical_rows == rows)
        return fmt::format("{} (typical {:.4g})", value, one.typical);
    return fmt::format("{} (typical {:.4g}, missing in {} of {})", value, one.typical,
                       rows - one.typical_rows, rows);
}

std::string error_text(double error) {
    return std::isnan(error) ? std::string(7, ' ') : fmt::format("± {:<5.2f}", error);
}

std::string heading(const ForecastExplanation& of) {
    const app::SeriesForecast& series = of.series;
    const app::HorizonForecast& horizon = series.horizons.front();
    const auto& zone = series.event.venue.zone;
    const auto& key = series.last.series;
    return fmt::format("{}, {} ({})\n{}{}{} ({}), {} at {} in {}\n", display_name(series.event),
                       domain::format_local(series.event.start, zone), series.event.id.value(),
                       key.market, key.zone.empty() ? "" : " zone ", key.zone, name_of(key.kind),
                       name_of(of.number), domain::format_local(horizon.target_at, zone),
                       key.currency.code());
}

std::string closing(const ForecastExplanation& of) {
    const bool still = std::ranges::all_of(of.contributions,
                                           [](const auto& one) { return one.amount.value == 0; });
    return fmt::format(
        "{}  the column adds up to within {:.1g}; {} orders and their reverses, {} rows asked\n",
        still ? "  The model says this of every game; --of q05 or q95 explains an end of the "
                "interval.\n"
              : "",
        std::abs(unexplained(of)), of.pairs, of.rows_asked);
}

}  // namespace

json::object explanation_json(const ForecastExplanation& explanation) {
    const auto& key = explanation.series.last.series;
    const app::HorizonForecast& horizon = explanation.series.horizons.front();
    json::array features;
    for (const FeatureContribution& one : explanation.contributions)
        features.push_back(contribution_json(one));
    json::array categories;
    for (const auto& [name, sum] : by_category(explanation))
        categories.push_back({{"category", name}, {"contribution", sum}});
    return {{"event_id", explanation.series.event.id.value()},
            {"event", display_name(explanation.series.event)},
            {"market", key.market},
            {"zone", key.zone},
            {"price_kind", name_of(key.kind)},
            {"currency", key.currency.code()},
            {"as_of", domain::format_utc(explanation.series.as_of)},
            {"horizon", name_of(horizon.horizon)},
            {"target_at", domain::format_utc(horizon.target_at)},
            {"explains", name_of(explanation.number)},
            {"last_price", explanation.last_price},
            {"baseline", explanation.baseline},
            {"forecast", explanation.answer},
            {"unexplained", unexplained(explanation)},
            {"contributions", std::move(features)},
            {"categories", std::move(categories)},
            {"background_rows", explanation.background_rows},
            {"pairs", explanation.pairs},
            {"rows_asked", explanation.rows_asked}};
}

std::string explanation_text(const ForecastExplanation& explanation, std::size_t top) {
    const auto& all = explanation.contributions;
    const auto moving = std::ranges::count_if(
        all, [](const FeatureContribution& one) { return one.amount.value != 0; });
    const std::size_t listed = std::min(top, static_cast<std::size_t>(moving));
    std::string text = heading(explanation);
    text += fmt::format("  {:>9.2f}          last price\n", explanation.last_price);
    text += fmt::format(
        "  {:>9.2f}          baseline: from this price with the features of {} typical rows\n",
        explanation.baseline, explanation.background_rows);
    double rest = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= listed) {
            rest += all[i].amount.value;
            continue;
        }
        text +=
            fmt::format("  {:>+9.2f} {}  {:<26} {}\n{:21}  {}\n", all[i].amount.value,
                        error_text(all[i].amount.error), label(all[i]),
                        value_text(all[i], explanation.background_rows), "", definition(all[i]));
    }
    text += fmt::format("  {:>+9.2f}          {} other features\n", rest, all.size() - listed);
    text += fmt::format("  {:>9.2f}          {} forecast\n  by category\n", explanation.answer,
                        name_of(explanation.number));
    for (const auto& [name, sum] : by_category(explanation))
        text += fmt::format("  {:>+9.2f}          {}\n", sum, name);
    return text + closing(explanation);
}

}  // namespace seatsync::cli
