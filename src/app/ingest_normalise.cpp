#include "app/ingest_normalise.hpp"

#include "app/canonical_row.hpp"
#include "app/row_json.hpp"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include <cmath>

namespace seatsync::app {

namespace {

std::string item_of(const domain::SeriesKey& series) {
    return fmt::format("{}/{}/{}/{}/{}", series.event.value(), series.market, series.zone,
                       domain::name_of(series.kind), series.currency.code());
}

/// What a row is about: the columns of its key without received_at.
template <class Row>
std::string item_of(const Row& row) {
    if constexpr (requires { row.series; }) {
        return item_of(row.series);
    } else {
        std::string item;
        std::size_t column = 0;
        for (const auto& [name, value] : row_json(row))
            if (column++ < Table<Row>::kKeySize && name != "received_at" && name != "source")
                item.append(item.empty() ? "" : "/").append(value.as_string());
        return item;
    }
}

Result<void> validate(const EventRegistry::Understood& understood) {
    if (understood.event)
        SEATSYNC_CHECK(domain::validate(*understood.event));
    if (understood.link)
        SEATSYNC_CHECK(domain::validate(*understood.link));
    return {};
}

std::string shown(const std::string& text) {
    const auto tidy = feed::tidy_text(text);
    return tidy.empty() ? "?" : tidy;
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
      events_(names),
      quotes_(options.quality, options.unchanged_quote_after),
      said_(options.things_max) {}

Result<void> Normaliser::take(const std::string& source, feed::SourceKind kind,
                              const feed::FetchedPage& fetched, Instant now, Normalised& into) {
    SEATSYNC_CHECK(recall(source, fetched.answer, now));
    abandon_silent(now, into);
    const std::pair key(source, fetched.task);
    OpenListing& listing = open_[key];
    if (fetched.is_first)
        std::exchange(listing, {}).abandon(into.fates[source]);
    listing.note_page(now);
    Page page{source, kind, fetched, now, into, listing};
    for (const feed::Item& item : fetched.answer.items)
        take_item(page, item);
    if (fetched.answer.next.empty()) {
        listing.close([&](const domain::Quote& quote) { return judge(page, quote); },
                      into.fates[source]);
        open_.erase(key);
    }
    if (page.compared > 0)
        into.movements.push_back(
            {source, fetched.task, page.moved / static_cast<double>(page.compared)});
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
    if (offered)
        page.listing.add_item(*offered, fate);
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
    page.listing.add(std::move(ask));
}

domain::EventId Normaliser::meant(const domain::EventId& source_event) const {
    return events_.meaning_of(source_event).value_or(source_event);
}

Fate Normaliser::take_one(Page& page, const feed::Sighting& sighting) {
    const auto understood = events_.take(sighting, page.kind);
    if (const auto sound = validate(understood); !sound)
        return set_aside(page, sighting.event, sound.error().detail, Fate::rejected);
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
    if (const auto sound = domain::validate(quote); !sound)
        return set_aside(page, quote, sound.error().detail, Fate::rejected);
    const JudgedQuote judged = quotes_.judge(quote, page.now);
    if (!judged.aside.empty())
        return set_aside(page, quote, judged.aside, Fate::quarantined);
    if (judged.change) {
        page.moved += *judged.change;
        ++page.compared;
    }
    auto& kept = page.into.batch.quotes;
    kept.insert(kept.end(), judged.kept.begin(), judged.kept.end());
    page.into.observations[page.source] += judged.kept.size();
    page.into.flagged[page.source] += judged.is_flagged ? 1 : 0;
    if (judged.is_known)
        return Fate::duplicate;
    return events_.find(quote.series.event) == nullptr ? Fate::queued : Fate::stored;
}

Fate Normaliser::take_one(Page& page, const domain::GameResult& result) {
    const Fate fate = keep_if_news(page, result);
    const bool is_known = events_.find(meant(result.event)) != nullptr;
    return fate == Fate::stored && !is_known ? Fate::queued : fate;
}

Fate Normaliser::take_one(Page& page, const domain::Reading& reading) {
    const auto verdict = market::check_reading(reading, page.now);
    if (verdict.trust == market::Trust::quarantined)
        return set_aside(page, reading, verdict.check + ": " + verdict.reason, Fate::quarantined);
    return keep_if_news(page, reading);
}

template <class Row>
Fate Normaliser::take_one(Page& page, const Row& row) {
    return keep_if_news(page, row);
}

template <class Row>
Fate Normaliser::keep_if_news(Page& page, const Row& told) {
    const Row row = canonical(told, names_, [this](const auto& name) { return meant(name); });
    if (const auto sound = domain::validate(row); !sound)
        return set_aside(page, row, sound.error().detail, Fate::rejected);
    if (!said_.is_news(page.source, row))
        return Fate::duplicate;
    std::get<std::vector<Row>&>(domain::kinds_of(page.into.batch)).push_back(row);
    ++page.into.observations[page.source];
    return Fate::stored;
}

/// Answers the fate.
template <class Row>
Fate Normaliser::set_aside(Page& page, const Row& row, const std::string& reason, Fate fate) {
    quarantine(page, item_of(row), reason, boost::json::serialize(row_json(row)));
    return fate;
}

/// One that says what it said the last time is not kept again; its item has its fate all the same.
void Normaliser::quarantine(Page& page, const std::string& item, const std::string& reason,
                            const std::string& content) {
    domain::Quarantined aside{.source = page.source,
                              .item = shown(item),
                              .reason = shown(reason),
                              .content = content,
                              .received_at = page.fetched.received_at};
    if (!domain::validate(aside))
        aside.content.clear();
    ContentHash key;
    key.add(page.source);
    key.add(aside.item);
    ContentHash said;
    said.add(aside.reason);
    if (!said_.is_news({key.value(), said.value()}))
        return;
    page.into.batch.quarantined.push_back(std::move(aside));
}

}  // namespace seatsync::app
