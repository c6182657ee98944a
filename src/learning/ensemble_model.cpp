#include "learning/ensemble_model.hpp"

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "learning/ensemble_start.hpp"
#include "learning/horizon_samples.hpp"
#include "learning/tasks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

using domain::Horizon;
using features::MarketHistory;

constexpr std::string_view kNoProbabilities =
    "its numbers are no probabilities: not finite, below 0, or not adding to 1";

Result<OnlineEnsemble> trained_on(std::span<const EnsembleMember> members,
                                  const MarketHistory& history, std::span<const Task> tasks,
                                  Horizon horizon, domain::Instant as_of) {
    std::vector<const OutOfFold*> said;
    for (const EnsembleMember& member : members) {
        const auto& own = member.model.out_of_fold(horizon);
        said.push_back(own ? &*own : nullptr);
    }
    SEATSYNC_TRY(OnlineEnsemble ensemble, untaught_ensemble(members.size(), tasks));
    const auto questions = questions_out_of_fold(said, history, tasks, ensemble.support());
    SEATSYNC_CHECK(walk_forward(ensemble, questions, as_of));
    return ensemble;
}

/// Without any horizon when there are too few past games.
Result<EnsembleMember> trained_member(const PredictorKind& kind, const MarketHistory& history,
                                      const features::FeatureTable& table, TrainOptions options) {
    if (options.progress)
        options.progress = [&kind, progress = options.progress](std::string_view horizon) {
            progress(fmt::format("{} {}", kind.name, horizon));
        };
    auto trained = PriceModel::train(kind.make, history, table, options);
    if (trained.has_value())
        return EnsembleMember{kind.name, *std::move(trained)};
    if (trained.error().code == ErrorCode::insufficient_data)
        return EnsembleMember{kind.name, PriceModel()};
    return base::in_context(trained.error(), kind.name);
}

const PredictorKind* find(std::span<const PredictorKind> kinds, std::string_view name) {
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const PredictorKind& kind) { return kind.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

Result<EnsembleMember> load_member(std::span<const PredictorKind> kinds, base::ByteReader& in) {
    SEATSYNC_TRY(const std::string_view name, in.text());
    SEATSYNC_TRY(const std::string_view bytes, in.text());
    const PredictorKind* kind = find(kinds, name);
    if (kind == nullptr)
        return fail(ErrorCode::conflict,
                    fmt::format("the model has a member '{}', which this program does not know: "
                                "train it again",
                                name));
    SEATSYNC_TRY(PriceModel model, PriceModel::load(kind->make, bytes));
    return EnsembleMember{std::string(name), std::move(model)};
}

}  // namespace

Result<EnsembleModel> EnsembleModel::train(std::span<const PredictorKind> kinds,
                                           const MarketHistory& history,
                                           const features::FeatureTable& table,
                                           const TrainOptions& options) {
    std::vector<EnsembleMember> members;
    for (const PredictorKind& kind : kinds) {
        SEATSYNC_TRY(EnsembleMember member, trained_member(kind, history, table, options));
        members.push_back(std::move(member));
    }
    return from(std::move(members), history, options.as_of);
}

Result<EnsembleModel> EnsembleModel::from(std::vector<EnsembleMember> members,
                                          const MarketHistory& history, domain::Instant as_of) {
    if (members.empty())
        return fail(ErrorCode::invalid_argument, "an ensemble without members");
    EnsembleModel model;
    model.members_ = std::move(members);
    const auto tasks = tasks_by_horizon(history, as_of);
    for (const Horizon horizon : domain::kHorizons) {
        const bool known =
            std::any_of(model.members_.begin(), model.members_.end(),
                        [&](const EnsembleMember& member) { return member.model.has(horizon); });
        if (!known)
            continue;
        SEATSYNC_TRY(model.horizons_[index_of(horizon)],
                     trained_on(model.members_, history, tasks[index_of(horizon)], horizon, as_of));
    }
    if (std::none_of(model.horizons_.begin(), model.horizons_.end(),
                     [](const auto& horizon) { return horizon.has_value(); }))
        return fail(ErrorCode::insufficient_data,
                    "no horizon can be trained: too few past games for any member");
    return model;
}

bool EnsembleModel::has(Horizon horizon) const {
    return horizons_[index_of(horizon)].has_value();
}

std::size_t EnsembleModel::training_rows() const {
    std::size_t most = 0;
    for (const EnsembleMember& member : members_)
        most = std::max(most, member.model.training_rows());
    return most;
}

Result<std::vector<double>> EnsembleModel::importance() const {
    std::vector<double> mean;
    std::size_t told = 0;
    for (const EnsembleMember& member : members_) {
        SEATSYNC_TRY(const std::vector<double> shares, member.model.importance());
        if (shares.empty())
            continue;
        mean.resize(shares.size(), 0.0);
        for (std::size_t i = 0; i < shares.size(); ++i)
            mean[i] += shares[i];
        ++told;
    }
    for (double& share : mean)
        share /= static_cast<double>(told);
    return mean;
}

Result<MembersSaid> EnsembleModel::ask(Horizon horizon, const Matrix& x) const {
    if (!has(horizon))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("no model for the horizon {}", name_of(horizon)));
    const std::size_t days = days_to_event_column();
    MembersSaid said;
    for (std::size_t i = 0; i < x.rows(); ++i)
        said.questions.push_back({.days_to_event = static_cast<double>(x.row(i)[days]),
                                  .masses = {members_.size(), std::vector<double>{}}});
    const Support& support = trained(horizon).support();
    for (std::size_t k = 0; k < members_.size(); ++k) {
        const auto own = members_[k].model.distributions(horizon, x);
        said.failures.push_back(own.has_value() ? std::string() : own.error().detail);
        for (std::size_t i = 0; own.has_value() && i < said.questions.size(); ++i) {
            said.questions[i].masses[k] = own->masses(i, support);
            reach_as_calibrated(said.questions[i], k, *own, i,
                                members_[k].model.calibration(horizon), horizon);
        }
    }
    return said;
}

Result<std::vector<DatedQuestion>> EnsembleModel::ask_again(Horizon horizon,
                                                            const MarketHistory& history,
                                                            const features::FeatureTable& table,
                                                            std::span<const Task> tasks) const {
    Matrix x{.columns = table.columns};
    for (const Task& task : tasks)
        add_question(x, history, table, place_of(table, task.row));
    SEATSYNC_TRY(MembersSaid said, ask(horizon, x));
    std::vector<DatedQuestion> questions = questions_of(history, tasks, members_.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
        questions[i].question.masses = std::move(said.questions[i].masses);
        questions[i].question.reach = std::move(said.questions[i].reach);
    }
    return questions;
}

std::vector<MemberPart> EnsembleModel::parts_of(const EnsembleAnswer& answer,
                                                const MembersSaid& said) const {
    std::vector<MemberPart> parts;
    for (std::size_t k = 0; k < members_.size(); ++k) {
        MemberPart part{.name = members_[k].name, .weight = answer.weights[k]};
        if (!said.failures[k].empty())
            part.silent = said.failures[k];
        else if (std::isnan(answer.members[k].front()))
            part.silent = kNoProbabilities;
        parts.push_back(std::move(part));
    }
    return parts;
}

std::string EnsembleModel::silence(const MembersSaid& said) const {
    std::string reasons;
    for (std::size_t k = 0; k < members_.size(); ++k)
        reasons += fmt::format(
            "{}{}: {}", k == 0 ? "" : "; ", members_[k].name,
            said.failures[k].empty() ? kNoProbabilities : std::string_view(said.failures[k]));
    return reasons;
}

const OnlineEnsemble& EnsembleModel::trained(Horizon horizon) const {
    SEATSYNC_INVARIANT(has(horizon));
    return *horizons_[index_of(horizon)];
}

Result<std::string> EnsembleModel::save() const {
    base::ByteWriter out;
    out.u64(members_.size());
    for (const EnsembleMember& member : members_) {
        out.text(member.name);
        SEATSYNC_TRY(const std::string bytes, member.model.save());
        out.text(bytes);
    }
    for (const auto& horizon : horizons_) {
        out.u64(horizon ? 1 : 0);
        if (horizon)
            horizon->save(out);
    }
    const std::string body = out.take();
    base::ByteWriter whole;
    whole.u64(kEnsembleFormat);
    whole.u64(base::checksum(body));
    return whole.take() + body;
}

Result<EnsembleModel> EnsembleModel::load(std::span<const PredictorKind> kinds,
                                          std::string_view bytes) {
    base::ByteReader in(bytes);
    SEATSYNC_TRY(const std::uint64_t format, in.u64());
    if (format != kEnsembleFormat)
        return fail(ErrorCode::conflict,
                    fmt::format("the model has format {}, this program reads {}: train it again",
                                format, kEnsembleFormat));
    SEATSYNC_TRY(const std::uint64_t checksum, in.u64());
    if (checksum != base::checksum(in.rest()))
        return fail(ErrorCode::corrupt_data, "the model's bytes are not those that were saved");
    EnsembleModel model;
    SEATSYNC_TRY(const std::size_t members, in.count());
    for (std::size_t k = 0; k < members; ++k) {
        SEATSYNC_TRY(EnsembleMember member, load_member(kinds, in));
        model.members_.push_back(std::move(member));
    }
    for (auto& horizon : model.horizons_) {
        SEATSYNC_TRY(const std::uint64_t present, in.u64());
        if (present == 0)
            continue;
        SEATSYNC_TRY(horizon, OnlineEnsemble::load(in));
        if (horizon->members() != members)
            return fail(ErrorCode::corrupt_data, "a stored horizon of other members");
    }
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "the model's bytes go on behind its last horizon");
    return model;
}

}  // namespace seatsync::learning
