#pragma once

#include "feed/source_factory.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace seatsync::testing {

/// Watched games of (league, start), by start, and their leagues.
[[nodiscard]] feed::Watch watch_of(std::vector<std::pair<std::string, std::string>> games);

/// The source with these settings; a secret comes as if from the environment. Throws when it cannot
/// be made.
[[nodiscard]] std::unique_ptr<feed::SourceApi> made(const feed::SourceFactory& factory,
                                                    std::map<std::string, std::string> told = {});

/// The error with which it cannot be made. Throws when it can.
[[nodiscard]] Error made_badly(const feed::SourceFactory& factory,
                               std::map<std::string, std::string> told);

}  // namespace seatsync::testing
