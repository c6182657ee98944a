#pragma once

#include "emulator/addressing.hpp"
#include "emulator/apis/all.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <memory>
#include <string>
#include <utility>

namespace seatsync::emulator {

/// One API over a world of seed 1, asked without sockets.
class ApiFixture {
  public:
    explicit ApiFixture(std::unique_ptr<Api> api) : api_(std::move(api)) {
        auto world = World::make(default_world(1));
        EXPECT_TRUE(world.has_value());
        world_ = *std::move(world);
    }

    [[nodiscard]] World& world() { return *world_; }

    /// By its first host; `target` with query, percent-encoded.
    [[nodiscard]] Response get(const std::string& target, http::Headers headers = {}) {
        return ask({.method = "GET", .target = target, .headers = std::move(headers), .body = {}});
    }
    [[nodiscard]] Response post(const std::string& target, std::string body,
                                http::Headers headers = {}) {
        return ask({.method = "POST",
                    .target = target,
                    .headers = std::move(headers),
                    .body = std::move(body)});
    }
    /// The whole request; a Host header chooses among the API's hosts.
    [[nodiscard]] Response ask(http::Request request) {
        const auto& hosts = api_->info().hosts;
        if (http::header(request.headers, "Host").empty())
            request.headers.emplace_back("Host", hosts.front());
        const auto understood =
            addressed(request, {hosts.begin(), hosts.end()}, "http://127.0.0.1:1");
        if (!understood) {
            ADD_FAILURE() << understood.error().detail;
            return {};
        }
        return api_->answer(*understood, *world_, world_->now());
    }

    /// The body as JSON.
    [[nodiscard]] static boost::json::value json(const Response& response) {
        boost::system::error_code error;
        boost::json::value document = boost::json::parse(response.body, error);
        EXPECT_FALSE(error) << response.body.substr(0, 300);
        return document;
    }

  private:
    std::unique_ptr<Api> api_;
    std::unique_ptr<World> world_;
};

}  // namespace seatsync::emulator
