#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace seatsync::testing {

/// A PostgreSQL server of this process alone: in a temporary folder, reached through a socket in
/// it, run by an unprivileged user, ended with the process. `durable`: whether it flushes to the
/// disk as a real one does; tests need not.
class PostgresCluster {
  public:
    /// Why there can be none on this machine; empty when there can be one.
    [[nodiscard]] static std::string missing();
    /// The one of this test program, started when first asked for. Precondition: none is missing.
    [[nodiscard]] static PostgresCluster& shared();

    explicit PostgresCluster(bool durable = false);
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// The address of a new, empty database.
    [[nodiscard]] std::string new_database();
    /// The address of a new, empty schema of one database: made many times as fast.
    [[nodiscard]] std::string new_schema();
    /// Runs SQL by psql in the database of an address; what it prints, without padding.
    [[nodiscard]] std::string psql(const std::string& address, const std::string& sql) const;

    /// kill -9 of the server with all its processes, and its start after that.
    void crash();
    void start();

  private:
    [[nodiscard]] std::string address_of(const std::string& database) const;
    void wait_until_ready() const;

    std::filesystem::path folder_;
    bool durable_;
    pid_t server_ = -1;
    int databases_ = 0;
    int schemas_ = 0;
    std::string with_schemas_;  ///< Their database, once there is one.
};

}  // namespace seatsync::testing
