#pragma once

#include "app/observation_source.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <fstream>

namespace seatsync::cli {

/// The report of rejected rows: a CSV file with file, line, column, value and reason. It is made
/// with the first reject; without one an old report of that name is left alone.
class RejectFile {
  public:
    explicit RejectFile(std::filesystem::path path) : path_(std::move(path)) {}

    /// Errors: unavailable when the file cannot be written.
    [[nodiscard]] Result<void> add(const app::Reject& reject);

    [[nodiscard]] bool written() const { return file_.is_open(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    std::ofstream file_;
};

}  // namespace seatsync::cli
