#pragma once

#include "emulator/account.hpp"
#include "emulator/addressing.hpp"
#include "emulator/fault_plan.hpp"
#include "emulator/recordings.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::emulator {

/// How a connection ends up after an answer.
enum class Ending {
    stays,   ///< The next request may come.
    closed,  ///< In order, after the bytes.
    reset,   ///< Torn down after the bytes.
};

/// What is to be done with one request.
struct Delivery {
    std::chrono::milliseconds delay{};  ///< Before the bytes.
    std::string bytes;                  ///< All that is sent; none: silence.
    Ending ending = Ending::stays;
    Receipt receipt;
    bool whole = true;  ///< The bytes are a whole answer: the account is told once they are sent.
};

/// Decides who answers a request and how: finds the API by host, draws its misfortune, fills in
/// what all providers do alike (ETag, gzip), and keeps the account. Also answers /emulator/account,
/// /emulator/clock, /emulator/teams and "/". Knows no sockets. Asked by one thread at a time.
class Switchboard {
  public:
    struct Parts {
        std::unique_ptr<World> world;
        std::vector<std::unique_ptr<Api>> apis;
        Recordings recordings;  ///< Go before the APIs.
        FaultPlan faults;
        std::string origin;  ///< "http://127.0.0.1:8090"
        double speed = 1;    ///< Of the clock; told at /emulator/clock.
    };
    explicit Switchboard(Parts parts);

    /// `now` is the time of the world; the world is brought to it.
    [[nodiscard]] Delivery answer(const http::Request& request, Instant now, bool keep_alive);

    [[nodiscard]] Account& account() { return account_; }
    [[nodiscard]] const Account& account() const { return account_; }
    [[nodiscard]] const std::vector<std::unique_ptr<Api>>& apis() const { return parts_.apis; }

  private:
    struct Route {
        std::string name;  ///< Of the API; "recorded" for a recording.
        Api* api = nullptr;
        const Response* recorded = nullptr;
    };

    [[nodiscard]] Response own_answer(const http::Request& request, const Error& not_addressed);
    [[nodiscard]] Route route_of(const Request& request);
    [[nodiscard]] Response clean_answer(const Route& route, const Request& request, Instant now);
    [[nodiscard]] Response faulted_answer(const Route& route, const Request& request,
                                          const Misfortune& misfortune);
    void remember(const Request& request, const Response& response);

    Parts parts_;
    std::set<std::string> hosts_;
    std::map<std::string, Api*> api_of_host_;
    FaultDice dice_;
    std::map<std::string, Response> pages_;  ///< The last of each list, for duplicates.
    Account account_;
};

}  // namespace seatsync::emulator
