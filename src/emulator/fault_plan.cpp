#include "emulator/fault_plan.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <fstream>
#include <optional>
#include <sstream>

namespace seatsync::emulator {

namespace {

using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct Share {
    std::string_view name;
    double FaultShares::*member;
    Fault fault;
};

constexpr std::array kShares = std::to_array<Share>({
    {"skew", &FaultShares::skew, Fault::skew},
    {"duplicate", &FaultShares::duplicate, Fault::duplicate},
    {"reordered", &FaultShares::reordered, Fault::reordered},
    {"too_many_requests", &FaultShares::too_many_requests, Fault::too_many_requests},
    {"server_error", &FaultShares::server_error, Fault::server_error},
    {"html", &FaultShares::html, Fault::html},
    {"truncated", &FaultShares::truncated, Fault::truncated},
    {"reset", &FaultShares::reset, Fault::reset},
    {"silence", &FaultShares::silence, Fault::silence},
});

struct Seconds {
    std::string_view name;
    seconds FaultShares::*member;
};

constexpr std::array kSeconds = std::to_array<Seconds>({
    {"skew_max_s", &FaultShares::skew_max},
    {"retry_after_s", &FaultShares::retry_after},
    {"silence_max_s", &FaultShares::silence_max},
    {"vanishes_every_s", &FaultShares::vanishes_every},
    {"vanishes_for_s", &FaultShares::vanishes_for},
});

Error bad(std::string detail) {
    return fail(ErrorCode::invalid_argument, "fault plan: " + std::move(detail));
}

Result<void> read_share(const toml::node& node, std::string_view key, double& share) {
    const auto value = node.value<double>();
    if (!value || !(*value >= 0 && *value <= 1))
        return bad(fmt::format("{} is no share from 0 to 1", key));
    share = *value;
    return {};
}

Result<std::int64_t> count_from(const toml::node& node, std::string_view key) {
    constexpr std::int64_t kCountMax = 1'000'000;
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > kCountMax)
        return bad(fmt::format("{} is no whole number from 0 to {}", key, kCountMax));
    return *value;
}

template <class Duration>
Result<void> read_time(const toml::node& node, std::string_view key, Duration& time) {
    SEATSYNC_TRY(const std::int64_t count, count_from(node, key));
    time = Duration(count);
    return {};
}

Result<void> set(FaultShares& shares, std::string_view key, const toml::node& node) {
    for (const Share& share : kShares)
        if (key == share.name)
            return read_share(node, key, shares.*share.member);
    for (const Seconds& time : kSeconds)
        if (key == time.name)
            return read_time(node, key, shares.*time.member);
    if (key == "latency")
        return read_share(node, key, shares.latency);
    if (key == "latency_min_ms")
        return read_time(node, key, shares.latency_min);
    if (key == "latency_max_ms")
        return read_time(node, key, shares.latency_max);
    return bad(fmt::format("there is no key {}", key));
}

Result<void> check(const FaultShares& shares) {
    double sum = 0;
    for (const Share& share : kShares)
        sum += shares.*share.member;
    if (sum > 1)
        return bad(fmt::format("the shares sum to {}, more than 1", sum));
    if (shares.latency_min > shares.latency_max)
        return bad("latency_min_ms is more than latency_max_ms");
    if (shares.skew_max < seconds(1))
        return bad("skew_max_s is less than 1");
    if (shares.vanishes_every > seconds(0) && shares.vanishes_for >= shares.vanishes_every)
        return bad("vanishes_for_s is not less than vanishes_every_s");
    return {};
}

Result<FaultShares> shares_from(const toml::node* node, const FaultShares& fallback,
                                std::string_view name) {
    FaultShares shares = fallback;
    if (node == nullptr)
        return shares;
    const toml::table* table = node->as_table();
    if (table == nullptr)
        return bad(fmt::format("{} is no table", name));
    for (const auto& [key, value] : *table)
        SEATSYNC_CHECK(set(shares, key.str(), value));
    SEATSYNC_CHECK(check(shares));
    return shares;
}

Result<FaultPlan> plan_from(const toml::table& table) {
    FaultPlan plan;
    for (const auto& [key, value] : table)
        if (key != "seed" && key != "all" && key != "api")
            return bad(fmt::format("there is no key {}", key.str()));
    if (const toml::node* seed = table.get("seed")) {
        SEATSYNC_TRY(const std::int64_t number, count_from(*seed, "seed"));
        plan.seed = static_cast<std::uint64_t>(number);
    }
    SEATSYNC_TRY(plan.all, shares_from(table.get("all"), {}, "all"));
    const toml::node* apis = table.get("api");
    if (apis == nullptr)
        return plan;
    if (!apis->is_table())
        return bad("api is no table");
    for (const auto& [name, value] : *apis->as_table()) {
        SEATSYNC_TRY(plan.apis[std::string(name.str())], shares_from(&value, plan.all, name.str()));
    }
    return plan;
}

FaultPlan moderate() {
    FaultPlan plan;
    plan.all = {.skew = 0.01,
                .duplicate = 0.01,
                .reordered = 0.01,
                .too_many_requests = 0.01,
                .server_error = 0.015,
                .html = 0.005,
                .truncated = 0.005,
                .reset = 0.005,
                .silence = 0.0002,
                .latency = 0.1,
                .latency_min = milliseconds(5),
                .latency_max = milliseconds(100),
                .vanishes_every = hours(8),
                .vanishes_for = minutes(10)};
    return plan;
}

FaultPlan harsh() {
    FaultPlan plan;
    plan.all = {.skew = 0.04,
                .duplicate = 0.04,
                .reordered = 0.04,
                .too_many_requests = 0.04,
                .server_error = 0.06,
                .html = 0.03,
                .truncated = 0.03,
                .reset = 0.03,
                .silence = 0.002,
                .latency = 0.3,
                .latency_min = milliseconds(20),
                .latency_max = milliseconds(1500),
                .skew_max = seconds(900),
                .vanishes_every = hours(3),
                .vanishes_for = minutes(20)};
    return plan;
}

std::optional<std::string> contents_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

std::string_view name_of(Fault fault) {
    for (const Share& share : kShares)
        if (share.fault == fault)
            return share.name;
    return fault == Fault::vanished ? "vanished" : "none";
}

const FaultShares& FaultPlan::of(const std::string& api) const {
    const auto own = apis.find(api);
    return own == apis.end() ? all : own->second;
}

Result<FaultPlan> named_fault_plan(std::string_view name) {
    if (name == "none")
        return FaultPlan{};
    if (name == "moderate")
        return moderate();
    if (name == "harsh")
        return harsh();
    return fail(ErrorCode::not_found,
                fmt::format("'{}' is no fault plan: none, moderate, harsh", name));
}

Result<FaultPlan> parse_fault_plan(std::string_view toml) {
    try {
        return plan_from(toml::parse(toml));
    } catch (const toml::parse_error& error) {
        return bad(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
}

Result<FaultPlan> load_fault_plan(const std::string& name_or_file) {
    if (auto named = named_fault_plan(name_or_file))
        return named;
    const auto text = contents_of(name_or_file);
    if (!text)
        return fail(ErrorCode::not_found,
                    fmt::format("'{}' is neither a fault plan (none, moderate, harsh) nor a file "
                                "that can be read",
                                name_or_file));
    const auto plan = parse_fault_plan(*text);
    return plan ? plan : in_context(plan.error(), name_or_file);
}

/// The same count of numbers is drawn each time, so that one share does not shift the others.
Misfortune FaultDice::draw(const std::string& api, Instant now) {
    const FaultShares& shares = plan_.of(api);
    const auto stream =
        streams_.try_emplace(api, base::Random(plan_.seed).stream("faults").stream(api)).first;
    base::Random& random = stream->second;
    double which = random.uniform();
    const bool late = random.chance(shares.latency);
    const double how_late = random.uniform();
    const double how_skewed = random.uniform(-1, 1);
    Misfortune out;
    out.part = random.uniform();
    if (late)
        out.latency =
            shares.latency_min +
            duration_cast<milliseconds>(how_late * (shares.latency_max - shares.latency_min));
    for (const Share& share : kShares) {
        if (which >= 0 && which < shares.*share.member)
            out.fault = share.fault;
        which -= shares.*share.member;
    }
    if (has_vanished(api, shares, now))
        out.fault = Fault::vanished;
    if (out.fault == Fault::skew)
        out.skew = seconds(how_skewed < 0 ? -1 : 1) +
                   duration_cast<seconds>(how_skewed * (shares.skew_max - seconds(1)));
    return out;
}

bool FaultDice::has_vanished(const std::string& api, const FaultShares& shares, Instant now) const {
    if (shares.vanishes_every <= seconds(0))
        return false;
    const auto since_1970 = duration_cast<seconds>(now.time_since_epoch());
    const auto stretch = since_1970 / shares.vanishes_every;
    base::Random random =
        base::Random(plan_.seed).stream("vanishes").stream(fmt::format("{}/{}", api, stretch));
    const seconds begin(random.integer(0, (shares.vanishes_every - shares.vanishes_for).count()));
    const seconds place = since_1970 % shares.vanishes_every;
    return place >= begin && place < begin + shares.vanishes_for;
}

}  // namespace seatsync::emulator
