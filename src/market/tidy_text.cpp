#include "market/tidy_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace seatsync::market {

namespace {

/// U+00C0 to U+017F as plain letters; '*' has none, or more than one.
constexpr std::string_view kLatinLetters =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatinLetters.size() == 0x180 - 0xC0);

constexpr std::array<std::pair<char32_t, std::string_view>, 8> kPairs = {{
    {0xC6, "ae"},
    {0xE6, "ae"},
    {0xDE, "th"},
    {0xFE, "th"},
    {0xDF, "ss"},
    {0x132, "ij"},
    {0x152, "oe"},
    {0x153, "oe"},
}};

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Reads one character of UTF-8; a byte that begins none stands for itself.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t more = byte(at) >= 0xF0 ? 3 : byte(at) >= 0xE0 ? 2 : byte(at) >= 0xC0 ? 1 : 0;
    char32_t out = more == 0 ? byte(at) : byte(at) & (0x3Fu >> more);
    ++at;
    for (std::size_t i = 0; i < more && at < text.size() && (byte(at) & 0xC0u) == 0x80u; ++i, ++at)
        out = (out << 6) | (byte(at) & 0x3Fu);
    return out;
}

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x2BB || c == 0xB4;
}

std::string letters_of(char32_t c) {
    for (const auto& [code, letters] : kPairs)
        if (code == c)
            return std::string(letters);
    if (c >= 0xC0 && c < 0x180 && kLatinLetters[c - 0xC0] != '*')
        return {kLatinLetters[c - 0xC0]};
    if (c == '&')
        return " and ";
    return " ";
}

/// Plain lower-case letters, digits and spaces. A dot after a single letter joins ("L.A.").
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        const bool single = !out.empty() && (out.size() < 2 || out[out.size() - 2] == ' ');
        const bool initials =
            out.size() >= 2 && at >= 3 && text[at - 1] == '.' && at >= 3 && text[at - 3] == '.';
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (c < 0x80 && is_letter_or_digit(static_cast<char>(c)))
            out += static_cast<char>(c);
        else if (is_apostrophe(c) || (c >= 0x300 && c < 0x370) ||
                 (c == '.' && (single || initials)))
            continue;
        else
            out += letters_of(c);
    }
    return out;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string::npos)
            break;
        at = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, at - begin));
    }
    return words;
}

/// "#5 ", "(5) " and "No. 5 " in front.
std::size_t rank_length(std::string_view text) {
    std::size_t at = text.find_first_not_of(' ');
    if (at == std::string_view::npos)
        return 0;
    if (text.substr(at).starts_with("No. "))
        at += 4;
    else if (text[at] == '#' || text[at] == '(')
        at += 1;
    else
        return 0;
    const std::size_t digits = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    const bool closed = at < text.size() && (text[at] == ' ' || text[at] == ')');
    return at > digits && at - digits <= 2 && closed ? at + 1 : 0;
}

}  // namespace

std::string tidy(std::string_view text) {
    auto words = words_of(plain(text.substr(rank_length(text))));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool of_a_saint = (i == 0 && words.size() > 1) ||
                                (i > 0 && (words[i - 1] == "mount" || words[i - 1] == "mt"));
        if (words[i] == "st")
            words[i] = of_a_saint ? "saint" : "state";
    }
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string slug_of(std::string_view text) {
    std::string out = tidy(text);
    std::replace(out.begin(), out.end(), ' ', '-');
    return out;
}

std::string without_brackets(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = std::min(text.find_first_of("([", at), text.size());
        out += text.substr(at, open - at);
        const std::size_t close = text.find_first_of(")]", open);
        if (close == std::string_view::npos) {
            out += text.substr(open);
            break;
        }
        const auto inside = text.substr(open + 1, close - open - 1);
        if (inside == "W" || inside == "M")
            out += text.substr(open, close + 1 - open);
        at = close + 1;
    }
    return out;
}

}  // namespace seatsync::market
