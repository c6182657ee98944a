#pragma once

#include "emulator/fault_plan.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace seatsync::emulator {

/// What one host of one API was asked and has answered.
struct HostAccount {
    std::int64_t requests = 0;
    /// Answers whose last byte was written without error and not left unread, by status.
    std::map<unsigned, std::int64_t> answers;
    /// Items (see Response::items) in whole answers of status 200: what a reader has received.
    std::int64_t items_sent = 0;
    std::int64_t bytes_sent = 0;  ///< Of whole answers, heads included.
    std::int64_t broken_off = 0;  ///< Answers that the reader did not wait for or read.
    std::map<Fault, std::int64_t> faults;
    std::int64_t delayed = 0;                         ///< By latency of the fault plan.
    [[nodiscard]] std::int64_t answers_sent() const;  ///< Of any status.
    friend bool operator==(const HostAccount&, const HostAccount&) = default;
};

/// By name of the API ("" when no API was meant) and host.
using AccountByHost = std::map<std::pair<std::string, std::string>, HostAccount>;

/// What an answer will add to the account once it is sent.
struct Receipt {
    std::string api;
    std::string host;
    unsigned status = 0;  ///< 0 when nothing whole is sent.
    std::size_t items = 0;
    std::size_t bytes = 0;
    Fault fault = Fault::none;
    bool delayed = false;
};

/// Thread-safe.
class Account {
  public:
    /// A request was read, and this is what is about to be done with it.
    void note_request(const Receipt& receipt);
    /// The last byte of its answer was written.
    void note_sent(const Receipt& receipt);
    /// Writing it failed.
    void note_broken_off(const Receipt& receipt);
    /// It was noted as sent, and the reader went away without having read it.
    void note_unread(const Receipt& receipt);

    [[nodiscard]] AccountByHost by_host() const;

  private:
    mutable std::mutex mutex_;
    AccountByHost hosts_;
};

/// Items sent by one API, over its hosts.
[[nodiscard]] std::int64_t items_sent(const AccountByHost& account, const std::string& api);

/// As it is served at /emulator/account.
[[nodiscard]] boost::json::value to_json(const AccountByHost& account);

}  // namespace seatsync::emulator
