#include "features/mention_track.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::features {

void MentionTrack::add(double day, std::optional<double> tone, std::optional<std::int64_t> reach) {
    days_.push_back(day);
    Sums sums = sums_.back();
    if (tone)
        sums.tones.add(*tone);
    if (tone && reach) {
        const double weight =
            std::log(2.0 + static_cast<double>(std::max<std::int64_t>(*reach, 0)));
        sums.weight += quantised(weight);
        sums.weighted_tone += quantised(weight * *tone);
    }
    sums_.push_back(sums);
}

std::size_t MentionTrack::count_by(double day) const {
    return static_cast<std::size_t>(std::upper_bound(days_.begin(), days_.end(), day) -
                                    days_.begin());
}

Talk MentionTrack::between(double from, double to) const {
    const std::size_t first = count_by(from);
    const std::size_t last = count_by(to);
    Talk talk;
    talk.count = static_cast<double>(last - first);
    talk.tones.add(sums_[last].tones, 1);
    talk.tones.add(sums_[first].tones, -1);
    talk.weight = unquantised(static_cast<double>(sums_[last].weight - sums_[first].weight));
    talk.weighted_tone =
        unquantised(static_cast<double>(sums_[last].weighted_tone - sums_[first].weighted_tone));
    return talk;
}

}  // namespace seatsync::features
