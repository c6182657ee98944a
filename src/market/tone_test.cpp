#include "market/tone.hpp"

#include <gtest/gtest.h>

#include <string>

namespace seatsync::market {
namespace {

struct Text {
    std::string name;
    std::string text;
    std::optional<double> tone;
};

class ToneTest : public testing::TestWithParam<Text> {};

TEST_P(ToneTest, CountsGoodAgainstBadWords) {
    EXPECT_EQ(tone_of(GetParam().text), GetParam().tone) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ToneTest,
    testing::Values(Text{"AllGood", "What a win, AMAZING crowd", 1.0},
                    Text{"AllBad", "Overpriced tickets and an awful loss", -1.0},
                    Text{"AsMuchOfBoth", "great seats, terrible parking", 0.0},
                    Text{"FourToOne", "best win, great fun, one injury", 0.6},
                    Text{"NoWordOfIt", "Tip-off is at seven tonight", std::nullopt},
                    Text{"Empty", "", std::nullopt},
                    Text{"OnlyWholeWordsCount", "winnipeg badger goodyear", std::nullopt},
                    Text{"HashtagsAndPunctuation", "#Win!(great)", 1.0},
                    Text{"NegationTurnsTheNextWord", "not good", -1.0},
                    Text{"NegationTurnsBadToGood", "never boring", 1.0},
                    Text{"NegationReachesTheThirdWord", "not a very good", -1.0},
                    Text{"NegationEndsAfterThreeWords", "not at all that good", 1.0},
                    Text{"NegationTurnsSeveralWords", "no win, no fun", -1.0},
                    Text{"NegationEndsWithTheSentence", "Not today. Great win!", 1.0},
                    Text{"ShortNegation", "they can't win", -1.0},
                    Text{"TypographicApostrophe", "they can\xE2\x80\x99t win", -1.0},
                    Text{"BytesThatAreNoTextAreSkipped", std::string("\x80\xFF win \0 win", 12),
                         1.0}),
    [](const auto& named) { return named.param.name; });

TEST(ToneLexiconTest, KnowsTheWordsOfTheTicketTrade) {
    for (const char* good : {"affordable", "bargain", "worth", "sellout", "clinched", "playoffs"})
        EXPECT_EQ(tone_of(good), 1.0) << good;
    for (const char* bad : {"overpriced", "scam", "gouging", "postponed", "injured", "winless"})
        EXPECT_EQ(tone_of(bad), -1.0) << bad;
}

}  // namespace
}  // namespace seatsync::market
