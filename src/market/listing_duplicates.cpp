#include "market/listing_duplicates.hpp"

#include "base/checked.hpp"
#include "market/tidy_text.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace seatsync::market {

namespace {

using domain::Ask;
using domain::Quote;
using domain::SeriesKey;

/// More seats than any listing has: a range beyond it is no range of seats.
constexpr int kSeatsMax = 200;

std::optional<int> seat_number(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

/// Adds "7" or "1-4"; false when the text is neither.
bool add_seats(std::string_view text, std::set<int>& seats) {
    const auto dash = text.find('-');
    const auto first = seat_number(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : seat_number(text.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first >= kSeatsMax)
        return false;
    for (int seat = *first; seat <= *last; ++seat)
        seats.insert(seat);
    return true;
}

/// The seats in "1-3" or "1, 2,3"; empty when they are not told as numbers.
std::set<int> seats_in(std::string_view text) {
    std::string plain(text);
    std::erase(plain, ' ');
    std::set<int> seats;
    std::size_t at = 0;
    while (at <= plain.size()) {
        const auto end = std::min(plain.find_first_of(",;", at), plain.size());
        if (!add_seats(std::string_view(plain).substr(at, end - at), seats))
            return {};
        at = end + 1;
    }
    return seats;
}

SeriesKey market_of(const Ask& ask) {
    SeriesKey key = ask.series;
    key.zone.clear();
    return key;
}

/// By what an ask is the same offer as another; nothing when too little is known.
struct Offer {
    SeriesKey market;
    std::string section;
    std::string row;
    std::set<int> seats;
    std::int64_t quantity = 0;  ///< This and the price of asks without seats only.
    std::int64_t price_cents = 0;
    friend auto operator<=>(const Offer&, const Offer&) = default;
};

std::optional<Offer> offer_of(const Ask& ask) {
    Offer offer{.market = market_of(ask),
                .section = tidy(ask.seating.section),
                .row = tidy(ask.seating.row),
                .seats = seats_in(ask.seating.seats)};
    if (offer.section.empty() || offer.row.empty())
        return std::nullopt;
    if (offer.seats.empty()) {
        offer.quantity = ask.quantity;
        offer.price_cents = ask.price_cents;
    }
    return offer;
}

/// Keeps one ask for each key, at the place of the first; asks without a key stay.
template <class KeyOf, class Better>
std::size_t keep_one(std::vector<Ask>& asks, KeyOf key_of, Better better) {
    std::map<typename decltype(key_of(asks.front()))::value_type, std::size_t> places;
    std::vector<Ask> kept;
    for (Ask& ask : asks) {
        const auto key = key_of(ask);
        const auto [place, first] =
            key ? places.emplace(*key, kept.size()) : std::pair(places.end(), true);
        if (first)
            kept.push_back(std::move(ask));
        else if (better(ask, kept[place->second]))
            kept[place->second] = std::move(ask);
    }
    const std::size_t left_out = asks.size() - kept.size();
    asks = std::move(kept);
    return left_out;
}

using AskId = std::pair<SeriesKey, std::string>;

std::optional<AskId> id_of(const Ask& ask) {
    return ask.id.empty() ? std::nullopt : std::optional(AskId(market_of(ask), ask.id));
}

bool later(const Ask& a, const Ask& b) {
    return std::tuple(b.received_at, a.price_cents, a.quantity) <
           std::tuple(a.received_at, b.price_cents, b.quantity);
}

bool cheaper(const Ask& a, const Ask& b) {
    return std::tie(a.price_cents, a.id) < std::tie(b.price_cents, b.id);
}

/// sum / count, half to even.
std::int64_t mean_of(base::int128 sum, std::int64_t count) {
    const base::int128 floor = sum / count;
    const base::int128 twice_rest = 2 * (sum % count);
    const bool up = twice_rest > count || (twice_rest == count && floor % 2 != 0);
    return static_cast<std::int64_t>(floor + (up ? 1 : 0));
}

Quote quote_of(const SeriesKey& series, const std::vector<const Ask*>& asks) {
    Quote quote;
    quote.series = series;
    std::vector<std::int64_t> prices;
    base::int128 sum = 0;
    std::int64_t tickets = 0;
    for (const Ask* ask : asks) {
        prices.push_back(ask->price_cents);
        sum += ask->price_cents;
        tickets += ask->quantity;
        quote.event_at = std::max(quote.event_at, ask->event_at);
        quote.received_at = std::max(quote.received_at, ask->received_at);
    }
    std::sort(prices.begin(), prices.end());
    const auto count = static_cast<std::int64_t>(prices.size());
    quote.get_in_cents = prices.front();
    quote.highest_cents = prices.back();
    quote.median_cents =
        mean_of(base::int128{prices[(prices.size() - 1) / 2]} + prices[prices.size() / 2], 2);
    quote.average_cents = mean_of(sum, count);
    quote.listings = count;
    quote.tickets = tickets;
    return quote;
}

}  // namespace

UniqueAsks without_duplicates(std::vector<Ask> asks) {
    std::size_t left_out = keep_one(asks, id_of, later);
    left_out += keep_one(asks, offer_of, cheaper);
    return {.asks = std::move(asks), .duplicates = left_out};
}

std::vector<Quote> quotes_of(std::vector<Ask> asks) {
    const UniqueAsks unique = without_duplicates(std::move(asks));
    std::map<SeriesKey, std::vector<const Ask*>> series;
    for (const Ask& ask : unique.asks) {
        series[market_of(ask)].push_back(&ask);
        if (!ask.series.zone.empty())
            series[ask.series].push_back(&ask);
    }
    std::vector<Quote> quotes;
    for (const auto& [key, offers] : series)
        quotes.push_back(quote_of(key, offers));
    return quotes;
}

bool same_content(const Quote& a, const Quote& b) {
    const auto content = [](const Quote& quote) {
        return std::tie(quote.series, quote.get_in_cents, quote.median_cents, quote.average_cents,
                        quote.highest_cents, quote.listings, quote.tickets, quote.popularity);
    };
    return content(a) == content(b);
}

}  // namespace seatsync::market
