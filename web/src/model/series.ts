/** Choosing and comparing the price series of an event. */
import {
  horizons,
  type Event,
  type EventSeries,
  type Forecast,
  type SeriesKey,
} from "../api/types";
import { priceKind } from "../format";

export function keyOf(series: SeriesKey): string {
  return [series.market, series.zone ?? "", series.price_kind, series.currency].join("|");
}

/** "StubHub · Lower level": no kind and currency, which stand beside the price. */
export function placeOf(series: SeriesKey): string {
  return series.zone === null ? series.market : `${series.market} · ${series.zone}`;
}

export function labelOf(series: SeriesKey): string {
  return `${placeOf(series)} (${priceKind(series.price_kind)}, ${series.currency})`;
}

/** The forecast that stands for all in a list: that of the close, else the farthest there is. */
export function headlineOf(forecast: Forecast[]): Forecast | null {
  const distance = (f: Forecast) => horizons.indexOf(f.horizon);
  return forecast.reduce<Forecast | null>(
    (farthest, f) => (farthest === null || distance(f) > distance(farthest) ? f : farthest),
    null,
  );
}

/**
 * The series that stands for its event in a list: the whole venue before a zone, a forecast before a
 * bare price before nothing, then the server's order. Prices take no part in the choice, since those
 * of two markets or kinds do not compare.
 */
export function leadSeries(event: Event): EventSeries | null {
  const rank = (s: EventSeries) =>
    (s.forecast.length > 0 ? 0 : s.last_price !== null ? 2 : 4) + (s.zone === null ? 0 : 1);
  let lead: EventSeries | null = null;
  for (const series of event.series) {
    if (lead === null || rank(series) < rank(lead)) lead = series;
  }
  return lead;
}

/** Forecast over last price, minus one; null when either is missing. */
export function changeOf(lastPrice: number | null, forecast: Forecast | null): number | null {
  return lastPrice === null || forecast === null || lastPrice <= 0
    ? null
    : forecast.point / lastPrice - 1;
}
