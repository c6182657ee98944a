/** Answers of the public API, in the names of the wire. What the server does not know is null. */

export const horizons = ["1d", "3d", "7d", "close"] as const;
export type Horizon = (typeof horizons)[number];

/** A predictive distribution of a price, in units of the series' currency. */
export interface Forecast {
  horizon: Horizon;
  target_at: string | null;
  point: number;
  q05: number;
  q25: number;
  q50: number;
  q75: number;
  q95: number;
}

/** What a path of prices is about. `zone` is a part of the venue, null for the whole of it. */
export interface SeriesKey {
  market: string;
  zone: string | null;
  price_kind: string;
  currency: string;
}

export interface EventSeries extends SeriesKey {
  last_price: number | null;
  last_at: string | null;
  listings: number | null;
  forecast: Forecast[];
}

/** `zone` is the IANA time zone of the venue; `start_local` is what its wall clock shows. */
export interface Event {
  id: string;
  league: string;
  season: string | null;
  title: string;
  home: string | null;
  away: string | null;
  venue: string | null;
  city: string | null;
  zone: string | null;
  start_utc: string | null;
  start_local: string | null;
  start_tbd: boolean;
  status: string;
  series: EventSeries[];
  unpriced_reason: string | null;
}

/** Measured on games that were kept out of the fit; `last_…` is the same for "unchanged". */
export interface HorizonMetrics {
  horizon: Horizon;
  tasks: number | null;
  events: number | null;
  mean_absolute_error: number | null;
  mean_absolute_log_error: number | null;
  coverage90: number | null;
  width90: number | null;
  relative_pinball: number | null;
  last_mean_absolute_error: number | null;
  last_mean_absolute_log_error: number | null;
  last_relative_pinball: number | null;
}

export interface FeatureShare {
  feature: string;
  share: number;
}

export interface ModelCard {
  id: string;
  predictor: string;
  /** Of which predictors it is made. */
  members: string[];
  as_of: string | null;
  window_from: string | null;
  window_to: string | null;
  seed: number | string | null;
  revision: string | null;
  training_rows: number | null;
  metrics: HorizonMetrics[];
  importance: FeatureShare[];
}

export interface EventsPage {
  events: Event[];
  as_of: string | null;
  model: ModelCard | null;
  next_cursor: string | null;
}

export interface Quote {
  at: string;
  price: number | null;
  median: number | null;
  listings: number | null;
  tickets: number | null;
}

export interface QuoteSeries extends SeriesKey {
  quotes: Quote[];
}

export interface QuotesAnswer {
  event_id: string;
  as_of: string | null;
  series: QuoteSeries[];
}

export interface ForecastSeries extends SeriesKey {
  last_price: number | null;
  last_at: string | null;
  forecast: Forecast[];
  missing: string[];
}

export interface ForecastAnswer {
  event_id: string;
  as_of: string | null;
  series: ForecastSeries[];
  model: ModelCard | null;
}

/** RFC 9457. */
export interface Problem {
  title: string;
  status: number | null;
  detail: string | null;
}
