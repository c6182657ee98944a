#include "features/pairing.hpp"

#include <algorithm>

namespace seatsync::features {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

/// "A", "A/B/C/D/F"
bool names_groups(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i % 2 == 0 ? !is_letter(text[i]) : text[i] != '/')
            return false;
    return text.size() % 2 == 1;
}

std::optional<OpenSide> open_side(std::string_view side) {
    if (side.size() < 2)
        return std::nullopt;
    const std::string_view rest = side.substr(1);
    if ((side.front() == 'W' || side.front() == 'L') &&
        std::all_of(rest.begin(), rest.end(), is_digit))
        return OpenSide{OpenSide::By::game, std::string(rest)};
    if (!is_digit(side.front()) || !names_groups(rest))
        return std::nullopt;
    if (rest.size() == 1)
        return OpenSide{OpenSide::By::group, std::string(rest)};
    return OpenSide{OpenSide::By::several, {}};
}

std::string_view without_edges(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '.'))
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

}  // namespace

std::array<std::optional<OpenSide>, 2> open_sides(std::string_view title) {
    for (const std::string_view word : {" vs", " at ", " @ "}) {
        const std::size_t place = title.find(word);
        if (place != std::string_view::npos)
            return {open_side(without_edges(title.substr(0, place))),
                    open_side(without_edges(title.substr(place + word.size())))};
    }
    return {OpenSide{}, OpenSide{}};
}

}  // namespace seatsync::features
