#include "market/zones.hpp"

#include "market/tidy_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace seatsync::market {

namespace {

constexpr double kByTable = 1.0;
constexpr double kByNumberInTable = 0.9;
constexpr double kByWord = 0.6;
constexpr double kByNumber = 0.4;

/// What a word in a section's name mostly means; the first that occurs counts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kWords = {{
    {"parking", "parking"},     {"suite", "suite"},
    {"luxury", "suite"},        {"standing", "standing"},
    {"sro", "standing"},        {"general admission", "general"},
    {"ga", "general"},          {"courtside", "courtside"},
    {"floor", "floor"},         {"dugout", "dugout"},
    {"club", "club"},           {"loge", "loge"},
    {"mezzanine", "mezzanine"}, {"terrace", "terrace"},
    {"reserve", "reserve"},     {"bleacher", "bleachers"},
    {"bleachers", "bleachers"}, {"pavilion", "pavilion"},
    {"field", "field"},         {"lower", "lower"},
    {"upper", "upper"},         {"grandstand", "grandstand"},
    {"balcony", "balcony"},     {"lawn", "lawn"},
}};

/// "section 112" without the word that every section may have.
std::string bare_section(std::string_view section) {
    std::string text = tidy(section);
    for (const std::string_view word : {"section ", "sect ", "sec "})
        if (text.starts_with(word))
            return text.substr(word.size());
    return text;
}

bool has_words(const std::string& text, std::string_view words) {
    return (" " + text + " ").find(fmt::format(" {} ", words)) != std::string::npos;
}

/// The only number in the text, letters at it cut off ("112a"); nothing when there are several.
std::optional<int> number_in(const std::string& text) {
    const auto begin = text.find_first_of("0123456789");
    if (begin == std::string::npos || (begin > 0 && text[begin - 1] != ' '))
        return std::nullopt;
    const auto end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    int number = 0;
    const auto read = std::from_chars(text.data() + begin, text.data() + end, number);
    const bool several = text.find_first_of("0123456789", end) != std::string::npos;
    return read.ec == std::errc{} && !several ? std::optional(number) : std::nullopt;
}

bool holds(const VenueZone& zone, int number) {
    return std::any_of(
        zone.sections.begin(), zone.sections.end(),
        [&](const VenueZone::Range& range) { return number >= range.from && number <= range.to; });
}

bool is_named(const VenueZone& zone, const std::string& section) {
    return std::any_of(zone.names.begin(), zone.names.end(),
                       [&](const std::string& name) { return tidy(name) == section; });
}

bool has_word_of(const VenueZone& zone, const std::string& section) {
    return std::any_of(zone.words.begin(), zone.words.end(),
                       [&](const std::string& word) { return has_words(section, tidy(word)); });
}

/// The one zone for which `fits` holds; null when there are none or several.
template <class Fits>
const VenueZone* only_zone(const VenueSections& venue, Fits fits) {
    const VenueZone* found = nullptr;
    for (const VenueZone& zone : venue.zones) {
        if (!fits(zone))
            continue;
        if (found != nullptr)
            return nullptr;
        found = &zone;
    }
    return found;
}

/// By name, then by a zone's word with its number, then by the number alone.
std::optional<ZonePlace> place_by_table(const VenueSections& venue, const std::string& section) {
    const auto known = [](const VenueZone* zone, double confidence) {
        return ZonePlace{.zone = zone->name,
                         .confidence = confidence,
                         .is_guess = false,
                         .reason = "the table of the venue"};
    };
    if (const auto* zone = only_zone(venue, [&](const auto& z) { return is_named(z, section); }))
        return known(zone, kByTable);
    const auto number = number_in(section);
    if (!number)
        return std::nullopt;
    const auto by_word = [&](const VenueZone& z) {
        return has_word_of(z, section) && holds(z, *number);
    };
    if (const auto* zone = only_zone(venue, by_word))
        return known(zone, kByTable);
    const auto by_number = [&](const VenueZone& z) { return holds(z, *number); };
    if (const auto* zone = only_zone(venue, by_number))
        return known(zone, kByNumberInTable);
    return std::nullopt;
}

ZonePlace place_by_words(const std::string& section) {
    for (const auto& [word, zone] : kWords)
        if (has_words(section, word))
            return {.zone = std::string(zone),
                    .confidence = kByWord,
                    .is_guess = true,
                    .reason = fmt::format("the word '{}'", word)};
    const auto number = number_in(section);
    if (number && *number >= 100 && *number < 1000)
        return {.zone = fmt::format("{} level", *number / 100 * 100),
                .confidence = kByNumber,
                .is_guess = true,
                .reason = fmt::format("the number {}", *number)};
    return {.zone = "", .confidence = 0, .is_guess = true, .reason = "nothing is known of it"};
}

}  // namespace

VenueTables::VenueTables(std::vector<VenueSections> venues) : venues_(std::move(venues)) {
    for (std::size_t i = 0; i < venues_.size(); ++i) {
        names_.emplace(tidy(venues_[i].name), i);
        for (const auto& name : venues_[i].also)
            names_.emplace(tidy(name), i);
    }
}

const VenueSections* VenueTables::find(std::string_view venue) const {
    const auto known = names_.find(tidy(venue));
    return known == names_.end() ? nullptr : &venues_[known->second];
}

ZonePlace VenueTables::place(std::string_view venue, std::string_view section) const {
    const std::string text = bare_section(section);
    if (const auto* table = find(venue))
        if (auto place = place_by_table(*table, text))
            return *std::move(place);
    return place_by_words(text);
}

std::optional<std::string> priceable_zone(const ZonePlace& place) {
    if (place.is_guess || place.zone.empty())
        return std::nullopt;
    return place.zone;
}

}  // namespace seatsync::market
