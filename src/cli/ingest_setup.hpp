#pragma once

#include "app/ingest.hpp"
#include "cli/context.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::cli {

/// What a command line says of the pipeline.
struct IngestRequest {
    std::string config = {};                ///< TOML file; empty: none.
    std::vector<std::string> sources = {};  ///< By name; empty: all.
    std::string emulator = {};              ///< Its URL; empty: the true APIs.
    std::vector<std::string> leagues = {};
    std::optional<std::chrono::seconds> run_for = {};  ///< Real time; else until it is stopped.
    /// See app::IngestOptions.
    std::function<void(const domain::ObservationBatch&)> on_stored = {};
};

/// A pipeline and what it runs on. With an emulator, time is the emulator's, and settings that are
/// required and not told are made up.
struct IngestSetup {
    std::unique_ptr<base::Clock> scaled;  ///< With an emulator.
    const base::Clock* clock = nullptr;   ///< Never null.
    std::unique_ptr<feed::HttpClient> client;
    std::unique_ptr<app::Ingest> ingest;
};

/// Errors: invalid_argument, not_found for what the configuration or the command line gets wrong;
/// unavailable when the emulator does not answer. `stores` outlives it.
[[nodiscard]] Result<std::unique_ptr<IngestSetup>> set_up_ingest(const Environment& environment,
                                                                 const Stores& stores,
                                                                 const IngestRequest& request);

/// "90s", "10m", "2h", "1d" or seconds. Nothing for anything else, and for nothing at all.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);
/// For options: the reason why the text is no duration, or nothing.
[[nodiscard]] std::string check_duration(const std::string& text);

}  // namespace seatsync::cli
