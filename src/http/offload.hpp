#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace seatsync::http {

/// Runs `job` on the pool and resumes the caller on its own executor with the result, or with
/// nothing when `limit` has passed. A thread cannot be interrupted: what is late is still finished,
/// then dropped. `job` must not throw. The executor's context must outlive the pool's threads.
template <class Job, class Value = std::invoke_result_t<Job&>>
boost::asio::awaitable<std::optional<Value>> offload(boost::asio::thread_pool& pool, Job job,
                                                     std::chrono::milliseconds limit) {
    struct Pending {
        explicit Pending(const boost::asio::any_io_executor& executor) : ready(executor) {}
        boost::asio::steady_timer ready;  ///< Cancelled when the value is there.
        std::optional<Value> value;
    };
    const auto executor = co_await boost::asio::this_coro::executor;
    auto pending = std::make_shared<Pending>(executor);
    pending->ready.expires_after(limit);
    boost::asio::post(pool, [pending, executor, job = std::move(job)]() mutable {
        boost::asio::post(executor, [pending, value = job()]() mutable {
            pending->value = std::move(value);
            pending->ready.cancel();
        });
    });
    boost::system::error_code cancelled;
    auto wait = pending->ready.async_wait(
        boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
    co_await std::move(wait);
    co_return std::move(pending->value);
}

}  // namespace seatsync::http
