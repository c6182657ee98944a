#pragma once

#include "feed/source_api.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace seatsync::testing {

/// A source whose answers are written by hand:
/// {"items": [{"id": "7", "event": "g1", "cents": 4200, "at": "2023-11-14T22:00:00Z"}], "next":
/// "2"} An item with an event and cents is a quote of "<name>:<event>" (event_at is received_at
/// when `at` is not there); with "quantity" it is an offer of so many seats; with "start",
/// "home" and "away" a sighting; with "drop" it is passed over; any other has a problem. With
/// "pages": 3 in place of "next" it is not told which page of three it is.
class FakeSource final : public feed::SourceApi {
  public:
    explicit FakeSource(std::string name) { info_.name = std::move(name); }

    [[nodiscard]] const feed::SourceInfo& info() const override { return info_; }
    [[nodiscard]] std::vector<feed::Task> tasks(const feed::Watch& watch,
                                                feed::Instant now) const override;
    [[nodiscard]] feed::HttpRequest request(const feed::Task& task, const std::string& cursor,
                                            feed::Instant now) const override;
    [[nodiscard]] Result<feed::Answer> parse(const feed::Task& task, std::string_view body,
                                             feed::Instant received_at) const override;
    [[nodiscard]] std::optional<feed::HttpRequest> token_request() const override;
    [[nodiscard]] Result<std::string> endpoint_of(std::string_view body) const override;

    /// What a test may change before the source is used.
    feed::SourceInfo info_;
    std::vector<feed::Task> tasks_;
    /// What `tasks` was asked with last.
    mutable feed::Watch watch_ = {};
    bool needs_token_ = false;
};

/// Answers by a function; remembers what it was asked. Thread-safe.
class FakeHttpClient final : public feed::HttpClient {
  public:
    using Answer = std::function<Result<feed::HttpResponse>(const feed::HttpRequest& request)>;
    explicit FakeHttpClient(Answer answer) : answer_(std::move(answer)) {}

    [[nodiscard]] Result<feed::HttpResponse> send(const feed::HttpRequest& request,
                                                  std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::vector<feed::HttpRequest> requests() const;
    void set_answer(Answer answer);

  private:
    mutable std::mutex mutex_;
    Answer answer_;
    std::vector<feed::HttpRequest> requests_;
};

/// The value of a field of the request; empty when it is not there.
[[nodiscard]] std::string field_of(const feed::HttpRequest& request, std::string_view name);

/// An answer with status 200.
[[nodiscard]] feed::HttpResponse ok(std::string body, std::vector<feed::HttpField> headers = {});

}  // namespace seatsync::testing
