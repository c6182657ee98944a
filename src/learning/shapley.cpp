#include "learning/shapley.hpp"

#include "base/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace seatsync::learning {

namespace {

using Order = std::vector<std::size_t>;

bool same(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// Groups of columns, and the path where rows have one.
class Players {
  public:
    static Result<Players> of(const Matrix& row, std::vector<std::size_t> player_of_column) {
        if (player_of_column.empty()) {
            player_of_column.resize(row.columns);
            std::iota(player_of_column.begin(), player_of_column.end(), std::size_t{0});
        }
        if (player_of_column.size() != row.columns)
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("{} columns, players for {}", row.columns, player_of_column.size()));
        Players players;
        players.columns_.resize(row.columns);
        for (std::size_t column = 0; column < row.columns; ++column) {
            if (player_of_column[column] >= row.columns)
                return fail(ErrorCode::invalid_argument, "the numbers of players have gaps");
            players.columns_[player_of_column[column]].push_back(column);
        }
        while (players.columns_.back().empty())
            players.columns_.pop_back();
        if (std::ranges::any_of(players.columns_, [](const auto& own) { return own.empty(); }))
            return fail(ErrorCode::invalid_argument, "the numbers of players have gaps");
        players.has_path_ = !row.paths.values.empty();
        return players;
    }

    [[nodiscard]] std::size_t count() const { return columns_.size() + (has_path_ ? 1 : 0); }

    /// Those whose values differ between the row and row i of the background.
    [[nodiscard]] Order differing(const Matrix& row, const Matrix& background,
                                  std::size_t i) const {
        Order players;
        for (std::size_t player = 0; player < columns_.size(); ++player)
            if (std::ranges::any_of(columns_[player], [&](std::size_t column) {
                    return !same(row.values[column], background.row(i)[column]);
                }))
                players.push_back(player);
        if (has_path_ && !std::ranges::equal(row.paths.values, background.paths.row(i), same))
            players.push_back(columns_.size());
        return players;
    }

    /// Gives `mixed`, one row, the player's values in `row`.
    void enter(std::size_t player, const Matrix& row, Matrix& mixed) const {
        if (player == columns_.size()) {
            mixed.paths.values = row.paths.values;
            return;
        }
        for (const std::size_t column : columns_[player])
            mixed.values[column] = row.values[column];
    }

  private:
    std::vector<std::vector<std::size_t>> columns_;  ///< By player.
    bool has_path_ = false;
};

/// Source of the recurrence: Welford, Note on a Method for Calculating Corrected Sums of Squares
/// and Products, Technometrics 4 (1962).
class RunningMean {
  public:
    void add(double x) {
        count_ += 1;
        const double away = x - mean_;
        mean_ += away / count_;
        squares_ += away * (x - mean_);
    }
    [[nodiscard]] Contribution contribution() const {
        return {.value = mean_,
                .error = count_ < 2 ? std::numeric_limits<double>::quiet_NaN()
                                    : std::sqrt(squares_ / (count_ - 1) / count_)};
    }

  private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

Result<std::vector<double>> evaluated(const RowFunction& function, const Matrix& rows) {
    if (rows.rows() == 0)
        return std::vector<double>{};
    SEATSYNC_TRY(auto values, function(rows));
    if (values.size() != rows.rows())
        return fail(ErrorCode::internal, fmt::format("a function answers {} numbers for {} rows",
                                                     values.size(), rows.rows()));
    if (!std::ranges::all_of(values, [](double value) { return std::isfinite(value); }))
        return fail(ErrorCode::internal, "a function answers a number that is not finite");
    return values;
}

/// Walks from the background to the row, and the sums of their steps.
class Sampling {
  public:
    Sampling(const RowFunction& function, const Matrix& row, const Matrix& background,
             Players players, const ShapleyOptions& options)
        : function_(function),
          row_(row),
          background_(background),
          players_(std::move(players)),
          options_(options),
          random_(base::Random(options.seed).stream("shapley")),
          steps_(players_.count()) {}

    Result<ShapleyEstimate> run() {
        SEATSYNC_TRY(const auto of_row, evaluated(function_, row_));
        SEATSYNC_TRY(of_background_, evaluated(function_, background_));
        of_row_ = of_row.front();
        rows_asked_ = 1 + of_background_.size();
        for (std::size_t repeat = 0; repeat < options_.pairs_per_background; ++repeat)
            for (std::size_t i = 0; i < background_.rows(); ++i) {
                add_pair(i);
                if (rows_.rows() >= options_.rows_per_call)
                    SEATSYNC_CHECK(walk_pairs());
            }
        SEATSYNC_CHECK(walk_pairs());
        return estimate();
    }

  private:
    struct Pair {
        std::size_t background = 0;
        Order order;
        std::size_t first_row = 0;  ///< Of the forward walk in rows_; the backward one follows.
    };

    void add_pair(std::size_t background) {
        Order order = players_.differing(row_, background_, background);
        for (std::size_t left = order.size(); left > 1; --left) {
            const auto drawn = random_.integer(0, static_cast<std::int64_t>(left) - 1);
            std::swap(order[left - 1], order[static_cast<std::size_t>(drawn)]);
        }
        const std::size_t first_row = rows_.rows();
        add_walk(background, order);
        add_walk(background, {order.rbegin(), order.rend()});
        pairs_.push_back({background, std::move(order), first_row});
    }

    /// The rows after each step but the last, which leads to the row itself.
    void add_walk(std::size_t background, const Order& order) {
        Matrix mixed{.columns = row_.columns};
        mixed.add_from(background_, background);
        rows_.columns = row_.columns;
        for (std::size_t step = 0; step + 1 < order.size(); ++step) {
            players_.enter(order[step], row_, mixed);
            rows_.add_from(mixed, 0);
        }
    }

    Result<void> walk_pairs() {
        SEATSYNC_TRY(const auto values, evaluated(function_, rows_));
        for (const Pair& pair : pairs_) {
            const std::size_t between = pair.order.empty() ? 0 : pair.order.size() - 1;
            const auto forwards = std::span(values).subspan(pair.first_row, between);
            const auto backwards = std::span(values).subspan(pair.first_row + between, between);
            std::vector<double> moved(steps_.size(), 0.0);
            add_steps(pair.background, pair.order, forwards, moved);
            add_steps(pair.background, {pair.order.rbegin(), pair.order.rend()}, backwards, moved);
            for (std::size_t player = 0; player < moved.size(); ++player)
                steps_[player].add(moved[player] / 2);
        }
        pairs_done_ += pairs_.size();
        rows_asked_ += values.size();
        pairs_.clear();
        rows_ = {};
        if (options_.progress)
            options_.progress(pairs_done_, background_.rows() * options_.pairs_per_background);
        return {};
    }

    void add_steps(std::size_t background, const Order& order, std::span<const double> between,
                   std::vector<double>& moved) const {
        double before = of_background_[background];
        for (std::size_t step = 0; step < order.size(); ++step) {
            const double after = step < between.size() ? between[step] : of_row_;
            moved[order[step]] += after - before;
            before = after;
        }
    }

    [[nodiscard]] ShapleyEstimate estimate() const {
        ShapleyEstimate out;
        out.baseline = std::accumulate(of_background_.begin(), of_background_.end(), 0.0) /
                       static_cast<double>(of_background_.size());
        out.answer = of_row_;
        for (const RunningMean& mean : steps_)
            out.players.push_back(mean.contribution());
        out.pairs = pairs_done_;
        out.rows_asked = rows_asked_;
        return out;
    }

    const RowFunction& function_;
    const Matrix& row_;
    const Matrix& background_;
    const Players players_;
    const ShapleyOptions& options_;
    base::Random random_;
    double of_row_ = 0;
    std::vector<double> of_background_;
    Matrix rows_;              ///< To be asked about at once.
    std::vector<Pair> pairs_;  ///< Whose walks they are.
    std::vector<RunningMean> steps_;
    std::size_t pairs_done_ = 0;
    std::size_t rows_asked_ = 0;
};

bool has_whole_rows(const Matrix& matrix) {
    return matrix.columns > 0 && matrix.values.size() % matrix.columns == 0 &&
           matrix.paths.values.size() == matrix.rows() * matrix.paths.steps * matrix.paths.channels;
}

}  // namespace

Result<ShapleyEstimate> sampled_shapley(const RowFunction& function, const Matrix& row,
                                        const Matrix& background, const ShapleyOptions& options) {
    if (!has_whole_rows(row) || !has_whole_rows(background) || row.rows() != 1 ||
        background.rows() == 0)
        return fail(ErrorCode::invalid_argument, "one whole row and a background of whole rows");
    if (background.columns != row.columns || background.paths.steps != row.paths.steps ||
        background.paths.channels != row.paths.channels)
        return fail(ErrorCode::invalid_argument, "the background has other columns or paths");
    if (options.pairs_per_background == 0 || options.rows_per_call == 0)
        return fail(ErrorCode::invalid_argument, "no order, or no rows per call");
    SEATSYNC_TRY(Players players, Players::of(row, options.player_of_column));
    return Sampling(function, row, background, std::move(players), options).run();
}

}  // namespace seatsync::learning
