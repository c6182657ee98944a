#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace seatsync::learning {

/// Below this many rows a thread costs more than it saves.
inline constexpr std::size_t kRowsPerThread = 4096;

/// Calls work(begin, end) for neighbouring stretches of rows that together are [0, rows), side by
/// side on up to `threads` threads (0 takes all cores). Where each row is computed from its own
/// numbers alone, the result does not depend on the number of threads. `work` may not throw.
template <class Work>
void for_each_stretch(std::size_t rows, std::size_t threads, const Work& work) {
    const std::size_t cores =
        threads > 0 ? threads : std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
    const std::size_t count = std::clamp<std::size_t>(rows / kRowsPerThread, 1, cores);
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < count; ++i)
        workers.emplace_back(
            [&work, from = rows * i / count, to = rows * (i + 1) / count] { work(from, to); });
    work(0, rows / count);
}

}  // namespace seatsync::learning
