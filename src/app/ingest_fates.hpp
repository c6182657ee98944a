#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace seatsync::app {

/// What became of an item that a source sent. Each item has exactly one; of an item that says
/// several things the first of this list that holds for one of them.
enum class Fate {
    stored,       ///< Something of it was new.
    quarantined,  ///< It cannot be believed; kept aside.
    queued,       ///< Its event is not matched; kept under the source's own name of the event.
    rejected,     ///< It cannot be read or is incomplete; what was received is kept aside.
    duplicate,    ///< All of it was known.
    passed_over,  ///< Of no interest.
};
inline constexpr std::array kFates = {Fate::stored,   Fate::quarantined, Fate::queued,
                                      Fate::rejected, Fate::duplicate,   Fate::passed_over};

[[nodiscard]] std::string_view name_of(Fate fate);
/// The one that comes first in the list.
[[nodiscard]] Fate stronger(Fate a, Fate b);

/// Items by fate.
class FateCounts {
  public:
    void add(Fate fate, std::uint64_t items = 1) { counts_[index(fate)] += items; }
    [[nodiscard]] std::uint64_t of(Fate fate) const { return counts_[index(fate)]; }
    [[nodiscard]] std::uint64_t items() const;
    FateCounts& operator+=(const FateCounts& other);
    friend bool operator==(const FateCounts&, const FateCounts&) = default;

  private:
    [[nodiscard]] static std::size_t index(Fate fate) { return static_cast<std::size_t>(fate); }
    std::array<std::uint64_t, kFates.size()> counts_{};
};

}  // namespace seatsync::app
