#include "adapters/model_torch/inference.hpp"

#include "adapters/model_torch/lanes.hpp"

#include <algorithm>

namespace seatsync::model_torch {

namespace {

void put_in_lane(std::span<const float> numbers, std::size_t lane, std::span<float> lanes) {
    for (std::size_t i = 0; i < numbers.size(); ++i)
        lanes[i * kLanes + lane] = numbers[i];
}

}  // namespace

std::unique_ptr<Inference> make_inference(const NetShape& shape,
                                          std::span<const float> parameters) {
    return shape.kind == NetKind::lstm ? make_lstm_inference(shape, parameters)
                                       : make_transformer_inference(shape, parameters);
}

void answer_rows(const Inference& inference, const NetShape& shape, std::size_t begin,
                 std::size_t end, const RowSource& row, std::span<float> out) {
    std::vector<float> statics(shape.statics);
    std::vector<float> steps(shape.steps * shape.step_inputs);
    std::vector<float> static_lanes(statics.size() * kLanes, 0.0F);
    std::vector<float> step_lanes(steps.size() * kLanes, 0.0F);
    std::vector<float> margins(shape.cells * kLanes);
    for (std::size_t first = begin; first < end; first += kLanes) {
        const std::size_t lanes = std::min(kLanes, end - first);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            row(first + lane, statics, steps);
            put_in_lane(statics, lane, static_lanes);
            put_in_lane(steps, lane, step_lanes);
        }
        inference.answer(static_lanes, step_lanes, margins);
        for (std::size_t lane = 0; lane < lanes; ++lane)
            for (std::size_t c = 0; c < shape.cells; ++c)
                out[(first - begin + lane) * shape.cells + c] = margins[c * kLanes + lane];
    }
}

}  // namespace seatsync::model_torch
