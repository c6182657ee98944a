#include "learning/walk_forward.hpp"

#include <algorithm>
#include <tuple>

namespace seatsync::learning {

namespace {

enum class Step { learn, answer };

/// In the order of time; at one moment what is known is learned first.
struct Moment {
    domain::Instant at;
    Step step = Step::answer;
    std::size_t question = 0;
    friend bool operator<(const Moment& a, const Moment& b) {
        return std::tie(a.at, a.step, a.question) < std::tie(b.at, b.step, b.question);
    }
};

std::vector<Moment> moments_of(std::span<const DatedQuestion> questions, domain::Instant until) {
    std::vector<Moment> moments;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        moments.push_back({questions[i].asked_at, Step::answer, i});
        // Nothing is learned about a question before it is answered.
        if (const auto known = questions[i].known_at;
            known && *known <= until && *known > questions[i].asked_at)
            moments.push_back({*known, Step::learn, i});
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

/// Nothing when no member says anything.
Result<std::optional<EnsembleAnswer>> answer_if_any(const OnlineEnsemble& ensemble,
                                                    const EnsembleQuestion& question) {
    auto answer = ensemble.answer(question);
    if (answer.has_value())
        return std::optional(*std::move(answer));
    if (answer.error().code == ErrorCode::insufficient_data)
        return std::optional<EnsembleAnswer>();
    return answer.error();
}

}  // namespace

domain::Instant settled_at(const Task& task, domain::Instant asked_at) {
    if (task.horizon == domain::Horizon::close)
        return task.known_at;
    const auto window = std::chrono::hours(static_cast<int>(30 * days_of(task.horizon)));
    return std::max(task.known_at, asked_at + window);
}

Result<std::vector<std::optional<EnsembleAnswer>>> walk_forward(
    OnlineEnsemble& ensemble, std::span<const DatedQuestion> questions, domain::Instant until) {
    std::vector<std::optional<EnsembleAnswer>> answers(questions.size());
    for (const Moment& moment : moments_of(questions, until)) {
        const DatedQuestion& dated = questions[moment.question];
        auto& answer = answers[moment.question];
        if (moment.step == Step::answer) {
            SEATSYNC_TRY(answer, answer_if_any(ensemble, dated.question));
        } else if (answer) {
            SEATSYNC_CHECK(ensemble.learn(dated.question, *answer, dated.log_ratio));
        }
    }
    return answers;
}

}  // namespace seatsync::learning
