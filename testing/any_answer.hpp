#pragma once

#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"
#include "testing/made_source.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::testing {

/// Any bytes, read as the answers to the questions that a room's sources ask: what the fuzzers of
/// the sources have in common. The sources are made once, without settings and without keys.
///
/// JSON is given to every reader of every source. Bytes that are no JSON end in the same place for
/// all readers of JSON, before the reader's own code: one of them gets them, which one the size
/// says, and so do all readers of other formats. That is several times as many executions in the
/// same time.
class AnyAnswer {
  public:
    enum class Format { json, other };

    /// What Task::endpoint and Task::parameters are.
    struct Question {
        std::string endpoint = {};
        std::map<std::string, std::string> parameters = {};
        Format format = Format::json;  ///< Of its answers.
    };

    /// `questions`: those of each factory, in the order of the factories; none may be left out.
    AnyAnswer(const std::vector<feed::SourceFactory>& factories,
              const std::vector<std::vector<Question>>& questions) {
        SEATSYNC_INVARIANT(factories.size() == questions.size());
        for (std::size_t i = 0; i < factories.size(); ++i)
            add(testing::made_source(factories[i]), questions[i]);
    }

    /// Ends the program unless each answer is an error that says something, or sound and its next
    /// page can be asked for; likewise what else the sources read from a body.
    void read(const std::uint8_t* data, std::size_t size) const {
        const std::string_view body(reinterpret_cast<const char*>(data), size);
        for (const Reader& read_other : other_readers_)
            read_other(body);
        if (!feed::JsonDocument::parse(body))
            return json_readers_[size % json_readers_.size()](body);
        for (const Reader& read_json : json_readers_)
            read_json(body);
    }

  private:
    using Reader = std::function<void(std::string_view body)>;

    static constexpr feed::Instant kNow = std::chrono::sys_days(std::chrono::days(20'000));

    void add(std::shared_ptr<const feed::SourceApi> source,
             const std::vector<Question>& questions) {
        SEATSYNC_INVARIANT(!questions.empty());
        for (const Question& question : questions) {
            const feed::Task task{
                .key = "any", .endpoint = question.endpoint, .parameters = question.parameters};
            auto& readers = question.format == Format::json ? json_readers_ : other_readers_;
            readers.push_back([source, task](auto body) { read_page(*source, task, body); });
        }
        json_readers_.push_back([source](auto body) { read_error(*source, body); });
        json_readers_.push_back([source](auto body) { (void)source->endpoint_of(body); });
        if (source->token_request())
            json_readers_.push_back([source](auto body) { (void)source->parse_token(body); });
    }

    static void read_page(const feed::SourceApi& source, const feed::Task& task,
                          std::string_view body) {
        const auto answer = source.parse(task, body, kNow);
        if (!answer) {
            SEATSYNC_INVARIANT(!answer.error().detail.empty());
            return;
        }
        SEATSYNC_INVARIANT(feed::is_sound(*answer));
        if (!answer->next.empty())
            SEATSYNC_INVARIANT(!feed::full_url(source.request(task, answer->next, kNow)).empty());
    }

    static void read_error(const feed::SourceApi& source, std::string_view body) {
        const Error error =
            source.error_of({.status = 400, .headers = {}, .body = std::string(body)});
        SEATSYNC_INVARIANT(!error.detail.empty());
    }

    std::vector<Reader> json_readers_;
    std::vector<Reader> other_readers_;
};

}  // namespace seatsync::testing
