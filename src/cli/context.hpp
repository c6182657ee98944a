#pragma once

#include "base/result.hpp"
#include "cli/environment.hpp"
#include "domain/time.hpp"

#include <boost/json/value.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace seatsync::cli {

/// What a command does once the whole command line is understood. An error is printed on `err` and
/// ends the program with 1.
using Action = std::function<Result<void>()>;

/// Shared by all commands of one command line: the environment, the global options, and the action
/// that the chosen command leaves to be run.
class Context {
  public:
    explicit Context(Environment& environment) : environment_(environment) {}

    [[nodiscard]] Environment& environment() const { return environment_; }

    /// A file or an address: --db, else what a configuration file said, else $SEATSYNC_DB, else
    /// var/seatsync.db under $SEATSYNC_HOME (the launcher sets it to the project's root), else
    /// under the current folder.
    [[nodiscard]] std::filesystem::path database() const;
    /// Whether --db was given.
    [[nodiscard]] bool is_database_given() const { return !database_option_.empty(); }
    /// The stores of `database()`. Errors say which database and how to choose another.
    [[nodiscard]] Result<Stores> open_stores() const;
    /// Those of a database that another option names.
    [[nodiscard]] Result<Stores> open_stores(const std::string& database) const;

    /// The time that an option --as-of names; now when it is empty. Errors: invalid_argument.
    [[nodiscard]] Result<domain::Instant> as_of(const std::string& option) const;

    /// Prints a value as one line on `out`.
    void print_json(const boost::json::value& value) const;

    void set_database_option(std::string path) { database_option_ = std::move(path); }
    /// The database that a configuration file names.
    void set_configured_database(std::filesystem::path path) {
        configured_database_ = std::move(path);
    }
    void set_action(Action action) { action_ = std::move(action); }
    [[nodiscard]] const Action& action() const { return action_; }

  private:
    Environment& environment_;
    std::string database_option_;
    std::filesystem::path configured_database_;
    Action action_;
};

/// A command below `parent`: its --help ends with `examples` (one command line per line) and the
/// exit codes.
CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& description,
                      const std::string& examples);

/// Checks for options (CLI::Option::check): the reason why the text is no instant (date), or
/// nothing. A failed check is bad usage, exit code 2.
[[nodiscard]] std::string check_instant(const std::string& text);

}  // namespace seatsync::cli
