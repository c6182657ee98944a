#include "learning/ensemble_model.hpp"

#include "base/invariant.hpp"
#include "learning/horizon_samples.hpp"
#include "learning/tasks.hpp"
#include "learning/walk_forward.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::learning {

namespace {

using domain::Horizon;

constexpr std::size_t kCellsPerSide = 12;
constexpr std::size_t kFewestInCell = 15;
/// Questions about a game that have its close as their outcome count as so many.
constexpr double kCloseOverlap = 50;

/// Asked once a day, so many questions look at one day's move.
double overlap_of(Horizon horizon) {
    return horizon == Horizon::close ? kCloseOverlap : domain::days_of(horizon);
}

Result<Support> support_of(const std::vector<Task>& tasks) {
    std::vector<double> log_ratios;
    for (const Task& task : tasks)
        log_ratios.push_back(task.log_ratio);
    return Support::from(log_ratios, kCellsPerSide, kFewestInCell);
}

/// The questions about the latest games of training, with what fits on earlier ones said of them.
std::vector<DatedQuestion> out_of_fold_questions(std::span<const PriceModel* const> members,
                                                 const features::MarketHistory& history,
                                                 const std::vector<Task>& tasks, Horizon horizon,
                                                 const Support& support) {
    std::vector<DatedQuestion> questions(tasks.size());
    std::vector<bool> asked(tasks.size(), false);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto& series = history.series()[tasks[i].row.series];
        const domain::Instant asked_at = series.received_at[tasks[i].row.row];
        const domain::Event& event = *history.event_of(series).known_at(asked_at);
        questions[i] = {.asked_at = asked_at,
                        .known_at = settled_at(tasks[i], asked_at),
                        .log_ratio = tasks[i].log_ratio,
                        .question = {.days_to_event = domain::days_between(asked_at, event.start),
                                     .masses = {members.size(), std::vector<double>{}}}};
    }
    for (std::size_t k = 0; k < members.size(); ++k) {
        const auto& said = members[k]->out_of_fold(horizon);
        for (std::size_t row = 0; said && row < said->rows.size(); ++row) {
            questions[said->rows[row]].question.masses[k] = said->predicted.masses(row, support);
            asked[said->rows[row]] = true;
        }
    }
    std::vector<DatedQuestion> known;
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (asked[i])
            known.push_back(std::move(questions[i]));
    return known;
}

Result<OnlineEnsemble> trained_on(std::span<const PriceModel* const> members,
                                  const features::MarketHistory& history,
                                  const std::vector<Task>& tasks, Horizon horizon,
                                  domain::Instant as_of) {
    SEATSYNC_TRY(Support support, support_of(tasks));
    SEATSYNC_TRY(
        OnlineEnsemble ensemble,
        OnlineEnsemble::make(members.size(), std::make_shared<const Support>(std::move(support)),
                             overlap_of(horizon)));
    const auto questions =
        out_of_fold_questions(members, history, tasks, horizon, ensemble.support());
    SEATSYNC_CHECK(walk_forward(ensemble, questions, as_of));
    return ensemble;
}

}  // namespace

Result<EnsembleModel> EnsembleModel::from(std::vector<const PriceModel*> members,
                                          const features::MarketHistory& history,
                                          domain::Instant as_of) {
    EnsembleModel model;
    model.members_ = std::move(members);
    const auto tasks = tasks_by_horizon(history, as_of);
    for (const Horizon horizon : domain::kHorizons) {
        const bool known =
            std::any_of(model.members_.begin(), model.members_.end(),
                        [&](const PriceModel* member) { return member->has(horizon); });
        if (!known)
            continue;
        SEATSYNC_TRY(model.horizons_[index_of(horizon)],
                     trained_on(model.members_, history, tasks[index_of(horizon)], horizon, as_of));
    }
    if (std::none_of(model.horizons_.begin(), model.horizons_.end(),
                     [](const auto& horizon) { return horizon.has_value(); }))
        return fail(ErrorCode::insufficient_data, "no member has a model for any horizon");
    return model;
}

bool EnsembleModel::has(Horizon horizon) const {
    return horizons_[index_of(horizon)].has_value();
}

Result<std::vector<EnsembleQuestion>> EnsembleModel::questions(Horizon horizon,
                                                               const Matrix& x) const {
    if (!has(horizon))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("no model for the horizon {}", name_of(horizon)));
    const std::size_t days = days_to_event_column();
    std::vector<EnsembleQuestion> questions;
    for (std::size_t i = 0; i < x.rows(); ++i)
        questions.push_back({.days_to_event = static_cast<double>(x.row(i)[days]),
                             .masses = {members_.size(), std::vector<double>{}}});
    const Support& support = trained(horizon).support();
    for (std::size_t k = 0; k < members_.size(); ++k) {
        const auto said = members_[k]->distributions(horizon, x);
        for (std::size_t i = 0; said && i < questions.size(); ++i)
            questions[i].masses[k] = said->masses(i, support);
    }
    return questions;
}

const OnlineEnsemble& EnsembleModel::trained(Horizon horizon) const {
    SEATSYNC_INVARIANT(has(horizon));
    return *horizons_[index_of(horizon)];
}

}  // namespace seatsync::learning
