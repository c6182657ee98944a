#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <string>
#include <vector>

namespace seatsync::app {

/// How a source was doing when its pipeline last said so, as JSON text.
struct StoredSourceStatus {
    std::string source;
    domain::Instant updated_at;
    std::string status_json;
    friend bool operator==(const StoredSourceStatus&, const StoredSourceStatus&) = default;
};

/// The newest status of each source, kept so that other processes can read it. Thread-safe.
class SourceStatusStore {
  public:
    virtual ~SourceStatusStore() = default;

    /// Replaces the status of each source named. Errors: unavailable.
    [[nodiscard]] virtual Result<void> save(const std::vector<StoredSourceStatus>& statuses) = 0;
    /// By name of the source.
    [[nodiscard]] virtual Result<std::vector<StoredSourceStatus>> load() const = 0;
};

}  // namespace seatsync::app
