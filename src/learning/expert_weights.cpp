#include "learning/expert_weights.hpp"

#include "base/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace seatsync::learning {

namespace {

constexpr std::array<std::string_view, 3> kRuleNames = {"ewa", "ml-poly", "boa"};

/// opera's factor of the squared regrets in the variance.
constexpr double kBoaVariance = 2.2;

bool usable(double prediction) {
    return std::abs(prediction) <= ExpertWeights::kPredictionMax;  // False for NaN.
}

Result<void> check(std::size_t experts, const ExpertOptions& options) {
    if (experts == 0)
        return fail(ErrorCode::invalid_argument, "no experts");
    if (!(options.level > 0 && options.level < 1))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("level {} is not between 0 and 1", options.level));
    if (!(options.rate >= 0 && std::isfinite(options.rate)))
        return fail(ErrorCode::invalid_argument, fmt::format("rate {} is no rate", options.rate));
    if (!(options.memory > 0 && options.memory <= 1))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("memory {} is not in (0, 1]", options.memory));
    return {};
}

/// exp of the logarithms of awake experts, the largest of which becomes 1; 0 for those that sleep.
std::vector<double> exponentials(std::vector<double> logs, const std::vector<bool>& awake) {
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < logs.size(); ++i)
        if (awake[i])
            largest = std::max(largest, logs[i]);
    for (std::size_t i = 0; i < logs.size(); ++i)
        logs[i] = awake[i] ? std::exp(logs[i] - largest) : 0.0;
    return logs;
}

}  // namespace

std::string_view name_of(ExpertRule rule) {
    return kRuleNames[static_cast<std::size_t>(rule)];
}

Result<ExpertRule> expert_rule(std::string_view name) {
    const auto found = std::find(kRuleNames.begin(), kRuleNames.end(), name);
    if (found == kRuleNames.end())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("no rule '{}': ewa, ml-poly or boa", name));
    return static_cast<ExpertRule>(found - kRuleNames.begin());
}

ExpertWeights::ExpertWeights(std::size_t experts, const ExpertOptions& options)
    : options_(options), regret_(experts, 0.0), second_(experts, 0.0) {}

Result<ExpertWeights> ExpertWeights::make(std::size_t experts, const ExpertOptions& options) {
    SEATSYNC_CHECK(check(experts, options));
    return ExpertWeights(experts, options);
}

std::vector<double> ExpertWeights::exponential(const std::vector<bool>& awake) const {
    double rate = options_.rate;
    if (rate == 0 && sum_of_largest_ > 0)
        rate = std::sqrt(2 * std::log(static_cast<double>(experts())) / sum_of_largest_);
    std::vector<double> logs = regret_;
    for (double& value : logs)
        value *= rate;
    return exponentials(std::move(logs), awake);
}

std::vector<double> ExpertWeights::polynomial(const std::vector<bool>& awake) const {
    std::vector<double> raw(experts(), 0.0);
    for (std::size_t i = 0; i < raw.size(); ++i)
        if (awake[i] && regret_[i] > 0 && second_[i] > 0)
            raw[i] = regret_[i] / second_[i];
    return raw;
}

std::vector<double> ExpertWeights::bernstein(const std::vector<bool>& awake) const {
    std::vector<bool> judged = awake;
    std::vector<double> logs(experts(), 0.0);
    for (std::size_t i = 0; i < logs.size(); ++i) {
        judged[i] = awake[i] && second_[i] > 0;
        if (judged[i])
            logs[i] = -std::log(second_[i]) / 2 + regret_[i] / std::sqrt(second_[i]);
    }
    std::vector<double> raw = exponentials(std::move(logs), judged);
    const auto count = std::count(judged.begin(), judged.end(), true);
    const double mean =
        count == 0 ? 1.0
                   : std::accumulate(raw.begin(), raw.end(), 0.0) / static_cast<double>(count);
    for (std::size_t i = 0; i < raw.size(); ++i)
        if (awake[i] && !judged[i])
            raw[i] = mean;
    return raw;
}

std::vector<double> ExpertWeights::raw_weights(const std::vector<bool>& awake) const {
    switch (options_.rule) {
        case ExpertRule::ewa:
            return exponential(awake);
        case ExpertRule::ml_poly:
            return polynomial(awake);
        case ExpertRule::boa:
            break;
    }
    return bernstein(awake);
}

std::vector<double> ExpertWeights::weights() const {
    return *weights(std::vector<double>(experts(), 0.0));
}

Result<std::vector<double>> ExpertWeights::weights(std::span<const double> predictions) const {
    if (predictions.size() != experts())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} predictions of {} experts", predictions.size(), experts()));
    std::vector<bool> awake;
    for (const double prediction : predictions)
        awake.push_back(usable(prediction));
    const auto count = std::count(awake.begin(), awake.end(), true);
    if (count == 0)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("none of {} experts says anything", experts()));
    std::vector<double> raw = raw_weights(awake);
    const double sum = std::accumulate(raw.begin(), raw.end(), 0.0);
    for (std::size_t i = 0; i < raw.size(); ++i)
        raw[i] = sum > 0 ? raw[i] / sum : (awake[i] ? 1.0 / static_cast<double>(count) : 0.0);
    return raw;
}

Result<double> ExpertWeights::combine(std::span<const double> predictions) const {
    SEATSYNC_TRY(const std::vector<double> shares, weights(predictions));
    double sum = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (usable(predictions[i]))
            sum += shares[i] * predictions[i];
    return sum;
}

double ExpertWeights::slope(double combined, double outcome) const {
    if (options_.loss == ExpertLoss::square)
        return 2 * (combined - outcome);
    return (outcome < combined ? 1.0 : 0.0) - options_.level;
}

void ExpertWeights::forget() {
    if (options_.memory == 1)
        return;
    for (std::size_t i = 0; i < experts(); ++i) {
        regret_[i] *= options_.memory;
        second_[i] *= options_.memory;
    }
    sum_of_largest_ *= options_.memory;
    largest_square_ *= options_.memory;
}

void ExpertWeights::learn_regrets(std::span<const double> regrets, const std::vector<bool>& awake) {
    double largest = 0;
    for (const double regret : regrets)
        largest = std::max(largest, regret * regret);
    sum_of_largest_ += largest;
    const double growth = std::max(largest - largest_square_, 0.0);
    largest_square_ += growth;
    for (std::size_t i = 0; i < regrets.size(); ++i) {
        const double square = regrets[i] * regrets[i];
        double gain = regrets[i];
        if (options_.rule == ExpertRule::ml_poly)
            second_[i] += square + growth;
        if (options_.rule == ExpertRule::boa && awake[i]) {
            second_[i] += kBoaVariance * square;
            gain -= second_[i] > 0 ? square / std::sqrt(second_[i]) : 0.0;
        }
        regret_[i] += gain;
    }
}

Result<double> ExpertWeights::learn(std::span<const double> predictions, double outcome) {
    SEATSYNC_TRY(const double combined, combine(predictions));
    if (!usable(outcome))
        return fail(ErrorCode::invalid_argument, fmt::format("the outcome {} is none", outcome));
    const double steepness = slope(combined, outcome);
    std::vector<double> regrets(experts(), 0.0);
    std::vector<bool> awake(experts(), false);
    for (std::size_t i = 0; i < experts(); ++i) {
        awake[i] = usable(predictions[i]);
        if (awake[i])
            regrets[i] = steepness * (combined - predictions[i]);
    }
    forget();
    learn_regrets(regrets, awake);
    ++steps_;
    return combined;
}

std::string ExpertWeights::save() const {
    base::ByteWriter out;
    out.u64(static_cast<std::uint64_t>(options_.rule));
    out.u64(static_cast<std::uint64_t>(options_.loss));
    for (const double value :
         {options_.level, options_.rate, options_.memory, largest_square_, sum_of_largest_})
        out.f64(value);
    out.u64(steps_);
    out.u64(experts());
    for (std::size_t i = 0; i < experts(); ++i) {
        out.f64(regret_[i]);
        out.f64(second_[i]);
    }
    return out.take();
}

Result<ExpertWeights> ExpertWeights::load(std::string_view bytes) {
    base::ByteReader in(bytes);
    ExpertOptions options;
    SEATSYNC_TRY(const std::uint64_t rule, in.u64());
    SEATSYNC_TRY(const std::uint64_t loss, in.u64());
    if (rule >= kRuleNames.size() || loss > 1)
        return fail(ErrorCode::corrupt_data, "stored expert weights of no known rule");
    options.rule = static_cast<ExpertRule>(rule);
    options.loss = static_cast<ExpertLoss>(loss);
    double largest = 0;
    double sum = 0;
    for (double* value : {&options.level, &options.rate, &options.memory, &largest, &sum}) {
        SEATSYNC_TRY(*value, in.f64());
    }
    SEATSYNC_TRY(const std::uint64_t steps, in.u64());
    SEATSYNC_TRY(const std::size_t experts, in.count());
    if (const auto sound = check(experts, options); !sound)
        return fail(ErrorCode::corrupt_data, "stored expert weights: " + sound.error().detail);
    ExpertWeights stored(experts, options);
    stored.steps_ = steps;
    stored.largest_square_ = largest;
    stored.sum_of_largest_ = sum;
    for (std::size_t i = 0; i < experts; ++i) {
        SEATSYNC_TRY(stored.regret_[i], in.f64());
        SEATSYNC_TRY(stored.second_[i], in.f64());
        if (!std::isfinite(stored.regret_[i]) || !(stored.second_[i] >= 0))
            return fail(ErrorCode::corrupt_data,
                        fmt::format("stored expert {} has no finite regret", i));
    }
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "bytes behind the stored expert weights");
    return stored;
}

}  // namespace seatsync::learning
