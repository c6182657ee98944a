#include "app/migration.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::app {

Result<void> check_applied(const std::vector<AppliedMigration>& applied,
                           std::span<const Migration> known) {
    const std::int64_t newest = known.empty() ? 0 : known.back().version;
    for (const AppliedMigration& step : applied) {
        if (step.version > newest)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("it has schema version {}, this program knows versions up to "
                                    "{}: open it with a newer seatsync",
                                    applied.back().version, newest));
        const auto own = std::ranges::find(known, step.version, &Migration::version);
        if (own == known.end() || own->checksum != step.checksum)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("its migration {} is not the one of this program: it was made "
                                    "by an altered seatsync",
                                    step.name));
    }
    return {};
}

}  // namespace seatsync::app
