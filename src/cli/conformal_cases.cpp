#include "cli/conformal_cases.hpp"

#include "learning/conformal.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <optional>

namespace seatsync::cli {

namespace json = boost::json;

namespace {

Result<double> alpha_of(const JsonPlace& place) {
    SEATSYNC_TRY(const JsonPlace field, place.at("alpha"));
    SEATSYNC_TRY(const double alpha, field.number());
    if (!(alpha > 0 && alpha < 1))
        return field.wrong("it is not between 0 and 1");
    return alpha;
}

/// The part of the document that asks this, or the whole when it is such a question itself.
Result<JsonPlace> asked(const JsonPlace& top, std::string_view name, std::string_view own_field) {
    if (!top.has(name) && (top.value().is_array() || top.has(own_field)))
        return top;
    return top.at(name);
}

Result<json::object> split_case(const JsonPlace& place) {
    SEATSYNC_TRY(const double alpha, alpha_of(place));
    SEATSYNC_TRY(const auto scores, place.numbers("scores"));
    learning::ConformalScores known;
    for (const double score : scores)
        SEATSYNC_CHECK(known.add(score));
    return json::object{{"alpha", alpha},
                        {"n", scores.size()},
                        {"rank", learning::conformal_rank(scores.size(), alpha)},
                        {"half_width", number_json(known.quantile(alpha))}};
}

Result<learning::ConformalQuantiles> learned(const JsonPlace& place, json::array& scores) {
    SEATSYNC_TRY(const auto lower, place.numbers("lower"));
    SEATSYNC_TRY(const auto upper, place.numbers("upper"));
    SEATSYNC_TRY(const auto y, place.numbers("y"));
    if (lower.size() != y.size() || upper.size() != y.size())
        return place.wrong(fmt::format("{} lower and {} upper quantiles for {} outcomes",
                                       lower.size(), upper.size(), y.size()));
    learning::ConformalQuantiles known;
    for (std::size_t i = 0; i < y.size(); ++i) {
        SEATSYNC_CHECK(known.learn(lower[i], upper[i], y[i]));
        scores.push_back(learning::ConformalQuantiles::score(lower[i], upper[i], y[i]));
    }
    return known;
}

/// Nothing when no new point is asked about.
Result<std::optional<learning::ConformalInterval>> new_point(const JsonPlace& place) {
    if (!place.has("new_point"))
        return std::optional<learning::ConformalInterval>();
    SEATSYNC_TRY(const JsonPlace point, place.at("new_point"));
    SEATSYNC_TRY(const double lower, point.number("lower"));
    SEATSYNC_TRY(const double upper, point.number("upper"));
    return std::optional(learning::ConformalInterval{lower, upper});
}

Result<json::object> coverage_case(const JsonPlace& place) {
    SEATSYNC_TRY(const std::size_t n, place.count("n"));
    SEATSYNC_TRY(const double alpha, alpha_of(place));
    const auto law = learning::coverage_law(n, alpha);
    if (!law)
        return place.wrong(law.error());
    return json::object{{"n", n},
                        {"alpha", alpha},
                        {"coverage_mean", law->mean},
                        {"coverage_q05", law->q05},
                        {"coverage_q95", law->q95}};
}

}  // namespace

Result<json::object> split_cases(const JsonPlace& top) {
    SEATSYNC_TRY(const JsonPlace place, asked(top, "split", "scores"));
    json::array out;
    for (const JsonPlace& one : place.each()) {
        SEATSYNC_TRY(json::object answer, split_case(one));
        out.push_back(std::move(answer));
    }
    return json::object{{"split", std::move(out)}};
}

Result<json::object> quantile_cases(const JsonPlace& top) {
    SEATSYNC_TRY(const JsonPlace place, asked(top, "cqr", "lower"));
    json::array scores;
    SEATSYNC_TRY(const auto known, learned(place, scores));
    SEATSYNC_TRY(const auto point, new_point(place));
    SEATSYNC_TRY(const JsonPlace cases, place.has("cases") ? place.at("cases") : place);
    json::array out;
    for (const JsonPlace& one : cases.each()) {
        SEATSYNC_TRY(const double alpha, alpha_of(one));
        json::object answer{{"alpha", alpha}, {"Q", number_json(known.correction(alpha))}};
        if (point) {
            const auto interval = known.interval(point->lower, point->upper, alpha);
            answer["new_lower"] = number_json(interval.lower);
            answer["new_upper"] = number_json(interval.upper);
        }
        out.push_back(std::move(answer));
    }
    return json::object{{"cqr", {{"scores", std::move(scores)}, {"cases", std::move(out)}}}};
}

Result<json::object> coverage_cases(const JsonPlace& top) {
    SEATSYNC_TRY(const JsonPlace place, asked(top, "coverage_law", "n"));
    SEATSYNC_TRY(const JsonPlace rows, place.has("rows") ? place.at("rows") : place);
    json::array out;
    for (const JsonPlace& one : rows.each()) {
        SEATSYNC_TRY(json::object answer, coverage_case(one));
        out.push_back(std::move(answer));
    }
    return json::object{{"coverage_law", {{"rows", std::move(out)}}}};
}

}  // namespace seatsync::cli
