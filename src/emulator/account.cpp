#include "emulator/account.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

json::object host_json(const std::string& api, const std::string& host,
                       const HostAccount& account) {
    json::object answers;
    for (const auto& [status, count] : account.answers)
        answers[std::to_string(status)] = count;
    json::object faults;
    for (const auto& [fault, count] : account.faults)
        faults[name_of(fault)] = count;
    return {{"api", api},
            {"host", host},
            {"requests", account.requests},
            {"answers", std::move(answers)},
            {"items_sent", account.items_sent},
            {"bytes_sent", account.bytes_sent},
            {"broken_off", account.broken_off},
            {"faults", std::move(faults)},
            {"delayed", account.delayed}};
}

}  // namespace

std::int64_t HostAccount::answers_sent() const {
    std::int64_t sum = 0;
    for (const auto& [status, count] : answers)
        sum += count;
    return sum;
}

void Account::note_request(const Receipt& receipt) {
    const std::lock_guard lock(mutex_);
    HostAccount& host = hosts_[{receipt.api, receipt.host}];
    ++host.requests;
    if (receipt.fault != Fault::none)
        ++host.faults[receipt.fault];
    if (receipt.delayed)
        ++host.delayed;
}

void Account::note_sent(const Receipt& receipt) {
    const std::lock_guard lock(mutex_);
    HostAccount& host = hosts_[{receipt.api, receipt.host}];
    ++host.answers[receipt.status];
    host.items_sent += static_cast<std::int64_t>(receipt.items);
    host.bytes_sent += static_cast<std::int64_t>(receipt.bytes);
}

void Account::note_broken_off(const Receipt& receipt) {
    const std::lock_guard lock(mutex_);
    ++hosts_[{receipt.api, receipt.host}].broken_off;
}

void Account::note_unread(const Receipt& receipt) {
    const std::lock_guard lock(mutex_);
    HostAccount& host = hosts_[{receipt.api, receipt.host}];
    if (--host.answers[receipt.status] == 0)
        host.answers.erase(receipt.status);
    host.items_sent -= static_cast<std::int64_t>(receipt.items);
    host.bytes_sent -= static_cast<std::int64_t>(receipt.bytes);
    ++host.broken_off;
}

AccountByHost Account::by_host() const {
    const std::lock_guard lock(mutex_);
    return hosts_;
}

std::int64_t items_sent(const AccountByHost& account, const std::string& api) {
    std::int64_t sum = 0;
    for (const auto& [key, host] : account)
        sum += key.first == api ? host.items_sent : 0;
    return sum;
}

json::value to_json(const AccountByHost& account) {
    json::array apis;
    std::int64_t items = 0;
    for (const auto& [key, host] : account) {
        apis.push_back(host_json(key.first, key.second, host));
        items += host.items_sent;
    }
    return {{"items_sent", items}, {"apis", std::move(apis)}};
}

}  // namespace seatsync::emulator
