#include "market/tone.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace seatsync::market {

namespace {

constexpr int kWordsNegated = 3;

// Sorted, lower case.
constexpr auto kGood = std::to_array<std::string_view>(
    {"affordable",  "amazing",    "awesome",    "bargain",   "beautiful",   "best",
     "better",      "breakout",   "brilliant",  "buzz",      "champion",    "champions",
     "clinch",      "clinched",   "clinches",   "clutch",    "comeback",    "confident",
     "deserved",    "dominant",   "dominate",   "dominated", "dominates",   "dynasty",
     "electric",    "elite",      "enjoy",      "enjoyed",   "epic",        "excellent",
     "excited",     "excitement", "exciting",   "fantastic", "favorite",    "fun",
     "good",        "great",      "happy",      "healthy",   "hero",        "historic",
     "hyped",       "impressive", "improve",    "improved",  "incredible",  "legend",
     "legendary",   "love",       "loved",      "lucky",     "masterclass", "momentum",
     "outstanding", "packed",     "perfect",    "playoffs",  "proud",       "rallied",
     "rally",       "recovered",  "rolling",    "sellout",   "shutout",     "signed",
     "stellar",     "strong",     "superb",     "surging",   "sweep",       "thrilled",
     "thrilling",   "triumph",    "unbeatable", "unbeaten",  "unstoppable", "upgrade",
     "victory",     "win",        "winner",     "winning",   "wins",        "won",
     "wonderful",   "worth"});
constexpr auto kBad = std::to_array<std::string_view>(
    {"angry",         "awful",      "bad",        "benched",     "blowout",    "boo",
     "booed",         "boring",     "bust",       "cancelled",   "choke",      "choked",
     "collapse",      "collapsed",  "concussion", "crisis",      "delayed",    "disappointed",
     "disappointing", "disaster",   "dull",       "ejected",     "eliminated", "embarrassing",
     "empty",         "expensive",  "fail",       "failed",      "fails",      "failure",
     "fired",         "fraud",      "frustrated", "frustrating", "garbage",    "gouging",
     "hate",          "hated",      "hopeless",   "horrible",    "hurt",       "inept",
     "injured",       "injuries",   "injury",     "lose",        "loses",      "losing",
     "loss",          "losses",     "lost",       "mediocre",    "mess",       "misery",
     "overpriced",    "pathetic",   "poor",       "postponed",   "ripoff",     "sad",
     "scam",          "scandal",    "setback",    "sidelined",   "skid",       "sloppy",
     "slump",         "slumping",   "struggle",   "struggled",   "struggles",  "struggling",
     "suspended",     "suspension", "terrible",   "tragic",      "trash",      "ugly",
     "unacceptable",  "upset",      "waste",      "weak",        "winless",    "worse",
     "worst"});
constexpr auto kNegations =
    std::to_array<std::string_view>({"aint", "cannot", "hardly", "neither", "never", "no", "nobody",
                                     "nor", "not", "nothing", "without"});

constexpr std::size_t kLetters = 26;

/// A sorted list of words, found by their first letter: most words of a text are in no list.
template <std::size_t Size>
class WordList {
  public:
    explicit constexpr WordList(const std::array<std::string_view, Size>& words) : words_(words) {
        for (const std::string_view word : words_)
            for (std::size_t after = letter_of(word) + 1; after <= kLetters; ++after)
                ++starts_[after];
    }

    [[nodiscard]] bool holds(std::string_view word) const {
        const std::size_t letter = letter_of(word);
        if (letter >= kLetters)
            return false;
        for (std::size_t i = starts_[letter]; i < starts_[letter + 1]; ++i)
            if (words_[i] == word)
                return true;
        return false;
    }

  private:
    /// 0 for "a"; kLetters and more for what is no letter.
    static constexpr std::size_t letter_of(std::string_view word) {
        return static_cast<std::size_t>(static_cast<unsigned char>(word.front())) - 'a';
    }

    const std::array<std::string_view, Size>& words_;
    std::array<std::size_t, kLetters + 1> starts_{};
};

constexpr WordList kGoodWords(kGood);
constexpr WordList kBadWords(kBad);
constexpr WordList kNegationWords(kNegations);

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'';
}

/// Takes the counts word by word.
class ToneCount {
  public:
    void add(std::string_view word) {
        if (kNegationWords.holds(word) || word.ends_with("n't")) {
            negated_ = kWordsNegated;
            return;
        }
        const bool turned = negated_ > 0;
        negated_ = std::max(negated_ - 1, 0);
        if (kGoodWords.holds(word))
            ++(turned ? bad_ : good_);
        else if (kBadWords.holds(word))
            ++(turned ? good_ : bad_);
    }
    void end_sentence() { negated_ = 0; }
    [[nodiscard]] std::optional<double> tone() const {
        if (good_ + bad_ == 0)
            return std::nullopt;
        return static_cast<double>(good_ - bad_) / static_cast<double>(good_ + bad_);
    }

  private:
    int good_ = 0;
    int bad_ = 0;
    int negated_ = 0;  ///< So many words to come are turned around.
};

/// Takes the letter in front, in lower case, off `text`; 0 when there is none. The typographic
/// apostrophe counts as the plain one.
char take_letter(std::string_view& text) {
    constexpr std::string_view kApostrophe = "\xE2\x80\x99";
    if (text.starts_with(kApostrophe)) {
        text.remove_prefix(kApostrophe.size());
        return '\'';
    }
    if (text.empty() || !is_letter(text.front()))
        return 0;
    const char letter = text.front();
    text.remove_prefix(1);
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::optional<double> tone_of(std::string_view text) {
    static_assert(std::ranges::is_sorted(kGood) && std::ranges::is_sorted(kBad) &&
                  std::ranges::is_sorted(kNegations));
    ToneCount count;
    std::string word;
    while (!text.empty()) {
        word.clear();
        while (const char letter = take_letter(text))
            word += letter;
        if (!word.empty())
            count.add(word);
        if (text.empty())
            break;
        if (text.front() == '.' || text.front() == '!' || text.front() == '?')
            count.end_sentence();
        text.remove_prefix(1);
    }
    return count.tone();
}

}  // namespace seatsync::market
