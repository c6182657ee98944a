/** From quotes and a forecast to the columns that the chart draws. Times are seconds since 1970. */
import type { Forecast, Quote } from "../api/types";

export interface Observed {
  at: number;
  price: number | null;
  median: number | null;
  listings: number | null;
  tickets: number | null;
}

export interface FanPoint {
  at: number;
  horizon: Forecast["horizon"] | null;
  q05: number;
  q25: number;
  point: number;
  q75: number;
  q95: number;
}

/** null: the source told no value, a gap in the line; undefined: the line has no point here. */
export type Column = (number | null | undefined)[];

/** One column per line of the chart, aligned on `at`. */
export interface ChartData {
  at: number[];
  price: Column;
  q05: Column;
  q25: Column;
  point: Column;
  q75: Column;
  q95: Column;
}

function seconds(instant: string | null): number | null {
  const ms = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(ms) ? null : ms / 1000;
}

/** In order of time; of two quotes at one time the later one in the answer counts. */
export function observedOf(quotes: Quote[]): Observed[] {
  const byTime = new Map<number, Observed>();
  for (const { at, price, median, listings, tickets } of quotes) {
    const time = seconds(at);
    if (time !== null) byTime.set(time, { at: time, price, median, listings, tickets });
  }
  return [...byTime.values()].sort((a, b) => a.at - b.at);
}

/**
 * The fan: it opens at the last price, where nothing is uncertain, and passes through the horizons
 * in order of their time. Horizons without a time, or not after the last price, have no place on it.
 */
export function fanOf(
  forecast: Forecast[],
  lastPrice: number | null,
  lastAt: string | null,
): FanPoint[] {
  const start = seconds(lastAt);
  if (start === null || lastPrice === null) return [];
  const points = new Map<number, FanPoint>();
  for (const { horizon, target_at, q05, q25, point, q75, q95 } of forecast) {
    const at = seconds(target_at);
    if (at !== null && at > start) points.set(at, { at, horizon, q05, q25, point, q75, q95 });
  }
  if (points.size === 0) return [];
  const p = lastPrice;
  const origin = { at: start, horizon: null, q05: p, q25: p, point: p, q75: p, q95: p };
  return [origin, ...[...points.values()].sort((a, b) => a.at - b.at)];
}

export function chartData(observed: Observed[], fan: FanPoint[]): ChartData {
  const prices = new Map(observed.map((o) => [o.at, o.price]));
  const fans = new Map(fan.map((f) => [f.at, f]));
  const at = [...new Set([...prices.keys(), ...fans.keys()])].sort((a, b) => a - b);
  const column = (name: "q05" | "q25" | "point" | "q75" | "q95"): Column =>
    at.map((t) => fans.get(t)?.[name]);
  return {
    at,
    price: at.map((t) => prices.get(t)),
    q05: column("q05"),
    q25: column("q25"),
    point: column("point"),
    q75: column("q75"),
    q95: column("q95"),
  };
}

/** Spans of time that the chart can show, in days of history; null: all of it. */
export const spans = [
  { label: "7 d", days: 7 },
  { label: "30 d", days: 30 },
  { label: "All", days: null },
] as const;
export type Span = (typeof spans)[number];

const dayS = 86_400;

/** The share of the drawing that a fan needs to be read. */
const fanShare = 1 / 6;

/** As much of the history as leaves the fan its share of the drawing. */
export function defaultSpan(observed: Observed[], fan: FanPoint[]): Span {
  const [first, last] = [observed[0], observed.at(-1)];
  const end = fan.at(-1);
  if (!first || !last || !end) return spans[2];
  const ahead = end.at - last.at;
  const widest = ahead / fanShare - ahead;
  const fits = [...spans].reverse().find(({ days }) => {
    const all = last.at - first.at;
    return Math.min(all, days === null ? all : days * dayS) <= widest;
  });
  return fits ?? spans[0];
}

/** A distance between quotes that is not a matter of rhythm: five times the usual, 36 h at least. */
export function silenceLimit(observed: Observed[]): number {
  const steps = observed.slice(1).map((o, i) => o.at - (observed[i]?.at ?? o.at));
  steps.sort((a, b) => a - b);
  return Math.max(1.5 * dayS, 5 * (steps[Math.floor(steps.length / 2)] ?? 0));
}

/**
 * Neighbouring points, as pairs of indices, that no line may join: nothing was seen for longer than
 * `limit` seconds between them, or what was seen had no price.
 */
export function breaksOf(at: number[], price: Column, limit: number): [number, number][] {
  const breaks: [number, number][] = [];
  let before = -1;
  let blind = false;
  price.forEach((value, i) => {
    if (value === null) blind = true;
    if (typeof value !== "number") return;
    const distance = (at[i] ?? 0) - (at[before] ?? 0);
    if (before >= 0 && (blind || distance > limit)) breaks.push([before, i]);
    before = i;
    blind = false;
  });
  return breaks;
}

export function withinSpan(observed: Observed[], span: Span): Observed[] {
  const last = observed.at(-1);
  const { days } = span;
  if (!last || days === null) return observed;
  return observed.filter((o) => o.at >= last.at - days * dayS);
}
