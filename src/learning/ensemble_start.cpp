#include "learning/ensemble_start.hpp"

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

}  // namespace

Result<OnlineEnsemble> untaught_ensemble(std::size_t members, std::span<const Task> tasks) {
    std::vector<double> log_ratios;
    for (const Task& task : tasks)
        log_ratios.push_back(task.log_ratio);
    SEATSYNC_TRY(Support support, Support::from(log_ratios, kCellsPerSide, kFewestInCell));
    return OnlineEnsemble::make(members, std::make_shared<const Support>(std::move(support)),
                                overlap_of(tasks.front().horizon));
}

std::vector<DatedQuestion> questions_of(const features::MarketHistory& history,
                                        std::span<const Task> tasks, std::size_t members) {
    std::vector<DatedQuestion> questions;
    for (const Task& task : tasks) {
        const auto& series = history.series()[task.row.series];
        const domain::Instant asked_at = series.received_at[task.row.row];
        const domain::Event& event = *history.event_of(series).known_at(asked_at);
        questions.push_back(
            {.asked_at = asked_at,
             .known_at = settled_at(task, asked_at),
             .log_ratio = task.log_ratio,
             .question = {.days_to_event = domain::days_between(asked_at, event.start),
                          .masses = {members, std::vector<double>{}}}});
    }
    return questions;
}

void reach_as_calibrated(EnsembleQuestion& question, std::size_t member, const Distributions& said,
                         std::size_t row, const Calibration& calibration, Horizon horizon) {
    if (horizon != Horizon::close)
        return;
    question.reach.resize(question.masses.size());
    question.reach[member] = {said.quantile(row, calibration.levels.front()),
                              said.quantile(row, calibration.levels.back())};
}

std::vector<DatedQuestion> questions_out_of_fold(std::span<const OutOfFold* const> said,
                                                 const features::MarketHistory& history,
                                                 std::span<const Task> tasks,
                                                 const Support& support) {
    std::vector<DatedQuestion> questions = questions_of(history, tasks, said.size());
    std::vector<bool> asked(tasks.size(), false);
    for (std::size_t k = 0; k < said.size(); ++k)
        for (std::size_t row = 0; said[k] != nullptr && row < said[k]->rows.size(); ++row) {
            const std::size_t task = said[k]->rows[row];
            questions[task].question.masses[k] = said[k]->predicted.masses(row, support);
            asked[task] = true;
        }
    std::vector<DatedQuestion> known;
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (asked[i])
            known.push_back(std::move(questions[i]));
    return known;
}

}  // namespace seatsync::learning
