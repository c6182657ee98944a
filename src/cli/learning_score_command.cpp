#include "cli/json_document.hpp"
#include "cli/learning_commands.hpp"
#include "learning/metrics.hpp"
#include "learning/scoring_rules.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <charconv>
#include <cmath>
#include <memory>
#include <optional>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

using Answer = Result<json::object>;

Result<double> share(const JsonPlace& place, std::string_view name) {
    SEATSYNC_TRY(const double value, place.number(name));
    if (value > 0 && value < 1)
        return value;
    SEATSYNC_TRY(const JsonPlace field, place.at(name));
    return field.wrong("it is not between 0 and 1");
}

Answer pinball_of(const JsonPlace& place) {
    SEATSYNC_TRY(const double q, place.number("q"));
    SEATSYNC_TRY(const double tau, share(place, "tau"));
    SEATSYNC_TRY(const double x, place.number("x"));
    return json::object{{"q", q}, {"tau", tau}, {"x", x}, {"loss", learning::pinball(tau, q, x)}};
}

Answer interval_of(const JsonPlace& place) {
    SEATSYNC_TRY(const double lower, place.number("lower"));
    SEATSYNC_TRY(const double upper, place.number("upper"));
    SEATSYNC_TRY(const double alpha, share(place, "alpha"));
    SEATSYNC_TRY(const double x, place.number("x"));
    if (upper < lower)
        return place.wrong("upper is below lower");
    return json::object{{"lower", lower},
                        {"upper", upper},
                        {"alpha", alpha},
                        {"x", x},
                        {"score", learning::interval_score(lower, upper, alpha, x)}};
}

Answer normal_of(const JsonPlace& place) {
    SEATSYNC_TRY(const double mean, place.number("mean"));
    SEATSYNC_TRY(const double deviation, place.number("sd"));
    SEATSYNC_TRY(const double x, place.number("x"));
    if (deviation <= 0)
        return place.wrong("sd is not above 0");
    return json::object{{"mean", mean},
                        {"sd", deviation},
                        {"x", x},
                        {"crps", learning::crps_normal(mean, deviation, x)}};
}

Answer ensemble_of(const JsonPlace& place) {
    SEATSYNC_TRY(const auto members, place.numbers("members"));
    SEATSYNC_TRY(const double x, place.number("x"));
    const auto score = learning::crps_ensemble(members, x);
    if (!score)
        return place.wrong(score.error());
    return json::object{{"members", json::value_from(members)}, {"x", x}, {"crps", *score}};
}

/// {"0.1": 70, "0.5": [100, 110]}: a number stands for all outcomes.
Result<std::vector<learning::QuantileForecasts>> quantiles_of(const JsonPlace& place,
                                                              std::size_t outcomes) {
    const auto* levels = place.value().if_object();
    if (levels == nullptr)
        return place.wrong("an object from level to quantiles is needed");
    std::vector<learning::QuantileForecasts> all;
    for (const auto& [name, value] : *levels) {
        learning::QuantileForecasts one;
        SEATSYNC_TRY(const JsonPlace field, place.at(name));
        const auto [end, problem] =
            std::from_chars(name.data(), name.data() + name.size(), one.level);
        if (problem != std::errc() || end != name.data() + name.size() ||
            !(one.level > 0 && one.level < 1))
            return field.wrong("its name is no level between 0 and 1");
        if (value.is_array()) {
            SEATSYNC_TRY(one.values, field.numbers());
        } else {
            SEATSYNC_TRY(const double quantile, field.number());
            one.values.assign(outcomes, quantile);
        }
        all.push_back(std::move(one));
    }
    return all;
}

Answer weighted_of(const JsonPlace& place) {
    SEATSYNC_TRY(const auto x, place.numbers("x"));
    SEATSYNC_TRY(const JsonPlace field, place.at("quantiles"));
    SEATSYNC_TRY(const auto quantiles, quantiles_of(field, x.size()));
    const auto value = learning::weighted_quantile_loss(quantiles, x);
    if (!value)
        return place.wrong(value.error());
    return json::object{
        {"quantiles", field.value()}, {"x", json::value_from(x)}, {"value", *value}};
}

Answer scaled_of(const JsonPlace& place) {
    SEATSYNC_TRY(const auto train, place.numbers("train"));
    SEATSYNC_TRY(const auto season, place.count("season"));
    SEATSYNC_TRY(const auto actual, place.numbers("actual"));
    SEATSYNC_TRY(const auto forecast, place.numbers("forecast"));
    const auto value = learning::mean_absolute_scaled_error(train, season, actual, forecast);
    if (!value)
        return place.wrong(value.error());
    return json::object{{"season", season}, {"value", *value}};
}

struct Kind {
    std::string_view name;
    Answer (*answer)(const JsonPlace&);
};

constexpr Kind kKinds[] = {{"pinball", pinball_of},    {"interval_score", interval_of},
                           {"crps_normal", normal_of}, {"crps_ensemble", ensemble_of},
                           {"wql", weighted_of},       {"mase", scaled_of}};

/// "mase_season2" is a "mase" too.
const Kind* kind_of(std::string_view name) {
    for (const Kind& kind : kKinds)
        if (name == kind.name || (name.starts_with(kind.name) && name[kind.name.size()] == '_'))
            return &kind;
    return nullptr;
}

Result<json::value> answer_of(const Kind& kind, const JsonPlace& place) {
    if (!place.value().is_array()) {
        SEATSYNC_TRY(json::object one, kind.answer(place));
        return json::value(std::move(one));
    }
    json::array all;
    for (const JsonPlace& one : place.each()) {
        SEATSYNC_TRY(json::object answer, kind.answer(one));
        all.push_back(std::move(answer));
    }
    return json::value(std::move(all));
}

Result<void> run_score(const Context& context, const std::string& input) {
    SEATSYNC_TRY(const json::value document, read_json_file(input));
    const JsonPlace top(document, input + ": field ");
    if (!document.is_object())
        return fail(ErrorCode::invalid_argument, input + ": an object is needed");
    json::object out;
    json::array ignored;
    for (const auto& [name, value] : document.get_object()) {
        const Kind* kind = kind_of(name);
        if (kind == nullptr) {
            ignored.push_back(json::value(name));
            continue;
        }
        SEATSYNC_TRY(const JsonPlace place, top.at(name));
        SEATSYNC_TRY(json::value answer, answer_of(*kind, place));
        out[name] = std::move(answer);
    }
    if (out.empty())
        return fail(ErrorCode::invalid_argument,
                    input +
                        ": none of the fields pinball, interval_score, crps_normal, "
                        "crps_ensemble, wql, mase is there");
    out["ignored"] = std::move(ignored);
    context.print_json(out);
    return {};
}

}  // namespace

void add_learning_score(CLI::App& learning, Context& context) {
    auto input = std::make_shared<std::string>();
    auto* command = add_command(
        learning, "score",
        "Score forecasts of a JSON file (docs/formats/learning.md): pinball, interval_score, "
        "crps_normal, crps_ensemble, wql, mase; answers in the same shape, as JSON",
        "  seatsync learning score --input cases.json\n"
        "  where cases.json may be {\"pinball\": [{\"q\": 70, \"tau\": 0.1, \"x\": 90}]}");
    command->add_option("--input", *input, "JSON file of cases")->required();
    command->callback([&context, input] {
        context.set_action([&context, input] { return run_score(context, *input); });
    });
}

}  // namespace seatsync::cli
