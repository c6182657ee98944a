#include "testing/fakes/fake_market_store.hpp"

#include <algorithm>

namespace seatsync::testing {

using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quote;
using domain::TeamRecord;

namespace {

/// Puts the value under its key and counts what that was.
template <class Map, class Value>
void put(Map& map, const typename Map::key_type& key, const Value& value,
         app::AppendCounts& counts) {
    const auto [place, is_new] = map.try_emplace(key, value);
    if (is_new)
        ++counts.inserted;
    else if (place->second == value)
        ++counts.duplicate;
    else
        ++counts.replaced;
    place->second = value;
}

app::AppendCounts put_all(FakeMarketStore::State& state, const domain::ObservationBatch& batch) {
    app::AppendCounts counts;
    for (const Event& e : batch.events)
        put(state.events, {e.id, e.received_at}, e, counts);
    for (const Quote& q : batch.quotes)
        put(state.quotes[q.series.event], {q.series, q.event_at, q.received_at}, q, counts);
    for (const TeamRecord& r : batch.records)
        put(state.records, {r.received_at, r.league, r.season, r.team}, r, counts);
    for (const GameResult& r : batch.results)
        put(state.results, {r.received_at, r.event}, r, counts);
    return counts;
}

template <class Observation>
Result<void> validate_all(const std::vector<Observation>& observations) {
    for (const Observation& observation : observations)
        SEATSYNC_CHECK(domain::validate(observation));
    return {};
}

Result<void> validate_all(const domain::ObservationBatch& batch) {
    SEATSYNC_CHECK(validate_all(batch.events));
    SEATSYNC_CHECK(validate_all(batch.quotes));
    SEATSYNC_CHECK(validate_all(batch.records));
    return validate_all(batch.results);
}

/// The version of each event that was known then.
std::map<EventId, Event> known_events(const FakeMarketStore::State& state, Instant as_of) {
    std::map<EventId, Event> known;
    for (const auto& [key, event] : state.events)  // Later versions come later.
        if (event.received_at <= as_of)
            known.insert_or_assign(event.id, event);
    return known;
}

bool passes(const app::EventFilter& filter, const Event& event) {
    const std::string name_space = event.id.value().substr(0, event.id.value().find(':'));
    return (filter.league.empty() || filter.league == event.league) &&
           (filter.name_space.empty() || filter.name_space == name_space) &&
           (!filter.starts_from || event.start >= *filter.starts_from) &&
           (!filter.starts_before || event.start < *filter.starts_before);
}

std::vector<Quote> known_quotes(const FakeMarketStore::State& state, const EventId& id,
                                app::TimeRange range, Instant as_of) {
    std::vector<Quote> known;
    const auto of_event = state.quotes.find(id);
    if (of_event == state.quotes.end())
        return known;
    for (const auto& [key, quote] : of_event->second) {
        if (quote.received_at > as_of || quote.event_at < range.from || quote.event_at >= range.to)
            continue;
        const bool same_time = !known.empty() && known.back().series == quote.series &&
                               known.back().event_at == quote.event_at;
        if (same_time)
            known.back() = quote;  // Received later.
        else
            known.push_back(quote);
    }
    return known;
}

}  // namespace

class FakeMarketStore::Session final : public app::AppendSession {
  public:
    explicit Session(FakeMarketStore& store) : store_(store), staged_(*store.state()) {}
    ~Session() override {
        if (open_)
            store_.end_session(nullptr);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] Result<app::AppendCounts> append(const domain::ObservationBatch& batch) override {
        SEATSYNC_CHECK(usable());
        const Result<void> valid = validate_all(batch);
        refused_ = !valid;
        SEATSYNC_CHECK(valid);
        return put_all(staged_, batch);
    }

    [[nodiscard]] Result<void> commit() override {
        SEATSYNC_CHECK(usable());
        store_.end_session(std::make_shared<const State>(std::move(staged_)));
        open_ = false;
        return {};
    }

  private:
    [[nodiscard]] Result<void> usable() const {
        if (!open_)
            return fail(ErrorCode::invalid_argument, "the session is committed already");
        if (refused_)
            return fail(ErrorCode::invalid_argument, "the session refused an observation before");
        return {};
    }

    FakeMarketStore& store_;
    State staged_;
    bool open_ = true;
    bool refused_ = false;
};

Result<std::unique_ptr<app::AppendSession>> FakeMarketStore::begin_append() {
    {
        std::unique_lock lock(mutex_);
        session_ended_.wait(lock, [this] { return !in_session_; });
        in_session_ = true;
    }
    return std::make_unique<Session>(*this);
}

std::shared_ptr<const FakeMarketStore::State> FakeMarketStore::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void FakeMarketStore::end_session(std::shared_ptr<const State> committed) {
    {
        const std::lock_guard lock(mutex_);
        if (committed)
            state_ = std::move(committed);
        in_session_ = false;
    }
    session_ended_.notify_one();
}

Result<Event> FakeMarketStore::event(const EventId& id, Instant as_of) const {
    const auto known = known_events(*state(), as_of);
    const auto found = known.find(id);
    if (found == known.end())
        return fail(ErrorCode::not_found, "no event " + id.value() + " was known then");
    return found->second;
}

Result<std::vector<Event>> FakeMarketStore::events(const app::EventFilter& filter,
                                                   Instant as_of) const {
    std::vector<Event> out;
    for (const auto& [id, event] : known_events(*state(), as_of))
        if (passes(filter, event))
            out.push_back(event);
    std::ranges::stable_sort(out, {}, &Event::start);
    return out;
}

Result<std::vector<Event>> FakeMarketStore::event_versions(const app::EventFilter& filter,
                                                           Instant as_of) const {
    const auto state = this->state();
    const auto known = known_events(*state, as_of);
    std::vector<Event> out;
    for (const auto& [key, version] : state->events) {
        const auto latest = known.find(version.id);
        if (version.received_at <= as_of && latest != known.end() && passes(filter, latest->second))
            out.push_back(version);
    }
    return out;
}

Result<std::vector<Quote>> FakeMarketStore::quotes(const EventId& id, app::TimeRange range,
                                                   Instant as_of) const {
    return known_quotes(*state(), id, range, as_of);
}

Result<std::vector<Quote>> FakeMarketStore::latest(const EventId& id, Instant as_of) const {
    std::vector<Quote> newest;
    for (const Quote& quote : known_quotes(*state(), id, {}, as_of)) {
        if (!newest.empty() && newest.back().series == quote.series)
            newest.back() = quote;
        else
            newest.push_back(quote);
    }
    return newest;
}

Result<void> FakeMarketStore::for_each_quote(const app::EventFilter& filter, app::TimeRange range,
                                             Instant as_of, const QuoteVisitor& visit) const {
    const auto state = this->state();
    for (const auto& [id, event] : known_events(*state, as_of))
        if (passes(filter, event))
            for (const Quote& quote : known_quotes(*state, id, range, as_of))
                SEATSYNC_CHECK(visit(quote));
    return {};
}

Result<std::vector<TeamRecord>> FakeMarketStore::records(const std::string& league,
                                                         Instant as_of) const {
    const auto state = this->state();
    std::vector<TeamRecord> out;
    for (const auto& [key, record] : state->records)
        if (record.received_at <= as_of && (league.empty() || record.league == league))
            out.push_back(record);
    return out;
}

Result<std::vector<GameResult>> FakeMarketStore::results(const std::string& league,
                                                         Instant as_of) const {
    const auto state = this->state();
    const auto known = known_events(*state, as_of);
    std::vector<GameResult> out;
    for (const auto& [key, result] : state->results) {
        const auto event = known.find(result.event);
        const bool of_league = event != known.end() && event->second.league == league;
        if (result.received_at <= as_of && (league.empty() || of_league))
            out.push_back(result);
    }
    return out;
}

Result<std::optional<Instant>> FakeMarketStore::last_received() const {
    const auto state = this->state();
    std::optional<Instant> last;
    const auto see = [&last](Instant received_at) {
        last = std::max(last.value_or(received_at), received_at);
    };
    for (const auto& [key, event] : state->events)
        see(event.received_at);
    for (const auto& [id, quotes] : state->quotes)
        for (const auto& [key, quote] : quotes)
            see(quote.received_at);
    for (const auto& [key, record] : state->records)
        see(record.received_at);
    for (const auto& [key, result] : state->results)
        see(result.received_at);
    return last;
}

}  // namespace seatsync::testing
