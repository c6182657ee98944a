/**
 * From JSON to the types of the API. An answer that lacks what the page cannot do without is an
 * error that names the place; a number or text that is absent becomes null and is shown as missing.
 */
import {
  horizons,
  type Event,
  type EventSeries,
  type EventsPage,
  type FeatureShare,
  type Forecast,
  type ForecastAnswer,
  type ForecastSeries,
  type Horizon,
  type HorizonMetrics,
  type ModelCard,
  type Problem,
  type Quote,
  type QuotesAnswer,
  type QuoteSeries,
  type SeriesKey,
} from "./types";

export class ShapeError extends Error {}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ShapeError(`${where} is not an object`);
  }
  return value as Fields;
}

function listOf<T>(value: unknown, where: string, read: (item: unknown, where: string) => T): T[] {
  if (!Array.isArray(value)) throw new ShapeError(`${where} is not a list`);
  return value.map((item, i) => read(item, `${where}[${i}]`));
}

function readText(value: unknown, where: string): string {
  if (typeof value !== "string") throw new ShapeError(`${where} is not a text`);
  return value;
}

function textIn(fields: Fields, name: string, where: string): string {
  return readText(fields[name], `${where}.${name}`);
}

function numberIn(fields: Fields, name: string, where: string): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ShapeError(`${where}.${name} is not a number`);
  }
  return value;
}

function maybeText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function maybeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function horizonIn(fields: Fields, where: string): Horizon {
  const horizon = horizons.find((known) => known === fields.horizon);
  if (!horizon) throw new ShapeError(`${where}.horizon is none of ${horizons.join(", ")}`);
  return horizon;
}

function readForecast(value: unknown, where: string): Forecast {
  const fields = fieldsOf(value, where);
  return {
    horizon: horizonIn(fields, where),
    target_at: maybeText(fields.target_at),
    point: numberIn(fields, "point", where),
    q05: numberIn(fields, "q05", where),
    q25: numberIn(fields, "q25", where),
    q50: numberIn(fields, "q50", where),
    q75: numberIn(fields, "q75", where),
    q95: numberIn(fields, "q95", where),
  };
}

function readSeriesKey(fields: Fields, where: string): SeriesKey {
  return {
    market: textIn(fields, "market", where),
    zone: maybeText(fields.zone),
    price_kind: textIn(fields, "price_kind", where),
    currency: textIn(fields, "currency", where),
  };
}

function readEventSeries(value: unknown, where: string): EventSeries {
  const fields = fieldsOf(value, where);
  return {
    ...readSeriesKey(fields, where),
    last_price: maybeNumber(fields.last_price),
    last_at: maybeText(fields.last_at),
    listings: maybeNumber(fields.listings),
    forecast: listOf(fields.forecast ?? [], `${where}.forecast`, readForecast),
  };
}

function readEvent(value: unknown, where: string): Event {
  const fields = fieldsOf(value, where);
  const id = textIn(fields, "id", where);
  return {
    id,
    league: textIn(fields, "league", where),
    season: maybeText(fields.season),
    title: maybeText(fields.title) ?? id,
    home: maybeText(fields.home),
    away: maybeText(fields.away),
    venue: maybeText(fields.venue),
    city: maybeText(fields.city),
    zone: maybeText(fields.zone),
    start_utc: maybeText(fields.start_utc),
    start_local: maybeText(fields.start_local),
    start_tbd: fields.start_tbd === true,
    status: maybeText(fields.status) ?? "unknown",
    series: listOf(fields.series ?? [], `${where}.series`, readEventSeries),
    unpriced_reason: maybeText(fields.unpriced_reason),
  };
}

function readMetrics(value: unknown, where: string): HorizonMetrics {
  const fields = fieldsOf(value, where);
  return {
    horizon: horizonIn(fields, where),
    tasks: maybeNumber(fields.tasks),
    events: maybeNumber(fields.events),
    mean_absolute_error: maybeNumber(fields.mean_absolute_error),
    mean_absolute_log_error: maybeNumber(fields.mean_absolute_log_error),
    coverage90: maybeNumber(fields.coverage90),
    width90: maybeNumber(fields.width90),
    relative_pinball: maybeNumber(fields.relative_pinball),
    last_mean_absolute_error: maybeNumber(fields.last_mean_absolute_error),
    last_mean_absolute_log_error: maybeNumber(fields.last_mean_absolute_log_error),
    last_relative_pinball: maybeNumber(fields.last_relative_pinball),
  };
}

function readShare(value: unknown, where: string): FeatureShare {
  const fields = fieldsOf(value, where);
  return { feature: textIn(fields, "feature", where), share: numberIn(fields, "share", where) };
}

function readModel(value: unknown, where: string): ModelCard | null {
  if (value === null || value === undefined) return null;
  const fields = fieldsOf(value, where);
  return {
    id: textIn(fields, "id", where),
    predictor: textIn(fields, "predictor", where),
    members: listOf(fields.members ?? [], `${where}.members`, readText),
    as_of: maybeText(fields.as_of),
    window_from: maybeText(fields.window_from),
    window_to: maybeText(fields.window_to),
    seed: maybeNumber(fields.seed) ?? maybeText(fields.seed),
    revision: maybeText(fields.revision),
    training_rows: maybeNumber(fields.training_rows),
    metrics: listOf(fields.metrics ?? [], `${where}.metrics`, readMetrics),
    importance: listOf(fields.importance ?? [], `${where}.importance`, readShare),
  };
}

function readQuote(value: unknown, where: string): Quote {
  const fields = fieldsOf(value, where);
  return {
    at: textIn(fields, "at", where),
    price: maybeNumber(fields.price),
    median: maybeNumber(fields.median),
    listings: maybeNumber(fields.listings),
    tickets: maybeNumber(fields.tickets),
  };
}

function readQuoteSeries(value: unknown, where: string): QuoteSeries {
  const fields = fieldsOf(value, where);
  return {
    ...readSeriesKey(fields, where),
    quotes: listOf(fields.quotes, `${where}.quotes`, readQuote),
  };
}

function readForecastSeries(value: unknown, where: string): ForecastSeries {
  const fields = fieldsOf(value, where);
  return {
    ...readSeriesKey(fields, where),
    last_price: maybeNumber(fields.last_price),
    last_at: maybeText(fields.last_at),
    forecast: listOf(fields.forecast ?? [], `${where}.forecast`, readForecast),
    missing: listOf(fields.missing ?? [], `${where}.missing`, (name, at) => {
      if (typeof name !== "string") throw new ShapeError(`${at} is not a text`);
      return name;
    }),
  };
}

export function readEventsPage(value: unknown): EventsPage {
  const fields = fieldsOf(value, "answer");
  return {
    events: listOf(fields.events, "events", readEvent),
    as_of: maybeText(fields.as_of),
    model: readModel(fields.model, "model"),
    next_cursor: maybeText(fields.next_cursor),
  };
}

/** An event alone comes without its series. */
export function readEventAlone(value: unknown): Event {
  return readEvent(value, "answer");
}

export function readQuotes(value: unknown): QuotesAnswer {
  const fields = fieldsOf(value, "answer");
  return {
    event_id: textIn(fields, "event_id", "answer"),
    as_of: maybeText(fields.as_of),
    series: listOf(fields.series, "series", readQuoteSeries),
  };
}

export function readForecasts(value: unknown): ForecastAnswer {
  const fields = fieldsOf(value, "answer");
  return {
    event_id: textIn(fields, "event_id", "answer"),
    as_of: maybeText(fields.as_of),
    series: listOf(fields.series, "series", readForecastSeries),
    model: readModel(fields.model, "model"),
  };
}

/** A body that is no problem document (an HTML page of a proxy, say) gives the status alone. */
export function readProblem(value: unknown, status: number): Problem {
  const fields = typeof value === "object" && value !== null ? (value as Fields) : {};
  return {
    title: maybeText(fields.title) ?? `The server answered ${status}`,
    status,
    detail: maybeText(fields.detail),
  };
}
