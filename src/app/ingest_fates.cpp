#include "app/ingest_fates.hpp"

#include <algorithm>
#include <numeric>

namespace seatsync::app {

std::string_view name_of(Fate fate) {
    switch (fate) {
        case Fate::stored:
            return "stored";
        case Fate::quarantined:
            return "quarantined";
        case Fate::queued:
            return "queued";
        case Fate::rejected:
            return "rejected";
        case Fate::duplicate:
            return "duplicate";
        case Fate::passed_over:
            return "passed_over";
    }
    return "passed_over";
}

Fate stronger(Fate a, Fate b) {
    return std::min(a, b);
}

std::uint64_t FateCounts::items() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

FateCounts& FateCounts::operator+=(const FateCounts& other) {
    for (const Fate fate : kFates)
        add(fate, other.of(fate));
    return *this;
}

}  // namespace seatsync::app
