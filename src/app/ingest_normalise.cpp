#include "app/ingest_normalise.hpp"

#include "market/listing_duplicates.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::app {

namespace {

namespace json = boost::json;

constexpr std::size_t kItemBytesMax = 200;
constexpr auto kKeptAfterStart = std::chrono::hours(48);

json::value value_of(const auto& plain) {
    return json::value(plain);
}
json::value value_of(domain::Instant instant) {
    return json::value(domain::format_utc(instant));
}
template <class Value>
json::value value_of(const std::optional<Value>& value) {
    return value ? value_of(*value) : json::value(nullptr);
}

template <class Row>
void add_columns(json::object& object, const Row& row) {
    Table<Row>::visit(row, [&](std::string_view name, const auto& member) {
        object[name] = value_of(stored_form(member));
    });
}

std::string content_of(const domain::Quote& quote) {
    json::object object;
    add_columns(object, quote.series);
    add_columns(object, quote);
    return json::serialize(object);
}

std::string content_of(const domain::Reading& reading) {
    json::object object;
    add_columns(object, reading);
    return json::serialize(object);
}

std::string item_of(const domain::SeriesKey& series) {
    return fmt::format("{}/{}/{}/{}/{}", series.event.value(), series.market, series.zone,
                       domain::name_of(series.kind), series.currency.code());
}

std::string item_of(const domain::Reading& reading) {
    return fmt::format("{}/{}/{}", reading.subject, reading.measure,
                       domain::format_utc(reading.valid_at));
}

/// |log| change of the get-in; nothing where one of the two has none.
std::optional<double> log_change(const domain::Quote& from, const domain::Quote& to) {
    if (!from.get_in_cents || !to.get_in_cents)
        return std::nullopt;
    return std::abs(
        std::log(static_cast<double>(*to.get_in_cents) / static_cast<double>(*from.get_in_cents)));
}

}  // namespace

struct Normaliser::Page {
    const std::string& source;
    feed::SourceKind kind;
    const feed::FetchedPage& fetched;
    Instant now;
    Normalised& into;
    OpenListing& listing;
    double moved = 0;  ///< Sum of log changes.
    std::size_t compared = 0;
};

Normaliser::Normaliser(const MarketStore& store, const market::TeamNames& names,
                       const market::VenueTables& venues, NormaliseOptions options)
    : store_(store),
      venues_(venues),
      names_(names),
      options_(options),
      events_(names),
      quality_(options.quality) {}

Result<void> Normaliser::load(Instant now) {
    forget_ended(now);
    return events_.load(store_, now);
}

Result<void> Normaliser::take(const std::string& source, feed::SourceKind kind,
                              const feed::FetchedPage& fetched, Instant now, Normalised& into) {
    SEATSYNC_CHECK(recall_quotes(fetched, now));
    const std::string key = source + "\n" + fetched.task;
    OpenListing& listing = open_[key];
    if (fetched.is_first)
        abandon(std::exchange(listing, {}), into);
    listing.source = source;
    Page page{source, kind, fetched, now, into, listing};
    for (const feed::Item& item : fetched.answer.items)
        take_item(page, item);
    if (fetched.answer.next.empty()) {
        close_listing(page, std::move(listing));
        open_.erase(key);
    }
    if (page.compared > 0)
        into.movements.push_back(
            {source, fetched.task, page.moved / static_cast<double>(page.compared)});
    return {};
}

/// After a restart the last quotes are those of the store.
Result<void> Normaliser::recall_quotes(const feed::FetchedPage& page, Instant now) {
    for (const domain::EventId& named : feed::events_in(page.answer)) {
        const domain::EventId event = meant(named);
        if (recalled_.contains(event))
            continue;
        SEATSYNC_TRY(const auto quotes, store_.latest(event, now));
        for (const domain::Quote& quote : quotes)
            last_.insert_or_assign(quote.series, quote);
        recalled_.insert(event);
    }
    return {};
}

void Normaliser::take_item(Page& page, const feed::Item& item) {
    auto& fates = page.into.fates[page.source];
    if (!item.problem.empty()) {
        reject(page, item);
        return fates.add(Fate::rejected);
    }
    if (!item.passed_over.empty())
        return fates.add(Fate::passed_over);
    Fate fate = Fate::duplicate;
    std::optional<domain::EventId> offered;
    for (const feed::Observation& observation : item.observations) {
        if (const auto* ask = std::get_if<domain::Ask>(&observation)) {
            offered = meant(ask->series.event);
            take_ask(page, *ask);
        } else if (const auto one = take_observation(page, observation)) {
            fate = stronger(fate, *one);
        }
    }
    if (offered && fate != Fate::stored)
        ++page.listing.items[*offered];
    else
        fates.add(fate);
}

std::optional<Fate> Normaliser::take_observation(Page& page, const feed::Observation& observation) {
    return std::visit(
        [&](const auto& one) -> std::optional<Fate> {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, domain::Ask>)
                return std::nullopt;
            else
                return take_one(page, one);
        },
        observation);
}

void Normaliser::reject(Page& page, const feed::Item& item) {
    quarantine(page, item.key, item.problem, item.content);
}

void Normaliser::take_ask(Page& page, domain::Ask ask) {
    ask.series.event = meant(ask.series.event);
    const domain::Event* event = events_.find(ask.series.event);
    if (event != nullptr)
        if (auto zone =
                market::priceable_zone(venues_.place(event->venue.name, ask.seating.section)))
            ask.series.zone = *std::move(zone);
    page.listing.asks.push_back(std::move(ask));
}

void Normaliser::close_listing(Page& page, OpenListing listing) {
    std::map<domain::EventId, std::uint64_t> duplicates;
    for (const domain::Ask& ask : listing.asks)
        ++duplicates[ask.series.event];
    for (const domain::Ask& ask : market::without_duplicates(listing.asks).asks)
        --duplicates[ask.series.event];
    std::map<domain::EventId, Fate> fates;
    for (const domain::Quote& quote : market::quotes_of(std::move(listing.asks))) {
        const domain::EventId event = quote.series.event;
        const Fate fate = judge(page, quote);
        const auto [found, is_new] = fates.try_emplace(event, fate);
        found->second = is_new ? fate : stronger(found->second, fate);
    }
    for (const auto& [event, items] : listing.items) {
        const std::uint64_t twice = std::min(items, duplicates[event]);
        page.into.fates[page.source].add(Fate::duplicate, twice);
        page.into.fates[page.source].add(fates.at(event), items - twice);
    }
}

void Normaliser::abandon(const OpenListing& listing, Normalised& into) {
    for (const auto& [event, items] : listing.items)
        into.fates[listing.source].add(Fate::rejected, items);
}

void Normaliser::end(Normalised& into) {
    for (const auto& [key, listing] : open_)
        abandon(listing, into);
    open_.clear();
}

domain::EventId Normaliser::meant(const domain::EventId& source_event) const {
    return events_.meaning_of(source_event).value_or(source_event);
}

Fate Normaliser::take_one(Page& page, const feed::Sighting& sighting) {
    const auto understood = events_.take(sighting, page.kind);
    if (understood.event) {
        page.into.batch.events.push_back(*understood.event);
        for (const domain::EventId& name : events_.names_of(understood.event->id))
            page.into.changed_events.insert(name);
    }
    if (understood.link)
        page.into.batch.links.push_back(*understood.link);
    page.into.observations[page.source] +=
        (understood.event ? 1U : 0U) + (understood.link ? 1U : 0U);
    return understood.fate;
}

Fate Normaliser::take_one(Page& page, domain::Quote quote) {
    quote.series.event = meant(quote.series.event);
    return judge(page, quote);
}

Fate Normaliser::judge(Page& page, const domain::Quote& quote) {
    if (const auto last = last_.find(quote.series); last != last_.end() &&
                                                    last->second.event_at == quote.event_at &&
                                                    market::same_content(last->second, quote))
        return Fate::duplicate;
    const auto verdict = quality_.check(quote, page.now);
    if (verdict.trust == market::Trust::quarantined) {
        quarantine(page, item_of(quote.series), verdict.check + ": " + verdict.reason,
                   content_of(quote));
        return Fate::quarantined;
    }
    if (verdict.trust == market::Trust::flagged)
        ++page.into.flagged[page.source];
    for (const domain::Quote& released : verdict.released)
        keep(page, released);
    if (repeats_last(page, quote))
        return Fate::duplicate;
    keep(page, quote);
    return events_.find(quote.series.event) == nullptr ? Fate::queued : Fate::stored;
}

bool Normaliser::repeats_last(Page& page, const domain::Quote& quote) const {
    const auto last = last_.find(quote.series);
    if (last == last_.end())
        return false;
    if (const auto change = log_change(last->second, quote)) {
        page.moved += *change;
        ++page.compared;
    }
    return market::same_content(last->second, quote) &&
           quote.event_at - last->second.event_at < options_.unchanged_quote_after;
}

void Normaliser::keep(Page& page, const domain::Quote& quote) {
    const auto [last, is_new] = last_.try_emplace(quote.series, quote);
    if (!is_new && last->second.event_at <= quote.event_at)
        last->second = quote;
    page.into.batch.quotes.push_back(quote);
    ++page.into.observations[page.source];
}

Fate Normaliser::take_one(Page& page, domain::GameResult result) {
    result.event = meant(result.event);
    const Fate fate = keep_if_news(page, page.into.batch.results, result);
    const bool is_known = events_.find(result.event) != nullptr;
    return fate == Fate::stored && !is_known ? Fate::queued : fate;
}

Fate Normaliser::take_one(Page& page, domain::TeamRecord record) {
    record.league = names_.league_of(record.league);
    if (const auto team = names_.resolve(record.league, record.team))
        record.team = team->name;
    return keep_if_news(page, page.into.batch.records, record);
}

Fate Normaliser::take_one(Page& page, domain::Availability availability) {
    availability.league = names_.league_of(availability.league);
    if (const auto team = names_.resolve(availability.league, availability.team))
        availability.team = team->name;
    return keep_if_news(page, page.into.batch.availabilities, availability);
}

Fate Normaliser::take_one(Page& page, const domain::Reading& reading) {
    const auto verdict = market::check_reading(reading, page.now);
    if (verdict.trust == market::Trust::quarantined) {
        quarantine(page, item_of(reading), verdict.check + ": " + verdict.reason,
                   content_of(reading));
        return Fate::quarantined;
    }
    return keep_if_news(page, page.into.batch.readings, reading);
}

Fate Normaliser::take_one(Page& page, domain::OwnListing listing) {
    listing.event = meant(listing.event);
    return keep_if_news(page, page.into.batch.own_listings, listing);
}

Fate Normaliser::take_one(Page& page, domain::OwnSale sale) {
    sale.event = meant(sale.event);
    return keep_if_news(page, page.into.batch.own_sales, sale);
}

Fate Normaliser::take_one(Page& page, const domain::Mention& mention) {
    return keep_if_news(page, page.into.batch.mentions, mention);
}

Fate Normaliser::take_one(Page& page, const domain::NearbyEvent& event) {
    return keep_if_news(page, page.into.batch.nearby_events, event);
}

template <class Row>
Fate Normaliser::keep_if_news(Page& page, std::vector<Row>& rows, const Row& row) {
    const auto hashes = hashes_of(page.source, row);
    if (!memory_.is_news(hashes.key, hashes.content))
        return Fate::duplicate;
    rows.push_back(row);
    ++page.into.observations[page.source];
    return Fate::stored;
}

/// One that says what it said the last time is not kept again; its item has its fate all the same.
void Normaliser::quarantine(Page& page, const std::string& item, const std::string& reason,
                            const std::string& content) {
    const auto shown = feed::tidy_text(item.substr(0, kItemBytesMax));
    domain::Quarantined aside{.source = page.source,
                              .item = shown.empty() ? "?" : shown,
                              .reason = feed::tidy_text(reason),
                              .content = content,
                              .received_at = page.fetched.received_at};
    if (!domain::validate(aside))
        aside.content.clear();
    ContentHash key;
    key.add(page.source);
    key.add(aside.item);
    ContentHash said;
    said.add(aside.reason);
    if (!memory_.is_news(key.value(), said.value()))
        return;
    page.into.batch.quarantined.push_back(std::move(aside));
}

void Normaliser::forget_ended(Instant now) {
    std::erase_if(recalled_, [&](const domain::EventId& id) {
        const domain::Event* event = events_.find(id);
        if (event == nullptr || event->start + kKeptAfterStart > now)
            return false;
        quality_.forget(id);
        std::erase_if(last_, [&](const auto& entry) { return entry.first.event == id; });
        return true;
    });
}

}  // namespace seatsync::app
