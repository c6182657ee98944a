/** The series of one event, joined from the list, the quotes and the forecasts. */
import type { Event, Forecast, ForecastAnswer, Quote, QuotesAnswer, SeriesKey } from "../api/types";
import { keyOf, leadSeries } from "./series";

export interface SeriesView {
  key: string;
  series: SeriesKey;
  quotes: Quote[];
  lastPrice: number | null;
  lastAt: string | null;
  listings: number | null;
  forecast: Forecast[];
  /** Features that the model had to do without. */
  missing: string[];
}

function emptyView(series: SeriesKey): SeriesView {
  const nothing = { lastPrice: null, lastAt: null, listings: null };
  return { key: keyOf(series), series, quotes: [], ...nothing, forecast: [], missing: [] };
}

/** Any of the three may not be here yet. The series that leads in the list comes first. */
export function joinSeries(
  event: Event | null,
  quotes: QuotesAnswer | null,
  forecasts: ForecastAnswer | null,
): SeriesView[] {
  const views = new Map<string, SeriesView>();
  const at = (series: SeriesKey): SeriesView => {
    const view = views.get(keyOf(series)) ?? emptyView(series);
    views.set(view.key, view);
    return view;
  };
  const lead = event ? leadSeries(event) : null;
  if (lead) at(lead);
  for (const s of event?.series ?? []) {
    const { last_price: lastPrice, last_at: lastAt, listings, forecast } = s;
    Object.assign(at(s), { lastPrice, lastAt, listings, forecast });
  }
  for (const s of quotes?.series ?? []) at(s).quotes = s.quotes;
  for (const s of forecasts?.series ?? []) {
    const { last_price: lastPrice, last_at: lastAt, forecast, missing } = s;
    Object.assign(at(s), { lastPrice, lastAt, forecast, missing });
  }
  return [...views.values()];
}
