#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::market {

/// A part of a venue and the sections in it: ranges of numbers, and names.
struct VenueZone {
    struct Range {
        int from = 0;
        int to = 0;  ///< Inclusive.
    };
    std::string name;  ///< "Field Box"
    std::vector<Range> sections;
    std::vector<std::string> names;  ///< "GA Lawn"; compared by tidy().
    std::vector<std::string> words;  ///< "Loge" in "Loge 12": with one, the ranges may repeat.
};

struct VenueSections {
    std::string name;
    std::vector<std::string> also;
    std::vector<VenueZone> zones;
};

/// Where a section lies.
struct ZonePlace {
    std::string zone;       ///< Empty when nothing is known.
    double confidence = 0;  ///< In [0, 1].
    bool is_guess = true;   ///< From words or numbers alone; see priceable_zone.
    std::string reason;
    friend bool operator==(const ZonePlace&, const ZonePlace&) = default;
};

class VenueTables {
  public:
    explicit VenueTables(std::vector<VenueSections> venues);

    /// By any of its names; null when there is no table.
    [[nodiscard]] const VenueSections* find(std::string_view venue) const;

    /// The table of the venue first; words and numbers ("Loge 12", "Sec 112") second, which is a
    /// guess. At a venue with a table, "Club 109" is the section 109 when the table knows that.
    [[nodiscard]] ZonePlace place(std::string_view venue, std::string_view section) const;

  private:
    std::vector<VenueSections> venues_;
    std::map<std::string, std::size_t, std::less<>> names_;
};

/// The zone for a price: a guess never prices, so nothing for a guess.
[[nodiscard]] std::optional<std::string> priceable_zone(const ZonePlace& place);

}  // namespace seatsync::market
