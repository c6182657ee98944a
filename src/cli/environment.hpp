#pragma once

#include "app/market_store.hpp"
#include "app/model_store.hpp"
#include "app/source_status_store.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "feed/source_factory.hpp"
#include "learning/predictor.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::cli {

/// The stores of one database. None is ever null.
struct Stores {
    std::shared_ptr<void> database;  ///< What the stores work on; ends after them.
    std::string schema = {};         ///< "SQLite, schema version 3"
    std::unique_ptr<app::MarketStore> market;
    std::unique_ptr<app::ModelStore> models;
    std::unique_ptr<app::SourceStatusStore> statuses;
};

/// Everything outside the program that a command may touch. `server/main.cpp` makes the real one,
/// tests make their own. The referenced objects outlive the call of `run`.
struct Environment {
    std::ostream& out;  ///< Results alone.
    std::ostream& err;  ///< Errors, warnings and progress.
    const base::Clock& clock;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::size_t out_columns = 80;  ///< Width for plots and tables, in characters.

    /// The value of an environment variable, for instance SEATSYNC_DB; nothing when it is not set.
    std::function<std::optional<std::string>(const std::string& name)> variable = {};

    /// Opens the database: a file, which is made (with its folder) when it is not there, or a
    /// postgres://… address. Errors do not hold its password.
    std::function<Result<Stores>(const std::filesystem::path& database)> open_stores = {};

    std::string revision = "unknown";  ///< Of the code; stored with every model.

    /// Makes "xgboost".
    learning::PredictorFactory make_predictor = {};

    /// The nets that models may be made of besides.
    std::vector<learning::PredictorKind> nets = {};

    /// How each source there is can be made, by name.
    std::function<std::vector<feed::SourceFactory>()> make_sources = {};

    /// What asks outside APIs. `connect_to`: "127.0.0.1:8090" in place of every host; empty: the
    /// true hosts.
    std::function<std::unique_ptr<feed::HttpClient>(const std::string& connect_to)> make_client =
        {};
};

}  // namespace seatsync::cli
