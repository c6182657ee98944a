#include "feed/sound_answer.hpp"

#include <algorithm>

namespace seatsync::feed {

namespace {

bool is_sound_item(const Item& item) {
    if (item.key.empty())
        return false;
    if (item.observations.empty())
        return !item.problem.empty() || !item.passed_over.empty();
    return std::ranges::all_of(item.observations, [](const Observation& observation) {
        return validate(observation).has_value();
    });
}

}  // namespace

bool is_sound(const Answer& answer) {
    return std::ranges::all_of(answer.items, is_sound_item);
}

}  // namespace seatsync::feed
