#pragma once

#include "features/exact_sums.hpp"

#include <optional>
#include <string>
#include <vector>

namespace seatsync::features {

/// What was said in a stretch of time.
struct Talk {
    double count = 0;   ///< Mentions.
    Moments tones;      ///< Of those with a tone.
    double weight = 0;  ///< Sum of ln(2 + reach) over those with a tone and a reach.
    double weighted_tone = 0;
};

/// The mentions of one subject in the order of their arrival. A mention counts once, when it was
/// first received.
class MentionTrack {
  public:
    /// Not before the last one.
    void add(double day, std::optional<double> tone, std::optional<std::int64_t> reach);
    /// Received in (from, to]. What it costs grows with the logarithm of the mentions.
    [[nodiscard]] Talk between(double from, double to) const;
    [[nodiscard]] bool any_by(double day) const { return !days_.empty() && days_.front() <= day; }

  private:
    struct Sums {
        Moments tones;
        std::int64_t weight = 0;
        std::int64_t weighted_tone = 0;
    };
    [[nodiscard]] std::size_t count_by(double day) const;

    std::vector<double> days_;
    std::vector<Sums> sums_ = {{}};  ///< Of the first so many.
};

}  // namespace seatsync::features
