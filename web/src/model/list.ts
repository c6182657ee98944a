/** The rows of the list of events: what they hold, which are shown, and in which order. */
import type { Event, EventSeries, Forecast } from "../api/types";
import { changeOf, headlineOf, leadSeries } from "./series";

export interface Row {
  event: Event;
  series: EventSeries | null;
  forecast: Forecast | null;
  change: number | null;
  /** Series of the event beyond the one shown. */
  others: number;
}

export const sortKeys = [
  "event",
  "start",
  "market",
  "price",
  "forecast",
  "change",
  "listings",
] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sort {
  key: SortKey;
  descending: boolean;
}
export interface View {
  search: string;
  league: string;
  /** Leaves out what has no forecast. */
  pricedOnly: boolean;
  sort: Sort;
}

export const defaultView: View = {
  search: "",
  league: "",
  pricedOnly: false,
  sort: { key: "start", descending: false },
};

export function rowOf(event: Event): Row {
  const series = leadSeries(event);
  const forecast = series ? headlineOf(series.forecast) : null;
  return {
    event,
    series,
    forecast,
    change: changeOf(series?.last_price ?? null, forecast),
    others: Math.max(0, event.series.length - 1),
  };
}

export function leaguesOf(events: Event[]): string[] {
  return [...new Set(events.map((e) => e.league))].sort();
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function searchable(event: Event): string {
  const markets = event.series.map((s) => s.market);
  const texts = [event.title, event.home, event.away, event.venue, event.city, event.league];
  return fold([...texts, event.start_local, event.id, ...markets].join(" "));
}

/** Every word of the search occurs somewhere in the event; case and accents do not count. */
export function matches(event: Event, search: string): boolean {
  const text = searchable(event);
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

type Sortable = string | number | null;

function startOf(row: Row): number | null {
  const at = Date.parse(row.event.start_utc ?? "");
  return Number.isNaN(at) ? null : at;
}

const valueOf: Record<SortKey, (row: Row) => Sortable> = {
  event: (row) => fold(row.event.title),
  start: startOf,
  market: (row) => (row.series ? fold(row.series.market) : null),
  price: (row) => row.series?.last_price ?? null,
  forecast: (row) => row.forecast?.point ?? null,
  change: (row) => row.change,
  listings: (row) => row.series?.listings ?? null,
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Missing values come last in both directions; ties keep the order of the starts, then of ids. */
export function sortRows(rows: Row[], sort: Sort): Row[] {
  const value = valueOf[sort.key];
  const direction = sort.descending ? -1 : 1;
  const order = (a: Row, b: Row): number => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return direction * compare(x, y);
  };
  const tie = (a: Row, b: Row): number =>
    compare(startOf(a) ?? Infinity, startOf(b) ?? Infinity) || compare(a.event.id, b.event.id);
  return [...rows].sort((a, b) => order(a, b) || tie(a, b));
}

export function rowsFor(events: Event[], view: View): Row[] {
  const shown = events.filter(
    (e) => (view.league === "" || e.league === view.league) && matches(e, view.search),
  );
  const rows = shown.map(rowOf).filter((row) => row.forecast !== null || !view.pricedOnly);
  return sortRows(rows, view.sort);
}

/** The view as a query of the page's address; what is usual is left out. */
export function viewToQuery(view: View): URLSearchParams {
  const query = new URLSearchParams();
  if (view.search !== "") query.set("q", view.search);
  if (view.league !== "") query.set("league", view.league);
  if (view.pricedOnly) query.set("priced", "1");
  const { key, descending } = view.sort;
  if (key !== defaultView.sort.key || descending)
    query.set("sort", `${descending ? "-" : ""}${key}`);
  return query;
}

export function viewFromQuery(query: URLSearchParams): View {
  const sort = query.get("sort") ?? "";
  const key = sortKeys.find((known) => known === sort.replace(/^-/, ""));
  return {
    search: query.get("q") ?? "",
    league: query.get("league") ?? "",
    pricedOnly: query.get("priced") === "1",
    sort: key ? { key, descending: sort.startsWith("-") } : defaultView.sort,
  };
}
