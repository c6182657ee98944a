#pragma once

#include "base/result.hpp"
#include "domain/forecast.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <string_view>
#include <thread>
#include <vector>

namespace seatsync::learning {

/// Calls `work` once per horizon on up to `threads` threads and returns the answers in the order of
/// domain::kHorizons. `finished` hears of each horizon that is done, from any thread; may be empty.
template <class Answer, class Work>
std::array<Result<Answer>, domain::kHorizons.size()> for_each_horizon(
    std::size_t threads, const std::function<void(std::string_view)>& finished, const Work& work) {
    const auto open = [] { return Result<Answer>(fail(ErrorCode::internal, "not computed")); };
    std::array<Result<Answer>, domain::kHorizons.size()> answers = {open(), open(), open(), open()};
    std::atomic<std::size_t> next = 0;
    const auto worker = [&] {
        for (std::size_t h = next++; h < answers.size(); h = next++) {
            answers[h] = work(domain::kHorizons[h]);
            if (finished)
                finished(name_of(domain::kHorizons[h]));
        }
    };
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < std::min(threads, answers.size()); ++i)
        workers.emplace_back(worker);
    worker();
    workers.clear();  // Joins: every answer is there when they are returned.
    return answers;
}

}  // namespace seatsync::learning
