#include "testing/fakes/fake_market_store.hpp"

#include "app/known_things.hpp"

#include <algorithm>

namespace seatsync::testing {

using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quote;
using domain::TeamRecord;
using State = FakeMarketStore::State;

namespace {

auto name_of(const domain::Reading& r) {
    return std::tuple(r.source, r.subject, r.measure, r.valid_at);
}
auto name_of(const domain::Mention& m) {
    return std::tuple(m.subject, m.source, m.id);
}
auto name_of(const domain::Availability& a) {
    return std::tuple(a.league, a.source, a.athlete, a.team);
}
auto name_of(const domain::NearbyEvent& e) {
    return std::tuple(e.source, e.id);
}
auto name_of(const domain::OwnListing& l) {
    return std::tuple(l.market, l.id);
}
auto name_of(const domain::OwnSale& s) {
    return std::tuple(s.market, s.id);
}
auto name_of(const domain::EventLink& l) {
    return std::tuple(l.source_event);
}

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

template <class Map, class Row>
void put_versions(Map& map, const std::vector<Row>& rows, app::AppendCounts& counts) {
    for (const Row& row : rows)
        put(map[name_of(row)], row.received_at, row, counts);
}

app::AppendCounts put_all(State& state, const domain::ObservationBatch& batch) {
    app::AppendCounts counts;
    for (const Event& e : batch.events)
        put(state.events, {e.id, e.received_at}, e, counts);
    for (const Quote& q : batch.quotes)
        put(state.quotes[q.series.event], {q.series, q.event_at, q.received_at}, q, counts);
    for (const TeamRecord& r : batch.records)
        put(state.records, {r.received_at, r.league, r.season, r.team}, r, counts);
    for (const GameResult& r : batch.results)
        put(state.results, {r.received_at, r.event}, r, counts);
    put_versions(state.readings, batch.readings, counts);
    put_versions(state.mentions, batch.mentions, counts);
    put_versions(state.availabilities, batch.availabilities, counts);
    put_versions(state.nearby_events, batch.nearby_events, counts);
    put_versions(state.own_listings, batch.own_listings, counts);
    put_versions(state.own_sales, batch.own_sales, counts);
    put_versions(state.links, batch.links, counts);
    for (const domain::Quarantined& q : batch.quarantined)
        put(state.quarantined, {q.source, q.received_at, q.item}, q, counts);
    return counts;
}

/// The version of each event that was known then.
std::map<EventId, Event> known_events(const State& state, Instant as_of) {
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

std::vector<Quote> known_quotes(const State& state, const EventId& id, app::TimeRange range,
                                Instant as_of) {
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

/// The newest version of each thing that was known then, if it passes.
template <class Row, class Name, class Passes>
std::vector<Row> newest(const std::map<Name, std::map<Instant, Row>>& things, Instant as_of,
                        const Passes& passes) {
    std::vector<Row> rows;
    for (const auto& [name, versions] : things) {
        const auto later = versions.upper_bound(as_of);
        if (later != versions.begin() && passes(std::prev(later)->second))
            rows.push_back(std::prev(later)->second);
    }
    return rows;
}

bool fits(const std::string& wanted, const std::string& text) {
    return wanted.empty() || wanted == text;
}

bool lies_in(app::TimeRange range, Instant time) {
    return range.from <= time && time < range.to;
}

template <class Key, class Row>
void add_rows(const std::map<Key, Row>& from, std::vector<Row>& to) {
    for (const auto& [key, row] : from)
        to.push_back(row);
}

template <class Name, class Key, class Row>
void add_rows(const std::map<Name, std::map<Key, Row>>& from, std::vector<Row>& to) {
    for (const auto& [name, rows] : from)
        add_rows(rows, to);
}

domain::ObservationBatch everything(const State& state) {
    domain::ObservationBatch all;
    add_rows(state.events, all.events);
    add_rows(state.quotes, all.quotes);
    add_rows(state.records, all.records);
    add_rows(state.results, all.results);
    add_rows(state.readings, all.readings);
    add_rows(state.mentions, all.mentions);
    add_rows(state.availabilities, all.availabilities);
    add_rows(state.nearby_events, all.nearby_events);
    add_rows(state.own_listings, all.own_listings);
    add_rows(state.own_sales, all.own_sales);
    add_rows(state.links, all.links);
    add_rows(state.quarantined, all.quarantined);
    return all;
}

template <class Row>
std::vector<std::string> thing_of(const Row& row) {
    std::vector<std::string> columns;
    app::visit_thing(row, [&columns](std::string_view, const auto& member) {
        using Stored = decltype(app::stored_form(member));
        if constexpr (std::is_convertible_v<Stored, Instant>)
            columns.push_back(domain::format_utc(member));
        else if constexpr (std::is_convertible_v<Stored, std::string_view>)
            columns.emplace_back(app::stored_form(member));
    });
    return columns;
}

template <class Row>
void add_known(const std::vector<Row>& stored, const Row& thing, Instant as_of,
               std::vector<Row>& into) {
    const auto name = thing_of(thing);
    std::vector<Row> versions;
    for (const Row& row : stored)
        if (row.received_at <= as_of && thing_of(row) == name)
            versions.push_back(row);
    std::ranges::stable_sort(versions, std::ranges::greater(), &Row::received_at);
    if (!app::kEveryVersionCounts<Row> && !versions.empty())
        versions.resize(1);
    into.insert(into.end(), versions.begin(), versions.end());
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
        const Result<void> valid = domain::validate(batch);
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

Result<std::vector<domain::Reading>> FakeMarketStore::readings(const app::ReadingFilter& filter,
                                                               Instant as_of) const {
    return newest(state()->readings, as_of, [&](const domain::Reading& r) {
        return fits(filter.source, r.source) && fits(filter.subject, r.subject) &&
               fits(filter.measure, r.measure) && lies_in(filter.valid_at, r.valid_at);
    });
}

Result<std::vector<domain::Mention>> FakeMarketStore::mentions(const std::string& subject,
                                                               app::TimeRange event_at,
                                                               Instant as_of) const {
    return newest(state()->mentions, as_of, [&](const domain::Mention& m) {
        return fits(subject, m.subject) && lies_in(event_at, m.event_at);
    });
}

Result<std::vector<domain::Availability>> FakeMarketStore::availabilities(const std::string& league,
                                                                          Instant as_of) const {
    return newest(state()->availabilities, as_of,
                  [&](const domain::Availability& a) { return fits(league, a.league); });
}

Result<std::vector<domain::NearbyEvent>> FakeMarketStore::nearby_events(app::TimeRange start,
                                                                        Instant as_of) const {
    return newest(state()->nearby_events, as_of,
                  [&](const domain::NearbyEvent& e) { return lies_in(start, e.start); });
}

Result<std::vector<domain::OwnListing>> FakeMarketStore::own_listings(const std::string& market,
                                                                      Instant as_of) const {
    return newest(state()->own_listings, as_of,
                  [&](const domain::OwnListing& l) { return fits(market, l.market); });
}

Result<std::vector<domain::OwnSale>> FakeMarketStore::own_sales(const std::string& market,
                                                                Instant as_of) const {
    return newest(state()->own_sales, as_of,
                  [&](const domain::OwnSale& s) { return fits(market, s.market); });
}

Result<std::vector<domain::EventLink>> FakeMarketStore::links(Instant as_of) const {
    return newest(state()->links, as_of, [](const domain::EventLink&) { return true; });
}

Result<domain::ObservationBatch> FakeMarketStore::known_of(const domain::ObservationBatch& about,
                                                           Instant as_of) const {
    const domain::ObservationBatch all = everything(*state());
    domain::ObservationBatch known;
    SEATSYNC_CHECK(app::for_each_versioned_kind(
        about, known, [&]<class Row>(const std::vector<Row>& things, std::vector<Row>& into) {
            const auto& stored = std::get<const std::vector<Row>&>(domain::kinds_of(all));
            for (const Row& thing : things)
                add_known(stored, thing, as_of, into);
            return Result<void>();
        }));
    return known;
}

Result<std::vector<domain::Quarantined>> FakeMarketStore::quarantined(
    const std::string& source, app::TimeRange received_at) const {
    const auto state = this->state();
    std::vector<domain::Quarantined> out;
    for (const auto& [key, q] : state->quarantined)
        if (fits(source, q.source) && lies_in(received_at, q.received_at))
            out.push_back(q);
    return out;
}

Result<std::optional<Instant>> FakeMarketStore::last_received() const {
    const domain::ObservationBatch all = everything(*state());
    std::optional<Instant> last;
    const auto see = [&last](const auto& rows) {
        for (const auto& row : rows)
            last = std::max(last.value_or(row.received_at), row.received_at);
    };
    std::apply([&see](const auto&... rows) { (see(rows), ...); }, domain::kinds_of(all));
    return last;
}

Result<app::RowCounts> FakeMarketStore::row_counts() const {
    const domain::ObservationBatch all = everything(*state());
    return app::RowCounts{{"event_versions", all.events.size()},
                          {"quotes", all.quotes.size()},
                          {"team_records", all.records.size()},
                          {"game_results", all.results.size()},
                          {"readings", all.readings.size()},
                          {"mentions", all.mentions.size()},
                          {"availabilities", all.availabilities.size()},
                          {"nearby_events", all.nearby_events.size()},
                          {"own_listings", all.own_listings.size()},
                          {"own_sales", all.own_sales.size()},
                          {"event_links", all.links.size()},
                          {"quarantined", all.quarantined.size()}};
}

/// One observation a batch: whoever reads it must not think that one batch is all.
Result<void> FakeMarketStore::for_each_batch(const BatchVisitor& visit) const {
    const domain::ObservationBatch all = everything(*state());
    Result<void> visited;
    const auto walk = [&]<class Row>(const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            domain::ObservationBatch one;
            std::get<std::vector<Row>&>(domain::kinds_of(one)).push_back(row);
            if (visited)
                visited = visit(one);
        }
    };
    std::apply([&walk](const auto&... rows) { (walk(rows), ...); }, domain::kinds_of(all));
    return visited;
}

}  // namespace seatsync::testing
