#include "adapters/model_torch/inference.hpp"
#include "adapters/model_torch/lanes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::model_torch {

namespace {

struct Linear {
    const float* weight = nullptr;
    const float* bias = nullptr;
};

struct Layer {
    Linear attention_norm;
    Linear attention_in;
    Linear attention_out;
    Linear forward_norm;
    Linear forward_in;
    Linear forward_out;
};

class TransformerInference final : public Inference {
  public:
    TransformerInference(const NetShape& shape, std::span<const float> parameters)
        : shape_(shape), parameters_(parameters.begin(), parameters.end()) {
        const auto blocks = parameters_of(shape);
        std::size_t next = 0;
        const auto take = [&] {
            const Linear linear{parameters_.data() + blocks[next].offset,
                                parameters_.data() + blocks[next + 1].offset};
            next += 2;
            return linear;
        };
        step_ = take();
        context_ = take();
        for (std::size_t i = 0; i < shape.layers; ++i) {
            Layer layer;
            for (Linear* part : {&layer.attention_norm, &layer.attention_in, &layer.attention_out,
                                 &layer.forward_norm, &layer.forward_in, &layer.forward_out})
                *part = take();
            layers_.push_back(layer);
        }
        norm_ = take();
        hidden_ = take();
        answer_ = take();
    }

    void answer(std::span<const float> statics, std::span<const float> steps,
                std::span<float> margins) const override {
        Work work(shape_);
        dense(context_.weight, context_.bias, shape_.width, shape_.statics, statics.data(),
              work.tokens.data());
        for (std::size_t k = 0; k < shape_.steps; ++k) {
            const float* step = steps.data() + k * shape_.step_inputs * kLanes;
            dense(step_.weight, step_.bias, shape_.width, shape_.step_inputs, step,
                  work.token(k + 1));
            std::copy_n(step, kLanes, work.present.data() + (k + 1) * kLanes);
        }
        for (std::size_t i = 0; i < layers_.size(); ++i)
            apply(layers_[i], i + 1 < layers_.size() ? shape_.steps + 1 : 1, work);
        layer_norm(norm_.weight, norm_.bias, shape_.width, work.token(0), work.normed.data());
        dense(hidden_.weight, hidden_.bias, shape_.head, shape_.width, work.normed.data(),
              work.inner.data());
        relu(work.inner.data(), shape_.head);
        dense(answer_.weight, answer_.bias, shape_.cells, shape_.head, work.inner.data(),
              margins.data());
    }

    [[nodiscard]] std::size_t multiply_adds() const override {
        const std::size_t tokens = shape_.steps + 1;
        const std::size_t width = shape_.width;
        std::size_t count = width * (shape_.statics + shape_.steps * shape_.step_inputs) +
                            shape_.head * (width + shape_.cells);
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            const std::size_t asked = i + 1 < layers_.size() ? tokens : 1;
            count += 2 * tokens * width * width + asked * width * width;  // Keys, values, queries.
            count += 2 * asked * tokens * width;                          // Scores and mixing.
            count += asked * width * (width + 2 * shape_.feed_forward);
        }
        return count;
    }

  private:
    /// What one block of rows is computed in.
    struct Work {
        explicit Work(const NetShape& s)
            : width(s.width),
              tokens((s.steps + 1) * s.width * kLanes),
              queries((s.steps + 1) * s.width * kLanes),
              keys((s.steps + 1) * s.width * kLanes),
              values((s.steps + 1) * s.width * kLanes),
              present((s.steps + 1) * kLanes, 1.0F),
              normed(s.width * kLanes),
              mixed(s.width * kLanes),
              inner(std::max(s.feed_forward, s.head) * kLanes),
              scores((s.steps + 1) * kLanes) {}
        [[nodiscard]] float* token(std::size_t i) { return tokens.data() + i * width * kLanes; }

        std::size_t width;
        std::vector<float> tokens, queries, keys, values, present, normed, mixed, inner, scores;
    };

    void apply(const Layer& layer, std::size_t asked, Work& work) const {
        const std::size_t width = shape_.width;
        const std::size_t square = width * width;
        const float* weight = layer.attention_in.weight;
        const float* bias = layer.attention_in.bias;
        for (std::size_t t = 0; t <= shape_.steps; ++t) {
            const std::size_t at = t * width * kLanes;
            layer_norm(layer.attention_norm.weight, layer.attention_norm.bias, width, work.token(t),
                       work.normed.data());
            if (t < asked)
                dense(weight, bias, width, width, work.normed.data(), work.queries.data() + at);
            dense(weight + square, bias + width, width, width, work.normed.data(),
                  work.keys.data() + at);
            dense(weight + 2 * square, bias + 2 * width, width, width, work.normed.data(),
                  work.values.data() + at);
        }
        for (std::size_t t = 0; t < asked; ++t) {
            attend(t, work);
            add_onto(work.token(t), layer.attention_out, width, work.mixed.data(), work);
            layer_norm(layer.forward_norm.weight, layer.forward_norm.bias, width, work.token(t),
                       work.normed.data());
            dense(layer.forward_in.weight, layer.forward_in.bias, shape_.feed_forward, width,
                  work.normed.data(), work.inner.data());
            relu(work.inner.data(), shape_.feed_forward);
            add_onto(work.token(t), layer.forward_out, shape_.feed_forward, work.inner.data(),
                     work);
        }
    }

    /// Adds a linear layer's answer to a token.
    void add_onto(float* token, const Linear& linear, std::size_t inputs, const float* in,
                  Work& work) const {
        dense(linear.weight, linear.bias, shape_.width, inputs, in, work.normed.data());
        for (std::size_t i = 0; i < shape_.width * kLanes; ++i)
            token[i] += work.normed[i];
    }

    /// Mixes the values of all tokens as the query of token `t` asks for; a head at a time.
    void attend(std::size_t t, Work& work) const {
        const std::size_t size = shape_.width / shape_.heads;
        for (std::size_t head = 0; head < shape_.heads; ++head) {
            const std::size_t first = head * size;
            attention(work.queries.data() + (t * shape_.width + first) * kLanes,
                      work.keys.data() + first * kLanes, work.values.data() + first * kLanes,
                      work.present.data(), shape_.steps + 1, shape_.width, size, work.scores.data(),
                      work.mixed.data() + first * kLanes);
        }
    }

    NetShape shape_;
    std::vector<float> parameters_;
    Linear step_;
    Linear context_;
    std::vector<Layer> layers_;
    Linear norm_;
    Linear hidden_;
    Linear answer_;
};

}  // namespace

std::unique_ptr<Inference> make_transformer_inference(const NetShape& shape,
                                                      std::span<const float> parameters) {
    return std::make_unique<TransformerInference>(shape, parameters);
}

}  // namespace seatsync::model_torch
