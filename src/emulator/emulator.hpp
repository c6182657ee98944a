#pragma once

#include "base/clock.hpp"
#include "emulator/account.hpp"
#include "emulator/api.hpp"
#include "emulator/fault_plan.hpp"
#include "emulator/server.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::emulator {

struct EmulatorOptions {
    WorldPlan world = default_world(1);
    FaultPlan faults = {};
    std::filesystem::path recorded = {};  ///< Folder of envelopes to serve; empty: none.
    double speed = 1;                     ///< Of the clock that is given; told at /emulator/clock.
    ServerOptions server = {};
};

/// The fifteen APIs on one port of this machine, for the command, the demo and the tests.
class Emulator {
  public:
    /// Answers from now on, as of clock.now(), which should not be before options.world.from.
    /// `clock` outlives it. Errors: those of World::make, Recordings::load and Server::listen.
    [[nodiscard]] static Result<std::unique_ptr<Emulator>> start(const EmulatorOptions& options,
                                                                 const base::Clock& clock);
    ~Emulator();
    Emulator(const Emulator&) = delete;
    Emulator& operator=(const Emulator&) = delete;

    /// "http://127.0.0.1:8090"
    [[nodiscard]] std::string url() const { return server_->url(); }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    /// What stands for "https://HOST" here: "http://127.0.0.1:8090/api.seatgeek.com".
    [[nodiscard]] std::string url_of(const std::string& host) const { return url() + "/" + host; }

    /// Of each API.
    [[nodiscard]] std::vector<ApiInfo> apis() const;
    [[nodiscard]] AccountByHost account() const;
    /// How many recorded answers are served, and which files were none.
    [[nodiscard]] std::size_t recordings() const { return recordings_; }
    [[nodiscard]] const std::vector<std::string>& skipped() const { return skipped_; }

    void stop_on_signals() { server_->stop_on_signals(); }
    /// Answers no more; the account stays.
    void stop() { server_->stop(); }
    /// Waits until somebody stops it, or for this long. Whether it was stopped.
    bool wait(std::chrono::milliseconds limit) { return server_->wait(limit); }

  private:
    Emulator() = default;

    std::size_t recordings_ = 0;
    std::vector<std::string> skipped_;
    std::unique_ptr<Switchboard> switchboard_;
    std::unique_ptr<Server> server_;  ///< Ends before the switchboard.
};

}  // namespace seatsync::emulator
