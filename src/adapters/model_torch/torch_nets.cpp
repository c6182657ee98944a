#include "adapters/model_torch/differentiator.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace seatsync::model_torch {

namespace {

namespace nn = torch::nn;
using at::Tensor;

std::int64_t size(std::size_t value) {
    return static_cast<std::int64_t>(value);
}

/// Sets a share of numbers to zero and scales the others up; passes everything when not training.
class Thinning {
  public:
    Thinning() = default;
    explicit Thinning(const Dropout& dropout)
        : dropout_(dropout), random_(at::make_generator<at::CPUGeneratorImpl>(dropout.seed)) {}

    [[nodiscard]] Tensor statics(const Tensor& x) { return thinned(x, dropout_.statics); }
    [[nodiscard]] Tensor hidden(const Tensor& x) { return thinned(x, dropout_.hidden); }

  private:
    [[nodiscard]] Tensor thinned(const Tensor& x, double share) {
        if (share <= 0)
            return x;
        return x * at::empty_like(x).bernoulli_(1 - share, random_).div_(1 - share);
    }

    Dropout dropout_;
    at::Generator random_;
};

/// `statics`: rows × statics; `steps`: rows × steps × step inputs. Answers rows × cells.
class Net : public nn::Module {
  public:
    virtual Tensor forward(const Tensor& statics, const Tensor& steps, Thinning& thinning) = 0;
};

nn::Linear linear(std::size_t inputs, std::size_t outputs) {
    return nn::Linear(size(inputs), size(outputs));
}

/// The order of registration is that of parameters_of.
class LstmNet final : public Net {
  public:
    explicit LstmNet(const NetShape& shape)
        : lstm_(register_module(
              "lstm",
              nn::LSTM(
                  nn::LSTMOptions(size(shape.step_inputs), size(shape.width)).batch_first(true)))),
          context_(register_module("context", linear(shape.statics, shape.context))),
          hidden_(register_module("hidden", linear(shape.width + shape.context, shape.head))),
          answer_(register_module("answer", linear(shape.head, shape.cells))) {}

    Tensor forward(const Tensor& statics, const Tensor& steps, Thinning& thinning) override {
        const Tensor last = std::get<0>(lstm_->forward(steps)).select(1, -1);
        const Tensor context = at::relu(context_->forward(thinning.statics(statics)));
        const Tensor both = thinning.hidden(at::cat({last, context}, 1));
        return answer_->forward(at::relu(hidden_->forward(both)));
    }

  private:
    nn::LSTM lstm_;
    nn::Linear context_;
    nn::Linear hidden_;
    nn::Linear answer_;
};

nn::LayerNorm norm(std::size_t width) {
    return nn::LayerNorm(nn::LayerNormOptions({size(width)}));
}

/// Attention, then two linear layers, each added to what comes in and normalised before.
class TransformerLayer final : public nn::Module {
  public:
    explicit TransformerLayer(const NetShape& shape)
        : width_(size(shape.width)),
          heads_(size(shape.heads)),
          attention_norm_(register_module("attention_norm", norm(shape.width))),
          attention_in_(register_module("attention_in", linear(shape.width, 3 * shape.width))),
          attention_out_(register_module("attention_out", linear(shape.width, shape.width))),
          forward_norm_(register_module("forward_norm", norm(shape.width))),
          forward_in_(register_module("forward_in", linear(shape.width, shape.feed_forward))),
          forward_out_(register_module("forward_out", linear(shape.feed_forward, shape.width))) {}

    /// `tokens`: rows × tokens × width. `hidden_keys`: minus infinity where a token is not there,
    /// rows × 1 × 1 × tokens. Answers the first `asked` tokens.
    Tensor forward(const Tensor& tokens, const Tensor& hidden_keys, std::int64_t asked,
                   Thinning& thinning) {
        const auto parts = attention_in_->forward(attention_norm_->forward(tokens)).chunk(3, 2);
        const Tensor query = by_head(parts[0].narrow(1, 0, asked));
        const Tensor scores = at::matmul(query, by_head(parts[1]).transpose(2, 3)) /
                                  std::sqrt(static_cast<double>(width_ / heads_)) +
                              hidden_keys;
        const Tensor mixed = at::matmul(at::softmax(scores, 3), by_head(parts[2]));
        const Tensor together = mixed.transpose(1, 2).reshape({tokens.size(0), asked, width_});
        const Tensor attended =
            tokens.narrow(1, 0, asked) + thinning.hidden(attention_out_->forward(together));
        const Tensor inner = at::relu(forward_in_->forward(forward_norm_->forward(attended)));
        return attended + thinning.hidden(forward_out_->forward(inner));
    }

  private:
    [[nodiscard]] Tensor by_head(const Tensor& x) const {
        return x.reshape({x.size(0), x.size(1), heads_, width_ / heads_}).transpose(1, 2);
    }

    std::int64_t width_;
    std::int64_t heads_;
    nn::LayerNorm attention_norm_;
    nn::Linear attention_in_;
    nn::Linear attention_out_;
    nn::LayerNorm forward_norm_;
    nn::Linear forward_in_;
    nn::Linear forward_out_;
};

/// The static context is the first token; what becomes of it is the answer. Of the last layer
/// nothing else is computed.
class TransformerNet final : public Net {
  public:
    explicit TransformerNet(const NetShape& shape)
        : step_(register_module("step", linear(shape.step_inputs, shape.width))),
          context_(register_module("context", linear(shape.statics, shape.width))) {
        for (std::size_t i = 0; i < shape.layers; ++i)
            layers_.push_back(register_module(fmt::format("layer{}", i),
                                              std::make_shared<TransformerLayer>(shape)));
        norm_ = register_module("norm", norm(shape.width));
        hidden_ = register_module("hidden", linear(shape.width, shape.head));
        answer_ = register_module("answer", linear(shape.head, shape.cells));
    }

    Tensor forward(const Tensor& statics, const Tensor& steps, Thinning& thinning) override {
        const Tensor context = context_->forward(thinning.statics(statics)).unsqueeze(1);
        Tensor tokens = at::cat({context, step_->forward(steps)}, 1);
        const Tensor present = at::cat({at::ones({steps.size(0), 1}), steps.select(2, 0)}, 1);
        const Tensor hidden_keys =
            at::zeros_like(present)
                .masked_fill(present.lt(0.5), -std::numeric_limits<float>::infinity())
                .reshape({steps.size(0), 1, 1, -1});
        for (std::size_t i = 0; i < layers_.size(); ++i)
            tokens = layers_[i]->forward(tokens, hidden_keys,
                                         i + 1 < layers_.size() ? tokens.size(1) : 1, thinning);
        return answer_->forward(at::relu(hidden_->forward(norm_->forward(tokens.select(1, 0)))));
    }

  private:
    nn::Linear step_;
    nn::Linear context_;
    std::vector<std::shared_ptr<TransformerLayer>> layers_;
    nn::LayerNorm norm_{nullptr};
    nn::Linear hidden_{nullptr};
    nn::Linear answer_{nullptr};
};

std::shared_ptr<Net> make_net(const NetShape& shape) {
    if (shape.kind == NetKind::lstm)
        return std::make_shared<LstmNet>(shape);
    return std::make_shared<TransformerNet>(shape);
}

/// LibTorch's sums depend on the number of threads: one for as long as this lives.
class OneThread {
  public:
    OneThread() : before_(omp_get_max_threads()) { at::set_num_threads(1); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;
    ~OneThread() { omp_set_num_threads(before_); }

  private:
    int before_;
};

/// The numbers of a tensor live where they are.
Tensor view_of(std::span<const float> values, at::IntArrayRef sizes) {
    return at::from_blob(const_cast<float*>(values.data()), sizes, at::kFloat);
}

void copy_to(const Tensor& tensor, std::span<float> out) {
    const Tensor plain = tensor.contiguous();
    std::copy_n(plain.data_ptr<float>(), out.size(), out.begin());
}

/// Calls `work` on one thread and turns what LibTorch throws into an error.
template <class Work>
auto guarded(const Work& work) -> Result<decltype(work())> {
    try {
        const OneThread one_thread;
        return work();
    } catch (const std::exception& thrown) {
        return fail(ErrorCode::internal, fmt::format("LibTorch: {}", thrown.what()));
    }
}

class TorchDifferentiator final : public Differentiator {
  public:
    explicit TorchDifferentiator(const NetShape& shape) : shape_(shape), net_(make_net(shape)) {}

    Result<double> loss_gradient(std::span<const float> parameters, const NetBatch& batch,
                                 const Dropout& dropout, std::span<float> gradient) override {
        return guarded([&] {
            set(parameters);
            net_->zero_grad();
            Thinning thinning(dropout);
            const Tensor logits =
                net_->forward(statics_of(batch.inputs), steps_of(batch.inputs), thinning) +
                of_cells(batch.log_prior, batch.inputs.rows);
            const Tensor labels = at::from_blob(const_cast<std::int64_t*>(batch.labels.data()),
                                                {size(batch.inputs.rows)}, at::kLong);
            const Tensor loss = at::cross_entropy_loss(logits, labels);
            loss.backward();
            std::size_t offset = 0;
            for (const Tensor& parameter : net_->parameters()) {
                const auto count = static_cast<std::size_t>(parameter.numel());
                copy_to(parameter.grad(), gradient.subspan(offset, count));
                offset += count;
            }
            return static_cast<double>(loss.item<float>());
        });
    }

    Result<void> margins(std::span<const float> parameters, const NetInputs& inputs,
                         std::span<float> out) override {
        SEATSYNC_CHECK(guarded([&] {
            const at::NoGradGuard no_grad;
            set(parameters);
            Thinning none;
            copy_to(net_->forward(statics_of(inputs), steps_of(inputs), none), out);
            return true;
        }));
        return {};
    }

    Result<void> input_gradient(std::span<const float> parameters, const NetInputs& inputs,
                                std::span<const float> log_prior,
                                std::span<const float> cell_values, std::span<float> by_statics,
                                std::span<float> by_steps) override {
        SEATSYNC_CHECK(guarded([&] {
            set(parameters);
            const Tensor statics = statics_of(inputs).clone().requires_grad_();
            const Tensor steps = steps_of(inputs).clone().requires_grad_();
            Thinning none;
            const Tensor shares = at::softmax(
                net_->forward(statics, steps, none) + of_cells(log_prior, inputs.rows), 1);
            (shares * view_of(cell_values, {size(shape_.cells)})).sum().backward();
            copy_to(statics.grad(), by_statics);
            copy_to(steps.grad(), by_steps);
            return true;
        }));
        return {};
    }

  private:
    void set(std::span<const float> parameters) {
        const at::NoGradGuard no_grad;
        std::size_t offset = 0;
        for (Tensor& parameter : net_->parameters()) {
            const auto count = static_cast<std::size_t>(parameter.numel());
            TORCH_CHECK(offset + count <= parameters.size(), "too few parameters");
            std::copy_n(parameters.data() + offset, count, parameter.data_ptr<float>());
            offset += count;
        }
        TORCH_CHECK(offset == parameters.size(), "too many parameters");
    }
    [[nodiscard]] Tensor statics_of(const NetInputs& inputs) const {
        return view_of(inputs.statics, {size(inputs.rows), size(shape_.statics)});
    }
    [[nodiscard]] Tensor steps_of(const NetInputs& inputs) const {
        return view_of(inputs.steps,
                       {size(inputs.rows), size(shape_.steps), size(shape_.step_inputs)});
    }
    [[nodiscard]] Tensor of_cells(std::span<const float> values, std::size_t rows) const {
        return view_of(values, {size(rows), size(shape_.cells)});
    }

    NetShape shape_;
    std::shared_ptr<Net> net_;
};

}  // namespace

}  // namespace seatsync::model_torch

extern "C" __attribute__((visibility("default"))) seatsync::model_torch::Differentiator*
seatsync_make_differentiator(const seatsync::model_torch::NetShape& shape) noexcept {
    return new seatsync::model_torch::TorchDifferentiator(shape);
}
