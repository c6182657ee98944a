#pragma once

#include "base/result.hpp"

#include <string>

namespace seatsync::store_postgres {

/// Where a database is, as libpq reads it: postgres://user:password@host:port/name?option=value.
class Address {
  public:
    /// Errors: invalid_argument when libpq cannot read it; the text itself is not repeated, since
    /// it may hold a password.
    [[nodiscard]] static Result<Address> parse(const std::string& url);

    /// For libpq alone.
    [[nodiscard]] const std::string& url() const { return url_; }
    /// "postgres://user@host:5432/name": for people, without the password.
    [[nodiscard]] const std::string& display() const { return display_; }
    /// The text with every occurrence of the password covered.
    [[nodiscard]] std::string covered(std::string text) const;

  private:
    Address() = default;
    std::string url_;
    std::string display_;
    std::string password_;
};

}  // namespace seatsync::store_postgres
