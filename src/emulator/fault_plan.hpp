#pragma once

#include "base/random.hpp"
#include "base/result.hpp"
#include "domain/time.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace seatsync::emulator {

using domain::Instant;

/// What goes wrong with one answer. The first three leave it whole; its items were sent. Of the
/// others the reader gets nothing that it may keep, and no items count as sent.
enum class Fault {
    none,
    skew,               ///< The provider's clock is wrong: Date, and the times of the body.
    duplicate,          ///< The page before, once more.
    reordered,          ///< The elements of the list from last to first.
    too_many_requests,  ///< 429 with Retry-After.
    server_error,       ///< 500.
    html,               ///< A page for people, with status 200.
    truncated,          ///< Closed before the end that Content-Length told.
    reset,              ///< The connection is reset before the last byte.
    silence,            ///< Accepted and never answered.
    vanished,           ///< Closed without a byte, for a stretch of time.
};

[[nodiscard]] std::string_view name_of(Fault fault);

/// How often what goes wrong with one API. Shares are of its requests, in [0, 1], their sum
/// (without latency) at most 1.
struct FaultShares {
    double skew = 0;
    double duplicate = 0;
    double reordered = 0;
    double too_many_requests = 0;
    double server_error = 0;
    double html = 0;
    double truncated = 0;
    double reset = 0;
    double silence = 0;
    double latency = 0;  ///< Beside the others.

    std::chrono::milliseconds latency_min{20};  ///< Real time; between the two, evenly.
    std::chrono::milliseconds latency_max{500};
    std::chrono::seconds skew_max{300};      ///< Either way; between 1 s and this.
    std::chrono::seconds retry_after{5};     ///< Of a 429.
    std::chrono::seconds silence_max{30};    ///< Real time; then the connection is closed.
    std::chrono::seconds vanishes_every{0};  ///< In the time of the world, at a moment of chance
                                             ///< within each such stretch; 0: never.
    std::chrono::seconds vanishes_for{0};    ///< Less than vanishes_every.
    friend bool operator==(const FaultShares&, const FaultShares&) = default;
};

struct FaultPlan {
    std::uint64_t seed = 1;
    FaultShares all;
    std::map<std::string, FaultShares> apis;  ///< By name of the API: in place of `all`.

    [[nodiscard]] const FaultShares& of(const std::string& api) const;
};

/// "none", "moderate" or "harsh". Errors: not_found.
[[nodiscard]] Result<FaultPlan> named_fault_plan(std::string_view name);

/// TOML: `seed`, a table [all], and tables [api.NAME] that start from [all]; keys as the members of
/// FaultShares, times with their unit (latency_min_ms, skew_max_s, vanishes_every_s …). Errors:
/// invalid_argument naming what is not known, of the wrong type, or out of range.
[[nodiscard]] Result<FaultPlan> parse_fault_plan(std::string_view toml);

/// A name, else a file. Errors: also not_found when it is neither.
[[nodiscard]] Result<FaultPlan> load_fault_plan(const std::string& name_or_file);

/// What happens to one request.
struct Misfortune {
    Fault fault = Fault::none;
    std::chrono::milliseconds latency{};
    std::chrono::seconds skew{};  ///< Of the provider's clock; 0 unless the fault is skew.
    double part = 0;              ///< In [0, 1): where the answer breaks off.
};

/// Draws the misfortunes of a plan. Each API has its own stream of chance, so that the n-th request
/// to it fares alike whatever the others are asked.
class FaultDice {
  public:
    explicit FaultDice(FaultPlan plan) : plan_(std::move(plan)) {}

    [[nodiscard]] Misfortune draw(const std::string& api, Instant now);
    [[nodiscard]] const FaultPlan& plan() const { return plan_; }

  private:
    [[nodiscard]] bool has_vanished(const std::string& api, const FaultShares& shares,
                                    Instant now) const;

    FaultPlan plan_;
    std::map<std::string, base::Random> streams_;
};

}  // namespace seatsync::emulator
