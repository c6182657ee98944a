#pragma once

#include "feed/source_api.hpp"

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <string>

namespace seatsync::testing {

// What the benchmarks of the sources have in common. Each says how many bytes of the body it
// processed, from which benchmark and scripts/parse_speed.py tell bytes per second.

/// `work(body)` is what is measured; it returns whether it did what it should.
template <class Work>
void measure_reading(benchmark::State& state, const std::string& body, const Work& work) {
    for ([[maybe_unused]] auto _ : state)
        if (!work(body))
            state.SkipWithError("not everything was read");
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}

/// `parse(body)` gives a Result<feed::Answer> that must hold `items` items.
template <class Parse>
void measure_parse(benchmark::State& state, const std::string& body, std::size_t items,
                   const Parse& parse) {
    measure_reading(state, body, [&](const std::string& text) {
        const Result<feed::Answer> answer = parse(text);
        return answer.has_value() && answer->items.size() == items;
    });
}

/// simdjson's DOM of the body alone, with one parser for all rounds: the least that a parse costs.
inline void measure_simdjson(benchmark::State& state, const std::string& body) {
    simdjson::dom::parser parser;
    measure_reading(state, body, [&parser](const std::string& text) {
        return parser.parse(text.data(), text.size(), true).error() == simdjson::SUCCESS;
    });
}

}  // namespace seatsync::testing
