/** A market made up in code: what the API would answer, with its awkward cases. */
import type {
  Event,
  EventSeries,
  Forecast,
  ForecastAnswer,
  Horizon,
  HorizonMetrics,
  ModelCard,
  Quote,
  QuotesAnswer,
} from "../../src/api/types";

export const asOf = "2031-06-11T15:00:00Z";
const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse(asOf);

const iso = (ms: number) => new Date(ms).toISOString().replace(".000", "");

/** Numbers in [0, 1), the same for the same seed (a linear congruence; quality does not matter). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const cents = (dollars: number) => Math.round(dollars * 100) / 100;

const steps: [Horizon, number][] = [
  ["1d", 1],
  ["3d", 3],
  ["7d", 7],
];

export function forecastFrom(last: number, startMs: number, drift = 0.9): Forecast[] {
  const at = (horizon: Horizon, ms: number): Forecast => {
    const days = (ms - now) / day;
    const mid = last * drift ** (days / 14);
    const spread = 0.07 * Math.sqrt(days);
    const q = (z: number) => cents(mid * Math.exp(z * spread));
    const quantiles = { q05: q(-1.64), q25: q(-0.67), q50: q(0), q75: q(0.67), q95: q(1.64) };
    // A little beside the median, so that a page which takes one for the other is found out.
    return { horizon, target_at: iso(ms), point: cents(mid * 1.004), ...quantiles };
  };
  const before = steps.filter(([, days]) => now + days * day < startMs);
  return [...before.map(([horizon, days]) => at(horizon, now + days * day)), at("close", startMs)];
}

const cities = [
  {
    city: "Harbor City",
    venue: "Breakwater Park",
    zone: "America/New_York",
    abbreviation: "EDT",
    offset: -4,
  },
  {
    city: "Alder Falls",
    venue: "Millrace Field",
    zone: "America/Chicago",
    abbreviation: "CDT",
    offset: -5,
  },
  {
    city: "San Brío",
    venue: "Estadio del Río",
    zone: "America/Los_Angeles",
    abbreviation: "PDT",
    offset: -7,
  },
] as const;
const teams = [
  "Harbor City Herons",
  "Alder Falls Millers",
  "San Brío Cóndores",
  "Juniper Valley Foxes",
  "Northgate Comets",
  "Port Ellis Mariners of the Outer Sound",
];

export function seriesAt(
  last: number | null,
  startMs: number,
  more: Partial<EventSeries> = {},
): EventSeries {
  return {
    market: "stubhub",
    zone: null,
    price_kind: "advertised",
    currency: "USD",
    last_price: last,
    last_at: last === null ? null : asOf,
    listings: 120,
    forecast: last === null ? [] : forecastFrom(last, startMs),
    ...more,
  };
}

export function eventNumber(i: number, more: Partial<Event> = {}): Event {
  const random = numbers(i + 1);
  const startMs = now + (2 + i) * day + 9 * hour;
  const place = cities[i % cities.length] ?? cities[0];
  const home = teams[i % teams.length] ?? "";
  const away = teams[(i + 1 + Math.floor(random() * 5)) % teams.length] ?? "";
  const local = iso(startMs + place.offset * hour)
    .replace("T", " ")
    .slice(0, 16);
  const last = cents(12 + 160 * random() ** 2);
  const listings = Math.floor(400 * random());
  return {
    id: `made_up:${1000 + i}`,
    league: i % 4 === 3 ? "nfl" : "mlb",
    season: "2031",
    title: `${away} at ${home}`,
    home,
    away,
    venue: place.venue,
    city: place.city,
    zone: place.zone,
    start_utc: iso(startMs),
    start_local: `${local} ${place.abbreviation}`,
    start_tbd: false,
    status: "scheduled",
    series: [
      seriesAt(last, startMs, {
        listings,
        forecast: forecastFrom(last, startMs, 0.7 + 0.5 * random()),
      }),
    ],
    unpriced_reason: null,
    ...more,
  };
}

const startOf = (i: number) => now + (2 + i) * day + 9 * hour;

/** A priced event, one in many markets, and one for each kind of missing thing. */
export function awkwardEvents(): Event[] {
  const noForecast = { forecast: [] };
  return [
    eventNumber(0, { series: [seriesAt(58.62, startOf(0))] }),
    eventNumber(1, {
      series: [
        seriesAt(31, startOf(1), { market: "tickpick", price_kind: "all_in", zone: "Upper level" }),
        seriesAt(44.5, startOf(1), { market: "tickpick", price_kind: "all_in" }),
        seriesAt(902, startOf(1), { market: "fan exchange", price_kind: "list", currency: "MXN" }),
      ],
    }),
    eventNumber(2, { start_tbd: true }),
    eventNumber(3, {
      series: [seriesAt(7.5, startOf(3), noForecast)],
      unpriced_reason: "only one quote so far; a forecast needs two",
    }),
    eventNumber(4, {
      series: [seriesAt(null, startOf(4), { listings: null })],
      unpriced_reason: "no price has been seen on any market",
    }),
    eventNumber(5, { series: [], unpriced_reason: "no market lists this event" }),
    eventNumber(6, { status: "postponed" }),
    eventNumber(7, { venue: null, city: null, zone: null, series: [seriesAt(1240, startOf(7))] }),
  ];
}

export function manyEvents(n: number): Event[] {
  return Array.from({ length: n }, (_, i) => eventNumber(i));
}

function metrics(horizon: Horizon, i: number): HorizonMetrics {
  const last = 0.061 + 0.03 * i;
  const ratio = i === 0 ? 1.004 : i === 1 ? 0.9998 : 0.93;
  return {
    horizon,
    tasks: 48_210 - 9_000 * i,
    events: 612 - 30 * i,
    mean_absolute_error: 3.1 * ratio * (1 + i),
    mean_absolute_log_error: last * ratio,
    coverage90: [0.912, 0.897, 0.871, 0.834][i] ?? null,
    width90: 0.28 + 0.1 * i,
    relative_pinball: 0.021 * (1 + i) * 0.9,
    last_mean_absolute_error: 3.1 * (1 + i),
    last_mean_absolute_log_error: last,
    last_relative_pinball: 0.021 * (1 + i),
  };
}

export function modelCard(): ModelCard {
  const features = [
    "log_price",
    "days_to_event",
    "change_7d",
    "listings",
    "home_wins_share",
    "weekday",
  ];
  return {
    id: "xgb-2031-06-11-9f3c2a",
    predictor: "ensemble",
    members: ["xgboost", "microstructure"],
    as_of: asOf,
    window_from: "2031-03-01T00:00:00Z",
    window_to: asOf,
    seed: 7,
    revision: "1f0c9d2",
    training_rows: 184_311,
    metrics: (["1d", "3d", "7d", "close"] as const).map(metrics),
    importance: features.map((feature, i) => ({ feature, share: 0.42 / 1.9 ** i })),
  };
}

/** A path that wanders to the last price, with a gap of ten days and one quote without a price. */
function pathTo(last: number, seed: number): Quote[] {
  const random = numbers(seed);
  const quotes: Quote[] = [];
  let price = last;
  for (let hours = 0; hours < 45 * 24; hours += 6) {
    const silent = hours > 20 * 24 && hours < 30 * 24;
    const at = iso(now - hours * hour);
    const listings = Math.round(100 + hours / 8);
    const median = cents(price * 1.7);
    if (!silent) quotes.push({ at, price: cents(price), median, listings, tickets: listings * 3 });
    price *= Math.exp(0.05 * (random() - 0.47));
  }
  const blind = quotes[12];
  if (blind) quotes[12] = { ...blind, price: null, median: null };
  return quotes.reverse();
}

export function quotesOf(event: Event): QuotesAnswer {
  const series = event.series.map(({ market, zone, price_kind, currency, last_price }, i) => {
    const quotes = last_price === null ? [] : pathTo(last_price, i + 1);
    return { market, zone, price_kind, currency, quotes };
  });
  return { event_id: event.id, as_of: asOf, series };
}

export function forecastOf(event: Event): ForecastAnswer {
  const series = event.series.map(
    ({ market, zone, price_kind, currency, last_price, last_at, forecast }) => ({
      ...{ market, zone, price_kind, currency, last_price, last_at, forecast },
      missing: ["home_elo", "popularity"],
    }),
  );
  return { event_id: event.id, as_of: asOf, series, model: modelCard() };
}
