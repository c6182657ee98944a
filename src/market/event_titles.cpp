#include "market/event_titles.hpp"

#include "market/tidy_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace seatsync::market {

namespace {

struct Separator {
    std::string_view text;  ///< In lower case.
    bool away_first = false;
};

constexpr std::array<Separator, 7> kSeparators = {
    {{" at ", true}, {" @ ", true}, {" vs. "}, {" vs "}, {" v. "}, {" v "}, {" versus "}}};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t,;:-");
    const auto end = text.find_last_not_of(" \t,;:-");
    return begin == std::string_view::npos ? "" : text.substr(begin, end - begin + 1);
}

/// "NBA Cup: A vs. B - Game 3" in its three parts.
std::vector<std::string_view> parts_of(std::string_view title) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto cut = std::min({title.find(": "), title.find(" - "), title.find(" | ")});
        parts.push_back(title.substr(0, cut));
        if (cut == std::string_view::npos)
            return parts;
        title.remove_prefix(cut + 2);
    }
}

struct Cut {
    std::size_t at = std::string_view::npos;
    Separator separator;
};

Cut first_separator(const std::string& text) {
    Cut first;
    for (const auto& separator : kSeparators)
        if (const auto at = text.find(separator.text); at < first.at)
            first = {.at = at, .separator = separator};
    return first;
}

/// "Celtics Game 3" and "Michigan at Michigan Stadium" without what follows the name.
std::string_view name_alone(std::string_view text) {
    const std::string small = lower(text);
    std::size_t end = std::min(first_separator(small).at, text.size());
    const auto game = small.find(" game ");
    if (game < end && game + 6 < small.size() && small[game + 6] >= '1' && small[game + 6] <= '9')
        end = game;
    return trimmed(text.substr(0, end));
}

std::optional<TitleSides> sides_in_part(std::string_view part) {
    const Cut cut = first_separator(lower(part));
    if (cut.at == std::string_view::npos)
        return std::nullopt;
    const std::string first(trimmed(part.substr(0, cut.at)));
    const std::string second(name_alone(part.substr(cut.at + cut.separator.text.size())));
    if (first.empty() || second.empty())
        return std::nullopt;
    return cut.separator.away_first ? TitleSides{.home = second, .away = first, .certain = true}
                                    : TitleSides{.home = first, .away = second, .certain = false};
}

}  // namespace

std::optional<TitleSides> sides_in_title(std::string_view title) {
    const std::string bare = without_brackets(title);
    std::optional<TitleSides> found;
    for (const auto part : parts_of(bare)) {
        auto sides = sides_in_part(part);
        if (sides && found)
            return std::nullopt;
        if (sides)
            found = std::move(sides);
    }
    return found;
}

bool is_beside_the_game(std::string_view title) {
    std::string words = " ";
    words.append(tidy(title)).append(" ");
    return words.find(" parking ") != std::string::npos ||
           words.find(" shuttle ") != std::string::npos;
}

}  // namespace seatsync::market
