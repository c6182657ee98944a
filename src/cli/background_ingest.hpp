#pragma once

#include "app/ingest.hpp"

#include <iosfwd>
#include <thread>

namespace seatsync::cli {

/// Runs a pipeline on a thread of its own while something else goes on. When it ends by an error,
/// that is told on `err` at once.
class BackgroundIngest {
  public:
    /// Both outlive it.
    BackgroundIngest(app::Ingest& ingest, std::ostream& err);
    /// Stops it.
    ~BackgroundIngest();
    BackgroundIngest(const BackgroundIngest&) = delete;
    BackgroundIngest& operator=(const BackgroundIngest&) = delete;

    /// Stops it and waits until what was read is stored. Errors: those of app::Ingest::run.
    [[nodiscard]] Result<void> finish();

  private:
    app::Ingest& ingest_;
    Result<void> ended_;
    std::thread thread_;
};

}  // namespace seatsync::cli
