#include "emulator/account.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {
namespace {

Receipt receipt(const char* api, const char* host, std::size_t items) {
    return {.api = api, .host = host, .status = 200, .items = items, .bytes = 100};
}

struct AccountTest : ::testing::Test {
    Account account;
    void SetUp() override {
        account.note_sent(receipt("nba", "cdn.nba.com", 3));
        account.note_sent(receipt("nba", "cdn.nba.com", 4));
        account.note_sent(receipt("nba", "stats.nba.com", 5));
        account.note_sent(receipt("mlb", "statsapi.mlb.com", 20));
    }
};

TEST_F(AccountTest, AddsUpByHostByApiAndInAll) {
    const AccountByHost hosts = account.by_host();
    EXPECT_EQ(hosts.at({"nba", "cdn.nba.com"}).items_sent, 7);
    EXPECT_EQ(hosts.at({"nba", "cdn.nba.com"}).bytes_sent, 200);
    EXPECT_EQ(hosts.at({"nba", "cdn.nba.com"}).answers.at(200), 2);
    EXPECT_EQ(items_sent(hosts, "nba"), 12);
    EXPECT_EQ(items_sent(hosts, "mlb"), 20);
    EXPECT_EQ(items_sent(hosts, "espn"), 0);
    EXPECT_EQ(to_json(hosts).at("items_sent").as_int64(), 32);
    EXPECT_EQ(to_json(hosts).at("apis").as_array().size(), 3U);
}

TEST_F(AccountTest, AnAnswerThatBrokeOffHoldsNothing) {
    account.note_broken_off(receipt("mlb", "statsapi.mlb.com", 9));
    const HostAccount host = account.by_host().at({"mlb", "statsapi.mlb.com"});
    EXPECT_EQ(host.broken_off, 1);
    EXPECT_EQ(host.items_sent, 20);
    EXPECT_EQ(host.answers_sent(), 1);
}

TEST_F(AccountTest, ARequestIsNotedWithItsMisfortune) {
    Receipt late = receipt("mlb", "statsapi.mlb.com", 9);
    late.delayed = true;
    late.fault = Fault::html;
    account.note_request(late);
    account.note_request(receipt("mlb", "statsapi.mlb.com", 9));
    const HostAccount host = account.by_host().at({"mlb", "statsapi.mlb.com"});
    EXPECT_EQ(host.requests, 2);
    EXPECT_EQ(host.delayed, 1);
    EXPECT_EQ(host.faults, (std::map<Fault, std::int64_t>{{Fault::html, 1}}));
    EXPECT_EQ(host.items_sent, 20);
}

}  // namespace
}  // namespace seatsync::emulator
